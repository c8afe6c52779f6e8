"""Are two sides that are called about equal so, with the values of the netlist?

Nearly everything is about equal to the side without its corrections.  So a correction counts only where the
sides are closer with it.
"""

from __future__ import annotations

from fractions import Fraction

from gainproof.expression import Equation, Sum, neg
from gainproof.hand.asking.state import State
from gainproof.hand.asking.ways import ways
from gainproof.hand.figures.given import with_values_given
from gainproof.hand.truth import numbers
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.orders import main_part
from gainproof.hand.work import Claim, Judged
from gainproof.ideals import imperfections

MOST_TERMS = 8
MUCH_CLOSER = Fraction(1, 4)
"""By so much are two sides closer if a sign was wrong."""


@with_values_given
def about_equal(claim: Claim, state: State) -> Judged | None:
    """Are two sides that are called about equal so, with the values of the netlist?

    A claim that names an imperfection is about its order, and is not judged so.
    """
    oracle = state.about(claim.equation)
    ideal = imperfections(oracle.given)
    if claim.relation != "≈" or not mentioned(claim.equation, oracle).isdisjoint(ideal):
        return None
    found = numbers.judged_by_value(claim, (claim.left, claim.right), oracle, state.values)
    if not found.agrees or _closer_with_another_sign(claim, oracle, state):
        return None
    if _corrects_nothing(claim, oracle, state):
        return None
    return Judged(claim, "limit", "", "they are about equal with the values given", (), ("the values given",))


def _apart(q: Equation, oracle: Oracle, state: State) -> Fraction | None:
    """How far the two sides are from each other, with the values given."""
    x, y = (numbers.value_of(e, oracle, state.values) for e in (q.left, q.right))
    return None if x is None or y is None else abs(x - y)


def _closer_with_another_sign(claim: Claim, oracle: Oracle, state: State) -> bool:
    """Has a term the wrong sign, 1 + 2/beta for 1 - 2/beta, so small that the sides are close?"""
    q = claim.equation

    here = _apart(q, oracle, state)
    for side, other in ((q.left, q.right), (q.right, q.left)):
        for k, t in enumerate(side.args[:MOST_TERMS] if isinstance(side, Sum) else ()):
            changed = Sum(*side.args[:k], neg(t), *side.args[k + 1 :])
            turned = _apart(Equation(changed, other), oracle, state)
            if here is not None and turned is not None and turned < here * MUCH_CLOSER:
                return True
    return False


def _corrects_nothing(claim: Claim, oracle: Oracle, state: State) -> bool:
    """Has it a correction, in a limit that is stated, with which it is hardly closer than without?"""
    q = claim.equation
    here = _apart(q, oracle, state)
    for way in ways(claim.under, oracle):
        for a, b in ((q.left, q.right), (q.right, q.left)):
            main = main_part(b, oracle, way)
            without = None if main is None else _apart(Equation(a, main), oracle, state)
            if here is not None and without is not None and here > MUCH_CLOSER * without:
                return True
    return False
