"""Voltage-controlled voltage source: v = A·v_control.  ``E1 plus minus c+ c- 100k``."""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_plus - v_minus = A·(v_c+ - v_c-)."""
    return Equation(across(e, c), value(e) * across(e, c, 2))


VCVS = Kind("E", "voltage-controlled voltage source", 4, 0, "1", law)
