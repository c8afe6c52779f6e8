"""Options to choose from: the right one, and wrong ones that somebody would really give.

A wrong option is the textbook form with one slip in it (`gainproof.problems.misconceptions`).  It is taken
only if `gainproof.verify` finds the line false in the circuit, or true in a limit alone; those come first
whose diagnosis says what the slip was.  Options differ as functions, and numbers as they are printed.
Numbers have as many digits one as another, so that the right one does not stand out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.derivation import spelled_out
from gainproof.errors import GainproofError
from gainproof.expression import Equation, Expr, Sym, lift
from gainproof.hand.codes import CODES
from gainproof.notation import text
from gainproof.problems.answers import alike, significant
from gainproof.problems.exercises import Exercise
from gainproof.problems.lots import Lots
from gainproof.problems.misconceptions import AT_THE_LIMIT, Slip, slipped_definitions, slips
from gainproof.problems.nouns import Answer, Option
from gainproof.problems.sense import at
from gainproof.render.measures import width
from gainproof.render.sentences import Phrase, fill
from gainproof.render.typesetting import equation, typeset
from gainproof.units import UNITS, Dimension, DimensionError, dimension
from gainproof.verification import verify
from gainproof.worked.evaluation import response
from gainproof.worked.values import read

WIDEST = 24.0
"""em of an option that spells the names of the formula out; a wider one keeps them."""
BRIEF = 9.0
"""em of a part that a sentence of feedback shows."""
ENOUGH = 6
"""Distractors that the diagnosis names; more are not sought, if a choice does not need them."""
MOST_TRIED = 10
"""Wrong lines that are diagnosed: for one choice more than enough, and each costs a tenth of a second."""
APART = Fraction(2, 100)
"""Numbers closer than this part of the greater are not set side by side."""
SHIFTS = (Fraction(10), Fraction(1, 10), Fraction(-1), Fraction(1000), Fraction(1, 1000))
SHIFTED = "The decimal point, a prefix or the sign has slipped."
FROM, GIVES = "It comes from ", ". "


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong right side: its code, what is said of it, and whether the diagnosis finds the code itself."""

    code: str
    shown: Expr
    plain: Expr
    feedback: Phrase
    named: bool


