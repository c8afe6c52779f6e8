"""Worked examples that fade: which steps of a derivation are left out for the learner to fill in.

A sequence begins with an example that is worked in full, and each of the next leaves out more, until the
learner does it all.  *Forward* fading leaves out the first step first, *backward* fading the last (A. Renkl
and R. K. Atkinson, "Structuring the transition from example study to problem solving in cognitive skill
acquisition", Educational Psychologist 38 (2003), 15-22).

What can be left out is the right side of a numbered line that says something: not that of a definition,
which nobody could guess, nor a number.  The reason of the step stays, as a hint.
"""

from __future__ import annotations

from collections.abc import Sequence

from gainproof.errors import GainproofError
from gainproof.problems.nouns import FADINGS, Blank
from gainproof.render.document import Document, Item
from gainproof.render.paint import bare

SETUP = frozenset({"law", "kcl", "kvl"})
"""Rules of steps that state what holds in the circuit; a blank among them alone would teach no derivation."""
GIVEN = frozenset({"define"})
"""Rules of steps whose right side cannot be found out."""
FROM_THREE = 3
"""A sequence of at least so many begins with an example in full."""


def to_fill_in(document: Document) -> list[Item]:
    """The lines of an example that fades: up to the result, without definitions that only the limits use."""
    out = [i for i in document.items if i.place != "limit"]
    while idle := [i for i in out if i.rule in GIVEN and not _used(i, out)]:
        out = [i for i in out if i not in idle]
    return out


def _used(definition: Item, lines: Sequence[Item]) -> bool:
    """Does another line speak of what is defined?"""
    names = set(definition.claim.left.symbols())
    return any(names & {*i.claim.left.symbols(), *i.claim.right.symbols()} for i in lines if i != definition)


def candidates(document: Document) -> list[Item]:
    """The lines of which the right side can be left out, in order."""
    return [
        i
        for i in to_fill_in(document)
        if i.number and i.rule not in GIVEN and i.claim.relation == "=" and i.claim.right.symbols()
    ]


def blanks(document: Document, fade: str, turn: int, turns: int) -> tuple[Blank, ...]:
    """What example number `turn` (from 0) of a sequence of `turns` leaves out.

    `fade` is "forward", "backward", or the numbers of the lines to leave out, or their places among those
    that can be: "1.3,1.5" or "2,4".  Raises GainproofError for a line that is not there.
    """
    lines = candidates(document)
    if not lines:
        raise GainproofError(f"{document.title}: there is no line of which a part can be left out")
    if fade in FADINGS:
        count = _count(len(lines), turn, turns)
        worked = [i for i in lines if i.rule not in SETUP] or lines
        left = lines[:count] if fade == "forward" else lines[len(lines) - count :]
        if left and all(i.rule in SETUP for i in left):
            left = [*left, worked[0]]
    else:
        left = [_named(lines, word.strip(), document) for word in fade.split(",") if word.strip()]
    labels = {i.label for i in left}
    return tuple(
        Blank(i.label, i.number, bare(i.claim.left), bare(i.claim.right), i.title)
        for i in lines
        if i.label in labels
    )


def _count(lines: int, turn: int, turns: int) -> int:
    """How many lines are left out: none of the first of three or more, all of the last of them."""
    if turns < FROM_THREE:
        return max(1, round(lines * (turn + 1) / (turns + 1)))
    return max(min(turn, 1), round(lines * turn / (turns - 1)))


def _named(lines: Sequence[Item], word: str, document: Document) -> Item:
    for i in lines:
        if i.number == word.strip("()"):
            return i
    if word.isdecimal() and 1 <= int(word) <= len(lines):
        return lines[int(word) - 1]
    known = ", ".join(i.number for i in lines)
    raise GainproofError(
        f"--fade: {document.title} has no line {word!r} to leave out; expected forward, backward, "
        f"or some of {known}"
    )
