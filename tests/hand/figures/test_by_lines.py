"""Numbers that rest on what is around them: a zero among values, what a line says of a name, s as a unit."""

import pytest

from gainproof.verification import verify

PAIR = "* two sources\nV1 a 0 1m\nV2 b 0 -1m\nR1 a o 1k\nR2 b o 1k\n.tf V(o) V1\n.end\n"
LAG = "* a lag\nI1 0 o 1\nR1 o 0 1k\nC1 o 0 1n\nR2 o p 2k\nC2 p 0 2n\n.tf V(o) I1\n.end\n"


def verdicts(source, circuit, format="text"):
    return [j.verdict for j in verify(source + "\n\n", circuit, format=format).judged]


def test_a_zero_among_values_is_a_number():
    said = "Let v_cm = (V1 + V2)/2 and v_dm = V1 - V2.\nWith V1 = 1 mV, V2 = -1 mV: v_dm = 2 mV, {} = 0."
    assert verdicts(said.format("v_cm"), PAIR)[-1] == "true"
    assert verdicts(said.format("v_dm"), PAIR)[-1] == "false"
    assert verdicts("Let v_cm = (V1 + V2)/2.\n\nIt is known that v_cm = 0.", PAIR)[-1] == "false"


def test_a_number_is_that_of_a_line_in_a_limit():
    said = "Let Z = v_o/I1. For s = 0: Z = R1.\n\nWith R1 = 1 kΩ this is Z = {} Ω."
    assert verdicts(said.format("1000"), LAG)[-1] == "true"
    assert verdicts(said.format("2000"), LAG)[-1] == "false"


@pytest.mark.parametrize(("number", "verdict"), [("4e-12", "true"), ("8e-12", "false"), ("4e-11", "false")])
def test_the_second_is_a_unit_behind_a_number(number, verdict):
    assert verdicts(f"Let b = R1*R2*C1*C2. Numbers: b = {number} s^2", LAG)[-1] == verdict


def test_values_of_products_in_a_chain():
    circuit = LAG.replace("2k", "1k").replace("2n", "1n")
    assert "false" not in verdicts("v_o/I1 = R1 at s = 0.\n\nR1 C1 = R2 C2 = 1.0 us", circuit)
    assert "false" in verdicts("R1 C1 = R2 C2 = 1.0 us", LAG)
