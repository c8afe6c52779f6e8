"""Extremes over a box: exact where they are said to be, bracketed where not, refused where there are none."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.budget.extremes import extremes
from gainproof.budget.function import Function
from gainproof.errors import GainproofError

ONE = {(0, 0): Fraction(1)}


def fn(num: dict, den: dict | None = None) -> Function:
    above, below = ({m: Fraction(c) for m, c in p.items() if c} for p in (num, den or ONE))
    return Function(("x", "y"), above, below)


def box(*ends: tuple[object, object]) -> dict[str, tuple[Fraction, Fraction]]:
    return {n: (Fraction(a), Fraction(b)) for n, (a, b) in zip(("x", "y"), ends, strict=False)}


def test_a_monotone_function_stands_at_its_ends() -> None:
    least, greatest = extremes(fn({(1, 0): 1, (0, 1): -2}), box((-1, 2), (0, 3)))
    assert (least.value, least.corner) == (-7, {"x": -1, "y": 3})
    assert (greatest.value, greatest.corner) == (2, {"x": 2, "y": 0})
    assert least.how == greatest.how == "monotone"
    assert least.exact


def test_a_saddle_needs_its_corners() -> None:
    least, greatest = extremes(fn({(1, 1): 1}), box((-1, 2), (-3, 1)))
    assert (least.value, greatest.value) == (-6, 3)
    assert greatest.how == "corners"
    assert greatest.exact


def test_a_turn_inside_is_found_between_its_bounds() -> None:
    """x(1 − x) turns at 1/2, and is zero at both corners."""
    least, greatest = extremes(fn({(1, 0): 1, (2, 0): -1}), box((0, 1), (0, 0)))
    assert least.value == 0
    assert greatest.how == "bisection"
    assert greatest.value <= Fraction(1, 4) <= greatest.bound
    assert float(greatest.bound) == pytest.approx(0.25, rel=1e-6)


def test_the_slope_of_an_imperfection_that_is_hidden_at_the_ideal() -> None:
    """∂(x·y)/∂y is x, and zero at the ideal: that is no reason to look at corners."""
    _, greatest = extremes(fn({(1, 1): 1, (0, 0): 5}, {(0, 0): 1, (1, 0): 3}), box((0, "0.001"), (0, 10)))
    assert greatest.how == "monotone"


def test_a_denominator_that_may_vanish_is_refused() -> None:
    with pytest.raises(GainproofError, match="infinite"):
        extremes(fn({(0, 0): 1}, {(1, 0): 1, (0, 1): -1}), box((1, 3), (2, 4)))
    with pytest.raises(GainproofError, match="infinite"):
        extremes(fn({(0, 0): 1}, {(2, 0): 1, (0, 0): -2}), box((1, 3), (0, 0)))


def test_a_denominator_that_only_seems_to_vanish_is_not() -> None:
    """(x + 1)² − x² − 2x, one everywhere, is no such number to natural interval arithmetic."""
    f = fn({(1, 0): 1}, {(0, 0): 1, (1, 1): 1, (1, 0): -1})
    least, greatest = extremes(f, box((0, 3), (1, 2)))
    assert (least.value, greatest.value) == (0, 3)


quotient = st.lists(st.integers(-9, 9), min_size=4, max_size=4)


@settings(max_examples=40, deadline=None)
@given(quotient, st.lists(st.integers(0, 9), min_size=4, max_size=4), st.integers(-4, 3), st.integers(-4, 3))
def test_a_quotient_of_affine_functions_is_extreme_at_a_corner(a: list, b: list, x: int, y: int) -> None:
    places = [(0, 0), (1, 0), (0, 1), (1, 1)]
    f = fn(
        dict(zip(places, a, strict=True)),
        {**dict(zip(places, b, strict=True)), (0, 0): b[0] + 1},
    )
    where = box((x, x + 2), (y, y + 1)) if min(x, y) >= 0 else box((0, 2 + abs(x)), (0, 1 + abs(y)))
    least, greatest = extremes(f, where)
    every = [f.at({"x": p, "y": q}) for p, q in product(where["x"], where["y"])]
    assert (least.value, greatest.value) == (min(every), max(every))
    third = f.at({n: lo + (hi - lo) / 3 for n, (lo, hi) in where.items()})
    assert least.bound <= third <= greatest.bound


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=5, max_size=5), st.integers(-3, 3))
def test_no_value_lies_beyond_the_bounds(a: list, x: int) -> None:
    places = [(0, 0), (1, 0), (2, 0), (1, 1), (2, 2)]
    f = fn(dict(zip(places, a, strict=True)), {(0, 0): 3, (2, 0): 1})
    where = box((x, x + 3), (-1, 2))
    least, greatest = extremes(f, where)
    seen = 0
    for i, j in product(range(9), range(9)):
        at = {"x": where["x"][0] + Fraction(3 * i, 8), "y": where["y"][0] + Fraction(3 * j, 8)}
        assert least.bound <= f.at(at) <= greatest.bound
        seen += 1
    assert seen == 81


def test_an_even_power_over_zero_is_least_at_zero() -> None:
    least, greatest = extremes(fn({(2, 0): 1}), box((-1, 2), (0, 0)))
    assert least.bound <= 0 <= least.value
    assert float(least.value) == pytest.approx(0, abs=1e-6)
    assert greatest.value == 4
