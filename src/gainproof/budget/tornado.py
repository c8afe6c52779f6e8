"""The tornado chart: a bar for each cause from its least to its greatest contribution, the longest on top.

The longest bar reaches from −1 or to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from gainproof.budget.nouns import Budget
from gainproof.budget.shown import bars, number
from gainproof.charts.lettering import lettered
from gainproof.charts.panel import FRAME, MAJOR, NAME, TICK
from gainproof.charts.strokes import RISE, Area, Lines, Picture, Stroke, Style, Text
from gainproof.render.printing import clean

TICKS = 3
"""At most so many on either side of zero."""
ROOM = 1.08
"""The axis reaches so far beyond the longest bar."""
ROW, BAR, LABELS, HALF = 14.0, 9.0, 192.0, 138.0
"""In points: the height of a row and of its bar, the width of the labels and of one half."""
TOP, FOOT = 4.0, 18.0
"""The room above the bars, and that of the axis."""
SHADE, THINNEST = 0.75, 0.3
"""How dark a bar is, and how wide at least."""


@dataclass(frozen=True)
class Tornado:
    """Bars as (label, from, to) and ticks as (place, label), both between −ROOM and ROOM."""

    bars: tuple[tuple[str, float, float], ...]
    ticks: tuple[tuple[float, str], ...]


def tornado(b: Budget) -> Tornado | None:
    """The chart; None where no cause costs anything."""
    found = bars(b)
    most = max((max(-x.low, x.high) for x in found), default=0.0)
    if not most:
        return None
    step = 10.0 ** floor(log10(most))
    step = next(step * k for k in (0.5, 1, 2, 5) if most / (step * k) < TICKS + 1)
    count = floor(most * ROOM / step)
    ticks = tuple((k * step / most, number(_short(k * step), b.unit)) for k in range(-count, count + 1))
    return Tornado(tuple((x.about, min(x.low, 0.0) / most, max(x.high, 0.0) / most) for x in found), ticks)


def _short(x: float) -> float:
    """The number that was meant: a step is one digit."""
    return float(f"{x:.4g}")


def picture(t: Tornado) -> Picture:
    """The chart as strokes: labels, bars to the left and to the right of zero, an axis below."""
    wide, tall = LABELS + 2 * HALF + 20, TOP + ROW * len(t.bars) + FOOT
    centre = LABELS + HALF + 8
    grid = [((x := centre + place * HALF / ROOM, FOOT), (x, tall - TOP)) for place, _ in t.ticks]
    strokes: list[Stroke] = [Lines(tuple(grid), MAJOR)]
    strokes += [
        Text(lettered((label,)), (x, FOOT - 5 - RISE * TICK), "middle", TICK)
        for (_, label), ((x, _), _) in zip(t.ticks, grid, strict=True)
    ]
    for k, (label, low, high) in enumerate(t.bars):
        middle = tall - TOP - (k + 0.5) * ROW
        strokes.append(Text(lettered((clean(label),)), (LABELS, middle - 0.34 * NAME), "end", NAME))
        for a, z, colour in ((low, 0.0, "error"), (0.0, high, "ink")):
            if z > a:
                left, right = centre + a * HALF / ROOM, centre + z * HALF / ROOM
                strokes.append(_bar(left, max(right, left + THINNEST), middle, colour))
    strokes.append(Lines((((centre, FOOT), (centre, tall - TOP)),), FRAME))
    frame = (centre - HALF, FOOT, centre + HALF, tall - TOP)
    return Picture(wide, tall, tuple(strokes), (frame,), "Tornado chart of the contributions")


def _bar(left: float, right: float, middle: float, colour: str) -> Area:
    low, high = middle - BAR / 2, middle + BAR / 2
    return Area(((left, low), (right, low), (right, high), (left, high)), Style(colour, opacity=SHADE))
