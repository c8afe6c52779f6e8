"""A second look at lines that hold in a limit which nobody states, once all lines are judged.

A line that leaves an imperfection out may be meant: the ideal gain at the start of a chapter, the last step
of a derivation.  Where lines before it and after it keep the imperfection, a reader stumbles, and that is
said.  Where they are its very neighbours, and no word between them speaks of an ideal, the line is on its
way from the one to the other, and on that way a term was lost.  So it is where the words before the line say
that it comes from a line that keeps the imperfection, “rearranging (1)”, and where it has the very symbols of
the line right before it, but for what it leaves out.
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
    names = ", ".join(sorted(left_out))
    if k - 1 in keeping and _sorted_anew(judged[k - 1], j, left_out, state):
        return _false(j, f"it leaves out {names}, which the line before it keeps", state)
    if not any(i < k for i in keeping) or not any(i > k for i in keeping):
        return j
    how = f"it leaves out {names}, which the lines before and after it keep"
    between = {k - 1, k + 1} <= set(keeping) and _silent(judged[k - 1], j, judged[k + 1], state)
    if between or any(_comes_from(judged[i], judged[k - 1], j, state) for i in keeping if i < k):
        return _false(j, how, state)
    return replace(j, code="GP133", how=how)


def _false(j: Judged, how: str, state: State) -> Judged:
    """The verdict on a line on whose way a term was lost."""
    assert isinstance(j.item, Claim)
    diagnosis = diagnosed(j.item, state) if state.diagnosing else None
    return replace(j, verdict="false", code="GP133", how=how, under=(), diagnosis=diagnosis)


def _sorted_anew(before: Judged, j: Judged, left_out: set[str], state: State) -> bool:
    """Has it the symbols of the line right before it, but for what it leaves out, and no word of an ideal?

    A source, an offset say, is left out by the way: “the signal alone”.  That a gain is large may be the last
    step of a derivation; a resistance goes with a word.
    """
    if not isinstance(j.item, Claim) or not isinstance(before.item, Claim) or j.item.link:
        return False
    given = state.oracle.given.parameters
    if j.item.under or j.item.near or not all(n in given and given[n].unit == "Ω" for n in left_out):
        return False
    kept, own = set(before.item.equation.symbols()), set(j.item.equation.symbols())
    first, last = before.item.span.line, j.item.span.line
    lines = state.work.source.splitlines()[first - 1 : last]
    few = last - first <= NEAR and _IDEAL.search("\n".join(lines)) is None
    return few and j.item.relation == "=" and left_out <= kept and own == kept - left_out


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
