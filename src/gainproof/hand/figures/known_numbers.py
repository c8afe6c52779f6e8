"""Numbers that a writer has from formulas before: 13k is R_s + r_π, exactly, and 107 is 107.4, cut short.

Such a number says more than its digits do.  One that is the value of a part of a formula is exact; a whole
one that is next to the value of such a part is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Pow, Root
from gainproof.hand.asking.state import State
from gainproof.hand.truth import numbers
from gainproof.hand.work import Claim, Path, Side

FAR = 30
"""Claims before a number of which the formulas are looked at."""
MOST = 300
"""Parts of formulas."""
STEPS = (0, 1, -1, 2, -2)
"""By so many prefixes may the unit that is left out be another."""
SMALLEST = 50
"""Of the whole numbers that may be rounded."""


def exact_where_known(claim: Claim, side: Side, state: State) -> Side:
    """The side, worked out of numbers, with those exact that are values of formulas before."""
    if not side.rounding or not _worked_out(side):
        return side
    known = _known(claim, state)
    kept = {at: half for at, half in side.rounding.items() if not _is_known(_number(side.expr, at), known)}
    return replace(side, rounding=kept)


def rounded_where_near(claim: Claim, side: Side, state: State) -> Side:
    """The side with the whole numbers rounded that are next to values of formulas before, and none itself."""
    if not _worked_out(side):
        return side
    known = _known(claim, state)
    rounding = dict(side.rounding)
    for at, n in _wholes(side.expr, ()):
        near = any(abs(abs(v) - n) <= Fraction(1, 2) for v in known)
        if at not in rounding and near and not _is_known(n, known):
            rounding[at] = Fraction(1, 2)
    return replace(side, rounding=rounding)


def _worked_out(side: Side) -> bool:
    """Is it worked out of numbers?"""
    whole = side.expr.args[0] if isinstance(side.expr, Neg) else side.expr
    return not whole.symbols() and bool(whole.children)


def _known(claim: Claim, state: State) -> set[Fraction]:
    """The values of all parts of the formulas before, and of what names stand for."""
    k = state.position(claim)
    wrong = {line for _, line in state.wrong}
    claims = [c for c in state.claims[max(0, k - FAR) : k] if c.equation not in wrong]
    formulas = [side.expr for c in claims for side in (c.left, c.right)]
    formulas += [name.meaning for name in state.oracle.names.values()]
    parts = dict.fromkeys(x for f in formulas if not state.oracle.strange(f) for x in f.walk() if x.symbols())
    found = numbers.values_of(list(parts)[:MOST], state.oracle, state.values)
    return {v for v in found if v is not None}


def _is_known(n: Fraction, known: set[Fraction]) -> bool:
    scaled = [abs(n) * Fraction(1000) ** k for k in STEPS]
    return any(v in known or -v in known for v in scaled)


def _number(x: Expr, at: Path) -> Fraction:
    for k in at:
        x = x.children[k] if k < len(x.children) else x
    return x.args[0] if isinstance(x, Num) else Fraction(0)


def _wholes(x: Expr, at: Path) -> Iterator[tuple[Path, Fraction]]:
    if isinstance(x, Num) and x.args[0].denominator == 1 and x.args[0] >= SMALLEST:
        yield at, x.args[0]
    for k, c in enumerate(() if isinstance(x, Pow | Root) else x.children):
        yield from _wholes(c, (*at, k))
