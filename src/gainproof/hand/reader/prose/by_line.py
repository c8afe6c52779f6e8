"""Reads a document of plain text line by line: a formula, prose, or formulas in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gainproof.expression import Expr
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.prose.again import in_one_line, speaks, stated_in
from gainproof.hand.reader.prose.columns import label_end
from gainproof.hand.reader.prose.heard import signs_in_prose
from gainproof.hand.reader.prose.leading import STEER, Leading
from gainproof.hand.reader.prose.lines import (
    ENUMERATED,
    FEW_WORDS,
    LATEX_SIGNS,
    LONGEST_REMARK,
    RELATION,
    REMARK,
    UNDERLINE,
    assigned,
    bare,
    begin_of,
    instructed,
    pieces,
    prose_words,
    size_ahead,
    with_parts_told,
    without_emphasis,
)
from gainproof.hand.reader.prose.margins import HASHED, end_before_margin, label_ahead
from gainproof.hand.reader.prose.of_parts import with_quantities_told
from gainproof.hand.reader.prose.sentences import looks_like_algebra, stretches
from gainproof.hand.reader.tokens import Remark, Token, words_of
from gainproof.hand.reader.words import CONCLUDING, CONDITIONAL, LABEL, NAMED_LIMITS, WITH, cited
from gainproof.hand.work import Claim, Condition

GOING_ON = words_of("then also so hence thus therefore still")
"""Words of a line that goes on under what the line before was said to hold under."""
CELLS = re.compile(r"[ \t]*\|[ \t]+[^\n]*\S[ \t]+\|[ \t\r]*")
"""A row in bars; a magnitude touches its bars."""
BAR_BETWEEN = re.compile(r"[ \t]+\|(?=[ \t\r]|$)")
LEADING_MARKS = (":", "=>", "⇒", ".")
"""What stands between words and the formula that they lead to."""


class ByLine(Leading):
    """Reads lines; `line_before` is what the line before holds under."""

    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        super().__init__(source, kind, symbols)
        self.line_before: list[Condition] = []
        self.meant: dict[str, Expr] = {}
        self.blank = False  # is the line before blank?

    def line(self, at: int, stop: int) -> None:
        """A line that may be a formula, prose, a formula in prose, or nothing."""
        text = self.source[at:stop]
        if not text.strip():
            self.prose("\n\n")
            self.blank = True
            return
        if ENUMERATED.match(self.source, at, stop):
            self.said.item()
        elif self.blank and not text[0].isspace():
            self.said.end_of_list()
        self.blank = False
        if text.lstrip().startswith("#") and not HASHED.match(text):
            self.signs.update(signs_in_prose(self.source, at, stop))
            self.prose(". ")
            self.said.end_of_section()
            return
        if UNDERLINE.fullmatch(text):
            self.said.end_of_section()
            return
        if CELLS.fullmatch(text):
            self.cells(at, stop)
            return
        label = LABEL.fullmatch(text)
        if label:
            self.number = label[1]
            return
        if not RELATION.search(text):
            self.without_sign(at, stop)
            self.prose(text + "\n")
            return
        if len(text) < LONGEST_REMARK and (said := REMARK.match(self.source, at, stop)):
            at, stop = said.span(1 if said[1] is not None else 2)
        stop = end_before_margin(self.source, at, stop, self.is_name)
        label_at = label_ahead(self.source, at, stop)
        self.prose(self.source[at:label_at])
        at, stop, number = bare(self.source, label_at, stop)
        behind = label_end(self.source, at, stop, self.said.symbols)
        behind = size_ahead(self.source, behind, stop, self.is_name)
        self.prose(self.source[at:behind])
        at = behind
        is_latex = LATEX_SIGNS.search(self.source, at, stop) is not None
        tokens, remarks = self.scan(at, stop, is_latex)
        tokens = self.told(tokens)
        tokens = in_one_line(instructed(assigned(tokens), self.said.is_no_limit), self.said)
        if not sentences_in(tokens) and self.part_of_line(tokens, remarks, at, number, whole=True):
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
                piece = self.told(piece)
            if not self.part_of_line(piece, remarks, at, number if last else ""):
                self.in_sentence(piece, remarks, at)
            at = end
        cites = number and parts and parts[-1][-1].kind == "word"  # “With (1)” at its end
        self.prose(self.source[at:stop] + (f" ({number})\n" if cites else "\n"))

    def cells(self, at: int, stop: int) -> None:
        """A row of a table, or of a box, each cell a line of its own."""
        begin = self.source.index("|", at) + 1
        for bar in BAR_BETWEEN.finditer(self.source, begin, stop):
            if RELATION.search(self.source, begin, bar.start()):
                self.line(begin, bar.start())
            else:
                self.prose(self.source[begin : bar.start()] + " ")
            begin = bar.end()

    def told(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens without emphasis, and with what words say of parts."""
        spoken = with_parts_told(without_emphasis(tokens, self.source))
        out, meant = with_quantities_told(spoken, self.said.symbols, self.said.is_part)
        self.meant.update(meant)
        return out

    def is_name(self, word: str) -> bool:
        """Is it the spelling of something in the circuit?"""
        return self.said.symbols.find(word) is not None

    def without_sign(self, at: int, stop: int) -> None:
        """Tell of formulas that are no equations: “the loop gain is Ao R1/(R1 + R2)”."""
        if stop - at < LONGEST_REMARK and speaks(self.source[at:stop]):
            tokens, _ = self.scan(at, stop, LATEX_SIGNS.search(self.source, at, stop) is not None)
            for formula in stated_in(tokens, self.said):
                self.said.passed_over(formula)

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
        named = begin and tokens[begin].text == "limit" and tokens[begin - 1].text.lower() in NAMED_LIMITS
        begin += bool(named)  # “in the dc limit H = 1”
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


def sentences_in(tokens: Sequence[Token]) -> bool:
    """Does a sentence end within the line, and another begin with a word?"""
    return any(
        a.kind == "sep" and a.text == "." and b.kind == "word" and b.text[0].isupper()
        for a, b in pairwise(tokens)
    )


def _within(remarks: Sequence[Remark], tokens: Sequence[Token]) -> list[Remark]:
    """The remarks on these tokens."""
    return [r for r in remarks if tokens[0].at <= r.at <= tokens[-1].end]
