"""What vanishes at a zero is judged at the zero that the line before names."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

STAGE = circuit_of(
    ".param gm=40m",
    "V1 in 0 1m",
    "Rs in b 1k",
    "rpi b 0 2.5k",
    "Cpi b 0 100p",
    "Cmu b c 2p",
    "G1 c 0 b 0 {gm}",
    "RC c 0 5k",
)


@pytest.mark.parametrize(
    "line",
    [
        "There is a zero in the right half plane:  at s = gm/Cmu, v_c = 0.",
        "There is a zero at s = gm/Cmu, v_c = 0 there.",
        "The zero is at s = gm/Cmu. There v_c = 0.",
        "The zero is at s = gm/Cmu. At this frequency v_c = 0.",
        "The zero, s = gm/Cmu, makes v_c = 0.",
        "Zero: s = gm/Cmu (v_c = 0)",
        "The numerator vanishes at s_z = gm/Cmu; there v_c = 0.",
        "z = gm/Cmu is a zero of the transfer function: v_c(z) = 0.",
    ],
)
def test_what_vanishes_at_a_zero_is_judged_there(line):
    assert verdicts(STAGE, line)[-1] == "limit"
    assert verdicts(STAGE, line.replace("gm/Cmu", "-gm/Cmu"))[-1] == "false"
    assert verdicts(STAGE, line.replace("v_c", "v_b"))[-1] == "false"


def test_a_sentence_of_its_own_goes_back_to_a_zero_by_a_word():
    assert verdicts(STAGE, "The zero is at s = gm/Cmu. The bias is such that v_c = 0.")[-1] == "false"
    elsewhere = (
        "The zero is at s = gm/Cmu, where v_c = 0. For s -> 0 the Miller effect goes and v_c/v_b -> 0."
    )
    assert verdicts(STAGE, elsewhere)[-1] == "false"


def test_what_does_not_vanish_is_not_judged_at_the_zero():
    assert verdicts(STAGE, "There is a zero at s = gm/Cmu, v_c = V1.")[-1] == "false"
