"""The frequency axis: its ends, its points, and phases without jumps."""

import math
import random
from fractions import Fraction
from itertools import pairwise

import pytest

from gainproof.curves.sweeping import corners, frequencies, phases, span
from gainproof.curves.transfers import ONE, S, Transfer

F = Fraction
RAD = F(1) / F(6283185307179586, 10**15)


def pole(hertz: int | Fraction) -> Transfer:
    return Transfer.of([1], [1, RAD / hertz])


def test_the_axis_reaches_a_decade_below_the_first_corner_and_beyond_the_last_crossing() -> None:
    assert span([pole(8)], [F(99800)]) == (F(1, 10), F(10) ** 6)
    assert span([pole(8), pole(10**7)], [F(99800)]) == (F(1, 10), F(10) ** 6)
    assert span([pole(1000)], []) == (F(1), F(10**4))
    assert span([ONE / S], [F(10**6)]) == (F(1000), F(10) ** 7)


def test_a_very_long_axis_loses_its_low_end() -> None:
    low, high = span([pole(F(1, 10**12))], [F(10**6)])
    assert (low, high) == (F(1, 10**9), F(10**7))


def test_a_pole_under_a_zero_does_not_matter() -> None:
    pair = pole(F(1, 1000)) / pole(F(1001, 10**6))
    assert corners(pair) == []
    assert corners(pair * pole(50)) == pytest.approx([50])
    assert len(corners(pole(1) / pole(2))) == 2


def test_points_are_denser_where_a_curve_is_sharp() -> None:
    sharp = Transfer.of([1], [1, F(1, 1000), 1])  # Q = 1000 at 1 rad/s
    at = frequencies([sharp], F(1, 100), F(10))
    assert at == sorted(set(at))
    assert at[0] == 0.01
    assert at[-1] == 10
    assert max(sharp.decibels(f) for f in at) == pytest.approx(60, abs=0.01)
    assert len(at) < 200
    lossless = Transfer.of([1], [1, 0, 1])
    assert max(lossless.decibels(f) for f in frequencies([lossless], F(1, 100), F(10))) < 100


@pytest.mark.parametrize(
    ("f", "start", "end"),
    [
        (pole(1), 0, -90),
        (ONE / S, -90, -90),
        (ONE / S / S, -180, -180),
        (pole(1) * pole(1) / S / S, -180, -360),
        (-pole(1), -180, -270),
        (S * pole(1), 90, 0),
        (Transfer.of([1, -RAD], [1, RAD]), 0, -180),
        (Transfer.of([1], [-1, RAD]), -180, -90),
        (Transfer.of([1], [1, F(1, 50), 1]), 0, -180),
        (pole(1) ** 5, 0, -450),
    ],
)
def test_a_phase_starts_where_it_should_and_goes_on_without_jumps(f: Transfer, start: int, end: int) -> None:
    at = [10 ** (k / 50) for k in range(-300, 301)]
    found = phases(f, at)
    assert found[0] == pytest.approx(start, abs=0.1)
    assert found[-1] == pytest.approx(end, abs=0.1)
    assert max(abs(a - b) for a, b in pairwise(found)) < 120  # a sharp resonance
    for x, phase in zip(at, found, strict=True):
        assert math.remainder(phase - f.degrees(x), 360) == pytest.approx(0, abs=1e-9)


def test_an_inverting_amplifier_may_start_at_plus_180() -> None:
    assert phases(-pole(1), [1e-6, 1e6], inverting=180.0) == pytest.approx([180, 90], abs=0.1)
    assert all(map(math.isnan, phases(Transfer.number(0), [1.0])))


def test_random_phases_have_no_jumps() -> None:
    """On points that lie closely: a pole or zero turns the phase by less than 10° from one to the next."""
    seen = 0
    for seed in range(20):
        rng = random.Random(seed)
        f = Transfer.number(rng.choice([1, -1]) * 10 ** rng.randint(0, 5))
        for _ in range(rng.randint(1, 6)):
            root = Transfer.of([rng.choice([1, 1, 1, -1]), RAD / 10 ** rng.randint(0, 4)])
            f = f * root if rng.random() < 0.4 else f / root
        found = phases(f, [10 ** (k / 40) for k in range(-80, 241)])
        assert max(abs(a - b) for a, b in pairwise(found)) < 12
        seen += 1
    assert seen == 20
