"""What people get wrong, made on purpose: one line of a table a misconception.

A *slip* looks at one part of a formula and writes it as somebody would who has this misconception.  The codes
are those by which a wrong line is diagnosed (`gainproof.hand.codes`), so that a learner meets one word for
one mistake.  What would give itself away is left out: a dimension other than the right answer's, x/x, x - x.
Whether what is left is false in the circuit is not decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gainproof.expression import (
    ONE,
    Equation,
    Expr,
    Neg,
    Num,
    Par,
    Prod,
    Quot,
    Sum,
    Sym,
    add,
    div,
    mul,
    neg,
)
from gainproof.units import PURE, Dimension, DimensionError, dimension

Dimensions = Mapping[str, Dimension | None]
Change = tuple[Expr, Expr, Expr]
"""The new part; what of it is wrong, and what it should be, for the sentence of the feedback."""
Write = Callable[[Expr, "Setting"], Iterator[Change]]


@dataclass(frozen=True)
class Setting:
    """What a slip may know of the formula: the dimensions of its symbols, and all of its parts."""

    of: Dimensions
    whole: Expr

    def alike(self, symbol: str) -> list[str]:
        """The other symbols of the formula that have the dimension of this one."""
        mine = self.of.get(symbol)
        return [
            n for n in self.whole.symbols() if n != symbol and mine is not None and self.of.get(n) == mine
        ]

    def pure(self, x: Expr) -> bool:
        """Has it symbols, and no dimension?"""
        return bool(x.symbols()) and self.size(x) == PURE

    def size(self, x: Expr) -> Dimension | None:
        try:
            return dimension(x, self.of)
        except DimensionError:
            return None


class Misconception(NamedTuple):
    """The code of the catalogue, how a part is written by it, and what is said to whom has it."""

    code: str
    write: Write
    says: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong formula: the code of what is wrong, a sentence on it, and what fills the sentence."""

    code: str
    says: str
    formula: Expr
    wrong: Expr
    right: Expr


def _terms(x: Expr) -> tuple[Expr, ...]:
    return x.args if isinstance(x, Sum) else ()


def sign_of_a_term(x: Expr, at: Setting) -> Iterator[Change]:
    for k, t in enumerate(_terms(x)):
        if k or not isinstance(t, Num):
            yield add(*x.args[:k], neg(t), *x.args[k + 1 :]), neg(t), t


def upside_down(x: Expr, at: Setting) -> Iterator[Change]:
    if isinstance(x, Quot) and x.num.symbols() and at.pure(x):
        yield Quot(x.den, x.num), Quot(x.den, x.num), x


def one_forgotten(x: Expr, at: Setting) -> Iterator[Change]:
    """R2/R1, the gain of the inverting amplifier, for 1 + R2/R1."""
    if len(_terms(x)) == 2 and ONE in x.args and all(at.pure(t) for t in x.args if t != ONE):
        rest = next((t for t in x.args if t != ONE), ONE)
        if not isinstance(rest, Neg):
            yield rest, rest, x


def term_forgotten(x: Expr, at: Setting) -> Iterator[Change]:
    if len(_terms(x)) > 2 or (_terms(x) and ONE not in x.args):
        for k, t in enumerate(x.args):
            if t.symbols():
                yield add(*x.args[:k], *x.args[k + 1 :]), add(*x.args[:k], *x.args[k + 1 :]), t


def one_too_much(x: Expr, at: Setting) -> Iterator[Change]:
    """1 + R2/R1, the noise gain, for R2/R1, the gain of the signal."""
    if isinstance(x, Quot) and isinstance(x.num, Sym) and isinstance(x.den, Sym) and at.pure(x):
        yield Sum(ONE, x), Sum(ONE, x), x


def factor_forgotten(x: Expr, at: Setting) -> Iterator[Change]:
    if isinstance(x, Prod):
        for k, f in enumerate(x.args):
            if at.pure(f) or isinstance(f, Num):
                left = mul(*x.args[:k], *x.args[k + 1 :])
                yield left, left, f
    if isinstance(x, Quot) and x.num != ONE and at.pure(x.den) and not isinstance(x.num, Num):
        yield x.num, x.num, div(ONE, x.den)


def factor_too_much(x: Expr, at: Setting) -> Iterator[Change]:
    """A gain of the formula also where it does not belong."""
    gains = [y for y in at.whole.walk() if isinstance(y, Sym) and at.pure(y)]
    for t in _terms(x):
        for g in dict.fromkeys(gains):
            if t.symbols() and g.args[0] not in t.symbols():
                bigger = neg(mul(g, t.args[0])) if isinstance(t, Neg) else mul(g, t)
                yield add(*(bigger if y is t else y for y in x.args)), g, t


def wrong_index(x: Expr, at: Setting) -> Iterator[Change]:
    if isinstance(x, Sym):
        for other in at.alike(x.name):
            yield Sym(other), Sym(other), x


def bracket_too_short(x: Expr, at: Setting) -> Iterator[Change]:
    """a·b + c for a·(b + c)."""
    if isinstance(x, Prod):
        for k, f in enumerate(x.args):
            if isinstance(f, Sum):
                rest = x.args[:k] + x.args[k + 1 :]
                short = add(mul(*rest, f.args[0]), *f.args[1:])
                yield short, short, x


