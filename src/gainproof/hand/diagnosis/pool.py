"""Small expressions by their value at the point: what a writer may have meant.

The symbols, and what is commonly made of two or three of them: products and quotients, sums and differences
of like dimension, a divider's fraction, a parallel combination, a branch current (a - b)/R.  A table from
value to recipe answers in a fraction of a microsecond whether a needed value is one of them; the expression
is only built when it is.  What two symbols make is met in the middle with what three make, so that terms of
five symbols are found without a table of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from typing import Any

from gainproof.expression import ONE, Expr, Num, Par, Pow, Sum, Sym
from gainproof.hand.diagnosis.needs import Point
from gainproof.hand.diagnosis.trees import minus, over, summed, times
from gainproof.units import PURE, Dimension

MOST_NAMES = 16
"""Symbols of which pairs and triples are made."""

MOST_OF_THREE = 12
"""Symbols of which any three are multiplied."""

Recipe = tuple[str, tuple[Any, ...]]


class Pool:
    """The expressions, by value.  `names` are the symbols, the likeliest first."""

    def __init__(
        self, names: Sequence[str], point: Point, dimensions: Mapping[str, Dimension | None]
    ) -> None:
        self.point = point
        self.dimensions = dimensions
        self.names = [n for n in names if point.values.get(n)][:MOST_NAMES]
        self.recipes: dict[int, Recipe] = {}
        self.pairs: list[tuple[Any, Recipe]] = []
        self._numbers()
        self._products()
        self._sums()

    def find(self, value: Any) -> Expr | None:
        """A small expression of this value, if there is one."""
        recipe = self._recipe(value)
        return built(*recipe) if recipe else None

    def find_product(self, value: Any) -> Expr | None:
        """A product or quotient of up to five symbols of this value, if there is one."""
        for pair, (_, (up, down)) in self.pairs:
            recipe = self._recipe(value / pair)
            if recipe and recipe[0] == "product":
                return built("product", ((*up, *recipe[1][0]), (*down, *recipe[1][1])))
        return None

    def _recipe(self, value: Any) -> Recipe | None:
        """What has this value; nothing has that of a formal root."""
        try:
            return self.recipes.get(int(value))
        except TypeError:
            return None

    def _put(self, value: Any, kind: str, *how: Any) -> None:
        if value:
            self.recipes.setdefault(int(value), (kind, how))

    def _numbers(self) -> None:
        number = self.point.number
        for q in (1, 2):
            self._put(number(Num(q).args[0]), "expression", Num(q))

    def _products(self) -> None:
        """Products and quotients of up to three symbols."""
        one = self.point.number(ONE.args[0])
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
                self._put(v * ups[c], "product", (*up, c), down)
                self._put(v * downs[c], "product", up, (*down, c))

    def _sums(self) -> None:
        """Sums of two symbols of like dimension, and what is made of them."""
        one = self.point.number(ONE.args[0])
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
            self._put(1 / (x + y), "reciprocal of sum", a, b)

    def _threes(self, value: Mapping[str, Any], inverse: Mapping[str, Any]) -> None:
        """Three symbols of like dimension in series, or in parallel."""
        few = self.names[:MOST_OF_THREE]
        for a, b, c in combinations(few, 3):
            if self.dimensions.get(a) == self.dimensions.get(b) == self.dimensions.get(c):
                total = inverse[a] + inverse[b] + inverse[c]
                self._put(total, "conductances", a, b, c)
                self._put(value[a] + value[b] + value[c], "series", a, b, c)
                if total:
                    self._put(1 / total, "parallel", a, b, c)
        for a, (b, c) in ((a, p) for a in few for p in permutations(few, 2)):
            if a not in (b, c) and self.dimensions.get(a) == self.dimensions.get(b) is not None:
                self._put(value[a] + value[c] * value[b], "term and product", a, b, c)


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


def _powers(names: Iterable[str]) -> Iterator[Expr]:
    """The symbols as factors, equal ones as a power."""
    listed = list(names)
    for n in dict.fromkeys(listed):
        count = listed.count(n)
        yield Sym(n) if count == 1 else Pow(Sym(n), count)
