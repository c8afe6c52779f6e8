"""The route from a document to its claims."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from gainproof.expression import Sym
from gainproof.hand.reader import plain
from gainproof.hand.reader.clauses import clauses
from gainproof.hand.reader.formats import guessed, text_of
from gainproof.hand.reader.front import block
from gainproof.hand.reader.macros import macros_of
from gainproof.hand.reader.passages import passages
from gainproof.hand.reader.scanner import Scanner
from gainproof.hand.reader.statements import Statements
from gainproof.hand.reader.tokens import MOST_CHARACTERS, Remark, Token, words_of
from gainproof.hand.reader.words import (
    ASSUMING,
    CONCLUDING,
    CONDITIONAL,
    DEFINING,
    JOINTS,
    LABEL,
    PARAGRAPH_END,
    SENTENCE_END,
    TRAILING,
    WITH,
    cited,
)
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Span, Unread, Work


def read_work(source: str, *, file: str = "", format: str = "", symbols: Symbols) -> Work:
    """What the document says, in order, in the symbols of the circuit.

    `format` is "markdown", "latex", "text" or "notebook", guessed from the file's name and the text if it is
    not given.  Never raises for anything that the document holds.
    """
    if len(source) > MOST_CHARACTERS:
        what = f"a document of {len(source)} characters"
        return Work(file, (Unread("", Span(1, 1), what, f"at most {MOST_CHARACTERS}"),), (), source)
    kind = format or guessed(source, file)
    written = text_of(source, file, kind)
    source, strange = _in_plain_letters(written)
    reader = _Reader(source, kind, symbols)
    reader.read()
    said = reader.said
    said.strange_letters(written, strange)
    return Work(file, tuple(said.items), tuple(said.notices), written)


def _in_plain_letters(source: str) -> tuple[str, list[int]]:
    """The text with every letter that stands for a Latin one replaced by it, and where Cyrillic ones were.

    Mathematical and full-width letters (𝑅, Ｒ) are those letters; a Cyrillic or Greek letter that looks like a
    Latin one is taken for it beside Latin letters.
    """
    strange = {c for c in set(source) if "\U0001d400" <= c <= "\U0001d7ff" or "\uff01" <= c <= "\uff5e"}
    table = {ord(c): n for c in strange if len(n := unicodedata.normalize("NFKC", c)) == 1}
    source = source.translate(table) if table else source
    if source.isascii() or not _LOOK_ALIKE.search(source):
        return source, []
    places: list[int] = []

    def latin(m: re.Match[str]) -> str:
        if not _MIXED.search(m[0]):
            return m[0]
        places.extend(m.start() + k for k, c in enumerate(m[0]) if c in plain.LOOK_ALIKES)
        return "".join(plain.LOOK_ALIKES.get(c, c) for c in m[0])

    return _RUN.sub(latin, source), places


_LOOK_ALIKE = re.compile(f"[{''.join(plain.LOOK_ALIKES)}]")
_RUN = re.compile(r"[^\W_]+(?:_\{?[^\W_]+\}?)*")
_MIXED = re.compile(r"[A-Za-z0-9]")


class _Reader:
    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        self.source, self.kind = source, kind
        self.macros = macros_of(source)
        self.said = Statements(source, symbols)
        self.before = ""  # the words of the sentence that leads to the next formula
        self.between = ""  # those of them that stand behind the last formula
        self.number = ""  # the number that stands in front of it

    def read(self) -> None:
        for p in passages(self.source, self.kind, block(self.source)[2]):
            if p.kind == "prose":
                self.prose(self.source[p.at : p.stop])
            elif p.kind == "line":
                self.line(p.at, p.stop)
            elif p.kind == "code":
                self.code(p.at, p.stop)
            else:
                is_latex = p.is_latex
                tokens, remarks = self.scan(p.at, p.stop, is_latex)
                self.formula(tokens, remarks, inline=p.kind == "inline")
        self.said.finish()

    def prose(self, text: str) -> None:
        ends = list(SENTENCE_END.finditer(text))
        if ends:
            self.said.end_of_sentence()
            self.before = self.between = ""
            text = text[ends[-1].end() :]
        paragraph = PARAGRAPH_END.search(text)
        if paragraph and not (self.before + text[: paragraph.start()]).rstrip().endswith((",", ":")):
            self.said.end_of_sentence()
        self.before = (self.before + " " + text)[-MOST_WORDS:]
        self.between = (self.between + " " + text)[-MOST_WORDS:]

    def scan(self, at: int, stop: int, is_latex: bool) -> tuple[list[Token], list[Remark]]:
        scanner = Scanner(self.source, at, stop, self.said.symbols, self.macros, is_latex)
        return scanner.scan(), scanner.remarks

    def code(self, at: int, stop: int) -> None:
        """Something in back quotes: a formula if every symbol in it is known."""
        if RELATION.search(self.source, at, stop):
            tokens, remarks = self.scan(at, stop, LATEX_SIGNS.search(self.source, at, stop) is not None)
            if self.is_known(tokens, remarks):
                self.formula(tokens, remarks, inline=True)
                return
        self.before += " " + self.source[at:stop][:40]

    def line(self, at: int, stop: int) -> None:
        """A line that may be a formula, prose, a formula in prose, or nothing."""
        text = self.source[at:stop]
        if not text.strip():
            self.prose("\n\n")
            return
        if text.lstrip().startswith("#"):
            self.prose(". ")
            self.said.end_of_section()
            return
        label = LABEL.fullmatch(text)
        if label:
            self.number = label[1]
            return
        if not RELATION.search(text):
            self.prose(text + "\n")
            return
        at, stop, number = self.bare(at, stop)
        is_latex = LATEX_SIGNS.search(self.source, at, stop) is not None
        tokens, remarks = self.scan(at, stop, is_latex)
        tokens = _assigned(tokens)
        begin = _begin(tokens)
        if begin < 0:
            self.prose(text + "\n")
            return
        head = self.source[at : tokens[begin].at] if begin else ""
        tail = tokens[begin:]
        concludes = tail[0].kind == "word" and tail[0].text.lower() in CONCLUDING
        sure = not head.strip() or concludes or head.rstrip().endswith((":", "=>", "⇒")) or bool(cited(head))
        chatty = _prose_words(tail) > FEW_WORDS
        if (chatty or not sure) and not self.is_known(tail, remarks):
            self.prose(text + "\n")
            return
        self.prose(head)
        self.number = number or self.number
        remarks = [r for r in remarks if r.at >= tail[0].at]
        before = len(self.said.items)
        self.formula(tail, remarks, inline=False, kept=True)
        if len(self.said.items) > before:
            self.said.end_of_sentence()

    def bare(self, at: int, stop: int) -> tuple[int, int, str]:
        """The line without comments, marks of lists, emphasis and its number, which comes last."""
        source, number = self.source, ""
        if m := COMMENT.search(source, at, stop):
            stop = m.start()
        leading = LEADING.match(source, at, stop)
        if leading is None and (m := ENUMERATED.match(source, at, stop)):
            at = m.end()
        if m := EMPHASIS.match(source, at, stop):
            at, stop = m.span(2)
        if m := LABEL.match(source, at, stop) or LEADING.match(source, at, stop):
            at, number = m.end(), m[1]
        if m := TRAILING.search(source, at, stop):
            stop, number = m.start(), next(g for g in m.groups() if g)
        return at, stop, number

    def is_known(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> bool:
        """Is every symbol of the equations known without a guess, or a new name alone on the left?"""
        guessed = {r.at for r in remarks if r.code in ("guessed", "look-alike")}
        seen = False
        for c in clauses(tokens):
            if not c.relations:
                continue
            if c.tokens[0].kind == "rel":
                return False
            alone = c.tokens[1].kind == "rel"
            for k, t in enumerate(c.tokens):
                if t.kind == "bad" or t.at in guessed or (t.kind == "word" and (k or not alone)):
                    return False
                new = t.kind == "sym" and isinstance(t.value, Sym) and self.said.is_strange(t.value.name)
                if new and (k or not alone):
                    return False
                seen = seen or (t.kind == "sym" and not new)
        return seen

    def formula(
        self, tokens: list[Token], remarks: list[Remark], *, inline: bool, kept: bool = False
    ) -> None:
        if inline and not any(t.kind in ("rel", "limit") for t in tokens):
            text = self.source[tokens[0].at : tokens[-1].end][:40] if tokens else ""
            self.before += " " + text
            self.between += " " + text
            return
        said = STEER.findall(self.between)
        words = [w.lower() for w in said]
        goes_on = bool(said) and said[0].islower()  # “If” begins a sentence, and is about what follows
        behind = goes_on and words[-1] in CONDITIONAL and all(w in LEADING_WORDS for w in words)
        self.said.display(
            tokens,
            remarks,
            intro=_intro(self.before),
            cites=cited(self.before),
            from_itself=GROUNDS.search(self.before) is not None,
            number=self.number,
            inline=inline,
            kept=inline or kept,
            behind=behind,
        )
        self.number = self.before = self.between = ""


LATEX_SIGNS = re.compile(r"\\[A-Za-z]|[_^]\{")
RELATION = re.compile(
    r"[=≈≅≃≜≝≡≔→≫≪⟶∼]|->|>>|<<|~=|\\(?:approx|cong|simeq|triangleq|to|rightarrow|gg|ll|equiv)\b"
    r"|\bEq\s*\(|\bEqual\s*\[|^\s*%?[A-Za-z]\w*\s*:"
)
GROUNDS = re.compile(r"(?i)\b(?:from|using|by|combining|substituting|with|into|in)\b")
"""Words before the number of an equation that a line rests on; “this gives Eq. 3” announces the line."""
STEER = re.compile(r"[A-Za-z]+")
STEERING = CONDITIONAL | DEFINING | ASSUMING | WITH | JOINTS
LEADING_WORDS = CONDITIONAL | words_of("the in of limit that and large very high ideal then")
ENUMERATED = re.compile(r"[ \t]*(?:[-*•>]+[ \t]+|\(?(?:\d{1,3}|[a-z])[.)][ \t]+(?=\S))")
EMPHASIS = re.compile(r"[ \t]*(\*\*|__)(?=\S)(.*\S)\1[ \t\r]*$")
LEADING = re.compile(r"[ \t]*[(\[](\d+(?:\.\d+)*[a-z]?'?)[)\]][.:]?[ \t]+(?=[^=\s])")
COMMENT = re.compile(r"[ \t]+#[ \t].*$|\(\*.*?\*\)[ \t]*$|/\*.*?\*/[ \t]*$")
FEW_WORDS = 1
"""Words beside those that steer an argument, in a line that is a formula."""
MOST_WORDS = 2000
"""Characters of prose that are remembered."""


def _begin(tokens: Sequence[Token]) -> int:
    """Where in a line its first equation begins, behind words that lead to it; -1 if there is none."""
    first = next((k for k, t in enumerate(tokens) if t.kind == "rel"), -1)
    if first < 0:
        return -1
    if first == 0 or (tokens[first - 1].kind == "word" and not _is_operand(tokens, first - 1)):
        alone = first < 2 or tokens[first - 2].kind == "sep" or tokens[first - 2].text.lower() in STEERING
        return max(0, first - 1) if alone else -1
    begin, level = first, 0
    while begin:
        t = tokens[begin - 1]
        level += t.is_op(")", "}") - t.is_op("(", "{")
        stops = t.kind == "word" and not _is_operand(tokens, begin - 1)
        if level <= 0 and (stops or (t.kind == "sep" and t.text != "soft")):
            break
        begin -= 1
    if begin and tokens[begin - 1].kind == "word" and tokens[begin - 1].text.lower() in STEERING:
        begin -= 1
    # Separators and words that hold nothing stand before it: the line begins with the equation.
    return begin if any(t.kind == "word" or t.is_op("(") for t in tokens[:begin]) else 0


def _prose_words(tokens: Sequence[Token]) -> int:
    """How many words there are that neither steer an argument nor stand beside an operator."""
    words = (k for k, t in enumerate(tokens) if t.kind == "word" and t.text.lower() not in STEERING)
    return sum(not _is_operand(tokens, k) and not (k == 0 and tokens[1].kind == "rel") for k in words)


def _is_operand(tokens: Sequence[Token], k: int) -> bool:
    """Does a word stand beside an operator, so that it is a name?"""
    return any(t.is_op("*", "/", "+", "-", "^", "frac", "{", "}") for t in tokens[max(0, k - 1) : k + 2])


def _assigned(tokens: list[Token]) -> list[Token]:
    """Maxima's ``R : R1*R2/(R1 + R2)`` as a definition."""
    if len(tokens) > 2 and tokens[0].kind == "sym" and tokens[1].kind == "sep" and tokens[1].text == ":":
        rest = tokens[2:]
        if not any(t.kind in ("rel", "word", "bad") for t in rest):
            colon = tokens[1]
            return [tokens[0], Token("rel", "≜", colon.at, colon.end), *rest]
    return tokens


def _intro(before: str) -> str:
    """What the last words before a formula say of it."""
    words = [w.lower() for w in STEER.findall(before)[-LAST_WORDS:]]
    if words and words[-1] in CONDITIONAL:
        return "condition"
    if words and words[-1] in WITH:
        return "either"
    if words and words[-1] in ASSUMING:
        return "assumption"
    return "definition" if any(w in DEFINING for w in words) else ""


LAST_WORDS = 5
"""So many words before a formula may say that it is a definition."""
