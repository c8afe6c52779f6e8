"""Labels in a column of their own, in plain text: what stands in front of an equation, behind a wide gap.

::

    KCL at p     (V1 - v_p)/R1 + (v_out - v_p)/R2 = i_L
    through R1   i_1 = (v_p - v_out)/R1
    n            (v_out - v_n)/R4 = v_n/R3

Words make a label; a name alone, as of a node or a part, is one only if an equation of a line nearby begins
in the same column.  What is calculated with, ``R1   * i``, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.tokens import words_of
from gainproof.hand.reader.words import STOPS

NEAR = 4
"""Lines, blank ones not counted, before and after a line, that may have its columns."""
LONGEST = 60
"""Characters of a label."""
MOST_WORDS = 8
"""Of a label."""
WIDE = 3
"""Blanks that part a label from an equation by themselves; two do so in a column."""
_SIGN = re.compile(r"[=≈≅≃≜≝≡≔→≫≪⟶∼<>≤≥]|->|\\(?:approx|cong|simeq|triangleq|to|rightarrow|gg|ll|equiv)\b")
_GAP = re.compile(r"(?: {2,}| *\t[ \t]*)(?=\S)")
_LABEL = re.compile(r"[^\W\d_][\w\s'’,.;:/()\[\]&-]*")
_WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?![\w(\[])")
_BEGINS_NOT = re.compile(r"[=+*/^|,;:.)\]}·×∥≈≜→<>]|-(?:\s|>)|(?:and|or|of|is)\s")
_ENDS_NOT = re.compile(r"[-+*/^|(\[{,·×∥=]\s*$")
_RECKONS = re.compile(r"[-/&]")
_LEADING = STOPS | words_of("or not")


def label_end(source: str, at: int, stop: int, symbols: Symbols) -> int:
    """Where the equation begins behind the label of the line from `at` to `stop`; `at` if it has no label."""
    begin = at + len(source[at:stop]) - len(source[at:stop].lstrip())
    sign = _SIGN.search(source, begin, min(stop, begin + 4 * LONGEST))
    if sign is None:
        return at
    row = source.rfind("\n", 0, at) + 1
    found = [g for g in _GAP.finditer(source, begin, sign.start()) if _parts(source, begin, g, sign.start())]
    if not found:
        return at
    columns = set(_columns_near(source, row, stop))
    for g in found:
        if _column(source, row, g.end()) in columns:
            label = source[begin : g.start()]
            told = _speaks(label, symbols) or not _RECKONS.search(label)
            return g.end() if told and not _steers(label) else at
    first = found[0]
    label = source[begin : first.start()]
    wide = first.end() - first.start() >= WIDE or "\t" in first[0]
    return first.end() if wide and _speaks(label, symbols) and not _steers(label) else at


def _parts(source: str, begin: int, gap: re.Match[str], sign: int) -> bool:
    """Does the gap stand between what may be a label and what may be an equation?"""
    label = source[begin : gap.start()]
    if len(label) > LONGEST or not _LABEL.fullmatch(label) or len(label.split()) > MOST_WORDS:
        return False
    if label.count("(") != label.count(")") or _ENDS_NOT.search(label):
        return False
    return gap.end() < sign and not _BEGINS_NOT.match(source, gap.end())


def _speaks(label: str, symbols: Symbols) -> bool:
    """Is there a word in the label that is no name?"""
    return any(symbols.find(m[0]) is None and not symbols.is_own(m[0]) for m in _WORD.finditer(label))


def _steers(label: str) -> bool:
    """Are all its words, or the last one, such as steer an argument, and belong to what follows?"""
    words = label.lower().rstrip(":").split()
    return words[-1] in _LEADING or all(w in _LEADING for w in words)


def _columns_near(source: str, row: int, stop: int) -> Iterator[int]:
    """The columns in which equations begin in the lines around the one that begins at `row`."""
    at, seen = row, 0
    while at > 0 and seen < NEAR:
        end = at - 1
        at = source.rfind("\n", 0, end) + 1
        seen += bool(source[at:end].strip())
        yield from _columns(source, at, end)
    end, seen = source.find("\n", stop), 0
    while end >= 0 and seen < NEAR:
        at, end = end + 1, source.find("\n", end + 1)
        last = end if end >= 0 else len(source)
        seen += bool(source[at:last].strip())
        yield from _columns(source, at, last)


def _columns(source: str, at: int, stop: int) -> Iterator[int]:
    """The columns of one line in which something begins that may be the left side of an equation."""
    sign = _SIGN.search(source, at, min(stop, at + 4 * LONGEST))
    if sign is None:
        return
    begin = at + len(source[at:stop]) - len(source[at:stop].lstrip())
    if begin < sign.start() and not _BEGINS_NOT.match(source, begin):
        yield _column(source, at, begin)
    for g in _GAP.finditer(source, begin, sign.start()):
        if _parts(source, begin, g, sign.start()):
            yield _column(source, at, g.end())


def _column(source: str, row: int, at: int) -> int:
    return len(source[row:at].expandtabs())
