"""A set of problems as JSON: everything that another program needs, mathematics as text that is read back."""

from __future__ import annotations

import json
from typing import Any

from gainproof import __version__
from gainproof.expression import Equation, Expr
from gainproof.notation import text
from gainproof.problems.nouns import Problem, ProblemSet
from gainproof.render.sentences import Cite, Phrase, Tends


def dumps(found: ProblemSet) -> str:
    """The set as JSON text; the same set gives the same text.  Numbers are exact rationals, as text."""
    whole = {
        "format": "gainproof problems",
        "version": __version__,
        "title": found.title,
        "seed": found.seed,
        "sources": list(found.sources),
        "problems": [record(p) for p in found.problems],
        "remarks": list(found.remarks),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def record(p: Problem) -> dict[str, Any]:
    """One problem as JSON values."""
    a = p.answer
    return {
        "name": p.name,
        "number": p.number,
        "kind": p.kind,
        "title": p.title,
        "quantity": str(p.quantity),
        "question": [spoken(s) for s in p.question],
        "part": p.part,
        "values": {u.symbol: str(u.value) for u in p.givens},
        "units": {u.symbol: u.unit for u in p.givens},
        "frequency": None if p.frequency is None else str(p.frequency),
        "netlist": p.netlist,
        "names": dict(p.names),
        "definitions": [line(q) for q in p.definitions],
        "formula": line(p.formula),
        "answer": None
        if a is None
        else {"value": str(a.value), "unit": a.unit, "tolerance": str(a.tolerance), "shown": a.shown},
        "options": [
            {"says": line(o.claim), "right": o.right, "code": o.code, "feedback": spoken(o.feedback)}
            for o in p.options
        ],
        "blanks": [
            {"label": b.label, "number": b.number, "given": text(b.given), "hidden": text(b.hidden)}
            for b in p.blanks
        ],
        "proofs": [spoken(c.about) for c in p.proofs],
    }


def line(q: Equation) -> str:
    """``v_3/V1 = 1 + R2/R1``."""
    return f"{text(q.left)} {q.relation} {text(q.right)}"


def spoken(phrase: Phrase) -> str:
    """A phrase as text; its mathematics is what `gainproof.verify` reads."""
    out = []
    for part in phrase:
        match part:
            case str():
                out.append(part)
            case Cite():
                out.append(f"({part.number})")
            case Tends():
                out.append(f"{text(part.symbol)} -> {part.to}")
            case Equation():
                out.append(line(part))
            case Expr():
                out.append(text(part))
    return "".join(out)
