"""The errors that people make in algebra, as edits of a tree, one function a kind.

Each takes a true equation and the symbols that its writer has at hand, and gives every way in which the
error can be made there.  Whether the outcome is false is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from benchmarks.planted.trees import (
    at,
    factors,
    fraction,
    is_number,
    minus,
    places,
    power,
    product,
    put,
    total,
)
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.units import Dimension, DimensionError, dimension


@dataclass(frozen=True)
class Desk:
    """What lies before the writer: symbols with their dimensions (None for unknown)."""

    dimensions: Mapping[str, Dimension | None]

    def like(self, name: str) -> list[str]:
        """Other symbols of the same known dimension."""
        mine = self.dimensions.get(name)
        return [n for n, d in self.dimensions.items() if n != name and d is not None and d == mine]

    def unlike(self, name: str) -> list[str]:
        """Symbols of another dimension."""
        mine = self.dimensions.get(name)
        return [n for n, d in self.dimensions.items() if d is not None and mine is not None and d != mine]


Mutants = Iterator[Equation]
SMALL = 6
"""Leaves of the largest part that is forgotten."""


def sign(q: Equation, desk: Desk) -> Mutants:
    """A term of a sum, or a whole side, with the other sign."""
    for place, x in places(q):
        if isinstance(x, Sum):
            for k, t in enumerate(x.args):
                yield put(q, place, total([*x.args[:k], minus(t), *x.args[k + 1 :]]))
        elif len(place) == 1 and x != ZERO:
            yield put(q, place, minus(x))


def inverted_fraction(q: Equation, desk: Desk) -> Mutants:
    """a/b for b/a, R for 1/R."""
    for place, x in places(q):
        if isinstance(x, Quot) and not is_number(x.den):
            yield put(q, place, fraction(x.den, x.num))


def dropped_term(q: Equation, desk: Desk) -> Mutants:
    """A sum without one of its terms."""
    for place, x in places(q):
        if isinstance(x, Sum):
            for k in (k for k, t in enumerate(x.args) if _forgettable(t, q)):
                yield put(q, place, total([*x.args[:k], *x.args[k + 1 :]]))


def extra_term(q: Equation, desk: Desk) -> Mutants:
    """A sum with a term like one of the others, of another part; or a one too many."""
    for place, x in places(q):
        if not isinstance(x, Sum):
            continue
        for t in x.args:
            for name in t.symbols()[:3]:
                for other in desk.like(name)[:6]:
                    new = t.replaced({name: Sym(other)})
                    if new not in x.args:
                        yield put(q, place, total([*x.args, new]))
        if _dimension(x, desk) == (0, 0, 0) and ONE not in x.args:
            yield put(q, place, total([ONE, *x.args]))


def dropped_factor(q: Equation, desk: Desk) -> Mutants:
    """A product without one of its factors, a fraction without what is below."""
    for place, x in places(q):
        if isinstance(x, Prod):
            for k in (k for k, f in enumerate(x.args) if _forgettable(f, q)):
                yield put(q, place, product([*x.args[:k], *x.args[k + 1 :]]))
        elif isinstance(x, Quot) and x.num != ONE and _forgettable(x.den, q):
            yield put(q, place, x.num)


def _forgettable(part: Expr, q: Equation) -> bool:
    """Is it a small part of the line?  Nobody forgets half of what he writes."""
    size = sum(not n.children for n in part.walk())
    whole = sum(not n.children for x in (q.left, q.right) for n in x.walk())
    return size <= SMALL and 2 * size <= whole


def extra_factor(q: Equation, desk: Desk) -> Mutants:
    """Twice, or times a symbol of the line, somewhere above or below."""
    symbols = [Sym(n) for n in q.symbols()]
    for place, x in places(q):
        if x == ZERO or isinstance(x, Pow | Num) or len(place) > 4:
            continue
        for f in [Num(2), *symbols]:
            if f not in factors(x):
                yield put(q, place, product([f, x]) if isinstance(f, Num) else product([x, f]))
            if isinstance(x, Quot) and f not in factors(x.den):
                yield put(q, place, fraction(x.num, product([f, *factors(x.den)])))


def wrong_symbol(q: Equation, desk: Desk) -> Mutants:
    """Another part's resistance, another node's voltage."""
    for place, x in places(q):
        if isinstance(x, Sym):
            for other in desk.like(x.name):
                yield put(q, place, Sym(other))


def swapped_parts(q: Equation, desk: Desk) -> Mutants:
    """Two symbols of one dimension exchanged, on a side or within one fraction or sum."""
    for place, x in places(q):
        if isinstance(x, Quot | Sum | Prod):
            for a, b in combinations(x.symbols(), 2):
                if b in desk.like(a):
                    yield put(q, place, x.replaced({a: Sym(b), b: Sym(a)}))


def bracket_scope(q: Equation, desk: Desk) -> Mutants:
    """A bracket that closes too early, or too late, or is forgotten."""
    for place, x in places(q):
        if isinstance(x, Prod):
            for k, f in enumerate(x.args):
                if isinstance(f, Sum):
                    rest = [*x.args[:k], *x.args[k + 1 :]]
                    yield put(q, place, total([product([*rest, f.args[0]]), *f.args[1:]]))
        elif isinstance(x, Quot):
            if isinstance(x.num, Sum):
                yield put(q, place, total([*x.num.args[:-1], fraction(x.num.args[-1], x.den)]))
            if isinstance(x.den, Sum):
                yield put(q, place, total([fraction(x.num, x.den.args[0]), *x.den.args[1:]]))
        elif isinstance(x, Neg) and isinstance(x.args[0], Sum):
            first, *others = x.args[0].args
            yield put(q, place, total([minus(first), *others]))
        elif isinstance(x, Sum):
            for k, t in enumerate(x.args):
                if isinstance(t, Neg) and isinstance(t.args[0], Sum):
                    first, *others = t.args[0].args
                    yield put(q, place, total([*x.args[:k], minus(first), *others, *x.args[k + 1 :]]))
            for k, t in enumerate(x.args[:-1]):
                if isinstance(t, Prod):
                    late = product([*t.args[:-1], total([t.args[-1], *x.args[k + 1 :]])])
                    yield put(q, place, total([*x.args[:k], late]))


def wrong_side(q: Equation, desk: Desk) -> Mutants:
    """A factor above the fraction line that belongs below, or below and belongs above."""
    for place, x in places(q):
        if isinstance(x, Quot):
            for k, f in enumerate(factors(x.num)):
                if f != ONE:
                    rest = [g for n, g in enumerate(factors(x.num)) if n != k]
                    yield put(q, place, fraction(product(rest), product([*factors(x.den), f])))
            for k, f in enumerate(factors(x.den)):
                rest = [g for n, g in enumerate(factors(x.den)) if n != k]
                if rest:
                    yield put(q, place, fraction(product([*factors(x.num), f]), product(rest)))
        elif isinstance(x, Prod):
            for k, f in enumerate(x.args):
                for n, g in enumerate(x.args):
                    if isinstance(f, Quot) and n != k:
                        rest = [h for m, h in enumerate(x.args) if m not in (k, n)]
                        below = fraction(f.num, product([*factors(f.den), g]))
                        yield put(q, place, product([*rest, below]))


def wrong_parallel(q: Equation, desk: Desk) -> Mutants:
    """Parts in parallel combined as nobody may: the sum, its reciprocal, a difference, three over a sum."""
    for place, x in places(q):
        for parts in _parallel(x):
            plus, all_ = total(list(parts)), product(list(parts))
            yield put(q, place, plus)
            yield put(q, place, fraction(plus, all_))
            yield put(q, place, total([fraction(ONE, p) for p in parts]))
            yield put(q, place, all_)
            if len(parts) > 2:
                yield put(q, place, fraction(all_, plus))
            else:
                yield put(q, place, fraction(all_, total([parts[0], minus(parts[1])])))
        if isinstance(x, Sum) and all(isinstance(t, Quot) and t.num == ONE for t in x.args):
            yield put(q, place, fraction(ONE, total([t.children[1] for t in x.args])))


def _parallel(x: Expr) -> Iterator[tuple[Expr, ...]]:
    """The parts, if this is how parts in parallel are written."""
    if isinstance(x, Par):
        yield x.args
    elif isinstance(x, Quot):
        above, below = x.num, x.den
        if (
            isinstance(below, Sum)
            and len(below.args) == 2
            and sorted(map(repr, factors(above))) == sorted(map(repr, below.args))
        ):
            yield below.args
        elif (
            above == ONE
            and isinstance(below, Sum)
            and all(isinstance(t, Quot) and t.num == ONE for t in below.args)
        ):
            yield tuple(t.children[1] for t in below.args)


def wrong_power(q: Equation, desk: Desk) -> Mutants:
    """A square too many, or one forgotten."""
    for place, x in places(q):
        if isinstance(x, Pow):
            yield put(q, place, power(x.base, x.exponent - 1))
            yield put(q, place, power(x.base, x.exponent + 1))
        elif isinstance(x, Sym) and not isinstance(at(q, place[:-1]) if place[1:] else x, Pow):
            yield put(q, place, Pow(x, 2))


def arithmetic(q: Equation, desk: Desk) -> Mutants:
    """A whole number that is one too large, or too small, or doubled."""
    for place, x in places(q):
        if isinstance(x, Num) and x != ZERO and x.args[0].denominator == 1:
            if place[1:] and isinstance(at(q, place[:-1]), Quot) and x == ONE and place[-1] == 0:
                yield put(q, place, Num(2))
                continue
            for n in (x.args[0] + 1, x.args[0] - 1, 2 * x.args[0]):
                if n > 0 and n != x.args[0]:
                    yield put(q, place, Num(n))


def wrong_dimensions(q: Equation, desk: Desk) -> Mutants:
    """A part of another kind, a term without its denominator, a one that became a part: it cannot add up."""
    for place, x in places(q):
        if isinstance(x, Sym):
            for other in desk.unlike(x.name):
                if other in q.symbols():
                    yield from _discordant(put(q, place, Sym(other)), desk)
        elif isinstance(x, Sum):
            for k, t in enumerate(x.args):
                if isinstance(t, Quot):
                    new = total([*x.args[:k], t.num, *x.args[k + 1 :]])
                    yield from _discordant(put(q, place, new), desk)
                elif t == ONE:
                    for name in x.symbols():
                        new = total([*x.args[:k], Sym(name), *x.args[k + 1 :]])
                        yield from _discordant(put(q, place, new), desk)


def _discordant(q: Equation, desk: Desk) -> Mutants:
    try:
        left, right = _dimension(q.left, desk), _dimension(q.right, desk)
    except DimensionError:
        yield q
        return
    if q.right != ZERO and left is not None and right is not None and left != right:
        yield q


def _dimension(x: Expr, desk: Desk) -> Dimension | None:
    return dimension(x, desk.dimensions)


KINDS: dict[str, Callable[[Equation, Desk], Mutants]] = {
    "sign": sign,
    "inverted fraction": inverted_fraction,
    "dropped term": dropped_term,
    "extra term": extra_term,
    "dropped factor": dropped_factor,
    "extra factor": extra_factor,
    "wrong symbol": wrong_symbol,
    "swapped parts": swapped_parts,
    "bracket scope": bracket_scope,
    "wrong side of the fraction": wrong_side,
    "wrong parallel formula": wrong_parallel,
    "wrong power": wrong_power,
    "arithmetic": arithmetic,
    "dimensions": wrong_dimensions,
}
"""Kinds by the names of the catalogue; wrong limits and wrong digits are made in `sowing`."""
