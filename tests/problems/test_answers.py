"""The number of a key: wrong values lie outside its tolerance, and what is printed well inside."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.problems.answers import STEPS, answer, shown
from gainproof.worked.values import read

VALUES = st.fractions(min_value=Fraction(1, 10**9), max_value=10**9, max_denominator=10**9).filter(bool)


@given(VALUES, st.fractions(min_value=Fraction(1, 10**5), max_value=2), st.booleans())
def test_a_wrong_value_is_shut_out_and_the_printed_one_is_not(
    value: Fraction, off: Fraction, below: bool
) -> None:
    wrong = value * (1 - off if below else 1 + off)
    a = answer(value, "V", [wrong])
    assert abs(wrong - value) > 2 * a.margin
    assert abs(read(a.shown, "V") - value) <= a.margin / 2


def test_the_tolerance_is_what_was_asked_for_where_nothing_is_near() -> None:
    assert answer(Fraction(10), "V").tolerance == Fraction(1, 100)
    assert answer(Fraction(10), "V", [Fraction(20)], Fraction(3, 100)).tolerance == Fraction(3, 100)
    assert answer(Fraction(1000), "", [Fraction(1010)]).tolerance == Fraction(2, 1000)


def test_the_tolerances_are_round_and_fall() -> None:
    assert [float(t) for t in STEPS[:6]] == [0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Fraction(994762, 1000), "", "994.8"),
        (Fraction(10), "V", "10 V"),
        (Fraction(95, 10), "V", "9.5 V"),
        (Fraction(94999, 10000), "V", "9.500 V"),
        (Fraction(-100049, 100), "", "-1000"),
        (Fraction(10050099), "Ω", "10.05 MΩ"),
        (Fraction(12345678901), "1", "1.235e10"),
    ],
)
def test_a_number_has_its_digits(value: Fraction, unit: str, words: str) -> None:
    assert shown(value, unit) == words
