"""Independent voltage source: v = V.  ``V1 plus minus 1``.

Its current flows from plus through it to minus.
"""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings, across, value
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_plus - v_minus = V."""
    return Equation(across(e, c), value(e))


VOLTAGE_SOURCE = Kind("V", "voltage source", 2, 0, "V", law)
