"""Values are read exactly, written correctly rounded, and refused where they are not what they should be."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.errors import GainproofError
from gainproof.worked.values import decimal, engineering, read, rounded, scaled

READINGS = {
    "99.9k": Fraction(99900),
    "50 kΩ": Fraction(50000),
    "50kohm": Fraction(50000),
    "1 µA": Fraction(1, 10**6),
    "1μA": Fraction(1, 10**6),
    "1uA": Fraction(1, 10**6),
    "2meg": Fraction(2 * 10**6),
    "2 MΩ": Fraction(2 * 10**6),
    "2 mV": Fraction(2, 1000),
    "4.7n": Fraction(47, 10**10),
    "-3.5 mV": Fraction(-35, 10**4),
    "1e5": Fraction(100000),
    ".5": Fraction(1, 2),
    "1 kHz": Fraction(1000),
    "1 F": Fraction(1),
    "1 fF": Fraction(1, 10**15),
}


@pytest.mark.parametrize("text", READINGS)
def test_reading(text: str) -> None:
    assert read(text) == READINGS[text]


@pytest.mark.parametrize(
    "text", ["", "k", "3,3k", "4k7", "1_000", "1 kk", "1 x", "1 k Ω", "0x10", "nan", "1e9999"]
)
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(GainproofError, match="expected"):
        read(text)


def test_a_unit_must_be_the_expected_one() -> None:
    assert read("5 kΩ", "Ω") == read("5k", "Ω") == 5000
    with pytest.raises(GainproofError, match="expected a value in Ω"):
        read("5 kHz", "Ω")


WRITINGS = {
    (Fraction(99900), "Ω"): "99.9 kΩ",
    (Fraction(50000), "Ω"): "50 kΩ",
    (Fraction(1, 3), "A"): "333.333 mA",
    (Fraction(9999999, 10), "Ω"): "1 MΩ",
    (Fraction(0), "V"): "0 V",
    (Fraction(-35, 10**4), "V"): "-3.5 mV",
    (Fraction(200000), "1"): "200000",
    (Fraction(2 * 10**9), "1"): "2e9",
    (Fraction(1, 10**20), "F"): "10e-21 F",
}


@pytest.mark.parametrize("case", WRITINGS)
def test_writing(case: tuple[Fraction, str]) -> None:
    assert engineering(*case) == WRITINGS[case]


def test_decimal_digits() -> None:
    assert decimal(Fraction(2000000000020, 2010530999), 7) == "994.7621"
    assert decimal(Fraction(1000), 7) == "1000"
    assert scaled(Fraction(99900)) == ("99.9", 3)


numbers = st.fractions(max_denominator=10**9).filter(bool)


@given(numbers, st.integers(1, 15))
def test_every_printed_digit_is_right(q: Fraction, significant: int) -> None:
    d = rounded(q, significant)
    unit_in_last_place = Fraction(10) ** (d.adjusted() - significant + 1)
    assert abs(Fraction(d) - q) * 2 <= unit_in_last_place
    assert Fraction(decimal(q, significant)) == Fraction(d)


@given(numbers, st.sampled_from(["Ω", "A", "F"]))
def test_what_is_written_reads_back(q: Fraction, unit: str) -> None:
    written = engineering(q, unit, 9)
    assert read(written.replace(" ", "", 1) if "e" in written else written, unit) == Fraction(rounded(q, 9))
