"""What is wrong with a level in decibels is said in decibels: the ratio of which it is one stands nowhere."""

from __future__ import annotations

from dataclasses import replace
from math import log10

from gainproof.expression import number_of
from gainproof.hand.asking.state import State
from gainproof.hand.truth import numbers
from gainproof.hand.work import Claim, Diagnosis, Judged


def in_decibels(said: Judged, claim: Claim, state: State) -> Judged:
    """The verdict on a claim about levels, with what the level should be, and no ratio for a correction."""
    d = said.diagnosis
    if not claim.level or d is None:
        return said
    asked = claim.left if claim.left.expr.symbols() else claim.right
    exact = numbers.value_of(asked.expr, state.about(claim.equation), state.values)
    ratios = [v for v in (exact, *(number_of(s.by) for s in d.suggestions)) if v is not None and v > 0]
    how = (
        f"with the values given the level is {20 * log10(ratios[0]):.4g} dB"
        if ratios
        else "the levels differ"
    )
    return replace(said, how=how, diagnosis=Diagnosis(d.kind, d.span, how))
