"""Mixed numbers: 6 2/3 V is 6 V and 2/3 of one.  Hardly anybody multiplies two numbers without a sign."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gainproof.hand.reader.tokens import Token

LARGEST = 64
"""Of the numbers below the line."""


def mixed_number(tokens: Sequence[Token], i: int) -> tuple[int, int, Fraction, int] | None:
    """The fraction at token `i`, behind a whole number: what is above and below its line, the power of ten of
    its unit, and where it ends; None if that is no mixed number."""
    before = tokens[i - 1] if i else None
    if before is None or not _is_whole(before):
        return None
    kinds = [t.kind if t.kind == "num" else t.text for t in tokens[i : i + 7]]
    digits = kinds[:2] == ["frac", "num"] and tokens[i + 1].single and len(tokens[i + 1].text) == 2
    if digits and tokens[i + 1].text.isdigit():  # \frac23
        over, under = map(int, tokens[i + 1].text)
        return (over, under, Fraction(1), i + 2) if 0 < over < under else None
    for shape in (["num", "/", "num"], ["frac", "num", "num"], ["frac", "{", "num", "}", "{", "num", "}"]):
        if kinds[: len(shape)] != shape:
            continue
        above, below = (t for t in tokens[i : i + len(shape)] if t.kind == "num")
        if not _is_whole(above) or not below.text.isdigit() or below.value is None:
            return None
        over, under = int(above.text), int(below.text)
        if 0 < over < under <= LARGEST:
            return over, under, Fraction(below.value) / under, i + len(shape)
    return None


def _is_whole(t: Token) -> bool:
    """Is it a whole number without a unit that counts?"""
    return t.kind == "num" and t.text.isdigit() and t.value == int(t.text)
