"""Shown work in rows: ``left = formula``, and below it ``= formula with numbers ≈ number``.

As much of a line stands in one row as fits; what follows begins with its relation, all relations below each
other.  A sum or a product that is too wide by itself goes on in the next row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gainproof.expression import Expr
from gainproof.render.lines import EMPTY, Line, broken
from gainproof.render.marks import Mark, Sign, row
from gainproof.render.room import INDENT, Room
from gainproof.render.typesetting import typeset

if TYPE_CHECKING:
    from gainproof.worked.shown_work import Line as WorkedLine

MOST_ROWS = 8
"""Rows of one display; longer work is shown in several, so that pages can break between them."""


def working(lines: Iterable[WorkedLine], room: Room) -> list[tuple[Line, ...]]:
    """The displays of the work, each a few rows aligned at their relations."""
    lines = tuple(lines)
    left = max((room.measure(typeset(x.left)) for x in lines), default=0.0)
    displays: list[list[Line]] = []
    for line in lines:
        rows = chain(line.left, line.links, replace(room, widest=room.widest - left - INDENT))
        if not displays or len(displays[-1]) + len(rows) > MOST_ROWS:
            displays.append([])
        displays[-1] += rows
    return [tuple(d) for d in displays]


def chain(left: Expr, links: Sequence[tuple[str, Expr]], room: Room) -> list[Line]:
    """The rows of one line; the `room` is that beside its left side.

    A formula that fits in no row is left out where another link follows it.
    """
    before, space = typeset(left), room.widest
    rows: list[list[Mark]] = []
    used = space
    for k, (relation, x) in enumerate(links):
        first, *rest = broken(x, room, space - room.measure(Sign(relation)))
        if k < len(links) - 1 and max(map(room.measure, (first, *rest))) > space:
            continue
        piece: list[Mark] = [Sign(relation), first]
        wide = sum(map(room.measure, piece))
        if not rows or rest or used + wide > space:
            rows.append(piece)
            used = wide
        else:
            rows[-1] += piece
            used += wide
        if rest:
            rows += [[r] for r in rest]
            used = space
    starts = [isinstance(r[0], Sign) and r[0].text in {s for s, _ in links} for r in rows]
    return [Line(before if k == 0 else EMPTY, row(r), indent=not starts[k]) for k, r in enumerate(rows)]
