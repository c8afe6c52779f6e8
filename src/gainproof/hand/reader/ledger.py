"""What has been read of a document so far: items and notices, with their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gainproof.expression import Expr, Sym
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.tokens import NotRead, Remark, Token
from gainproof.hand.work import Claim, Condition, Notice, Unread

UNJUDGED = ("the function ", "the angle ")
"""How the names of things begin that can be read and are not judged."""


class Ledger:
    """Items and notices in order; `symbols` grows with every definition."""

    def __init__(self, source: str, symbols: Symbols) -> None:
        self.source = source
        self.symbols = symbols.copy()
        self.places = Places(source)
        self.items: list[Claim | Unread] = []
        self.notices: list[Notice] = []
        self.displayed = False  # does the formula stand on its own?
        self.stated: list[tuple[Condition, int, int]] = []  # every condition, from … to
        self.heard: list[tuple[int, int]] = []  # what has been told, from … to
        self.lone: set[str] = set()  # names that were a side by themselves, R in R1 = R2 = R

    def remark(self, remarks: Sequence[Remark]) -> None:
        for r in remarks:
            notice = Notice(r.code, self.places.span(r.at, r.end), r.message)
            if notice not in self.notices[-8:]:
                self.notices.append(notice)

    def strange_letters(self, written: str, places: Sequence[int]) -> None:
        """Notice each letter of another alphabet in what was read."""
        lines = {item.span.line for item in self.items}
        for at in places:
            span = self.places.span(at, at + 1)
            if span.line in lines:
                letter = unicodedata.name(written[at], "a letter").lower()
                self.notices.append(Notice("look-alike", span, f"the {letter} is taken for a Latin letter"))

    def words(self, tokens: Sequence[Token]) -> None:
        at, end = tokens[0].at, tokens[-1].end
        self.heard.append((at, end))
        text = " ".join(self.source[at:end].split())
        self.notices.append(
            Notice("words", self.places.span(at, end), f"{text[:60]} is taken for words, and not judged")
        )

    def passed_over(self, tokens: Sequence[Token]) -> None:
        """Tell of a formula that is no equation."""
        at, end = tokens[0].at, tokens[-1].end
        text = " ".join(self.source[at:end].split())
        message = f"{text[:60]} is no equation, and not judged"
        self.notices.append(Notice("not judged", self.places.span(at, end), message))

    def unread(self, tokens: Sequence[Token], fault: NotRead) -> None:
        at, end = tokens[0].at, tokens[-1].end
        self.heard.append((at, end))
        self.items.append(
            Unread(
                self.source[at:end].strip(),
                self.places.span(fault.at, fault.end),
                fault.what,
                fault.expected,
                fault.what.startswith(UNJUDGED),
            )
        )

    def is_a_side(self, *sides: Expr) -> None:
        """Remember the strange names among them that are a side by themselves; words may use them."""
        self.lone.update(x.name for x in sides if isinstance(x, Sym) and self.is_strange(x.name))

    def is_strange(self, name: str) -> bool:
        return name not in self.symbols.exact and self.symbols.known(name) is None

    def strange_token(self, t: Token) -> bool:
        return t.kind == "word" or (isinstance(t.value, Sym) and self.is_strange(t.value.name))
