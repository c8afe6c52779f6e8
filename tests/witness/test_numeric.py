"""The numeric witness accepts hand-known answers for every kind of element and refuses planted faults."""

import pytest
from written_circuits import FIVE, GAIN, circuit

from gainproof.derivation import Quantity
from gainproof.notation import parse
from gainproof.witness import numeric, opinions

V2 = Quantity("transfer", ("2", "0"), "V1")
V2_I = Quantity("transfer", ("2", "0"), "I1")
OUT = Quantity("transfer", ("3", "0"), "V1")

ANSWERS = {
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


@pytest.mark.parametrize("case", ANSWERS)
def test_a_known_answer_is_accepted_and_its_negative_and_double_refused(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    c = circuit(text)
    right = numeric.opinion(c, quantity, parse(answer))
    assert right.agrees is True, right
    assert "random points" in right.how
    for wrong in (f"-({answer})", f"2*({answer})", f"({answer}) + 1"):
        said = numeric.opinion(c, quantity, parse(wrong))
        assert said.agrees is False, wrong
        assert "the circuit gives" in said.how


def test_the_gain_of_the_real_amplifier() -> None:
    assert numeric.opinion(FIVE, OUT, parse(GAIN)).agrees is True


FAULTS = {
    "inputs swapped": ("Ao", "(-Ao)"),
    "a limit taken": ("Ro/(Ao*Ri)", "0"),
    "R1 for R2": ("R2/Ri", "R1/Ri"),
    "a load forgotten": ("Ro/Rl", "0"),
    "a sign": ("1/R1 + 1/Ri", "1/R1 - 1/Ri"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused_at_finite_gain(fault: str) -> None:
    before, after = FAULTS[fault]
    wrong = GAIN.replace(before, after)
    assert wrong != GAIN
    said = numeric.opinion(FIVE, OUT, parse(wrong))
    assert said.agrees is False
    assert "Ao = " in said.how


def test_agreement_is_said_in_the_same_words_each_run() -> None:
    assert len({numeric.opinion(FIVE, OUT, parse(GAIN)).how for _ in range(5)}) == 1


def test_what_it_cannot_judge_is_not_called_agreement() -> None:
    floating = circuit("V1 V 1 0\nR1 R 2 3\nR2 R 1 0")
    said = numeric.opinion(floating, V2, parse("1"))
    assert said.agrees is None
    assert "no unique solution" in said.how
    nothing_connected = circuit("V1 V 1 0\nR1 R 2 0")
    assert numeric.opinion(nothing_connected, Quantity("zin", (), "V1"), parse("R1")).agrees is None
    assert (
        numeric.opinion(nothing_connected, Quantity("transfer", ("9", "0"), "V1"), parse("R1")).agrees is None
    )


def test_a_result_outside_the_circuit_is_refused() -> None:
    c = circuit("V1 V 1 0\nR1 R 1 2\nR2 R 2 0")
    assert numeric.opinion(c, V2, parse("R2/(R1 + R2) + s")).agrees is False
    assert numeric.opinion(c, V2, parse("R2/(R1 - R1)")).agrees is False


def test_the_table_of_witnesses() -> None:
    (said,) = opinions(FIVE, OUT, parse(GAIN), which=("numeric",))
    assert said.name == numeric.NAME
    assert said.agrees
    with pytest.raises(KeyError):
        opinions(FIVE, OUT, parse(GAIN), which=("oracle",))
