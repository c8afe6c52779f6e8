"""lcapy's own nodal analysis, of its own translation of the circuit (the witness's, see there)."""

from __future__ import annotations

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import symbols
from gainproof.derivation import Quantity
from gainproof.notation import parse


def solve(c: Circuit, q: Quantity) -> Ratio:
    """The whole quantity as lcapy finds it.

    Raises GainproofError if lcapy is missing, cannot do it or takes too long.
    """
    from gainproof.witness import lcapy

    found = parse(lcapy.solve(c, q))
    return Ring([*symbols(c), *found.symbols()]).ratio(found)
