"""A claim too wide for its room is cut: what is too wide gets a name, and a claim of its own.

A numerator is called N, a denominator D, a long sum Σ_1, a product Π_1, any other wide part Φ_1, which no
reader takes for a part of the circuit; a polynomial in s is collected by powers, its coefficients called a_k
or b_k.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.expression import (
    Equation,
    Expr,
    Neg,
    Par,
    Pow,
    Prod,
    Quot,
    Root,
    Sum,
    Sym,
    add,
    mul,
    neg,
    power,
)
from gainproof.render.paint import Paint, Painted
from gainproof.render.room import BOUNDLESS, INDENT, Room
from gainproof.render.typesetting import typeset

_LOW = 0.6  # a part named because a formula is too tall is at most this part of the tallest
_GREEK: Mapping[type[Expr], str] = {Sum: "Sigma", Prod: "Pi"}


def cut(claim: Equation, room: Room, taken: set[str]) -> list[Equation]:
    """The claim with its wide parts named, and after it what the names stand for."""
    return _Cutter(room, taken).cut(claim)


class _Cutter:
    def __init__(self, room: Room, taken: set[str]) -> None:
        self.room = room
        self.taken = taken
        self.defined: list[Equation] = []
        self.named: dict[Expr, Sym] = {}

    def cut(self, claim: Equation) -> list[Equation]:
        if self.room.fits(claim):
            return [claim]
        left, right = claim.left, claim.right
        if self.room.narrow(left):
            space = self.room.beside(left)
        else:
            space = self.room.widest - 2 * INDENT
            left = self.rowable(left, space)
        out = [Equation(left, self.rowable(right, space), claim.relation)]
        pending, self.defined = self.defined, []
        for definition in pending:
            out += self.cut(definition)
        return out

    def rowable(self, x: Expr, space: float) -> Expr:
        """`x` with parts named until it is small, or a sum or product of small parts."""
        x = self.lowered(x)
        if self.room.small(x, space):
            return x
        match x:
            case Painted(args=(Sum() as inside, Paint(word=""))):
                return self.rowable(_term_by_term(inside, x.paint), space)
            case Sum():
                x = self.by_powers(x)
                return Sum(*(self.summand(t, space - INDENT) for t in x.args)) if isinstance(x, Sum) else x
            case Neg():
                return neg(self.rowable(x.args[0], space - INDENT))
            case _:
                return self.rowable_term(x, space)

    def summand(self, x: Expr, space: float) -> Expr:
        """A term of a sum, which stands in one row: of a product the widest factors get names."""
        x = self.rowable_term(x, space)
        match x:
            case Neg():
                return neg(self.summand(x.args[0], space))
            case Painted():
                return Painted(self.summand(x.inside, space), x.paint)
        while isinstance(x, Prod | Par) and not self.room.small(x, space):
            widest = max(x.args, key=self.room.span)
            named = self.name(widest)
            if named == widest:
                break
            x = type(x)(*(named if f is widest else f for f in x.args))
        return x

    def lowered(self, x: Expr) -> Expr:
        """`x` with deep parts named until it is no taller than a row may be, as in a continued fraction."""
        while self.room.span(x) < BOUNDLESS and self.room.tall(typeset(x)) > self.room.tallest:
            low = self.lower(x)
            if low == x:
                break
            x = low
        return x

    def lower(self, x: Expr) -> Expr:
        """`x` with one part named: the first on the way down its tallest branch that is low enough."""
        heights = [self.room.tall(typeset(c)) for c in x.children]
        at = heights.index(max(heights))
        part = x.children[at]
        if not part.children:
            return x
        part = self.name(part) if heights[at] <= _LOW * self.room.tallest else self.lower(part)
        return x.rebuilt((*x.children[:at], part, *x.children[at + 1 :]))

    def rowable_term(self, x: Expr, space: float) -> Expr:
        """`x` with parts named until it is small or a product of small factors."""
        if self.room.small(x, space):
            return x
        match x:
            case Painted():
                return Painted(self.rowable_term(x.inside, space), x.paint)
            case Neg():
                return Neg(self.rowable_term(x.args[0], space))
            case Quot():
                num, den = x.num, x.den
                if not self.room.small(num, space):
                    num = self.name(num, "N")
                if not self.room.small(Quot(num, den), space):
                    den = self.name(den, "D")
                if not self.room.small(Quot(num, den), space):
                    num = self.name(num, "N")
                return Quot(num, den)
            case Prod() | Par():
                return type(x)(*(self.part(f, space - 2 * INDENT) for f in x.args))
            case Pow():
                return Pow(self.name(x.base), x.exponent)
            case Root():
                return Root(self.name(x.inside))
            case Sum():
                return self.name(x)
        return x

    def part(self, x: Expr, space: float) -> Expr:
        """A factor that may stand in a row of its own."""
        if self.room.small(x, space):
            return x
        return self.rowable_term(x, space) if isinstance(x, Quot) else self.name(x)

    def name(self, x: Expr, letter: str = "") -> Expr:
        """A symbol in place of `x`, which becomes a claim of its own; the same for what is the same."""
        if not x.children:
            return x
        if isinstance(x, Painted):
            return Painted(self.name(x.inside, letter), x.paint)
        if x not in self.named:
            self.named[x] = Sym(self.fresh(letter or _GREEK.get(type(x), "Phi")))
            self.defined.append(Equation(self.named[x], x))
        return self.named[x]

    def fresh(self, letter: str) -> str:
        name, k = letter, 0
        while name in self.taken or (k == 0 and len(letter) > 1):
            k += 1
            name = f"{letter}_{k}"
        self.taken.add(name)
        return name

    def by_powers(self, x: Sum) -> Expr:
        """A long polynomial in s, collected: each coefficient becomes a claim of its own."""
        groups: dict[int, list[Expr]] = {}
        for t in x.args:
            n, rest = _power_of_s(t)
            if "s" in rest.symbols():
                return x
            groups.setdefault(n, []).append(rest)
        if len(groups) < 2 or max(map(len, groups.values())) < 2:
            return x
        letter = next((c for c in "abcdefgh" if not any(f"{c}_{n}" in self.taken for n in groups)), "")
        if not letter:
            return x
        out: list[Expr] = []
        for n in sorted(groups):
            coefficient = add(*groups[n])
            if len(groups[n]) > 1:
                name = f"{letter}_{n}"
                self.taken.add(name)
                self.defined.append(Equation(Sym(name), coefficient))
                coefficient = Sym(name)
            out.append(mul(coefficient, power(Sym("s"), n)))
        return add(*out)


def _power_of_s(term: Expr) -> tuple[int, Expr]:
    """The power of s that a term carries as factors, and the term without it."""
    if isinstance(term, Neg):
        n, rest = _power_of_s(term.args[0])
        return n, neg(rest)
    parts = term.args if isinstance(term, Prod) else (term,)
    n, rest_parts = 0, []
    for f in parts:
        if f == Sym("s"):
            n += 1
        elif isinstance(f, Pow) and f.base == Sym("s"):
            n += f.exponent
        else:
            rest_parts.append(f)
    return n, mul(*rest_parts)


def _term_by_term(x: Sum, paint: Paint) -> Sum:
    """A painted sum as a sum of painted terms, which may stand in rows."""
    return Sum(*(Neg(Painted(t.args[0], paint)) if isinstance(t, Neg) else Painted(t, paint) for t in x.args))
