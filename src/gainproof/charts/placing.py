"""Where labels go: at what they name, and where nothing else is.

Each label has a list of places, the best first.  It takes the first that lies inside the frame and touches no
other label, no curve, no guide line and no bar; at first with much room about it, then with little.  A label
for which there is no such place is told to whoever asked, who writes it into the key above the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from gainproof.charts.geometry import crosses, overlap, wider, within
from gainproof.charts.lettering import Runs, width
from gainproof.charts.strokes import FALL, RISE, Box, Point, Text

ROOMS = (5.0, 2.5, 1.0)
"""In points: what a label wants about it, from much to little."""
GAP = 3.0
"""Between a label and what it names."""
PARTS = (0.78, 0.62, 0.9, 0.46, 0.3, 0.96, 0.16, 0.06)
"""Where along a curve its name is tried."""


class Board:
    """A frame with the lines and boxes that labels must keep clear of."""

    def __init__(self, frame: Box) -> None:
        self.frame = frame
        self.lines: list[tuple[Point, Point]] = []
        self.boxes: list[Box] = []
        self.texts: list[Box] = []

    def line(self, points: Sequence[Point]) -> None:
        """A curve or a guide line."""
        self.lines += pairwise(points)

    def put(self, places: Iterable[Text], crossing: bool = False) -> Text | None:
        """The first place that fits, which is then taken; None if none does.

        With `crossing` a place that only a line crosses is better than none.
        """
        places = list(places)
        for room in ROOMS:
            for t in places:
                if self._fits(t.box, room):
                    return self._take(t)
        free = [t for t in places if self._inside(t.box) and not self._touches(t.box, ROOMS[-1])]
        if crossing and free:
            return self._take(min(free, key=lambda t: sum(crosses(a, b, t.box) for a, b in self.lines)))
        return None

    def _take(self, t: Text) -> Text:
        self.texts.append(t.box)
        return t

    def _inside(self, box: Box) -> bool:
        return within(wider(box, 0.5), self.frame)

    def _touches(self, box: Box, room: float) -> bool:
        return any(overlap(wider(box, room), b) for b in self.texts)

    def _fits(self, box: Box, room: float) -> bool:
        wide = wider(box, min(room, GAP - 0.5))
        if not self._inside(box) or self._touches(box, room) or any(overlap(wide, b) for b in self.boxes):
            return False
        return not any(crosses(a, b, wide) for a, b in self.lines)


def along(runs: Runs, size: float, pieces: Sequence[Sequence[Point]], colour: str) -> Iterator[Text]:
    """Places for the name of a curve: above and below it, to its right and left, here and there along it."""
    w = width(runs, size)
    points = [p for piece in pieces for p in piece]
    for part in PARTS:
        x, y = _part_way(pieces, part)
        near = [
            q
            for piece in pieces
            for a, b in pairwise(piece)
            for q in _over(a, b, x - w / 2 - 1, x + w / 2 + 1)
        ] or points
        top, low = max(q[1] for q in near), min(q[1] for q in near)
        yield Text(runs, (x, top + GAP + FALL * size), "middle", size, colour)
        yield Text(runs, (x, low - GAP - RISE * size), "middle", size, colour)
        yield Text(runs, (x + GAP + 1, y - 0.25 * size), "start", size, colour)
        yield Text(runs, (x - GAP - 1, y - 0.25 * size), "end", size, colour)


def _over(a: Point, b: Point, left: float, right: float) -> Iterator[Point]:
    """The ends of the part of a segment above a stretch of the axis."""
    if b[0] < left or a[0] > right:
        return
    for x in (max(a[0], left), min(b[0], right)):
        t = (x - a[0]) / (b[0] - a[0]) if b[0] > a[0] else 0.0
        yield x, a[1] + t * (b[1] - a[1])
    if a[0] == b[0]:
        yield b


def _part_way(pieces: Sequence[Sequence[Point]], part: float) -> Point:
    """The point at so much of the length of all pieces."""
    steps = [(hypot(b[0] - a[0], b[1] - a[1]), a, b) for p in pieces for a, b in pairwise(p)]
    left = part * sum(s[0] for s in steps)
    for length, a, b in steps:
        if length and left <= length:
            t = left / length
            return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
        left -= length
    return pieces[-1][-1]


def about(runs: Runs, size: float, at: Point, colour: str) -> Iterator[Text]:
    """Places for the label of a point: around it, the upper right first, then farther out."""
    x, y = at
    for far in (1.0, 2.2, 4.0):
        d = far * GAP + 1
        up, down, level = y + d + FALL * size, y - d - RISE * size, y - 0.25 * size
        for where in (up, down, level):
            side = d if where == level else d / 2
            yield Text(runs, (x + side, where), "start", size, colour)
            yield Text(runs, (x - side, where), "end", size, colour)
        yield Text(runs, (x, up), "middle", size, colour)
        yield Text(runs, (x, down), "middle", size, colour)


def beside(runs: Runs, size: float, x: float, frame: Box, colour: str) -> Iterator[Text]:
    """Places for the label of a vertical guide: right and left of it, from the top down."""
    y = frame[3] - GAP - RISE * size
    while y > frame[1] + FALL * size:
        yield Text(runs, (x + GAP, y), "start", size, colour)
        yield Text(runs, (x - GAP, y), "end", size, colour)
        y -= size / 2


def upon(runs: Runs, size: float, y: float, frame: Box, colour: str) -> Iterator[Text]:
    """Places for the label of a horizontal guide: above and below it, from the right to the left."""
    w = width(runs, size)
    x = frame[2] - GAP - 1
    while x - w > frame[0]:
        yield Text(runs, (x, y + GAP - 0.5 + FALL * size), "end", size, colour)
        yield Text(runs, (x, y - GAP - RISE * size), "end", size, colour)
        x -= w / 2 + size
