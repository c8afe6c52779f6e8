"""The sides of an equation, and the words in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from gainproof.hand.reader.formulas.shares import with_shares
from gainproof.hand.reader.tokens import BAR, NotRead, Token, words_of
from gainproof.hand.reader.words import STOPS

LONGEST_UNIT = 4
"""Letters of a unit that is not known."""
_SIGNAL = re.compile(r"[iIvV][a-z]\d?")
"""A name for a voltage or a current, which may be a factor: ib, ve2."""
NO_SIGNALS = STOPS | words_of("is in it if us up vs un")
"""Short words that are none."""

NO_UNITS = words_of(
    "this that it its they them these each both all here now one our us you he she so then than too also "
    "only just still even per get gets need say see puts turn each what who how why does did do can may "
    "must no not yes off up down out over till upto max min typ nom far near very much more less most"
)
"""Short words behind a number that are no unit nobody knows: “with R1 = 50k this is …”."""


def sides_of(tokens: Sequence[Token]) -> tuple[list[list[Token]], list[str]]:
    sides: list[list[Token]] = [[]]
    relations = []
    for t in tokens:
        if t.kind == "rel":
            relations.append(t.text)
            sides.append([])
        else:
            sides[-1].append(t)
    return sides, relations


def without_words(tokens: list[Token], left: bool, drop: Callable[[Sequence[Token]], None]) -> list[Token]:
    """The side without the words in front of it and behind it, which are given to `drop`.

    A word alone on the left may be a name, and so may one beside an operator.  Raises NotRead for a unit that
    is not known.
    """
    words = [k for k, t in enumerate(tokens) if t.kind == "word"]
    if words and not left:
        tokens = with_shares(tokens)
        words = [k for k, t in enumerate(tokens) if t.kind == "word"]
    if not words:
        return tokens
    if len(words) == len(tokens):
        if left and len(tokens) == 1 and tokens[0].value != "words":
            return tokens
        drop(tokens)
        return []
    first = next(k for k, t in enumerate(tokens) if t.kind != "word")
    if first > 1 and not left:
        drop(tokens)
        return []
    named = tokens[first].kind == "op" and tokens[first].text in "+-*/^)}∥"
    if first and left and not (named and tokens[first - 1].text.lower() not in STOPS):
        drop(tokens[:first])
        tokens = tokens[first:]
    level = 0
    for k in range(1, len(tokens)):
        level += _opens(tokens[k - 1])
        if (
            tokens[k].kind != "word"
            or tokens[k - 1].kind == "word"
            or tokens[k - 1].is_op("+", "-", "*", "/", "(", "{", "∥", "frac", "^")
            or (tokens[k - 1].is_op(BAR) and tokens[k + 1 : k + 2] and tokens[k + 1].is_op(BAR))
        ):
            continue
        behind = tokens[k + 1] if k + 1 < len(tokens) else None
        if _is_unit(tokens, k):
            t = tokens[k]
            raise NotRead(t.at, t.end, f"the unit {t.text}", "V, A, ohm, F, H, S, Hz, W, s or %")
        if behind is None and _SIGNAL.fullmatch(tokens[k].text) and tokens[k].text.lower() not in NO_SIGNALS:
            continue  # (beta + 1) ib
        if level == 0 and (behind is None or not behind.is_op("+", "-", "*", "/", "∥", "^")):
            drop(tokens[k:])
            return tokens[:k]
    if any(a.kind == b.kind == "word" for a, b in pairwise(tokens)) or any(
        t.kind == "word" and t.value == "words" for t in tokens
    ):
        drop(tokens)
        return []
    return tokens


def _is_unit(tokens: Sequence[Token], k: int) -> bool:
    """Is the word the last one, behind a number, and no prose?"""
    t = tokens[k]
    alone = k + 1 == len(tokens) and tokens[k - 1].kind == "num" and len(t.text) <= LONGEST_UNIT
    return alone and t.text.lower() not in STOPS | NO_UNITS


def _opens(t: Token) -> int:
    return t.is_op("(", "{") - t.is_op(")", "}")
