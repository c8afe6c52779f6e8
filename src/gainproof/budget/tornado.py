"""The tornado chart: a bar for each cause from its least to its greatest contribution, the longest on top.

One geometry, in which the longest bar reaches from −1 or to 1; drawn as SVG here and by the template of
LaTeX.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import floor, log10

from gainproof.budget.nouns import Budget
from gainproof.budget.shown import bars, number
from gainproof.render.printing import clean

TICKS = 3
"""At most so many on either side of zero."""
ROOM = 1.08
"""The axis reaches so far beyond the longest bar."""
ROW, BAR, LABELS, HALF, FOOT = 17, 11, 230, 190, 22
"""In points: the height of a row and of its bar, the width of the labels and of one half, the room of the
axis.
"""


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


def svg(t: Tornado) -> str:
    """The chart as SVG; colours are the page's."""
    width, top = LABELS + 2 * HALF + 20, 6
    bottom = top + ROW * len(t.bars)
    centre = LABELS + HALF + 8

    def across(x: float) -> float:
        return centre + x * HALF / ROOM

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{bottom + FOOT}"'
        f' viewBox="0 0 {width} {bottom + FOOT}" class="plot" font-family="serif" role="img"'
        ' aria-label="Tornado chart of the contributions">'
    ]
    for x, label in t.ticks:
        ends = f'x1="{across(x):.2f}" y1="{top}" x2="{across(x):.2f}" y2="{bottom}"'
        out.append(f'<line {ends} stroke="#888888" stroke-opacity="0.4" stroke-width="0.5"/>')
        out.append(_label(across(x), bottom + 13, label, "middle", 9))
    for k, (label, low, high) in enumerate(t.bars):
        y = top + k * ROW
        out.append(_label(LABELS, y + ROW - 5, label, "end", 10))
        for a, z, colour in ((low, 0.0, "#A23B2A"), (0.0, high, "#1F4E79")):
            if z > a:
                place = f'x="{across(a):.2f}" y="{y + (ROW - BAR) / 2:.2f}" height="{BAR}"'
                wide = max(across(z) - across(a), 0.3)
                out.append(f'<rect {place} width="{wide:.2f}" fill="{colour}" fill-opacity="0.75"/>')
    ends = f'x1="{centre}" y1="{top}" x2="{centre}" y2="{bottom}"'
    out.append(f'<line {ends} stroke="currentColor" stroke-width="0.8"/>')
    return "".join(out) + "</svg>"


def _label(x: float, y: float, words: str, anchor: str, size: int) -> str:
    place = f'x="{x:.2f}" y="{y:.2f}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} fill="currentColor">{escape(clean(words))}</text>'
