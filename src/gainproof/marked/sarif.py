"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines.

OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020.  Columns count Unicode code
points; a correction of one part is a fix that an editor may apply.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from gainproof import __version__
from gainproof.hand.codes import CODES
from gainproof.hand.verdicts import Verification
from gainproof.hand.work import Span
from gainproof.marked.findings import Finding, findings
from gainproof.marked.spelling import offset, under

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def dumps(found: Sequence[Verification]) -> str:
    """All works as one run."""
    return json.dumps(log(found), indent=1, ensure_ascii=False) + "\n"


def log(found: Sequence[Verification]) -> dict[str, Any]:
    """The SARIF log: the tool with its rules, and a result for each finding."""
    results = [_result(v, f) for v in found for f in findings(v) if f.code in CODES]
    driver = {
        "name": "gainproof",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in CODES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(v.file)}} for v in found],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    c = CODES[code]
    return {
        "id": code,
        "name": "".join(w.capitalize() for w in c.kind.split()),
        "shortDescription": {"text": c.title},
        "fullDescription": {"text": c.explanation},
        "help": {"text": f"{c.title} {c.explanation}"},
    }


def _result(v: Verification, f: Finding) -> dict[str, Any]:
    words = " ".join((f.message, *f.help))
    if f.corrections:
        words += f" It should read: {f.corrections[0].claim}"
    out: dict[str, Any] = {
        "ruleId": f.code,
        "ruleIndex": list(CODES).index(f.code),
        "level": f.weight,
        "message": {"text": words},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(v.file)},
                    "region": {
                        **region(v.work.source, f.span),
                        "snippet": {"text": under(v.work.source, f.span)},
                    },
                }
            }
        ],
    }
    fixes = [c for c in f.corrections if c.part]
    if fixes:
        out["fixes"] = [
            {
                "description": {"text": f"Write {c.by} for {c.part}" if c.by else f"Leave out {c.part}"},
                "artifactChanges": [
                    {
                        "artifactLocation": {"uri": _uri(v.file)},
                        "replacements": [
                            {
                                "deletedRegion": region(v.work.source, c.span),
                                "insertedContent": {"text": c.by},
                            }
                        ],
                    }
                ],
            }
            for c in fixes
        ]
    return out


def region(source: str, span: Span) -> dict[str, int]:
    """Start and end of a span; the end is the column after the last character."""
    begin, end = offset(source, span)
    inside = source[begin:end]
    lines = inside.count("\n")
    last = len(inside) - inside.rfind("\n") if lines else span.column + max(len(inside), 1)
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line + lines,
        "endColumn": last,
    }


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/"), safe="/.-_~:@!$&'()*+,;=") or "work"
