"""The points of a chart as a table: for a spreadsheet, and for the terminal."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isfinite

from gainproof.charts.lettering import spoken
from gainproof.charts.nouns import PREFIXED, PURE, Axis, Chart, Figure, figure
from gainproof.worked.values import decimal, engineering

DIGITS, SHOWN = 12, 5
"""Significant digits in a file, and on the terminal."""
MOST_ROWS = 40
"""On the terminal; of more points an even selection is shown."""


@dataclass(frozen=True)
class Column:
    """What it says, its unit, and a value for each row; None where there is none."""

    head: str
    unit: str
    values: tuple[float | None, ...]


def columns(drawn: Chart | Figure) -> list[Column]:
    """The columns: the horizontal axis, then every curve; of a histogram both ends of each bin."""
    f = figure(drawn)
    bars = [(c, b) for c in f.charts for b in c.bars]
    if bars:
        chart, first = bars[0]
        low, high = zip(*pairwise(first.edges), strict=True)
        out = [_column("from", chart.x, low), _column("to", chart.x, high)]
        same = [b for _, b in bars if b.edges == first.edges]
        return out + [_column(spoken(b.name or chart.y.label), chart.y, b.heights) for b in same]
    xs = sorted({x for c in f.charts for k in c.curves for x, _ in k.points})
    across = f.charts[-1].x
    out = [_column(spoken(across.label), across, xs)]
    for c in f.charts:
        for k in c.curves:
            at = {x: y for x, y in k.points if isfinite(y)}
            name = spoken((*c.y.label, ", ", *k.name) if k.name else c.y.label)
            out.append(_column(name, c.y, [at.get(x) for x in xs]))
    return out


def _column(head: str, axis: Axis, values: Sequence[float | None]) -> Column:
    unit = "" if axis.unit in PURE else axis.unit
    return Column(head, unit, tuple(values))


def text_table(drawn: Chart | Figure) -> list[str]:
    """The table in lines of plain text, numbers with prefixes; of very many points a selection."""
    found = columns(drawn)
    count = len(found[0].values)
    every = -(-count // MOST_ROWS)
    rows = [[c.head for c in found]]
    rows += [[_shown(c.values[k], c.unit) for c in found] for k in range(0, count, every)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(found))]
    out = ["  ".join(cell.rjust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    out.insert(1, "─" * (sum(widths) + 2 * len(widths) - 2))
    if every > 1:
        out.append(f"{len(rows) - 1} of {count} points; a .csv file has all of them.")
    return out


def _shown(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    q = Fraction(value)
    words = engineering(q, unit, SHOWN) if unit in PREFIXED else f"{_plain(q)} {unit}".rstrip()
    return words.replace("-", "−", 1) if words.startswith("-") else words


def _plain(q: Fraction) -> str:
    words = decimal(q, SHOWN)
    return words if len(words) < 2 * SHOWN else f"{float(q):.{SHOWN - 1}e}"


def csv_table(drawn: Chart | Figure) -> str:
    """The table as CSV, with the units in its first row."""
    found = columns(drawn)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{c.head} in {c.unit}" if c.unit else c.head for c in found])
    writer.writerows(_cells(found))
    return out.getvalue()


def _cells(found: Sequence[Column]) -> Iterator[list[str]]:
    for row in zip(*(c.values for c in found), strict=True):
        yield ["" if v is None else f"{v:.{DIGITS}g}" for v in row]
