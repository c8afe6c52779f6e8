"""Which source holds a node: v_in, where Vin stands between the node in and ground.

Who writes “with v_in = 0” of such a node says that the source is off.
"""

from __future__ import annotations

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.circuit.elements.kind import value
from gainproof.expression import ZERO, Equation, Sym


def held_by(voltage: str, circuit: Circuit) -> str:
    """The symbol of the voltage source that alone holds the node with this voltage; "" if none does."""
    for e in circuit.sources():
        ends = [n for n in e.nodes[:2] if n != GROUND]
        if e.kind != "V" or "." in e.name or len(ends) != 1 or len(e.nodes) < 2:
            continue
        symbol = value(e)
        if isinstance(symbol, Sym) and circuit.voltage(ends[0]) == Sym(voltage):
            return symbol.name
    return ""


def holder(voltage: str, circuit: Circuit) -> str:
    """The source that alone holds the node with this voltage, with its plus there; "" if none does."""
    symbol = held_by(voltage, circuit)
    plus = (e.nodes[0] for e in circuit.sources() if symbol and value(e) == Sym(symbol))
    return symbol if any(n != GROUND and circuit.voltage(n) == Sym(voltage) for n in plus) else ""


def turned_off(claim: Equation, circuit: Circuit) -> str:
    """The source that is off where this holds, v_in = 0 or Vin = 0; "" if it says no such thing."""
    for a, b in ((claim.left, claim.right), (claim.right, claim.left)):
        if isinstance(a, Sym) and b == ZERO:
            own = any(value(e) == a for e in circuit.sources())
            return a.name if own else held_by(a.name, circuit)
    return ""
