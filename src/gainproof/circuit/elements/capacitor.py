"""Capacitor, initially discharged: i = s·C·v.  ``C1 a b 1n``."""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, S, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """i = s·C·(v_a - v_b)."""
    return Equation(c.current(e.name), S * value(e) * across(e, c))


CAPACITOR = Kind("C", "capacitor", 2, 0, "F", law)
