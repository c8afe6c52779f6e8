"""Noise in numbers: kT/C, the parts of the total, what is printed, and what is refused."""

import math
from fractions import Fraction
from typing import Any

import pytest

from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.noise.numbers import Band, NoiseNumbers
from gainproof.noise.page import page
from gainproof.noise.studying import NoiseStudy, study_noise

BOLTZMANN = 1.380649e-23
FILTER = "* low-pass\nV1 in 0 1\nR1 in out {}\nC1 out 0 1n\n.tf V(out) V1\n"
AMPLIFIER = (
    "* non-inverting\nV1 in 0 1\nX1 in n out opamp {} en=3n in=0.4p en_corner=100\n"
    "R1 n 0 1k\nR2 n out 9k\n.tf V(out) V1\n"
)


def studied(text: str, low: float = 10, high: float | None = 10_000, **more: Any) -> NoiseStudy:
    band = Band(Fraction(low), None if high is None else Fraction(high))
    at = more.pop("at", Fraction(1000))
    return study_noise(read(text), band=band, at=at, witness=False, **more)


def found(text: str, low: float = 10, high: float | None = 10_000, **more: Any) -> NoiseNumbers:
    n = studied(text, low, high, **more).numbers
    assert n is not None
    return n


@pytest.mark.parametrize("ohms", ["1", "1k", "22meg"])
def test_the_total_of_a_low_pass_is_k_t_over_c_whatever_the_resistance(ohms: str) -> None:
    n = found(FILTER.format(ohms), 0, None)
    assert float(n.total) == pytest.approx(math.sqrt(BOLTZMANN * 300 / 1e-9), rel=1e-14)
    assert n.pole is not None
    assert n.bandwidth is not None
    assert float(n.bandwidth) == pytest.approx(math.pi / 2 * float(n.pole), rel=1e-14)


def test_temperature_is_that_of_all_resistors() -> None:
    warm = found(FILTER.format("1k"), 0, None, temperature=Fraction(600))
    assert float(warm.total**2 / found(FILTER.format("1k"), 0, None).total ** 2) == pytest.approx(2)


def test_numbers_of_an_amplifier_by_hand() -> None:
    n = found(AMPLIFIER.format(""))
    four_kt, gain = 4 * BOLTZMANN * 300, 10.0
    rise, band = (1 + 100 / 1000), 9990.0
    white = {"R1": four_kt * 1e3 * 81, "R2": four_kt * 9e3, "X1.inn": 0.4e-12**2 * 9e3**2}
    at = {**white, "X1.en": 9e-18 * gain**2 * rise}
    whole = {k: x * band for k, x in white.items()}
    whole["X1.en"] = 9e-18 * gain**2 * (band + 100 * math.log(1000))
    assert float(n.density**2) == pytest.approx(sum(at.values()), rel=1e-12)
    assert float(n.total**2) == pytest.approx(sum(whole.values()), rel=1e-12)
    assert n.referred is not None
    assert float(n.referred) == pytest.approx(math.sqrt(sum(at.values())) / gain, rel=1e-12)
    assert {p.source.name for p in n.parts} == set(at)
    for p in n.parts:
        assert float(p.density**2) == pytest.approx(at[p.source.name], rel=1e-12)
        assert float(p.share) == pytest.approx(whole[p.source.name] / sum(whole.values()), rel=1e-12)
    assert [p.share for p in n.parts] == sorted((p.share for p in n.parts), reverse=True)
    assert sum(p.share for p in n.parts) == 1


def test_a_gain_with_one_pole_bounds_the_noise() -> None:
    """The closed loop's pole is that of the op-amp times the loop gain, and passes π/2 of its frequency."""
    text = AMPLIFIER.format("Ao={A0/(1 + s/wp)}").replace("en_corner=100", "") + ".param A0=1meg wp=50\n"
    n = found(text, 0, None)
    pole = 50 * (1 + 1e6 / 10) / (2 * math.pi)
    assert n.pole is not None
    assert float(n.pole) == pytest.approx(pole, rel=1e-12)
    flat = found(AMPLIFIER.format("Ao=1meg").replace("en_corner=100", ""), 0, 1)
    assert float(n.total) == pytest.approx(float(flat.total) * math.sqrt(math.pi / 2 * pole), rel=1e-9)


def test_values_may_be_given_and_missing_ones_are_told() -> None:
    text = "* divider\nV1 in 0 1\nR1 in out\nR2 out 0 1k\n.tf V(out) V1\n"
    s = studied(text)
    assert s.numbers is None
    assert s.study.no_example == "no value for R1"
    assert page(s, schematic=False).example is None
    n = found(text, values={"R1": Fraction(1000)})
    assert float(n.density) == pytest.approx(math.sqrt(4 * BOLTZMANN * 300 * 500), rel=1e-12)


def test_the_page_names_the_largest_part_first() -> None:
    made = page(studied(AMPLIFIER.format("")), schematic=False)
    assert made.example is not None
    rows = dict(made.example.rows)
    assert rows["density at 1 kHz"] == "49.94 nV/√Hz"
    assert rows["the same, referred to V1"] == "4.994 nV/√Hz"
    largest = [k for k in rows if k.startswith("largest: ")]
    assert largest == ["largest: thermal noise of R1"]
    assert rows[largest[0]].endswith("% of the power")
    assert made.checks[0].about[0] == "14 of 14 steps proved from their premises"


def test_json_has_what_the_page_has() -> None:
    n = found(AMPLIFIER.format(""))
    said = n.to_json()
    assert (said["density_unit"], said["total_unit"]) == ("V/√Hz", "V")
    assert [p["source"] for p in said["parts"]] == [p.source.name for p in n.parts]
    assert float(said["total"]) == pytest.approx(float(n.total), rel=1e-11)


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        (AMPLIFIER.format(""), {"low": 0}, "from 0 Hz on"),
        (AMPLIFIER.format(""), {"high": None}, "over all frequencies"),
        (AMPLIFIER.format(""), {"low": 100, "high": 10}, "has no width"),
        (AMPLIFIER.format(""), {"low": -1}, "has no width"),
        (AMPLIFIER.format(""), {"at": Fraction(0)}, "not above 0 Hz"),
        (AMPLIFIER.format(""), {"temperature": Fraction(0)}, "more than 0 K"),
        (AMPLIFIER.format(""), {"values": {"R1": Fraction(-5)}}, "is negative"),
        (AMPLIFIER.format(""), {"values": {"R1": Fraction(0)}}, "a resistance is zero"),
    ],
)
def test_refused(text: str, more: dict[str, Any], said: str) -> None:
    with pytest.raises(GainproofError) as caught:
        found(text, **more)
    assert said in str(caught.value)
