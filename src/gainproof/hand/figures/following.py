"""Does a number follow from an earlier wrong line?  Then the error was carried forward.

The number is that of a formula: the side as it stands, with a name spelled out, or with what lines before say
of it.  In the formula one side of the wrong line is put for the other, and the value is asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gainproof.expression import Equation, Expr, Num, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.figures.lines_before import lines_that_say
from gainproof.hand.truth import numbers
from gainproof.hand.truth.carried import PLACES, REMEMBERED, put, with_part_changed
from gainproof.hand.work import Claim, Judged, Side, carried_on

MOST_WAYS = 12
"""To write the formula of a number."""


def follows_from(claim: Claim, state: State) -> str:
    """The label of the wrong line that the number follows from; "" if there is none."""
    for side, other in ((claim.left, claim.right), (claim.right, claim.left)):
        ways = list(dict.fromkeys(islice(_ways_to_write(side.expr, claim, state), MOST_WAYS)))
        for label, line in reversed(state.wrong[-REMEMBERED:]):
            for wrong, right in _equals(line, state):
                for x in ways:
                    state.on_time()
                    if any(_agrees(claim, new, side, other, state) for new in _with(x, wrong, right)):
                        return label
    return ""


def a_small_number(claim: Claim, state: State) -> Judged | None:
    """Is it v_x = 2 V, a number that could be a coefficient, and follows from a wrong line?"""
    if claim.left.expr.symbols() and claim.right.expr.symbols():
        return None
    before = follows_from(claim, state)
    return carried_on(claim, before) if before else None


def _equals(line: Equation, state: State) -> Iterator[tuple[Expr, Expr]]:
    """What the wrong line says are equals; for a name in it, what the name stands for, too."""
    names = state.oracle.names
    for wrong, right in ((line.left, line.right), (line.right, line.left)):
        if not isinstance(wrong, Num):
            yield wrong, right
        if isinstance(wrong, Sym) and wrong.name in names and names[wrong.name].meaning.symbols():
            yield names[wrong.name].meaning, right


def _with(x: Expr, wrong: Expr, right: Expr) -> Iterator[Expr]:
    """The formula with the wrong side replaced where it stands, or where it is a part of a sum or product."""
    whole = put(x, wrong, right)
    if whole != x:
        yield whole
    elif wrong.children and wrong.symbols():
        yield from islice(with_part_changed(x, wrong, right), PLACES)


def _ways_to_write(x: Expr, claim: Claim, state: State) -> Iterator[Expr]:
    """The expression, with a name in it spelled out, and with what earlier lines say."""
    names = state.oracle.names
    yield x
    yield from (x.replaced({n: names[n].meaning}) for n in x.symbols() if n in names)
    yield from (right for _, right in lines_that_say(x, claim, state))
    for n in x.symbols():
        for _, right in lines_that_say(Sym(n), claim, state):
            if n not in right.symbols():
                yield x.replaced({n: right})


def _agrees(claim: Claim, new: Expr, side: Side, other: Side, state: State) -> bool:
    q = Equation(new, other.expr)
    if state.oracle.strange(new, other.expr):
        return False
    sides = (Side(new, side.span), other)
    return bool(numbers.judged_by_value(claim, sides, state.about(q), state.values).agrees)
