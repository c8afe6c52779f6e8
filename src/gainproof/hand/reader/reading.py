"""The route from a document to its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.expression import Sym
from gainproof.hand.reader.clauses import clauses
from gainproof.hand.reader.formats import guessed, text_of
from gainproof.hand.reader.front import block
from gainproof.hand.reader.letters import in_plain_letters
from gainproof.hand.reader.lines import (
    FEW_WORDS,
    LATEX_SIGNS,
    RELATION,
    assigned,
    bare,
    begin_of,
    pieces,
    prose_words,
)
from gainproof.hand.reader.macros import macros_of
from gainproof.hand.reader.numbers import with_unit_behind
from gainproof.hand.reader.passages import passages
from gainproof.hand.reader.scanner import Scanner
from gainproof.hand.reader.statements import Statements
from gainproof.hand.reader.tokens import MOST_CHARACTERS, Remark, Token, words_of
from gainproof.hand.reader.words import (
    ASSUMING,
    CONCLUDING,
    CONDITIONAL,
    DEFINING,
    LABEL,
    PARAGRAPH_END,
    SENTENCE_END,
    WITH,
    cited,
)
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Span, Unread, Work

GROUNDS = re.compile(r"(?i)\b(?:from|using|by|combining|substituting|with|into|in)\b")
"""Words before the number of an equation that a line rests on; “this gives Eq. 3” announces the line."""
STEER = re.compile(r"[A-Za-z]+")
LEADING_WORDS = CONDITIONAL | words_of("the in of limit that and large very high ideal then")
LEADING_MARKS = (":", "=>", "⇒", ".")
"""What stands between words and the formula that they lead to."""
LEADING_ON = CONCLUDING | words_of("are have get find obtain reads to that by as and")
"""Last words of a paragraph whose sentence goes on with a formula."""
MOST_WORDS = 2000
"""Characters of prose that are remembered."""
LAST_WORDS = 5
"""So many words before a formula may say that it is a definition."""


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
    source, strange = in_plain_letters(written)
    reader = _Reader(source, kind, symbols)
    reader.read()
    said = reader.said
    said.strange_letters(written, strange)
    return Work(file, tuple(said.items), tuple(said.notices), written)


class _Reader:
    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        self.source, self.kind = source, kind
        self.macros = macros_of(source)
        self.said = Statements(source, symbols)
        self.said.symbols.tell_apart(source)
        self.before = ""  # the words of the sentence that leads to the next formula
        self.between = ""  # those of them that stand behind the last formula
        self.number = ""  # the number that stands in front of it
        self.conditional = False  # was the last formula a condition?

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
                if tokens and p.kind == "inline":
                    closer = 2 if self.source[p.stop : p.stop + 1] == "\\" else 1
                    tokens[-1] = with_unit_behind(tokens[-1], self.source, p.stop + closer)
                self.formula(tokens, remarks, inline=p.kind == "inline")
        self.said.finish()

    def prose(self, text: str) -> None:
        ends = list(SENTENCE_END.finditer(text))
        if ends:
            self.said.end_of_sentence()
            self.before = self.between = ""
            text = text[ends[-1].end() :]
        paragraph = PARAGRAPH_END.search(text)
        if paragraph and not _goes_on(self.before + text[: paragraph.start()]):
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
        at, stop, number = bare(self.source, at, stop)
        is_latex = LATEX_SIGNS.search(self.source, at, stop) is not None
        tokens, remarks = self.scan(at, stop, is_latex)
        tokens = assigned(tokens)
        if self.part_of_line(tokens, remarks, at, number, whole=True):
            return
        ahead = self.condition_ahead(tokens, remarks)
        if ahead:
            self.formula(tokens[:ahead], _within(remarks, tokens[:ahead]), inline=False, kept=True)
            at, tokens = tokens[ahead - 1].end, tokens[ahead:]
        parts = pieces(tokens)
        for piece in parts if ahead or len(parts) > 1 else []:
            if not self.part_of_line(piece, remarks, at, number if piece is parts[-1] else ""):
                self.prose(self.source[at : piece[-1].end] + " ")
            at = piece[-1].end
        self.prose(self.source[at:stop] + "\n")

    def condition_ahead(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> int:
        """How many tokens of prose are a condition at its head: “With R3 = R1 and R4 = R2 the gain is …”.

        “With R1 = 2 kΩ we would get 3.3 V” is about other values than the netlist's, and stays prose.
        """
        if not tokens or tokens[0].kind != "word" or tokens[0].text.lower() not in CONDITIONAL | WITH:
            return 0
        if any(t.kind == "num" and not self.source[t.at : t.end].isdigit() for t in tokens):
            return 0
        ends = (
            t.kind == "sep" or (t.kind == "word" and t.text.lower() not in ("and", "or")) for t in tokens[1:]
        )
        end = next((k for k, over in enumerate(ends, 1) if over), 0)
        return end if end and self.is_known(tokens[:end], remarks) else 0

    def part_of_line(
        self, tokens: Sequence[Token], remarks: Sequence[Remark], at: int, number: str, *, whole: bool = False
    ) -> bool:
        """Read the formulas in a line, or in a piece of it, that begins at `at`; False if it is prose.

        A piece of a line that is no formula as a `whole` is one only if every symbol of it is known.
        """
        begin = begin_of(tokens)
        if begin < 0:
            return False
        head = self.source[at : tokens[begin].at] if begin else ""
        tail = list(tokens[begin:])
        concludes = tail[0].kind == "word" and tail[0].text.lower() in CONCLUDING
        sure = not head.strip() or concludes or head.rstrip().endswith(LEADING_MARKS) or bool(cited(head))
        chatty = prose_words(tail) > FEW_WORDS
        if (chatty or not sure or not whole) and not self.is_known(tail, remarks):
            return False
        self.prose(head)
        self.number = number or self.number
        remarks = _within(remarks, tail)
        before = len(self.said.items)
        self.formula(tail, remarks, inline=False, kept=True)
        if len(self.said.items) > before:
            self.said.end_of_sentence()
        return True

    def is_known(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> bool:
        """Is every symbol of the equations known, and no single letter guessed, or new alone on the left?"""
        guessed = {r.at for r in remarks if r.code in ("guessed", "look-alike") and r.end - r.at == 1}
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
        self, tokens: list[Token], remarks: Sequence[Remark], *, inline: bool, kept: bool = False
    ) -> None:
        if inline and not any(t.kind in ("rel", "limit") for t in tokens):
            text = self.source[tokens[0].at : tokens[-1].end][:40] if tokens else ""
            self.before += " " + text
            self.between += " " + text
            return
        said = STEER.findall(self.between)
        words = [w.lower() for w in said]
        if inline and words and tokens[0].kind == "rel":  # “the gain $= 3$” says it of a word
            self.said.words(tokens)
            return
        goes_on = bool(said) and said[0].islower()  # “If” begins a sentence, and is about what follows
        behind = goes_on and words[-1] in CONDITIONAL and all(w in LEADING_WORDS for w in words)
        also = self.conditional and words in (["and"], ["or"])
        intro = "condition" if also else _intro(self.before)
        claims = len(self.said.items)
        self.said.display(
            tokens,
            remarks,
            intro=intro,
            cites=cited(self.before),
            from_itself=GROUNDS.search(self.before) is not None,
            number=self.number,
            inline=inline,
            kept=inline or kept,
            behind=behind,
        )
        self.conditional = intro == "condition" and len(self.said.items) == claims
        self.number = self.before = self.between = ""


def _within(remarks: Sequence[Remark], tokens: Sequence[Token]) -> list[Remark]:
    """The remarks on these tokens."""
    return [r for r in remarks if tokens[0].at <= r.at <= tokens[-1].end]


def _goes_on(before: str) -> bool:
    """Does a sentence that ends with a paragraph go on in the display behind it: “…, this is”?"""
    words = STEER.findall(before)[-1:]
    open_end = before.rstrip()[-1:].isalpha() and words and words[0].lower() in LEADING_ON
    return before.rstrip().endswith((",", ":")) or bool(open_end)


def _intro(before: str) -> str:
    """What the last words before a formula say of it."""
    words = [w.lower() for w in STEER.findall(before)[-LAST_WORDS:]]
    if words and words[-1] in CONDITIONAL and not before.rstrip().endswith((",", ";", ":")):
        return "condition"  # but “for the values given, A = 10” is a claim
    if words and words[-1] in WITH:
        return "either"
    if words and words[-1] in ASSUMING:
        return "assumption"
    return "definition" if any(w in DEFINING for w in words) else ""
