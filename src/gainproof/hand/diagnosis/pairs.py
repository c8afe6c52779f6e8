"""Two errors on a line: every small first edit, and what is needed after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.exchanges import substituted
from gainproof.hand.diagnosis.habits import coherent
from gainproof.hand.diagnosis.lookups import looked_up
from gainproof.hand.diagnosis.needs import Point, needs
from gainproof.hand.diagnosis.parallels import Shape
from gainproof.hand.diagnosis.pool import Pool
from gainproof.hand.diagnosis.shapes import reshaped
from gainproof.hand.diagnosis.trees import inverted, opposite, over, parts, size, times
from gainproof.hand.work import Path
from gainproof.units import PURE, Dimension

MOST_FIRST = 240
"""First edits tried."""

MOST_DIMENSIONS = 600
"""First edits of which the dimensions are looked at."""

MOST_NEEDS = 12_000
"""First edits tried, times symbols of the line."""


def in_pairs(
    q: Equation, point: Point, pool: Pool, dimensions: Mapping[str, Dimension | None], names: Sequence[str]
) -> Iterator[tuple[Edit, Edit]]:
    """Two edits that together make the line true."""
    shapes: dict[Expr, list[tuple[Any, Shape]]] = {}
    most = min(MOST_FIRST, MOST_NEEDS // (size(q.left) + size(q.right)))
    edits = small_edits(q, dimensions, names)
    if not coherent(q, dimensions):
        others = _of_other_dimension(q, dimensions, names)
        edits = chain(_that_make_coherent(q, others, dimensions), edits)
    for first in islice(edits, most):
        between = first.applied(q)
        for need in needs(between, point):
            if need.has == need.needs or _within(need.path, first.path):
                continue
            for second in looked_up(need, pool, deep=False):
                yield first, second
            if need.node.children and need.has is not None:
                if need.node not in shapes:
                    shapes[need.node] = [
                        (point.value(s[1]), s) for s in reshaped(need.node) if s[0] != "bracket scope"
                    ]
                for value, (kind, new, moved, under) in shapes[need.node]:
                    if value == need.needs:
                        yield first, Edit(kind, need.path, need.node, new, moved, under)


def _that_make_coherent(
    q: Equation, edits: Iterator[Edit], dimensions: Mapping[str, Dimension | None]
) -> Iterator[Edit]:
    """Those that mend the dimensions, which are wrong by one of the two errors, or by both."""
    for e in islice(edits, MOST_DIMENSIONS):
        if coherent(e.applied(q), dimensions):
            yield e


def _of_other_dimension(
    q: Equation, dimensions: Mapping[str, Dimension | None], names: Sequence[str]
) -> Iterator[Edit]:
    """Edits that change the dimension of a part: another symbol, a factor more, above or below."""
    written = [Sym(n) for n in q.symbols() if dimensions.get(n) != PURE]
    everywhere = [((i, *p), x) for i, side in enumerate((q.left, q.right)) for p, x in parts(side)]
    for path, x in everywhere:
        if isinstance(x, Sym):
            for n in names:
                if dimensions.get(n) != dimensions.get(x.name):
                    yield Edit("wrong symbol", path, x, Sym(n))
    for path, x in everywhere:
        if x != ZERO and not isinstance(x, Neg):
            for f in written:
                yield Edit("dropped factor", path, x, over(x, f), f, True)
                yield Edit("dropped factor", path, x, times(f, x), f)


def _within(path: Path, other: Path) -> bool:
    """Is one of the two paths inside the other?"""
    n = min(len(path), len(other))
    return path[:n] == other[:n]


def small_edits(
    q: Equation, dimensions: Mapping[str, Dimension | None], names: Sequence[str]
) -> Iterator[Edit]:
    """Small edits anywhere in the line, the likeliest kinds first."""
    everywhere = [((i, *p), x) for i, side in enumerate((q.left, q.right)) for p, x in parts(side)]
    above = {(*p, i): x for p, x in everywhere for i in range(len(x.children))}
    for path, x in everywhere:
        if isinstance(above.get(path), Sum):
            yield Edit("sign", path, x, opposite(x))
    for path, x in everywhere:
        for other in substituted(x, dimensions, names):
            yield Edit("wrong symbol", path, x, other)
    for path, x in everywhere:
        if isinstance(x, Quot):
            yield Edit("inverted fraction", path, x, inverted(x))
    for path, x in everywhere:
        if isinstance(above.get(path), Sum):
            yield Edit("extra term", path, x, ZERO, x)
        elif isinstance(above.get(path), Prod) and not isinstance(x, Num):
            yield Edit("extra factor", path, x, ONE, x)
        elif isinstance(x, Num) and x != ZERO:
            for number in dict.fromkeys((x.args[0] - 1, x.args[0] + 1, x.args[0] / 2)):
                if number > 0:
                    yield Edit("arithmetic", path, x, Num(number))
    for path, x in everywhere:
        if isinstance(x, Par | Quot | Sum | Prod | Pow):
            for kind, new, moved, under in reshaped(x):
                yield Edit(kind, path, x, new, moved, under)
