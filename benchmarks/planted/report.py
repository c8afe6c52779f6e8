"""What the grades say: the page docs/planted-errors.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.derivations_by_hand import grading as by_hand
from benchmarks.planted.grading import EssayGrade, Grade
from benchmarks.planted.sowing import ALL_KINDS
from benchmarks.planted.speed import Rate


@dataclass(frozen=True)
class Results:
    """Everything that one run found."""

    planted: Sequence[Grade]
    true: Sequence[Grade]
    essays: Sequence[EssayGrade]
    hand: Sequence[by_hand.Outcome]
    rates: Sequence[Rate]
    seed: int


COLUMNS = (
    "kind",
    "lines",
    "found false",
    "first, as written",
    "first, equal",
    "in three, as written",
    "in three, equal",
    "kind named",
    "median",
)

INTRODUCTION = """\
{count} errors were planted in true lines about {circuits} circuits (seed {seed}). The lines are claims of
derivations, printed in nine hands: LaTeX, plain and Unicode algebra, SymPy. The generator with its printers
and its witness (`benchmarks/planted/`) shares no code with the diagnosis. Every planted line was found
false by a sparse tableau of rational numbers: in the circuit, in every ideal limit of it, with one source
on where a quotient may mean that, and with all currents reversed. `{command}` writes this page anew."""

LEGEND = """\
*As written*: the suggestion is the original line up to the order of terms, factors and sides, nested
fractions, and signs drawn in or out of products and fractions; where a hand has no sign for parts in
parallel, the original stands on the page as one over a sum. *Equal*: each side of the suggestion has the
value of that side of the original for every value of every symbol, and may be written in another form. A
suggestion that is true and says something else counts as neither, although it mends the line. *Kind named*:
the diagnosis names the kind that was planted; many an error is of two kinds, so a factor that is missing is
named so, although it was planted as a fault of dimensions. The times are of one line, its reading and its
diagnosis included."""

WHOLE = """\
{right} derivations without an error: {alone} are left alone. {wrong} with one: in {first} the first wrong
line is the planted one, and in {clean} nothing else is called wrong either."""

BY_HAND = """\
{count} works of `benchmarks/derivations_by_hand/`, worked out without the engine in a student's manner: in
{passed} the first wrong line is right, or the right work is left alone."""

SPEED = """\
Processor time of one core, for reading, judging and diagnosing. A line: median {median}, 95 % under {most},
worst {worst}. A document (the false line and the definitions that it needs): median {whole}, 95 % under
{whole_most}, worst {whole_worst}."""


def page(r: Results, command: str) -> str:
    """docs/planted-errors.md."""
    wrong = [e for e in r.essays if e.essay.wrong is not None]
    right = [e for e in r.essays if e.essay.wrong is None]
    line, whole = [g.seconds / g.lines for g in r.planted], [g.seconds for g in r.planted]
    parts = [
        "# Planted errors",
        f"<!-- Written by `{command}`; what is changed by hand is lost. -->",
        INTRODUCTION.format(
            count=len(r.planted),
            circuits=len({g.planted.circuit for g in r.planted}),
            seed=r.seed,
            command=command,
        ),
        "\n".join(summary(r)),
        "## By kind",
        kinds(r.planted),
        LEGEND,
        "## Whole derivations",
        WHOLE.format(
            right=len(right),
            alone=sum(e.passed for e in right),
            wrong=len(wrong),
            first=sum(e.found == e.essay.wrong for e in wrong),
            clean=sum(e.passed for e in wrong),
        ),
        "## Derivations by hand",
        BY_HAND.format(count=len(r.hand), passed=sum(o.passed for o in r.hand)),
        by_hand.table(r.hand),
        "## Speed",
        SPEED.format(
            median=quantile(line, 0.5),
            most=quantile(line, 0.95),
            worst=quantile(line, 1.0),
            whole=quantile(whole, 0.5),
            whole_most=quantile(whole, 0.95),
            whole_worst=quantile(whole, 1.0),
        ),
        "\n".join(f"- {rate}" for rate in r.rates),
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def summary(r: Results) -> Iterator[str]:
    """The bars, each with what was reached."""
    n = len(r.planted)
    called = sum(g.accused for g in (*r.true, *r.planted))
    yield f"- False lines found false: {sum(not g.fails for g in r.planted)} of {n} (bar: all)."
    yield f"- Documents in which a true line is called false: {called} of {len(r.true) + n} (bar: none)."
    doubted = sum(g.fails for g in r.true)
    yield f"- Documents of true lines alone with a line not judged true: {doubted} of {len(r.true)}."
    for words, places, bar in (("the first suggestion", 1, 85), ("among the first three", 3, 96)):
        strict = percent(sum(0 < g.strict <= places for g in r.planted), n)
        loose = percent(sum(0 < g.loose <= places for g in r.planted), n)
        yield f"- The original is {words}: {strict} as written, {loose} with equal sides (bar: {bar} %)."
    yield f"- Suggestions that are not true: {sum(len(g.untrue) for g in r.planted)} (bar: none)."
    yield f"- Median for a line: {quantile([g.seconds / g.lines for g in r.planted], 0.5)} (bar: 20 ms)."


def kinds(grades: Sequence[Grade]) -> str:
    """The table by kind, for Markdown."""
    rows = [list(COLUMNS), ["---", *["---:"] * (len(COLUMNS) - 1)]]
    for kind in (*ALL_KINDS, ""):
        mine = [g for g in grades if g.planted.kind == kind or not kind]
        if mine:
            rows.append([kind or "**all**", *_row(mine)])
    return "\n".join(f"| {' | '.join(r)} |" for r in rows)


def _row(grades: Sequence[Grade]) -> list[str]:
    n = len(grades)
    return [
        str(n),
        str(sum(not g.fails for g in grades)),
        percent(sum(g.strict == 1 for g in grades), n),
        percent(sum(g.loose == 1 for g in grades), n),
        percent(sum(0 < g.strict <= 3 for g in grades), n),
        percent(sum(0 < g.loose <= 3 for g in grades), n),
        percent(sum(g.kind == g.planted.kind for g in grades), n),
        quantile([g.seconds / g.lines for g in grades], 0.5),
    ]


def percent(part: int, whole: int) -> str:
    """A share, to a tenth of a per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def quantile(seconds: Sequence[float], q: float) -> str:
    """A quantile of times, in milliseconds."""
    if not seconds:
        return "-"
    return f"{1000 * sorted(seconds)[min(len(seconds) - 1, int(q * len(seconds)))]:.1f} ms"