@dataclass
class Chooser:
    """The distractors of one exercise, found when they are first asked for."""

    ex: Exercise
    found: list[Distractor] = field(default_factory=list)
    tried: int = 0
    agreed: int = 0
    asked: int = 0

    def __post_init__(self) -> None:
        self.spelled = spelled_out(self.ex.formula.right, self.ex.study.derivation.names)
        self.spells = width(equation(Equation(self.ex.formula.left, self.spelled))) <= WIDEST
        self._more = self._search()

    @property
    def right(self) -> Expr:
        """The right answer as an option shows it."""
        return self.spelled if self.spells else self.ex.formula.right

    @property
    def definitions(self) -> tuple[Equation, ...]:
        """The names that the options use."""
        return () if self.spells else self.ex.definitions

    def distractors(self, wanted: int = ENOUGH) -> list[Distractor]:
        """So many that the diagnosis names, and what was found beside them, if there are so many."""
        while self.agreed < wanted and (d := next(self._more, None)) is not None:
            self.found.append(d)
            self.agreed += d.named
        return self.found

    def _search(self) -> Iterator[Distractor]:
        """The distractors, in an order drawn by lot in which the codes take turns."""
        lots = Lots(f"distractors of {text(self.ex.formula.right)}")
        points = [_point(self.ex, lots) for _ in range(2)]
        seen = [_fingerprint(self.spelled, points)]
        for slip, plain in _mixed(self._slips(), lots):
            mark = _fingerprint(plain, points)
            if None in mark or mark in seen:
                continue
            made = self._judged(slip, plain)
            if made is not None:
                seen.append(mark)
                yield made
            if self.tried >= MOST_TRIED:
                return

    def _slips(self) -> list[tuple[Slip, Expr]]:
        """Every slip with its formula in the circuit's parameters."""
        ex, names = self.ex, self.ex.study.derivation.names
        of = _dimensions(ex)
        out = [(s, spelled_out(s.formula, names)) for s in slips(ex.formula.right, of)]
        if self.spells:
            for q, s in slipped_definitions(ex.formula.right, ex.definitions, of):
                assert isinstance(q.left, Sym)
                out.append((s, spelled_out(ex.formula.right, {**names, q.left.name: q.right})))
        return out

    def _judged(self, slip: Slip, plain: Expr) -> Distractor | None:
        """The distractor, if its line is false in the circuit."""
        ex = self.ex
        work = [f"{text(q.left)} = {text(q.right)}" for q in self.definitions]
        displayed = plain if self.spells else slip.formula
        found = verify(
            [*work, f"{text(ex.formula.left)} = {text(displayed)}"], ex.pattern.text, names=ex.names
        )
        j = found.judged[-1]
        if j.verdict not in ("false", "limit"):
            return None
        self.tried += 1
        code, says = (j.code, AT_THE_LIMIT) if j.verdict == "limit" else (slip.code, slip.says)
        return Distractor(code, displayed, plain, self._feedback(code, says, slip), j.code == code)

    def _feedback(self, code: str, says: str, slip: Slip) -> Phrase:
        title = f"{CODES[code].title} "
        names = self.ex.study.derivation.names if self.spells else {}
        parts = {"wrong": spelled_out(slip.wrong, names), "right": spelled_out(slip.right, names)}
        if any(f"{{{n}}}" in says and width(typeset(x)) > BRIEF for n, x in parts.items()):
            return (title.strip(),)
        return (title, *fill(says, {n: (x,) for n, x in parts.items()}))

    def formulas(self, lots: Lots, count: int) -> tuple[Option, ...]:
        """The right formula and `count` - 1 wrong ones, in an order drawn by lot."""
        left = self.ex.formula.left
        self.asked += 1
        wanted = min(count - 2 + self.asked, max(count - 1, ENOUGH))
        wrong = _chosen(self.distractors(wanted), lots, count - 1)
        options = [Option((Equation(left, self.right),), Equation(left, self.right))]
        options += [
            Option((Equation(left, d.shown),), Equation(left, d.shown), d.code, d.feedback) for d in wrong
        ]
        return tuple(lots.shuffled(options))

    def numbers(
        self, lots: Lots, count: int, key: Answer, values: Mapping[str, Fraction]
    ) -> tuple[Option, ...]:
        """The right number and `count` - 1 that slips give, in ascending order."""
        left = self.ex.formula.left
        drawn: list[tuple[Fraction, str, Phrase]] = [(key.value, "", ())]
        found = self.distractors(count)
        for d in _chosen(found, lots, len(found)):
            value = _value(self.ex, d.plain, values)
            if value and len(drawn) < count and _apart(value, [q for q, _, _ in drawn]):
                drawn.append((value, d.code, (FROM, Equation(left, d.shown), GIVES, *d.feedback)))
        for shift in SHIFTS:
            value = key.value * shift
            if len(drawn) < count and _apart(value, [q for q, _, _ in drawn]):
                drawn.append((value, "GP114", (f"{CODES['GP114'].title} {SHIFTED}",)))
        printed = alike([q for q, _, _ in drawn], key.unit, significant(key.shown))
        options = [
            self._number(value, words, key.unit, code, feedback)
            for (value, code, feedback), words in zip(drawn, printed, strict=True)
        ]
        return tuple(sorted(options, key=lambda o: o.value or Fraction(0)))

    def _number(self, value: Fraction, words: str, unit: str, code: str, feedback: Phrase) -> Option:
        claim = Equation(self.ex.formula.left, lift(read(words, unit.removeprefix("1"))))
        return Option((words.replace("-", "\N{MINUS SIGN}"),), claim, code, feedback, value)


