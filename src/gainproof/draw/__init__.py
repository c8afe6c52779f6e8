"""The schematic from the netlist: one geometry, printed as SVG and as CircuiTikZ."""

from gainproof.draw.as_circuitikz import circuitikz
from gainproof.draw.as_svg import svg
from gainproof.draw.drawing import Drawing
from gainproof.draw.placement import place, place_for
from gainproof.draw.problems import problems

__all__ = ["Drawing", "circuitikz", "place", "place_for", "problems", "svg"]