def above_for_below(x: Expr, at: Setting) -> Iterator[Change]:
    """N·(1 + x) for N/(1 + x)."""
    if isinstance(x, Quot) and at.pure(x.den) and x.num != ONE:
        yield mul(x.num, x.den), x.den, x
    if isinstance(x, Prod):
        for k, f in enumerate(x.args):
            if at.pure(f) and not isinstance(f, Quot):
                rest = x.args[:k] + x.args[k + 1 :]
                yield div(mul(*rest), f), f, x


def in_series(x: Expr, at: Setting) -> Iterator[Change]:
    if isinstance(x, Par):
        yield Sum(*x.args), Sum(*x.args), x


def difference_below(x: Expr, at: Setting) -> Iterator[Change]:
    """R1 R2/(R1 - R2) for R1∥R2: the formula half remembered."""
    if isinstance(x, Par) and len(x.args) == 2:
        a, b = x.args
        wrong = Quot(mul(a, b), add(a, neg(b)))
        yield wrong, wrong, x


MISCONCEPTIONS: tuple[Misconception, ...] = (
    Misconception("GP101", sign_of_a_term, "The sign of {right} is lost."),
    Misconception("GP102", upside_down, "{wrong} is upside down; it is {right}."),
    Misconception("GP103", one_forgotten, "{wrong} lacks the 1; it is {right}."),
    Misconception("GP103", term_forgotten, "The term {right} is left out."),
    Misconception("GP104", one_too_much, "{wrong} has a 1 too many; it is {right}."),
    Misconception("GP105", factor_forgotten, "The factor {right} is left out."),
    Misconception("GP106", factor_too_much, "{right} is multiplied by {wrong} without need."),
    Misconception("GP107", wrong_index, "{wrong} stands where {right} belongs."),
    Misconception("GP109", bracket_too_short, "The bracket closes too early; it is {right}."),
    Misconception("GP110", above_for_below, "{wrong} is on the wrong side of the fraction line."),
    Misconception("GP111", in_series, "{wrong} is the parts in series; they are in parallel, {right}."),
    Misconception("GP111", difference_below, "{wrong} is no parallel combination; it is {right}."),
)
"""Slips of one part of a formula, in the order of their codes."""

WRONG_SIGN = "All of it has the opposite sign."
SWAPPED = "{wrong} and {right} have changed places."
AT_THE_LIMIT = "At finite values the imperfections stay in the answer."


def slips(formula: Expr, of: Dimensions) -> Iterator[Slip]:
    """Every wrong formula that one slip makes of this one, each once.

    `of` are the dimensions of the symbols.  A slip that would change the dimension is left out.
    """
    at = Setting(of, formula)
    size = at.size(formula)
    seen = {formula}
    for slip in (*_of_the_whole(formula), *_of_a_part(formula, at), *_swapped(formula, at)):
        if slip.formula not in seen and at.size(slip.formula) == size and not _silly(slip.formula):
            seen.add(slip.formula)
            yield slip


def _silly(x: Expr) -> bool:
    """Is there an x/x, an x - x, an x + x or a 1 + (1 + x) in it?"""
    for y in x.walk():
        if isinstance(y, Quot) and not isinstance(y.den, Sum | Par):
            if y.num == y.den or y.den in y.num.children or y.num in y.den.children:
                return True
        elif isinstance(y, Quot) and y.num == y.den:
            return True
        if isinstance(y, Sum) and any(
            neg(t) in y.args or (ONE in y.args and ONE in _terms(t)) for t in y.args
        ):
            return True
    return False


def _of_the_whole(formula: Expr) -> Iterator[Slip]:
    yield Slip("GP101", WRONG_SIGN, neg(formula), neg(formula), formula)


def _swapped(formula: Expr, at: Setting) -> Iterator[Slip]:
    names = formula.symbols()
    for k, n in enumerate(names):
        for other in at.alike(n):
            if other in names[k + 1 :]:
                swapped = formula.replaced({n: Sym(other), other: Sym(n)})
                yield Slip("GP108", SWAPPED, swapped, Sym(other), Sym(n))


def _of_a_part(formula: Expr, at: Setting) -> Iterator[Slip]:
    for m in MISCONCEPTIONS:
        for whole, wrong, right in _everywhere(formula, m.write, at):
            yield Slip(m.code, m.says, whole, wrong, right)


def _everywhere(x: Expr, write: Write, at: Setting) -> Iterator[Change]:
    """The slip in each part of the tree, the others as they are."""
    yield from write(x, at)
    for k, child in enumerate(x.children):
        for new, wrong, right in _everywhere(child, write, at):
            try:
                whole = x.rebuilt((*x.children[:k], new, *x.children[k + 1 :]))
            except ZeroDivisionError:
                continue
            yield whole, wrong, right


def slipped_definitions(
    formula: Expr, definitions: tuple[Equation, ...], of: Dimensions
) -> Iterator[tuple[Equation, Slip]]:
    """Each slip in the meaning of a name, which then is wrong wherever the name stands."""
    for q in definitions:
        if isinstance(q.left, Sym) and q.left.name in formula.symbols():
            for slip in slips(q.right, of):
                if slip.says == WRONG_SIGN:
                    continue
                yield Equation(q.left, slip.formula), slip
