"""Complex numbers with rational parts, for circuits at one frequency.

Sums, products and quotients are exact.  A square root is exact where it is rational, and otherwise right to
some fifty digits; so is a magnitude.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

DIGITS = 50
"""Digits of a root that is not rational."""


class Phasor:
    """re + j·im."""

    __slots__ = ("im", "re")

    def __init__(self, re: Fraction | int, im: Fraction | int = 0) -> None:
        self.re, self.im = Fraction(re), Fraction(im)

    def __repr__(self) -> str:
        return f"Phasor({self.re}, {self.im})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phasor) and (self.re, self.im) == (other.re, other.im)

    def __hash__(self) -> int:
        return hash((self.re, self.im))

    def __bool__(self) -> bool:
        return bool(self.re or self.im)

    def __neg__(self) -> Phasor:
        return Phasor(-self.re, -self.im)

    def __add__(self, other: Phasor) -> Phasor:
        if other.__class__ is not Phasor:
            return NotImplemented
        return Phasor(self.re + other.re, self.im + other.im)

    def __sub__(self, other: Phasor) -> Phasor:
        if other.__class__ is not Phasor:
            return NotImplemented
        return Phasor(self.re - other.re, self.im - other.im)

    def __mul__(self, other: Phasor) -> Phasor:
        if other.__class__ is not Phasor:
            return NotImplemented
        return Phasor(
            self.re * other.re - self.im * other.im,
            self.re * other.im + self.im * other.re,
        )

    def __truediv__(self, other: Phasor) -> Phasor:
        if other.__class__ is not Phasor:
            return NotImplemented
        size = other.re**2 + other.im**2
        if not size:
            raise ZeroDivisionError("division by zero")
        return self * Phasor(other.re / size, -other.im / size)

    def __pow__(self, n: int) -> Phasor:
        out = Phasor(1)
        for _ in range(n):
            out = out * self
        return out

    def magnitude(self) -> Phasor:
        """|x|, a real number."""
        return Phasor(real_root(self.re**2 + self.im**2)) if self.im else Phasor(abs(self.re))

    def square_root(self) -> Phasor:
        """The root with a real part that is not negative."""
        if not self.im:
            size = real_root(abs(self.re))
            return Phasor(size) if self.re >= 0 else Phasor(0, size)
        size = self.magnitude().re
        im = real_root((size - self.re) / 2)
        return Phasor(real_root((size + self.re) / 2), im if self.im > 0 else -im)


def real_root(x: Fraction) -> Fraction:
    """The root of a rational number that is not negative."""
    over, under = isqrt(x.numerator), isqrt(x.denominator)
    if over**2 == x.numerator and under**2 == x.denominator:
        return Fraction(over, under)
    scale = 10 ** (2 * DIGITS) * x.denominator
    return Fraction(isqrt(x.numerator * scale), isqrt(x.denominator * scale))
