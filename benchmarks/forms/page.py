"""The page docs/comparison.md.

Everything on it comes from the tools; what is written here are the words between.  Formulas stand in
``$$ … $$``, spelled so that a Markdown reader for which a backslash escapes punctuation does no harm.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from benchmarks.forms.bench import Case, Line, ours
from benchmarks.forms.counts import Count, count
from benchmarks.forms.rivals import FORMS, PATIENCE, Answer, Asked, Tool
from gainproof.expression import Equation, Par, Sym
from gainproof.render.latex import mark
from gainproof.render.typesetting import equation, typeset

TITLE = "# The boxed line beside that of other tools"
OURS = "gainproof"
NONE = "none"


@dataclass(frozen=True)
class Row:
    """A circuit and what the rivals answered."""

    case: Case
    rivals: tuple[Asked, ...]


@dataclass(frozen=True)
class Entry:
    """A tool's column: its line, counted, and the seconds it took."""

    tool: str
    line: Line
    count: Count
    seconds: float


def page(rows: Sequence[Row], tools: Sequence[Tool], day: date) -> str:
    """The whole page."""
    tables = [entries(row) for row in rows]
    parts = [
        TITLE,
        "<!-- Written by `make comparison`; what is changed by hand is lost. -->",
        *introduction(tools, day),
        *summary(rows, tables, tools),
        *(section(row, table) for row, table in zip(rows, tables, strict=True)),
    ]
    return "\n\n".join(parts) + "\n"


def entries(row: Row) -> dict[str, Entry]:
    """Every tool's column for a circuit, ours first; a rival without an answer has none."""
    case, exact = row.case, row.case.exact()
    case.derive()
    began = perf_counter()
    _, line = ours(case.derive())
    out = {OURS: Entry(OURS, line, count(line, case, exact), perf_counter() - began)}
    for asked in row.rivals:
        if asked.answers:
            best = asked.answers[0]
            out[asked.tool.name] = Entry(
                asked.tool.name, best.line, count(best.line, case, exact), best.seconds
            )
    return out


# What was done


def introduction(tools: Sequence[Tool], day: date) -> Iterator[str]:
    named = ", ".join(f"{t.name} {t.version}" for t in tools)
    yield (
        f"Ten circuits, each asked of gainproof and of other tools: {named}, under Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}, on {day:%-d %B %Y}. Every line below is what the tool "
        "answered, and every one was compared with gainproof's exact result and is equal to it."
    )
    yield "Each tool has its best chance: it is asked for all its forms, and its shortest answer is taken."
    yield "\n".join(f"* **{tool}**: {ASKED[tool].format(forms(tool))}" for tool in FORMS)
    yield (
        f"A form that took longer than {PATIENCE:g} s was given up. Symbols are set alike for all tools, and "
        "long sums are broken into rows; nothing else was changed."
    )
    if sys.version_info < (3, 12):
        yield "SLiCAP's metadata asks for Python 3.12; the part that solves circuits ran here unchanged."
    yield "The tables count what a reader pays for a line, and what it shows:"
    yield "\n".join(f"* *{what}*: {meaning}" for what, meaning in COUNTED.items())


COUNTED = {
    "symbols": "how many times a symbol is written, in the line and in the definitions that it needs;",
    "limits seen": (
        "put infinity or zero into the line as printed, by the rules of IEEE 754 (where ∞ − ∞, ∞/∞ and 0 · ∞ "
        "are no numbers): of the limits of each imperfection alone, and of all together, how many come out;"
    ),
    "avoidable minus signs": "those beyond the fewest with which any of the tools wrote that result;",
    "named combinations": "what is defined, and how many parallel combinations are written as such;",
    "time": (
        "what it takes to find the line, on one machine of no special merit: gainproof's and lcapy's from "
        "the netlist, SLiCAP's from its circuit, SymPy's from the nodal equations; imports are not counted."
    ),
}
ASKED = {
    "lcapy": "the voltage or current in the s domain as it comes, and by {}.",
    "SLiCAP": (
        "`doLaplace` as it comes, and by {}; for a circuit of one loop also the parts of its asymptotic-gain "
        "model put together, $A_\\infty S + D/(1 - L)$."
    ),
    "SymPy": (
        "the nodal equations solved by `solve`, as it comes, and by {}; the last three by each symbol, the "
        "coefficients and terms of `collect` and `apart` by `factor` and `simplify` too."
    ),
}


def forms(tool: str) -> str:
    """The tool's own functions that were tried, as a list in words."""
    *named, last = [f"`{f}`" for f in FORMS[tool] if " " not in f]
    return f"{', '.join(named)} and {last}" if named else last


# All at a glance


