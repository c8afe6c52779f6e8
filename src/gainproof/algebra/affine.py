"""Affine forms c0 + c1·x1 + c2·x2 + … over any field.

Evaluating an expression with its unknowns given as affine forms reads off their coefficients; an
expression that is not affine in them says so.  The field's elements are residues, rational functions
or numbers, whatever knows + - * /.
"""

from __future__ import annotations

from typing import Any

from gainproof.radicals import square_root


class NotAffine(ValueError):
    """A product or a quotient of unknowns."""


class Affine:
    """`constant` plus the sum of coefficient times unknown over `terms`; no zero coefficients."""

    __slots__ = ("constant", "terms")

    def __init__(self, terms: dict[str, Any], constant: Any) -> None:
        self.terms = terms
        self.constant = constant

    def __repr__(self) -> str:
        return f"Affine({self.terms}, {self.constant})"

    def __neg__(self) -> Affine:
        return Affine({k: -v for k, v in self.terms.items()}, -self.constant)

    def __add__(self, other: Any) -> Affine:
        if other.__class__ is not Affine:
            return Affine(self.terms, self.constant + other)
        terms = dict(self.terms)
        for k, v in other.terms.items():
            if k in terms:
                v = terms[k] + v
                if v == v - v:
                    del terms[k]
                    continue
            terms[k] = v
        return Affine(terms, self.constant + other.constant)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Affine:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Affine:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Affine:
        if isinstance(other, Affine):
            if self.terms and other.terms:
                raise NotAffine("a product of unknowns")
            if other.terms:
                return other.scaled(self.constant)
            other = other.constant
        return self.scaled(other)

    def scaled(self, factor: Any) -> Affine:
        """The form times an element of the field."""
        if not self.terms or factor == factor - factor:
            return Affine({}, self.constant * factor)
        return Affine({k: v * factor for k, v in self.terms.items()}, self.constant * factor)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Affine:
        if other.__class__ is Affine:
            if other.terms:
                raise NotAffine("division by an unknown")
            other = other.constant
        return Affine({k: v / other for k, v in self.terms.items()}, self.constant / other)

    def __rtruediv__(self, other: Any) -> Affine:
        if self.terms:
            raise NotAffine("division by an unknown")
        return Affine({}, other / self.constant)

    def __pow__(self, n: int) -> Affine:
        if self.terms:
            raise NotAffine("a power of an unknown")
        return Affine({}, self.constant**n)

    def square_root(self) -> Affine:
        """The root of a form without unknowns."""
        if self.terms:
            raise NotAffine("the root of an unknown")
        return Affine({}, square_root(self.constant))
