"""Shares in words at the end of a formula: v_c = 5/12 of V1, v_b = half of V1, v_n = 99.9 % of V1."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gainproof.hand.reader.tokens import Token

_TIMES = {
    "half": Fraction(1, 2),
    "twice": Fraction(2),
    "thrice": Fraction(3),
}


def with_shares(tokens: Sequence[Token]) -> list[Token]:
    """The side with what is said to be so many times a symbol as the product that it is."""
    out = list(tokens)
    if len(out) < 2 or out[-1].kind != "sym" or all(t.kind != "word" for t in out):
        return out
    times = _TIMES.get(out[0].text.lower()) if out[0].kind == "word" else None
    words = [t.text.lower() for t in out[1:-1]]
    if times is not None and words in ([], ["of"]):
        t = out[0]
        return [Token("num", str(times), t.at, t.end, times), Token("op", "*", t.end, t.end), out[-1]]
    of, number = out[-2], out[-3] if len(out) > 2 else None
    if of.kind == "word" and of.text.lower() == "of" and number is not None and _is_pure(number):
        out[-2] = Token("op", "*", of.at, of.end)
    return out


def _is_pure(t: Token) -> bool:
    """Is it a number without a unit, or so many per cent?"""
    if t.kind != "num" or not t.text.replace(".", "", 1).isdigit():
        return False
    return t.value in (Fraction(t.text), Fraction(t.text) / 100)
