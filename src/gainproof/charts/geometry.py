"""Polylines: cut off at a rectangle, freed of points that nobody sees, and asked what they cross."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gainproof.charts.strokes import Box, Point

SEEN = 0.12
"""In points: a line may be moved by so much, and nobody sees it."""
COLUMN = 0.2
"""Of more points than columns of this width, each column keeps its extremes."""


def clipped(points: Iterable[Point], box: Box) -> list[list[Point]]:
    """The parts of a polyline that are in the box, each from where it enters to where it leaves."""
    out: list[list[Point]] = []
    for a, b in pairwise(points):
        piece = _segment(a, b, box)
        if piece is None:
            continue
        if out and out[-1][-1] == piece[0]:
            out[-1].append(piece[1])
        else:
            out.append([*piece])
    return out


def _segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a segment in the box, or None (Liang and Barsky, ACM Trans. Graph. 3, 1984)."""
    (x, y), dx, dy = a, b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for d, room in ((-dx, x - box[0]), (dx, box[2] - x), (-dy, y - box[1]), (dy, box[3] - y)):
        if d == 0:
            if room < 0:
                return None
            continue
        t = room / d
        if d < 0:
            first = max(first, t)
        else:
            last = min(last, t)
    if first > last:
        return None
    start = a if first == 0 else (x + first * dx, y + first * dy)
    end = b if last == 1 else (x + last * dx, y + last * dy)
    return start, end


def thinned(points: Sequence[Point]) -> list[Point]:
    """The polyline with as few points as look the same (Ramer 1972, Douglas and Peucker 1973)."""
    points = _columns(points)
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = 0.0, first
        for k in range(first + 1, last):
            d = _distance(points[k], points[first], points[last])
            if d > far:
                far, at = d, k
        if far > SEEN:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [points[k] for k in sorted(keep)]


def _columns(points: Sequence[Point]) -> Sequence[Point]:
    """Of very many points, the first, lowest, highest and last of each column."""
    if len(points) < 2000:
        return points
    columns: dict[int, list[Point]] = {}
    for p in points:
        columns.setdefault(int(p[0] // COLUMN), []).append(p)
    out: list[Point] = []
    for group in columns.values():
        ends = {0, len(group) - 1}
        ends |= {pick(range(len(group)), key=lambda k: group[k][1]) for pick in (min, max)}
        out += [group[k] for k in sorted(ends)]
    return out


def _distance(p: Point, a: Point, b: Point) -> float:
    """From a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = 0.0 if not square else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
    return float(((p[0] - a[0] - t * dx) ** 2 + (p[1] - a[1] - t * dy) ** 2) ** 0.5)


def wider(box: Box, by: float) -> Box:
    """The box with a margin."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def overlap(a: Box, b: Box) -> bool:
    """Do two boxes have more than an edge in common?"""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def within(a: Box, b: Box) -> bool:
    """Is the first box inside of the second?"""
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Has a segment a point in the box?"""
    if max(a[0], b[0]) < box[0] or min(a[0], b[0]) > box[2]:
        return False
    if max(a[1], b[1]) < box[1] or min(a[1], b[1]) > box[3]:
        return False
    return _segment(a, b, box) is not None
