"""The route from a document to its claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.expression import Expr, Sym
from gainproof.hand.reader.formats import guessed, text_of
from gainproof.hand.reader.front import block
from gainproof.hand.reader.letters import in_plain_letters
from gainproof.hand.reader.lines import (
    FEW_WORDS,
    LATEX_SIGNS,
    LONGEST_REMARK,
    RELATION,
    REMARK,
    UNDERLINE,
    assigned,
    bare,
    begin_of,
    pieces,
    prose_words,
)
from gainproof.hand.reader.macros import macros_of
from gainproof.hand.reader.meant import meant
from gainproof.hand.reader.numbers import with_unit_behind, without_unit
from gainproof.hand.reader.passages import passages
from gainproof.hand.reader.sayings import conditions_in
from gainproof.hand.reader.scanner import Scanner
from gainproof.hand.reader.sentences import looks_like_algebra, new_names, stretches
from gainproof.hand.reader.statements import Statements
from gainproof.hand.reader.tokens import MOST_CHARACTERS, Remark, Token, words_of
from gainproof.hand.reader.words import (
    ASSUMING,
    CONCLUDING,
    CONDITIONAL,
    DEFINING,
    GIVING,
    LABEL,
    PARAGRAPH_END,
    SENTENCE_END,
    WITH,
    cited,
)
from gainproof.hand.symbols import Symbols
from gainproof.hand.work import Claim, Condition, Span, Unread, Work

GROUNDS = re.compile(r"(?i)\b(?:from|using|by|combining|substituting|with|into|in)\b")
"""Words before the number of an equation that a line rests on; “this gives Eq. 3” announces the line."""
STEER = re.compile(r"[A-Za-z]+")
LEADING_WORDS = CONDITIONAL | DEFINING | words_of("the in of limit that and large very high ideal then")
DECIBELS = re.compile(r"[ ~\t]*(?:\\,)?(dB)(?!\w)")
GOING_ON = words_of("then also so hence thus therefore still")
"""Words of a line that goes on under what the line before was said to hold under."""
BETWEEN_CELLS = re.compile(r"[\s$&|]*|\\\)[\s&|]*\\\(")
"""Between two formulas that may be the two sides of one equation, in a table."""
BEHIND = re.compile(r"\s*(?:for|if|when|provided(?: that)?|as long as|where|with)\s*")
"""A paragraph that begins so, before a formula, goes on with the sentence before it."""
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
    return Work(file, tuple(said.items), tuple(said.notices), written, reader.meant)


class _Reader:
    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        self.source, self.kind = source, kind
        self.macros = macros_of(source)
        self.said = Statements(source, symbols)
        self.said.symbols.tell_apart(source)
        self.meant = self.explained()
        self.before = ""  # the words of the sentence that leads to the next formula
        self.between = ""  # those of them that stand behind the last formula
        self.number = ""  # the number that stands in front of it
        self.led = ""  # what the words before the last formula say of a list that goes on behind it
        self.paused = False  # has a paragraph ended, and is what goes on with its sentence yet to come?
        self.cell: list[Token] = []  # the last formula, if it was no equation
        self.line_before: list[Condition] = []  # what the line before holds under
        self.met: set[str] = set()  # names that equations in prose brought in

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
                    if (dB := DECIBELS.match(self.source, p.stop + closer)) and tokens[-1].kind == "num":
                        tokens.append(Token("word", "dB", dB.start(1), dB.end(1)))
                self.formula(tokens, remarks, inline=p.kind == "inline")
        self.said.finish()

    def explained(self) -> dict[str, Expr]:
        """The names that words explain; they are the writer's own from the beginning."""
        out = {}
        for spelling, x in meant(self.source, self.said.symbols).items():
            tokens = Scanner(spelling, 0, len(spelling), self.said.symbols, {}, True).scan()
            if len(tokens) == 1 and tokens[0].kind in ("sym", "word"):
                t = tokens[0]
                name = t.value.name if isinstance(t.value, Sym) else t.text
                self.said.symbols.define(name)
                out[name] = x
        return out

    def prose(self, text: str) -> None:
        if self.paused and text.strip():
            if not BEHIND.fullmatch(text):
                self.said.end_of_sentence()
            self.paused = False
        ends = list(SENTENCE_END.finditer(text))
        if ends:
            self.said.end_of_sentence()
            self.before = self.between = ""
            text = text[ends[-1].end() :]
        paragraph = PARAGRAPH_END.search(text)
        head = text[: paragraph.start()] if paragraph else ""
        said = self.said
        open_end = bool(said.under) and said.fresh < 0 and not head.strip()  # “For s R C ≪ 1” above a display
        if paragraph and not open_end and not _goes_on(self.before + head):
            behind = text[paragraph.end() :]
            self.paused = not behind.strip() or BEHIND.fullmatch(behind) is not None
            if not self.paused:
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
        if UNDERLINE.fullmatch(text):
            self.said.end_of_section()
            return
        label = LABEL.fullmatch(text)
        if label:
            self.number = label[1]
            return
        if not RELATION.search(text):
            self.prose(text + "\n")
            return
        if len(text) < LONGEST_REMARK and (said := REMARK.match(self.source, at, stop)):
            at, stop = said.span(1 if said[1] is not None else 2)
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
        known = len(self.said.symbols.own)
        for piece in parts:
            last, end = piece is parts[-1], piece[-1].end
            if len(self.said.symbols.own) > known:  # names that the piece before brought in
                piece, remarks = self.scan(piece[0].at, end, is_latex)
                known = len(self.said.symbols.own)
            if not self.part_of_line(piece, remarks, at, number if last else ""):
                self.in_sentence(piece, remarks, at)
            at = end
        self.prose(self.source[at:stop] + "\n")

    def condition_ahead(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> int:
        """How many tokens of prose are a condition at its head: “With R3 = R1 and R4 = R2 the gain is …”."""
        if not tokens or tokens[0].kind != "word" or tokens[0].text.lower() not in CONDITIONAL | WITH:
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
        words = [*STEER.findall(head), tail[0].text if tail[0].kind == "word" else ""]
        if GOING_ON.intersection(w.lower() for w in words):
            self.said.under = [*self.line_before, *self.said.under]
        self.number = number or self.number
        remarks = _within(remarks, tail)
        before = len(self.said.items)
        self.formula(tail, remarks, inline=False, kept=True)
        if len(self.said.items) > before:
            last = self.said.items[-1]
            self.line_before = list(last.under) if isinstance(last, Claim) else []
            self.said.end_of_sentence()
        return True

    def in_sentence(self, tokens: Sequence[Token], remarks: Sequence[Remark], at: int) -> None:
        """Read the equations that stand between the words of a sentence; tell of those that are none."""
        for begin, end in stretches(tokens):
            part = tokens[begin:end]
            self.prose(self.source[at : part[0].at])
            at = part[-1].end
            within = _within(remarks, part)
            if self.is_known(part, within):
                self.formula(list(part), within, inline=False, kept=True)
                continue
            if looks_like_algebra(part, self.said):
                self.said.words(part)
            self.prose(self.source[part[0].at : at])
        self.prose(self.source[at : tokens[-1].end] + " " if tokens else "")

    def is_known(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> bool:
        """Are these equations in prose that can be trusted?  Then the names that they bring in are met."""
        found = new_names(tokens, remarks, self.said, self.met)
        self.met |= found or set()
        return found is not None

    def formula(
        self, tokens: list[Token], remarks: Sequence[Remark], *, inline: bool, kept: bool = False
    ) -> None:
        if inline and tokens and tokens[0].kind == "rel" and self.cell:  # $G$ & $= 3$
            beside = BETWEEN_CELLS.fullmatch(self.source, self.cell[-1].end, tokens[0].at)
            tokens = [*self.cell, *tokens] if beside else tokens
            self.between = "" if beside else self.between
        self.cell = []
        if inline and not any(t.kind in ("rel", "limit") for t in tokens):
            self.cell = tokens
            text = self.source[tokens[0].at : tokens[-1].end][:40] if tokens else ""
            self.before += " " + text
            self.between += " " + text
            return
        self.between = without_unit(self.between)
        if self.paused:
            if not BEHIND.fullmatch(self.between):
                self.said.end_of_sentence()
            self.paused = False
        said = STEER.findall(self.between)
        words = [w.lower() for w in said]
        if inline and words and tokens[0].kind == "rel":  # “the gain $= 3$” says it of a word
            self.said.words(tokens)
            return
        goes_on = bool(said) and said[0].islower()  # “If” begins a sentence, and is about what follows
        behind = goes_on and words[-1] in CONDITIONAL | DEFINING and all(w in LEADING_WORDS for w in words)
        bracket = inline and self.between.rstrip().endswith("(")
        also = self.led if words in ([], ["and"], ["or"]) and not re.search("[).:;]", self.between) else ""
        intro = "aside" if bracket else "condition" if words and also == "condition" else _intro(self.before)
        behind = behind or bracket
        if tokens:
            at = self.said.places.span(tokens[0].at, tokens[0].end)
            self.said.under += conditions_in(self.before, self.said.symbols, at)
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
            displayed=not inline and not kept,
            led=also,
        )
        self.led = self.said.led if inline else ""
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
    if words and words[-1] == "as":
        return "as"
    if words and words[-1] in CONDITIONAL and not before.rstrip().endswith((",", ";", ":")):
        return "condition"  # but “for the values given, A = 10” is a claim
    if words and words[-1] in WITH:
        return "either"
    if words and words[-1] in ASSUMING:
        return "assumption"
    if GIVING.intersection(words):
        return "given"
    return "definition" if any(w in DEFINING for w in words) else ""
