"""From a chart to strokes: margins, grid, areas, curves, and labels at what they name.

One geometry for every format.  It is drawn anew where a label finds no room at its curve or guide line: then
there is room above the frame, for a key and for the labels of vertical guides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isfinite

from gainproof.charts import labelling, placing
from gainproof.charts.geometry import clipped, thinned
from gainproof.charts.lettering import Runs, spoken, width
from gainproof.charts.nouns import Axis, Chart, Curve, Figure, figure
from gainproof.charts.panel import (
    APART,
    CLOSEST,
    EDGE,
    FILL,
    FRAME,
    HEADROOM,
    MAJOR,
    MINOR,
    NAME,
    ROW,
    SHADE,
    SMALLEST,
    STYLES,
    TICK,
    Entry,
    Panel,
)
from gainproof.charts.scale import Scale, scale
from gainproof.charts.strokes import FALL, RISE, Area, Box, Disc, Lines, Picture, Point, Stroke, Style, Text
from gainproof.charts.ticks import Tick


def picture(drawn: Chart | Figure, wide: float = 270.0, tall: float = 170.0) -> Picture:
    """The chart, or the figure, on so many points, at least SMALLEST; a key makes it taller."""
    f = figure(drawn)
    wide, tall = max(wide, SMALLEST[0]), max(tall, SMALLEST[1] * len(f.charts))
    panels, top, rows = _settled(f, wide, tall)
    panels[0].strokes += labelling.written(rows, panels[0].frame, top)
    tall += len(rows) * ROW
    about = [spoken(f.caption), *(spoken(c.caption) for c in f.charts if c.caption != f.caption)]
    strokes = [s for p in panels for s in p.strokes]
    title = f.title or f.charts[0].title
    words = " ".join(w for w in about if w)
    return Picture(wide, tall, tuple(strokes), tuple(p.frame for p in panels), title, words)


def _settled(f: Figure, wide: float, tall: float) -> tuple[list[Panel], float, list[list[Entry]]]:
    """The panels filled, the room of the labels above the first, and the rows of the key.

    What once found no place stays in the key, and room once made stays, so that this comes to an end.
    """
    top = 0.0
    keyed: list[Entry] = []
    while True:
        rows = labelling.key(keyed, wide)
        more = len(rows) * ROW
        panels = _panels(f, wide, tall + more, top + more)
        for p in panels:
            p.above, p.keyed = top > 0 and p is panels[0], frozenset(keyed)
            _fill(p)
        need = labelling.room_above(panels[0]) if top or panels[0].crowded else 0.0
        new = [e for e in labelling.unlike(panels) if e not in keyed]
        if need <= top and not new:
            return panels, top, rows
        top, keyed = max(top, need), keyed + new


# Margins.


def _panels(f: Figure, wide: float, tall: float, more: float) -> list[Panel]:
    """The frames, with the scales that have room in them, so much more of it above the first."""
    top, foot = EDGE + more + 0.4 * TICK, EDGE + 2 * TICK + NAME + 2
    heights = f.heights or (1.0,) * len(f.charts)
    room = tall - top - foot - APART * (len(heights) - 1)
    each = [room * h / sum(heights) for h in heights]
    ys = [_upwards(c, h) for c, h in zip(f.charts, each, strict=True)]
    widest = max(width(t.label, TICK) for y in ys for t in y.ticks) if any(y.ticks for y in ys) else 0.0
    named = any(y.name for y in ys)
    left = EDGE + (NAME + 5 if named else 0) + widest + 4
    across = f.charts[-1].x
    values = [x for c in f.charts for x in c.xs]
    x = _across(across, values, wide - left - EDGE)
    ends = [width(t.label, TICK) / 2 - (1 - x.at(t.value)) * (wide - left - EDGE) for t in x.ticks]
    right = EDGE + max(0.0, *ends)
    out: list[Panel] = []
    high = tall - top
    for c, y, h in zip(f.charts, ys, each, strict=True):
        frame = (left, high - h, wide - right, high)
        out.append(Panel(c, frame, x, y, c is f.charts[-1]))
        high -= h + APART
    return out


def _upwards(c: Chart, room: float) -> Scale:
    """The vertical scale."""
    values = [*c.ys, *(h * HEADROOM for bars in c.bars for h in bars.heights)]
    return scale(c.y, values, max(2, int(room / (14 if c.y.log else 20))), rounded=True)


def _across(axis: Axis, values: Sequence[float], room: float) -> Scale:
    """The horizontal scale with as many labels as stand clear of each other."""
    for most in range(max(2, int(room / 24)), 1, -1):
        x = scale(axis, values, most, rounded=False)
        if all(_apart(x, a, b, room) for a, b in pairwise(x.ticks)):
            return x
    kept: list[Tick] = []
    for t in x.ticks:
        if not kept or _apart(x, kept[-1], t, room):
            kept.append(t)
    return replace(x, ticks=tuple(kept))


def _apart(x: Scale, a: Tick, b: Tick, room: float) -> bool:
    """Do the labels of two ticks stand clear of each other?"""
    between = (x.at(b.value) - x.at(a.value)) * room
    return between >= (width(a.label, TICK) + width(b.label, TICK)) / 2 + APART


# What is in a frame, from back to front.


def _fill(p: Panel) -> None:
    board = placing.Board(p.frame)
    p.strokes += _grid(p)
    c = p.chart
    for band in c.bands:
        finite = [q for q in band.points if all(map(isfinite, q))]
        rim = [p.at(x, b) for x, _, b in finite] + [p.at(x, a) for x, a, _ in reversed(finite)]
        p.strokes += _area(rim, p.frame, Style(STYLES[band.role].colour, opacity=SHADE))
    for bars in c.bars:
        outline = _steps(p, bars.edges, bars.heights)
        p.strokes += _area(outline, p.frame, Style(STYLES[bars.role].colour, opacity=FILL))
        p.strokes.append(_lines(clipped(outline, p.frame), Style(STYLES[bars.role].colour, 0.6)))
        board.boxes += [
            (x0, p.frame[1], x1, min(y, p.frame[3]))
            for (x0, y), (x1, _) in pairwise([*outline[1:-1:2], outline[-1]])
        ]
    lines = [(curve, _pieces(p, curve)) for curve in c.curves]
    for curve, pieces in lines:
        for piece in pieces:
            board.line(piece)
        if pieces:
            p.strokes.append(_lines(pieces, STYLES[curve.role]))
        if curve.dotted:
            spots = [p.at(*q) for q in curve.points if isfinite(q[1])]
            p.strokes += [Disc(q, 1.5, STYLES[curve.role].colour) for q in spots if p.holds(q)]
    p.strokes.append(Lines((_rectangle(p.frame),), FRAME))
    labelling.marks(p, board)
    for curve, pieces in lines:
        labelling.named(p, board, curve.name, pieces, STYLES[curve.role])
    for band in c.bands:
        middle = [p.at(x, (a + b) / 2) for x, a, b in band.points if isfinite(a + b)]
        labelling.named(p, board, band.name, clipped(middle, p.frame), STYLES[band.role])
    for bars in c.bars:
        tops = _steps(p, bars.edges, bars.heights)
        labelling.named(p, board, bars.name, clipped(tops, p.frame), STYLES[bars.role])
    _axes(p)


def _grid(p: Panel) -> Iterator[Stroke]:
    left, low, right, high = p.frame
    for xs, ys, style in (
        (_fine(p.x, right - left), _fine(p.y, high - low), MINOR),
        ([t.value for t in p.x.ticks], [t.value for t in p.y.ticks], MAJOR),
    ):
        upright = [((x, low), (x, high)) for v in xs if left + 0.5 < (x := p.at(v, p.y.low)[0]) < right - 0.5]
        level = [((left, y), (right, y)) for v in ys if low + 0.5 < (y := p.at(p.x.low, v)[1]) < high - 0.5]
        if upright or level:
            yield Lines((*upright, *level), style)


def _fine(s: Scale, room: float) -> Sequence[float]:
    """The lines between those with labels: those of a logarithmic axis, unless they would be a grey area."""
    if not s.log or any((s.at(b) - s.at(a)) * room < CLOSEST for a, b in pairwise(s.minor)):
        return ()
    return s.minor


def _area(rim: Sequence[Point], frame: Box, style: Style) -> Iterator[Stroke]:
    """A polygon whose points are kept to the frame; it goes from left to right and back."""
    left, low, right, high = frame
    inside = [(min(max(x, left), right), min(max(y, low), high)) for x, y in rim]
    if len(inside) > 2:
        yield Area(tuple(thinned([*inside, inside[0]])[:-1]), style)


def _steps(p: Panel, edges: Sequence[float], heights: Sequence[float]) -> list[Point]:
    """The outline of bars, from the foot of the first to the foot of the last."""
    foot = p.y.low if p.y.log else max(0.0, p.y.low)
    out = [p.at(edges[0], foot)]
    for (a, b), h in zip(pairwise(edges), heights, strict=True):
        out += [p.at(a, h), p.at(b, h)]
    return [*out, p.at(edges[-1], foot)]


def _pieces(p: Panel, curve: Curve) -> list[list[Point]]:
    """The curve in the frame, cut where it has gaps."""
    runs: list[list[Point]] = [[]]
    for x, y in curve.points:
        if isfinite(y):
            runs[-1].append(p.at(x, y))
        elif runs[-1]:
            runs.append([])
    return [thinned(piece) for run in runs for piece in clipped(run, p.frame)]


def _lines(pieces: Iterable[Sequence[Point]], style: Style) -> Lines:
    return Lines(tuple(tuple(piece) for piece in pieces), style)


def _rectangle(b: Box) -> tuple[Point, ...]:
    return ((b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3]), (b[0], b[1]))


def _axes(p: Panel) -> None:
    """Ticks, their labels, and the names of the axes."""
    left, low, right, high = p.frame
    marks: list[tuple[Point, ...]] = []
    for t in p.x.ticks:
        x, _ = p.at(t.value, p.y.low)
        marks.append(((x, low), (x, low + 2.5)))
        if p.lowest:
            p.strokes.append(Text(t.label, (x, low - 5 - RISE * TICK), "middle", TICK))
    for t in p.y.ticks:
        _, y = p.at(p.x.low, t.value)
        marks.append(((left, y), (left + 2.5, y)))
        p.strokes.append(Text(t.label, (left - 4, y - 0.34 * TICK), "end", TICK))
    if marks:
        p.strokes.append(Lines(tuple(marks), FRAME))
    if p.y.name:
        size = _fitting(p.y.name, high - low + APART)
        p.strokes.append(Text(p.y.name, (EDGE + RISE * NAME, (low + high) / 2), "middle", size, turned=True))
    if p.lowest and p.x.name:
        size = _fitting(p.x.name, right - left + APART)
        p.strokes.append(Text(p.x.name, ((left + right) / 2, EDGE + FALL * NAME - 1), "middle", size))


def _fitting(name: Runs, room: float) -> float:
    """The size of an axis's name: smaller than usual only where it would reach beyond its axis."""
    return min(NAME, room / (width(name, 1.0) or 1.0))
