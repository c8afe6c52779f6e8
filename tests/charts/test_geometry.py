"""Polylines cut off, thinned, and asked what they cross."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gainproof.charts.geometry import SEEN, clipped, crosses, overlap, thinned, within

BOX = (0.0, 0.0, 10.0, 10.0)
coordinate = st.floats(-20, 30)
points = st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=30).map(
    lambda p: sorted(p, key=lambda q: q[0])
)


@given(points)
def test_what_is_clipped_lies_in_the_box_and_on_the_line(line) -> None:
    for piece in clipped(line, BOX):
        assert len(piece) >= 2
        for x, y in piece:
            assert -1e-9 <= x <= 10 + 1e-9
            assert -1e-9 <= y <= 10 + 1e-9
            assert min(_distance((x, y), a, b) for a, b in pairwise(line)) < 1e-6


@given(st.lists(st.tuples(st.floats(1, 9), st.floats(1, 9)), min_size=2, max_size=30))
def test_what_is_inside_is_left_as_it_is(line) -> None:
    assert clipped(line, BOX) == [line]


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    assert clipped([(0, 5), (5, 15), (10, 5)], BOX) == [
        [(0, 5), (2.5, 10.0)],
        [(7.5, 10.0), (10, 5)],
    ]
    assert clipped([(-5, 20), (20, 21)], BOX) == []
    assert clipped([(5, -5), (5, 15)], BOX) == [[(5.0, 0.0), (5.0, 10.0)]]


@given(points)
def test_thinning_moves_nothing_that_can_be_seen(line) -> None:
    kept = thinned(line)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    assert set(kept) <= set(line)
    for q in line:
        near = min(_distance(q, a, b) for a, b in pairwise(kept))
        assert near <= SEEN + 1e-9


def test_very_many_points_become_few_and_keep_their_extremes() -> None:
    line = [(k / 1000, 50 + 40 * math.sin(k / 3000)) for k in range(100_000)]
    line[50_000] = (50.0, 99.0)
    kept = thinned(line)
    assert len(kept) < 500
    assert (50.0, 99.0) in kept


def test_boxes() -> None:
    assert overlap(BOX, (9, 9, 12, 12))
    assert not overlap(BOX, (10, 0, 12, 12)), "an edge in common is none"
    assert within((1, 1, 2, 2), BOX)
    assert not within((1, 1, 11, 2), BOX)
    assert crosses((-5, 5), (15, 5), BOX)
    assert not crosses((-5, 5), (5, 20), BOX)


def _distance(p, a, b) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square)) if square else 0.0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
