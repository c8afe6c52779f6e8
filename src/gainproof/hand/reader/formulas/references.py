"""The number of an equation in words, “as in (2)”, which is no factor of a formula."""

from __future__ import annotations

from collections.abc import Sequence

from gainproof.hand.reader.tokens import Token, words_of

REFERRING = words_of(
    "is was are in see cf as same by from eq eqn eqs equation equations with of to using into that like "
    "compare again line per gives and"
)
"""Words before the number of an equation."""


def numbers_equation(tokens: Sequence[Token]) -> bool:
    """Is it a whole number alone in brackets, “(1)”?"""
    return (
        len(tokens) == 3
        and tokens[0].is_op("(")
        and tokens[1].kind == "num"
        and tokens[1].text.isdigit()
        and tokens[2].is_op(")")
    )


def without_references(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with “(2)” as a word where it stands behind words, and nothing is calculated with it."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        three = tokens[k : k + 3]
        if out and numbers_equation(three) and _refers(out) and _over(tokens[k + 3 : k + 4]):
            number = f"({three[1].text})"
            out.append(Token("word", number, three[0].at, three[2].end, "words"))
            k += 3
            continue
        out.append(tokens[k])
        k += 1
    return out


def _refers(before: Sequence[Token]) -> bool:
    """Is the last word before the bracket, or before the point behind it, one that refers to an equation?"""
    last = before[-1]
    if last.kind == "sep" and last.text == "." and len(before) > 1:
        last = before[-2]
    return last.kind == "word" and last.text.lower() in REFERRING


def _over(behind: Sequence[Token]) -> bool:
    """Is what stands behind the bracket nothing that it could be a factor of?"""
    return not behind or behind[0].kind in ("sep", "word") or behind[0].is_op(")")
