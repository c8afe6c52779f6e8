"""From a chart to strokes: margins, grid, areas, curves, and labels at what they name.

One geometry for every format.  It is drawn twice where a label finds no room at its curve: the second time
there is room above the frame for a key with these labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite

from gainproof.charts import placing
from gainproof.charts.geometry import clipped, thinned
from gainproof.charts.lettering import Runs, lettered, spoken, width
from gainproof.charts.nouns import Axis, Chart, Curve, Figure, Mark, figure
from gainproof.charts.scale import Scale, scale
from gainproof.charts.strokes import FALL, RISE, Area, Box, Disc, Lines, Picture, Point, Stroke, Style, Text

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
"""One line of the key."""
SAMPLE = 16.0
"""The length of the line in it."""
SMALLEST = (90.0, 60.0)
"""No picture is drawn on less."""

Entry = tuple[Style, Runs]


@dataclass
class _Panel:
    """One chart in its frame."""

    chart: Chart
    frame: Box
    x: Scale
    y: Scale
    lowest: bool
    strokes: list[Stroke] = field(default_factory=list)
    unplaced: list[Entry] = field(default_factory=list)

    def at(self, x: float, y: float) -> Point:
        left, low, right, high = self.frame
        return left + self.x.at(x) * (right - left), low + self.y.at(y) * (high - low)


def picture(drawn: Chart | Figure, wide: float = 270.0, tall: float = 170.0) -> Picture:
    """The chart, or the figure, on so many points, at least SMALLEST."""
    f = figure(drawn)
    wide, tall = max(wide, SMALLEST[0]), max(tall, SMALLEST[1] * len(f.charts))
    panels = _panels(f, wide, tall, 0)
    for p in panels:
        _fill(p)
    if unplaced := _unlike([e for p in panels for e in p.unplaced]):
        rows = _key(unplaced, wide)
        panels = _panels(f, wide, tall, len(rows))
        for p in panels:
            _fill(p)
        panels[0].strokes += _written(rows, panels[0].frame)
    about = [spoken(f.caption), *(spoken(c.caption) for c in f.charts if c.caption != f.caption)]
    strokes = [s for p in panels for s in p.strokes]
    title = f.title or f.charts[0].title
    words = " ".join(w for w in about if w)
    return Picture(wide, tall, tuple(strokes), tuple(p.frame for p in panels), title, words)


# Margins.


def _panels(f: Figure, wide: float, tall: float, key: int) -> list[_Panel]:
    """The frames, with the scales that have room in them."""
    top, foot = EDGE + key * ROW + 0.4 * TICK, EDGE + 2 * TICK + NAME
    heights = f.heights or (1.0,) * len(f.charts)
    room = tall - top - foot - APART * (len(heights) - 1)
    each = [room * h / sum(heights) for h in heights]
    ys = [scale(c.y, c.ys, max(2, int(h / 20)), rounded=True) for c, h in zip(f.charts, each, strict=True)]
    widest = max(width(t.label, TICK) for y in ys for t in y.ticks) if any(y.ticks for y in ys) else 0.0
    named = any(y.name for y in ys)
    left = EDGE + (NAME + 5 if named else 0) + widest + 4
    across = f.charts[-1].x
    values = [x for c in f.charts for x in c.xs]
    x = _across(across, values, wide - left - EDGE)
    ends = [width(t.label, TICK) / 2 - (1 - x.at(t.value)) * (wide - left - EDGE) for t in x.ticks]
    right = EDGE + max(0.0, *ends)
    out, high = [], tall - top
    for c, y, h in zip(f.charts, ys, each, strict=True):
        frame = (left, high - h, wide - right, high)
        out.append(_Panel(c, frame, x, y, c is f.charts[-1]))
        high -= h + APART
    return out


def _across(axis: Axis, values: Sequence[float], room: float) -> Scale:
    """The horizontal scale with as many labels as stand clear of each other."""
    for most in range(max(2, int(room / 24)), 1, -1):
        x = scale(axis, values, most, rounded=False)
        if all(
            (x.at(b.value) - x.at(a.value)) * room
            >= (width(a.label, TICK) + width(b.label, TICK)) / 2 + APART
            for a, b in pairwise(x.ticks)
        ):
            return x
    return x


# What is in a frame, from back to front.


def _fill(p: _Panel) -> None:
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
            p.strokes += [Disc(q, 1.5, STYLES[curve.role].colour) for q in spots if _inside(q, p.frame)]
    p.strokes.append(Lines((_rectangle(p.frame),), FRAME))
    _marks(p, board)
    for curve, pieces in lines:
        _name(p, board, curve.name, pieces, STYLES[curve.role])
    for band in c.bands:
        middle = [p.at(x, (a + b) / 2) for x, a, b in band.points if isfinite(a + b)]
        _name(p, board, band.name, clipped(middle, p.frame), STYLES[band.role])
    for bars in c.bars:
        tops = _steps(p, bars.edges, bars.heights)
        _name(p, board, bars.name, clipped(tops, p.frame), STYLES[bars.role])
    _axes(p)


def _grid(p: _Panel) -> Iterator[Stroke]:
    left, low, right, high = p.frame
    for xs, ys, style in (
        (p.x.minor, p.y.minor if p.y.log else (), MINOR),
        ([t.value for t in p.x.ticks], [t.value for t in p.y.ticks], MAJOR),
    ):
        if style is MINOR and not p.x.log:
            xs = ()
        upright = [((x, low), (x, high)) for v in xs if left + 0.5 < (x := p.at(v, p.y.low)[0]) < right - 0.5]
        level = [((left, y), (right, y)) for v in ys if low + 0.5 < (y := p.at(p.x.low, v)[1]) < high - 0.5]
        if upright or level:
            yield Lines((*upright, *level), style)


def _area(rim: Sequence[Point], frame: Box, style: Style) -> Iterator[Stroke]:
    """A polygon whose points are kept to the frame; it goes from left to right and back."""
    left, low, right, high = frame
    inside = [(min(max(x, left), right), min(max(y, low), high)) for x, y in rim]
    if len(inside) > 2:
        yield Area(tuple(thinned([*inside, inside[0]])[:-1]), style)


def _steps(p: _Panel, edges: Sequence[float], heights: Sequence[float]) -> list[Point]:
    """The outline of bars, from the foot of the first to the foot of the last."""
    foot = p.y.low if p.y.log else max(0.0, p.y.low)
    out = [p.at(edges[0], foot)]
    for (a, b), h in zip(pairwise(edges), heights, strict=True):
        out += [p.at(a, h), p.at(b, h)]
    return [*out, p.at(edges[-1], foot)]


def _pieces(p: _Panel, curve: Curve) -> list[list[Point]]:
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


def _inside(q: Point, frame: Box) -> bool:
    return frame[0] <= q[0] <= frame[2] and frame[1] <= q[1] <= frame[3]


def _rectangle(b: Box) -> tuple[Point, ...]:
    return ((b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3]), (b[0], b[1]))


# Labels.


def _marks(p: _Panel, board: placing.Board) -> None:
    """Guide lines first, for every label keeps clear of them; then points; then the labels of both."""
    left, low, right, high = p.frame
    shown: list[tuple[Mark, Point]] = []
    for m in p.chart.marks:
        x, y = p.at(p.x.low if m.x is None else m.x, p.y.low if m.y is None else m.y)
        if not _inside((x, y), (left - 0.01, low - 0.01, right + 0.01, high + 0.01)):
            continue
        shown.append((m, (x, y)))
        line = ((x, low), (x, high)) if m.y is None else ((left, y), (right, y))
        if m.x is None or m.y is None:
            board.line(line)
            p.strokes.append(Lines((line,), Style(STYLES[m.role].colour, 0.8, GUIDE)))
        else:
            board.boxes.append((x - 2.5, y - 2.5, x + 2.5, y + 2.5))
            p.strokes.append(Disc((x, y), 2.3, STYLES[m.role].colour))
    for m, (x, y) in shown:
        if not (runs := lettered(m.label)):
            continue
        colour = STYLES[m.role].colour
        if m.y is None:
            places = placing.beside(runs, LABEL, x, p.frame, colour)
        elif m.x is None:
            places = placing.upon(runs, LABEL, y, p.frame, colour)
        else:
            places = placing.about(runs, LABEL, (x, y), colour)
        _put(p, board.put(places, crossing=True), Style(colour, 0.8, GUIDE), runs)


def _name(
    p: _Panel, board: placing.Board, name: Sequence[object], pieces: list[list[Point]], style: Style
) -> None:
    runs = lettered(tuple(name))  # type: ignore[arg-type]
    if runs and any(len(piece) > 1 for piece in pieces):
        _put(p, board.put(placing.along(runs, LABEL, pieces, style.colour)), style, runs)


def _put(p: _Panel, text: Text | None, style: Style, runs: Runs) -> None:
    """A label that found its place, on paper of its own so that no line of the grid goes through it."""
    if text is None:
        p.unplaced.append((style, runs))
        return
    a, b, c, d = text.box
    paper = ((a - 1, b), (c + 1, b), (c + 1, d), (a - 1, d))
    grid = next((k for k, s in enumerate(p.strokes) if not isinstance(s, Lines) or s.style.opacity == 1), 0)
    p.strokes.insert(grid, Area(paper, Style("paper")))
    p.strokes.append(text)


def _axes(p: _Panel) -> None:
    """Ticks, their labels, and the names of the axes."""
    left, low, right, high = p.frame
    marks: list[tuple[Point, ...]] = []
    for t in p.x.ticks:
        x, _ = p.at(t.value, p.y.low)
        marks.append(((x, low), (x, low + 2.5)))
        if p.lowest:
            p.strokes.append(Text(t.label, (x, low - 3 - RISE * TICK), "middle", TICK))
    for t in p.y.ticks:
        _, y = p.at(p.x.low, t.value)
        marks.append(((left, y), (left + 2.5, y)))
        p.strokes.append(Text(t.label, (left - 4, y - 0.34 * TICK), "end", TICK))
    if marks:
        p.strokes.append(Lines(tuple(marks), FRAME))
    if p.y.name:
        p.strokes.append(Text(p.y.name, (EDGE + RISE * NAME, (low + high) / 2), "middle", NAME, turned=True))
    if p.lowest and p.x.name:
        p.strokes.append(Text(p.x.name, ((left + right) / 2, EDGE + FALL * NAME - 1), "middle", NAME))


# The key.


def _unlike(entries: Sequence[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entries))


def _key(entries: Sequence[Entry], wide: float) -> list[list[Entry]]:
    """The labels that found no place, in rows."""
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for style, runs in entries:
        w = _taken(runs)
        if rows[-1] and used + w > wide - 2 * EDGE:
            rows.append([])
            used = 0.0
        rows[-1].append((style, runs))
        used += w
    return rows


def _taken(runs: Runs) -> float:
    return SAMPLE + 4 + width(runs, LABEL) + 12


def _written(rows: Sequence[Sequence[Entry]], frame: Box) -> Iterator[Stroke]:
    for k, row in enumerate(rows):
        y = frame[3] + 0.4 * TICK + (len(rows) - 1 - k) * ROW + 2
        x = frame[2] - sum(_taken(runs) for _, runs in row) + 12
        for style, runs in row:
            yield Lines((((x, y + 0.3 * LABEL), (x + SAMPLE, y + 0.3 * LABEL)),), style)
            yield Text(runs, (x + SAMPLE + 4, y), "start", LABEL, style.colour)
            x += _taken(runs)
