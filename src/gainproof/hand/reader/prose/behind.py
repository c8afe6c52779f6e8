"""Conditions that stand behind their formula: “v_o = 2 V1.  This holds for R2 = R1”, “…, assuming V_os = 0”.

What the words set is read as a line of its own, or as a condition of what comes next.  It is meant of the
formula before the words all the same, and stands among what is said near that formula.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gainproof.expression import Sym
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.work import Claim, Condition, Unread

LONGEST = 120
"""Characters of the words between."""
_BEHIND = re.compile(
    r"""[\s$.,;)\]\\]*[(\[]?\s*(?:
    (?:and\s+)?(?:(?:of\s+course|note|here),?\s+)?
    (?:this|that|it|which|(?:the|this)\s+(?:last\s+)?(?:one|result|formula|expression|equation|line)|we|all\s+this)?
    \s*(?:is\s+)?(?:only\s+|also\s+)?
    (?:holds?|valid|true|right|correct|exact|appl(?:ies|y)|assum(?:es?|ing)|presum(?:es|ing)|requires?|needs|
       suppos(?:es|ing)|takes|uses|(?:have\s+)?(?:used|assumed))
    \s*(?:only\s+|here\s+|exactly\s+|again\s+)?(?:that|for|if|when|with|under|in)?
    \s*(?:the\s+(?:condition|assumption|case|limit))?(?:\s+that)?|
    under\s+(?:the|our)\s+(?:condition|assumption)s?(?:\s+(?:that|of))?|
    here|(?:where|here)\s+(?:we\s+(?:have\s+)?(?:assumed?|set|used?|took|taken?))(?:\s+that)?|
    (?:up)?on\s+(?:setting|letting|putting)|(?:after|by)\s+(?:setting|letting|putting)|
    since|because|as|given(?:\s+that)?|so\s+long\s+as|in\s+(?:the\s+)?case
    )\s*[$(\[\\]*\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMA = re.compile(r"[ \t$)]*,[ \t$(]*")
_LAST = re.compile(r"[ \t$)\]]*(?:[.;](?=\s)|\n|\Z)")
"""Where the sentence or the line ends with the condition."""


def with_conditions_behind(said: Ledger) -> list[Claim | Unread]:
    """The items, each claim with the conditions behind it among those that stand near."""
    out = list(said.items)
    starts = [said.places.offset(x.span) for x in out]
    for at, end, condition in _told(said):
        k = bisect_left(starts, at) - 1
        before = out[k] if k >= 0 else None
        if not isinstance(before, Claim) or not _leans(before, at, end, said):
            continue
        for place in _chain(out, k):
            claim = out[place]
            assert isinstance(claim, Claim)
            if all(c.span != condition.span for c in (*claim.under, *claim.near)):
                out[place] = replace(claim, near=(*claim.near, condition))
    return out


def _told(said: Ledger) -> Iterator[tuple[int, int, Condition]]:
    """What is set anywhere, as a condition or in a line of its own, from … to."""
    for condition, at, end in said.stated:
        yield at, end, condition
    for x in said.items:
        if isinstance(x, Claim) and x.relation == "=" and not x.link:
            symbol = x.left.expr.name if isinstance(x.left.expr, Sym) else ""
            at = said.places.offset(x.span)
            yield at, -1, Condition(symbol, "=", x.span, x.left.expr, x.right.expr)


def _leans(claim: Claim, at: int, stop: int, said: Ledger) -> bool:
    """Do the words from the claim on, up to there, tie it to what stands there?  So does a comma alone."""
    end = said.places.end(claim.right.span)
    if not end < at <= end + LONGEST:
        return False
    alone = stop > at and _COMMA.fullmatch(said.source, end, at) and _LAST.match(said.source, stop)
    return bool(alone) or _BEHIND.fullmatch(said.source, end, at) is not None


def _chain(items: Sequence[Claim | Unread], k: int) -> Iterator[int]:
    """The places of the claim's chain, up to the claim."""
    claim = items[k]
    first = k - (claim.link if isinstance(claim, Claim) else 0)
    yield from (j for j in range(max(0, first), k + 1) if isinstance(items[j], Claim))
