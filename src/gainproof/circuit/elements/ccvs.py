"""Current-controlled voltage source: v = H·i_control.  ``H1 plus minus V1 50``.

It is controlled by the current through V1, first node to second.
"""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_plus - v_minus = H·i_control."""
    return Equation(across(e, c), value(e) * c.current(e.controls[0]))


CCVS = Kind("H", "current-controlled voltage source", 2, 1, "Ω", law)
