"""The route from a document to its claims."""

from __future__ import annotations

import re

from gainproof.hand.reader.formats import guessed, text_of
from gainproof.hand.reader.front import block
from gainproof.hand.reader.macros import macros_of
from gainproof.hand.reader.passages import Passage, passages
from gainproof.hand.reader.scanner import Scanner
from gainproof.hand.reader.statements import Statements
from gainproof.hand.reader.tokens import MOST_CHARACTERS, Remark, Token
from gainproof.hand.reader.words import CONDITIONAL, DEFINING, LABEL, SENTENCE_END, TRAILING, WITH, cited
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Span, Unread, Work

_LATEX_SIGNS = re.compile(r"\\[A-Za-z]|[_^]\{")
_STEER = re.compile(r"[A-Za-z]+")
_RELATION = re.compile(
    r"[=≈≅≃≜≝≡≔→≫≪⟶∼]|->|>>|<<|~=|\\(?:approx|cong|simeq|triangleq|to|rightarrow|gg|ll|equiv)\b"
)
_PROSE_WORD = re.compile(r"(?<![\w\\{_(])[A-Za-z][a-z]{2,}(?![\w(_\[])")


def read_work(source: str, *, file: str = "", format: str = "", symbols: Symbols) -> Work:
    """What the document says, in order, in the symbols of the circuit.

    `format` is "markdown", "latex", "text" or "notebook", guessed from the file's name and the text if it is
    not given.  Never raises for anything that the document holds.
    """
    if len(source) > MOST_CHARACTERS:
        what = f"a document of {len(source)} characters"
        return Work(file, (Unread("", Span(1, 1), what, f"at most {MOST_CHARACTERS}"),), (), source)
    kind = format or guessed(source, file)
    source = text_of(source, file, kind)
    reader = _Reader(source, kind, symbols)
    reader.read()
    said = reader.said
    return Work(file, tuple(said.items), tuple(said.notices), source)


class _Reader:
    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        self.source, self.kind = source, kind
        self.macros = macros_of(source)
        self.said = Statements(source, symbols)
        self.before = ""  # the words of the sentence that leads to the next formula
        self.number = ""  # the number that stands in front of it

    def read(self) -> None:
        for p in passages(self.source, self.kind, block(self.source)[2]):
            if p.kind == "prose":
                self.prose(self.source[p.at : p.stop])
            elif p.kind == "line":
                self.line(p)
            elif p.kind == "code":
                if self.is_formula(p):
                    self.formula(p, inline=True)
            else:
                self.formula(p, inline=p.kind == "inline")

    def prose(self, text: str) -> None:
        ends = list(SENTENCE_END.finditer(text))
        if ends:
            self.said.end_of_sentence()
            self.before = ""
            text = text[ends[-1].end() :]
        self.before = (self.before + " " + text)[-2000:]

    def line(self, p: Passage) -> None:
        text = self.source[p.at : p.stop]
        bare = text.strip()
        if not bare:
            self.said.end_of_sentence()
            return
        label = LABEL.fullmatch(text)
        if label:
            self.number = label[1]
            return
        if not self.is_formula(p):
            self.prose(text + "\n")
            return
        at, stop, number = p.at, p.stop, ""
        if m := LABEL.match(self.source, at, stop):
            at, number = m.end(), m[1]
        elif m := _ENUMERATED.match(self.source, at, stop):
            at = m.end()
        if m := TRAILING.search(self.source, at, stop):
            stop, number = m.start(), next(g for g in m.groups() if g)
        self.number = number or self.number
        self.formula(Passage("line", at, stop), inline=False)
        self.said.end_of_sentence()

    def is_formula(self, p: Passage) -> bool:
        """Does a line read like algebra?  It has a relation, and few words."""
        text = self.source[p.at : p.stop]
        if len(text) > 20_000:
            return _RELATION.search(text) is not None
        if not _RELATION.search(text):
            return False
        words = [w for w in _PROSE_WORD.findall(text) if w.lower() not in _STEERING]
        words = [w for w in words if self.said.symbols.find(w) is None]
        return len(words) <= 1

    def formula(self, p: Passage, *, inline: bool) -> None:
        is_latex = p.is_latex or _LATEX_SIGNS.search(self.source, p.at, p.stop) is not None
        tokens, remarks = scanned(self.source, p.at, p.stop, self.said.symbols, self.macros, is_latex)
        if inline and not any(t.kind in ("rel", "limit") for t in tokens):
            self.before += " " + self.source[p.at : p.stop][:40]
            return
        self.said.display(
            tokens,
            remarks,
            intro=_intro(self.before),
            cites=cited(self.before),
            number=self.number,
            inline=inline,
        )
        self.number = ""
        self.before = ""


_ENUMERATED = re.compile(r"[ \t]*(?:[-*•>]\s+|\(?(?:\d{1,3}|[a-z])[.)]\s+(?=\S))")
_STEERING = CONDITIONAL | DEFINING | WITH


def _intro(before: str) -> str:
    """What the last words before a formula say of it."""
    words = [w.lower() for w in _STEER.findall(before)[-3:]]
    for w in reversed(words):
        if w in CONDITIONAL:
            return "condition"
        if w in DEFINING:
            return "definition"
        if w in WITH:
            return "either"
    return ""


def scanned(
    source: str, at: int, stop: int, symbols: Symbols, macros: dict[str, str], is_latex: bool
) -> tuple[list[Token], list[Remark]]:
    """The tokens of one display or line, and what was noticed."""
    scanner = Scanner(source, at, stop, symbols, macros, is_latex)
    return scanner.scan(), scanner.remarks
