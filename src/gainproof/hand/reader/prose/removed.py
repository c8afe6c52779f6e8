"""Parts that words take out of the circuit: “Open circuit (RL removed):”, “without R_L”, “disconnect R_5”.

The words are about every formula behind them, up to a heading, to words that bring the part back, and to a
formula with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from gainproof.expression import Sym
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.prose.terminals import out_of_circuit
from gainproof.hand.work import Claim, Condition, Unread

FAR = 12
"""Claims behind the words."""
_BACK = re.compile(
    r"\b(?:back|again|restor\w+|reconnect\w*|re-?attach\w*|re-?insert\w*|in\s+general|loaded)\b|"
    r"\bwith\s+(?:the\s+)?load\b|^[ \t]*#{1,6}[ \t]|\\(?:sub)*section\b|\n[ \t]*[=-]{4,}[ \t]*\n",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that bring it back, and headings."""
_ENDS = {"R": "oo", "C": "0", "L": "oo"}


def with_parts_out(
    items: Sequence[Claim | Unread], source: str, symbols: Symbols, places: Places
) -> list[Claim | Unread]:
    """The items, each claim behind such words with what they say among the conditions that stand near."""
    out = list(items)
    for at, end, element in out_of_circuit(source, symbols):
        to = _ENDS.get(element.kind)
        if to is None or not isinstance(element.value, Sym):
            continue
        back = _BACK.search(source, end)
        until = back.start() if back is not None else len(source)
        told = Condition(element.value.name, to, places.span(at, end), element.value)
        behind = (k for k, x in enumerate(items) if end <= places.offset(x.span) < until)
        for k in islice(behind, FAR):
            claim = out[k]
            if not isinstance(claim, Claim):
                continue
            if element.value.name in claim.equation.symbols():
                break
            if all((c.symbol, c.to) != (told.symbol, told.to) for c in (*claim.under, *claim.near)):
                out[k] = replace(claim, near=(*claim.near, told))
    return out
