"""Small expressions by their value at the point: what a writer may have meant.

The symbols, and what is commonly made of two or three of them: products and quotients, sums and differences
of like dimension, a divider's fraction, a parallel combination, a branch current (a - b)/R.  A table from
value to recipe answers in a fraction of a microsecond whether a needed value is one of them; the expression
is only built when it is.  What three symbols make is met in the middle with what three others make, so that
terms of six symbols are found without a table of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

from gainproof.expression import ONE, Expr, Num, Par, Pow, Quot, Sum, Sym
from gainproof.hand.diagnosis.needs import Point
from gainproof.hand.diagnosis.trees import minus, over, summed, times
from gainproof.units import PURE, UNITS, Dimension

MOST_NAMES = 16
"""Symbols of which pairs and triples are made."""

MOST_OF_THREE = 12
"""Symbols of which any three are multiplied."""

OHM, VOLT = UNITS["Ω"], UNITS["V"]

MOST_ALIKE = 6
"""Expressions kept of one value."""

PLAIN = {
    "sum": 0,
    "difference": 0,
    "over sum": 1,
    "times sum": 1,
    "times difference": 1,
    "reciprocal of sum": 2,
}
"""The recipes beside products of which two more symbols are multiplied: 0 for those written most."""

SHORT = 3
"""Symbols of a product that is preferred to a sum times others."""

Recipe = tuple[str, tuple[Any, ...]]


class Pool:
    """The expressions, by value.  `names` are the symbols, the likeliest first."""

    def __init__(
        self, names: Sequence[str], point: Point, dimensions: Mapping[str, Dimension | None]
    ) -> None:
        self.point = point
        self.one = point.number(ONE.args[0])
        self.dimensions = dimensions
        self.names = [n for n in names if point.values.get(n)][:MOST_NAMES]
        self.recipes: dict[Any, list[Recipe]] = {}
        self.pairs: list[tuple[Any, Recipe]] = []
        self.triples: list[tuple[Any, Recipe]] = []
        self.around: dict[Any, list[Expr]] = {}
        self.aliases: dict[Any, list[Expr]] = {}
        self.grounded: list[Expr] = []
        self._numbers()
        self._products()
        self._sums()

    def find(self, value: Any) -> list[Expr]:
        """The small expressions of this value, a few at most, and what is written around that has it."""
        key = _key(value)
        return [built(*r) for r in self.recipes.get(key, ())] + self.around.get(key, [])

    def symbols(self, value: Any) -> list[Expr]:
        """Every symbol of this value, also those that are equal to others everywhere."""
        return self.aliases.get(_key(value), [])

    def look_around(self, parts: Iterable[Expr], names: Iterable[str], *, virtual: bool = True) -> None:
        """Take in parts of this line and of those before it, and all names, for those of another line.

        Voltages that are zero come into question where there are `virtual` grounds.
        """
        self.around, self.aliases = {}, {}
        for n in dict.fromkeys(names):
            if self.point.values.get(n):
                self.aliases.setdefault(_key(self.point.values[n]), []).append(Sym(n))
        self.grounded = [
            Sym(n)
            for n, v in self.point.values.items()
            if not v and self.dimensions.get(n) == VOLT and virtual
        ]
        for x in parts:
            value = self.point.value(x)
            if value:
                known = self.around.setdefault(_key(value), [])
                if x not in known:
                    known.append(x)

    def find_product(self, value: Any, *, long: bool) -> list[Expr]:
        """Products of this value: of up to five symbols, six if `long`, or of a sum and two symbols."""
        found: dict[Any, tuple[int, Expr]] = {}
        for pair, (_, (up, down)) in (*self.pairs, *(self.triples if long else ())):
            for kind, how in self.recipes.get(_key(value / pair), ()):
                if kind == "product":
                    above, below = (*up, *how[0]), (*down, *how[1])
                    if set(above).isdisjoint(below):
                        key = tuple(sorted(above)), tuple(sorted(below))
                        found.setdefault(key, (len(above) + len(below), built("product", (above, below))))
                elif kind in PLAIN:
                    found[up, down, kind, how] = 2 * SHORT + PLAIN[kind], _with_two(up, down, kind, how)
        plain = sorted(found.values(), key=lambda f: f[0])
        return list(dict.fromkeys(x for _, x in plain))[:MOST_ALIKE]

    def _put(self, value: Any, kind: str, *how: Any) -> None:
        if value:
            known = self.recipes.setdefault(_key(value), [])
            if len(known) < MOST_ALIKE:
                known.append((kind, how))

    def _numbers(self) -> None:
        number = self.point.number
        for q in (1, 2):
            self._put(number(Num(q).args[0]), "expression", Num(q))

    def _products(self) -> None:
        """Products and quotients of up to three symbols."""
        one = self.one
        ups = {n: self.point.values[n] for n in self.names}
        downs = {n: one / v for n, v in ups.items()}
        for n, v in ups.items():
            self._put(v, "product", (n,), ())
        for n, v in downs.items():
            self._put(v, "product", (), (n,))
        for a, b in combinations(self.names, 2):
            for up, down, v in (
                ((a, b), (), ups[a] * ups[b]),
                ((a,), (b,), ups[a] * downs[b]),
                ((b,), (a,), ups[b] * downs[a]),
                ((), (a, b), downs[a] * downs[b]),
            ):
                self._put(v, "product", up, down)
                self.pairs.append((v, ("product", (up, down))))
        for a in self.names:
            self._put(ups[a] * ups[a], "product", (a, a), ())
            self._put(downs[a] * downs[a], "product", (), (a, a))
        few = self.names[:MOST_OF_THREE]
        for v, (_, (up, down)) in list(self.pairs):
            last = few.index(max((*up, *down), key=few.index)) if {*up, *down} <= set(few) else len(few)
            for c in few[last + 1 :]:
                for value, above, below in ((v * ups[c], (*up, c), down), (v * downs[c], up, (*down, c))):
                    self._put(value, "product", above, below)
                    self.triples.append((value, ("product", (above, below))))

    def _sums(self) -> None:
        """Sums of two symbols of like dimension, and what is made of them."""
        one = self.one
        value = self.point.values
        inverse = {n: one / value[n] for n in self.names}
        for n in self.names:
            if self.dimensions.get(n) == PURE:
                self._sum(one, value[n], ONE, Sym(n))
            self._sum(one, inverse[n], ONE, over(ONE, Sym(n)))
        for a, b in combinations(self.names, 2):
            if self.dimensions.get(a) != self.dimensions.get(b):
                continue
            x, y, s, t = value[a], value[b], Sym(a), Sym(b)
            self._sum(x, y, s, t)
            self._sum(inverse[a], inverse[b], over(ONE, s), over(ONE, t))
            for top, bottom, p in ((s, t, x * inverse[b]), (t, s, y * inverse[a])):
                self._sum(one, p, ONE, over(top, bottom))
            plus, less = x + y, x - y
            if not plus or not less:
                continue
            whole = one / plus
            if self.dimensions.get(a) in (OHM, None):
                self._put(x * y * whole, "expression", Par(s, t))
            self._put(x * whole, "over sum", a, a, b)
            self._put(y * whole, "over sum", b, a, b)
            for n in self.names:
                if n not in (a, b):
                    self._put(less * inverse[n], "difference over", a, b, n)
                    self._put(-less * inverse[n], "difference over", b, a, n)
                    self._put(plus * inverse[n], "sum over", a, b, n)
                    self._put(less * value[n], "times difference", n, a, b)
                    self._put(-less * value[n], "times difference", n, b, a)
                    self._put(plus * value[n], "times sum", n, a, b)
                    self._put(whole * value[n], "over sum", n, a, b)
        self._threes(value, inverse)

    def _sum(self, x: Any, y: Any, a: Expr, b: Expr) -> None:
        self._put(x + y, "sum", a, b)
        self._put(x - y, "difference", a, b)
        self._put(y - x, "difference", b, a)
        if x + y:
            self._put(self.one / (x + y), "reciprocal of sum", a, b)

    def _threes(self, value: Mapping[str, Any], inverse: Mapping[str, Any]) -> None:
        """Three symbols of like dimension in series, or in parallel."""
        few = self.names[:MOST_OF_THREE]
        for a, b, c in combinations(few, 3):
            if self.dimensions.get(a) == self.dimensions.get(b) == self.dimensions.get(c) in (OHM, None):
                total = inverse[a] + inverse[b] + inverse[c]
                self._put(total, "conductances", a, b, c)
                self._put(value[a] + value[b] + value[c], "series", a, b, c)
                if total:
                    self._put(self.one / total, "parallel", a, b, c)
        for a, (b, c) in ((a, p) for a in few for p in permutations(few, 2)):
            if a not in (b, c) and self.dimensions.get(a) == self.dimensions.get(b) is not None:
                self._put(value[a] + value[c] * value[b], "term and product", a, b, c)


def _key(value: Any) -> Any:
    """The table's key: the residue as a whole number; a formal root as it is."""
    try:
        return int(value)
    except TypeError:
        return value


