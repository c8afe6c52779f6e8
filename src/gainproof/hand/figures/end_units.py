"""Numbers worked out in the unit that stands at the end: R = 1 + 50·6 = 301 kΩ, i = 3/1.33 = 2.26 mA.

The numbers between have no unit, and are meant in that of the next number that has one, or in others of which
it is made: V/kΩ are mA.  So they are read where this makes them of the size of that number, and they are not
so as they stand.  And a unit behind a quotient, v = 2.5/3.5 mV, is that of the whole, where the name that it
is the value of has this dimension, or where the next number says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Prod, Quot
from gainproof.hand.figures.unit_letters import dimension_of
from gainproof.hand.lexicon.usual_units import by_letter
from gainproof.hand.work import Claim, Side, Span, Work
from gainproof.radicals import rational
from gainproof.units import PURE, DimensionError, dimension

ALIKE = 4
"""Two numbers are of one size if none is so many times the other; units go in steps of 1000."""
STEPS = (0, -1, 1, -2, 2, -3, 3)
"""By so many prefixes may the unit of what is worked out be another than that of the end."""
_POWER = re.compile(r"(?<!\d)10\s*\^\s*\{?\s*[-−+]?\d+\s*\}?|10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=\d)[eE][-+]?\d+")
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
    head = chain[0].left.expr
    end: Side | None = None
    behind: Side | None = None
    for k in reversed(range(len(out))):
        side = out[k].right
        new = _whole_quotient(side, head, behind, rows)
        if new is None and end is not None:
            new = _in_unit_of(end, side, head, rows)
        if new is not None:
            out[k] = replace(out[k], right=new)
            if k + 1 < len(out):
                out[k + 1] = replace(out[k + 1], left=new)
        elif _unit(side, rows) not in (None, 1) or _says_its_unit(side, rows):
            end = side
        else:
            end = None
        behind = new or side
    return out


def _in_unit_of(end: Side, side: Side, head: Expr, rows: Sequence[str]) -> Side | None:
    """The side, which is about the number at the end, but for its unit; else None."""
    unit, last, value = _unit(end, rows), rational(end.expr.value({})), _value(side.expr)
    if unit is None or not last or not value or not _without_units(side, rows) or _of_one_size(value, last):
        return None
    for step in STEPS if head.symbols() else (0,):  # what a head with symbols is, is judged
        scale = unit * Fraction(1000) ** step
        if _of_one_size(value * scale, last):
            return _times(scale, side)
    return None


def _whole_quotient(side: Side, head: Expr, behind: Side | None, rows: Sequence[str]) -> Side | None:
    """The side with the unit behind its divisor as that of the whole quotient; None if it is not meant so."""
    minus = isinstance(side.expr, Neg)
    x, path = (side.expr.args[0], (0,)) if minus else (side.expr, ())
    if not isinstance(x, Quot) or not isinstance(x.args[1], Num) or x.symbols():
        return None
    over = Side(x.args[0], side.at((*path, 0)))
    under = (*path, 1)
    divisor = _text(side.at(under), rows)
    digits = _DIGITS.match(divisor)
    if side.at(under) == side.span or digits is None or not Fraction(digits[0]):
        return None
    unit = x.args[1].args[0] / Fraction(digits[0])
    if unit == 1 or not _without_units(over, rows):
        return None
    value, last = _value(x), _value(behind.expr) if behind is not None else None
    if value and last:
        meant = not _of_one_size(abs(value), abs(last)) and _of_one_size(abs(value) * unit**2, abs(last))
    else:
        of = dimension_of(divisor[digits.end() :])
        meant = of is not None and of == _dimension(head)
    if not meant:
        return None
    quotient = Quot(x.args[0], Num(Fraction(digits[0])))
    rounding = {at: half / unit if at == under else half for at, half in side.rounding.items()}
    plain = Side(Neg(quotient) if minus else quotient, side.span, side.spans, rounding)
    return _times(unit, plain)


def _dimension(head: Expr) -> tuple[object, ...] | None:
    """The dimension of a formula by the letters of its symbols; None if they do not say it."""
    try:
        return dimension(head, {n: by_letter(n) for n in head.symbols()})
    except DimensionError:
        return None


def _times(scale: Fraction, side: Side) -> Side:
    """The side with a factor in front, in the same place."""
    spans = {(1, *path): span for path, span in side.spans.items()}
    rounding = {(1, *path): half for path, half in side.rounding.items()}
    return Side(Prod(Num(scale), side.expr), side.span, {(): side.span, **spans}, rounding)


def _value(x: Expr) -> Fraction | None:
    """The value of an expression of numbers; None if it has none."""
    try:
        return None if x.symbols() else rational(x.value({}))
    except ZeroDivisionError:
        return None


def _of_one_size(a: Fraction, b: Fraction) -> bool:
    return Fraction(1, ALIKE) < a / b < ALIKE


def _unit(side: Side, rows: Sequence[str]) -> Fraction | None:
    """What the digits of a number alone are multiplied with by the letters behind them; None for all else."""
    x = side.expr.args[0] if side.expr.children and len(side.expr.children) == 1 else side.expr
    if not isinstance(x, Num) or not x.args[0]:
        return None
    text = _text(side.span, rows)
    power = _POWER.search(text)
    if power is not None and dimension_of(text[power.end() :]) in (None, PURE):
        return None  # 10^-3 by itself is no unit
    digits = _DIGITS.search(text)
    return abs(x.args[0]) / Fraction(digits[0]) if digits and Fraction(digits[0]) else None


def _says_its_unit(side: Side, rows: Sequence[str]) -> bool:
    """Is it a number alone with a unit behind it, -1 V?"""
    text = _text(side.span, rows)
    number = _DIGITS.search(text)
    if number is None or _unit(side, rows) is None:
        return False
    return dimension_of(text[number.end() :]) not in (None, PURE)


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
