"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from __future__ import annotations

from gainproof.hand.verdicts import Verification
from gainproof.marked.findings import findings
from gainproof.marked.sarif import region

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def workflow_commands(v: Verification) -> str:
    """One command a finding."""
    out = []
    for f in findings(v):
        at = region(v.work.source, f.span)
        places = {
            "file": v.file,
            "line": at["startLine"],
            "endLine": at["endLine"],
            "title": f"{f.code} {f.kind}".strip(),
        }
        if at["startLine"] == at["endLine"]:
            places |= {"col": at["startColumn"], "endColumn": at["endColumn"]}
        words = "\n".join((f.message, *(f"should read: {c.claim}" for c in f.corrections[:1]), *f.help))
        listed = ",".join(f"{k}={_property(str(x))}" for k, x in places.items())
        out.append(f"::{_COMMANDS[f.weight]} {listed}::{_data(words)}\n")
    return "".join(out)


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
