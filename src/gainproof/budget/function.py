"""The exact result as a function of what is uncertain, ready to be evaluated anywhere.

An imperfection that is ideally infinite enters as its reciprocal: an open-loop gain of "at least 200 000" is
1/A_o between 0 and 5 µ.  The result at DC is then a quotient N/D of two polynomials that is defined at the
ideal itself, where each of these variables is zero.  What is certain is put in as a number.  Everything here
is exact; `compiled` makes of it, once, a function of floating-point arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, prod
from typing import Any

from gainproof.algebra.rational import Ratio
from gainproof.errors import GainproofError

Monomial = tuple[int, ...]
Terms = Mapping[Monomial, Fraction]
MOST_PRODUCTS = 400_000


@dataclass(frozen=True)
class Function:
    """num/den, two polynomials in the variables `names`, by exponents."""

    names: tuple[str, ...]
    num: Terms
    den: Terms

    def at(self, point: Mapping[str, Fraction]) -> Fraction:
        """The exact value.  Raises GainproofError where the denominator vanishes."""
        x = [point[n] for n in self.names]
        below = self._den.at(x)
        if not below:
            raise GainproofError(_POLE)
        return self._num.at(x) / below

    def slope(self, name: str, point: Mapping[str, Fraction]) -> Fraction:
        """The exact derivative by one variable.  Raises GainproofError where the denominator vanishes."""
        x, k = [point[n] for n in self.names], self.names.index(name)
        n, d = self._num.at(x), self._den.at(x)
        if not d:
            raise GainproofError(_POLE)
        above, below = (_Polynomial(derivative(p, k), len(x)).at(x) for p in (self.num, self.den))
        return (above * d - n * below) / d**2

    @cached_property
    def _num(self) -> _Polynomial:
        return _Polynomial(self.num, len(self.names))

    @cached_property
    def _den(self) -> _Polynomial:
        return _Polynomial(self.den, len(self.names))

    def turns(self, name: str) -> bool:
        """May the function turn round in this variable, the others fixed?  A quotient of affine ones
        cannot.
        """
        k = self.names.index(name)
        return any(m[k] > 1 for m in (*self.num, *self.den))

    @cached_property
    def slopes(self) -> tuple[Terms | None, ...]:
        """For each variable N'D − ND', whose sign is that of the derivative; None where it is too large."""
        if len(self.num) * len(self.den) > MOST_PRODUCTS:
            return (None,) * len(self.names)
        return tuple(
            less(
                product(derivative(self.num, k), self.den),
                product(self.num, derivative(self.den, k)),
            )
            for k in range(len(self.names))
        )


_POLE = "the result is infinite or undefined at the ideal values, or within the tolerances"


def function(
    still: Ratio, certain: Mapping[str, Fraction], reciprocals: Sequence[str], uncertain: Sequence[str]
) -> Function:
    """The result at DC, what is `certain` at its value, each of the `reciprocals` as 1/x."""
    f = still.plain()
    names = f.ring.names
    degrees = list(zip(f.num.degrees(), f.den.degrees(), strict=True))
    keep = [names.index(n) for n in uncertain]

    def settled(p: Any) -> Terms:
        out: dict[Monomial, Fraction] = {}
        for m, c in p.to_dict().items():
            q = Fraction(int(c))
            left = [0] * len(keep)
            for k, e in enumerate(m):
                n = names[k]
                if n in reciprocals:
                    e = max(degrees[k]) - e
                if k in keep:
                    left[keep.index(k)] = int(e)
                elif e:
                    q *= (1 / certain[n] if n in reciprocals else certain[n]) ** int(e)
            out[tuple(left)] = out.get(tuple(left), Fraction(0)) + q
        return {m: c for m, c in out.items() if c}

    return Function(tuple(uncertain), settled(f.num), settled(f.den))


def derivative(p: Terms, k: int) -> Terms:
    """The derivative by the k-th variable."""
    return {(*m[:k], m[k] - 1, *m[k + 1 :]): c * m[k] for m, c in p.items() if m[k]}


def product(p: Terms, q: Terms) -> Terms:
    """The product of two polynomials."""
    out: dict[Monomial, Fraction] = {}
    for a, c in p.items():
        for b, d in q.items():
            m = tuple(map(int.__add__, a, b))
            out[m] = out.get(m, Fraction(0)) + c * d
    return out


def less(p: Terms, q: Terms, factor: Fraction = Fraction(1)) -> Terms:
    """p − factor·q."""
    out = dict(p)
    for m, c in q.items():
        out[m] = out.get(m, Fraction(0)) - factor * c
    return {m: c for m, c in out.items() if c}


class _Polynomial:
    """A polynomial with whole coefficients over one denominator, evaluated at fractions in whole numbers.

    With x = p/q and the degree d, x^e is p^e·q^(d − e) over q^d: only the quotient at the end is reduced.
    """

    def __init__(self, p: Terms, variables: int) -> None:
        self.scale = lcm(*(c.denominator for c in p.values()))
        self.terms = [
            ([(k, e) for k, e in enumerate(m)], c.numerator * (self.scale // c.denominator))
            for m, c in p.items()
        ]
        self.degrees = [max((m[k] for m in p), default=0) for k in range(variables)]

    def at(self, x: Sequence[Fraction]) -> Fraction:
        powers = [
            [q.numerator**e * q.denominator ** (d - e) for e in range(d + 1)]
            for q, d in zip(x, self.degrees, strict=True)
        ]
        total = 0
        for factors, c in self.terms:
            for k, e in factors:
                c *= powers[k][e]
            total += c
        below = prod(q.denominator**d for q, d in zip(x, self.degrees, strict=True))
        return Fraction(total, below * self.scale)


def compiled(
    f: Function, scales: Sequence[Fraction], less_by: Fraction = Fraction(0)
) -> Callable[[Any], Any]:
    """f − less_by of arrays: from rows of variables, each divided by its scale, to the value of each column.

    The difference is taken exactly, in (N − less_by·D)/D, before anything is rounded: a small error of a
    large output keeps its digits.  Both polynomials are evaluated by Horner's rule, variable by variable.
    """
    above = _floats(less(f.num, f.den, less_by), scales)
    below = _floats(f.den, scales)
    top, bottom = _nested(above[0]), _nested(below[0])
    factor = float(above[1] / below[1])

    def value(x: Any) -> Any:
        return _horner(top, x) / _horner(bottom, x) * factor

    return value


def _floats(p: Terms, scales: Sequence[Fraction]) -> tuple[dict[Monomial, float], Fraction]:
    """The polynomial in the scaled variables, its greatest coefficient 1, and what that was."""
    scaled = {}
    for m, c in p.items():
        for q, e in zip(scales, m, strict=True):
            if e:
                c *= q**e
        scaled[m] = c
    largest = max(map(abs, scaled.values()), default=Fraction(1))
    return {m: float(c / largest) for m, c in scaled.items()}, largest


Tree = Any
"""A number, or (variable, tree, tree): x·first + second."""


def _nested(p: dict[Monomial, float]) -> Tree:
    """Horner's nest: the variable of most terms is taken out first."""
    if not p:
        return 0.0
    counts = [sum(1 for m in p if m[k]) for k in range(len(next(iter(p))))]
    most = max(counts, default=0)
    if not most:
        return sum(p.values())
    k = counts.index(most)
    inner = {(*m[:k], m[k] - 1, *m[k + 1 :]): c for m, c in p.items() if m[k]}
    return k, _nested(inner), _nested({m: c for m, c in p.items() if not m[k]})


def _horner(tree: Tree, x: Any) -> Any:
    if not isinstance(tree, tuple):
        return tree
    k, first, second = tree
    inner = _horner(first, x)
    if isinstance(inner, float):
        out = x[k] * inner if inner != 1.0 else x[k].copy()
    else:
        out = inner
        out *= x[k]
    if not isinstance(second, float) or second:
        out += _horner(second, x)
    return out
