"""Claims broken into lines that fit.

A formula too wide for its column runs off the page in silence, and a fraction cannot be broken.  So a
wide claim is first cut: its numerator is called N, its denominator D, a long sum Σ_1, a product Π_1, any
other wide part Φ_1, which no reader takes for a part of the circuit; a polynomial in s is collected by
powers, its coefficients called a_k or b_k.  What is left are sums, whose terms are filled into aligned
rows.  How wide a formula is, is measured on its marks, so that the page (in em) and the terminal (in
characters) share this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

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
from gainproof.render.marks import MINUS, PARALLEL, PLUS, TIMES, Mark, Sign, Word, row
from gainproof.render.measures import Measure, height, width
from gainproof.render.paint import Paint, Painted
from gainproof.render.typesetting import factor, signed, typeset

MOST_ROWS = 36  # rows of one sum; more are not read by anyone, the JSON has them all
TALLEST = 14.0  # em of one row
INDENT = 2.0
TAG_GAP, TAG_LETTER = 1.0, 0.5  # em that keep a number off its formula, em of one of its letters
BOX = 1.2  # em that the frame of a result takes
_NARROW = 0.4  # a left side of more than this part of the width stands in rows of its own


_LOW = 0.6  # a part named because a formula is too tall is at most this part of the tallest
_BOUNDLESS = 1e9
_GREEK: Mapping[type[Expr], str] = {Sum: "Sigma", Prod: "Pi"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a display: what stands before the alignment point, what after it."""

    before: Mark
    after: Mark
    indent: bool = False


EMPTY = row([])


@dataclass(frozen=True, slots=True)
class Room:
    """The space there is: the widest row, the tallest, the most rows of one sum, and how to measure."""

    widest: float
    tallest: float = TALLEST
    most_rows: int = MOST_ROWS
    measure: Measure = width
    tall: Callable[[Mark], float] = field(default=height)

    def left_by(self, number: str, boxed: bool = False) -> Room:
        """The room that is left beside a number in brackets, and inside of a box."""
        tag = TAG_GAP + TAG_LETTER * (len(number) + 2) if number else 0.0
        return replace(self, widest=self.widest - tag - (BOX if boxed else 0.0))


def lines(claim: Equation, room: Room, taken: set[str]) -> tuple[Line, ...]:
    """The rows of a claim; names made up for wide parts avoid `taken`, and are added to it.

    Every row fits the room if every single factor of the claim does.
    """
    fitter = _Fitter(room, taken)
    rows = [line for part in fitter.cut(claim) for line in fitter.fill(part)]
    aligned = max(room.measure(x.before) for x in rows) + max(room.measure(x.after) for x in rows)
    if aligned + INDENT > room.widest and len(rows) > 1:
        rows = [replace(x, before=EMPTY, after=row([x.before, x.after])) for x in rows]
    return tuple(rows)


def broken(x: Expr, room: Room, space: float) -> list[Mark]:
    """The rows of a sum or product that is wider than `space`, nothing in it named; else one row."""
    return _Fitter(room, set()).rows(x, space)


def cut(claim: Equation, room: Room, taken: set[str]) -> list[Equation]:
    """The claim with its wide parts named, and after it what the names stand for."""
    return _Fitter(room, taken).cut(claim)


