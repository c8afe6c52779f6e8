"""Is another value of a part than the netlist's meant: “a part from the lower end, A_o = 10000, has T = 100”?

A value that the work gave before shows that this is a change.  Else what the writer makes of it tells: a
number behind it that is right with the new value alone is worked out with it; where numbers are right with
the old one alone, or none depends on it, the new one is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from gainproof.expression import Sym, number_of
from gainproof.hand.asking.state import State
from gainproof.hand.truth import numbers
from gainproof.hand.work import Claim

_NOMINAL = re.compile(r"\b(?:nominal|ideal|design|original|intend|should)", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:now\s+let|instead|in\s+fact|actual|really|becomes?|is\s+changed|too\s+(?:high|low|large|small))\b|"
    r"%\s+(?:too\s+)?(?:high|low|large|small|off|more|less|above|below)",
    re.IGNORECASE,
)
"""Words for the value that a part ought to have, and for one that it has."""
FAR = 40
"""Claims behind a value that may tell whether it is meant."""


def means_it(claim: Claim, part: str, value: Fraction, state: State) -> bool:
    """Does the writer mean that the part has this value, which is not the netlist's?"""
    source = part in state.oracle.sources
    if claim.symbol == part or source or _given_before(claim, part, state):
        return claim.symbol == part or not source
    new = {**state.values, **state.given, part: value}
    follows = slips = False
    for c in state.claims[state.position(claim) + 1 :][:FAR]:
        other = given_by(c, state)
        if other is not None and other[0] == part:
            if other[1] == state.values[part] and _says_anew(claim, c, state):
                return True
            break
        if other is not None:
            new |= dict([other])
            continue
        if state.oracle.strange(c.left.expr, c.right.expr):
            follows |= number_of(c.right.expr) is not None
            continue
        right = _right(c, new, {**new, part: state.values[part]}, state)
        if right == (True, False):
            return True
        follows |= right is not None
        slips |= right == (False, True)
    return follows and not slips


def _says_anew(claim: Claim, later: Claim, state: State) -> bool:
    """Do words say that the part has one value by design, and then that of the netlist?"""
    nominal = _NOMINAL.search(state.sentence_before(state.chain(claim)[0])) is not None
    return nominal or _CHANGED.search(state.words_between(later)) is not None


def given_by(claim: Claim, state: State) -> tuple[str, Fraction] | None:
    """The part to which the claim gives a value, and the value; None if it gives none."""
    q = claim.equation
    for part, number in ((q.left, q.right), (q.right, q.left)):
        value = number_of(number)
        if isinstance(part, Sym) and value is not None and part.name in state.oracle.given.parameters:
            return part.name, value
    return None


def _right(
    claim: Claim, new: Mapping[str, Fraction], old: Mapping[str, Fraction], state: State
) -> tuple[bool, bool] | None:
    """Is its number right with the new value, and with the old one; None if it does not depend on them."""
    q = claim.equation
    oracle = state.about(q)
    if not numbers.speaks_of_numbers(q, oracle):
        return None
    sides = (claim.left, claim.right)
    if all(numbers.value_of(x.expr, oracle, new) == numbers.value_of(x.expr, oracle, old) for x in sides):
        return None
    there, here = (numbers.judged_by_value(claim, sides, oracle, v).agrees for v in (new, old))
    return bool(there), bool(here)


def _given_before(claim: Claim, part: str, state: State) -> bool:
    """Did the work give the part a value before?"""
    for c in state.claims[: state.position(claim)]:
        told = given_by(c, state)
        if told is not None and told[0] == part:
            return True
        if any(x.what == Sym(part) and number_of(x.than) is not None for x in c.under):
            return True
    return False
