"""What a sentence says of the formula before it: “It vanishes if R1 R4 = R2 R3”, “which is infinite for …”.

The words say no relation, and mean one: that the quantity is zero, or one over it, where the condition holds.
Only a sentence that ends with its condition says this, and only of a pronoun or a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gainproof.expression import ONE, ZERO, Expr, Quot, Sym
from gainproof.hand.reader.claims.statements import Statements
from gainproof.hand.reader.scanning.scanner import Scanner
from gainproof.hand.reader.tokens import Token
from gainproof.hand.work import Claim, Condition, Reading, Side

LONGEST = 100
"""Characters before a condition that may say what holds under it."""
MOST_SUBJECTS = 4
"""Formulas before, any of which may be meant."""
MOST_PLACES = 8
"""Formulas of one line, before any of which the words may stand."""
_SAID = re.compile(
    r"(?:^|[\s,;(])(?P<who>it|this|that|which|(?:the|this|its|their)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:errors?|offsets?|outputs?|sum|difference|effects?|contributions?|terms|parts)|\S{1,30})\s+"
    r"(?:\(?(?:through|in|across|between|at)\s+[^.;:=]{1,50}?\s+)?(?:(?:therefore|then|thus|also|even)\s+)?"
    r"(?:(?P<zero>(?:vanish|disappear|cancel|drop|balance)(?:es|s)?(?:\s+(?:out|exactly|completely|each\s+other))?|"
    r"(?:is|are)\s+(?:cancell?ed|nulled|eliminated|removed|compensated)|(?:is|becomes|equals|goes\s+to|tends\s+to)\s+(?:zero|0))"
    r"|(?:is|becomes|goes\s+to|tends\s+to)\s+(?:infinite|infinity|infinitely\s+(?:large|high|great)))"
    r"\s+(?:only\s+|just\s+|exactly\s+)?(?:if|when|for|where|provided|as\s+long\s+as)(?:\s+(?:only|that))?"
    r"[\s$(\\]*$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[\s$)\\]*(?:[.;!?](?:\s|$)|\n[ \t]*\n|(?<=\n)(?=[A-Z][a-z]+[\s,:])|$|"
    r",(?!\s*(?:and|or)\b)[^$=.\n]{0,80}\.(?:\s|$))"
)
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
        behind = [t.at for before, t in pairwise(tokens) if before.kind == "word" != t.kind]
        self.words = self.words if goes_on else None
        for at in dict.fromkeys((first, *behind[:MOST_PLACES])):
            begin = max(0, at - LONGEST)
            if m := _SAID.search(source[begin:at]):
                self.words, self.begin, self.first = m, begin, stated
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
        spoken = m["who"].lower() in PRONOUNS or " " in m["who"]
        subjects = _decided(said) if spoken else _named(said, at, m["who"])
        readings = [_reading(said, x, m, self.begin) for x in dict.fromkeys(subjects)][:MOST_SUBJECTS]
        if not readings:
            return None
        (left, right), *others = readings
        said.heard.append((at, end))
        under = tuple(dict.fromkeys([*said.assumed, *said.under, *conditions]))
        text = said.source[at:end].strip(" $\\()")
        place = said.places.span(at, end)
        if said.places.span(m.end() + self.begin, end).line != place.line:  # a formula in a row of its own
            formula = conditions[-1].span
            place = formula if formula.line > place.line else place
        return Claim(left, right, "=", text, place, under=under, otherwise=tuple(others))


def _decided(said: Statements) -> list[Expr]:
    """What a pronoun may mean: no part, and no name for one, but what the circuit makes of them."""
    return [x for x in said.subjects if not isinstance(x, Sym) or said.signal(x.name)]


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
