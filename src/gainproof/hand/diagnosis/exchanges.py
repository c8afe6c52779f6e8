"""Edits that touch one symbol in many places: two parts swapped, one part written for another throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Any

from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.needs import Need, Point
from gainproof.hand.diagnosis.trees import parts, planted, size
from gainproof.hand.work import Path
from gainproof.units import Dimension

MOST_PAIRS = 40
"""Pairs of symbols tried in one part."""

MOST_PLACES = 400
"""Pairs of places tried in one line."""

SHORT = 3
"""Symbols of a side that may hold a wrong one beside."""


def exchanged(
    need: Need, names: Sequence[str], point: Point, dimensions: Mapping[str, Dimension | None]
) -> Iterator[Edit]:
    """Two symbols of the part swapped within it, or one written as another throughout it."""
    x = need.node
    if not x.children:
        return
    written = [n.args[0] for n in x.walk() if isinstance(n, Sym)]
    inside = list(dict.fromkeys(written))
    for a, b in list(_like(combinations(inside, 2), dimensions))[:MOST_PAIRS]:
        new = x.replaced({a: Sym(b), b: Sym(a)})
        if new != x and point.value(new) == need.needs:
            yield Edit("swapped parts", need.path, x, new, swapped=(a, b))
    if len(need.path) > 1:
        return
    several = [n for n in inside if written.count(n) > 1]
    pairs = ((a, b) for a in several for b in names if a != b)
    for a, b in list(_like(pairs, dimensions))[:MOST_PAIRS]:
        new = x.replaced({a: Sym(b)})
        if point.value(new) == need.needs:
            yield Edit("wrong symbol", need.path, x, new, Sym(a), swapped=(a, b))


def throughout(q: Equation, point: Point, dimensions: Mapping[str, Dimension | None]) -> Iterator[Edit]:
    """Two symbols swapped in the whole line."""
    for a, b in list(_like(combinations(q.symbols(), 2), dimensions))[:MOST_PAIRS]:
        edit = Edit("swapped parts", (), q.left, q.right, swapped=(a, b))
        new = edit.applied(q)
        left = point.value(new.left)
        if left is not None and left == point.value(new.right):
            yield edit


def in_two_places(
    q: Equation, point: Point, dimensions: Mapping[str, Dimension | None], names: Sequence[str]
) -> Iterator[tuple[Edit, ...]]:
    """One symbol is written for another in two of its places; a short other side may hold a wrong one too."""
    for k, (x, other) in enumerate(((q.left, q.right), (q.right, q.left))):
        targets: dict[Any, tuple[Edit, ...]] = {}
        for path, n in parts(other) if size(other) <= SHORT else ():
            for new in substituted(n, dimensions, names):
                edit = Edit("wrong symbol", (1 - k, *path), n, new)
                targets.setdefault(point.value(planted(other, path, new)), (edit,))
        targets[point.value(other)] = ()
        at: dict[str, list[Path]] = {}
        for path, n in parts(x):
            if isinstance(n, Sym):
                at.setdefault(n.name, []).append(path)
        pairs = _like(((a, b) for a in at if len(at[a]) > 2 for b in names if a != b), dimensions)
        tried = ((a, b, two) for a, b in pairs for two in combinations(at[a], 2))
        for a, b, (first, second) in islice(tried, MOST_PLACES):
            new = _at_both(x, (first, second), Sym(b))
            value = point.value(new)
            if value is not None and value in targets:
                yield Edit("wrong symbol", (k,), x, new, Sym(a), swapped=(a, b)), *targets[value]


def _at_both(x: Expr, paths: Sequence[Path], new: Expr) -> Expr:
    """The tree with `new` at the ends of the paths, all else as it stands, so that no path is led astray."""
    if () in paths:
        return new
    below = [[p[1:] for p in paths if p[0] == k] for k in range(len(x.children))]
    return x.rebuilt(
        tuple(_at_both(c, ps, new) if ps else c for c, ps in zip(x.children, below, strict=True))
    )


def _like(
    pairs: Iterator[tuple[str, str]], dimensions: Mapping[str, Dimension | None]
) -> Iterator[tuple[str, str]]:
    """The pairs of like dimension."""
    return ((a, b) for a, b in pairs if dimensions.get(a) == dimensions.get(b))


def substituted(x: Expr, dimensions: Mapping[str, Dimension | None], names: Sequence[str]) -> Iterator[Expr]:
    """Other symbols of like dimension that a symbol may stand for."""
    if isinstance(x, Sym):
        for n in names:
            if n != x.name and dimensions.get(n) == dimensions.get(x.name):
                yield Sym(n)
