"""What is needed, wanted or required is set, and not claimed: “an oscillator needs v_out = V1 there”.

No circuit forces it.  A law of the circuit forces what it requires: “Kirchhoff's law requires i_1 = i_2” is a
claim, and so is what needs no part of the design.
"""

from __future__ import annotations

import re

from gainproof.expression import Expr, Num, Quot, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim, Judged
from gainproof.notation import equation_text

_NEEDS = re.compile(
    r"\b(?:(?:needs?|requir(?:es?|ing)|wants?|demands?|calls?\s+for|asks?\s+for|(?:must|should|shall|has\s+to|have\s+to)"
    r"\s+(?:have|make|satisfy|fulfil+|give|get|achieve|be\s+such\s+that)|(?:condition|requirement|criterion)\s+(?:is|reads)|"
    r"it\s+takes|aim(?:s|ing)?\s+(?:at|for)|(?:sett|putt|mak|impos|lett|forc)ing)"
    r"(?:\s+(?:that|to\s+have|the\s+(?:condition|gain|loop\s+gain|output|whole))){0,2}"
    r"|(?:condition|requirement|criterion)(?:\s+(?:for|of)\s+[\w\s-]{1,40}?)?\s*(?:is|reads|,|:))\s*[:,]?\s*[$({\\[]*\s*\Z",
    re.IGNORECASE,
)
"""Words right before what is needed."""
_NEEDED = re.compile(
    r"\s*[$)\]}\\]*\s*(?:there\s+|then\s+|here\s+|at\s+(?:this|that)\s+frequency\s+)?"
    r"(?:is|are|will\s+be|would\s+be)\s+(?:then\s+|also\s+)?(?:needed|required|wanted|demanded|desired|asked\s+for|called\s+for|necessary)\b",
    re.IGNORECASE,
)
"""Words right behind it."""
_LAW = re.compile(
    r"\b(?:K[CV]L|Kirchhoff|Ohm|laws?|theorem|op-?\s?amps?|virtual|negative\s+feedback|continuity|conservation|"
    r"superposition|linearity|symmetry|reciprocity|node\s+equations?|current\s+balance)\b",
    re.IGNORECASE,
)
"""What requires it of every circuit."""
_CLOSED = re.compile(
    r"\b(?:fed\s+back|clos(?:e|es|ed|ing)\s+the\s+loop|loop\s+is\s+(?:then\s+)?closed|(?:is|are)\s+(?:replaced|supplied|given)\s+by\s+the\s+output|"
    r"(?:tied|joined|connected)\s+(?:back\s+)?to\s+(?:each\s+other|the\s+(?:input|output|source)))\b",
    re.IGNORECASE,
)
"""The output drives the input, which the circuit as it is given does not do."""


def required(claim: Claim, state: State) -> Judged | None:
    """Do the words beside it say that it is needed, where the circuit leaves it to the design?"""
    q = claim.equation
    if (
        claim.link
        or claim.relation != "="
        or not (_needs(claim, state) or _NEEDED.match(state.words_behind(claim)))
    ):
        return None
    if _LAW.search(state.sentence_before(claim)):
        return None
    signals = {*state.oracle.unknowns, *state.oracle.sources}
    if mentioned(q, state.oracle).isdisjoint(signals) or not all(_plain(x) for x in (q.left, q.right)):
        return None
    how = "it is what is needed, and nothing that the circuit forces"
    return Judged(claim, "limit", "GP144", how, (), (equation_text(q),))


def _needs(claim: Claim, state: State) -> bool:
    before = state.sentence_before(claim)
    return _NEEDS.search(before) is not None or _CLOSED.search(before) is not None


def _plain(x: Expr) -> bool:
    """Is it a symbol, a number, or a quotient of two: v_out, 1, v_out/V1?"""
    if isinstance(x, Quot):
        return all(isinstance(y, Sym | Num) for y in x.children)
    return isinstance(x, Sym | Num)
