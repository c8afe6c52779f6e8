"""What is wrong with a level in decibels is said in decibels: the ratio of which it is one stands nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from math import log10

from gainproof.expression import number_of
from gainproof.hand.asking.state import State
from gainproof.hand.truth import numbers
from gainproof.hand.work import Claim, Diagnosis, Judged

_GAP = r"(?:[\s~$]|\\[,;:! ]|\\q?quad\b)*"
_LEADS = r"(?:i\.\s?e\.,?|that\s+is,?|or|which\s+(?:is|corresponds\s+to)|equivalent\s+to|corresponding\s+to)"
_BEHIND = re.compile(
    rf"(?:{_GAP},)?{_GAP}(?:V/V\s*,?\s*)?(?:(?:\\text\s*\{{\s*)?,?\s*{_LEADS}\s*\}}?|(?:\\left)?[(\[]{_GAP}(?:{_LEADS})?)"
    rf"{_GAP}(?:(?:≈|~|\\approx|about|approximately|roughly){_GAP})?"
    rf"(?P<number>[-−–]?\d+(?:[.,]\d+)?){_GAP}(?:\\(?:text|mathrm|rm|textrm)\s*\{{\s*)?dB\s*\}}?"
    rf"{_GAP}(?=[)\].,;\n\\]|\Z)"
)
"""A level behind a ratio, which is the same in decibels: “157 (43.9 dB)”, “5, i.e. 14 dB”."""


LARGE = 20
"""A ratio from here on that is printed as a whole number may be rounded: 114 for 114.3."""
WHOLE = 0.5


def in_decibels(said: Judged, claim: Claim, state: State) -> Judged:
    """The verdict on a claim about levels, with what the level should be, and no ratio for a correction."""
    d = said.diagnosis
    if not claim.level or d is None:
        return said
    asked = claim.right if claim.right.expr.symbols() and not claim.left.expr.symbols() else claim.left
    exact = numbers.value_of(asked.expr, state.about(claim.equation), state.values)
    ratios = [v for v in (exact, *(number_of(s.by) for s in d.suggestions)) if v is not None and v > 0]
    how = (
        f"with the values given the level is {20 * log10(ratios[0]):.4g} dB"
        if ratios
        else "the levels differ"
    )
    return replace(said, how=how, diagnosis=Diagnosis(d.kind, d.span, how))


def with_level_behind(said: Judged, claim: Claim, state: State) -> Judged:
    """The verdict on a ratio; it is false if the level behind it, “5 (14 dB)”, is that of another ratio."""
    ratio = number_of(claim.right.expr)
    if said.verdict not in ("true", "limit", "identity", "definition") or not ratio or claim.level:
        return said
    words = state.words_behind(claim)
    m = _BEHIND.match(words) if "dB" in words else None
    if m is None or state.chain(claim)[-1] is not claim:
        return said
    level = float(m["number"].replace(",", ".").translate(str.maketrans("−–", "--")))
    half = 0.5 / 10 ** len(re.split("[.,]", f"{m['number']}.")[1])
    whole = WHOLE if abs(ratio) >= LARGE else 0
    printed = float(max(claim.right.rounding.values(), default=whole))
    bels = log10(abs(ratio))
    room = half * 1.01 + 20 / 2.302 * printed / float(abs(ratio))
    power = any(n[0] in "Pp" for c in state.chain(claim) for n in c.left.expr.symbols())
    if abs((10 if power else 20) * bels - level) <= room:
        return said
    how = f"the level of {numbers.shown(abs(ratio))} is {20 * bels:.4g} dB"
    return Judged(claim, "false", "GP114", how, diagnosis=Diagnosis("arithmetic", claim.right.span, how))
