"""An exact result at numbers, with some symbols at their numbers and others at their ideals.

Every symbol but s gets its value; a symbol that goes to its limit gets value·t (to 0) or value/t (to
infinity).  What is left is a quotient of two polynomials in t and s with rational coefficients.  Its limit
for t -> 0 is that of the lowest powers of t above and below, which leaves a quotient in s alone: a
`Response`.  Nothing is rounded on the way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from gainproof.expression import Expr

PI = Fraction(31415926535897932384626433832795028841971, 10**40)


@dataclass(frozen=True)
class Response:
    """num/den, polynomials in s (rad/s), coefficients in ascending powers."""

    num: tuple[Fraction, ...]
    den: tuple[Fraction, ...]

    def at_dc(self) -> Fraction | None:
        """The limit for s -> 0, exact; None if infinite."""
        above, below = _first(self.num), _first(self.den)
        if above is None or (below is not None and above > below):
            return Fraction(0)
        if below is None or above < below:
            return None
        return self.num[above] / self.den[below]

    def at(self, frequency: Fraction) -> tuple[Fraction, float] | None:
        """Magnitude (to 30 digits) and phase in degrees at a frequency in hertz; None if infinite."""
        omega = 2 * PI * frequency
        a, b = _at_imaginary(self.num, omega)
        c, d = _at_imaginary(self.den, omega)
        square = c * c + d * d
        if not square:
            return None
        re, im = (a * c + b * d) / square, (b * c - a * d) / square
        context = Context(prec=30)
        power = context.divide(*(Decimal(n) for n in (re * re + im * im).as_integer_ratio()))
        largest = max(abs(re), abs(im)) or Fraction(1)
        phase = math.degrees(math.atan2(im / largest, re / largest))
        return Fraction(context.sqrt(power)), phase


def response(exact: Expr, values: Mapping[str, Fraction], ideals: Mapping[str, str]) -> Response | None:
    """The result at `values` (by symbol, SI units) with the symbols of `ideals` at their limits, "oo" or "0".

    The limits are taken together, at equal rates.  None if the limit is infinite at every frequency.
    Raises KeyError for a symbol without a value, ZeroDivisionError where the result has none.
    """
    from flint import fmpq

    t, s = _plane().gens()

    def number(q: Fraction) -> _Quotient:
        return _Quotient(t * 0 + fmpq(q.numerator, q.denominator), t * 0 + 1)

    point = {"s": _Quotient(s, t * 0 + 1)}
    for name, value in values.items():
        if name == "s":
            continue
        x = number(value or Fraction(1)) if name in ideals else number(value)
        if name in ideals:
            x = x * _Quotient(t, t * 0 + 1) if ideals[name] == "0" else x / _Quotient(t, t * 0 + 1)
        point[name] = x
    whole = exact.value(point, number)
    num, den = whole.num.to_dict(), whole.den.to_dict()
    low = min(m[0] for m in den)
    if num and min(m[0] for m in num) < low:
        return None
    return Response(_in_s(num, low), _in_s(den, low))


class _Quotient:
    """A quotient of two polynomials in t and s, never reduced."""

    __slots__ = ("den", "num")

    def __init__(self, num: Any, den: Any) -> None:
        self.num, self.den = num, den

    def __add__(self, other: _Quotient) -> _Quotient:
        if self.den == other.den:
            return _Quotient(self.num + other.num, self.den)
        return _Quotient(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: _Quotient) -> _Quotient:
        return self + -other

    def __neg__(self) -> _Quotient:
        return _Quotient(-self.num, self.den)

    def __mul__(self, other: _Quotient) -> _Quotient:
        return _Quotient(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: _Quotient) -> _Quotient:
        if other.num.is_zero():
            raise ZeroDivisionError("the result divides by zero at these values")
        return _Quotient(self.num * other.den, self.den * other.num)

    def __pow__(self, n: int) -> _Quotient:
        return _Quotient(self.num**n, self.den**n)


@cache
def _plane() -> Any:
    from flint import Ordering, fmpq_mpoly_ctx

    return fmpq_mpoly_ctx.get(("t", "s"), Ordering.lex)


def _in_s(terms: Mapping[tuple[int, int], Any], low: int) -> tuple[Fraction, ...]:
    """The coefficients of s in the terms with this power of t."""
    row = {m[1]: Fraction(int(c.p), int(c.q)) for m, c in terms.items() if m[0] == low}
    return tuple(row.get(k, Fraction(0)) for k in range(max(row, default=-1) + 1))


def _first(coefficients: Sequence[Fraction]) -> int | None:
    return next((k for k, c in enumerate(coefficients) if c), None)


def _at_imaginary(coefficients: Sequence[Fraction], omega: Fraction) -> tuple[Fraction, Fraction]:
    """Real and imaginary part at s = jω."""
    parts = [Fraction(0), Fraction(0)]
    for k, c in enumerate(coefficients):
        parts[k % 2] += (c if k % 4 < 2 else -c) * omega**k
    return parts[0], parts[1]
