"""Rational functions of one small quantity ε modulo a prime: arithmetic close to a limit.

Symbols that go to a limit are sent there together, A = a/ε and R_o = r·ε, with rates a and r of their own;
all others are random residues.  What a circuit then does is a rational function of ε, and its behaviour for
ε → 0 is read off the lowest powers: no limit is ever taken, and nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from flint import nmod_poly

from gainproof.algebra.residues import Residues
from gainproof.radicals import Radical

FAST = 4
"""The power of ε with which a symbol goes to its limit that is to leave no correction behind."""


class Germ:
    """num/den in lowest terms, polynomials in ε modulo a prime."""

    __slots__ = ("den", "num")

    def __init__(self, num: Any, den: Any) -> None:
        if den.degree() > 0:
            common = num.gcd(den)
            if common.degree() > 0:
                num, den = num // common, den // common
        self.num, self.den = num, den

    def __repr__(self) -> str:
        return f"({self.num})/({self.den})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Germ):
            return NotImplemented
        return bool(self.num * other.den == other.num * self.den)

    def __hash__(self) -> int:
        lead = self.den[self.den.degree()]
        return hash((str(self.num / lead), str(self.den / lead)))

    def __bool__(self) -> bool:
        return bool(self.num.degree() >= 0)

    def __neg__(self) -> Germ:
        return Germ(-self.num, self.den)

    def __add__(self, other: Germ) -> Germ:
        if other.__class__ is not Germ:
            return NotImplemented
        return Germ(self.num * other.den + other.num * self.den, self.den * other.den)

    def __sub__(self, other: Germ) -> Germ:
        if other.__class__ is not Germ:
            return NotImplemented
        return Germ(self.num * other.den - other.num * self.den, self.den * other.den)

    def __mul__(self, other: Germ) -> Germ:
        if other.__class__ is not Germ:
            return NotImplemented
        return Germ(self.num * other.num, self.den * other.den)

    def __truediv__(self, other: Germ) -> Germ:
        if other.__class__ is not Germ:
            return NotImplemented
        if not other:
            raise ZeroDivisionError("division by zero")
        return Germ(self.num * other.den, self.den * other.num)

    def __pow__(self, n: int) -> Germ:
        return Germ(self.num**n, self.den**n)

    @property
    def order(self) -> int:
        """The power of ε with which it starts; of zero there is none (ValueError)."""
        return _lowest(self.num) - _lowest(self.den)

    @property
    def leading(self) -> Germ:
        """Its lowest power of ε, with the coefficient."""
        return Germ(_first(self.num), _first(self.den))


def _lowest(p: Any) -> int:
    for k in range(p.degree() + 1):
        if p[k] != 0:
            return k
    raise ValueError("zero has no order")


def _first(p: Any) -> Any:
    k = _lowest(p)
    return nmod_poly([0] * k + [int(p[k])], p.modulus())


class Germs:
    """The field of germs over some residues: each symbol has its residue, each limit symbol its rate.

    `to` says which symbols go to "oo" and which to "0"; those in `fast` go there as a high power of ε.
    """

    def __init__(
        self,
        residues: Residues,
        values: Mapping[str, Any],
        to: Mapping[str, str],
        fast: frozenset[str] = frozenset(),
    ) -> None:
        self.residues, self.values, self.to, self.fast = residues, values, to, fast
        self.known: dict[str, Germ] = {}

    def _constant(self, r: Any) -> Any:
        return nmod_poly([int(r)], self.residues.prime)

    def number(self, q: Fraction) -> Germ:
        return Germ(self._constant(self.residues.number(q)), self._constant(1))

    def symbol(self, name: str) -> Germ:
        if name not in self.known:
            r = self.values[name] if name in self.values else self.residues.symbol(name)
            power = FAST if name in self.fast else 1
            rate, small = self._constant(r), nmod_poly([0] * power + [1], self.residues.prime)
            one, where = self._constant(1), self.to.get(name)
            num, den = (
                (rate, small) if where == "oo" else (rate * small, one) if where == "0" else (rate, one)
            )
            self.known[name] = Germ(num, den)
        return self.known[name]


def order_of(x: Any) -> Fraction:
    """The lowest power of ε in a germ, or in a sum of products of germs and their formal square roots.

    Roots of different germs are independent, but close to the limit √(a + ε) and √a are one root: where the
    lowest terms take each other away, so close to it, the order is told as the next one that there may be.
    """
    if not isinstance(x, Radical):
        return Fraction(x.order)
    orders = {m: Fraction(2 * c.order + sum(a.order for a in m), 2) for m, c in x.terms.items()}
    low = min(orders.values())
    lowest = [m for m in orders if orders[m] == low]
    if len(lowest) > 1 and not sum((_led(m, x) for m in lowest[1:]), _led(lowest[0], x)):
        return low + Fraction(1, 2)
    return low


def _led(roots: frozenset[Germ], x: Radical) -> Any:
    """The term of the sum with these roots, each germ of it without all but its lowest power of ε."""
    term = x.terms[roots].leading
    for a in roots:
        term = Radical({frozenset([a.leading]): a.leading / a.leading}, Germ) * term
    return term


def tends(left: Any, right: Any) -> bool:
    """Is the difference small against both sides, or small itself where one of them is zero?"""
    rest = left - right
    if not rest:
        return True
    if not left or not right:
        return order_of(rest) > 0
    return order_of(rest) > min(order_of(left), order_of(right))
