"""The second as a unit, where its letter is that of the frequency: b_2 = 5e-17 s^2."""

from __future__ import annotations

from collections.abc import Sequence

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
