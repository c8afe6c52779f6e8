"""Sets of problems: which exercise, which kind, which values; and no problem without a key that is proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from gainproof.errors import GainproofError
from gainproof.problems.answers import TOLERANCE, answer
from gainproof.problems.choosing import Chooser, proved_options
from gainproof.problems.exercises import Exercise, exercises
from gainproof.problems.fading import blanks, candidates
from gainproof.problems.lots import Lots
from gainproof.problems.nouns import FADINGS, KINDS, Answer, Option, Problem, ProblemSet
from gainproof.problems.proving import KeyRefused, proved_formula, proved_number
from gainproof.problems.sense import SWING, Found, Judge, numbers
from gainproof.problems.solutions import solution
from gainproof.problems.variants import NO_PART, OpAmp, op_amps, sensible, suitable
from gainproof.problems.wording import question
from gainproof.render.document import Check
from gainproof.render.printing import clean
from gainproof.worked.example import Used
from gainproof.worked.given import Value

MOST = 10_000
"""Problems of one set."""
MIXED = "mixed"
TITLE = "Problems"
FUNCTION_OF_S = "the answer is a function of s; say a frequency in derivation.toml, or ask for formulas"
AGAIN = 60
"""Draws for a variant that is not like another."""
OTHERWISE = 12
"""Draws for a choice of formulas that was not set before; then numbers are to be chosen from."""
LEAST_OPTIONS, MOST_OPTIONS = 2, 8

Say = Callable[[str], None]


@dataclass(frozen=True)
class Wishes:
    """What a set is to be like.

    `kind` is one of KINDS or "mixed"; `options` how many a choice has; `fade` is "forward", "backward" or the
    lines to leave out; `parts` the real op-amps to draw from, ("none",) for round numbers; `series` that of
    the resistors, "" for E24 and E96 by lot; `tolerance` relative; `swing` how many volts an op-amp's output
    reaches.
    """

    kind: str = MIXED
    options: int = 4
    fade: str = "forward"
    parts: tuple[str, ...] = ()
    series: str = ""
    tolerance: Fraction = TOLERANCE
    swing: Fraction = SWING


def problems(
    what: Iterable[str | Path],
    n: int = 10,
    seed: int = 1,
    wishes: Wishes | None = None,
    *,
    tf: str | None = None,
    of: str | None = None,
    given: Mapping[str, Value] | None = None,
    title: str = "",
    say: Say = lambda _: None,
) -> ProblemSet:
    """So many problems of folders and netlists; the same seed gives the same set, to the byte.

    `tf` and `of` ask something else than the netlists do; `given` are example values, near which variants are
    drawn.  An exercise with a key that does not hold, or of which not so many different problems can be made,
    is left out with a remark.  Raises GainproofError (`KeyRefused` for a key) if nothing is left.
    """
    wishes = wishes or Wishes()
    _expect(n, wishes)
    sources = tuple(map(str, what))
    found, left = exercises(sources, tf=tf, of=of, given=given, say=say)
    if not found:
        raise GainproofError("; ".join(left) or "nothing is given to make problems of")
    found = _answerable(found, wishes, left)
    made: list[Problem] = []
    failed: list[GainproofError] = []
    for k, ex in enumerate(found):
        share = n // len(found) + (k < n % len(found))
        if share:
            try:
                made += _Maker(ex, k, seed, wishes, left).problems(len(made), share, say)
            except GainproofError as fault:
                failed.append(fault)
    if not made:
        raise next((fault for fault in failed if isinstance(fault, KeyRefused)), failed[0])
    left += map(str, failed)
    return ProblemSet(clean(title) or _title(found), seed, sources, tuple(made), tuple(left))


def _answerable(found: list[Exercise], wishes: Wishes, left: list[str]) -> list[Exercise]:
    """The exercises that can be asked so; a word on each of the others."""
    no = [ex for ex in found if wishes.kind == "number" and ex.dynamic and ex.frequency is None]
    left += [f"{ex.title}: {FUNCTION_OF_S}" for ex in no]
    if len(no) == len(found):
        raise GainproofError("; ".join(left))
    return [ex for ex in found if ex not in no]


def _title(found: Sequence[Exercise]) -> str:
    titles = list(dict.fromkeys(ex.title for ex in found))
    return titles[0] if len(titles) == 1 else TITLE


def _expect(n: int, wishes: Wishes) -> None:
    if not 1 <= n <= MOST:
        raise GainproofError(f"-n {n}: expected a number of problems, from 1 to {MOST}")
    if wishes.kind not in (*KINDS, MIXED):
        raise GainproofError(
            f"there is no kind {wishes.kind!r}; expected one of {', '.join((*KINDS, MIXED))}"
        )
    if not LEAST_OPTIONS <= wishes.options <= MOST_OPTIONS:
        raise GainproofError(f"--options {wishes.options}: expected {LEAST_OPTIONS} to {MOST_OPTIONS}")
    if not 0 < wishes.tolerance < 1:
        raise GainproofError("--tolerance: expected a part between nothing and all, such as 1%")
    if wishes.swing <= 0:
        raise GainproofError("--swing: expected how many volts an op-amp's output reaches, such as 13")


@dataclass
class _Maker:
    """Makes the problems of one exercise."""

    ex: Exercise
    index: int
    seed: int
    wishes: Wishes
    remarks: list[str]
    seen: set[object] = field(default_factory=set)

    def __post_init__(self) -> None:
        ex, w = self.ex, self.wishes
        self.judge = Judge(ex, w.swing)
        self.among: tuple[OpAmp, ...] = op_amps(ex.pattern.text, ex.pattern.circuit, w.parts, ex.parts)
        self.pinned = any(name.lower() != NO_PART for name in w.parts)
        if self.pinned and not self.among:
            self.remarks.append(
                f"{ex.title}: the op-amp's figures are not in the netlist, so a part changes nothing"
            )
        self.chooser = Chooser(ex)
        self.numeric = not ex.dynamic or ex.frequency is not None
        self.refused = self.judge.refused
        if not self.numeric:
            self.judge.outputs, self.refused = (), self.judge.unsound
        if not self.pinned:
            self.among = suitable(ex.pattern.circuit.parameters, ex.values, self.among, self.refused)

    def problems(self, before: int, count: int, say: Say) -> list[Problem]:
        """So many, numbered after those `before`."""
        say(f"proving the formula of {self.ex.title}")
        checks = proved_formula(self.ex)
        kinds = self._kinds(count)
        turns = kinds.count("faded")
        out: list[Problem] = []
        for k, kind in enumerate(kinds):
            say(f"problem {before + k + 1}")
            turn = kinds[:k].count(kind)
            out.append(self._problem(before + k + 1, k, kind, turn, turns, checks))
        return out

    def _kinds(self, count: int) -> list[str]:
        """The kinds in turn, each as often as it has something new to ask."""
        ex = self.ex
        kinds = KINDS if self.wishes.kind == MIXED else (self.wishes.kind,)
        fading = len(candidates(ex.document)) + 1 if self.wishes.fade in FADINGS else 1
        most = {
            "number": count * self.numeric,
            "formula": 1,
            "faded": fading,
            "choice": count if self.numeric else 1,
        }
        out: list[str] = []
        while len(out) < count:
            more = [kind for kind in kinds if out.count(kind) < most[kind]]
            if not more:
                self.remarks.append(f"{ex.title}: no more than {len(out)} different of this kind can be made")
                break
            out += more[: count - len(out)]
        return out

    def _problem(
        self, number: int, k: int, kind: str, turn: int, turns: int, checks: tuple[Check, ...]
    ) -> Problem:
        ex, w = self.ex, self.wishes
        lots = Lots(f"{self.seed}/{self.index}/{ex.name}/{k}/{kind}")
        values, amp = self._values(k)
        netlist, circuit = ex.pattern.filled(values)
        found = numbers(ex, values) if self.numeric else Found(None)
        key = self._key(found) if found.value else None
        if key is not None:
            checks = (*checks, *proved_number(ex, key, values, circuit))
        options: tuple[Option, ...] = ()
        if kind == "choice":
            options = self._options(lots, turn, key, values)
        left = blanks(ex.document, w.fade, turn, turns) if kind == "faded" else ()
        by_number = bool(options) and options[0].value is not None
        definitions = self.chooser.definitions if kind == "choice" else ex.definitions
        return Problem(
            name=f"{ex.name}-s{self.seed}-{number:03}",
            number=number,
            kind=kind,
            title=ex.title,
            circuit=circuit,
            netlist=netlist,
            quantity=ex.study.derivation.quantity,
            question=question(
                ex, kind, amp, key, definitions, numeric=by_number, full=kind == "faded" and not left
            ),
            asked=ex.formula.left,
            givens=self._givens(values),
            drawing=ex.drawing,
            formula=ex.formula,
            solution=solution(ex, values, found, key if kind == "number" or by_number else None),
            definitions=ex.definitions,
            names=ex.names,
            answer=key,
            part=amp.part,
            frequency=ex.frequency,
            options=options,
            blanks=left,
            proofs=checks,
        )

    def _key(self, found: Found) -> Answer:
        """The number of the key; where the imperfections show, the ideal number is shut out."""
        assert found.value is not None
        wrong = [found.ideal] if found.ideal and self.judge.shows else []
        return answer(found.value, self.ex.unit, wrong, self.wishes.tolerance)

    def _values(self, k: int) -> tuple[dict[str, Fraction], OpAmp]:
        """Values that are sensible, and not those of a variant before."""
        ex = self.ex
        for again in range(AGAIN):
            try:
                values, amp = sensible(
                    ex.pattern.circuit.parameters,
                    ex.values,
                    self.among,
                    f"{self.seed}/{self.index}/{ex.name}/{k}/{again}",
                    self.refused,
                    self.wishes.series,
                )
            except GainproofError as fault:
                raise GainproofError(f"{ex.title}: {fault}") from None
            mark = tuple(values[n] for n in ex.exact.symbols() if n in values)
            if mark not in self.seen or not mark:
                self.seen.add(mark)
                return values, amp
        raise GainproofError(
            f"{ex.title}: there are not so many different variants; {len(self.seen)} were found"
        )

    def _options(
        self, lots: Lots, turn: int, key: Answer | None, values: Mapping[str, Fraction]
    ) -> tuple[Option, ...]:
        """Formulas and numbers in turn."""
        count = self.wishes.options
        options = self._formulas(lots, count) if key is None or turn % 2 == 0 else ()
        if len(options) < count and key is not None:
            options = self.chooser.numbers(lots, count, key, values)
        if not options:
            raise GainproofError(f"{self.ex.title}: there are not so many different choices of formulas")
        proved_options(self.ex, options, values)
        if len(options) < count:
            self.remarks.append(f"{self.ex.title}: only {len(options)} options were found that differ")
        return options

    def _formulas(self, lots: Lots, count: int) -> tuple[Option, ...]:
        """Formulas that were not set together before; none if no more of them are found."""
        for _ in range(OTHERWISE):
            options = self.chooser.formulas(lots, count)
            mark = frozenset(o.claim for o in options)
            if mark not in self.seen:
                self.seen.add(mark)
                return options
        return ()

    def _givens(self, values: Mapping[str, Fraction]) -> tuple[Used, ...]:
        known = self.ex.study.derivation.parameters
        return tuple(Used(n, q, known[n].unit, known[n].about) for n, q in values.items())
