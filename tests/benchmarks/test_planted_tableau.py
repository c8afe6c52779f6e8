"""The tableau that says which lines are true: known circuits, limits, and what it must not believe."""

from fractions import Fraction

import pytest

from benchmarks.planted.witness import Undecided, Witness, named, number, solved
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import read
from gainproof.notation import parse_equation

DIVIDER = "divider\nV1 1 0\nR1 1 2\nR2 2 0\n"
AMPLIFIER = "amplifier\nV1 1 0\nX1 1 2 3 opamp Ao={Ao}\nR1 2 0\nR2 3 2\n"
EVERYTHING = """all kinds
V1 1 0
R1 1 2
C1 2 0
L1 2 3
G1 3 0 2 0 g
F1 4 0 V1 k
R4 4 0
H1 5 0 V1 r
R5 5 6
I1 0 6
R6 6 0
E1 7 0 6 0 A
R3 3 7
"""


def circuit(text: str) -> Circuit:
    return read(text).circuit


def holds(text: str, claim: str) -> bool:
    return Witness(circuit(text)).holds(parse_equation(claim))


def test_a_divider_is_solved() -> None:
    values = {
        "V1": number(Fraction(6)),
        "R1": number(Fraction(1)),
        "R2": number(Fraction(2)),
        "s": number(Fraction(1)),
    }
    found = solved(circuit(DIVIDER), values)
    assert found["v_2"] == 4
    assert found["i_R1"] == 2
    assert found["i_V1"] == -2


@pytest.mark.parametrize(
    "claim",
    [
        "v_1 - v_2 = R1*i_R1",
        "i_C1 = s*C1*v_2",
        "v_2 - v_3 = s*L1*i_L1",
        "i_G1 = g*v_2",
        "i_F1 = k*i_V1",
        "v_5 = r*i_V1",
        "i_I1 = I1",
        "v_7 = A*v_6",
        "v_1 = V1",
        "i_R1 = i_C1 + i_L1",
        "i_R5 + I1 = i_R6",
    ],
)
def test_every_kind_obeys_its_law(claim: str) -> None:
    assert holds(EVERYTHING, claim)


@pytest.mark.parametrize(
    "claim", ["v_1 - v_2 = -R1*i_R1", "i_C1 = C1*v_2", "i_F1 = -k*i_V1", "v_5 = -r*i_V1", "i_I1 = -I1"]
)
def test_no_law_with_another_sign_or_factor_is_believed(claim: str) -> None:
    assert not holds(EVERYTHING, claim)


def test_a_limit_is_asked_at_a_far_point() -> None:
    w = Witness(circuit(AMPLIFIER))
    ideal = parse_equation("v_3 = V1*(1 + R2/R1)")
    assert not w.holds(ideal)
    assert w.tends(ideal, {"Ao": "oo"})
    assert not w.tends(parse_equation("v_3 = V1*(1 + R1/R2)"), {"Ao": "oo"})
    assert not w.tends(ideal, {"Ao": "0"})


def test_what_vanishes_on_both_sides_is_no_truth_unless_asked_for() -> None:
    w = Witness(circuit("inverting\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao={Ao}\n"))
    claim = parse_equation("v_2/R1 = 7*v_2/R2")
    assert not w.tends(claim, {"Ao": "oo"})
    assert w.tends(claim, {"Ao": "oo"}, vanishing=True)


def test_currents_the_other_way() -> None:
    w = Witness(circuit(DIVIDER))
    claim = parse_equation("v_2 - v_1 = R1*i_R1")
    assert not w.holds(claim)
    assert w.reversed(claim)
    assert not w.reversed(parse_equation("v_1 - v_2 = R1*i_R1"))


def test_names_stand_for_what_was_said() -> None:
    w = Witness(circuit(DIVIDER))
    names = {"R_a": parse_equation("R_a = R1 + R2").right, "k": parse_equation("k = R2/R_a").right}
    assert w.holds(parse_equation("v_2 = k*V1"), names)
    assert not w.holds(parse_equation("v_2 = V1/k"), names)


def test_what_has_no_value_is_undecided() -> None:
    w = Witness(circuit(DIVIDER))
    with pytest.raises(Undecided):
        w.holds(parse_equation("v_2 = V1/(R1 - R1)"))
    with pytest.raises(Undecided):
        w.holds(parse_equation("v_2 = sqrt(V1)"))
    with pytest.raises(Undecided):
        named({}, {"a": parse_equation("a = b").right})
    with pytest.raises(Undecided):
        solved(circuit(DIVIDER), {n: number(Fraction(q)) for n, q in (("V1", 1), ("R1", 1), ("R2", -1))})
