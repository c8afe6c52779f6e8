"""The preferred values are those of the standard, and what is drawn near a value is near it."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.errors import GainproofError
from gainproof.problems.series import SERIES, decade, mantissas, near

E96 = """
100 102 105 107 110 113 115 118 121 124 127 130 133 137 140 143 147 150 154 158 162 165 169 174 178
182 187 191 196 200 205 210 215 221 226 232 237 243 249 255 261 267 274 280 287 294 301 309 316 324
332 340 348 357 365 374 383 392 402 412 422 432 442 453 464 475 487 499 511 523 536 549 562 576 590
604 619 634 649 665 681 698 715 732 750 768 787 806 825 845 866 887 909 931 953 976
"""
"""As the standard's table has them (IEC 60063)."""


def test_e96_is_the_standards() -> None:
    assert list(mantissas("E96")) == [int(m) for m in E96.split()]


def test_the_coarse_series_are_the_standards() -> None:
    assert mantissas("E6") == (100, 150, 220, 330, 470, 680)
    assert mantissas("E12") == (100, 120, 150, 180, 220, 270, 330, 390, 470, 560, 680, 820)
    assert set(mantissas("E12")) < set(mantissas("E24"))


def test_the_exception_of_e192_is_kept() -> None:
    assert 920 in mantissas("E192")
    assert 919 not in mantissas("E192")


@pytest.mark.parametrize("series", SERIES)
def test_a_series_has_as_many_values_as_its_name_says(series: str) -> None:
    values = mantissas(series)
    assert len(values) == int(series[1:])
    assert all(a < b for a, b in pairwise(values))
    assert values[0] == 100
    assert values[-1] < 1000


@given(
    st.fractions(min_value=Fraction(1, 10**13), max_value=10**10).filter(bool),
    st.sampled_from([*SERIES, "round"]),
    st.booleans(),
)
def test_what_is_near_is_near_and_of_the_series(value: Fraction, series: str, negative: bool) -> None:
    value = -value if negative else value
    found = near(value, series)
    assert len(found) >= 4
    for x in found:
        assert 1 / Fraction(3) <= x / value <= 3
        mantissa = abs(x) / Fraction(10) ** (decade(x) - 2)
        assert mantissa in mantissas(series)
    assert len(set(found)) == len(found)


@given(st.fractions(min_value=Fraction(1, 10**20), max_value=10**20).filter(bool))
def test_the_decade_holds_the_value(value: Fraction) -> None:
    assert Fraction(10) ** decade(value) <= value < Fraction(10) ** (decade(value) + 1)


def test_near_zero_is_zero() -> None:
    assert near(Fraction(0), "E24") == (0,)


def test_a_series_that_is_none_is_refused() -> None:
    with pytest.raises(GainproofError, match="there is no series 'E25'; expected one of E6"):
        mantissas("E25")
