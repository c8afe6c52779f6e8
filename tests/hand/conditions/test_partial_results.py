"""What one source does alone is judged where it stands, not where it is added up; a sign, too."""

import pytest

from gainproof.verification import verify

SUMMER = "* t\nV1 a 0 1\nV2 b 0 2\nR1 a n 1k\nR2 b n 2k\nRf n out 4k\nX1 0 n out opamp Ao=1meg\n"
LINES = ["v_o1 = -(Rf/R1)*V1", "v_o2 = -(Rf/R2)*V2", "vout = v_o1 + v_o2"]


def verdicts(*lines, circuit=SUMMER):
    return [j.verdict for j in verify(["For Ao -> oo", *lines], circuit).judged]


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ("v_o1 = (Rf/R1)*V1", "v_o1 = -(Rf/R1)*V1"),
        ("v_o1 = -(Rf/R2)*V1", "v_o1 = -(Rf/R1)*V1"),
        ("v_o1 = -(R1/Rf)*V1", "v_o1 = -(Rf/R1)*V1"),
    ],
)
def test_a_slip_is_told_in_its_own_line(wrong, mended):
    assert "false" not in verdicts(*LINES)
    found = verify(["For Ao -> oo", wrong, *LINES[1:]], SUMMER).judged
    assert [j.verdict == "false" for j in found] == [True, False, False]
    (first, *_) = found[0].diagnosis.suggestions
    right = verify(["For Ao -> oo", mended], SUMMER).judged[0].item.equation
    assert (first.claim.left, first.claim.right) == (right.left, right.right)


def test_a_part_that_is_taken_away_has_the_other_sign():
    assert "false" not in verdicts("v_o1 = (Rf/R1)*V1", LINES[1], "vout = v_o2 - v_o1")
    assert verdicts(LINES[0], LINES[1], "vout = v_o2 - v_o1")[0] == "false"


def test_what_is_not_added_up_is_a_name_like_any_other():
    assert verdicts("v_o1 = (Rf/R1)*V1", "vout = -v_o1 - (Rf/R2)*V2")[0] == "definition"


def test_what_stands_in_other_lines_too_may_be_counted_the_other_way():
    lines = ["v_o1 = (Rf/R1)*V1", LINES[1], "V1 = v_o1*R1/Rf", LINES[2]]
    assert verdicts(*lines)[0] == "definition"
    assert "false" in verdicts(*lines)


def test_a_sum_of_currents_that_hold_voltages_is_no_superposition():
    lines = ["i_1 = (V1 - vn)/R1", "i_2 = (V2 - vn)/R2", "i_Rf = i_1 + i_2"]
    assert verdicts(*lines) == ["definition", "definition", "true"]


LADDER = "* t\nV1 in 0 12\nR1 in a 2k\nR2 a 0 2k\nR3 a b 1k\nI1 0 b 3m\nR4 b 0 2k\n"
ALONE = """V1 alone, with I1 = 0:
v_b1 = R4/(R3 + R4)*v_a

I1 alone, with V1 = 0:
v_b2 = (R4 || (R3 + R1 || R2))*I1

Together:
v_b = {}
"""


def test_a_voltage_in_it_is_that_of_its_own_source():
    """v_a stands for what it is with V1 alone; what is added up is not the v_a of both."""

    told = ALONE.format("v_b1 + v_b2")
    assert verify(told.split("\n"), LADDER).first_wrong is None
    of_both = told.replace("V1 alone, with I1 = 0:", "First:")
    for wrong in (ALONE.format("v_b1 - v_b2"), of_both):
        assert verify(wrong.split("\n"), LADDER).first_wrong is not None
