"""Numbers worked out in the unit that stands at the end: R = 1 + 50·6 = 301 kΩ.

The numbers between have no unit, and are meant in that of the next number that has one.  So they are read
where this makes them of the size of that number, and they are not so as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gainproof.expression import Expr, Num, Prod
from gainproof.hand.work import Claim, Side, Span, Work
from gainproof.radicals import rational

ALIKE = 4
"""Two numbers are of one size if none is so many times the other; units go in steps of 1000."""
_DIGITS = re.compile(r"\d+(?:\.\d*)?|\.\d+")


def in_units_of_the_end(work: Work) -> Work:
    """The work with every number that is worked out in a unit to come in that unit."""
    rows = work.source.splitlines()
    items = list(work.items)
    for k, claim in enumerate(items):
        if isinstance(claim, Claim) and claim.link == 0:
            stop = k + 1
            while stop < len(items) and _goes_on(items[stop]):
                stop += 1
            items[k:stop] = _read(items[k:stop], rows)  # type: ignore[arg-type]
    return replace(work, items=tuple(items)) if items != list(work.items) else work


def _goes_on(item: object) -> bool:
    return isinstance(item, Claim) and item.link > 0


def _read(chain: Sequence[Claim], rows: Sequence[str]) -> list[Claim]:
    """The chain with its numbers in the unit of the end, from the end on."""
    out = list(chain)
    end: Side | None = None
    for k in reversed(range(len(out))):
        side = out[k].right
        unit = _unit(side, rows)
        if unit not in (None, 1):
            end = side
        elif end is not None and (new := _in_unit_of(end, side, rows)) is not None:
            out[k] = replace(out[k], right=new)
            if k + 1 < len(out):
                out[k + 1] = replace(out[k + 1], left=new)
        else:
            end = None
    return out


def _in_unit_of(end: Side, side: Side, rows: Sequence[str]) -> Side | None:
    """The side, which is about the number at the end, but for its unit; else None."""
    unit, last = _unit(end, rows), rational(end.expr.value({}))
    if unit is None or not last or side.expr.symbols() or not _without_units(side, rows):
        return None
    try:
        value = rational(side.expr.value({}))
    except ZeroDivisionError:
        return None
    if not value or _of_one_size(value, last) or not _of_one_size(value * unit, last):
        return None
    spans = {(1, *path): span for path, span in side.spans.items()}
    rounding = {(1, *path): half for path, half in side.rounding.items()}
    return Side(Prod(Num(unit), side.expr), side.span, {(): side.span, **spans}, rounding)


def _of_one_size(a: Fraction, b: Fraction) -> bool:
    return Fraction(1, ALIKE) < a / b < ALIKE


def _unit(side: Side, rows: Sequence[str]) -> Fraction | None:
    """What the digits of a number alone are multiplied with by the letters behind them; None for all else."""
    x = side.expr.args[0] if side.expr.children and len(side.expr.children) == 1 else side.expr
    if not isinstance(x, Num) or not x.args[0]:
        return None
    digits = _DIGITS.search(_text(side.span, rows))
    return abs(x.args[0]) / Fraction(digits[0]) if digits and Fraction(digits[0]) else None


def _without_units(side: Side, rows: Sequence[str]) -> bool:
    """Is every number in it what its digits say, so that no letters stand behind them?"""
    text = _text(side.span, rows)
    digits = {Fraction(m[0]) for m in _DIGITS.finditer(text)}
    return all(n in digits for n in _numbers(side.expr))


def _numbers(x: Expr) -> list[Fraction]:
    return [n.args[0] for n in x.walk() if isinstance(n, Num)]


def _text(span: Span, rows: Sequence[str]) -> str:
    row = rows[span.line - 1] if span.line <= len(rows) else ""
    return row[span.column - 1 :][: span.length]
