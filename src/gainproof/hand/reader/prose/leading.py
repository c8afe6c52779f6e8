"""What words lead to a formula, and what they make of it: a claim, a condition, a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.claims.pronouns import Supposition
from gainproof.hand.reader.claims.sayings import conditions_in
from gainproof.hand.reader.claims.scopes import ANOTHER
from gainproof.hand.reader.claims.statements import Statements
from gainproof.hand.reader.formulas.clauses import chooses
from gainproof.hand.reader.prose.again import again, states
from gainproof.hand.reader.prose.bracketed import without_remarks
from gainproof.hand.reader.prose.lines import RELATION
from gainproof.hand.reader.prose.of_parts import with_impedances
from gainproof.hand.reader.prose.sentences import new_names, with_common_names
from gainproof.hand.reader.prose.stages import BACK, SUPERPOSING, quiet_in, stage_in
from gainproof.hand.reader.scanning.macros import macros_of
from gainproof.hand.reader.scanning.numbers import without_unit
from gainproof.hand.reader.scanning.scanner import Scanner
from gainproof.hand.reader.tokens import Remark, Token, words_of
from gainproof.hand.reader.words import (
    ASSUMING,
    CONCLUDING,
    CONDITIONAL,
    DEFINING,
    GIVING,
    NAMED_LIMITS,
    PARAGRAPH_END,
    SENTENCE_END,
    WITH,
    WITHOUT,
    cited,
)

GROUNDS = re.compile(r"(?i)\b(?:from|using|by|combining|substituting|with|into|in)\b")
"""Words before the number of an equation that a line rests on; “this gives Eq. 3” announces the line."""
STEER = re.compile(r"[A-Za-z]+")
LEADING_WORDS = CONDITIONAL | DEFINING | words_of("the in of limit that and large very high ideal then")
BETWEEN_CELLS = re.compile(r"[\s$&|]*|\\\)[\s&|]*\\\(")
"""Between two formulas that may be the two sides of one equation, in a table."""
BEHIND = re.compile(
    r"\s*(?:for|if|when|provided(?: that)?|providing(?: that)?|as long as|assuming(?: that)?|where|with|"
    r"(?:where|here|in which|for which)\s+(?:we|it)\s+(?:have\s+|has\s+been\s+|is\s+)?"
    r"(?:assumed?|set|taken?|supposed?)(?:\s+that)?)\s*"
)
"""A paragraph that begins so, before a formula, goes on with the sentence before it."""
IS_SO = re.compile(
    r"[\s$)]*,?\s*(?:which\s+|this\s+|that\s+|and\s+)?(?:occurs|happens|holds|is\s+(?:reached|obtained|achieved|"
    r"attained|fulfilled|met|true|satisfied|so|possible|the\s+case))?\s*(?:(?:only|just|exactly|precisely)\s+)?"
    r"(?:if\s+and\s+only\s+)?(?:if|when|for|where|provided)(?:\s+that)?[\s$]*"
)
"""Between a claim and what it holds under: “$v_a = v_b$ happens if …”."""
ASSUMED = words_of("assumed set taken supposed that")
"""Last words of “where we have assumed that”."""
LEADING_ON = CONCLUDING | words_of("are have get find obtain reads to that by as and")
"""Last words of a paragraph whose sentence goes on with a formula."""
MOST_WORDS = 2000
"""Characters of prose that are remembered."""
LAST_WORDS = 5
"""So many words before a formula may say that it is a definition."""
AT_LAST = re.compile(r"\b[Aa]t\s*$")
LANDMARK = re.compile(
    r"\bat\s+(?:the\s+)?(?:[\w-]+\s+)?(?:resonance|corner|cut-?off|(?:cent(?:re|er)|corner)\s+frequency)\b",
    re.IGNORECASE,
)
"""Words that choose a frequency."""
VALUED = re.compile(
    r"(?:\A|[;,.:)(\s])(?:in\s+)?(?:values?|numbers|numerical(?:ly)?(?:\s+values?)?)[\s:,$(]*\Z",
    re.IGNORECASE,
)
"""Words before numbers, which are those of the netlist, of its sources too."""
INTRODUCES = re.compile(r"[ \t$]*:(?!=)")
"""Behind a condition on what follows it: “for s = 0: H = 1”."""
FAR_BEHIND = 200
"""So many characters behind a condition may say what it is about."""
LAST_SAID = 100
"""So many characters before a formula may say that a source is off."""


_MARK = r"(?:[-*+•|][ \t]|\(?(?:\d{1,2}|[a-z])[.)][ \t]|\\item\b)"
ITEM = re.compile(rf"^[ \t>]*{_MARK}", re.MULTILINE)
"""Where an item of a list begins."""
LIST_ENDS = re.compile(rf"\\end[ \t]*\{{(?:itemize|enumerate|description)|\n[ \t\r]*\n(?=\S)(?!{_MARK})")
"""Where a list ends: at a paragraph that is no item, and not set in."""


class Leading:
    """Keeps the words before a formula, and hands it on with what they say of it."""

    def __init__(self, source: str, kind: str, symbols: Symbols) -> None:
        self.source, self.kind = source, kind
        self.macros = macros_of(source)
        self.said = Statements(source, symbols)
        self.said.symbols.tell_apart(source)
        self.supposition = Supposition(self.said)
        self.signs: dict[int, int] = {}  # the signs of relations, from … to
        self.before = ""  # the words of the sentence that leads to the next formula
        self.between = ""  # those of them that stand behind the last formula
        self.number = ""  # the number that stands in front of it
        self.behind = False  # is that list about what stands before it?
        self.led = ""  # what the words before the last formula say of a list that goes on behind it
        self.paused = False  # has a paragraph ended, and is what goes on with its sentence yet to come?
        self.cell: list[Token] = []  # the last formula, if it was no equation
        self.met: set[str] = set()  # names that equations in prose brought in
        self.superposing = SUPERPOSING.search(source) is not None

    def words(self, at: int, stop: int) -> None:
        """Prose in the document, where items of lists may begin and end."""
        while (item := ITEM.search(self.source, at, stop)) is not None:
            self.prose_and_end_of_list(at, item.start())
            self.said.item()
            at = item.end()
        self.prose_and_end_of_list(at, stop)

    def prose_and_end_of_list(self, at: int, stop: int) -> None:
        over = LIST_ENDS.search(self.source, at, stop)
        self.prose(self.source[at : over.start()] if over else self.source[at:stop])
        if over:
            self.said.end_of_list()
            self.prose(self.source[over.start() : stop])

    def prose(self, text: str) -> None:
        if self.paused and text.strip():
            if not BEHIND.fullmatch(text):
                self.said.end_of_sentence()
            self.paused = False
        self.on_stage(text)
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

    def on_stage(self, text: str) -> None:
        """Hear which source is alone: in a sentence that ends with this text, or before a formula."""
        said = self.said
        back = max((m.end() for m in BACK.finditer(text)), default=0)
        words = text[back:] if back else self.before + " " + text
        found = stage_in(words, said.symbols, said.places.span(0, 1), self.superposing)
        said.quiet = quiet_in(words, said.symbols, said.places.span(0, 1)) or said.quiet
        said.stage = found or (said.quiet if back or said.stage is None else said.stage)

    def scan(self, at: int, stop: int, is_latex: bool) -> tuple[list[Token], list[Remark]]:
        scanner = Scanner(self.source, at, stop, self.said.symbols, self.macros, is_latex)
        tokens, spoken = without_remarks(scanner.scan(), self.source)
        for words in spoken:
            self.remarked(words)
        tokens = with_impedances(with_common_names(tokens, self.said), self.said.symbols)
        self.signs.update((t.at, t.end) for t in tokens if t.kind == "rel")
        return tokens, scanner.remarks

    def remarked(self, words: Sequence[Token]) -> None:
        """Tell of a remark, once."""
        if (words[0].at, words[-1].end) not in self.said.heard:
            self.said.words(words)

    def leads_on(self, tokens: Sequence[Token]) -> bool:
        """Does the sentence go on with a claim behind this condition: “…, and for R = 0 it is v_o = V1”?"""
        if tokens and INTRODUCES.match(self.source, tokens[-1].end):
            return True
        if not tokens or not ANOTHER.search(self.between):
            return False
        rest = self.source[tokens[-1].end : tokens[-1].end + FAR_BEHIND]
        ends = SENTENCE_END.search(rest)
        return RELATION.search(rest[: ends.start()] if ends else rest) is not None

    def first_cell(self, at: int) -> bool:
        """Does a row of a table begin here?"""
        row = self.source[max(0, self.source.rfind("\n", 0, at)) : at]
        return row.strip(" \t\r\n$") == "|"

    def is_known(self, tokens: Sequence[Token], remarks: Sequence[Remark]) -> bool:
        """Are these equations in prose that can be trusted?  Then the names that they bring in are met."""
        found = new_names(tokens, remarks, self.said, self.met | self.said.lone)
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
        if inline and self.said.goes_on and (sign := again(self.between, tokens, self.said)):
            tokens, self.between = [sign, *tokens], ""
        if inline and not any(t.kind in ("rel", "limit") for t in tokens):
            if states(self.before, tokens, self.said):
                self.said.passed_over(tokens)
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
        if VALUED.search(self.between):
            self.said.leave_dead_sources()
        if LANDMARK.search(self.between):
            self.said.leave_frequency()
        said = STEER.findall(self.between)
        words = [w.lower() for w in said]
        if inline and words and tokens[0].kind == "rel":  # “the gain $= 3$” says it of a word
            self.said.words(tokens)
            return
        goes_on = bool(said) and said[0].islower()  # “If” begins a sentence, and is about what follows
        behind = (
            goes_on
            and not self.leads_on(tokens)
            and words[-1] in CONDITIONAL | DEFINING
            and (all(w in LEADING_WORDS for w in words) or IS_SO.fullmatch(self.between) is not None)
        )
        bracket = (inline or kept) and self.between.rstrip().endswith(("(", "["))
        also = self.led if words in ([], ["and"], ["or"]) and not re.search("[).:;]", self.between) else ""
        intro = "aside" if bracket else "condition" if words and also == "condition" else _intro(self.before)
        words_before = STEER.findall(self.before)[:-1]
        if inline and tokens and self.first_cell(tokens[0].at):
            intro = "aside"
        if words and words[-1] in ASSUMED and BEHIND.fullmatch(self.between):
            intro, behind = "condition", True
        intro = "at" if AT_LAST.search(self.before) and chooses(tokens, words_before) else intro
        behind = behind or bracket or (bool(also) and self.behind)
        behind = behind or self.between.strip(" $\n") in ("with", "(with")
        self.behind = behind
        if tokens:
            at = self.said.places.span(tokens[0].at, tokens[0].end)
            self.said.under += conditions_in(self.before, self.said.symbols, at)
            labelled = len(tokens) > 1 and tokens[1].kind == "sep" and tokens[1].text == ":"
            self.on_stage(self.source[tokens[0].at : tokens[1].end] if labelled else "")
        stated, items = len(self.said.stated), len(self.said.items)
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
        if len(self.said.items) == items:
            claim = self.supposition.claim(tokens, stated, goes_on=words in ([], ["and"]))
            self.said.items += [claim] if claim is not None else []
        if len(self.said.items) > items:
            self.said.attach(self.said.said_behind(tokens[-1].end), items)
        self.led = self.said.led if inline or kept else ""
        self.number = self.before = self.between = ""


def _goes_on(before: str) -> bool:
    """Does a sentence that ends with a paragraph go on in the display behind it: “…, this is”?"""
    words = STEER.findall(before)[-1:]
    open_end = before.rstrip()[-1:].isalpha() and words and words[0].lower() in LEADING_ON
    return before.rstrip().endswith((",", ":")) or bool(open_end)


def _intro(before: str) -> str:
    """What the last words before a formula say of it."""
    words = [w.lower() for w in STEER.findall(before)[-LAST_WORDS:]]
    if WITHOUT.search(before[-LAST_SAID:]) and words[-1] not in CONCLUDING:
        return "without"
    if words and words[-1] == "as":
        return "as"
    if words[-1:] == ["limit"] and NAMED_LIMITS.intersection(words[-2:]):
        return ""
    if words and words[-1] in CONDITIONAL and not before.rstrip().endswith((",", ";", ":")):
        return "condition"  # but “for the values given, A = 10” is a claim
    if words[-1:] == ["that"] and words[-2:-1] in (["provided"], ["providing"]):
        return "condition"
    if words and words[-1] in WITH and not cited(before):  # but “with (1)” defines nothing
        return "either"
    if words and words[-1] in ASSUMING:
        return "assumption"
    if GIVING.intersection(words):
        return "given"
    return "definition" if any(w in DEFINING for w in words) else ""
