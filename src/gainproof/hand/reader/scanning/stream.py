r"""The characters of one display or line, and the tokens made of them so far: what all scanning stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.scanning.macros import Macro
from gainproof.hand.reader.scanning.names import Namer
from gainproof.hand.reader.tokens import BAR, NotRead, Remark, Token

MOST_NESTED = 8
"""Macros in macros, and arguments in arguments."""
COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.S)

BLANK = re.compile(r"[\s\u2000-\u200b\u00a0\u202f\u2061-\u2064\ufeff\u2705\u2611\u2713\u2714]+")
"""Blanks of all sorts, and ticks behind what was checked."""

_BRACE = re.compile(r"\\.|[{}]", re.S)


class Stream:
    """A part of a document, from `at` up to `stop`; `tokens` and `remarks` are what was made of it."""

    def __init__(
        self, source: str, at: int, stop: int, symbols: Symbols, macros: Mapping[str, Macro], is_latex: bool
    ) -> None:
        self.source, self.at, self.stop = source, at, stop
        self.symbols, self.macros, self.is_latex = symbols, macros, is_latex
        self.tokens: list[Token] = []
        self.remarks: list[Remark] = []
        self.braces: list[str] = []  # of the open braces: "" a bracket, "box", "marked"
        self.marks: list[int] = []  # where the tokens of each open part begin that bears a note
        self.notes: list[Token] = []  # what is said below a part: a name for it
        self.namer = Namer(symbols, is_latex, self.remarks)
        self.nested = 0
        self.spent = [0]  # characters of macros expanded so far
        self.tried = 0  # how many times Eq(a, b) was looked for
        self.instead: dict[int, str] = {}  # what stands for a character of Eq(a, b)

    def scan(self) -> list[Token]:
        """The tokens of the part."""
        raise NotImplementedError

    def emit(self, kind: str, text: str, at: int, end: int, value: object = None) -> None:
        self.tokens.append(Token(kind, text, at, end, value))

    def in_bars(self) -> bool:
        """Is the bar of a magnitude open?  It closes before the next relation."""
        count = 0
        for t in reversed(self.tokens):
            if t.kind in ("rel", "sep"):
                break
            count += t.is_op(BAR)
        return count % 2 == 1

    def is_symbol(self, word: str) -> bool:
        return self.symbols.find(word) is not None

    def skip_blanks(self) -> None:
        if blank := BLANK.match(self.source, self.at, self.stop):
            self.at = blank.end()

    def argument(self) -> tuple[int, int]:
        """Step over the next argument; the place of its inside.  An open brace is closed by the end."""
        self.skip_blanks()
        source, at = self.source, self.at
        if self.at >= self.stop:
            return at, at
        if source[at] != "{":
            command = COMMAND.match(source, at, self.stop)
            self.at = command.end() if command else at + 1
            return at, self.at
        end = matching(source, at, self.stop)
        self.at = min(end + 1, self.stop)
        return at + 1, end

    def option(self) -> tuple[int, int] | None:
        """Step over ``[…]``, if there is one."""
        self.skip_blanks()
        if self.source[self.at : self.at + 1] != "[" or self.at >= self.stop:
            return None
        end = self.source.find("]", self.at, self.stop)
        if end < 0:
            return None
        inside = (self.at + 1, end)
        self.at = end + 1
        return inside

    def inner(self, span: tuple[int, int]) -> list[Token]:
        """The tokens of a part."""
        if self.nested >= MOST_NESTED:
            raise NotRead(*span, "arguments nested too deep", f"at most {MOST_NESTED}")
        inside = type(self)(self.source, *span, self.symbols, self.macros, self.is_latex)
        inside.nested, inside.spent = self.nested + 1, self.spent
        tokens = inside.scan()
        self.remarks += inside.remarks
        return tokens


def matching(source: str, at: int, stop: int) -> int:
    """Where the brace that opens at `at` closes; the end, if it never does."""
    depth = 0
    for m in _BRACE.finditer(source, at, stop):
        if m[0] == "{":
            depth += 1
        elif m[0] == "}":
            depth -= 1
            if depth == 0:
                return m.start()
    return stop
