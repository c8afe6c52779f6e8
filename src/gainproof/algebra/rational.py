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

MOST_TERMS = 4_000_000
"""The greatest product of term counts that is multiplied out."""

Monomial = tuple[int, ...]
Polynomial = Any  # flint.fmpz_mpoly, which has no type stubs


class Ring:
    """Polynomials in the given symbols, those of `inverted` standing for their reciprocals."""

    def __init__(
        self, names: Iterable[str], inverted: Iterable[str] = (), *, most_terms: int = MOST_TERMS
    ) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.inverted = frozenset(inverted)
        self.most_terms = most_terms
        self.context = fmpz_mpoly_ctx.get(self.names, Ordering.degrevlex)
        self.generators = dict(zip(self.names, self.context.gens(), strict=True))
        self.unit = self.context.constant(1)
        self.zero = Ratio.reduced(self, self.context.constant(0), self.unit)
        self.one = Ratio.reduced(self, self.unit, self.unit)

    def __repr__(self) -> str:
        return f"Ring({', '.join(self.names)})"

    @cached_property
    def point(self) -> Mapping[str, Ratio]:
        """Every symbol as a ratio."""
        new, one, turned = Ratio.reduced, self.unit, self.inverted
        return {
            n: new(self, one, g) if n in turned else new(self, g, one) for n, g in self.generators.items()
        }

    def number(self, q: Fraction | int) -> Ratio:
        """A rational number."""
        q = Fraction(q)
        c = self.context.constant
        return Ratio.reduced(self, c(q.numerator), c(q.denominator))

    def ratio(self, x: Expr, point: Mapping[str, Ratio] | None = None) -> Ratio:
        """The value of an expression; `point` may give some symbols other values.

        Raises KeyError for a symbol that is not of the ring, ZeroDivisionError, TooLarge.
        """
        return x.value(self.point if point is None else {**self.point, **point}, self.number)  # type: ignore[no-any-return]

    def polynomial(self, terms: Mapping[Monomial, int]) -> Polynomial:
        """The polynomial with these coefficients by exponents."""
        return self.context.from_dict(dict(terms))


def times(a: Polynomial, b: Polynomial, most: int = MOST_TERMS) -> Polynomial:
    """The product, or TooLarge if it could outgrow memory."""
    if len(a) * len(b) > most:
        raise TooLarge(
            f"the expanded result would have millions of terms ({len(a)} times {len(b)} in one product); "
            "keep numbers as numbers with --numeric, or give equal parts one symbol"
        )
    return a * b


def raised(p: Polynomial, n: int, most: int = MOST_TERMS) -> Polynomial:
    """A whole power, or TooLarge if it could outgrow memory."""
    if len(p) <= 1:
        size = max((abs(int(c)).bit_length() for c in p.coeffs()), default=0) * n
        if size > most:
            raise TooLarge(f"a number of {size} binary digits")
        return p**n
    out = p
    for _ in range(n - 1):
        out = times(out, p, most)
    return out


def _signed(ring: Ring, num: Polynomial, den: Polynomial) -> tuple[Polynomial, Polynomial]:
    """The quotient's parts with a positive leading coefficient below, and the ring's own one for one."""
    if den.leading_coefficient() < 0:
        num, den = -num, -den
    return num, ring.unit if den.is_one() else den


