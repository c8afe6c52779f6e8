"""Values are read exactly, written correctly rounded, and refused where they are not what they should be."""

import contextlib
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.errors import GainproofError
from gainproof.worked.values import celsius, decimal, engineering, read, reading, rounded, scaled

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


@pytest.mark.parametrize("text", ["", "k", "3,3k", "1_000", "1 kk", "1 x", "1 k Ω", "0x10", "nan", "1e9999"])
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


AS_TYPED = {
    ("4k7", "Ω"): "4700",
    ("4R7", "Ω"): "47/10",
    ("2u2", "F"): "22/10000000",
    ("2M2 Ω", "Ω"): "2200000",
    ("1/3", "1"): "1/3",
    ("-1/3 kΩ", "Ω"): "-1000/3",
    ("60 dB", "1"): "1000",
    ("-20dB", ""): "1/10",
    ("−5 mV", "V"): "-1/200",
    ("200 V/mV", "1"): "200000",
    ("3 kilovolt", "V"): "3000",
    ("2 uV/degC", "V/K"): "2/1000000",
    ("2µV/°C", "V/K"): "2/1000000",
    ("10 K", "K"): "10",
    ("3 mho", "S"): "3",
    ("5 mA/V", "S"): "5/1000",
    ("3 V·s/A", "H"): "3",
    ("2 s^-1", "Hz"): "2",
    ("3nV/rtHz", "V/√Hz"): "3/1000000000",
    ("3 nV/sqrt(Hz)", "V/√Hz"): "3/1000000000",
    ("0.1 %", "1"): "1/1000",
    ("20 ppm", "1"): "2/100000",
    ("1M", "Ω"): "1000000",
}


@pytest.mark.parametrize("case", AS_TYPED)
def test_what_people_type(case: tuple[str, str]) -> None:
    assert read(*case) == Fraction(AS_TYPED[case])


def test_decibels_are_a_ratio_of_voltages_and_say_so() -> None:
    found = reading("106 dB", "1")
    assert abs(float(found.value) / 10**5.3 - 1) < 1e-14
    assert found.how == "106 dB is read as a ratio of voltages, 10^(106/20) = 199526"
    assert reading("200k", "1").how == ""


def test_a_bare_m_says_what_it_is() -> None:
    assert reading("1M", "Ω").how == "1M is read as mega, 1·10^6; in a netlist M is milli"
    assert reading("1 MΩ", "Ω").how == reading("1m", "Ω").how == ""
    assert read("1m", "Ω") == Fraction(1, 1000)


ODD = {
    ("3 V", "Ω"): "'3 V' is a voltage in V; expected a value in Ω, such as 10 kΩ",
    ("50 kΩ", "1"): "is a resistance in Ω; expected a pure number such as 200k",
    ("106 dB", "Ω"): "is a ratio; expected a value in Ω",
    ("500 dB", "1"): "out of all measure",
    ("3 kilovolt", "Ω"): "is a value in V; expected a value in Ω",
    ("3 kilovolt", "1"): "is a value in V; expected a pure number",
    ("1,5k", "Ω"): "write a decimal point: 1.5k",
    ("1/3k", "Ω"): "write a space before the unit",
    ("1/0", "1"): "nothing is divided by zero",
    ("4R7 kΩ", "Ω"): "two units",
    ("3 pi", "1"): "'pi' in '3 pi' is no SI prefix and unit",
    ("1 rpm", "Hz"): "'rpm'",
    ("3 c", ""): "'c'",
    ("10 inch", "Ω"): "'inch'",
    ("3 V^9", ""): "'V^9'",
    ("3 V/", ""): "'V/'",
    ("3 V*V*V*V*V*V", ""): "is no SI prefix and unit",
    ("1" * 600, ""): "a value of 600 characters",
    ("5 __import__('os')", "1"): "is no SI prefix and unit",
    ("5 V.__class__", "V"): "is no SI prefix and unit",
}


@pytest.mark.parametrize("case", ODD)
def test_what_is_refused_says_why(case: tuple[str, str]) -> None:
    with pytest.raises(GainproofError, match=re.escape(ODD[case])) as fault:
        read(*case)
    assert "expected" in str(fault.value)
    assert len(str(fault.value)) < 200


@given(
    st.text(alphabet="0123456789.,+-/*^·eEkMmuµΩVAdBR%°C ()√Hzs²", max_size=24),
    st.sampled_from(["Ω", "1", "", "V/K"]),
)
def test_any_text_is_read_or_refused(text: str, unit: str) -> None:
    with contextlib.suppress(GainproofError):
        assert isinstance(read(text, unit), Fraction)


def test_temperatures() -> None:
    assert [celsius(t) for t in ("85", "85 degC", "-40°C", "85 C", "358.15 K")] == [85, 85, -40, 85, 85]
    assert celsius("300", "K") == Fraction(2685, 100)
    for odd in ("", "hot", "85 F", "85 V", "K", "85" + 10**5 * " " + "F"):
        with pytest.raises(GainproofError, match="expected"):
            celsius(odd)


def test_the_guide_shows_what_can_be_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "values.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    words = [re.findall("`([^`]+)`", row) for row in rows]
    assert sum(map(len, words)) > 20
    assert all(isinstance(read(w), Fraction) for row in words[:-1] for w in row)
    assert [celsius(w) for w in words[-1]] == [85, 85, Fraction(8485, 100)]


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
