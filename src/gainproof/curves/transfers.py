"""A transfer function at numbers: an exact quotient in s, and what it is along the jω axis.

Nothing is lost on the way.  The coefficients are exact; values at jω are enclosed by ball arithmetic
(F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", IEEE Trans. Computers
66 (2017)); poles, zeros and the frequencies at which a magnitude or a phase is reached are certified roots of
exact polynomials, in s or in ω².
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import acb, acb_poly, arb, ctx, fmpq, fmpq_poly

from gainproof.errors import GainproofError, TooLarge

BITS = 256
MOST_DEGREE = 40
"""A quotient of a higher degree is refused."""
Polynomial = Any  # flint.fmpq_poly, which has no type stubs


class Transfer:
    """num/den in lowest terms, polynomials in s (rad/s) with rational coefficients.

    Knows + - * /, so that an expression in s can be evaluated among these (`Expr.value`).  Raises TooLarge
    beyond MOST_DEGREE, ZeroDivisionError for a denominator that is zero.
    """

    __slots__ = ("den", "num")

    def __init__(self, num: Polynomial, den: Polynomial) -> None:
        if den.is_zero():
            raise ZeroDivisionError("division by an expression that is identically zero")
        common = num.gcd(den)
        lead = den.leading_coefficient() / common.leading_coefficient()
        self.num, self.den = num // common / lead, den // common / lead
        if max(self.num.degree(), self.den.degree()) > MOST_DEGREE:
            raise TooLarge(f"a transfer function of more than {MOST_DEGREE} poles or zeros is not drawn")

    @staticmethod
    def of(num: Sequence[Fraction | int], den: Sequence[Fraction | int] = (1,)) -> Transfer:
        """From coefficients in ascending powers of s."""
        return Transfer(_polynomial(num), _polynomial(den))

    @staticmethod
    def number(q: Fraction | int) -> Transfer:
        return Transfer.of([q])

    def __repr__(self) -> str:
        return f"({self.num})/({self.den})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Transfer):
            return NotImplemented
        return bool(self.num == other.num and self.den == other.den)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __bool__(self) -> bool:
        return not self.num.is_zero()

    def __add__(self, other: Transfer) -> Transfer:
        return Transfer(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: Transfer) -> Transfer:
        return self + -other

    def __neg__(self) -> Transfer:
        return Transfer(-self.num, self.den)

    def __mul__(self, other: Transfer) -> Transfer:
        return Transfer(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: Transfer) -> Transfer:
        return Transfer(self.num * other.den, self.den * other.num)

    def __pow__(self, n: int) -> Transfer:
        out = ONE
        for _ in range(n):
            out = out * self
        return out

    @property
    def constant(self) -> bool:
        """Is it the same at every frequency?"""
        return bool(self.num.degree() <= 0 and self.den.degree() <= 0)

    def at_dc(self) -> Fraction | None:
        """The value at s = 0; None if it is infinite."""
        return _fraction(self.num[0] / self.den[0]) if self.den[0] else None

    def at_infinity(self) -> Fraction:
        """The value for s -> ∞; GainproofError if it is infinite."""
        if self.num.degree() > self.den.degree():
            raise GainproofError("the gain grows with frequency for ever")
        return _fraction(self.num[self.den.degree()])

    def value(self, frequency: Fraction | float) -> Any:
        """The value at a frequency in hertz, as a ball (flint.acb); GainproofError at a pole."""
        with ctx.workprec(BITS):
            s = _s(frequency)
            below = acb_poly(self.den)(s)
            if below.contains(0):
                raise GainproofError(f"there is a pole on the jω axis at {float(frequency):g} Hz")
            return acb_poly(self.num)(s) / below

    def square(self, frequency: Fraction | float) -> Fraction:
        """|F|² at a frequency in hertz, to thirty digits; GainproofError at a pole."""
        with ctx.workprec(BITS):
            z = self.value(frequency)
            return _shortened(_fraction((z.real**2 + z.imag**2).mid().fmpq()))

    def decibels(self, frequency: Fraction | float) -> float:
        """20 lg of the magnitude; NaN where that is zero or infinite."""
        with ctx.workprec(BITS):
            s = _s(frequency)
            above, below = acb_poly(self.num)(s), acb_poly(self.den)(s)
            if above.contains(0) or below.contains(0):
                return math.nan
            return float(20 * (abs(above) / abs(below)).log() / arb(10).log())

    def degrees(self, frequency: Fraction | float) -> float:
        """The phase, above -180° and up to 180°; NaN where it has none."""
        with ctx.workprec(BITS):
            s = _s(frequency)
            above, below = acb_poly(self.num)(s), acb_poly(self.den)(s)
            if above.contains(0) or below.contains(0):
                return math.nan
            z = above * below.conjugate()
            if z.imag.contains(0) and z.real < 0:
                return 180.0
            return float(z.arg() * 180 / arb.pi())

    def slope(self, frequency: Fraction | float) -> float:
        """How the magnitude rises, in dB per decade: 20 d ln|F|/d ln ω = 20 Re(s F'/F) at s = jω."""
        with ctx.workprec(BITS):
            s = _s(frequency)
            out = arb(0)
            for p, sign in ((self.num, 1), (self.den, -1)):
                out += sign * (s * acb_poly(p.derivative())(s) / acb_poly(p)(s)).real
            return float(20 * out)

    def zeros(self) -> list[Any]:
        """The zeros in rad/s, balls (flint.acb), each as often as it is one."""
        return _roots(self.num)

    def poles(self) -> list[Any]:
        """The poles, like `zeros`."""
        return _roots(self.den)

    def reaching(self, square: Fraction = Fraction(1)) -> list[Fraction]:
        """The frequencies in hertz, rising, at which |F|² goes through `square`."""
        q = fmpq(square.numerator, square.denominator)
        return _frequencies(_squared(self.num) - q * _squared(self.den))

    def turning(self) -> list[Fraction]:
        """The frequencies in hertz, rising, at which |F| has a maximum or a minimum."""
        above, below = _squared(self.num), _squared(self.den)
        return _frequencies(above.derivative() * below - above * below.derivative())

    def opposing(self) -> list[Fraction]:
        """The frequencies in hertz, rising, at which F goes through the negative real axis."""
        return [f for f in _frequencies(_crossed(self.num, self.den)) if self.value(f).real < 0]


def _polynomial(coefficients: Sequence[Fraction | int]) -> Polynomial:
    return fmpq_poly([fmpq(Fraction(c).numerator, Fraction(c).denominator) for c in coefficients])


def _fraction(q: Any) -> Fraction:
    q = fmpq(q)
    return Fraction(int(q.p), int(q.q))


def _s(frequency: Fraction | float) -> Any:
    f = Fraction(frequency)
    return acb(0, 2 * arb.pi() * arb(fmpq(f.numerator, f.denominator)))


def _roots(p: Polynomial) -> list[Any]:
    if p.degree() < 1:
        return []
    with ctx.workprec(BITS):
        return [root for root, times in p.numer().complex_roots() for _ in range(times)]


def _parts(p: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Polynomials a, b in x = ω² with P(jω) = a(x) + jω b(x)."""
    signed = [c if k % 4 < 2 else -c for k, c in enumerate(p.coeffs())]
    return fmpq_poly(signed[0::2]), fmpq_poly(signed[1::2])


_X = fmpq_poly([0, 1])


def _squared(p: Polynomial) -> Polynomial:
    """|P(jω)|² as a polynomial in ω²."""
    a, b = _parts(p)
    return a * a + _X * b * b


def _crossed(p: Polynomial, q: Polynomial) -> Polynomial:
    """Im(P(jω) Q*(jω))/ω as a polynomial in ω²."""
    (a, b), (c, d) = _parts(p), _parts(q)
    return b * c - a * d


def _frequencies(p: Polynomial) -> list[Fraction]:
    """√x/2π for every positive root x at which the polynomial changes its sign, rising, to thirty digits."""
    if p.degree() < 1:
        return []
    with ctx.workprec(BITS):
        found = [x.real for x, times in p.numer().complex_roots() if times % 2 and x.imag == 0 and x.real > 0]
        hertz = [(x.sqrt() / (2 * arb.pi())).mid().fmpq() for x in found]
    return sorted(_shortened(_fraction(q)) for q in hertz)


def _shortened(q: Fraction) -> Fraction:
    """To thirty digits: enough for every digit that is shown, and short to reckon with."""
    from gainproof.worked.values import rounded

    return Fraction(rounded(q, 30))


ONE = Transfer.number(1)
S = Transfer.of([0, 1])