class Ratio:
    """num/den in lowest terms, the leading coefficient of den positive.

    A polynomial's `den` is the ring's own `unit`, the same object, so that the common case is a
    comparison of identities.
    """

    __slots__ = ("_flat", "den", "num", "ring")
    _flat: Expr

    def __init__(self, ring: Ring, num: Polynomial, den: Polynomial) -> None:
        if not den.is_one():
            g = num.gcd(den)
            if not g.is_one():
                num, den = num / g, den / g
        self.ring = ring
        self.num, self.den = _signed(ring, num, den)

    @staticmethod
    def reduced(ring: Ring, num: Polynomial, den: Polynomial) -> Ratio:
        """num/den, known to be in lowest terms."""
        r = Ratio.__new__(Ratio)
        r.ring = ring
        if den is ring.unit:
            r.num, r.den = num, den
        else:
            r.num, r.den = _signed(ring, num, den)
        return r

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
        return Ratio.reduced(self.ring, -self.num, self.den)

    def __add__(self, other: Ratio) -> Ratio:
        if other.__class__ is not Ratio:
            return NotImplemented
        ring, a, b = self.ring, self.den, other.den
        if a is b:
            total = self.num + other.num
            return Ratio.reduced(ring, total, a) if a is ring.unit else Ratio(ring, total, a)
        return Ratio(
            ring,
            times(self.num, b, ring.most_terms) + times(other.num, a, ring.most_terms),
            times(a, b, ring.most_terms),
        )

    def __sub__(self, other: Ratio) -> Ratio:
        if other.__class__ is not Ratio:
            return NotImplemented
        return self + (-other)

    def __mul__(self, other: Ratio) -> Ratio:
        if other.__class__ is not Ratio:
            return NotImplemented
        ring, a, b, c, d = self.ring, self.num, self.den, other.num, other.den
        unit = ring.unit
        if d is not unit:
            g = a.gcd(d)
            if not g.is_one():
                a, d = a / g, d / g
        if b is not unit:
            g = c.gcd(b)
            if not g.is_one():
                c, b = c / g, b / g
        den = b if d is unit else d if b is unit else times(b, d, ring.most_terms)
        return Ratio.reduced(ring, times(a, c, ring.most_terms), den)

    def __truediv__(self, other: Ratio) -> Ratio:
        if other.__class__ is not Ratio:
            return NotImplemented
        return self * other.reciprocal()

    def __pow__(self, n: int) -> Ratio:
        most = self.ring.most_terms
        return Ratio.reduced(self.ring, raised(self.num, n, most), raised(self.den, n, most))

    def reciprocal(self) -> Ratio:
        """One over this; ZeroDivisionError for zero."""
        if self.num.is_zero():
            raise ZeroDivisionError("division by an expression that is identically zero")
        return Ratio.reduced(self.ring, self.den, self.num)

    @property
    def is_one(self) -> bool:
        return bool(self.num.is_one() and self.den.is_one())

    def plain(self) -> Ratio:
        """The same function in the ring without inverted symbols (and with the same names)."""
        if not self.ring.inverted:
            return self
        ring = Ring(self.ring.names)
        num, den = self.num.to_dict(), self.den.to_dict()
        flipped = [k for k, n in enumerate(ring.names) if n in self.ring.inverted]
        degrees = list(zip(self.num.degrees(), self.den.degrees(), strict=True))
        most = [(k, max(degrees[k])) for k in flipped]

        def turned(terms: dict[Monomial, int]) -> Polynomial:
            out = {}
            for m, c in terms.items():
                exponents = list(m)
                for k, top in most:
                    exponents[k] = top - exponents[k]
                out[tuple(exponents)] = c
            return ring.polynomial(out)

        return Ratio.reduced(ring, turned(num), turned(den))

    def symbols(self) -> list[str]:
        """The names that occur, in the ring's order."""
        used = [max(a, b) for a, b in zip(self.num.degrees(), self.den.degrees(), strict=True)]
        return [n for n, d in zip(self.ring.names, used, strict=True) if d]

    def expr(self) -> Expr:
        """The flat quotient, terms in the ring's order of symbols."""
        try:
            return self._flat
        except AttributeError:
            me = self.plain()
            self._flat = div(polynomial_expr(me.ring, me.num), polynomial_expr(me.ring, me.den))
            return self._flat


def polynomial_expr(ring: Ring, p: Polynomial) -> Expr:
    """A polynomial as a sum of products, positive terms first."""
    terms = sorted(p.to_dict().items(), key=lambda t: (t[1] < 0, tuple(-e for e in t[0])))
    return add(*(_term(ring, m, Fraction(int(c))) for m, c in terms)) if terms else ZERO


def _term(ring: Ring, exponents: Monomial, c: Fraction) -> Expr:
    factors = [power(Sym(n), int(e)) for n, e in zip(ring.names, exponents, strict=True) if e]
    body = mul(Num(abs(c)) if abs(c) != 1 else ONE, *factors)
    return neg(body) if c < 0 else body
