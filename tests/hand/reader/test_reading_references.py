"""The number of an equation in words, “which is (1) again”, is no factor of the formula."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

from gainproof.hand.reader.formulas.references import numbers_equation, without_references
from gainproof.hand.reader.tokens import Token

STAGE = circuit_of("* t\nV1 in 0 1\nR1 in x 1k\nR2 x out 10k\nX1 0 x out opamp\n")
HEAD = "V1/R1 + vout/R2 = 0      (1)\nthus H = vout/V1 = -R2/R1      (2)\n"


@pytest.mark.parametrize(
    "words",
    [
        ", which is (2) again.",
        ", which is (2).",
        ", that is (2).",
        ", i.e. (2).",
        ", as in (2).",
        " (cf. (2))",
        ", see (2)",
        ", the same as (2).",
        ", which is Eq. (2) above.",
    ],
)
def test_words_that_refer(words):
    lines = ["definition", "true"]
    assert verdicts(STAGE, f"{HEAD}H = -R2/R1{words}")[1:] == [*lines, "true"]
    assert verdicts(STAGE, f"{HEAD}H = -R1/R2{words}")[1:] == [*lines, "false"]


def test_in_latex():
    head = r"\[ H = \frac{v_{out}}{V_1} = -\frac{R_2}{R_1} \tag{1} \]"
    for words in (", which is $(1)$ again.", r", which is \eqref{1} again.", ", which is (1)."):
        assert verdicts(STAGE, rf"{head} Then $H = -\frac{{R_2}}{{R_1}}${words}", "latex")[2:] == ["true"]


def test_a_number_behind_which_is_stays_a_claim():
    assert verdicts(STAGE, f"{HEAD}H = -R2/R1, which is -10.")[3:] == ["true", "true"]
    assert verdicts(STAGE, f"{HEAD}H = -R2/R1, which is -11.")[3:] == ["true", "false"]


def test_a_factor_is_no_reference():
    bracket = [Token("op", "(", 2, 3), Token("num", "2", 3, 4), Token("op", ")", 4, 5)]
    assert numbers_equation(bracket)
    word, symbol = Token("word", "in", 0, 2), Token("sym", "R1", 0, 2)
    assert [t.kind for t in without_references([word, *bracket])] == ["word", "word"]
    assert without_references([symbol, *bracket]) == [symbol, *bracket]
    times = Token("op", "*", 5, 6)
    assert without_references([word, *bracket, times, symbol]) == [word, *bracket, times, symbol]
