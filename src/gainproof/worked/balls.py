"""The numbers behind printed ones: known exactly, or within a ball as small as one likes.

A number of shown work is a Fraction, or, with roots and at frequencies, a `Ball` of python-flint.  A digit is
printed only if the whole ball rounds to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gainproof.expression import Expr, Root
from gainproof.worked.figures import IMAGINARY, Figure
from gainproof.worked.values import rounded

PRECISION = 320
"""Bits of a ball."""


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
