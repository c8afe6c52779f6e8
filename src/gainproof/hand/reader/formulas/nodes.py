"""Parts of a formula while it is read: an expression, its place, and the parts below it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Par, Prod, Quot
from gainproof.hand.reader.tokens import TALLEST, NotRead, Token


@dataclass(slots=True)
class Node:
    """A part of a formula, with its place and its parts, which are the children of its expression."""

    expr: Expr
    at: int
    end: int
    parts: tuple[Node, ...] = ()
    rounding: Fraction | None = None
    height: int = 1
    degree: int = 1


def node(kind: type[Expr], parts: list[Node], at: int, end: int) -> Node:
    if len(parts) > 1 and kind is Par:
        parts = [q for p in parts for q in (p.parts if isinstance(p.expr, Par) else (p,))]
    height = 1 + max(p.height for p in parts)
    if height > TALLEST:
        raise NotRead(at, end, "a formula with so many levels", f"at most {TALLEST}")
    return Node(
        kind(*(p.expr for p in parts)), at, end, tuple(parts), None, height, max(p.degree for p in parts)
    )


def leaf(x: Expr, t: Token) -> Node:
    """A symbol; one that stands for an expression (v for V(a) - V(b)) has that many levels."""
    return Node(x, t.at, t.end, (), None, 3 if x.children else 1)


def product(factors: list[Node]) -> Node:
    return factors[0] if len(factors) == 1 else node(Prod, factors, factors[0].at, factors[-1].end)


def quotient(over: Node, under: Node) -> Node:
    if under.expr == Num(0):
        raise NotRead(under.at, under.end, "division by zero", "a divisor")
    return node(Quot, [over, under], over.at, under.end)


def rational(x: Expr) -> Fraction | None:
    """The number that an exponent is, if it is one: 2, -1, 1/2."""
    if isinstance(x, Num):
        return Fraction(x.args[0])
    if isinstance(x, Neg):
        q = rational(x.args[0])
        return None if q is None else -q
    if isinstance(x, Quot) and isinstance(x.num, Num) and isinstance(x.den, Num) and x.den.args[0]:
        return Fraction(x.num.args[0]) / Fraction(x.den.args[0])
    return None
