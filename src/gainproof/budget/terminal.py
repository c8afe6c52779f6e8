"""The budget on a terminal: the table, the totals, the sensitivities, and a tornado of bars."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

from gainproof.budget import shown
from gainproof.budget.nouns import Budget

WIDTH = 100
HALF = 24
"""Characters of the longest bar to either side of zero."""
FULL, CENTRE = "█", "│"
SLOPES = "Sensitivities, where what is counted before is at its limit"
_ASCII = str.maketrans(
    {"█": "#", "│": "|", "─": "-", "−": "-", "±": "+-", "≥": ">=", "≤": "<=", "≈": "~", "µ": "u", "Ω": "ohm"}
    | {"°": "", "∂": "d", "√": "sqrt", "·": "*", "σ": " sigma"}
)


def terminal(b: Budget, width: int = WIDTH, ascii: bool = False) -> str:
    """The budget as plain text, no wider than `width` where words can be broken."""
    keep = shown.kept(b)
    rows, sums = (
        [tuple(x.cells[k] for k in keep) for x in lines] for lines in (shown.table(b), shown.totals(b))
    )
    bars = [(x.about, x.low, x.high) for x in shown.bars(b)]
    if ascii:
        rows, sums = ([tuple(w.translate(_ASCII) for w in cells) for cells in part] for part in (rows, sums))
        bars = [(about.translate(_ASCII), low, high) for about, low, high in bars]
    out = [shown.title(b) + (f": {b.title}" if b.title else ""), ""]
    out += _filled(shown.opening(b), width)
    out += ["", *_table([shown.COLUMNS[k] for k in keep], rows, sums), "", *_bars(bars)]
    out += ["", SLOPES, *_sensitivities(b), "", *_filled(shown.closing(b), width)]
    whole = "\n".join(line.rstrip() for line in out) + "\n"
    return whole.translate(_ASCII) if ascii else whole


def _filled(sentences: Sequence[str], width: int) -> list[str]:
    return [line for s in sentences for line in fill(s, width, subsequent_indent="  ").splitlines()]


def _table(
    head: Sequence[str], rows: Sequence[tuple[str, ...]], sums: Sequence[tuple[str, ...]]
) -> list[str]:
    """Aligned columns, the first two of words, with rules."""
    wide = [max(map(len, column)) for column in zip(head, *rows, *sums, strict=True)]

    def line(cells: Sequence[str]) -> str:
        return "  ".join(
            word.ljust(w) if k < 2 else word.rjust(w)
            for k, (word, w) in enumerate(zip(cells, wide, strict=True))
        )

    rule = "─" * (sum(wide) + 2 * len(wide) - 2)
    return [line(head), rule, *map(line, rows), rule, *map(line, sums)]


def _bars(found: Sequence[tuple[str, float, float]]) -> list[str]:
    """A bar for each cause, from its least to its greatest contribution."""
    most = max((max(-low, high) for _, low, high in found), default=0.0)
    wide = max((len(about) for about, _, _ in found), default=0)
    out = []
    for about, low, high in found:
        left, right = (round(HALF * max(0.0, end) / most) for end in (-low, high))
        out.append(f"{about:{wide}}  {FULL * left:>{HALF}}{CENTRE}{FULL * right}")
    return out


def _sensitivities(b: Budget) -> list[str]:
    out = []
    for symbol, reciprocal, row, number in shown.sensitivities(b):
        by = f"(1/{symbol})" if reciprocal else symbol
        words = shown.formula(row)
        middle = f" {'≈' if row.about else '='} {words}" if words else ""
        out.append(f"  ∂{b.quantity}/∂{by}{middle}  [{number}]")
    return out
