"""How far the digits that somebody printed let a number be off."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Pow, Root
from gainproof.hand.truth.oracle import Values
from gainproof.hand.work import Path, Side
from gainproof.radicals import rational

ONE_DIGIT = 20
"""A number of one digit is less than so many halves of its unit."""
CLOSE = Fraction(1, 20)
"""How far two numbers may differ that are called about equal, relative to the greater."""
LONG = 100
"""A whole number from here on may be rounded: -160*0.714 = -114."""

SHORT = 2
"""Digits, but for zeros at the end, of a whole number that is not rounded."""

ROUNDED_VALUES = Fraction(1, 500)
"""How far off a formula may be whose numbers are given values, which may be rounded: 6.283 for 2 π."""


def room(side: Side, other: Side, at: Values, written: Side) -> Fraction:
    """How far the printed digits let the side be off: each rounded number moved by half its last digit.

    `written` is the side with the names that stand for a number.
    """
    rounding = dict(side.rounding)
    path: Path
    whole, path = (side.expr.args[0], (0,)) if isinstance(side.expr, Neg) else (side.expr, ())
    asked = other.expr.symbols() or (other.expr.children and _whole(whole) >= LONG)
    if not rounding and isinstance(whole, Num) and whole.args[0] and asked:
        rounding[path] = min(Fraction(1, 2), CLOSE * abs(whole.args[0]))
    here = side.expr.value(at)
    room = Fraction(0)
    alone = not other.expr.symbols() and not side.expr.symbols() and side.expr.children
    for path, half in rounding.items():
        if _in_whole_digits(other, half, at):
            continue
        if path in written.rounding and not isinstance(whole, Num) and _exact(side.expr, path, half, at):
            if not alone:
                room = max(room, ROUNDED_VALUES * abs(rational(here) or Fraction(0)))
            continue
        if alone:
            half = min(half, CLOSE * abs(_number_at(side.expr, path)))
        changed = moved(side.expr, path, half)
        if changed is not None:
            room += abs(rational(changed.value(at) - here) or Fraction(0))
    if not rounding and side.expr.children and not side.expr.symbols():  # 6283/100, of rounded numbers
        room = ROUNDED_VALUES * abs(rational(here) or Fraction(0))
        return _of_rounded(side.expr, at) if alone else room
    return room


def _whole(x: Expr) -> Fraction:
    return x.args[0] if isinstance(x, Num) else Fraction(0)


def _in_whole_digits(side: Side, half: Fraction, at: Values) -> bool:
    """Is it worked out of whole numbers, 1 + 50*6 = 301, and has no more digits than were printed?"""
    if side.rounding or not side.expr.children or side.expr.symbols():
        return False
    value = rational(side.expr.value(at))
    return value is not None and value % (2 * half) == 0


def _exact(x: Expr, path: Path, half: Fraction, at: Values) -> bool:
    """Is the number that is put into a formula a value that was given, or one such as 1 kΩ or 10³?"""
    for k in path:
        x = x.children[k] if k < len(x.children) else x
    given = getattr(at.over, "given", None)
    if not isinstance(x, Num) or given is None:
        return False
    if abs(x.args[0]) in (2 * half, 10 * half) and _ten(abs(x.args[0])):
        return True  # 0.01, or 10^5 by itself
    unit = 2 * half
    while unit < 1:
        unit *= 1000
    while unit > 1:
        unit /= 1000
    return abs(x.args[0]) in given.values() or (unit == 1 and abs(x.args[0]) < ONE_DIGIT * half)


def _number_at(x: Expr, path: Path) -> Fraction:
    for k in path:
        x = x.children[k] if k < len(x.children) else x
    return x.args[0] if isinstance(x, Num) else Fraction(10**9)


def _ten(x: Fraction) -> bool:
    """Is it a power of ten?"""
    return (x.numerator == 1 or str(x.numerator).strip("0") == "1") and str(x.denominator).strip("0") == "1"


def _of_rounded(x: Expr, at: Values) -> Fraction:
    """How far off a formula of numbers is if those of many digits, which may be rounded, are a bit off."""
    return sum((_off(x, path, n, at) for path, n in _numbers(x, ()) if _digits(n) > SHORT), Fraction(0))


def _off(x: Expr, path: Path, n: Fraction, at: Values) -> Fraction:
    changed = moved(x, path, ROUNDED_VALUES * n)
    return abs(rational((changed or x).value(at) - x.value(at)) or Fraction(0))


def _numbers(x: Expr, at: Path) -> Iterator[tuple[Path, Fraction]]:
    """The numbers of a formula, but for exponents, with their paths."""
    if isinstance(x, Num):
        yield at, x.args[0]
    for k, c in enumerate(() if isinstance(x, Pow | Root) else x.children):
        yield from _numbers(c, (*at, k))


def _digits(x: Fraction) -> int:
    """How many digits count of a number that is printed with a decimal point or a power of ten."""
    places = len(str(x.denominator)) if x.denominator != 1 else 0
    whole = abs(x.numerator) * 10 ** (4 * places) // x.denominator
    return len(str(whole).strip("0"))


def moved(x: Expr, path: Path, by: Fraction) -> Expr | None:
    """The tree with the number at the end of the path greater by so much; None if there is none."""
    if not path:
        return Num(x.args[0] + by) if isinstance(x, Num) else None
    k, *rest = path
    if k >= len(x.children):
        return None
    new = moved(x.children[k], tuple(rest), by)
    return None if new is None else x.rebuilt((*x.children[:k], new, *x.children[k + 1 :]))


def last_digit(side: Side) -> Fraction:
    """A unit of the last digit that counts, of a number alone: “about 25600” is not 25300; 0 for all else."""
    x, at = (side.expr.args[0], (0,)) if isinstance(side.expr, Neg) else (side.expr, ())
    if not isinstance(x, Num) or not x.args[0]:
        return Fraction(0)
    return 2 * (side.rounding[at] if at in side.rounding else zeros(side))


def zeros(side: Side) -> Fraction:
    """Half a unit of the last digit that is not 0, of a whole number: how far off 1000 may be."""
    x = side.expr.args[0] if isinstance(side.expr, Neg) else side.expr
    if side.rounding or not isinstance(x, Num) or x.args[0].denominator != 1 or not x.args[0]:
        return Fraction(0)
    digits = str(x.args[0])
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)
