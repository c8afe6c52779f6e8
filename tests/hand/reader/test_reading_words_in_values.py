"""A short word behind a value is no unit: “with ro1 = ro2 = 50k this is …”; one that nobody knows is told."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

C = circuit_of("V1 in 0 1", "R1 in out 50k", "R2 out 0 50k")


@pytest.mark.parametrize("word", ["this is", "it is", "we get", "each", "both give", "now"])
def test_a_short_word_behind_a_value(word):
    told = f"i_t = V1/R1\nWith R1 = R2 = 50k {word} 25 kOhm.\nv_out = V1/2"
    assert {"unread", "outside", "false"}.isdisjoint(verdicts(C, told))


def test_a_unit_that_nobody_knows_is_told():
    assert "unread" in verdicts(C, "v_out = 0.5 flup")
    assert verdicts(C, "With R1 = R2 = 40k this is 25 kOhm.").count("false")


def test_a_test_current_without_an_underscore_is_none_the_less_one():
    told = "Set V1 = 0 and push a test current it into out.\nv_out = it R1 || R2"
    assert verdicts(C, told)[-1] != "unread"
