r"""A value by cases, ``H = \begin{cases} 1, & s \to 0 \\ 0, & s \to \infty \end{cases}``: a claim each row.

A row is under its own condition alone.  Where that is said in words, they may name an end of the frequencies;
what other words say is not known, and the row is no claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gainproof.hand.reader.formulas.clauses import Clause, chooses, clauses
from gainproof.hand.reader.tokens import Token

CASES = "cases"
"""The kind of a token that stands for cases; its value are the tokens inside."""
MOST = 12
"""Rows."""


_ENDS = (
    (re.compile(r"\b(?:low|DC|dc|d\.c\.)\b"), "0"),
    (re.compile(r"\b(?:high)\b"), "oo"),
)


def end_in_words(words: str) -> str:
    """The end of the frequencies that the words of a row name, "0" or "oo"; else ""."""
    found = [to for pattern, to in _ENDS if pattern.search(words)]
    return found[0] if len(found) == 1 else ""


def by_cases(c: Clause) -> list[Clause]:
    """The clause, or what it claims before its cases, and then the condition and the claim of each row."""
    at = next((k for k, t in enumerate(c.tokens) if t.kind == CASES), -1)
    if at < 1 or c.tokens[at - 1].kind != "rel":
        return [c]
    table = c.tokens[at]
    if not any(t.kind in ("rel", "word") for t in table.value):
        bad = Token("bad", f"a table, {table.text}", table.at, table.end, "one formula")
        return [replace(c, tokens=[*c.tokens[:at], bad, *c.tokens[at + 1 :]])]
    relations = [k for k, t in enumerate(c.tokens[:at]) if t.kind == "rel"]
    begin = relations[-2] + 1 if len(relations) > 1 else 0
    out = [replace(c, tokens=c.tokens[: relations[-1]])] if begin else []
    for number, row in enumerate(_rows(table.value)[:MOST], 1):
        value, condition = _parted(row)
        for one in clauses(condition, "condition"):
            intro = "at" if chooses([t for t in one.tokens if t.kind != "word"], ()) else "condition"
            out.append(replace(one, intro=intro, row=c.row, case=number))
        out.append(Clause([*c.tokens[begin:at], *value], row=c.row, case=number))
    tail = c.tokens[at + 1 :]
    return [*out, replace(c, tokens=tail, intro="", case=0)] if tail else out


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    out: list[list[Token]] = [[]]
    for t in tokens:
        if t.kind == "sep" and t.text == "row":
            out.append([])
        else:
            out[-1].append(t)
    return [row for row in out if row]


def _parted(row: list[Token]) -> tuple[list[Token], list[Token]]:
    """The value of a row, and its condition: behind ``&``, a wide space, a comma, or the first word."""
    soft = [k for k, t in enumerate(row) if t.kind == "sep" and t.text == "soft"]
    ampersands = [k for k in soft if row[k].end == row[k].at + 1]
    others = [k for k, t in enumerate(row) if t.kind in ("sep", "word")]
    at = next((k for k in (*ampersands, *soft, *others) if k), len(row))
    value, condition = row[:at], row[at:]
    while condition and condition[0].kind == "sep":
        condition = condition[1:]
    while value and value[-1].kind == "sep":
        value = value[:-1]
    return value, condition
