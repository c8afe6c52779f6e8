"""Labels in a panel: of marks, of curves; above the frame and in a key where there is no room within."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gainproof.charts import placing
from gainproof.charts.lettering import Runs, lettered, width
from gainproof.charts.nouns import Mark, Words
from gainproof.charts.panel import EDGE, GUIDE, LABEL, ROW, SAMPLE, STYLES, TICK, Entry, Panel
from gainproof.charts.strokes import FALL, Area, Box, Disc, Lines, Point, Stroke, Style, Text


def marks(p: Panel, board: placing.Board) -> None:
    """Guide lines first, for every label keeps clear of them; then points; then the labels of both."""
    left, low, right, high = p.frame
    shown: list[tuple[Mark, Point]] = []
    for m in p.chart.marks:
        x, y = p.at(p.x.low if m.x is None else m.x, p.y.low if m.y is None else m.y)
        if not p.holds((x, y), 0.01):
            continue
        shown.append((m, (x, y)))
        line = ((x, low), (x, high)) if m.y is None else ((left, y), (right, y))
        if m.x is None or m.y is None:
            board.line(line)
            p.strokes.append(Lines((line,), Style(STYLES[m.role].colour, 0.8, GUIDE)))
        else:
            board.boxes.append((x - 2.5, y - 2.5, x + 2.5, y + 2.5))
            p.strokes.append(Disc((x, y), 2.3, STYLES[m.role].colour))
    for m, at in shown:
        if m.label and not (p.above and m.y is None):
            _label(p, board, m, at)
    if p.above:
        for m, runs, row in guides(p):
            at = (_centre(p, m, runs), high + 3 + FALL * LABEL + row * ROW)
            p.strokes.append(Text(runs, at, "middle", LABEL, STYLES[m.role].colour))


def _label(p: Panel, board: placing.Board, m: Mark, at: Point) -> None:
    """The label of a mark, at a place that only a line crosses if there is no better one."""
    runs, colour = lettered(m.label), STYLES[m.role].colour
    if m.y is None:
        places = list(placing.beside(runs, LABEL, at[0], p.frame, colour))
    elif m.x is None:
        places = list(placing.upon(runs, LABEL, at[1], p.frame, colour))
    else:
        places = list(placing.about(runs, LABEL, at, colour))
    style = Style(colour, 0.8, GUIDE)
    if (style, runs) in p.keyed:
        return
    text = board.put(places)
    if text is None:
        p.crowded = p.crowded or m.y is None
        text = board.put(places, crossing=True)
    _put(p, text, style, runs)


def guides(p: Panel) -> list[tuple[Mark, Runs, int]]:
    """The vertical guides with labels, and in which row above the frame each label stands."""
    rows: list[float] = []
    out = []
    for m in sorted((m for m in p.chart.marks if m.y is None), key=lambda m: m.x or 0.0):
        runs = lettered(m.label)
        if not runs or not -1e-9 <= p.x.at(m.x or 0.0) <= 1 + 1e-9:
            continue
        x, half = _centre(p, m, runs), width(runs, LABEL) / 2
        row = next((k for k, taken in enumerate(rows) if taken < x - half), len(rows))
        rows[row : row + 1] = [x + half + 6]
        out.append((m, runs, row))
    return out


def room_above(p: Panel) -> float:
    """How high the labels above the frame stand."""
    return ROW * (1 + max((row for _, _, row in guides(p)), default=0))


def _centre(p: Panel, m: Mark, runs: Runs) -> float:
    """The middle of a label above the frame: over its guide, but not beyond the ends of the frame."""
    half = width(runs, LABEL) / 2
    x, _ = p.at(m.x or 0.0, p.y.low)
    return max(p.frame[0] - EDGE + half, min(x, p.frame[2] + EDGE - half))


def named(p: Panel, board: placing.Board, name: Words, pieces: list[list[Point]], style: Style) -> None:
    """Write the name of a curve at it."""
    runs = lettered(name)
    if runs and (style, runs) not in p.keyed and any(len(piece) > 1 for piece in pieces):
        _put(p, board.put(placing.along(runs, LABEL, pieces, style.colour)), style, runs)


def _put(p: Panel, text: Text | None, style: Style, runs: Runs) -> None:
    """A label that found its place, on paper of its own so that no line of the grid goes through it."""
    if text is None:
        p.unplaced.append((style, runs))
        return
    a, b, c, d = text.box
    paper = ((a - 1, b), (c + 1, b), (c + 1, d), (a - 1, d))
    grid = next((k for k, s in enumerate(p.strokes) if not isinstance(s, Lines) or s.style.opacity == 1), 0)
    p.strokes.insert(grid, Area(paper, Style("paper")))
    p.strokes.append(text)


# The key.


def unlike(panels: Iterable[Panel]) -> list[Entry]:
    """What found no place, each once."""
    return list(dict.fromkeys(e for p in panels for e in p.unplaced))


def key(entries: Sequence[Entry], wide: float) -> list[list[Entry]]:
    """The labels that found no place, in rows."""
    rows: list[list[Entry]] = [[]] if entries else []
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


def written(rows: Sequence[Sequence[Entry]], frame: Box, above: float) -> Iterator[Stroke]:
    """The key over a frame, so far above the labels that stand there."""
    for k, row in enumerate(rows):
        y = frame[3] + above + 0.4 * TICK + (len(rows) - 1 - k) * ROW + 2
        x = max(EDGE, frame[2] - sum(_taken(runs) for _, runs in row) + 12)
        for style, runs in row:
            yield Lines((((x, y + 0.3 * LABEL), (x + SAMPLE, y + 0.3 * LABEL)),), style)
            yield Text(runs, (x + SAMPLE + 4, y), "start", LABEL, style.colour)
            x += _taken(runs)
