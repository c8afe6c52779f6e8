"""Circuits with answers known by hand, written out as data, so that no netlist reader comes between."""

from __future__ import annotations

from gainproof.circuit.circuit import Circuit, Element
from gainproof.derivation import Quantity
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

V2 = Quantity("transfer", ("2", "0"), "V1")
V2_I = Quantity("transfer", ("2", "0"), "I1")
OUT = Quantity("transfer", ("3", "0"), "V1")

ANSWERS: dict[str, tuple[str, Quantity, str]] = {
    "divider": ("V1 V 1 0\nR1 R 1 2\nR2 R 2 0", V2, "R2/(R1 + R2)"),
    "a number for a value": ("V1 V 1 0\nR1 R 1 2 = 1000\nR2 R 2 0", V2, "R2/(1000 + R2)"),
    "an expression for a value": ("V1 V 1 0\nR1 R 1 2 = a*b\nR2 R 2 0", V2, "R2/(a*b + R2)"),
    "low-pass": ("V1 V 1 0\nR1 R 1 2\nC1 C 2 0", V2, "1/(1 + s*R1*C1)"),
    "high-pass": ("V1 V 1 0\nR1 R 1 2\nL1 L 2 0", V2, "s*L1/(R1 + s*L1)"),
    "transformer": (
        "V1 V 1 0\nL1 L 1 0\nL2 L 2 0\nK1 K = M : L1 L2\nR2 R 2 0",
        V2,
        "s*M*R2/(s*L1*R2 + s**2*(L1*L2 - M**2))",
    ),
    "I1 from 0 to 2 drives node 2 up": ("I1 I 0 2\nR1 R 2 0", V2_I, "R1"),
    "VCVS": ("V1 V 1 0\nE1 E 2 0 1 0 = A", V2, "A"),
    "VCCS draws from its first node": ("V1 V 1 0\nG1 G 2 0 1 0 = g\nR1 R 2 0", V2, "-g*R1"),
    "CCCS": ("V1 V 1 0\nRs R 1 0\nF1 F 2 0 = B : V1\nR1 R 2 0", V2, "B*R1/Rs"),
    "CCVS": ("V1 V 1 0\nRs R 1 0\nH1 H 2 0 = r : V1", V2, "-r/Rs"),
    "CCCS controlled by a resistor": ("V1 V 1 0\nRs R 1 0\nF1 F 2 0 = B : Rs\nR1 R 2 0", V2, "-B*R1/Rs"),
    "CCVS controlled by a VCCS": (
        "V1 V 1 0\nG1 G 3 0 1 0 = g\nR1 R 3 0\nH1 H 2 0 = r : G1\nRl R 2 0",
        V2,
        "r*g",
    ),
    "nullor": ("V1 V 1 0\nN1 N 2 0 1 f\nR1 R f 0\nR2 R 2 f", V2, "1 + R2/R1"),
    "all sources on": (
        "V1 V 1 0\nI1 I 0 2\nR1 R 1 2\nR2 R 2 0",
        Quantity("response", ("2", "0")),
        "V1*R2/(R1 + R2) + I1*par(R1, R2)",
    ),
    "other sources off": (
        "V1 V 1 0\nI1 I 0 2 = 7\nV3 V 3 0\nR1 R 1 2\nR2 R 2 3",
        V2,
        "R2/(R1 + R2)",
    ),
    "two nodes": ("V1 V 1 0\nR1 R 1 2\nR2 R 2 0", Quantity("transfer", ("1", "2"), "V1"), "R1/(R1 + R2)"),
    "current of a source, first node to second": (
        "V1 V 1 0\nR1 R 1 0",
        Quantity("transfer", ("V1",), "V1"),
        "-1/R1",
    ),
    "current of a resistor": ("V1 V 1 0\nR1 R 1 0", Quantity("transfer", ("r1",), "v1"), "1/R1"),
    "current of a capacitor": ("V1 V 1 0\nC1 C 1 0", Quantity("transfer", ("C1",), "V1"), "s*C1"),
    "current of a current source": ("I1 I 0 1\nR1 R 1 0", Quantity("response", ("I1",)), "I1"),
    "zin of a voltage source": (
        "V1 V 1 0\nR1 R 1 2\nC1 C 2 0\nI2 I 0 2",
        Quantity("zin", (), "V1"),
        "R1 + 1/(s*C1)",
    ),
    "zin beside a source controlled by a resistor": (
        "V1 V 1 0\nR1 R 1 2\nF1 F 2 0 = B : R1\nR2 R 2 0",
        Quantity("zin", (), "V1"),
        "R1 + (1 - B)*R2",
    ),
    "zin of a current source": (
        "I1 I 0 1\nR1 R 1 0\nV2 V 2 0\nR2 R 1 2",
        Quantity("zin", (), "I1"),
        "par(R1, R2)",
    ),
    "impedance": (
        "V1 V 1 0\nR1 R 1 2\nR2 R 2 3\nR3 R 3 0",
        Quantity("impedance", ("2", "3")),
        "par(R2, R1 + R3)",
    ),
}
"""Circuit, question and answer of each kind of element and of question."""

FAULTS = {
    "inputs swapped": ("Ao", "(-Ao)"),
    "a limit taken": ("Ro/(Ao*Ri)", "0"),
    "R1 for R2": ("R2/Ri", "R1/Ri"),
    "a load forgotten": ("Ro/Rl", "0"),
    "a sign": ("1/R1 + 1/Ri", "1/R1 - 1/Ri"),
}
"""Replacements in GAIN, each of which makes it wrong; the first leaves its limit Ao -> oo as it is."""
