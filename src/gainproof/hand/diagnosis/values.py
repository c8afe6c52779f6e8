"""The exact value of an expression in its circuit: what a line with no small mistake should have said."""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.circuit import GROUND
from gainproof.circuit.solve import solve
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import Expr
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.diagnosis.trees import size
from gainproof.hand.oracle import Oracle

LONGEST = 400
"""Symbols of a value that is still shown."""


def right_value(x: Expr, bench: Bench, to: Mapping[str, str]) -> Expr | None:
    """The value of `x` as a function of the parameters, in lowest terms, in the limit `to` if there is one.

    Of what vanishes there, or grows without bound, it is the leading term.
    None if the circuit does not determine it, or nobody could read it.
    """
    try:
        solved = _solved(x, bench.oracle)
        ratio = Ring(solved.symbols()).ratio(solved)
        if not isinstance(ratio, Ratio):  # it holds a square root
            return None
        if to:
            end = limit(ratio, to)
            ratio = end.value if end.value else end.leading
    except (GainproofError, Singular, TooLarge, ZeroDivisionError, KeyError, ValueError):
        return None
    value = ratio.expr()
    return value if size(value) <= LONGEST else None


def _solved(x: Expr, oracle: Oracle) -> Expr:
    """The expression with every unknown and every name replaced by what it is in the parameters."""
    table: dict[str, Expr] = {}
    for n in x.symbols():
        if n in oracle.names:
            name = oracle.names[n]
            table[n] = _solved(name.meaning, name.oracle)
        elif n in oracle.circuit.voltages:
            node = oracle.circuit.voltages[n]
            table[n] = solve(oracle.circuit, Quantity("response", (node, GROUND))).expr()
        elif n in oracle.circuit.currents:
            table[n] = solve(oracle.circuit, Quantity("response", (oracle.circuit.currents[n],))).expr()
    return x.replaced(table)
