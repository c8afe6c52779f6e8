"""A sum of what the sources do, wrong by a share that an earlier line has wrong, follows from that line."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

CIRCUIT = circuit_of("V1 a 0", "V2 b 0", "I1 0 x", "R1 a x", "R2 x 0", "R3 x b")
SHARE = "v_x = V2 (R1||R2)/(R3 + R1||R2)"
SLIP = "v_x = V2 (R1||R3)/(R2 + R1||R3)"
OTHER = "v_x = V2 (R1||R2)/(R1 + R1||R2)"
WORK = """(a) V1 alone (V2 = 0, I1 = 0):
v_x = V1 (R2||R3)/(R1 + R2||R3)
(b) V2 alone (V1 = 0, I1 = 0):
{share}
(c) I1 alone (V1 = V2 = 0):
v_x = (R1||R2||R3) I1
(d) Together, all of them,
v_x = (R1||R2||R3) ({sum} + I1)
"""


def last(share, total):
    return verdicts(CIRCUIT, WORK.format(share=share, sum=total))[-1]


def test_the_right_sum_is_right():
    assert last(SHARE, "V1/R1 + V2/R3") in ("true", "limit")


def test_a_sum_with_the_wrong_share_is_carried():
    assert last(SLIP, "V1/R1 + V2/R2") == "carried"


@pytest.mark.parametrize(
    ("share", "total"),
    [
        (SHARE, "V1/R1 + V2/R2"),  # no share is wrong
        (OTHER, "V1/R1 + V2/R2"),  # the wrong share is another one
        (SLIP, "V1/R3 + V2/R2"),  # what is wrong is the share of V1, too
    ],
)
def test_a_sum_with_an_error_of_its_own_is_false(share, total):
    assert last(share, total) == "false"
