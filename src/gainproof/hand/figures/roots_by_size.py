"""Is 1/√(1 + x²) about 1 - x²/2 for small x?  A root of a sum has no germ, so it is asked at small values.

In one symbol alone, what is left over must be small beside the correction that the line states, and smaller
yet beside it for a smaller symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.truth import limits
from gainproof.hand.work import Claim, Judged

_FARTHER = (Fraction(1, 10), Fraction(1, 30))
"""Distances from the end at which the sides are compared."""
_AT_THE_END = Fraction(1, 10**7)
_SMALL = 0.05
"""What is left over is at most this part of the correction."""


def about_a_root(claim: Claim, state: State) -> Judged | None:
    """Is it right to its order at small, or at large, values of its one symbol?"""
    names = claim.equation.symbols()
    rooted = [any(isinstance(n, Root) and n.symbols() for n in x.walk()) for x in _sides(claim)]
    if claim.relation != "≈" or len(names) != 1 or sum(rooted) != 1:
        return None
    for to in limits.stated(claim.under, state.oracle).values() or ("0", "oo"):
        points = [1 / x if to == "oo" else x for x in (*_FARTHER, _AT_THE_END)]
        if _close(claim, names[0], points):
            under = limits.spelled({names[0]: to})
            return Judged(claim, "limit", "", "it is so to the order that it states", (), under)
    return None


def _sides(claim: Claim) -> tuple[Expr, Expr]:
    return claim.left.expr, claim.right.expr


def _close(claim: Claim, name: str, points: Sequence[Fraction]) -> bool:
    """Is what is left over small beside the correction, and smaller yet closer to the end?"""
    try:
        found = [[_number(x, name, float(at)) for x in _sides(claim)] for at in points]
    except (ArithmeticError, ValueError, TypeError):
        return False
    first, second, end = found
    least = [
        min([abs(b - end[1]), *_terms(claim, name, float(x))])
        for (_, b), x in zip(found, points, strict=True)
    ]
    shares = [abs(a - b) / max(c, 1e-300) for (a, b), c in zip((first, second), least, strict=False)]
    return shares[0] < _SMALL and (shares[1] < shares[0] / 2 or first[0] == first[1])


def _terms(claim: Claim, name: str, at: float) -> list[float]:
    """The sizes of the terms of both sides."""
    sums = (x for x in _sides(claim) if isinstance(x, Sum))
    return [abs(_number(t, name, at)) for x in sums for t in x.args]


def _number(x: Expr, name: str, at: float) -> float:
    """The value in floating point."""
    parts = [_number(c, name, at) for c in x.children]
    match x:
        case Num():
            return float(x.args[0])
        case Sym():
            return at
        case Neg():
            return -parts[0]
        case Sum():
            return sum(parts)
        case Prod():
            out = 1.0
            for p in parts:
                out *= p
            return out
        case Quot():
            return parts[0] / parts[1]
        case Pow():
            return float(parts[0] ** x.exponent)
        case Root():
            return float(parts[0] ** 0.5)
        case Par():
            return 1 / sum(1 / p for p in parts)
    raise ValueError("no number")
