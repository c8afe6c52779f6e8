"""Nullor, the ideal op-amp: its inputs are at one voltage and draw nothing; its output does what that takes.

Nodes: out, reference, in+, in-.  It has no SPICE letter; the netlist's reader makes one of an op-amp
whose open-loop gain is infinite.  H. J. Carlin, "Singular network elements", IEEE Trans. Circuit
Theory 11 (1964).
"""

from gainproof.circuit.circuit import Element
from gainproof.circuit.elements.kind import Kind, Surroundings
from gainproof.expression import Equation


def law(e: Element, c: Surroundings) -> Equation:
    """v_in+ = v_in-."""
    return Equation(c.voltage(e.nodes[2]), c.voltage(e.nodes[3]))


NULLOR = Kind("N", "ideal op-amp", 4, 0, "", law)
