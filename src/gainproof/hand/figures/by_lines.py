"""Questions about numbers that rest on what is around them: a zero among values, a name's line, a unit."""

from __future__ import annotations

from dataclasses import replace

from gainproof.expression import ZERO, Num, Sym
from gainproof.hand.asking.state import LOOSE, State, label_of
from gainproof.hand.figures.arithmetic import a_number
from gainproof.hand.figures.given import values_of_conditions, with_values_given
from gainproof.hand.figures.lines_before import FAR, lines_that_say
from gainproof.hand.truth import numbers
from gainproof.hand.work import Claim, Judged, Side


@with_values_given
def zero_among_values(claim: Claim, state: State) -> Judged | None:
    """Is it v_cm = 0, among values with which it is so: “with V1 = 1 mV, V2 = -1 mV: v_cm = 0”?"""
    q = claim.equation
    names = q.symbols()
    if ZERO not in (q.left, q.right) or len(names) != 1:
        return None
    if names[0] in state.oracle.given.parameters or not (
        values_of_conditions(claim) or _in_a_list(claim, state)
    ):
        return None
    found = numbers.judged_by_value(claim, (claim.left, claim.right), state.about(q), state.values)
    return Judged(claim, "true", "", found.how) if found.agrees else None


def _in_a_list(claim: Claim, state: State) -> bool:
    """Do numbers stand in its line for other names?"""
    k = state.position(claim)
    beside = [c for c in state.claims[max(0, k - FAR) : k + FAR] if c.span.line == claim.span.line]
    return sum(isinstance(c.right.expr, Num) and c.right.expr != ZERO for c in beside) > 1


@with_values_given
def as_a_line_says(claim: Claim, state: State) -> Judged | None:
    """Is it the number of what a line before says of its name, in a limit: Z = R_F/(1 + A) at s = 0?"""
    q = claim.equation
    if not isinstance(q.left, Sym) or q.right.symbols() or claim.relation in LOOSE:
        return None
    if not numbers.speaks_of_numbers(q, state.about(q)):
        return None
    as_defined = numbers.judged_by_value(claim, (claim.left, claim.right), state.about(q), state.values)
    if as_defined.how != numbers.OF_FREQUENCY:
        return None
    for c, x in lines_that_say(q.left, claim, state):
        there = numbers.judged_by_value(
            claim, (Side(x, claim.left.span), claim.right), state.about(q), state.values
        )
        if there.agrees is not None:
            how = f"{there.how}, as {label_of(c)} says"
            return Judged(claim, "true" if there.agrees else "false", "" if there.agrees else "GP114", how)
    return None


def with_a_later_number(claim: Claim, state: State) -> Judged | None:
    """Is β = g_m r_π right by value, where all that lines behind it say of g_m is a number?"""
    q = claim.equation
    mere = [n for n in q.symbols() if n in state.oracle.names and not state.oracle.names[n].meaning.symbols()]
    if not mere or not any(_in_front(claim, n, state) for n in mere):
        return None
    found = numbers.judged_by_value(claim, (claim.left, claim.right), state.about(q), state.values)
    return Judged(claim, "true", "", found.how) if found.agrees else None


def _in_front(claim: Claim, name: str, state: State) -> bool:
    """Does the claim stand before the line that says what the name is?"""
    label = state.oracle.names[name].label
    return any(label_of(c) == label for c in state.claims[state.position(claim) + 1 :])


def another_number(claim: Claim, state: State) -> Judged | None:
    """Is it a right number as it may also be read: 5e-17 s², where s² is a unit?"""
    for left, right in claim.otherwise:
        if state.oracle.strange(left.expr, right.expr):
            continue
        found = a_number(state.read_otherwise(claim, left, right), state)
        if found is not None and found.verdict in ("true", "limit"):
            return replace(found, item=claim)
    return None
