"""Numbers as they stand inside printed formulas.

A `Figure` is what a reader sees, ``1.9608 kΩ``, and its value is what he reads, 1960.8 and no more: who works
a printed line anew works with figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context as DecimalContext
from decimal import Decimal, Inexact
from fractions import Fraction
from typing import Any

from gainproof.expression import Expr, Neg, NoValue
from gainproof.units import UNITS
from gainproof.worked.values import PREFIXES

IMAGINARY = "√-1"
"""The key of a point under which j stands, for `Expr.value`; no symbol is called so."""
PERCENT = "%"
_PREFIX_OF = {exponent: prefix for prefix, exponent in PREFIXES.items()}
_PLAIN = range(-4, 7)  # decades in which a pure number is written without a power of ten


class Figure(Expr):
    """A printed number, not negative: digits, a power of ten, prefix and unit, with j or not.

    Its arguments are ``digits`` (text), ``power`` (of ten, as printed), ``prefix`` (a key of PREFIXES),
    ``unit`` and ``imaginary``.
    """

    __slots__ = ()

    @property
    def digits(self) -> str:
        return str(self.args[0])

    @property
    def power(self) -> int:
        return int(self.args[1])

    @property
    def unit(self) -> str:
        """The unit with its prefix, as printed."""
        return f"{self.args[2]}{self.args[3]}"

    @property
    def imaginary(self) -> bool:
        return bool(self.args[4])

    @property
    def number(self) -> Fraction:
        """What is read, in the SI unit itself, without j."""
        return Fraction(self.digits) * Fraction(10) ** self.tens

    @property
    def tens(self) -> int:
        """The power of ten that prefix and unit stand for together with the printed one."""
        return self.power + PREFIXES[self.args[2]] - (2 if self.args[3] == PERCENT else 0)

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        q = number(self.number)
        return q * point[IMAGINARY] if self.imaginary else q


class Polar(Expr):
    """A complex number as magnitude, a `Figure`, and phase in degrees, as printed: ``0.71 ∠ −45.0°``."""

    __slots__ = ()

    @property
    def magnitude(self) -> Figure:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def phase(self) -> Decimal:
        """In degrees."""
        return self.args[1]  # type: ignore[no-any-return]

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        raise NoValue("a number in polar form stands alone")


class Words(Expr):
    """Words that stand for a number inside a formula: *error*, *ideal value*."""

    __slots__ = ()

    @property
    def name(self) -> str:
        return str(self.args[0])

    def value(self, point: Mapping[str, Any], number: Callable[[Fraction], Any] = lambda q: q) -> Any:
        return point[self.args[0]]

    def replaced(self, table: Mapping[str, Expr]) -> Expr:
        return table.get(self.args[0], self)


# Printing.


def exact_decimal(q: Fraction, most: int) -> Decimal | None:
    """`q` as a decimal of at most so many digits, or None if it is none."""
    context = DecimalContext(prec=most, traps=[Inexact])
    try:
        return context.divide(Decimal(q.numerator), Decimal(q.denominator))
    except Inexact:
        return None


def figure(
    d: Decimal, unit: str = "", *, exact: bool = False, imaginary: bool = False, like: Decimal | None = None
) -> Expr:
    """The decimal in engineering notation, a negative one under a minus sign.

    All of its digits are printed, zeros at the end as well; of an `exact` one, no such zeros.  `unit` is that
    of the number, or PERCENT for a part of the whole.  The power of ten is that of `like`, if it is given.
    """
    size = abs(d if like is None else like)
    if unit == PERCENT:
        d, size = d.scaleb(2), size.scaleb(2)
    decade = size.adjusted() if size else 0
    power, prefix = decade, ""
    if _bears_prefix(unit) and decade // 3 * 3 in _PREFIX_OF:
        power, prefix = 0, _PREFIX_OF[decade // 3 * 3]
    elif decade in _PLAIN and (exact or _last_place(size) <= 0):
        power = 0
    digits = f"{abs(d).scaleb(-power - PREFIXES[prefix]):f}"
    if exact and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    x = Figure(digits, power, prefix, "" if unit == "1" else unit, imaginary)
    return Neg(x) if d < 0 else x


def _last_place(d: Decimal) -> int:
    return int(d.as_tuple().exponent)


def _bears_prefix(unit: str) -> bool:
    return unit in UNITS and unit != "1" and "²" not in unit
