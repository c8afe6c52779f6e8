"""Verdicts as JSON; the format is told in ``docs/json.md``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from gainproof.hand.verdicts import Verification, place, weight
from gainproof.hand.work import OTHER_VALUES, Claim, Condition, Judged, Span
from gainproof.marked.corrections import Corrector
from gainproof.marked.findings import code_of, corrections, kind_of
from gainproof.marked.spelling import Hands
from gainproof.notation import text

VERSION = 1


def dumps(found: Sequence[Verification]) -> str:
    """One work as an object; several as an object with a list ``works``."""
    whole = record(found[0]) if len(found) == 1 else several(found)
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def several(found: Sequence[Verification]) -> dict[str, Any]:
    """Several works, with what came of them together."""
    return {
        "version": VERSION,
        "works": [record(v) for v in found],
        "summary": {
            "works": len(found),
            "holds": all(v.holds for v in found),
            "wrong": sum(v.first_wrong is not None for v in found),
        },
    }


def record(v: Verification) -> dict[str, Any]:
    """One work."""
    corrector = Corrector(Hands(v.work), v.symbols)
    return {
        "version": VERSION,
        "file": v.file,
        "circuit": v.circuit_file or v.circuit.title,
        "ideal": v.ideal,
        "first_wrong": v.first_wrong,
        "lines": [_line(j, corrector) for j in v.judged],
        "notices": [
            {"line": n.span.line, "column": n.span.column, "code": n.code, "message": n.message}
            for n in v.notices
        ],
        "summary": {"holds": v.holds, "claims": len(v.judged), **v.counts},
    }


def _line(j: Judged, corrector: Corrector) -> dict[str, Any]:
    item = j.item
    out: dict[str, Any] = {
        "line": place(j).line,
        "column": place(j).column,
        "text": item.text,
        "verdict": j.verdict,
        "code": code_of(j),
        "weight": weight(j),
        "uses": list(j.uses),
        "under": list(j.under),
        "conditions": list(j.conditions),
        "how": j.how,
        "diagnosis": None,
    }
    if isinstance(item, Claim):
        out["number"] = item.number
        out["reading"] = f"{text(item.left.expr)} {item.relation} {text(item.right.expr)}"
        out["assumes"] = [_condition(c) for c in item.under]
    elif item.expected:
        out["how"] = f"{item.what}; expected {item.expected}"
    else:
        out["how"] = item.what
    if j.diagnosis is not None:
        suggestions = corrections(j, corrector)
        out["diagnosis"] = {
            "kind": j.diagnosis.kind,
            "about": kind_of(code_of(j)),
            "where": _place(j.diagnosis.span),
            "message": j.diagnosis.message,
            "under": list(j.diagnosis.under),
            "suggestions": [c.claim for c in suggestions],
            "edits": [
                {"where": _place(c.span), "part": c.part, "by": c.by} if c.part else None for c in suggestions
            ],
        }
    return out


def _place(s: Span) -> dict[str, int]:
    return {"line": s.line, "column": s.column, "length": s.length}


def _condition(c: Condition) -> str:
    if c.to == OTHER_VALUES:
        return "other values"
    what = c.symbol or (text(c.what) if c.what is not None else "")
    if c.than is not None:
        sign = {"≫": ">>", "≪": "<<"}.get(c.to, "=")
        return f"{what} {sign} {text(c.than)}"
    return f"{what} -> {c.to}"