def built(kind: str, how: tuple[Any, ...]) -> Expr:
    """The expression of a recipe."""
    if kind == "expression":
        return how[0]  # type: ignore[no-any-return]
    if kind == "product":
        up, down = (times(*_powers(names)) for names in how)
        return over(up, down)
    a, b, *more = (Sym(n) if isinstance(n, str) else n for n in how)
    match kind:
        case "sum":
            return summed(a, b)
        case "difference":
            return summed(a, minus(b))
        case "reciprocal of sum":
            return over(ONE, summed(a, b))
        case "over sum":
            return over(a, Sum(b, *more))
        case "difference over":
            return over(summed(a, minus(b)), more[0])
        case "sum over":
            return over(Sum(a, b), more[0])
        case "times difference":
            return times(a, Sum(b, minus(more[0])))
        case "times sum":
            return times(a, Sum(b, *more))
        case "conductances":
            return Sum(*(over(ONE, x) for x in (a, b, *more)))
        case "series":
            return Sum(a, b, *more)
        case "parallel":
            return Par(a, b, *more)
        case "term and product":
            return Sum(a, times(more[0], b))
    raise ValueError(f"no recipe is called {kind!r}")


def _with_two(up: Sequence[str], down: Sequence[str], kind: str, how: tuple[Any, ...]) -> Expr:
    """The expression of a recipe, times and over some more symbols."""
    x = built(kind, how)
    above, below = (x.num, x.den) if isinstance(x, Quot) else (x, ONE)
    return over(times(*_powers(up), above), times(*_powers(down), below))


def _powers(names: Iterable[str]) -> Iterator[Expr]:
    """The symbols as factors, equal ones as a power."""
    listed = list(names)
    for n in dict.fromkeys(listed):
        count = listed.count(n)
        yield Sym(n) if count == 1 else Pow(Sym(n), count)
