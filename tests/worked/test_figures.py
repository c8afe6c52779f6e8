"""A figure prints what is known, and is worth what it prints."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.expression import Neg, NoValue
from gainproof.worked.figures import IMAGINARY, PERCENT, Figure, Polar, exact_decimal, figure

PRINTED = {
    ("1960.8", "Ω", False): ("1.9608", 0, "kΩ"),
    ("50000", "Ω", True): ("50", 0, "kΩ"),
    ("1.0000", "V", False): ("1.0000", 0, "V"),
    ("0.00524", PERCENT, False): ("0.524", 0, "%"),
    ("200000", "1", True): ("200000", 0, ""),
    ("2E+9", "", True): ("2", 9, ""),
    ("1.2346E+6", "", False): ("1.2346", 6, ""),
    ("0.0012", "1", False): ("0.0012", 0, ""),
    ("0.000012", "1", False): ("1.2", -5, ""),
    ("1.5E-13", "V²/Hz", False): ("1.5", -13, "V²/Hz"),
    ("4.5E-7", "V/√Hz", False): ("450", 0, "nV/√Hz"),
    ("3E+6", "V·Ω", True): ("3000000", 0, "V·Ω"),
    ("1.2E-20", "F", False): ("1.2", -20, "F"),
    ("0", "V", True): ("0", 0, "V"),
}


@pytest.mark.parametrize("case", PRINTED)
def test_how_a_number_is_printed(case: tuple[str, str, bool]) -> None:
    number, unit, exact = case
    x = figure(Decimal(number), unit, exact=exact)
    assert isinstance(x, Figure)
    assert (x.digits, x.power, x.unit) == PRINTED[case]


@given(st.integers(1, 10**16), st.integers(-25, 5))
def test_a_figure_is_worth_what_it_was_made_of(digits: int, power: int) -> None:
    d = Decimal(digits).scaleb(power)
    for unit in ("Ω", "", "V²/Hz", PERCENT):
        assert figure(d, unit, exact=True).value({}) == Fraction(d)
        assert figure(-d, unit).value({}) == -Fraction(d)


def test_signs_and_j() -> None:
    x = figure(Decimal("-0.5"), imaginary=True)
    assert isinstance(x, Neg)
    assert x.value({IMAGINARY: 1j}, complex) == -0.5j


def test_a_number_that_is_written_like_another() -> None:
    x = figure(Decimal("0.3"), "Ω", like=Decimal("1234.6"))
    assert isinstance(x, Figure)
    assert (x.digits, x.unit) == ("0.0003", "kΩ")


def test_a_polar_number_stands_alone() -> None:
    one = figure(Decimal(1))
    with pytest.raises(NoValue):
        Polar(one, Decimal(45)).value({})


def test_exact_decimals() -> None:
    assert exact_decimal(Fraction(1, 8), 3) == Decimal("0.125")
    assert exact_decimal(Fraction(1, 8), 2) is None
    assert exact_decimal(Fraction(1, 3), 50) is None