def summary(rows: Sequence[Row], tables: Sequence[dict[str, Entry]], tools: Sequence[Tool]) -> Iterator[str]:
    names = [OURS, *(t.name for t in tools)]
    yield "## All at a glance"
    yield "Symbols in the line with its definitions, and limits seen:"
    lines = ["| circuit | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for row, table in zip(rows, tables, strict=True):
        cells = [glance(table[n].count) if n in table else "no answer" for n in names]
        lines.append(f"| {link(row.case)} | " + " | ".join(cells) + " |")
    yield "\n".join(lines)
    yield verdict(rows, tables)


def glance(c: Count) -> str:
    return f"{c.whole}, {sum(c.read)} of {len(c.read)}"


def verdict(rows: Sequence[Row], tables: Sequence[dict[str, Entry]]) -> str:
    """Where a rival's line is shorter, and who shows the limits, in words."""
    shorter = [row.case.short for row, t in zip(rows, tables, strict=True) if rivals_shorter(t)]
    shown = sum(all(t[OURS].count.read) for t in tables)
    others = sum(all(e.count.read) for t in tables for e in t.values() if e.tool != OURS)
    of = sum(len(t) - 1 for t in tables)
    given = [
        all(count(a.line, row.case, row.case.exact()).read)
        for row in rows
        for asked in row.rivals
        for a in asked.answers
    ]
    first = (
        f"gainproof's line shows all its limits in {shown} of {len(rows)} circuits. Of the other tools' {of} "
        f"lines in this table, {others} show all; of all {len(given)} that they gave, in whatever form, "
        f"{sum(given)}."
    )
    second = (
        f" Another tool's line is shorter than gainproof's with its definitions for: {'; '.join(shorter)}."
        if shorter
        else " No other tool's line is shorter than gainproof's with its definitions."
    )
    return first + second


def rivals_shorter(table: dict[str, Entry]) -> list[Entry]:
    """The rivals whose line has fewer symbols than ours with its definitions."""
    return [e for e in table.values() if e.count.whole < table[OURS].count.whole]


# One circuit


def section(row: Row, table: dict[str, Entry]) -> str:
    case = row.case
    parts = [f"## {case.title}", f"```spice\n{case.netlist.strip()}\n```", our_lines(case)]
    left = mark(typeset(ours(case.derive())[0].left))
    for asked in row.rivals:
        parts.append(rival_lines(asked, left))
    parts.append(table_of(case, table))
    for e in rivals_shorter(table):
        parts.append(
            f"{e.tool}'s line is shorter by {table[OURS].count.whole - e.count.whole}"
            + ("." if all(e.count.read) else ", and hides limits.")
        )
    return "\n\n".join(parts)


def our_lines(case: Case) -> str:
    """gainproof's part of a section: what a user types, the boxed line and its definitions."""
    claim, line = ours(case.derive())
    parts = [f"**gainproof**, `{case.command}`:", display(mark(equation(claim)))]
    if line.names:
        where = [mark(equation(Equation(Sym(n), x))) for n, x in line.names.items()]
        parts += ["with", display(r"\begin{gathered}" + r" \cr ".join(where) + r"\end{gathered}")]
    return "\n\n".join(parts)


def rival_lines(asked: Asked, left: str) -> str:
    if not asked.answers:
        return f"**{asked.tool.name}**: no answer. {endings(asked)}"
    best = asked.answers[0]
    return (
        f"**{asked.tool.name}**, {how(best)}:\n\n{display(f'{left} = {large(best.latex)}')}{endings(asked)}"
    )


def large(latex: str) -> str:
    """Fractions within fractions as large as ours are."""
    return latex.replace(r"\frac", r"\dfrac")


def how(best: Answer) -> str:
    return best.form if " " in best.form or "-" in best.form else f"`{best.form}`"


def endings(asked: Asked) -> str:
    """The forms that brought nothing."""
    if not asked.failed:
        return ""
    return (
        "\n\nWithout an answer: " + "; ".join(f"{form} ({why})" for form, why in asked.failed.items()) + "."
    )


def table_of(case: Case, table: dict[str, Entry]) -> str:
    fewest = min(e.count.minus for e in table.values())
    arrows = {"oo": r"\infty", "0": "0"}
    ideals = case.ideals().items()
    limits = ", ".join(f"${mark(typeset(Sym(n)))} \\to {arrows[to]}$" for n, to in ideals)
    rows = [
        ["", *table],
        ["---"] * (len(table) + 1),
        ["symbols, with definitions", *(whole(e.count) for e in table.values())],
        [f"limits seen ({limits})", *(f"{sum(e.count.read)} of {len(e.count.read)}" for e in table.values())],
        ["avoidable minus signs", *(str(e.count.minus - fewest) for e in table.values())],
        ["named combinations", *(combinations(e.line) for e in table.values())],
        ["time", *(f"{1000 * e.seconds:.0f} ms" for e in table.values())],
    ]
    return "\n".join("| " + " | ".join(r) + " |" for r in rows)


def whole(c: Count) -> str:
    return f"{c.whole} ({c.symbols} + {c.defined})" if c.defined else str(c.whole)


def combinations(line: Line) -> str:
    """The names defined, and how many parallel combinations are written."""
    found = [f"${mark(typeset(Sym(n)))}$" for n in line.names]
    parallel = sum(isinstance(y, Par) for x in line.expressions() for y in x.walk())
    if parallel:
        found.append(f"{parallel} parallel")
    return ", ".join(found) or NONE


# Markdown


def link(case: Case) -> str:
    """A link to the section, by GitHub's rule for a heading's anchor."""
    anchor = re.sub(r"[^\w\- ]", "", case.title.lower()).replace(" ", "-")
    return f"[{case.short}](#{anchor})"


def display(latex: str) -> str:
    return f"$$\n{wordy(latex)}\n$$"


PUNCTUATION = {
    ",": r"\thinspace ",
    ";": r"\thickspace ",
    "!": r"\negthinspace ",
    "{": r"\lbrace ",
    "}": r"\rbrace ",
}


def wordy(latex: str) -> str:
    """LaTeX without backslashes before punctuation."""
    return re.sub(r"\\([,;!{}])", lambda m: PUNCTUATION[m[1]], latex)
