"""Sections: what a function of s is made of, and the names of their frequencies.

A polynomial in s is a constant times s^n times irreducible *sections* 1 + a_1 s + … + a_n s^n, found by exact
factorisation.  A section has two spellings:

* plain: 1 + s R C, with its coefficients as they are;
* named: 1 + s/ω_p, 1 + s/(Q ω_0) + s²/ω_0², or 1 + b_1 s + b_2 s² + b_3 s³.

The natural frequency is defined as a square root, ω_0 = 1/√(L C), and the quality factor by means of it,
Q = ω_0 L/R or 1/(ω_0 R C), whichever is shorter; then Q·ω_0 and ω_0² are rational, and so is the form.

Many spellings are tried and few are used: names are provisional until `Namer.settled` gives them for good.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.coefficients import beside, minus, price, static
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.small import MOST_TERMS
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import S
from gainproof.algebra.rational import Monomial, Polynomial, Ratio
from gainproof.expression import (
    ONE,
    ZERO,
    Expr,
    Num,
    Quot,
    Sym,
    add,
    div,
    mul,
    neg,
    power,
    root,
)
from gainproof.tidy import above, below

_SUPERSCRIPTS = ("", "", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹")
WORTH_A_NAME = 3.0
"""A coefficient of a section of high order that costs more than this is named."""


@dataclass(frozen=True)
class Section:
    """1 + a[0]·s + a[1]·s² + …, to a power."""

    a: tuple[Ratio, ...]
    times: int


def parted(subject: Subject, p: Polynomial) -> tuple[Ratio, int, list[Section]]:
    """A polynomial as a constant times a power of s times sections."""
    ring = subject.scribe.ring
    at = ring.names.index(S)
    found = [(p, 1)]
    constant = ring.one
    if len(p) <= MOST_TERMS:
        k, factored = p.factor()
        found = [(f, int(n)) for f, n in factored]
        constant = ring.number(int(k))
    power_of_s, sections = 0, []
    for f, n in found:
        c = by_powers(subject, f, at)
        low = min(c)
        power_of_s += low * n
        constant = constant * c[low] ** n
        if max(c) > low:
            a = tuple(c.get(j, ring.zero) / c[low] for j in range(low + 1, max(c) + 1))
            sections.append(Section(a, n))
    return constant, power_of_s, sorted(sections, key=lambda x: len(x.a))


def by_powers(subject: Subject, p: Polynomial, at: int) -> dict[int, Ratio]:
    """The coefficients of the powers of s."""
    ring = subject.scribe.ring
    found: dict[int, dict[Monomial, int]] = {}
    for m, c in p.to_dict().items():
        found.setdefault(int(m[at]), {})[(*m[:at], 0, *m[at + 1 :])] = c
    return {j: Ratio(ring, ring.polynomial(t), ring.unit) for j, t in found.items()}


class Frequencies:
    """Spells the sections of one candidate; those that mean the same share their names."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.scribe = subject.scribe
        self.resonant = False
        self.given: list[tuple[Sym, Any]] = []
        self._terms: list[tuple[Expr, int, Ratio]] = []

    def plain(self, section: Section) -> Expr:
        """The section with its coefficients as they are."""
        return self.ascending([static(self.subject, a) if a else None for a in section.a], section.a)

    def named(self, section: Section, kind: str, number: str) -> Expr:
        """The section in standard form.

        `kind` is "p" for a pole, "z" for a zero; `number` tells it from others, "" if there are none.
        """
        if len(section.a) == 1:
            return self._first_order(section.a[0], kind, number)
        if len(section.a) == 2 and not (section.a[0] and minus(section.a[1])):
            return self._second_order(section.a[0], section.a[1], kind, number)
        return self._higher(section.a, kind)

    def ascending(self, spelled: Sequence[Expr | None], a: Sequence[Ratio]) -> Expr:
        """1 + … + a_n s^n; the coefficients are spelled as given."""
        terms: list[Expr] = [ONE]
        for j, (x, c) in enumerate(zip(spelled, a, strict=True), 1):
            if x is not None:
                s = power(Sym(S), j)
                terms.append(neg(beside(s, neg(x))) if minus(c) else beside(s, x))
        return add(*terms)

    def known(self, section: Section) -> Expr:
        """The plain section, but with the frequencies that are named already."""
        terms: list[Expr] = [ONE]
        for j, c in enumerate(section.a, 1):
            found = next((x for x, n, value in self._terms if n == j and value == c), None)
            if found is None and c:
                x = static(self.subject, -c if minus(c) else c)
                found = beside(power(Sym(S), j), x)
                found = neg(found) if minus(c) else found
            terms.append(found or ZERO)
        return add(*terms)

    def _first_order(self, a: Ratio, kind: str, number: str) -> Expr:
        size = -a if minus(a) else a
        about = "pole" if kind == "p" else "zero"
        small = self.subject.small
        if kind == "p" and not (small.free(size.num) and small.free(size.den)):
            kind, about = "c", "closed-loop pole"
        omega = self._name(
            f"omega_{kind}{number}",
            lambda v: v == size.reciprocal(),
            lambda: static(self.subject, size.reciprocal()),
            about,
            "rad/s",
        )
        term = div(Sym(S), omega)
        self._terms.append((term, 1, size))
        return add(ONE, neg(term) if minus(a) else term)

    def _second_order(self, a: Ratio, b: Ratio, kind: str, number: str) -> Expr:
        self.resonant = True
        size = -b if minus(b) else b
        poles = kind == "p"
        below = number or "0" if poles else f"z{number}"
        omega = self._name(
            f"omega_{below}",
            lambda v: v * v == size.reciprocal(),
            lambda: self._natural(size),
            "natural frequency" if poles else "frequency of the zeros",
            "rad/s",
        )
        square = div(power(Sym(S), 2), power(omega, 2))
        self._terms.append((square, 2, size))
        square = neg(square) if minus(b) else square
        if not a:
            return add(ONE, square)
        b, size = size, -a if minus(a) else a
        frequency = self.scribe.point()[omega.name]
        quality = self._name(
            (f"Q_{number}" if number else "Q") if poles else f"Q_z{number}",
            lambda v: v * frequency == size.reciprocal(),
            lambda: self._quality(size, b, omega),
            "quality factor" if poles else "quality factor of the zeros",
            "1",
        )
        term = div(Sym(S), mul(quality, omega))
        self._terms.append((term, 1, size))
        return add(ONE, neg(term) if minus(a) else term, square)

    def _higher(self, a: tuple[Ratio, ...], kind: str) -> Expr:
        self.resonant = True
        spelled: list[Expr | None] = []
        for j, c in enumerate(a, 1):
            size = -c if minus(c) else c
            x = static(self.subject, size) if c else None
            if x is not None and PLAIN.cost(x) > WORTH_A_NAME:
                about = "coefficient of s" + (_SUPERSCRIPTS[j] if j < len(_SUPERSCRIPTS) else f"^{j}")
                stem = f"{'b' if kind == 'p' else 'a'}_{j}"
                x = self.symbol(stem, size, about, "s" if j == 1 else "")
                self.subject.namer.shorthand.add(x.name)
            spelled.append(neg(x) if x is not None and minus(c) else x)
        return self.ascending(spelled, a)

    def _natural(self, b: Ratio) -> Expr:
        """1/√b, squares taken out of the root."""
        scribe = self.scribe
        found: list[Expr] = []
        k, factors = scribe.term(b.reciprocal())
        if k > 0:
            outside = {x: int(e / 2) for x, e in factors.items() if abs(e) > 1}
            inside = {x: e % 2 if e > 0 else -(-e % 2) for x, e in factors.items() if e % 2}
            num, den = _square(k.numerator), _square(k.denominator)
            head = scribe.product(Fraction(num, den), outside)
            found.append(_rooted(head, scribe.product(k * Fraction(den * den, num * num), inside)))
        for x in (static(self.subject, b.reciprocal()), div(ONE, static(self.subject, b))):
            found.append(root(x))
        return min(found, key=lambda x: price(self.subject, x))

    def _quality(self, a: Ratio, b: Ratio, omega: Sym) -> Expr:
        """ω_0·b/a or 1/(ω_0·a)."""
        x, y = static(self.subject, b / a), static(self.subject, a)
        z = static(self.subject, a.reciprocal())
        found = [beside(omega, x), div(mul(*below(y)), mul(omega, *above(y)))]
        found.append(div(mul(*above(z)), mul(omega, *below(z))))
        return min(found, key=lambda x: price(self.subject, x))

    def _name(
        self,
        stem: str,
        means: Callable[[Any], bool],
        spell: Callable[[], Expr],
        about: str,
        unit: str,
    ) -> Sym:
        """The symbol of what `means` tells: one that is there, or a provisional one."""
        scribe = self.scribe
        point = scribe.point()
        asked = ((Sym(n), point[n]) for n in self.subject.namer.wishes.wanted if n in scribe.names)
        for symbol, value in (*self.given, *asked):
            if means(value):
                return symbol
        meaning = spell()
        name = Name(self.subject.namer.provisional(stem), meaning, about, unit)
        value = meaning.value(scribe.point(), scribe.ring.number)
        scribe.note(name, value)
        self.given.append((Sym(name.symbol), value))
        return self.given[-1][0]

    def symbol(self, stem: str, value: Ratio, about: str, unit: str) -> Sym:
        """The symbol of a rational function: a coefficient, a reactance that a circuit simulates."""
        return self._name(stem, lambda v: v == value, lambda: static(self.subject, value), about, unit)


def _square(n: int) -> int:
    """√n, or 1 where that is not whole."""
    r = isqrt(n)
    return r if r * r == n else 1


def _rooted(head: Expr, rest: Expr) -> Expr:
    """head·√rest, as one fraction."""
    if rest == ONE:
        return head
    up, down = (head.num, head.den) if isinstance(head, Quot) else (head, ONE)
    if isinstance(rest, Quot) and isinstance(rest.num, Num) and rest.num == ONE:
        return div(up, mul(down, root(rest.den)))
    return div(mul(up, root(rest)), down)
