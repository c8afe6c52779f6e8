"""Numbers as they stand inside printed formulas, and the exact numbers that decide their digits.

A `Figure` is what a reader sees, ``1.9608 kΩ``, and its value is what he reads, 1960.8 and no more: who works
a printed line anew works with figures.  Behind every figure is a number that is known exactly (a Fraction) or
within a ball that may be made as small as one likes (`Ball`, of python-flint); a digit is printed only if the
whole ball rounds to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context as DecimalContext
from decimal import Decimal, Inexact
from fractions import Fraction
from typing import Any

from gainproof.expression import Expr, Neg, NoValue, Root
from gainproof.units import UNITS
from gainproof.worked.values import PREFIXES, rounded

IMAGINARY = "√-1"
"""The key of a point under which j stands, for `Expr.value`; no symbol is called so."""
PERCENT = "%"
PRECISION = 320
"""Bits of a ball."""
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


# Numbers that are known exactly, or as closely as one likes.


class Ball:
    """A complex number within a ball: what roots and s = j2πf are worked with."""

    __slots__ = ("ball",)

    def __init__(self, ball: Any) -> None:
        self.ball = ball

    def __add__(self, other: Ball) -> Ball:
        return Ball(self.ball + other.ball)

    def __sub__(self, other: Ball) -> Ball:
        return Ball(self.ball - other.ball)

    def __neg__(self) -> Ball:
        return Ball(-self.ball)

    def __mul__(self, other: Ball) -> Ball:
        return Ball(self.ball * other.ball)

    def __truediv__(self, other: Ball) -> Ball:
        if other.ball.contains(0):
            raise ZeroDivisionError("division by what may be zero")
        return Ball(self.ball / other.ball)

    def __pow__(self, n: int) -> Ball:
        return Ball(self.ball**n)

    def square_root(self) -> Ball:
        """The root with a real part that is not negative."""
        return Ball(self.ball.sqrt())

    def without_nothing(self) -> Ball:
        """Its real part, if its imaginary part may be zero."""
        from flint import acb

        return Ball(acb(self.ball.real)) if self.ball.imag.contains(0) else self

    @property
    def real(self) -> bool:
        """Is its imaginary part zero, exactly?"""
        return bool(self.ball.imag.is_zero())


Number = Fraction | Ball
Ends = tuple[Fraction, Fraction]


def ball(q: Fraction) -> Ball:
    """The smallest ball about a rational number."""
    from flint import acb, arb, fmpq

    return Ball(acb(arb(fmpq(q.numerator, q.denominator))))


def j_omega(frequency: Fraction) -> Ball:
    """s = j2πf at a frequency in hertz."""
    from flint import acb, arb, fmpq

    return Ball(acb(0, 2 * arb.pi() * arb(fmpq(frequency.numerator, frequency.denominator))))


def pi() -> Ball:
    """The number of that name."""
    from flint import acb, arb

    return Ball(acb(arb.pi()))


def magnitude(x: Number) -> Number:
    """How far it is from zero."""
    from flint import acb

    return abs(x) if isinstance(x, Fraction) else Ball(acb(abs(x.ball)))


def worth(x: Expr, point: Mapping[str, Number]) -> Number:
    """The value of `x`: exact where all that it is made of is, and it has no roots.

    Raises KeyError for a symbol without a value, ZeroDivisionError where there is none.
    """
    from flint import acb

    parts = list(x.walk())
    rational = all(
        not isinstance(n, Root)
        and not (isinstance(n, Figure) and n.imaginary)
        and not isinstance(point.get(n.args[0]) if not n.children and n.args else None, Ball)
        for n in parts
    )
    if rational:
        return Fraction(x.value(point))
    balls = {n: v if isinstance(v, Ball) else ball(v) for n, v in point.items()}
    found: Ball = x.value({**balls, IMAGINARY: Ball(acb(0, 1))}, ball)
    return found


def ends(real: Any) -> Ends:
    """The ends of a real ball of python-flint, as exact numbers."""
    (m, e), (r, f) = real.mid().man_exp(), real.rad().man_exp()
    middle, radius = (Fraction(int(a)) * Fraction(2) ** int(b) for a, b in ((m, e), (r, f)))
    return middle - radius, middle + radius


def rectangular(x: Number) -> tuple[Ends, Ends]:
    """Real and imaginary part, each between two ends."""
    if isinstance(x, Fraction):
        return (x, x), (Fraction(0), Fraction(0))
    return ends(x.ball.real), ends(x.ball.imag)


def polar(x: Number) -> tuple[Ends, Ends]:
    """Magnitude, and phase in degrees."""
    from flint import arb

    z = (ball(x) if isinstance(x, Fraction) else x).ball
    return ends(abs(z)), ends(z.arg() * 180 / arb.pi())


def place_of(x: Ends, digits: int) -> int | None:
    """The decade of the last of so many digits; None if the ends do not decide it."""
    low, high = (rounded(q, digits).adjusted() if q else None for q in x)
    return None if low is None or low != high else low - digits + 1


def at_place(x: Ends, place: int) -> Decimal | None:
    """Rounded once to this decade, half to even, with all digits; None if the ends do not decide it."""
    low, high = (round(q / Fraction(10) ** place) for q in x)
    return None if low != high else Decimal(low).scaleb(place)


def near_tie(x: Ends, place: int) -> bool:
    """Is the number so close to the middle of two decimals that a little more would round it otherwise?"""
    part = x[0] / Fraction(10) ** place % 1
    return abs(part - Fraction(1, 2)) < Fraction(1, 20)
