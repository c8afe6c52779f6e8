"""Independent current source: i = I.  ``I1 from to 1m`` draws it out of the first node, into the second."""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """i = I."""
    return Equation(c.current(e.name), value(e))


CURRENT_SOURCE = Kind("I", "current source", 2, 0, "A", law)
