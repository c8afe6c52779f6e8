"""How far each thing may go: signs, ideals, data sheets, temperature."""

from fractions import Fraction

import pytest

from gainproof.budget import error_budget
from gainproof.budget.ranges import growth
from gainproof.errors import GainproofError

BARE = "* part\nV1 a 0 1\nRs a p 10k\nX1 p n out opamp {}\nR1 n 0 1k\nR2 n out 9k\n.tf V(out) V1\n"


def ends(words: str, symbol: str, **asked: object) -> tuple[Fraction, Fraction]:
    b = error_budget(BARE.format(words), formulas=False, **asked)
    return next(v.ends for v in b.variables if v.symbol == symbol)


@pytest.mark.parametrize(
    ("words", "symbol", "low", "high"),
    [
        ("Ao=200k", "Ao", 0, Fraction(5, 10**6)),
        ("Ao=1k Ri=1meg", "Ri", 0, Fraction(1, 10**6)),
        ("Ao=1k Ro=75", "Ro", 0, 75),
        ("vos=1m", "vos", Fraction(-1, 1000), Fraction(1, 1000)),
        ("Ios=-2n", "Ios", Fraction(-2, 10**9), Fraction(2, 10**9)),
        ("Ib=80n", "Ib", 0, Fraction(80, 10**9)),
        ("Ibp=-80n", "Ibp", Fraction(-80, 10**9), 0),
        ("CMRR=10k", "CMRR", Fraction(-1, 10**4), Fraction(1, 10**4)),
    ],
)
def test_a_limit_has_the_sign_that_is_known(words: str, symbol: str, low: Fraction, high: Fraction) -> None:
    assert ends(words, symbol) == (low, high)


def test_a_range_is_taken_as_it_is() -> None:
    assert ends("Ao=200k", "Ao", set=["Ao=100k..400k"]) == (Fraction(1, 400_000), Fraction(1, 100_000))
    assert ends("vos=1m", "vos", set=["vos=0..2m"]) == (0, Fraction(2, 1000))
    assert ends("Ao=1k", "V1", set=["V1=1..3"]) == (1, 3)


def test_a_tolerance_and_a_temperature_coefficient_multiply() -> None:
    found = ends("Ao=1k", "R1", tolerance=["1%"], tempco=["100ppm"], temperature="25..75")
    assert found == (
        1000 * Fraction(99, 100) * Fraction(995, 1000),
        1000 * Fraction(101, 100) * Fraction(1005, 1000),
    )


def test_a_bias_current_doubles() -> None:
    found = ends("Ib=10p", "Ib", set=["Ib_doubling=10"], temperature="25..85")
    assert found == (0, 64 * Fraction(10, 10**12))
    assert ends("Ib=10p", "Ib", set=["Ib_doubling=10"], temperature="-40..25") == (0, Fraction(10, 10**12))
    assert ends("Ib=10p", "Ib", temperature="25..85") == (0, Fraction(10, 10**12))
    assert growth(Fraction(5), Fraction(10)) == pytest.approx(2**0.5)


def test_a_drift_counts_from_25_degrees_to_the_farther_end() -> None:
    found = ends("vos=1m", "vos", set=["vos_drift=10u"], temperature="-40..85")
    assert found[1] == Fraction(1, 1000) + 65 * Fraction(10, 10**6)


def test_a_part_gives_each_pin_its_bias_current_and_half_the_offset() -> None:
    assert ends("Ibp=1n", "Ibp", part="OP27")[1] == Fraction(40, 10**9) + Fraction(35, 10**9) / 2
    assert ends("Ibp=1n", "Ibp", part="OP27", set=["Ibp=2n"]) == (0, Fraction(2, 10**9))


def test_a_typical_figure_is_told_to_be_one() -> None:
    b = error_budget(BARE.format("Ao=1k Ro=1"), part="OP27", formulas=False)
    shown = {r.cause.name: r.cause.shown for r in b.rows}
    assert shown["Ro"] == "≤ 70 Ω (typical)"
    assert shown["Ao"] == "≥ 1000000"


def test_a_part_with_fet_inputs() -> None:
    at_25 = ends("", "Ib", part="TL071")
    hot = ends("", "Ib", part="TL071", temperature="25..45")
    assert hot[1] > 2 * at_25[1] > 0


@pytest.mark.parametrize(
    ("words", "asked", "complaint"),
    [
        ("Ao=A", {}, "no value; give one with --set A"),
        ("Ao=0", {}, "divi|greater than zero|ideal"),
        ("Ao=-5", {}, "not negative"),
        ("Ao=1k", {"set": ["Ao=-1..5"]}, "greater than zero"),
        ("Ib=1n", {"set": ["Ib_doubling=0"], "temperature": "25..85"}, "greater than zero"),
    ],
)
def test_what_cannot_be_is_told(words: str, asked: dict[str, object], complaint: str) -> None:
    with pytest.raises(GainproofError, match=complaint):
        error_budget(BARE.format(words), formulas=False, **asked)
