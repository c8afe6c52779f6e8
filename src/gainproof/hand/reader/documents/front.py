"""What a document says of its circuit: front matter between ``---`` lines, or comments ``gainproof: …``.

::

    ---
    circuit: amp.cir
    ideal: true
    names:
      vo: V(o)
      i: (v - vo)/R1
    values: {R1: 10k, R2: 100k}
    ---

A comment says the same in the words of the command: ``% gainproof: circuit=amp.cir ideal name=vo=V(o)
value=R1=10k``, after ``%``, ``#``, ``//`` or in ``<!-- -->``; a value with blanks stands in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gainproof.errors import InputError, Place, Problem
from gainproof.hand.reader.documents.formats import text_of

KEYS = ("circuit", "ideal", "names", "values")
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.M)
_COMMENT = re.compile(r"^[ \t]*(?:%+|#+|//|<!--)[ \t]*gainproof:[ \t]*(.*?)[ \t]*(?:-->)?[ \t\r]*$", re.M)
_ENTRY = re.compile(r"(?P<key>[A-Za-z]+)(?:=(?P<value>(?:\"[^\"]*\"|[^\s\";])*))?(?:[\s;,]+|$)")
_TRUE = {"true": True, "yes": True, "on": True, "": True, "false": False, "no": False, "off": False}
_LONGEST = 20_000


@dataclass(frozen=True)
class Front:
    """What the document says: the circuit's file ("" if none), whether op-amps are ideal, names and values.

    `place` is where the circuit is named; the work itself begins at the offset `end`.
    """

    circuit: str = ""
    ideal: bool = False
    names: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    end: int = 0


def front_matter(source: str, file: str = "") -> Front:
    """The front matter of a document of any format.

    Raises InputError for an entry that cannot be read; other keys than ours are somebody else's.
    """
    text = text_of(source, file)
    said = _Said(file)
    begin, stop, end = block(text)
    line = 2
    parent = ""
    for row in text[begin:stop].splitlines():
        parent = said.row(row, line, parent)
        line += 1
    for m in _COMMENT.finditer(text, end):
        said.comment(m[1], text.count("\n", 0, m.start(1)) + 1)
    if said.problems:
        raise InputError(*said.problems)
    return Front(said.circuit, said.ideal, said.names, said.values, said.place, end)


def block(text: str) -> tuple[int, int, int]:
    """Where the rows between the ``---`` lines begin and stop, and where the work begins; zeros if none."""
    m = _FENCE.match(text)
    end = _END.search(text, m.end(), m.end() + _LONGEST) if m else None
    if m is None or end is None:
        return 0, 0, 0
    inside = text[m.end() : end.start()]
    if not re.search(rf"^(?:{'|'.join(KEYS)}|\w+)\s*:", inside, re.M):
        return 0, 0, 0
    return m.end(), end.start(), end.end()


class _Said:
    """Collects entries and problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.circuit, self.ideal = "", False
        self.names: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.place = Place(file)
        self.problems: list[Problem] = []

    def row(self, row: str, line: int, parent: str) -> str:
        """One row of the block; returns the key whose entries may follow, indented."""
        bare = row.split(" #")[0].rstrip()
        if not bare.strip() or bare.lstrip().startswith("#"):
            return parent
        key, colon, value = (x.strip() for x in bare.partition(":"))
        key = _unquoted(key.removeprefix("- "))
        if row[:1].isspace() or row.startswith("- "):
            if parent in ("names", "values"):
                if not colon or not value or not key:
                    self.fault(line, f"{bare.strip()!r} below {parent}", "a name, a colon and what it means")
                else:
                    getattr(self, parent)[key] = _unquoted(value)
            return parent
        if key in ("names", "values"):
            for name, meaning in self.flow(value, line):
                getattr(self, key)[name] = meaning
        elif key in KEYS:
            self.entry(key, _unquoted(value), line)
        return key

    def flow(self, value: str, line: int) -> Iterator[tuple[str, str]]:
        """``{vo: V(o), i: (v - vo)/R1}``."""
        if not value:
            return
        if not (value.startswith("{") and value.endswith("}")):
            self.fault(line, f"{value!r}", "{name: meaning, …}, or a row for each name below, indented")
            return
        for part in _split(value[1:-1]):
            name, colon, meaning = part.partition(":")
            if not colon or not name.strip() or not meaning.strip():
                self.fault(line, f"{part.strip()!r}", "a name, a colon and what it means")
            else:
                yield _unquoted(name.strip()), _unquoted(meaning.strip())

    def comment(self, text: str, line: int) -> None:
        at = 0
        while at < len(text):
            m = _ENTRY.match(text, at)
            if m is None:
                self.fault(
                    line,
                    f"{text[at : at + 40]!r}",
                    "circuit=FILE, ideal, name=NAME=MEANING or value=NAME=NUMBER",
                )
                return
            at = m.end()
            value = (m["value"] or "").replace('"', "").rstrip(",")
            if m["key"] in ("name", "value"):
                name, sign, meaning = value.partition("=")
                if not sign or not name or not meaning:
                    self.fault(line, f"{m[0].strip()!r}", f"{m['key']}=NAME=MEANING")
                else:
                    getattr(self, m["key"] + "s")[name.strip()] = meaning.strip()
            elif m["key"] in ("circuit", "ideal"):
                self.entry(m["key"], value, line)
            else:
                self.fault(line, f"{m['key']!r}", "circuit, ideal, name or value")

    def entry(self, key: str, value: str, line: int) -> None:
        if key == "circuit":
            if not value:
                self.fault(line, "no file behind circuit", "the file of a netlist")
            self.circuit, self.place = value, Place(self.file, line)
        elif value.lower() in _TRUE:
            self.ideal = _TRUE[value.lower()]
        else:
            self.fault(line, f"{value!r} behind ideal", "true or false")

    def fault(self, line: int, what: str, expected: str) -> None:
        self.problems.append(Problem(Place(self.file or "<work>", line), what, expected))


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def _split(text: str) -> Iterator[str]:
    """The parts between commas that stand in no bracket."""
    level, begin = 0, 0
    for k, c in enumerate(text):
        level += (c in "([{") - (c in ")]}")
        if c == "," and level == 0:
            yield text[begin:k]
            begin = k + 1
    if text[begin:].strip():
        yield text[begin:]
