"""Resistor: v = R·i (Ohm's law).  ``R1 a b 1k``."""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_a - v_b = R·i."""
    return Equation(across(e, c), value(e) * c.current(e.name))


RESISTOR = Kind("R", "resistor", 2, 0, "Ω", law)
