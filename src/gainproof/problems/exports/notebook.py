"""A Jupyter notebook: a problem, a cell for the answer, and a cell that judges it.

The checker is `gainproof.verify`: it judges the student's own line in the circuit, and finds what is wrong
with it.  The notebook holds no key; ``key.ipynb`` beside it has the answers filled in, and the solutions.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from gainproof.notation import equation_text, text
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
HINTS = {
    "number": "a number, with its unit if it has one: '12.3 mV'",
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
    checker = (
        f"gainproof.verify(lines_{n}, circuit_{n}, names={dict(p.names)!r})"
        f" if answer_{n} and all(answer_{n}) else {EMPTY!r}"
    )
    cells = [
        said,
        _run(f"answer_{n} = {answers}  # {HINTS[p.kind]}"),
        _run(f"circuit_{n} = {_long(p.netlist)}\n{_lines(p)}\n{checker}"),
    ]
    if key:
        cells.append(_said(told(solution(p), MARKDOWN)))
    return cells


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
