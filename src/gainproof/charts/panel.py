"""One chart in its frame, on the way to a picture; and how what is drawn in it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gainproof.charts.lettering import Runs
from gainproof.charts.nouns import Chart
from gainproof.charts.scale import Scale
from gainproof.charts.strokes import Box, Point, Stroke, Style

TICK, NAME, LABEL = 8.0, 9.0, 8.5
"""Sizes of the letters at ticks, of the names of axes and of labels, in points."""
STYLES: Mapping[str, Style] = {
    "main": Style("ink", 1.3),
    "second": Style("error", 1.2, (5.0, 2.2)),
    "third": Style("green", 1.2, (6.0, 1.8, 1.2, 1.8)),
    "fourth": Style("ochre", 1.3, (1.3, 1.7)),
    "ideal": Style("text", 0.7),
    "quiet": Style("text", 0.7, (2.6, 2.2)),
}
GUIDE = (3.0, 2.0)
"""The dash of a guide line."""
MAJOR, MINOR = Style("grid", 0.5, opacity=0.42), Style("grid", 0.4, opacity=0.18)
FRAME = Style("text", 0.7)
SHADE, FILL = 0.14, 0.32
"""How dark bands and bars are."""
EDGE = 4.0
"""Least margin on every side."""
APART = 9.0
"""Between stacked charts, and least between the labels of ticks."""
ROW = 11.5
"""One line of the key, or of the labels above the frame."""
SAMPLE = 16.0
"""The length of the line beside a name in the key."""
CLOSEST = 1.1
"""No lines of the grid are nearer to each other."""
HEADROOM = 1.06
"""Bars reach to one part in this of their axis."""
SMALLEST = (90.0, 60.0)
"""No picture is drawn on less."""

Entry = tuple[Style, Runs]


@dataclass
class Panel:
    """One chart in its frame."""

    chart: Chart
    frame: Box
    x: Scale
    y: Scale
    lowest: bool
    above: bool = False
    """Do the labels of vertical guides stand above the frame?"""
    strokes: list[Stroke] = field(default_factory=list)
    keyed: frozenset[Entry] = frozenset()
    """What the key names, and no label within."""
    unplaced: list[Entry] = field(default_factory=list)
    crowded: bool = False
    """Did a vertical guide find no room for its label within?"""

    def at(self, x: float, y: float) -> Point:
        left, low, right, high = self.frame
        return left + self.x.at(x) * (right - left), low + self.y.at(y) * (high - low)

    def holds(self, q: Point, slack: float = 0.0) -> bool:
        """Is a point in the frame?"""
        left, low, right, high = self.frame
        return left - slack <= q[0] <= right + slack and low - slack <= q[1] <= high + slack
