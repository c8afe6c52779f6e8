"""What a quantity tends to, in words behind its equation: “…, goes to 0 for A_o → ∞”.

This is a statement of its own, and what follows it is no condition of the equation before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from gainproof.hand.reader.formulas.clauses import Clause
from gainproof.hand.reader.tokens import Token

_TENDING = re.compile(
    r"\b(?:(?:goes|tends|falls|drops|rises|shrinks|converges|reduces)\s+(?:down\s+|up\s+)?(?:to|towards?)|"
    r"approaches|becomes)\s*$",
    re.IGNORECASE,
)
"""Words before what something tends to."""
_FAR = 40
"""Characters before it that are looked at."""


def as_limits(found: Sequence[Clause], source: str, goes: Callable[[Clause], bool]) -> None:
    """Put an arrow before what stands behind such words, and before a condition that `goes` to an end."""
    for c, behind in pairwise(found):
        first = next((k for k, t in enumerate(c.tokens) if t.kind != "word"), len(c.tokens))
        value = c.tokens[first:]
        if c.relations or not value or any(t.kind in ("word", "bad", "limit") for t in value):
            continue
        at = value[0].at
        if behind.relations and goes(behind) and _TENDING.search(source[max(0, at - _FAR) : at]):
            c.tokens = [Token("rel", "→", at, at), *value]
