"""Letters behind a number that are units, though they are names as well: b_2 = 5e-17 s^2, R_in = -2k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from gainproof.hand.reader.tokens import Token


def without_seconds(tokens: Sequence[Token]) -> list[Token]:
    """The side without every s, s², s^{-1} behind a number; empty, if it holds anything but numbers then."""
    out: list[Token] = []
    k = seen = 0
    while k < len(tokens):
        t = tokens[k]
        if t.kind == "sym" and t.text == "s" and out and out[-1].kind == "num" and not out[-1].is_op("^"):
            seen += 1
            k += 1
            if k < len(tokens) and tokens[k].is_op("^"):
                k += 1
                braced = k < len(tokens) and tokens[k].is_op("{")
                k += braced
                k += k < len(tokens) and tokens[k].is_op("-")
                k += 1 + braced
            continue
        if t.kind not in ("num", "op"):
            return []
        out.append(t)
        k += 1
    return out if seen else []


def with_thousands(tokens: Sequence[Token]) -> list[Token]:
    """The side -2k as a number of thousands, for whom k is a name; empty, if it is anything else."""
    if len(tokens) < 2:
        return []
    *sign, number, letter = tokens
    attached = letter.text == "k" and letter.kind == "sym" and letter.at == number.end
    if not attached or number.kind != "num" or [t.text for t in sign] not in ([], ["-"]):
        return []
    half = 1000 * (number.rounding if number.rounding is not None else Fraction(1, 2))
    return [*sign, replace(number, end=letter.end, value=number.value * 1000, rounding=half)]
