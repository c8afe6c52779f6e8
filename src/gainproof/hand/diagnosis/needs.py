"""For every part of a wrong line: the value it has, and the value it would need for the line to be true.

The need of a side is the value of the other side.  It goes down the tree: of a term, what the other terms
leave; of a factor, the quotient by the other factors; of a part in parallel, what the other parts leave of
the conductance.  All of this in the residues at a general point of the circuit, so that each step is exact
and costs less than a microsecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint.utils.flint_exceptions import DomainError

from gainproof.errors import TooLarge
from gainproof.expression import Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.work import Path
from gainproof.radicals import square_root


@dataclass(frozen=True, slots=True)
class Point:
    """A general point of the circuit: a value for every symbol, and the way of rationals into the field."""

    values: Mapping[str, Any]
    number: Callable[[Fraction], Any]

    def value(self, x: Expr) -> Any:
        """The value of `x`, None where there is none."""
        try:
            return x.value(self.values, self.number)
        except (ZeroDivisionError, KeyError, TooLarge):
            return None


@dataclass(frozen=True, slots=True)
class Need:
    """A part with the value it `has` and the value it `needs`; None for a value that does not exist.

    `above` is the node the part stands in, a sign left out; None for a side.
    """

    path: Path
    node: Expr
    has: Any
    needs: Any
    above: Expr | None


def needs(q: Equation, point: Point, whole: tuple[Any, Any] = (None, None)) -> list[Need]:
    """Every part of both sides whose need can be said, each before its own parts.

    `whole` gives the values of sides that have none at the point (a limit).
    """
    values: dict[Path, Any] = {}
    left, right = _evaluate(q.left, (0,), point, values), _evaluate(q.right, (1,), point, values)
    left, right = (w if v is None else v for v, w in zip((left, right), whole, strict=True))
    out: list[Need] = []
    if right is not None:
        _descend(Need((0,), q.left, left, right, None), values, point, out)
    if left is not None:
        _descend(Need((1,), q.right, right, left, None), values, point, out)
    return out


def _evaluate(x: Expr, path: Path, point: Point, values: dict[Path, Any]) -> Any:
    """The value of `x`; that of each part goes into `values`."""
    if isinstance(x, Sym):
        value = point.values.get(x.args[0])
    elif isinstance(x, Num):
        value = point.number(x.args[0])
    else:
        below = [_evaluate(c, (*path, i), point, values) for i, c in enumerate(x.children)]
        try:
            value = None if None in below else _combined(x, below, point)
        except (ZeroDivisionError, TooLarge):
            value = None
    values[path] = value
    return value


def _combined(x: Expr, below: list[Any], point: Point) -> Any:
    first, *rest = below
    match x:
        case Sum():
            for v in rest:
                first = first + v
            return first
        case Prod():
            for v in rest:
                first = first * v
            return first
        case Neg():
            return -first
        case Quot():
            return first / rest[0]
        case Pow():
            return first**x.exponent
        case Root():
            return square_root(first)
        case Par():
            one = point.number(Fraction(1))
            total = one / first
            for v in rest:
                total = total + one / v
            return one / total
    return None


def _descend(need: Need, values: Mapping[Path, Any], point: Point, out: list[Need]) -> None:
    out.append(need)
    x = need.node
    if not x.children:
        return
    below = [values[(*need.path, i)] for i in range(len(x.children))]
    for i, q in _shares(x, need.needs, below, point):
        path = (*need.path, i)
        above = need.above if isinstance(x, Neg) else x
        _descend(Need(path, x.children[i], values[path], q, above), values, point, out)


def _shares(x: Expr, q: Any, below: list[Any], point: Point) -> Iterator[tuple[int, Any]]:
    """What each child would need for `x` to have the value `q`."""
    unknown = [i for i, v in enumerate(below) if v is None]
    if len(unknown) > 1:
        return
    for i in unknown or range(len(below)):
        try:
            share = _share(x, i, q, below, point)
        except ZeroDivisionError:
            continue
        if share is not None:
            yield i, share
            if isinstance(x, Pow):
                yield i, -share  # which of the two roots is the positive one, no residue says


def _share(x: Expr, i: int, q: Any, below: list[Any], point: Point) -> Any:
    others = [v for k, v in enumerate(below) if k != i]
    match x:
        case Sum():
            for v in others:
                q = q - v
            return q
        case Prod():
            for v in others:
                q = q / v
            return q
        case Neg():
            return -q
        case Quot():
            return q * others[0] if i == 0 else others[0] / q
        case Pow():
            return _residue_root(q) if x.exponent == 2 else None
        case Root():
            return q * q
        case Par():
            one = point.number(Fraction(1))
            total = one / q
            for v in others:
                total = total - one / v
            return one / total
    return None


def _residue_root(q: Any) -> Any:
    """A residue whose square is `q`, None if there is none."""
    try:
        return q.sqrt()
    except (AttributeError, DomainError):  # a formal root; no square
        return None
