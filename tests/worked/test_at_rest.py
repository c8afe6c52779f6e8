"""Where s is zero, what it multiplies is gone and the rest stands as it stood."""

import pytest

from gainproof.notation import parse, text
from gainproof.worked.at_rest import without

GONE = {"s"}
CASES = {
    "G/(1 + s*R*C)": "G",
    "G/(1 + s/w + s**2/w**2)": "G",
    "R1 + par(R2, s*L)": "R1",
    "(a - s*b)/(c + s)": "a/c",
    "-s*a": "0",
    "sqrt(a + s)": "sqrt(a)",
    "a*(b + c)": "a*(b + c)",
    "s**3 - b": "-b",
}


@pytest.mark.parametrize("formula", CASES)
def test_at_rest(formula: str) -> None:
    assert text(without(parse(formula), GONE)) == CASES[formula]


@pytest.mark.parametrize("formula", ["1/s", "a/(s*C)", "par(R, 1/(s*C))"])
def test_what_divides_by_zero_is_refused(formula: str) -> None:
    with pytest.raises(ZeroDivisionError):
        without(parse(formula), GONE)
