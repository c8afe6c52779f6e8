"""“Which is” behind an equation is an equals sign; a formula of which only words speak is told."""

import pytest

from gainproof.verification import verify

CIRCUIT = """* a divider
V1 in 0 1
R1 in a 1k
R2 a 0 3k
.tf V(a) V1
.end
"""
TEXT = "v_a/V1 = R2/(R1 + R2)"
LATEX = r"$v_a/V_1 = \frac{R_2}{R_1 + R_2}$"


def judged(source):
    found = verify(source + "\n\n", CIRCUIT, format="markdown" if "$" in source else "text")
    return [j.verdict for j in found.judged], {n.code for n in found.notices}


@pytest.mark.parametrize(
    "source",
    [
        TEXT + ", which is {}.",
        TEXT + " which is about {} for R1 = 1k.",
        TEXT + ", which is {} here.",
        TEXT + ", that is {}.",
        LATEX + ", which is ${}$.",
        LATEX + ", i.e. ${}$.",
        LATEX + ", that is about ${}$ with $R_1 = 1$ kΩ.",
    ],
)
def test_which_is_goes_on_with_the_equation(source):
    assert judged(source.replace("{}", "0.75"))[0] == ["true", "true"]
    assert judged(source.replace("{}", "0.85"))[0] == ["true", "false"]


@pytest.mark.parametrize(
    "source",
    [
        TEXT + ", which is 10 % of what was asked.",
        TEXT + ", which is 2 times as much.",
        TEXT + ", which is good.",
        LATEX + ", which is $2$ times as much.",
        LATEX + " and a word, which is $2$.",
        LATEX + ". The other one, which is $2$.",
    ],
)
def test_other_words_are_no_equals_sign(source):
    assert judged(source)[0] == ["true"]


@pytest.mark.parametrize(
    "source",
    [
        "The gain is R2/(R1 + R2).",
        "The gain then becomes about R2/(R1 + R2).",
        r"It is $\frac{R_2}{R_1 + R_2}$.",
    ],
)
def test_a_formula_that_words_speak_of_is_told(source):
    assert judged(source) == ([], {"not judged"})


@pytest.mark.parametrize(
    "source",
    [
        "The gain is high.",
        "The voltage is R2 dependent.",
        "The part is R1.",
        "It is the part $R_1$ here.",
        "It is 3/4.",
    ],
)
def test_other_words_are_left_alone(source):
    assert judged(source) == ([], set())
