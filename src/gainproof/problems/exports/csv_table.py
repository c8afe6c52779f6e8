"""A table for spreadsheets: a row for each problem, with its key."""

from __future__ import annotations

import csv
import io

from gainproof.expression import Equation
from gainproof.notation import equation_text, text
from gainproof.problems.exports.speech import letter, number, unit
from gainproof.problems.nouns import Problem, ProblemSet
from gainproof.render.sentences import Cite, Part, Phrase, Tends
from gainproof.spreadsheets import harmless

COLUMNS = (
    "number",
    "name",
    "kind",
    "title",
    "part",
    "question",
    "values",
    "answer",
    "unit",
    "tolerance_percent",
    "formula",
    "right_option",
    "options",
    "misconceptions",
    "blanks",
    "netlist",
)


def files(s: ProblemSet) -> dict[str, bytes]:
    """The table as ``problems.csv``, in UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    for p in s.problems:
        table.writerow({column: harmless(text) for column, text in _row(p).items()})
    return {"problems.csv": out.getvalue().encode("utf-8-sig")}


def _row(p: Problem) -> dict[str, str]:
    right = p.right
    return {
        "number": str(p.number),
        "name": p.name,
        "kind": p.kind,
        "title": p.title,
        "part": p.part,
        "question": " ".join(map(plain, p.question)),
        "values": "; ".join(f"{u.symbol} = {u}" for u in p.givens),
        "answer": "" if p.answer is None else number(p.answer, p.answer.value),
        "unit": "" if p.answer is None else unit(p.answer)[0],
        "tolerance_percent": "" if p.answer is None else f"{float(100 * p.answer.tolerance):g}",
        "formula": equation_text(p.formula),
        "right_option": "" if right is None else letter(right),
        "options": "; ".join(f"{letter(k)}) {plain(o.says)}" for k, o in enumerate(p.options)),
        "misconceptions": "; ".join(f"{letter(k)}) {o.code}" for k, o in enumerate(p.options) if o.code),
        "blanks": "; ".join(f"{letter(k)}) {equation_text(b.claim)}" for k, b in enumerate(p.blanks)),
        "netlist": p.netlist,
    }


def plain(says: Phrase) -> str:
    """A phrase without typesetting: formulas as one types them."""
    return "".join(map(_plain, says))


def _plain(part: Part) -> str:
    match part:
        case str():
            return part
        case Cite():
            return f"({part.number})"
        case Tends():
            return f"{text(part.symbol)} → {'∞' if part.to == 'oo' else part.to}"
    return equation_text(part) if isinstance(part, Equation) else text(part)
