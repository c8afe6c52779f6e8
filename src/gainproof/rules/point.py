"""A general point on the solution set of a few equations: the checker's one instrument.

A claim follows from its premises if it holds wherever they hold.  To judge that, the premises are
satisfied in the most general way: parameters stay free, what the premises determine is computed, and
every unknown that they leave open stays free too.  Over the field of rational functions such a point is
*the* general one, and a claim that holds there is proved; over the residues modulo a random prime it is
a random one, and a claim that fails there is refuted (Schwartz-Zippel; J. T. Schwartz, J. ACM 27
(1980)).  Nothing here solves a circuit: only the cited equations are used, one by one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Protocol

from gainproof.algebra.affine import Affine, NotAffine
from gainproof.algebra.rational import Ring
from gainproof.expression import ONE, Equation, Quot, Sym


class Field(Protocol):
    """A field with a value for every symbol."""

    def number(self, q: Fraction) -> Any: ...
    def symbol(self, name: str) -> Any: ...


class Exact:
    """Rational functions: every symbol stands for itself.  A claim that holds here is proved."""

    def __init__(self, names: Iterable[str], most_terms: int = 1_000_000) -> None:
        self.ring = Ring(names, most_terms=most_terms)
        self.number = self.ring.number

    def symbol(self, name: str) -> Any:
        return self.ring.point[name]


class Rationals:
    """Small whole numbers as values of the symbols, for counter-examples that a person can follow."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.values: dict[str, Fraction] = {}

    def number(self, q: Fraction) -> Fraction:
        return q

    def symbol(self, name: str) -> Fraction:
        if name not in self.values:
            self.values[name] = Fraction(self.random.randrange(2, 20))
        return self.values[name]


class Contradiction(ValueError):
    """The premises cannot all hold, or the point that satisfies them cannot be found."""


def satisfy(equations: Sequence[Equation], unknowns: Sequence[str], field: Field) -> dict[str, Any]:
    """Values of all symbols at the general point where `equations` hold.

    `unknowns` may be bound by the equations, those named first left free in preference; every other
    symbol is free.  Raises Contradiction, ZeroDivisionError.
    """
    names = dict.fromkeys(n for q in equations for n in q.symbols())
    open_names = [u for u in unknowns if u in names]
    point: dict[str, Any] = {n: field.symbol(n) for n in names if n not in set(open_names)}
    echelon: dict[str, Affine] = {}
    waiting = list(equations)
    while True:
        waiting = _absorb(waiting, open_names, point, echelon, field)
        determined = [k for k, row in echelon.items() if not row.terms]
        if determined:
            for k in determined:
                point[k] = echelon.pop(k).constant
            continue
        free = next((n for n in open_names if n not in point and n not in echelon), None)
        if free is None:
            return point  # none waits any more: with a value for every symbol, any equation is affine
        point[free] = field.symbol(free)
        _fix(free, point[free], echelon)


def _absorb(
    waiting: list[Equation],
    open_names: list[str],
    point: dict[str, Any],
    echelon: dict[str, Affine],
    field: Field,
) -> list[Equation]:
    """Take in every equation that is affine by now; the others are returned, to wait."""
    one, zero = field.number(Fraction(1)), field.number(Fraction(0))
    later = []
    for q in waiting:
        forms: Mapping[str, Any] = {
            **point,
            **{n: echelon.get(n) or Affine({n: one}, zero) for n in open_names if n not in point},
        }
        try:
            row = _difference(q, forms, field)
        except NotAffine:
            later.append(q)
            continue
        if not isinstance(row, Affine) or not row.terms:
            if (row.constant if isinstance(row, Affine) else row) != zero:
                raise Contradiction("the premises contradict each other, or cannot be satisfied one by one")
            continue
        pivot = max(row.terms, key=open_names.index)
        scale = row.terms[pivot]
        solved = Affine({k: -v / scale for k, v in row.terms.items() if k != pivot}, -row.constant / scale)
        for k in list(echelon):
            if pivot in echelon[k].terms:
                factor = echelon[k].terms[pivot]
                terms = {n: v for n, v in echelon[k].terms.items() if n != pivot}
                echelon[k] = Affine(terms, echelon[k].constant) + solved * factor
        echelon[pivot] = solved
    return later


def _difference(q: Equation, forms: Mapping[str, Any], field: Field) -> Any:
    """left - right, as an affine form.

    A definition 1/R = … is turned over once its right side is known; a quotient of unknowns on the left is
    multiplied out.
    """
    left, right = q.left, q.right.value(forms, field.number)
    if isinstance(left, Quot) and left.num == ONE and isinstance(left.den, Sym):
        if isinstance(right, Affine):
            if right.terms:
                raise NotAffine("a reciprocal of unknowns")
            right = right.constant
        return forms[left.den.name] - field.number(Fraction(1)) / right
    try:
        return left.value(forms, field.number) - right
    except NotAffine:
        if not isinstance(left, Quot):
            raise
        return left.num.value(forms, field.number) - left.den.value(forms, field.number) * right


def _fix(name: str, value: Any, echelon: dict[str, Affine]) -> None:
    """Put a value for an open unknown into the solved rows."""
    for k, row in echelon.items():
        if name in row.terms:
            rest = {n: v for n, v in row.terms.items() if n != name}
            echelon[k] = Affine(rest, row.constant + row.terms[name] * value)
