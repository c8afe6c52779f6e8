"""A formula of the frequency with numbers for its parts: v_o/v_i = 1/(1 + 10⁻⁴ s), with R C = 100 µs.

It is asked with the values given, at frequencies that lie so near to each other that none of its corners is
missed, and must be right to the digits printed at all of them.
"""

from __future__ import annotations

from fractions import Fraction

from gainproof.hand.asking.state import State
from gainproof.hand.figures.given import with_values_given
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth import numbers
from gainproof.hand.truth.frequencies import has_frequency
from gainproof.hand.work import Claim, Judged

ASKED = [Fraction(7) * Fraction(10) ** k for k in range(-1, 10)]
"""Values of s, real ones, as good as any others for quotients of polynomials."""


@with_values_given
def at_all_frequencies(claim: Claim, state: State) -> Judged | None:
    """Does a formula in s with numbers hold at all frequencies, with the values given?"""
    q = claim.equation
    if FREQUENCY not in q.symbols() or numbers.structural(claim) or not has_frequency(state.oracle):
        return None
    oracle = state.about(q)
    for s in ASKED:
        state.on_time()
        values = {**state.values, FREQUENCY: s}
        if not numbers.judged_by_value(claim, (claim.left, claim.right), oracle, values).agrees:
            return None
    return Judged(claim, "true", "", "with the values given it is so at all frequencies")
