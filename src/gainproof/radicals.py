"""Square roots in exact arithmetic.

The natural frequency of a resonator is a square root, ω_0 = 1/√(L C), and no field of ours (rational
functions, residues, fractions) has it.  A `Radical` adjoins it formally: it is a sum of field elements times
products of roots, and all that it knows of √a is that its square is a.  So what holds here holds for either
sign of every root, and a result that is rational after all, as ω_0² or Q·ω_0, comes back as an element of
the field itself.

Roots of different radicands are independent: √a·√b is not √(a·b) here (but the root of what is *written* as a
product is the product of the roots, see `expression.Root`).  A true claim may be missed for
that, a false one never holds.
"""

from __future__ import annotations

import cmath
from collections.abc import Mapping
from fractions import Fraction
from math import isqrt
from typing import Any

from gainproof.errors import TooLarge

MOST_ROOTS = 8
"""A sum over the products of more roots than this would be too long."""


def square_root(x: Any) -> Any:
    """√x: a number for a float or a complex number, SymPy's for what is SymPy's, else formal.

    An element may bring its own `square_root`.
    """
    if isinstance(x, float | complex):
        root = cmath.sqrt(x)
        return root.real if isinstance(x, float) and x >= 0 else root
    if hasattr(x, "free_symbols"):
        return x ** Fraction(1, 2)
    if hasattr(x, "square_root"):
        return x.square_root()
    return Radical({frozenset([x]): x / x}, x.__class__) if x else x


class Radical:
    """Σ c·√a·√b·…: coefficients of the field `kind` by the sets of their radicands."""

    __slots__ = ("kind", "terms")

    def __init__(self, terms: Mapping[frozenset[Any], Any], kind: type) -> None:
        self.terms = {m: c for m, c in terms.items() if c != c - c}
        self.kind = kind

    def __repr__(self) -> str:
        return " + ".join("*".join([str(c), *(f"sqrt({a})" for a in m)]) for m, c in self.terms.items())

    def settled(self) -> Any:
        """This, or the element of the field that it is."""
        if len(self._roots()) > MOST_ROOTS:
            raise TooLarge(f"{len(self._roots())} square roots in one expression")
        if len(self.terms) == 1:
            ((m, c),) = self.terms.items()
            return self if m else c
        return self

    def _roots(self) -> frozenset[Any]:
        return frozenset().union(*self.terms)

    def _lifted(self, x: Any) -> Radical | None:
        if x.__class__ is Radical:
            return x
        return Radical({frozenset(): x}, self.kind) if x.__class__ is self.kind else None

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Radical):
            return False if other.__class__ is self.kind else NotImplemented
        return self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __neg__(self) -> Radical:
        return Radical({m: -c for m, c in self.terms.items()}, self.kind)

    def __add__(self, other: Any) -> Any:
        y = self._lifted(other)
        if y is None:
            return NotImplemented
        terms = dict(self.terms)
        for m, c in y.terms.items():
            terms[m] = terms[m] + c if m in terms else c
        return self._sum(terms)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + (-other) if self._lifted(other) is not None else NotImplemented

    def __rsub__(self, other: Any) -> Any:
        return -self + other if self._lifted(other) is not None else NotImplemented

    def __mul__(self, other: Any) -> Any:
        y = self._lifted(other)
        if y is None:
            return NotImplemented
        if not y:
            return other
        terms: dict[frozenset[Any], Any] = {}
        for m, c in self.terms.items():
            for n, d in y.terms.items():
                product = c * d
                for a in m & n:
                    product = product * a
                key = m ^ n
                terms[key] = terms[key] + product if key in terms else product
        return self._sum(terms)

    __rmul__ = __mul__

    def _sum(self, terms: Mapping[frozenset[Any], Any]) -> Any:
        """The radical with these terms, or the element of the field that they are."""
        total = Radical(terms, self.kind)
        return total.settled() if total.terms else next(iter(terms.values()))

    def __truediv__(self, other: Any) -> Any:
        y = self._lifted(other)
        if y is None:
            return NotImplemented
        if y.terms.keys() == {frozenset()}:
            (d,) = y.terms.values()
            return Radical({m: c / d for m, c in self.terms.items()}, self.kind)
        return self * y.reciprocal()

    def __rtruediv__(self, other: Any) -> Any:
        return self.reciprocal() * other if self._lifted(other) is not None else NotImplemented

    def reciprocal(self) -> Any:
        """One over this: root by root, numerator and denominator are multiplied by the conjugate."""
        if not self.terms:
            raise ZeroDivisionError("division by zero")
        below: Any = self
        above: Any = None
        while below.__class__ is Radical:
            root = next(iter(below._roots()))
            other = Radical({m: -c if root in m else c for m, c in below.terms.items()}, self.kind)
            above = other if above is None else above * other
            below = below * other
            if not below:
                raise ZeroDivisionError("division by an expression that vanishes for one sign of its root")
        return above / below

    def __pow__(self, n: int) -> Any:
        if n < 1:
            return self.reciprocal() ** -n if n else next(iter((self / self,)))
        out: Any = self
        for _ in range(n - 1):
            out = out * self
        return out

    def square_root(self) -> Any:
        """A root of a root is not expressed: TooLarge."""
        raise TooLarge("the square root of a sum that holds square roots")


PLACES = 40
"""Decimal places to which a root is worked out."""


def rational(x: Any) -> Fraction | None:
    """A rational number close to an element over the rationals, to PLACES; None for the root of a minus."""
    if x.__class__ is not Radical:
        return x if isinstance(x, Fraction) else None
    if any(not isinstance(a, Fraction) or a < 0 for m in x.terms for a in m):
        return None
    total = Fraction(0)
    for radicands, c in x.terms.items():
        for a in radicands:
            c *= Fraction(isqrt(a.numerator * a.denominator * 100**PLACES), a.denominator * 10**PLACES)
        total += c
    return total