def proved_options(ex: Exercise, options: Sequence[Option], values: Mapping[str, Fraction]) -> None:
    """Raises GainproofError unless exactly one option is right, and no wrong one says the same.

    Formulas are compared at the variant's values and at two points drawn by lot; numbers by their value.
    """
    right = [o for o in options if o.right]
    if len(right) != 1:
        raise GainproofError(f"{ex.title}: {len(right)} of the options are right; expected one")
    for o in options:
        if not o.right and o.code not in CODES:
            raise GainproofError(f"{ex.title}: an option has the code {o.code}, which is none")
    if right[0].value is not None:
        said = [o.claim.right for o in options]
        if len(set(said)) < len(said):
            raise GainproofError(f"{ex.title}: two options print the same number")
        return
    lots = Lots(f"options of {ex.title}")
    points = [values, *(_point(ex, lots) for _ in range(2))]
    names = {q.left.name: q.right for q in ex.definitions if isinstance(q.left, Sym)}
    marks = [_fingerprint(spelled_out(o.claim.right, names), points) for o in options]
    for k, mark in enumerate(marks):
        if mark in marks[:k]:
            raise GainproofError(
                f"{ex.title}: the option {text(options[k].claim.right)} says what another says"
            )


def _chosen(among: Sequence[Distractor], lots: Lots, count: int) -> list[Distractor]:
    """So many, of different codes as far as they go, those that the diagnosis names before the others."""
    named = lots.shuffled([d for d in among if d.named])
    others = lots.shuffled([d for d in among if not d.named])
    out: list[Distractor] = []
    for pool in (named, others):
        waiting = list(pool)
        while waiting and len(out) < count:
            codes = [o.code for o in out]
            best = min(waiting, key=lambda d: codes.count(d.code))
            waiting.remove(best)
            out.append(best)
    return out


def _mixed(these: Sequence[tuple[Slip, Expr]], lots: Lots) -> list[tuple[Slip, Expr]]:
    """In an order drawn by lot in which the codes take turns."""
    by_code: dict[str, list[tuple[Slip, Expr]]] = {}
    for pair in lots.shuffled(these):
        by_code.setdefault(pair[0].code, []).append(pair)
    rows = [by_code[code] for code in sorted(by_code)]
    return [row[k] for k in range(max(map(len, rows), default=0)) for row in rows if k < len(row)]


def _point(ex: Exercise, lots: Lots) -> dict[str, Fraction]:
    """Whole numbers drawn by lot for every symbol."""
    names = [*ex.study.derivation.parameters, "s"]
    return {n: Fraction(lots.below(10**6) + 2) for n in names}


def _fingerprint(x: Expr, points: Sequence[Mapping[str, Fraction]]) -> tuple[Fraction | None, ...]:
    """The values at the points, None where there is none."""
    out: list[Fraction | None] = []
    for p in points:
        try:
            out.append(x.value({"s": Fraction(1), **p}))
        except ZeroDivisionError:
            out.append(None)
    return tuple(out)


def _value(ex: Exercise, plain: Expr, values: Mapping[str, Fraction]) -> Fraction | None:
    try:
        return at(response(plain, values, {}), ex.frequency)
    except ZeroDivisionError:
        return None


def _apart(value: Fraction, others: Sequence[Fraction]) -> bool:
    """Is the number none of those that are there, nor nearly?"""
    return all(abs(value - q) > APART * max(abs(value), abs(q)) for q in others)


def _dimensions(ex: Exercise) -> dict[str, Dimension | None]:
    """Of the circuit's parameters and of the names in the formula."""
    of = {n: UNITS.get(p.unit) for n, p in ex.study.derivation.parameters.items()} | {"s": UNITS["Hz"]}
    for q in ex.definitions:
        if isinstance(q.left, Sym):
            try:
                of[q.left.name] = dimension(q.right, of)
            except DimensionError:
                of[q.left.name] = None
    return of
