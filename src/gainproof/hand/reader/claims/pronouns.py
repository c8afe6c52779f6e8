"""What a sentence says of the formula before it: “It vanishes if R1 R4 = R2 R3”, “which is infinite for …”.

The words say no relation, and mean one: that the quantity is zero, or one over it, where the condition holds.
Only a sentence that ends with its condition says this, and only of a pronoun or a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.expression import ONE, ZERO, Expr, Quot, Sym
from gainproof.hand.reader.claims.statements import Statements
from gainproof.hand.reader.scanning.scanner import Scanner
from gainproof.hand.reader.tokens import Token
from gainproof.hand.work import Claim, Condition, Reading, Side

LONGEST = 100
"""Characters before a condition that may say what holds under it."""
MOST_SUBJECTS = 4
"""Formulas before, any of which may be meant."""
_SAID = re.compile(
    r"(?:^|[\s,;(])(?P<who>it|this|that|which|\S{1,30})\s+"
    r"(?:\(?(?:through|in|across|between|at)\s+[^.;:=]{1,50}?\s+)?(?:(?:therefore|then|thus|also|even)\s+)?"
    r"(?:(?P<zero>vanish(?:es)?|(?:is|becomes|equals|goes\s+to|tends\s+to)\s+(?:zero|0))"
    r"|(?:is|becomes|goes\s+to|tends\s+to)\s+(?:infinite|infinity|infinitely\s+(?:large|high|great)))"
    r"\s+(?:only\s+|just\s+|exactly\s+)?(?:if|when|for|where|provided|as\s+long\s+as)(?:\s+(?:only|that))?"
    r"[\s$(\\]*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\s$)\\]*(?:[.;!?](?:\s|$)|\n[ \t]*\n|$|,(?!\s*(?:and|or)\b)[^$=.\n]{0,80}\.(?:\s|$))")
PRONOUNS = ("it", "this", "that", "which")


class Supposition:
    """The words of a sentence that lead to conditions, and where the conditions begin."""

    def __init__(self, said: Statements) -> None:
        self.said = said
        self.words: re.Match[str] | None = None
        self.begin = self.first = 0

    def claim(self, tokens: Sequence[Token], stated: int, *, goes_on: bool) -> Claim | None:
        """The claim that conditions and the words before them are, at the end of their sentence; else None.

        `stated` counts the conditions before these tokens; `goes_on` says that they go on a list of them.
        """
        said, source = self.said, self.said.source
        first = next((t.at for t in tokens if t.kind != "word"), 0)
        begin = max(0, first - LONGEST)
        if m := _SAID.search(source[begin:first]):
            self.words, self.begin, self.first = m, begin, stated
        elif not goes_on:
            self.words = None
        last = next((t.end for t in reversed(tokens) if t.kind != "sep"), first)
        if self.words is None or not _ENDS.match(source, last):
            return None
        conditions = [c for c, *_ in said.stated[self.first :]]
        if not conditions:
            return None
        found, self.words = self._claim(self.words, last, conditions), None
        return found

    def _claim(self, m: re.Match[str], end: int, conditions: Sequence[Condition]) -> Claim | None:
        said, at = self.said, self.begin + m.start("who")
        subjects = said.subjects if m["who"].lower() in PRONOUNS else _named(said, at, m["who"])
        readings = [_reading(said, x, m, self.begin) for x in dict.fromkeys(subjects)][:MOST_SUBJECTS]
        if not readings:
            return None
        (left, right), *others = readings
        said.heard.append((at, end))
        under = tuple(dict.fromkeys([*said.assumed, *said.under, *conditions]))
        text = said.source[at:end].strip(" $\\()")
        return Claim(left, right, "=", text, said.places.span(at, end), under=under, otherwise=tuple(others))


def _named(said: Statements, at: int, word: str) -> list[Expr]:
    """The symbol that stands before the verb."""
    inside = word.strip("$")
    tokens = Scanner(
        said.source, at, at + len(word), said.symbols, {}, "\\" in inside or "{" in inside
    ).scan()
    value = tokens[0].value if len(tokens) == 1 else None
    known = isinstance(value, Expr) and not (isinstance(value, Sym) and said.is_strange(value.name))
    return [value] if isinstance(value, Expr) and known else []


def _reading(said: Statements, x: Expr, m: re.Match[str], begin: int) -> Reading:
    place = said.places.span(begin + m.start("who"), begin + m.end("who"))
    verb = said.places.span(begin + m.end("who") + 1, begin + m.end())
    return Side(x if m["zero"] else Quot(ONE, x), place), Side(ZERO, verb)
