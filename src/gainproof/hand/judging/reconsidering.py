"""A second look at lines that hold in a limit which nobody states, once all lines are judged.

A line that leaves an imperfection out may be meant: the ideal gain at the start of a chapter, the last step
of a derivation.  Where lines before it and after it keep the imperfection, a reader stumbles, and that is
said.  Where they are its very neighbours, and no word between them speaks of an ideal, the line is on its
way from the one to the other, and on that way a term was lost.  So it is where the words before the line say
that it comes from a line that keeps the imperfection: “rearranging (1)”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gainproof.hand.asking.refuting import diagnosed
from gainproof.hand.asking.state import State
from gainproof.hand.truth import limits
from gainproof.hand.work import Claim, Judged

NEAR = 4
"""Lines of the document between neighbours."""
_IDEAL = re.compile(
    r"ideal|infin|inf\b|large|high|small|little|limit|\\to\b|→|->|∞|\\infty|\\lim|approx|about|≈|≃|≅|~|\\cong|"
    r"\\sim|≫|≪|\\gg|\\ll|>>|<<|neglect|ignor|negligible|perfect|virtual|vanish|tend|assum|without|first",
    re.IGNORECASE,
)


def reconsidered(k: int, judged: Sequence[Judged], state: State) -> Judged:
    """The k-th verdict, with the code of a limit that is not said though the lines around keep it finite."""
    j = judged[k]
    claim = j.item
    if j.verdict != "limit" or j.code != "GP140" or not isinstance(claim, Claim):
        return j
    left_out = {u.partition(" -> ")[0] for u in j.under}
    keeping = [i for i, x in enumerate(judged) if _keeps(x, left_out, state)]
    if not any(i < k for i in keeping) or not any(i > k for i in keeping):
        return j
    how = f"it leaves out {', '.join(sorted(left_out))}, which the lines before and after it keep"
    between = {k - 1, k + 1} <= set(keeping) and _silent(judged[k - 1], j, judged[k + 1], state)
    if between or any(_comes_from(judged[i], judged[k - 1], j, state) for i in keeping if i < k):
        diagnosis = diagnosed(claim, state) if state.diagnosing else None
        return replace(j, verdict="false", code="GP133", how=how, under=(), diagnosis=diagnosis)
    return replace(j, code="GP133", how=how)


def _keeps(j: Judged, left_out: set[str], state: State) -> bool:
    """Is the line true without a limit, and does it hold one of these imperfections?"""
    if j.verdict != "true" or not isinstance(j.item, Claim):
        return False
    return not limits.mentioned(j.item.equation, state.oracle).isdisjoint(left_out)


def _comes_from(source: Judged, before: Judged, j: Judged, state: State) -> bool:
    """Does the line cite that one, with no word of an ideal behind the line before it?"""
    if not isinstance(j.item, Claim) or not isinstance(source.item, Claim):
        return False
    if not source.item.number or j.item.cites != (source.item.number,):
        return False
    lines = state.work.source.splitlines()[before.item.span.line : j.item.span.line]
    return _IDEAL.search("\n".join(lines)) is None


def _silent(before: Judged, j: Judged, after: Judged, state: State) -> bool:
    """Do the three stand close together, with no word of an ideal among them?"""
    first, last = before.item.span.line, after.item.span.line
    if last - j.item.span.line > NEAR or j.item.span.line - first > NEAR:
        return False
    source = state.work.source.splitlines()
    return _IDEAL.search("\n".join(source[first - 1 : last])) is None
