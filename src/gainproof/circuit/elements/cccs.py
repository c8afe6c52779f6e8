"""Current-controlled current source: i = F·i_control.  ``F1 from to V1 10``.

It is controlled by the current through V1, first node to second.
"""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """i = F·i_control."""
    return Equation(c.current(e.name), value(e) * c.current(e.controls[0]))


CCCS = Kind("F", "current-controlled current source", 2, 1, "1", law)