class _Fitter:
    def __init__(self, room: Room, taken: set[str]) -> None:
        self.room = room
        self.taken = taken
        self.defined: list[Equation] = []
        self.named: dict[Expr, Sym] = {}

    def cut(self, claim: Equation) -> list[Equation]:
        if self.fits(claim):
            return [claim]
        left, right = claim.left, claim.right
        if self.narrow(left):
            space = self.beside(left)
        else:
            space = self.room.widest - 2 * INDENT
            left = self.rowable(left, space)
        out = [Equation(left, self.rowable(right, space), claim.relation)]
        pending, self.defined = self.defined, []
        for definition in pending:
            out += self.cut(definition)
        return out

    def fill(self, claim: Equation) -> list[Line]:
        """The rows of a claim that was cut."""
        left, right = claim.left, claim.right
        if self.fits(claim):
            return [Line(typeset(left), row([Sign(claim.relation), typeset(right)]))]
        if self.narrow(left):
            first, *rest = self.rows(right, self.beside(left))
            return [
                Line(typeset(left), row([Sign(claim.relation), first])),
                *(Line(EMPTY, r, indent=True) for r in rest),
            ]
        space = self.room.widest - 2 * INDENT
        above, below = self.rows(left, space), self.rows(right, space)
        below[0] = row([Sign(claim.relation), below[0]])
        if len(below) == 1 and sum(map(self.room.measure, (above[-1], below[0]))) <= space:
            above[-1] = row([above[-1], below.pop()])
        return [Line(EMPTY, r, indent=i > 0) for i, r in enumerate([*above, *below])]

    def narrow(self, left: Expr) -> bool:
        return self.span(left) <= self.room.widest * _NARROW

    def beside(self, left: Expr) -> float:
        return self.room.widest - self.span(left) - 2 * INDENT

    # Measures that never typeset what is far too long.

    def span(self, x: Expr) -> float:
        if _leaves(x, 400) >= 400:
            return _BOUNDLESS
        return self.room.measure(typeset(x))

    def fits(self, claim: Equation) -> bool:
        left, right = self.span(claim.left), self.span(claim.right)
        if left + self.room.measure(Sign(claim.relation)) + right > self.room.widest:
            return False
        return all(self.room.tall(typeset(x)) <= self.room.tallest for x in (claim.left, claim.right))

    def small(self, x: Expr, space: float) -> bool:
        return self.span(x) <= space and self.room.tall(typeset(x)) <= self.room.tallest

    # Cutting: what is too wide gets a name.

    def rowable(self, x: Expr, space: float) -> Expr:
        """`x` with parts named until it is small, or a sum or product of small parts."""
        x = self.lowered(x)
        if self.small(x, space):
            return x
        match x:
            case Painted(args=(Sum() as inside, Paint(word=""))):
                return self.rowable(_term_by_term(inside, x.paint), space)
            case Sum():
                x = self.by_powers(x, space)
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
        while isinstance(x, Prod | Par) and not self.small(x, space):
            widest = max(x.args, key=self.span)
            named = self.name(widest)
            if named == widest:
                break
            x = type(x)(*(named if f is widest else f for f in x.args))
        return x

    def lowered(self, x: Expr) -> Expr:
        """`x` with deep parts named until it is no taller than a row may be, as in a continued fraction."""
        while self.span(x) < _BOUNDLESS and self.room.tall(typeset(x)) > self.room.tallest:
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
        if self.small(x, space):
            return x
        match x:
            case Painted():
                return Painted(self.rowable_term(x.inside, space), x.paint)
            case Neg():
                return Neg(self.rowable_term(x.args[0], space))
            case Quot():
                num, den = x.num, x.den
                if not self.small(num, space):
                    num = self.name(num, "N")
                if not self.small(Quot(num, den), space):
                    den = self.name(den, "D")
                if not self.small(Quot(num, den), space):
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
        if self.small(x, space):
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

    def by_powers(self, x: Sum, space: float) -> Expr:
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

    # Filling rows with what is left.

    def rows(self, x: Expr, space: float) -> list[Mark]:
        """The rows of a sum, product or parallel combination; one row for anything else."""
        if self.small(x, space):
            return [typeset(x)]
        match x:
            case Sum():
                return self.filled(_terms(x), len(x.args), "terms", space)
            case Prod():
                return self.filled(_joined(x.args, TIMES), len(x.args), "factors", space)
            case Par():
                return self.filled(_joined(x.args, PARALLEL), len(x.args), "parts", space)
            case Neg() if isinstance(x.args[0], Prod):
                inside = self.rows(x.args[0], space - INDENT)
                return [row([Sign(MINUS, prefix=True), inside[0]]), *inside[1:]]
        return [typeset(x)]

    def filled(self, pieces: Iterable[tuple[Mark, ...]], count: int, what: str, space: float) -> list[Mark]:
        out: list[list[Mark]] = [[]]
        used = 0.0
        for done, piece in enumerate(islice(pieces, count)):
            w = sum(map(self.room.measure, piece))
            if out[-1] and used + w > space:
                if len(out) >= self.room.most_rows:
                    out.append([Sign(PLUS), Word(f"… {_grouped(count - done)} more {what}, in the JSON")])
                    break
                out.append([])
                used = INDENT
            out[-1] += piece
            used += w
        return [row(r) for r in out]


def _terms(x: Sum) -> Iterable[tuple[Mark, ...]]:
    yield (typeset(x.args[0]),)
    for t in x.args[1:]:
        sign, body = signed(t)
        yield (Sign(sign), body)


def _joined(parts: tuple[Expr, ...], sign: str) -> Iterable[tuple[Mark, ...]]:
    for i, p in enumerate(parts):
        yield (factor(p),) if i == 0 else (Sign(sign), factor(p))


def _grouped(n: int) -> str:
    return f"{n:,}".replace(",", " ")


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


def _leaves(x: Expr, most: int) -> int:
    """The number of leaves of `x`, counted no further than `most`."""
    return sum(1 for _ in islice((n for n in x.walk() if not n.children), most))
