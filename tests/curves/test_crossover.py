"""Margins, rates of closure and passbands, against formulas by hand."""

import math
from fractions import Fraction

import pytest

from gainproof.curves.crossover import crossovers, growing, oppositions, passband
from gainproof.curves.transfers import ONE, S, Transfer

F = Fraction


def poles(gain: int, *times: Fraction | int) -> Transfer:
    out = Transfer.number(gain)
    for t in times:
        out = out / Transfer.of([1, t])
    return out


def test_one_pole_crosses_once_at_20_db_per_decade() -> None:
    (x,) = crossovers(poles(1000, 1), Transfer.number(1000))
    w = math.sqrt(1000**2 - 1)
    assert float(x.frequency) == pytest.approx(w / (2 * math.pi), rel=1e-15)
    assert x.closure == pytest.approx(20 * w**2 / (1 + w**2), rel=1e-12)
    assert x.margin == pytest.approx(180 - math.degrees(math.atan(w)), rel=1e-12)
    assert x.gain == pytest.approx(60)


def test_three_equal_poles_have_the_textbook_gain_margin() -> None:
    """T = K/(1 + s)³ is real at ω = √3, where it is -K/8."""
    for k, stable in ((4, True), (8, None), (16, False)):
        loop = poles(k, 1, 1, 1)
        (x,) = oppositions(loop)
        assert float(x.frequency) == pytest.approx(math.sqrt(3) / (2 * math.pi), rel=1e-14)
        assert x.loop == pytest.approx(20 * math.log10(k / 8), abs=1e-12)
        (c,) = crossovers(loop)
        assert (c.margin > 1e-9) is (stable is True)
        grows, rings = growing(loop / (ONE + loop), [loop])
        assert (grows, rings) == {True: (0, 0), None: (0, 2), False: (2, 0)}[stable]


def test_a_conditionally_stable_loop_has_a_good_margin_beyond_a_bad_phase() -> None:
    """K(1 + s)²/s³ is stable for K > 1/2: its gain may fall to a margin below one, and rise without end."""
    loop = Transfer.of([1, 2, 1]) / S**3
    (turn,) = oppositions(loop)
    assert float(turn.frequency) * 2 * math.pi == pytest.approx(1)
    assert turn.loop == pytest.approx(20 * math.log10(2))
    (c,) = crossovers(loop)
    assert 0 < c.margin < 90
    assert growing(loop / (ONE + loop), [loop]) == (0, 0)
    weaker = loop / Transfer.number(4)
    assert growing(weaker / (ONE + weaker), [weaker]) == (2, 0)


def test_an_unstable_loop_may_have_a_margin_that_looks_well() -> None:
    """T = 0.9/(s - 1) · … : positive margins say nothing where the open loop has a pole to the right."""
    loop = Transfer.of([F(1, 2)], [-1, 1])
    assert crossovers(loop) == ()
    assert growing(loop / (ONE + loop), [loop]) == (1, 0)


def test_a_loop_without_dc_may_lag_at_its_low_end_as_much_as_it_likes() -> None:
    """T = 10 s/((1 + s)(1 + s/1000)) leads by nearly 90° where it rises through one: 90° more would be -1."""
    loop = Transfer.of([0, 10]) * poles(1, 1, F(1, 1000))
    rise, fall = crossovers(loop)
    assert (rise.closure < 0, fall.closure > 0) == (True, True)
    assert rise.margin == pytest.approx(180 - loop.degrees(rise.frequency), rel=1e-12)
    assert 90 < rise.margin < 100
    assert fall.margin == pytest.approx(180 + loop.degrees(fall.frequency), rel=1e-12)
    assert growing(loop / (ONE + loop), [loop]) == (0, 0)


def test_a_resonance_crosses_three_times() -> None:
    loop = Transfer.of([1], [0, 10]) * Transfer.of([1], [1, F(1, 100), 1])
    found = crossovers(loop)
    assert len(found) == 3
    assert [x.closure > 0 for x in found] == [True, False, True]
    for x in found:
        assert abs(loop.decibels(x.frequency)) < 1e-12
    assert min(x.margin for x in found) < 0


def test_an_integrator_is_not_at_the_edge_of_stability() -> None:
    loop = poles(100, 1)
    assert growing(ONE / S, [loop]) == (0, 0)
    assert growing(ONE / (S * S + ONE), [loop]) == (0, 2)
    assert growing(ONE, [Transfer.number(-1) + S / (S + ONE)]) == (0, 1)  # 1 + T = 0 at s = 0


def test_passbands_of_the_standard_shapes() -> None:
    low = passband(poles(10, 1))
    assert low is not None
    assert (low.low, low.peak) == (None, None)
    assert low.high is not None
    assert float(low.high) == pytest.approx(1 / (2 * math.pi))
    assert low.reference == pytest.approx(20)
    high = passband(S / (S + ONE))
    assert high is not None
    assert high.high is None
    assert high.low is not None
    assert float(high.low) == pytest.approx(1 / (2 * math.pi))
    between = passband(S / Transfer.of([1, F(1, 5), 1]))
    assert between is not None
    assert between.low is not None
    assert between.high is not None
    assert float(between.high - between.low) * 2 * math.pi == pytest.approx(0.2)
    assert float(between.high * between.low) * 4 * math.pi**2 == pytest.approx(1)
    peaked = passband(Transfer.of([1], [1, F(1, 5), 1]))
    assert peaked is not None
    assert peaked.rise == pytest.approx(-20 * math.log10(0.2 * math.sqrt(1 - 0.01)))
    assert peaked.peak is not None
    assert peaked.high is not None
    assert peaked.high > peaked.peak


def hump(w: int, q: int) -> Transfer:
    """A band-pass of gain one at w, as sharp as q."""
    return S / Transfer.number(w * q) / Transfer.of([1, F(1, q * w), F(1, w * w)])


def test_the_band_is_that_about_the_greatest_gain() -> None:
    """A lower hump within 3 dB of the greatest is a band of its own; a plateau counts like a hump."""
    two = passband(Transfer.number(F(8, 10)) * hump(1, 10) + hump(100, 10))
    assert two is not None
    assert two.low is not None
    assert float(two.low) * 2 * math.pi == pytest.approx(100 * (math.sqrt(1 + 1 / 400) - 1 / 20), rel=1e-3)
    plateau = passband(S / (S + ONE) * (S * S + ONE) / Transfer.of([1, 2, 1]))
    assert plateau is not None
    assert plateau.reference == pytest.approx(0)
    assert plateau.high is None
    assert plateau.low is not None
    assert float(plateau.low) * 2 * math.pi > 1  # beyond the notch


def test_the_positive_real_axis_is_no_danger() -> None:
    assert oppositions(hump(1, 10)) == ()
    (x,) = oppositions(-hump(1, 10))
    assert float(x.frequency) * 2 * math.pi == pytest.approx(1)


def test_what_has_no_band_has_none() -> None:
    for gain in (ONE / S, S, Transfer.number(3), Transfer.number(0), Transfer.of([1], [1, 0, 1])):
        assert passband(gain) is None
    flat = passband(Transfer.of([2, 1], [2, 2]))
    assert flat is not None
    assert flat.high is not None  # falls from 1 to 1/2
    rising = passband(Transfer.of([1, 2], [1, 1]))
    assert rising is not None
    assert rising.high is None


def test_a_peak_of_a_decibel_is_one_and_of_a_hundredth_is_none() -> None:
    for q, shows in ((Fraction(1), True), (Fraction(72, 100), False)):
        band = passband(Transfer.of([1], [1, 1 / q, 1]))
        assert band is not None
        assert (band.peak is not None) == shows
