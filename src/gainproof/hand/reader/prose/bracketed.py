"""Remarks in square brackets behind a formula: “H = -j  [90° lag]”, “R -> R1  [plain series, ok]”.

A square bracket groups as well, i_b [r_π + (1 + β) R_E].  A remark stands behind a blank, and nothing but the
end of the formula stands behind it; it holds words, or what no formula holds.  What holds an equation may be
a condition, and is left to the clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gainproof.hand.reader.tokens import Token

LONGEST_NAME = 3
"""Letters of a word that may be a name in a formula."""
_OPERATORS = ("+", "-", "*", "/", "^", "∥", "frac")
_BEFORE = (*_OPERATORS, "(", "{", "sqrt", "abs")


def remarks_in(tokens: Sequence[Token], source: str) -> Iterator[tuple[int, int]]:
    """Where remarks in square brackets stand: the place of each first token, and that behind the last."""
    opened = -1
    for k, t in enumerate(tokens):
        if t.is_op("(") and source[t.at : t.at + 1] == "[":
            opened = k if opened < 0 or not _square(tokens, opened, k, source) else opened
        elif t.is_op(")") and source[t.at : t.at + 1] == "]" and opened >= 0:
            if _apart(tokens, opened, k) and _speaks(tokens[opened + 1 : k]):
                yield opened, k + 1
            opened = -1


def without_remarks(tokens: Sequence[Token], source: str) -> tuple[list[Token], list[list[Token]]]:
    """The tokens without remarks, and these."""
    found = list(remarks_in(tokens, source))
    inside = {k for a, b in found for k in range(a, b)}
    return [t for k, t in enumerate(tokens) if k not in inside], [list(tokens[a:b]) for a, b in found]


def _square(tokens: Sequence[Token], opened: int, k: int, source: str) -> bool:
    """Is the bracket that opened before still open here?"""
    inside = [source[t.at : t.at + 1] for t in tokens[opened:k]]
    return inside.count("[") > inside.count("]")


def _apart(tokens: Sequence[Token], a: int, b: int) -> bool:
    """Does it stand behind a formula and a blank, with nothing of a formula behind it?"""
    before = [t for t in tokens[max(0, a - 2) : a] if t.text != "soft"][-1:]
    if not before or before[0].kind in ("rel", "sep") or before[0].is_op(*_BEFORE):
        return False
    after = tokens[b + 1] if b + 1 < len(tokens) else None
    return tokens[a - 1].end < tokens[a].at and (after is None or after.kind in ("sep", "rel"))


def _speaks(inside: Sequence[Token]) -> bool:
    if not inside or any(t.kind == "rel" for t in inside):
        return any(t.kind == "bad" for t in inside)
    words = [
        t
        for k, t in enumerate(inside)
        if t.kind == "word" and not any(x.is_op(*_OPERATORS) for x in inside[max(0, k - 1) : k + 2])
    ]
    reckons = any(t.is_op(*_OPERATORS) for t in inside)
    long = any(len(t.text) > LONGEST_NAME and t.text.islower() for t in words)
    times = inside[-1].is_op("*") or inside[0].is_op("*") or inside[-1].text == "x"  # [10x], [×10]
    listed = any(
        t.kind == "bad" or (t.kind == "sep" and t.text not in ("soft", "row")) or t.text == ","
        for t in inside
    )
    return listed or long or (bool(words) and not reckons) or (times and len(inside) == 2)
