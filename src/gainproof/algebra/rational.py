"""Exact rational functions, over python-flint's multivariate polynomials.

A `Ring` fixes the symbols; a `Ratio` is a quotient of two integer polynomials in lowest terms.  The
ring may hold a symbol *inverted*: its generator then stands for 1/R, so that a nodal equation, written
in conductances, is a polynomial and stays one.  `Ratio.terms` and `Ratio.expr` undo that.

FLINT ends the whole interpreter when memory runs out, so products are refused beforehand when they
could outgrow `MOST_TERMS` (see `TooLarge`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx

from gainproof.errors import TooLarge
from gainproof.expression import ONE, ZERO, Expr, Num, Sym, add, div, mul, neg, power

MOST_TERMS = 20_000_000
"""The greatest product of term counts that is multiplied out."""

Monomial = tuple[int, ...]
Polynomial = Any  # flint.fmpz_mpoly, which has no type stubs


class Ring:
    """Polynomials in the given symbols, those of `inverted` standing for their reciprocals."""

    def __init__(self, names: Iterable[str], inverted: Iterable[str] = ()) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.inverted = frozenset(inverted)
        self.context = fmpz_mpoly_ctx.get(self.names, Ordering.degrevlex)
        self.generators = dict(zip(self.names, self.context.gens(), strict=True))
        self.zero = Ratio(self, self.context.constant(0), self.context.constant(1), reduced=True)
        self.one = Ratio(self, self.context.constant(1), self.context.constant(1), reduced=True)

    def __repr__(self) -> str:
        return f"Ring({', '.join(self.names)})"

    @cached_property
    def point(self) -> Mapping[str, Ratio]:
        """Every symbol as a ratio."""
        one = self.context.constant(1)
        return {
            n: Ratio(self, one, g, reduced=True) if n in self.inverted else Ratio(self, g, one, reduced=True)
            for n, g in self.generators.items()
        }

    def number(self, q: Fraction | int) -> Ratio:
        """A rational number."""
        q = Fraction(q)
        c = self.context.constant
        return Ratio(self, c(q.numerator), c(q.denominator), reduced=True)

    def ratio(self, x: Expr, point: Mapping[str, Ratio] | None = None) -> Ratio:
        """The value of an expression; `point` may give some symbols other values.

        Raises KeyError for a symbol that is not of the ring, ZeroDivisionError, TooLarge.
        """
        return x.value(self.point if point is None else {**self.point, **point}, self.number)  # type: ignore[no-any-return]

    def polynomial(self, terms: Mapping[Monomial, int]) -> Polynomial:
        """The polynomial with these coefficients by exponents."""
        return self.context.from_dict(dict(terms))


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product, or TooLarge if it could outgrow memory."""
    if len(a) * len(b) > MOST_TERMS:
        raise TooLarge(
            f"the expanded result would have millions of terms ({len(a)} times {len(b)} in one product); "
            "keep numbers as numbers with --numeric, or give equal parts one symbol"
        )
    return a * b


class Ratio:
    """num/den in lowest terms, the leading coefficient of den positive."""

    __slots__ = ("den", "num", "ring")

    def __init__(self, ring: Ring, num: Polynomial, den: Polynomial, *, reduced: bool = False) -> None:
        self.ring = ring
        if not reduced:
            g = num.gcd(den)
            if g != 1:
                num, den = num / g, den / g
        if den.leading_coefficient() < 0:
            num, den = -num, -den
        self.num = num
        self.den = den

    def __repr__(self) -> str:
        return f"({self.num})/({self.den})"

    def __bool__(self) -> bool:
        return not self.num.is_zero()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ratio):
            return NotImplemented
        return bool(self.num == other.num and self.den == other.den)

    def __hash__(self) -> int:
        return hash((str(self.num), str(self.den)))

    def __neg__(self) -> Ratio:
        return Ratio(self.ring, -self.num, self.den, reduced=True)

    def __add__(self, other: Ratio) -> Ratio:
        if self.den == other.den:
            if self.den.is_one():
                return Ratio(self.ring, self.num + other.num, self.den, reduced=True)
            return Ratio(self.ring, self.num + other.num, self.den)
        return Ratio(
            self.ring, times(self.num, other.den) + times(other.num, self.den), times(self.den, other.den)
        )

    def __sub__(self, other: Ratio) -> Ratio:
        return self + (-other)

    def __mul__(self, other: Ratio) -> Ratio:
        a, b, c, d = self.num, self.den, other.num, other.den
        if not d.is_one():
            g = a.gcd(d)
            if g != 1:
                a, d = a / g, d / g
        if not b.is_one():
            g = c.gcd(b)
            if g != 1:
                c, b = c / g, b / g
        return Ratio(self.ring, times(a, c), times(b, d), reduced=True)

    def __truediv__(self, other: Ratio) -> Ratio:
        return self * other.reciprocal()

    def __pow__(self, n: int) -> Ratio:
        return Ratio(self.ring, self.num**n, self.den**n, reduced=True)

    def reciprocal(self) -> Ratio:
        """One over this; ZeroDivisionError for zero."""
        if self.num.is_zero():
            raise ZeroDivisionError("division by an expression that is identically zero")
        return Ratio(self.ring, self.den, self.num, reduced=True)

    @property
    def is_one(self) -> bool:
        return bool(self.num.is_one() and self.den.is_one())

    def plain(self) -> Ratio:
        """The same function in the ring without inverted symbols (and with the same names)."""
        if not self.ring.inverted:
            return self
        ring = Ring(self.ring.names)
        flip = [n in self.ring.inverted for n in self.ring.names]
        num, den = self.num.to_dict(), self.den.to_dict()
        most = [max((m[k] for p in (num, den) for m in p), default=0) for k in range(len(flip))]
        least = [min((most[k] - m[k] for p in (num, den) for m in p), default=0) for k in range(len(flip))]

        def turned(terms: dict[Monomial, int]) -> Polynomial:
            return ring.polynomial(
                {
                    tuple(
                        most[k] - e - least[k] if f else e
                        for k, (e, f) in enumerate(zip(m, flip, strict=True))
                    ): c
                    for m, c in terms.items()
                }
            )

        return Ratio(ring, turned(num), turned(den), reduced=True)

    def symbols(self) -> list[str]:
        """The names that occur, in the ring's order."""
        used = [max(a, b) for a, b in zip(self.num.degrees(), self.den.degrees(), strict=True)]
        return [n for n, d in zip(self.ring.names, used, strict=True) if d]

    def expr(self) -> Expr:
        """The flat quotient, terms in the ring's order of symbols."""
        me = self.plain()
        return div(polynomial_expr(me.ring, me.num), polynomial_expr(me.ring, me.den))


def polynomial_expr(ring: Ring, p: Polynomial) -> Expr:
    """A polynomial as a sum of products, positive terms first."""
    terms = sorted(p.to_dict().items(), key=lambda t: (t[1] < 0, tuple(-e for e in t[0])))
    return add(*(_term(ring, m, Fraction(int(c))) for m, c in terms)) if terms else ZERO


def _term(ring: Ring, exponents: Monomial, c: Fraction) -> Expr:
    factors = [power(Sym(n), e) for n, e in zip(ring.names, exponents, strict=True) if e]
    body = mul(Num(abs(c)) if abs(c) != 1 else ONE, *factors)
    return neg(body) if c < 0 else body
