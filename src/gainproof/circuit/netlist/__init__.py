"""The netlist reader: SPICE text to a flat circuit, with every problem of the text at its place.

What is read, and how it differs from a simulator, is told in ``docs/netlists.md``.
"""

from gainproof.circuit.netlist.reader import Netlist, read

__all__ = ["Netlist", "read"]
