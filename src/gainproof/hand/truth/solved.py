"""What the circuit makes of an expression: voltages, currents and names as functions of the parameters."""

from __future__ import annotations

from gainproof.circuit.circuit import GROUND
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.expression import Expr, neg
from gainproof.hand.truth.oracle import Oracle


def in_parameters(x: Expr, oracle: Oracle) -> Expr:
    """The expression with every unknown and every name replaced by what it is in the parameters.

    Raises Singular for what the circuit does not determine, TooLarge for what would not fit.
    """
    table: dict[str, Expr] = {}
    for n in x.symbols():
        if n in oracle.names:
            name = oracle.names[n]
            table[n] = in_parameters(name.meaning, name.oracle)
        elif n in oracle.circuit.voltages:
            node = oracle.circuit.voltages[n]
            table[n] = solve(oracle.circuit, Quantity("response", (node, GROUND))).expr()
        elif n in oracle.circuit.currents:
            current = solve(oracle.circuit, Quantity("response", (oracle.circuit.currents[n],))).expr()
            table[n] = neg(current) if n in oracle.against else current
    return x.replaced(table)
