"""Sentences about a line, and the formulas in them.

The engine says what is wrong in words among which formulas stand in the notation of its records: "the factor
s**2 is missing", "it should be par(R2, R3)".  A terminal shows these as people type them, s^2 and R2 || R3;
on a page they are set like every other formula.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gainproof.expression import Expr, Sym
from gainproof.marked.spelling import Hand, brackets
from gainproof.notation import NotationError, parse
from gainproof.render.marks import is_greek

LONGEST = 48
"""Characters of a formula that is set within a sentence; what is longer is left as it is typed."""
_NAME = re.compile(r"[A-Za-z_]\w*")
_FUNCTIONS = frozenset(("par", "sqrt", "diff"))
_TYPED_OTHERWISE = ("par(", "**")
_OPENING = "([“"
_WORD = re.compile(r"[a-z]{2,}|[aAI]")
"""What may be a word of ours where it stands alone, unless it is a Greek letter."""
_HAND = Hand(False, {})


def plain(words: str) -> str:
    """The sentence with its formulas as people type them."""
    if not any(mark in words for mark in _TYPED_OTHERWISE):
        return words
    known = frozenset(_NAME.findall(words))
    return "".join(
        p if isinstance(p, str) else p.name if isinstance(p, Sym) else _HAND.write(p)
        for p in phrase(words, known, len(words))
    )


def phrase(words: str, known: Collection[str], longest: int = LONGEST) -> tuple[str | Expr, ...]:
    """The sentence cut into words and formulas; a formula is made of these symbols alone."""
    out: list[str | Expr] = [""]
    for piece in _pieces(words, known, longest):
        if isinstance(piece, str) and isinstance(out[-1], str):
            out[-1] += piece
        else:
            out.append(piece)
    return tuple(p for p in out if p != "")


def _pieces(words: str, known: Collection[str], longest: int) -> Iterator[str | Expr]:
    at = 0
    for m in re.finditer(r"\S+", words):
        if m.start() < at:
            continue
        for begin in range(m.start(), m.end()):
            found = _formula(words, begin, known, longest)
            if found is not None:
                yield words[at:begin]
                yield found[0]
                at = found[1]
                break
            if words[begin] not in _OPENING:
                break
    yield words[at:]


def _formula(words: str, begin: int, known: Collection[str], longest: int) -> tuple[Expr, int] | None:
    """The longest formula that begins here, up to a blank or a mark of punctuation; and where it ends."""
    ends = [m.start() for m in re.finditer(r"[.,;:)”…]*(?=\s|$)", words[begin : begin + longest + 4])]
    ends += [m.end() for m in re.finditer(r"\)+(?=[.,;:)]*(?:\s|$))", words[begin : begin + longest + 3])]
    for length in sorted(set(ends), reverse=True):
        text = words[begin : begin + length]
        names = set(_NAME.findall(text)) - _FUNCTIONS
        if not 0 < length <= longest or not names or not names <= set(known):
            continue
        if _is_word(text) or brackets(text):
            continue
        try:
            return parse(text), begin + length
        except NotationError:
            continue
    return None


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and not is_greek(text)
