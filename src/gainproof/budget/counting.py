"""What each cause costs: contributions at a corner, derivatives, and the root of the sum of squares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import isqrt

from gainproof.algebra.rational import Ratio
from gainproof.budget.extremes import Extreme, extremes
from gainproof.budget.formulas import sensitivity
from gainproof.budget.function import Function
from gainproof.budget.nouns import GROWN, RELATIVE, Cause, Row, Variable, Worst
from gainproof.units import Dimension

HOW = {
    "monotone": "Exact: interval arithmetic proves that the output rises, or falls, with each cause.",
    "corners": "Exact: in each cause the output is a quotient of affine functions, which cannot turn round; "
    "so all corners were looked at where interval arithmetic did not decide.",
    "bisection": "Found by bisection; interval arithmetic proves the bounds.",
}
"""How the worst case is known, by the last fact that its proof needed."""
ROOT_DIGITS = 10**40

Moves = Mapping[str, Fraction]


class Counter:
    """The function with its variables: evaluates it where given causes have moved what they move."""

    def __init__(self, f: Function, variables: Sequence[Variable]) -> None:
        self.f, self.variables = f, variables
        self.ideal = self.value({})

    def value(self, moves: Moves) -> Fraction:
        """The output where each cause, by name, moves its variable by this; all others are nominal."""
        return self.f.at(self.point(moves))

    def point(self, moves: Moves) -> dict[str, Fraction]:
        """Where the variables stand."""
        return {v.symbol: v.moved(moves) for v in self.variables}

    def corner(self, at: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """By how much each cause moves its variable, for the variables to stand there."""
        moves: dict[str, Fraction] = {}
        for v in self.variables:
            low, high = v.ends
            full = v.upward(at[v.symbol] > v.nominal)
            end = high if at[v.symbol] > v.nominal else low
            part = (at[v.symbol] - v.nominal) / (end - v.nominal) if end != v.nominal else Fraction(0)
            moves |= {n: d * part for n, d in full.items()}
        return moves

    def contribution(self, v: Variable, cause: Cause, moves: Moves) -> Fraction:
        """What a cause adds to the error that what is counted before its variable makes."""
        before = self.before(v, moves)
        return self.value({**before, cause.name: moves[cause.name]}) - self.value(before)

    def before(self, v: Variable, moves: Moves) -> dict[str, Fraction]:
        """The moves of the causes that are counted before those of a variable."""
        return {c.name: moves[c.name] for w in self.variables if w.rank < v.rank for c in w.causes}

    def slope(self, v: Variable) -> Fraction:
        """The derivative by a variable, where what is counted before it is at the end that is not ideal."""
        ends = {c.name: c.low + c.high for w in self.variables for c in w.causes}
        return self.f.slope(v.symbol, self.point(self.before(v, ends)))

    def middles(self) -> dict[str, Fraction]:
        """Each cause at the middle of its range."""
        return {c.name: (c.low + c.high) / 2 for v in self.variables for c in v.causes}

    def spread(self, v: Variable, cause: Cause) -> Fraction:
        """The change of the output, by its derivative at the middles, for half the cause's range."""
        middle = self.point(self.middles())
        half = (cause.high - cause.low) / 2
        if cause.kind in RELATIVE:
            half *= v.nominal
        return abs(self.f.slope(v.symbol, middle) * half)

    def worst(self) -> tuple[Extreme, Extreme]:
        """The least and the greatest output."""
        return extremes(self.f, {v.symbol: v.ends for v in self.variables})


def counted(
    counter: Counter,
    still: Ratio,
    ideals: Mapping[str, str],
    dimensions: Mapping[str, Dimension | None],
    formulas: bool,
) -> tuple[tuple[Row, ...], Worst, tuple[Moves, Moves]]:
    """The rows, greatest first, the worst case, and the moves of the causes at its two corners.

    `still` is the exact result at DC, of which the formulas of the sensitivities are made.
    """
    least, greatest = counter.worst()
    low, high = counter.corner(least.corner), counter.corner(greatest.corner)
    rows = []
    for v in counter.variables:
        formula = sensitivity(still, v.symbol, ideals, dimensions) if formulas else (None, False, None)
        for c in v.causes:
            costs = (counter.contribution(v, c, low), counter.contribution(v, c, high))
            rows.append(Row(c, v.reciprocal, counter.slope(v), *formula, *costs, counter.spread(v, c)))
    rows.sort(key=lambda r: -max(abs(r.low), abs(r.high)))
    errors = (least.value - counter.ideal, greatest.value - counter.ideal)
    rest = (
        errors[0] - sum((r.low for r in rows), Fraction(0)),
        errors[1] - sum((r.high for r in rows), Fraction(0)),
    )
    bounds = (least.bound - counter.ideal, greatest.bound - counter.ideal)
    how = HOW[max(least.how, greatest.how, key=list(HOW).index)]
    return tuple(rows), Worst(*errors, bounds, how, rest), (low, high)


def rss(spreads: Iterable[tuple[Cause, Fraction]]) -> Fraction:
    """The root of the sum of squares; what rises and falls together is added before it is squared."""
    groups: dict[str, Fraction] = {}
    for c, spread in spreads:
        key = c.symbol if c.kind in GROWN else c.name
        groups[key] = groups.get(key, Fraction(0)) + spread
    return root(sum((x**2 for x in groups.values()), Fraction(0)))


def root(square: Fraction) -> Fraction:
    """The square root, to forty digits after the point or before it."""
    if not square:
        return square
    scale = ROOT_DIGITS
    while square * scale < ROOT_DIGITS:
        scale *= ROOT_DIGITS
    return Fraction(isqrt(int(square * scale**2)), scale)
