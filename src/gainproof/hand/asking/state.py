"""What judging remembers of one work: the circuit, the lines so far, what was set, and what went wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.asking import ends, hertz
from gainproof.hand.truth import assumptions
from gainproof.hand.truth.assumptions import Assumed, Modes
from gainproof.hand.truth.carried import Mistakes
from gainproof.hand.truth.grounds import Line
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import CONSTANTS, Oracle
from gainproof.hand.truth.support import Rows
from gainproof.hand.truth.worlds import World, Worlds, with_values
from gainproof.hand.work import Claim, Condition, Side, Span, Work

SECONDS = 1.0
"""A line that takes longer is left unjudged; what other programs take of the machine is not counted."""

MOST_ROWS = 4
"""Rows before a claim in which words may be about it."""

LONGEST_SENTENCE = 300
"""Characters."""

LOOSE = ("≈", "→")
"""Relations that do not say what a symbol is, only what it is about."""

_IDEAL = re.compile(r"\bideal|\binfinite|virtual (?:short|ground|earth)|\bperfect", re.IGNORECASE)
_ONE_FREQUENCY = re.compile(
    r"resonan|corner|cut-?\s?off|(?:-|−|–)\s?3\s?dB|half.power|cent(?:re|er) frequenc|"
    r"at (?:the|this) (?:\w+ )?frequency|\bthere\b",
    re.IGNORECASE,
)
"""Words for one frequency."""


_SENTENCE_END = re.compile(r"[.!?]\s|\n[ \t]*#")


class OutOfTime(Exception):
    """One line takes longer than a line may."""


class State:
    """The memory of one work; `values` are numbers of symbols, the netlist's and those given."""

    def __init__(
        self,
        work: Work,
        circuit: Circuit,
        against: frozenset[str],
        ideal: bool,
        values: Mapping[str, Fraction],
        quantities: Mapping[str, Quantity],
        diagnosing: bool,
    ) -> None:
        self.work, self.diagnosing = work, diagnosing
        self.claims = [x for x in work.items if isinstance(x, Claim)]
        self.oracle = Oracle(circuit, ideal=ideal, against=against)
        for symbol, quantity in quantities.items():
            self.oracle.ask(symbol, quantity)
        netlist = {n: p.value for n, p in circuit.parameters.items() if p.value is not None}
        self.values: dict[str, Fraction] = CONSTANTS | netlist | dict(values)
        self.given: dict[str, Fraction] = {}  # values that the writer gives
        self.changed: dict[str, Claim] = {}  # the lines that give a part another value, by its name
        self.only_under: dict[str, str] = {}  # names defined under an assumption, with the line
        self.lines: list[Line] = []
        self.mistakes = Mistakes()
        self.wrong: list[tuple[str, Equation]] = []  # what follows from them, too, with the line to blame
        self.chosen: tuple[str, Expr] | None = None
        self.landmark: tuple[Equation, Claim] | None = None  # the last pole or zero that a line names
        self.designed = False  # were parts chosen by what the circuit decides?
        self.worlds = Worlds(self.oracle)
        self.stage: Condition | None = None
        self.driven = ""  # the node at which lines had a test source
        self.test_met = False  # have the names of a test source been met?
        self.assumed = Assumed()
        self.modes = Modes()
        self.otherwise: dict[str, list[Expr]] = {}
        self.explained: dict[int, str] = {}
        self.unexplained: list[Claim] = []  # they hold names that no line before says what they are
        self.readings: list[Claim] = []
        self.printed: dict[str, tuple[Fraction, Fraction]] = {}
        self._rows: dict[int, Rows] = {}
        self._until = 0.0
        self._rows_begin: list[int] = []  # where the rows of the document begin
        self._positions = {id(c): k for k, c in enumerate(self.claims)}
        self._finite = World(self.oracle, circuit, {}) if ideal else None
        self.numbers: dict[str, int] = {}
        for k, c in enumerate(self.claims):
            if c.number:
                self.numbers.setdefault(c.number, k)

    def position(self, claim: Claim) -> int:
        """Which of the work's claims it is."""
        return self._positions[id(claim)]

    def chain(self, claim: Claim) -> list[Claim]:
        """The claims of the chain a = b = c to which it belongs."""
        first = self.position(claim) - claim.link
        stop = first + 1
        while stop < len(self.claims) and self.claims[stop].link:
            stop += 1
        return self.claims[first:stop]

    def link_before(self, claim: Claim) -> Claim | None:
        """The link a = b before b = c."""
        return self.claims[self.position(claim) - 1] if claim.link else None

    def next_in_line(self, claim: Claim) -> Equation | None:
        """The equation behind the claim in its line of the document: H = 1 (s = 0)."""
        k = self.position(claim) + 1
        while k < len(self.claims) and self.claims[k].link:
            k += 1
        behind = self.claims[k : k + 1]
        return behind[0].equation if behind and behind[0].span.line == claim.span.line else None

    def read_otherwise(self, claim: Claim, left: Side, right: Side) -> Claim:
        """The claim in another reading; it stands in the same place."""
        return self.beside(claim, replace(claim, left=left, right=right, otherwise=()))

    def beside(self, claim: Claim, other: Claim) -> Claim:
        """Another claim that stands in the same place."""
        self.readings.append(other)
        self._positions[id(other)] = self.position(claim)
        return other

    def words_between(self, claim: Claim) -> str:
        """What stands between the claim before and this one; nothing, within a chain."""
        k = self.position(claim)
        if claim.link:
            return ""
        begin = self._offset(self.claims[k - 1].right.span, behind=True) if k else 0
        return self.work.source[begin : self._offset(claim.span)]

    def place_of(self, claim: Claim) -> tuple[int, int]:
        """Where in the document the claim begins and ends."""
        return self._offset(claim.span), self._offset(claim.right.span, behind=True)

    def words_behind(self, claim: Claim) -> str:
        """What stands behind the claim in its row."""
        return self.work.source[self._offset(claim.right.span, behind=True) :].split("\n", 1)[0]

    def sentence_before(self, claim: Claim) -> str:
        """The words of its sentence that stand before the claim."""
        at = self._offset(claim.span)
        before = self.work.source[max(0, at - LONGEST_SENTENCE) : at]
        return _SENTENCE_END.split(before)[-1]

    def _offset(self, span: Span, *, behind: bool = False) -> int:
        """Where in the document a place begins, or ends."""
        if not self._rows_begin:
            lengths = (len(row) for row in self.work.source.splitlines(keepends=True))
            self._rows_begin = list(accumulate(lengths, initial=0))
        row = min(span.line, len(self._rows_begin)) - 1
        return self._rows_begin[row] + span.column - 1 + (span.length if behind else 0)

    def speaks_of_ideal(self, claim: Claim) -> bool:
        """Do the words between the claim before and this one, or beside it, speak of an ideal op-amp?"""
        return _IDEAL.search(self.words_around(claim)) is not None

    def words_around(self, claim: Claim) -> str:
        """The rows of the document from the claim before to this one."""
        k = self.position(claim)
        first = self.claims[k - 1].span.line if k else 1
        return "\n".join(self.work.source.splitlines()[first - 1 : claim.span.line])

    def speaks_of_one_frequency(self, claim: Claim) -> bool:
        """Do the words before the claim, or beside it, speak of a frequency that is a special one?"""
        k = self.position(claim)
        first = self.claims[k - 1].span.line if k else 1
        rows = self.work.source.splitlines()[max(first - 1, claim.span.line - MOST_ROWS) : claim.span.line]
        return _ONE_FREQUENCY.search("\n".join(rows)) is not None

    def sentence_speaks_of_one_frequency(self, claim: Claim) -> bool:
        """Do the words of its sentence before the claim?"""
        return _ONE_FREQUENCY.search(self.sentence_before(claim)) is not None

    def choose(self, q: Equation) -> None:
        """From here on lines may be about one frequency: ω = 1/(R C)."""
        for a, b in ((q.left, q.right), (q.right, q.left)):
            if isinstance(a, Sym):
                self.chosen = (a.name, b)
                return

    def end_of_frequency(self, claim: Claim) -> str:
        """The end of the frequencies, one of `ends`, of which the words around the claim speak; else "".

        Words in front of it count, but those that go with the claim before; else those right behind it; else
        those in front of the claim with which it goes on: “dc: v_o = …, v_n = …”.
        """
        chain = self.chain(claim)
        k = self.position(chain[0])
        before = "\n".join(self.words_between(chain[0]).splitlines()[-MOST_ROWS:])
        said = ends.in_front(before, not k) or ends.behind(self.words_to_the_next(chain[-1]))
        if said or not k or not ends.goes_on(before):
            return said
        last = self.chain(self.claims[k - 1])[0]
        p = self.position(last)
        return ends.in_front("\n".join(self.words_between(last).splitlines()[-MOST_ROWS:]), not p)

    def frequency_in_words(self, claim: Claim, *, behind: bool) -> tuple[str, Fraction] | None:
        """The frequency that words name by its size, in front of the claim or right behind it: “at 1 kHz”."""
        chain = self.chain(claim)
        k = self.position(chain[0])
        words = self.words_to_the_next(chain[-1]) if behind else self.words_between(chain[0])
        if not any(mark in words for mark in hertz.MARKS):
            return None
        found = (
            ends.found_behind(hertz.SIZE, words) if behind else ends.found_in_front(hertz.SIZE, words, not k)
        )
        return hertz.size_of(found) if found is not None else None

    def words_to_the_next(self, claim: Claim) -> str:
        """What stands behind the claim, up to the next one."""
        k = self.position(claim) + 1
        end = self._offset(self.claims[k].span) if k < len(self.claims) else None
        return self.work.source[self._offset(claim.right.span, behind=True) : end]

    def left_behind(self, c: Condition, claim: Claim) -> bool:
        """Is the condition of a claim before, and do words since then speak of an end of the frequencies?"""
        k = self.position(self.chain(claim)[0])
        before = self.claims[k - 1].span if k else None
        if before is None or (c.span.line, c.span.column) > (before.line, before.column):
            return False
        return bool(self.end_of_frequency(claim))

    def words_before(self, claim: Claim, words: re.Pattern[str]) -> bool:
        """Do these words stand before the claim, in its line?"""
        rows = self.work.source.splitlines()[claim.span.line - 1 : claim.span.line]
        return any(words.search(row[: claim.span.column - 1]) is not None for row in rows)

    def tables(self, claim: Claim) -> Iterator[dict[str, Expr]]:
        """What may be set where the claim stands, by the claim and by the work."""
        return assumptions.tables(claim, self.assumed, self.oracle, self.work.source)

    def about(self, q: Equation) -> Oracle:
        """The oracle of the circuit that the claim is about.

        Of perfect op-amps nobody speaks of a finite gain; a claim that does is about the circuit as given.
        """
        if self._finite is not None and not mentioned(q, self.oracle).isdisjoint(self._finite.gone):
            self._finite.told(q)
            return self._finite.oracle.about(q)
        return self.oracle.about(q)

    def start(self) -> None:
        """A new line, with a second of its own."""
        self._until = time.thread_time() + SECONDS

    def on_time(self) -> None:
        """Raises OutOfTime if the line has used its second up."""
        if time.thread_time() > self._until:
            raise OutOfTime

    def rows(self, oracle: Oracle) -> Rows:
        """The circuit's laws as rows, made when they are first asked for."""
        if id(oracle) not in self._rows:
            self._rows[id(oracle)] = Rows(oracle)
        return self._rows[id(oracle)]

    def take(self, world: World, worlds: Worlds) -> None:
        """From now on lines are asked in this world, and in those that it opens."""
        self.oracle, self.worlds, self._rows, self._finite = world.oracle, worlds, {}, None

    def define(self, symbol: str, meaning: Expr, label: str) -> None:
        """From now on the symbol has this meaning; what was worked out with another is forgotten."""
        if symbol in self.oracle.names:
            self._rows.clear()
        if not self._define_as_set(symbol, meaning, label):
            self.oracle.define(symbol, meaning, label)

    def _define_as_set(self, symbol: str, meaning: Expr, label: str) -> bool:
        """Is it a gain A_d = v_out/v_d, with a name that came in when the sources were set as they are?"""
        here = {n for to in self.modes.now.values() for n in to} & self.modes.names
        table = {n: x for n, x in self.assumed.symbols.items() if n in self.oracle.sources}
        if here.isdisjoint(meaning.symbols()) or not (table or self.assumed.off):
            return False
        told = meaning.replaced({n: self.oracle.names[n].meaning for n in here}).replaced(table)
        sources = with_values(self.oracle.circuit, {**table, **self.assumed.off})
        return self.oracle.define_in(symbol, told, sources, label)

    def remember(self, claim: Claim, equation: Equation, oracle: Oracle, true: bool) -> None:
        """The line may be cited from now on."""
        self.lines.append(Line(label_of(claim), claim.number, equation, oracle, true))


def label_of(claim: Claim) -> str:
    """What a claim is called where others speak of it."""
    return f"Eq. {claim.number}" if claim.number else f"line {claim.span.line}"
