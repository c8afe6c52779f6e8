"""A line that left two names open says what the one is when the other is known; no number does so anew."""

import pytest

from gainproof.verification import verify

NON_INVERTING = "* t\nVin in 0 1\nX1 in n out opamp Ao=100k Ri=2meg\nR1 n 0 1k\nR2 n out 99k\n"
CHAIN = "Rin = vin/Iin = Ri*(1 + Ao*R1/(R1 + R2)) + R1*R2/(R1 + R2)"


@pytest.mark.parametrize(
    ("line", "verdict", "code"),
    [
        ("Rin = 2.0 Gohm", "true", ""),
        ("Rin = 3.0 Gohm", "false", "GP114"),
        ("Rin = 2*R1", "false", "GP116"),
    ],
)
def test_a_line_about_a_name_whose_definition_was_understood_late_is_judged(line, verdict, code):
    found = verify([CHAIN, line], NON_INVERTING).judged
    assert [j.verdict for j in found] == ["definition", "definition", verdict]
    assert found[-1].code == code


def test_what_is_not_understood_at_all_says_nothing_of_a_name():
    found = verify(["Rin = vin/Iin", "Rin = 2 Gohm"], NON_INVERTING).judged
    assert [(j.verdict, j.code) for j in found] == [("outside", "GP152"), ("definition", "")]


def test_what_a_name_tends_to_is_not_what_it_is():
    found = verify(["G -> x", "v_out = x*Vin"], NON_INVERTING).judged
    assert [(j.verdict, j.code) for j in found] == [("outside", "GP152"), ("definition", "")]
