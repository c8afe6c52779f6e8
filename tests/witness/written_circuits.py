"""Circuits written out as data, so that the witnesses are tested without the netlist reader."""

from __future__ import annotations

from gainproof.circuit.circuit import Circuit, Element
from gainproof.notation import parse


def circuit(text: str) -> Circuit:
    """``name kind nodes… [= value] [: controls]`` per line."""
    out = []
    for line in text.strip().splitlines():
        line, _, controls = line.partition(":")
        line, _, value = line.partition("=")
        name, kind, *nodes = line.split()
        out.append(
            Element(
                name,
                kind,
                tuple(nodes),
                parse(value) if value.strip() else None,
                tuple(controls.split()),
            )
        )
    return Circuit(tuple(out))


FIVE = circuit(
    """
    V1 V 1 0
    E1 E x 0 1 2 = Ao
    Ro R x 3
    Ri R 1 2
    R1 R 2 0
    R2 R 3 2
    Rl R 3 0
    """
)
"""The non-inverting amplifier with every imperfection (Eq. 5.3 of the note)."""

GAIN = (
    "(1 + R2/R1 + Ro/(Ao*Ri))"
    "/(1 + (1 + R2/R1)/Ao*(1 + Ro/Rl + (R2/Ri + Ro*(1/R1 + 1/Ri + R2/(Ri*Rl)))/(1 + R2/R1)))"
)
"""Its gain from V1 to node 3."""
