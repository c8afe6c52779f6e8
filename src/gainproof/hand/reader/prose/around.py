"""What words beside a formula say of the sizes of parts: “v_o = V1 (R_L large)”, “V1 = V2, for large gm: …”.

In front they stand in its line, or in a sentence that supposes something, “Let r_o be infinite.  Then …”;
behind, up to the end of the sentence, or to words that lead to the next formula.  What they say stands among
what is said near the formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gainproof.hand.reader.claims.sayings import conditions_in
from gainproof.hand.reader.ledger import Ledger
from gainproof.hand.work import Claim, Condition, Span, Unread

LONGEST = 150
"""Characters behind a formula, or in front of it."""
_OVER = re.compile(
    r"[.;](?=\s)|\n(?!\s*(?:for|if|when|with|as|provided|assuming|neglecting|ignoring|in\s+the\s+limit)\b)"
)
_LEADS = re.compile(r"(?:^|[,;.]\s|\n)[^,;.\n]*(?:[:⇒]|=>|->)[\s$\\\[(]*\Z")
_SUPPOSES = re.compile(
    r"(?:\A|[.;:]\s+|\n)\s*((?:let|assume|suppose|take|consider|make)\b[^.;:\n]{0,100}[.;:])\s+(?:then|now|thus|so|we|it|this|here)?\b[^.\n]*\Z",
    re.IGNORECASE,
)


def with_words_around(said: Ledger) -> list[Claim | Unread]:
    """The items, each claim with what the words around it say among the conditions that stand near."""
    out = list(said.items)
    starts = [said.places.offset(x.span) for x in out]
    ends = [said.places.end(_last(x)) for x in out]
    first = 0
    while first < len(out):
        stop = first + 1
        while stop < len(out) and _goes_on(out[stop]):
            stop += 1
        before = ends[first - 1] if first else 0
        after = starts[stop] if stop < len(out) else len(said.source)
        told = [
            *_in_front(said.source[max(before, starts[first] - LONGEST) : starts[first]], said, out[first]),
            *_behind(said.source[ends[stop - 1] : min(after, ends[stop - 1] + LONGEST)], said, out[stop - 1]),
        ]
        for k in range(first, stop) if told else ():
            claim = out[k]
            if isinstance(claim, Claim):
                known = {(c.symbol, c.to) for c in (*claim.under, *claim.near)}
                new = tuple(c for c in told if (c.symbol, c.to) not in known)
                out[k] = replace(claim, near=(*claim.near, *new)) if new else claim
        first = stop
    return out


def _in_front(words: str, said: Ledger, item: Claim | Unread) -> Iterator[Condition]:
    """What the words in its row say, and a supposition in the sentence before."""
    row = words.rsplit("\n", 1)[-1]
    yield from conditions_in(row, said.symbols, item.span)
    supposed = _SUPPOSES.search(words)
    if supposed is not None:
        yield from conditions_in(supposed[1], said.symbols, item.span)


def _behind(words: str, said: Ledger, item: Claim | Unread) -> Iterator[Condition]:
    """What the words right behind it say."""
    over = _OVER.search(words)
    words = words[: over.start()] if over else words
    leads = _LEADS.search(words)
    words = words[: leads.start()] if leads else words
    yield from conditions_in(words, said.symbols, item.span)


def _goes_on(item: Claim | Unread) -> bool:
    """Is it a later link of a chain?"""
    return isinstance(item, Claim) and item.link > 0


def _last(item: Claim | Unread) -> Span:
    """Where its last side stands."""
    return item.right.span if isinstance(item, Claim) else item.span
