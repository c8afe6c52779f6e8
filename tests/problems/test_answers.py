"""The number of a key: wrong values lie outside its tolerance, and what is printed well inside."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.problems.answers import STEPS, alike, answer, digits_for, shown, significant
from gainproof.worked.values import read, rounded

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


@given(st.lists(VALUES, min_size=2, max_size=8), st.integers(1, 7))
def test_numbers_side_by_side_have_as_many_digits_one_as_another(values: list[Fraction], digits: int) -> None:
    printed = alike(values, "V", digits)
    counts = {significant(words) for words in printed}
    assert len({n for n in counts if n > 3}) <= 1, "three digits may stand before the point whatever is kept"
    for q, words in zip(values, printed, strict=True):
        assert abs(read(words, "V") - q) <= abs(q) / 10**3 or max(counts) <= 3


def test_a_right_number_is_not_known_by_its_digits() -> None:
    assert alike([Fraction(-1972, 10), Fraction(4307, 100), Fraction(19723, 100)], "", 5) == [
        "-197.20",
        "43.070",
        "197.23",
    ]
    assert alike([Fraction(10), Fraction(-10), Fraction(20)], "V") == ["10 V", "-10 V", "20 V"]
    assert alike([Fraction(10), Fraction(20, 3)], "V") == ["10.00 V", "6.667 V"]


@given(VALUES, st.sampled_from(STEPS[:12]))
def test_so_many_digits_lie_within_the_tolerance(value: Fraction, tolerance: Fraction) -> None:
    n = digits_for(tolerance)
    assert abs(Fraction(rounded(value, n)) - value) <= value * tolerance
    assert n == 1 or Fraction(5, 10 ** (n - 1)) > tolerance
