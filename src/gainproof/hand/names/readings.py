"""Which reading of a definition is meant: R_o = R_E ∥ r/(1 + β), of which ∥ or the slash may bind more.

What the circuit has of the kind tells, if the name is a customary one; else what the lines after it make of
the name, with numbers too.
"""

from __future__ import annotations

from gainproof.expression import Equation, Expr
from gainproof.hand.asking.state import State
from gainproof.hand.names.customary import is_customary
from gainproof.hand.names.meanings import lines_with, true_with
from gainproof.hand.truth import numbers
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.work import Claim, Side


def as_meant(symbol: str, meaning: Expr, claim: Claim, state: State) -> Expr:
    """The meaning of the name in the reading that the circuit, or most lines after the claim, agree with."""
    read = (isolated(Equation(a.expr, b.expr), symbol) for a, b in claim.otherwise)
    others = [x for x in read if x is not None and not state.oracle.strange(x)]
    if not others:
        return meaning
    after = [c for c in lines_with(symbol, claim, state) if c.span.line != claim.span.line]

    def worth(x: Expr) -> tuple[bool, int]:
        state.on_time()
        return is_customary(symbol, x, claim, state), sum(_agrees(c, symbol, x, state) for c in after)

    return max((meaning, *others), key=worth)


def _agrees(c: Claim, symbol: str, meaning: Expr, state: State) -> bool:
    """Is the line true with this meaning of the name, at any point or with the values given?"""
    if true_with(c.equation, symbol, meaning, state):
        return True
    put = {symbol: meaning}
    sides = tuple(
        Side(s.expr.replaced(put), s.span, s.spans, {} if symbol in s.expr.symbols() else s.rounding)
        for s in (c.left, c.right)
    )
    told = Equation(sides[0].expr, sides[1].expr)
    if told.left.symbols() and told.right.symbols():
        return False
    return bool(numbers.judged_by_value(c, (sides[0], sides[1]), state.about(told), state.values).agrees)
