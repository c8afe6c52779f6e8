"""Does a claim hold with a condition of the sentence before it, which is said of no claim there?

“If R_B = 0 and β ≫ 1 the second one is about 1/g_m.  v/I ≈ R_E ∥ (1/g_m)”: a sentence that ends before the
formula may set what the formula leans on.  It may also end what was set before it: behind “with V1 = 0: …”,
“signal alone (VOS = 0)” is about the circuit with V1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gainproof.hand.asking.state import State
from gainproof.hand.conditions import assuming, driving, limiting
from gainproof.hand.figures import arithmetic, at_frequency
from gainproof.hand.work import Claim, Condition, Judged

ASKED = (
    at_frequency.of_magnitude,
    arithmetic.a_number,
    assuming.under_assumptions,
    driving.with_test_source,
    limiting.in_a_limit,
    arithmetic.by_value,
    at_frequency.at_one_frequency,
)


def as_said_near(claim: Claim, state: State) -> Judged | None:
    """The verdict, if it holds with the conditions that stand near."""
    if not claim.near:
        return None
    for under in dict.fromkeys(_readings(claim)):
        read = state.beside(claim, replace(claim, under=under, near=()))
        for ask in ASKED:
            state.on_time()
            found = ask(read, state)
            if found is not None and found.verdict in ("true", "limit"):
                how = "it holds with what the words before it say"
                return Judged(claim, "limit", found.code, how, found.uses, found.under)
    return None


def _readings(claim: Claim) -> Iterator[tuple[Condition, ...]]:
    """What may be meant to hold: its own conditions and those near, which may replace them; the last ones."""
    near = claim.near
    others = (c for c in claim.under if all(c.symbol != d.symbol for d in near))
    yield *claim.under, *near
    yield *others, *near
    yield near
    last = max(c.span.line for c in near)
    yield tuple(c for c in near if c.span.line == last)
