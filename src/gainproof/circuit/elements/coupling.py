"""Coupling of two inductors.  ``K1 L1 L2 0.99`` in SPICE, with the coefficient k = M/√(L1·L2).

An exact rational engine has no square root, so a K element carries the mutual inductance M, in
henry, as its value.  Its effect stands in the laws of the two inductors; it has none of its own.
"""

from gainproof.circuit.elements.kind import Kind

COUPLING = Kind("K", "mutual inductance", 0, 2, "H", None)
