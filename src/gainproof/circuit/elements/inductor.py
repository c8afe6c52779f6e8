"""Inductor without initial current: v = s·L·i, plus s·M·i of every inductor coupled to it.  ``L1 a b 1m``.

The mutual inductance of a coupling K is k·√(L1·L2); the reader of the netlist leaves no root behind:
the value of a K element is M itself (see `gainproof.circuit.elements.coupling`).
"""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, S, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_a - v_b = s·L·i + s·M·i_other."""
    total = S * value(e) * c.current(e.name)
    for k in c.elements:
        if k.kind == "K" and e.name in k.controls:
            (other,) = (n for n in k.controls if n != e.name)
            total = total + S * value(k) * c.current(other)
    return Equation(across(e, c), total)


INDUCTOR = Kind("L", "inductor", 2, 0, "H", law)
