"""The public path, graded: `read_work`, then `judge_work`, on planted and on true lines.

The grader knows the truth of a document, and asks what a user would see: is the false line found false, and
is the first suggestion, or one of the first three, the line as it was before the error was planted?
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from benchmarks.planted import truths
from benchmarks.planted.canonical import bare, equal_sides, same
from benchmarks.planted.printers import HANDS
from benchmarks.planted.sowing import Essay, Planted, by_a_source
from benchmarks.planted.truths import Bench, bench, judged
from benchmarks.planted.witness import Undecided
from gainproof.expression import Equation, Expr, Sym, lift
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import Symbols, symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim, Judged
from gainproof.notation import equation_text

RIGHT = ("identity", "true", "limit", "definition")
"""Verdicts that a true line may get."""


@dataclass(frozen=True)
class Grade:
    """What came of one document.

    `fails`: of a planted line, it was not found false; of a true one, a line of its document got another
    verdict than RIGHT.  `accused`: a true line of the document was called false, or carried.  `strict` and
    `loose` are the places (from 1) of the first suggestion that is the line as it was, as written or with
    equal sides; 0 for none.  `untrue` are those of the first three suggestions that the witness finds false.
    `seconds`, of processor time, are for the whole document, which has `lines`.
    """

    planted: Planted
    verdict: str = "none"
    kind: str = ""
    fails: bool = True
    accused: bool = False
    strict: int = 0
    loose: int = 0
    suggestions: tuple[str, ...] = ()
    untrue: tuple[str, ...] = ()
    seconds: float = 0.0
    lines: int = 1
    how: str = ""


@dataclass(frozen=True)
class EssayGrade:
    """What came of a whole derivation: the first line found false, and verdicts that no true line may get."""

    essay: Essay
    found: int | None
    strange: tuple[tuple[int, str], ...]
    seconds: float

    @property
    def passed(self) -> bool:
        return self.found == self.essay.wrong and not self.strange


@cache
def table(circuit: str) -> Symbols:
    """The symbols of a circuit, made once."""
    return symbol_table(bench(circuit).circuit)


def graded(p: Planted) -> Grade:
    """Reads and judges one document."""
    circuit, symbols = bench(p.circuit).circuit, table(p.circuit)
    start = time.process_time()
    work = read_work(p.text, file=p.file, symbols=symbols)
    judgements = judge_work(work, circuit)
    seconds = time.process_time() - start
    grade = Grade(p, seconds=seconds, lines=max(1, len(judgements)))
    if not judgements:
        return grade
    if not p.kind:
        worst = next((j for j in judgements if j.verdict not in RIGHT), judgements[-1])
        fine = worst.verdict in RIGHT and isinstance(judgements[-1].item, Claim)
        accused = any(j.verdict in ("false", "carried") for j in judgements)
        return replace(grade, verdict=worst.verdict, fails=not fine, accused=accused, how=worst.how)
    chained = p.before is not None
    accused = any(j.verdict in ("false", "carried") for j in judgements[: -2 if chained else -1])
    last = judgements[-2] if chained and judgements[-2].verdict == "false" else judgements[-1]
    grade = replace(grade, verdict=last.verdict, fails=last.verdict != "false", accused=accused, how=last.how)
    return mended(grade, last)


def graded_essay(e: Essay) -> EssayGrade:
    """Reads and judges a whole derivation."""
    start = time.process_time()
    work = read_work(e.text, file=e.file, symbols=table(e.circuit))
    judgements = judge_work(work, bench(e.circuit).circuit)
    seconds = time.process_time() - start
    false = [j.item.span.line for j in judgements if j.verdict == "false"]
    strange = tuple(
        (j.item.span.line, f"{j.verdict}: {j.how}")
        for j in judgements
        if j.verdict not in (*RIGHT, "false") or (j.verdict == "false" and j.item.span.line != e.wrong)
    )
    return EssayGrade(e, min(false, default=None), strange, seconds)


def mended(grade: Grade, last: Judged) -> Grade:
    """The suggestions of a false line, compared with what it was."""
    if last.diagnosis is None:
        return grade
    p = grade.planted
    meant = [p.right] if p.before is None else [p.right, Equation(p.before, p.right.right)]
    meant += [HANDS[p.hand].written(m) for m in meant]
    claims = [s.claim for s in last.diagnosis.suggestions]
    if p.role == "number":
        claims = [as_printed(q, p.right) for q in claims]
    strict = [k for k, q in enumerate(claims, 1) if any(same(q, m) for m in meant)]
    loose = [k for k, q in enumerate(claims, 1) if k in strict or any(equal_sides(q, m) for m in meant)]
    return replace(
        grade,
        kind=last.diagnosis.kind,
        strict=min(strict, default=0),
        loose=min(loose, default=0),
        suggestions=tuple(map(equation_text, claims)),
        untrue=tuple(equation_text(q) for q in claims[:3] if not _true(p, q, _limits(last.diagnosis.under))),
    )


def as_printed(q: Equation, right: Equation) -> Equation:
    """The equation with its number rounded to the digits that were printed."""
    value = right.right.value({})
    unit = next(u for u in (Fraction(1, 10**k) for k in range(12)) if (value / u).denominator == 1)
    if q.right.symbols():
        return q
    try:
        return Equation(q.left, lift(round(Fraction(q.right.value({})) / unit) * unit))
    except ZeroDivisionError:
        return q


def _limits(under: Iterable[str]) -> dict[str, str]:
    """The limits that a diagnosis names: ``Ao -> oo``."""
    return {n.strip(): to.strip() for n, _, to in (words.partition("->") for words in under)}


def _true(p: Planted, claim: Equation, stated: Mapping[str, str]) -> bool:
    """Does the witness hold a suggestion true, in the circuit or with one source on?  In doubt, yes.

    A suggestion that names the limit in which it holds is asked there.
    """
    b = bench(p.circuit)
    if p.role == "number":
        return True
    names = dict(map(truths.defined, p.needs))
    known = {bare(n): n for n in (*names, *b.circuit.voltages, *b.circuit.currents)}
    known |= {bare(n): n for n in b.circuit.parameters}
    spelled = {n: Sym(known.get(bare(n), n)) for n in claim.symbols() if n not in known.values()}
    q = Equation(claim.left.replaced(spelled), claim.right.replaced(spelled))
    try:
        if judged(b, q, {**dict(p.under), **stated}, names):
            return True
    except Undecided:
        return True
    return by_a_source(q, b) and _true_alone(b, q, p, names)


def _true_alone(b: Bench, q: Equation, p: Planted, names: dict[str, Expr]) -> bool:
    """Is it true with one source on, as a quotient by that source is meant?"""
    sources = [e.name for e in b.circuit.sources() if "." not in e.name]
    for s in sources if len(sources) > 1 else []:
        try:
            if truths.alone(b.name, s).tends(q, dict(p.under), names):
                return True
        except Undecided:
            continue
    return False
