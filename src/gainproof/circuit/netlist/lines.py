"""Text to statements: comments taken off, continuations joined, words told apart.

A statement is one line of the netlist and the ``+`` lines after it.  Its words are separated by white
space; an expression in braces or quotes is one word, and ``= ( ) ,`` are words of their own.  Places
are counted only when somebody asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.netlist.report import Report
from gainproof.errors import Place

LONGEST = 10_000_000
"""Characters of a netlist; more is not a netlist."""

_WORD = re.compile(r"\{[^{}]*\}?|'[^']*'?|\"[^\"]*\"?|[=(),}]|[^\s{}'\"=(),]+")
_NEEDS_CARE = re.compile(r"[{}'\"=(),]").search
_COMMENT = re.compile(r";|(?:^|(?<=[\s,]))(?:\$|//)").search


class Line:
    """One statement: `words`, and where they stand in `file`."""

    __slots__ = ("_starts", "_words", "file", "number", "text")

    def __init__(self, file: str, number: int, text: str) -> None:
        self.file = file
        self.number = number
        self.text = text
        self._starts: list[tuple[int, int]] = []
        self._words: list[str] | None = None

    def __repr__(self) -> str:
        return f"Line({self.file}:{self.number}: {self.text!r})"

    def go_on(self, number: int, text: str) -> None:
        """Add a continuation line, its ``+`` already blanked."""
        self._starts.append((len(self.text) + 1, number))
        self.text += " " + text

    @property
    def words(self) -> list[str]:
        """The words; the list is the line's own, do not change it."""
        if self._words is None:
            self._words = _WORD.findall(self.text) if _NEEDS_CARE(self.text) else self.text.split()
        return self._words

    @property
    def plain(self) -> bool:
        """Whether the line has neither braces, quotes, brackets, commas nor equals signs."""
        return not _NEEDS_CARE(self.text)

    def offset(self, word: int) -> int:
        """Where word number `word` begins in `text`; the end of the text if there are not so many."""
        for i, m in enumerate(_WORD.finditer(self.text)):
            if i == word:
                return m.start()
        return len(self.text)

    def place(self, word: int = 0, beyond: int = 0) -> Place:
        """The place of word number `word`, or `beyond` characters into it."""
        if word == 0 and not beyond and not self.text[:1].isspace():
            return Place(self.file, self.number, 1)
        at = self.offset(word) + beyond
        number, start = self.number, 0
        for begin, n in self._starts:
            if at >= begin:
                number, start = n, begin
        return Place(self.file, number, at - start + 1)

    def count(self, offset: int) -> int:
        """How many words begin before this offset in `text`."""
        return sum(m.start() < offset for m in _WORD.finditer(self.text))


def statements(text: str, file: str, report: Report, first: int = 1) -> Iterator[Line]:
    """The statements of a text, one after the other, up to ``.end``.

    Comments are gone but for those that gainproof itself reads (``*: …`` in a library).  What
    stands between ``.control`` and ``.endc`` is skipped with a remark.
    """
    if len(text) > LONGEST:
        report.problem(Place(file), f"{len(text)} characters", f"a netlist of at most {LONGEST}")
        return
    if text[:1] == "\ufeff":
        text = text[1:]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    strip = ";" in text or "$" in text or "//" in text
    control: Line | None = None
    line: Line | None = None
    for number, raw in enumerate(text.split("\n"), first):
        body = raw.strip()
        if not body:
            continue
        head = body[0]
        if head in "*#%":
            if body[:2] == "*:":
                if line is not None:
                    yield line
                line = Line(file, number, raw)
            continue
        if strip and (cut := _COMMENT(raw)):
            raw = raw[: cut.start()]
            body = raw.strip()
            if not body:
                continue
        if control is not None:
            if body[:5].lower() == ".endc":
                control = None
            continue
        if head == "+":
            if line is None:
                report.problem(
                    Place(file, number, raw.index("+") + 1),
                    "a continuation of nothing",
                    "an element before it",
                    "take the + away",
                )
            else:
                line.go_on(number, raw.replace("+", " ", 1).rstrip())
            continue
        if line is not None:
            yield line
        line = Line(file, number, raw.rstrip())
        if head == ".":
            word = body.split(None, 1)[0].lower()
            if word == ".end":
                return
            if word == ".control":
                control, line = line, None
                report.remark(control.place(), "the lines from .control to .endc are skipped")
    if control is not None:
        report.problem(control.place(), ".control without .endc", ".endc", "add .endc after the commands")
    if line is not None:
        yield line
