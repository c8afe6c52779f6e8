"""Voltage-controlled current source: i = g·v_control, out of the first node.  ``G1 from to c+ c- 1m``."""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """i = g·(v_c+ - v_c-)."""
    return Equation(c.current(e.name), value(e) * across(e, c, 2))


VCCS = Kind("G", "voltage-controlled current source", 4, 0, "S", law)
