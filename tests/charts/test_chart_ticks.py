"""Ticks: steps of 1, 2 and 5, decades, and labels that say the value that they stand at."""

from math import isclose

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gainproof.charts.lettering import spoken, width
from gainproof.charts.nouns import Axis
from gainproof.charts.scale import scale
from gainproof.charts.ticks import between, decades, fine_enough, linear, numbers, powers, prefix, step_above
from gainproof.worked.values import PREFIXES

POWERS = str.maketrans("−", "-")


def said(runs) -> str:
    """The label as digits: a power of ten as e."""
    out = ""
    for r in runs:
        out += ("e" if r.level > 0 else "") + r.text
    return out.replace("10e", "1e").replace("·1e", "e").replace(" ", "").translate(POWERS)


@given(st.floats(1e-12, 1e12), st.floats(0.01, 100), st.integers(2, 12))
@example(41.0, 45.0, 2)
def test_linear_ticks_are_inside_evenly_spread_and_labelled_with_their_values(
    size: float, aside: float, most: int
) -> None:
    low, high = size * (aside - 1), size * aside
    coarse = step_above((high - low) / most)
    assert len(linear(low, high, coarse)) <= most + 1
    step = fine_enough(low, high, coarse)
    values = linear(low, high, step)
    assert 2 <= len(values) <= max(most + 1, 5)
    assert step == coarse or len(linear(low, high, coarse)) < 2, "finer only where it must be"
    hair = 1e-6 * step
    assert all(low - hair <= v <= high + hair for v in values)
    assert f"{step:e}"[0] in "125"
    power, unit = prefix(max(abs(low), abs(high)), "V")
    assert unit.removesuffix("V") in PREFIXES
    for v, label in zip(values, numbers(values, power), strict=True):
        assert isclose(float(said(label)) * 10.0**power, v, rel_tol=1e-6, abs_tol=1e-6 * step)
    minor = between(values, low, high, step)
    assert not set(minor) & set(values)


@given(st.floats(-12, 12), st.floats(0.3, 15), st.integers(2, 20))
def test_decades_are_inside_and_no_more_than_wanted(first: float, span: float, most: int) -> None:
    low, high = 10.0**first, 10.0 ** (first + span)
    major, minor = decades(low, high, most)
    assert all(low * 0.999999 <= v <= high * 1.000001 for v in (*major, *minor))
    assert 1 <= len(major) <= max(most, 3) + 1
    assert major == sorted(major)
    assert not {f"{m:.6g}" for m in minor} & {f"{m:.6g}" for m in major}
    for v, label in zip(major, powers(major, "%"), strict=True):
        assert isclose(float(said(label)), v, rel_tol=1e-9)


@pytest.mark.parametrize("rounded", [True, False])
def test_an_axis_between_two_round_numbers_has_ticks(rounded: bool) -> None:
    for most in (2, 3, 4):
        assert len(scale(Axis(("x",)), [1804.0, 1845.0], most, rounded).ticks) >= 2
        assert len(scale(Axis(("x",), log=True), [1804.0, 1845.0], most, rounded).ticks) >= 2


def test_labels_carry_prefixes_and_units() -> None:
    assert [spoken_of(x) for x in powers([1e3, 1e4, 1e6], "Hz")] == ["1 kHz", "10 kHz", "1 MHz"]
    assert [spoken_of(x) for x in powers([0.01, 0.1, 1.0], "%")] == ["0.01", "0.1", "1"]
    assert [said(x) for x in powers([1e3, 1e7], "")] == ["1e3", "1e7"]
    assert [spoken_of(x) for x in numbers([-0.005, 0.0, 0.005], -3)] == ["−5", "0", "5"]
    assert [spoken_of(x) for x in numbers([0.0, 20_000.0])] == ["0", "20 000"]
    assert prefix(0.0, "V") == (0, "V")
    assert prefix(5.0, "1") == (0, "")
    assert prefix(5000.0, "V·Ω²") == (0, "V·Ω²"), "a prefix would be squared with its unit"


def spoken_of(runs) -> str:
    return "".join(r.text for r in runs)


@pytest.mark.parametrize(
    ("axis", "values"),
    [
        (Axis(("t",), "°C"), [-40.0, 85.0]),
        (Axis(("t",), "V"), [0.0, 0.0]),
        (Axis(("t",), "V"), [3.0]),
        (Axis(("t",), "Hz", log=True), [1e3, 1e3]),
        (Axis(("t",), "Hz", log=True), [2.1, 2.2]),
        (Axis(("t",), "Hz", log=True), [1e-9, 1e6]),
        (Axis(("t",), "V", log=True, low=1.0), [1e-9, 1e-6]),
        (Axis(("t",), "V", low=2.0), [1.0]),
        (Axis(("t",), "", zero=True), [5.0, 6.0]),
    ],
)
@pytest.mark.parametrize("rounded", [True, False])
def test_a_scale_has_length_ticks_within_and_a_name(axis: Axis, values: list[float], rounded: bool) -> None:
    s = scale(axis, values, 6, rounded)
    assert s.low < s.high
    assert len(s.ticks) >= 1
    assert all(-1e-9 <= s.at(t.value) <= 1 + 1e-9 and t.label for t in s.ticks)
    assert all(-1e-9 <= s.at(v) <= 1 + 1e-9 for v in s.minor)
    assert len({said(t.label) for t in s.ticks}) == len(s.ticks), "no label twice"
    if axis.low is None and rounded:
        assert s.at(min(values)) >= -0.01
    assert width(s.name, 9) > 0


def test_a_logarithmic_scale_puts_what_has_no_logarithm_below() -> None:
    assert scale(Axis((), log=True), [1.0, 10.0], 5, False).at(0.0) < -1000


def test_the_name_says_the_unit_once() -> None:
    named = [scale(Axis(("v",), unit), [0.0, 0.003], 5, False).name for unit in ("V", "1", "%")]
    assert ["".join(r.text for r in n) for n in named] == ["v in mV", "v", "v in %"]
    log = scale(Axis(("f",), "Hz", log=True), [1.0, 1e6], 5, False)
    assert spoken(("f",)) == "".join(r.text for r in log.name)


def test_minor_ticks_are_a_fifth_of_a_step_and_of_a_step_of_two_a_fourth() -> None:
    assert between([0.0, 10.0], 0.0, 10.0, 10.0) == [2.0, 4.0, 6.0, 8.0]
    assert between([0.0, 20.0], 0.0, 20.0, 20.0) == [5.0, 10.0, 15.0]
    assert between([0.0, 50.0], 0.0, 50.0, 50.0) == [10.0, 20.0, 30.0, 40.0]


def test_an_axis_with_zero_reaches_to_it_from_either_side() -> None:
    up = scale(Axis(("x",), zero=True), [5.0, 9.0], 5, rounded=True)
    down = scale(Axis(("x",), zero=True), [-9.0, -5.0], 5, rounded=True)
    assert up.low == 0.0
    assert down.high == 0.0
    assert scale(Axis(("x",), low=4.0, zero=True), [5.0, 9.0], 5, rounded=True).low == 4.0
