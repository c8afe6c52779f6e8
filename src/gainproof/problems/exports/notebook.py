"""A Jupyter notebook: a problem, a cell for the answer, and a cell that judges it.

The checker is `gainproof.verify`: it judges the student's own line in the circuit, and finds what is wrong
with it.  The notebook holds no key; ``key.ipynb`` beside it has the answers filled in, and the solutions.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from gainproof.notation import equation_text, text
from gainproof.problems.answers import digits_for, significant
from gainproof.problems.exports.speech import (
    Markdown,
    letter,
    phrase,
    picture,
    solution,
    statement,
    told,
)
from gainproof.problems.nouns import Problem, ProblemSet

MARKDOWN = Markdown()
PICTURE = "circuit.svg"
OPENING = """\
Write each answer into the cell below its problem and run it; the cell after that says what is true, and what
is wrong with what is not. The checker is `gainproof.verify` (`pip install gainproof`).
"""
EMPTY = "answer it first"
DIGITS = "answer it first, with a number to {least} digits or more"
ASKED = "answer it first, without {asked}, which is asked for"
GIVEN = "answer it first, and say more than the given side"
HINTS = {
    "number": "a number, rounded right, with its unit if it has one: '12.3 mV'",
    "formula": "a formula in the symbols of the circuit: 'R2/(R1 + R2)'",
    "choice": "a letter: 'a'",
    "faded": "one formula for each gap",
}


def files(s: ProblemSet) -> dict[str, bytes]:
    """The notebook as ``problems.ipynb``, and the same with its answers as ``key.ipynb``."""
    return {"problems.ipynb": _notebook(s, False), "key.ipynb": _notebook(s, True)}


def _notebook(s: ProblemSet, key: bool) -> bytes:
    cells = [_said(f"# {MARKDOWN.text(s.title)}\n\n{OPENING}"), _run("import gainproof")]
    for p in s.problems:
        cells += _cells(p, key)
    for k, cell in enumerate(cells):
        cell["id"] = f"cell-{k}"
    out = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(out, ensure_ascii=False, indent=1) + "\n").encode()


def _cells(p: Problem, key: bool) -> list[dict[str, Any]]:
    n = p.number
    words = f"## {n}. {MARKDOWN.text(p.title)}\n\n"
    words += told(statement(p), MARKDOWN, f"attachment:{PICTURE}" if p.drawing is not None else "")
    if p.kind == "choice":
        words += "\n" + "\n".join(
            f"- **{letter(k)}** {phrase(o.says, MARKDOWN)}" for k, o in enumerate(p.options)
        )
    said = _said(words)
    if p.drawing is not None:
        said["attachments"] = {PICTURE: {"image/svg+xml": b64encode(picture(p)).decode()}}
    if p.kind == "faded" and not p.blanks:
        return [said]
    answers = _answers(p) if key else _blank(p)
    ready, otherwise = _ready(p)
    checker = (
        f"gainproof.verify(lines_{n}, circuit_{n}, names={dict(p.names)!r}) if {ready} else {otherwise!r}"
    )
    cells = [
        said,
        _run(f"answer_{n} = {answers}  # {HINTS[p.kind]}"),
        _run(f"circuit_{n} = {_long(p.netlist)}\n{_lines(p)}\n{checker}"),
    ]
    if key:
        cells.append(_said(told(solution(p), MARKDOWN)))
    return cells


def _ready(p: Problem) -> tuple[str, str]:
    """When an answer is one that can be judged, as Python; and what is said if it is not.

    The checker judges each digit, so a number has as many as its tolerance asks for; a line that says only
    that something is itself is true, and no answer.
    """
    answer = f"answer_{p.number}"
    if p.kind == "number" and p.answer is not None:
        least = min(digits_for(p.answer.tolerance), significant(p.answer.shown))
        return f"sum(c.isdigit() for c in {answer}.lower().split('e')[0].lstrip('-0.')) >= {least}", (
            DIGITS.format(least=least)
        )
    if p.kind == "faded":
        given = [text(b.given).replace(" ", "") for b in p.blanks]
        told = f"all(a and a.replace(' ', '') != g for g, a in zip({given!r}, {answer}))"
        return told, GIVEN
    if p.kind == "formula":
        asked = [n for n in p.asked.symbols() if n not in p.circuit.parameters]
        if asked:
            return f"{answer} and not any(n in {answer} for n in {asked!r})", ASKED.format(asked=asked[0])
    return answer, EMPTY


def _blank(p: Problem) -> str:
    return repr([""] * len(p.blanks)) if p.kind == "faded" else '""'


def _answers(p: Problem) -> str:
    match p.kind:
        case "faded":
            return repr([text(b.hidden) for b in p.blanks])
        case "choice":
            return repr(letter(p.right or 0))
        case "number" if p.answer is not None:
            return repr(f"{p.answer.shown}")
    return repr(text(p.formula.right))


def _lines(p: Problem) -> str:
    """The lines that the checker is given, made of the student's answer."""
    n = p.number
    gaps = [b.given for b in p.blanks]
    defined = [equation_text(d) for d in p.definitions if d.left not in gaps]
    match p.kind:
        case "faded":
            given = [text(b.given) for b in p.blanks]
            return f"lines_{n} = {defined!r} + [f'{{g}} = {{a}}' for g, a in zip({given!r}, answer_{n})]"
        case "choice":
            claims = {letter(k): equation_text(o.claim) for k, o in enumerate(p.options)}
            return f"lines_{n} = {defined!r} + [{claims!r}.get(answer_{n}, answer_{n})]"
        case "number":
            return f"lines_{n} = [f{text(p.asked) + ' = {answer_' + str(n) + '}'!r}]"
    return f"lines_{n} = {defined!r} + [f{text(p.asked) + ' = {answer_' + str(n) + '}'!r}]"


def _long(words: str) -> str:
    """A text of several lines as Python writes it."""
    body = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{body}"""'


def _said(words: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": words}


def _run(code: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": code}
