"""The tables of a batch: ``submissions.csv``, ``lines.csv`` and ``verdicts.json``.

A spreadsheet takes a cell that begins with = + - or @ for a formula; what submissions say is untrusted, so
such cells begin with an apostrophe in the CSV files.  The JSON file has every text as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from gainproof.batch.submissions import ANY_NAME, Outcome, Submission
from gainproof.render.pdf import write
from gainproof.spreadsheets import harmless

Outcomes = Sequence[tuple[Submission, Outcome]]

STANDINGS = ("right", "wrong", "unread", "unusable")
"""Of a submission: nothing false; something false; nothing false, but not read whole; not judged at all."""

COUNTS = ("false", "carried", "unread")
SUBMISSIONS = ("file", "standing", "first_wrong", "code", "kind", "suggestion", "lines", *COUNTS)
LINES = ("file", "line", "column", "text", "verdict", "code", "kind", "suggestion", "how")


def standing(outcome: Outcome) -> str:
    """One word for a submission, of STANDINGS."""
    if outcome.fault:
        return "unusable"
    if outcome.found["first_wrong"] is not None:
        return "wrong"
    verdicts = {line["verdict"] for line in outcome.found["lines"]}
    return "unread" if "unread" in verdicts or not verdicts else "right"


def write_tables(outcomes: Outcomes, out: Path) -> None:
    """Write the three tables to the folder `out`, each whole or not at all."""
    write(out / "submissions.csv", _csv(SUBMISSIONS, (_submission(s, o) for s, o in outcomes)))
    write(out / "lines.csv", _csv(LINES, (row for s, o in outcomes for row in _lines(s, o))))
    works = [_whole(s, o) for s, o in outcomes]
    write(
        out / "verdicts.json", json.dumps({"version": 1, "works": works}, ensure_ascii=False, indent=1) + "\n"
    )


def _whole(s: Submission, o: Outcome) -> dict[str, Any]:
    return {**o.found, "file": s.name, "standing": standing(o), **({"fault": o.fault} if o.fault else {})}


def _submission(s: Submission, o: Outcome) -> dict[str, object]:
    lines = o.found.get("lines", ())
    wrong = next((line for line in lines if line["verdict"] == "false"), None)
    verdicts = [line["verdict"] for line in lines]
    return {
        "file": s.name,
        "standing": standing(o),
        "first_wrong": o.found.get("first_wrong") or "",
        "code": wrong["code"] if wrong else "",
        "kind": _kind(wrong) if wrong else o.fault,
        "suggestion": _suggestion(wrong) if wrong else "",
        "lines": len(lines),
        **{verdict: verdicts.count(verdict) for verdict in COUNTS},
    }


def _lines(s: Submission, o: Outcome) -> Iterable[dict[str, object]]:
    for line in o.found.get("lines", ()):
        said = {key: line.get(key, "") for key in LINES}
        yield {**said, "file": s.name, "kind": _kind(line), "suggestion": _suggestion(line)}


def _kind(line: Mapping[str, Any]) -> str:
    return str((line.get("diagnosis") or {}).get("kind", ""))


def _suggestion(line: Mapping[str, Any]) -> str:
    return str(next(iter((line.get("diagnosis") or {}).get("suggestions", ())), ""))


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([_cell(row[c]) for c in columns])
    return text.getvalue()


def _cell(x: object) -> str:
    return harmless(str(x).replace(ANY_NAME, ""))
