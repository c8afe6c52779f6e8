"""How long a condition holds: which of the claims around it, it is about.

It is about the claims behind it up to the end of its sentence, or about those in front of it, if they stand
in the same sentence and are under no other end of what it speaks of.  What is assumed holds up to the next
heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gainproof.expression import ZERO, Equation, Num, Sym
from gainproof.hand.lexicon.held import turned_off
from gainproof.hand.lexicon.symbols import FREQUENCY, Symbols
from gainproof.hand.reader.claims.conditions import Conditions
from gainproof.hand.reader.claims.sayings import conditions_in, in_plain_words
from gainproof.hand.reader.formulas.cases import end_in_words
from gainproof.hand.reader.formulas.clauses import OF_FREQUENCY, Clause
from gainproof.hand.reader.tokens import Token, words_of
from gainproof.hand.reader.words import SENTENCE_END
from gainproof.hand.work import AT, Claim, Condition

ANOTHER = re.compile(r";|[,\s](?:and|while|whereas|but)\s+(?:for|if|when|with|at)[\s$]*$", re.IGNORECASE)
"""Between a claim and a condition that is about the next one, if there is one."""


LONGEST_TAIL = 120
"""Characters behind a formula that may say what it holds for."""
TAIL = re.compile(
    r"[\s,.]*(?:\$\$?|\\\)|\\\]|\\end\{\w+\*?\})\s*,?\s*((?:for|if|when|with|as|provided|given|assuming)\b(?:(?!\n\s*\n)[^=≈≪≫→<>;(])*)\Z"
)
"""The rest of a sentence, without another relation."""
GOES = words_of("goes go tends tend vanishes vanish approaches approach falls rises disappears drops grows")
"""Words that say what becomes of something."""


class Scopes(Conditions):
    """Keeps the conditions that the next claims are under."""

    def __init__(self, source: str, symbols: Symbols) -> None:
        super().__init__(source, symbols)
        self.tabled: list[Condition] = []  # values in tables, for the whole document
        self.assumed: list[Condition] = []  # up to the next heading
        self.set_so: list[Condition] = []  # up to the next claim
        self.under: list[Condition] = []  # up to the end of the sentence
        self.stage: Condition | None = None  # which source is alone, till words say otherwise
        self.quiet: Condition | None = None  # is there no signal, up to the next heading?
        self.leading: list[Condition] | None = None  # what leads to the list in which we are
        self.fresh = -1  # where the last claims of the sentence begin

    def end_of_sentence(self) -> None:
        """Conditions said before are about what came after them, up to here."""
        self.under = list(self.leading or ())
        self.fresh = -1

    def full_stop(self) -> None:
        """A display closes its sentence: what it sets equal is over; a limit goes on with the lines in it."""
        self.begins_after_display()
        self.fresh = -1

    def begins_after_display(self) -> None:
        """A sentence begins behind a display; it may still say, of the claims there, what they hold for."""
        limits = [c for c in self.under if c.to != "="]
        self.under = list(self.leading or ())
        self.under += [c for c in limits if c not in self.under]

    def item(self) -> None:
        """An item of a list begins: it is under what leads to the list, and under nothing of other items."""
        if self.leading is None:
            self.leading = list(self.under)
        self.end_of_sentence()

    def end_of_list(self) -> None:
        if self.leading is not None:
            self.leading = None
            self.end_of_sentence()

    def end_of_section(self) -> None:
        """What was assumed is forgotten, and no chain goes on."""
        self.leading = None
        self.end_of_sentence()
        self.assumed = list(self.tabled)
        self.stage = self.quiet = None

    def over(self, before: Clause, c: Clause) -> bool:
        """Does a sentence end between these two?"""
        ends = (before.tokens[-1].end, c.tokens[0].at) if before.tokens and c.tokens else (0, 0)
        return ends[0] < ends[1] and SENTENCE_END.search(self.source, *ends) is not None

    def in_words(self, c: Clause) -> bool:
        """Take in the end of the frequencies that the words of a case name; False if they name none."""
        at, end = c.tokens[0].at, c.tokens[-1].end
        to = end_in_words(self.source[at:end])
        if to:
            self.under.append(Condition(FREQUENCY, to, self.places.span(at, end), Sym(FREQUENCY)))
        return bool(to)

    def said_of_words(self, before: Clause) -> bool:
        """Do words between a claim and the condition say what becomes of it: “…, goes to 0 for A → ∞”?"""
        words = {t.text.lower() for t in before.tokens if t.kind == "word"}
        return not before.relations and not words.isdisjoint(GOES)

    def said_in_words(self, tokens: Sequence[Token], since: int = -1) -> list[Condition]:
        r"""What words beside the claims of a display say of parts: “\text{for large } \beta”.

        `since` is where what stands before them in the source ends.
        """
        if not any(t.kind == "word" for t in tokens) and since < 0:
            return []
        at, end = (since if since >= 0 else tokens[0].at), (tokens[-1].end if tokens else since)
        return self.heard_of(at, end)

    def heard_of(self, at: int, end: int) -> list[Condition]:
        """What words from … to say of parts."""
        words, span = in_plain_words(self.source[at:end]), self.places.span(at, end)
        found = conditions_in(words, self.symbols, span) or conditions_in(f"if {words}", self.symbols, span)
        self.stated += [(c, at, end) for c in found]
        if found:
            self.heard.append((at, end))
        return found

    def said_behind(self, at: int) -> list[Condition]:
        """What the sentence goes on with behind a formula in it that ends here: “… for large $A_o$.”"""
        rest = self.source[at : at + LONGEST_TAIL]
        ends = SENTENCE_END.search(rest)
        tail = TAIL.match(rest[: ends.start()] if ends else rest)
        return self.heard_of(at + tail.start(1), at + tail.end(1)) if tail else []

    def said_in_brackets(self, notes: list[list[Token]], at: int, after: Sequence[Clause]) -> list[Condition]:
        """What brackets of words say so that stand behind `at`, up to the next clause; they are no notes."""
        end = next((c.tokens[0].at for c in after if c.tokens), len(self.source))
        out = []
        for note in [x for x in notes if at <= x[0].at < end]:
            if found := self.said_in_words(note[1:-1]):
                out += found
                notes.remove(note)
        return out

    def leave_frequency(self) -> None:
        """Words such as “at the corner” are about another frequency than a condition before them."""
        self.under = [c for c in self.under if not of_frequency(c)]

    def leave_dead_sources(self) -> None:
        """“Values:” are of the circuit as it is, with every source on."""
        circuit = self.symbols.circuit
        if circuit is not None:
            off = [
                c
                for c in self.under
                if c.what is not None and c.than is not None and turned_off(Equation(c.what, c.than), circuit)
            ]
            self.under = [c for c in self.under if c not in off]

    def begins_anew(
        self, conditions: Sequence[Condition], fresh: int, before: Clause, c: Clause, after: Sequence[Clause]
    ) -> bool:
        """Is the condition about what follows it, and not about the claims since `fresh`?

        “For s → 0, H = 1; for s → ∞, H = 0”: the claim has another end of the frequencies already.
        """
        claims = [x for x in self.items[fresh:] if isinstance(x, Claim)]
        if any(one_end(x, y) for claim in claims for x in claim.under for y in conditions):
            return True
        if claims and all(self.says_off(x) for x in claims):
            return True  # “the error, $V_1 = 0$ ($s = 0$), is”
        of_parts = claims and not any(self.signal(n) for x in claims for n in x.equation.symbols())
        if of_parts and c.intro in ("", "condition", "either") and any(self.claims_more(x) for x in after):
            return True  # “with R1 = R2 = R, and A → ∞, v = …”
        between = self.source[before.tokens[-1].end : c.tokens[0].at] if before.tokens else ""
        ahead = any(x.relations and x.intro not in ("condition", "at", "either") for x in after)
        another = c.leads or (c.intro in ("condition", "at", "either") and bool(ANOTHER.search(between)))
        return another and ahead

    def says_off(self, claim: Claim) -> bool:
        """Does it but say that a source is off?"""
        circuit = self.symbols.circuit
        return circuit is not None and bool(turned_off(claim.equation, circuit))

    def attach(self, conditions: Sequence[Condition], first: int) -> None:
        """A condition behind claims is about them; who writes a source has not turned it off."""
        claims = [(k, x) for k, x in enumerate(self.items) if k >= first and isinstance(x, Claim)]
        only = {x.relation for _, x in claims} & {"→", "≈"}
        for k, item in claims:
            if item.relation in only or not only:
                new = tuple(c for c in conditions if c not in item.under and not _writes_what_is_off(c, item))
                self.items[k] = replace(item, under=(*item.under, *new))


def _writes_what_is_off(c: Condition, claim: Claim) -> bool:
    """Does it say that a symbol is zero which the claim has in it: v_o = A V_1 + V_os, (V_os = 0)?"""
    zero = c.to == "=" and c.than == ZERO and isinstance(c.what, Sym)
    return zero and c.symbol in claim.equation.symbols() and ZERO not in (claim.left.expr, claim.right.expr)


def one_end(a: Condition, b: Condition) -> bool:
    """Do they send one quantity to two ends, or choose two frequencies, so that no line is under both?"""
    if (a.to, a.than) == (b.to, b.than) and a.what == b.what:
        return False
    if all(of_frequency(x) for x in (a, b)):
        return True
    if a.what == b.what and {a.to, b.to} == {"≫", "≪"}:
        return True
    return a.what == b.what and all(x.to in ("oo", "0") or isinstance(x.than, Num) for x in (a, b))


def of_frequency(c: Condition) -> bool:
    """Does it say where the frequency is?"""
    return isinstance(c.what, Sym) and c.what.name in OF_FREQUENCY and c.to in (AT, "oo", "0", "=", "≫", "≪")
