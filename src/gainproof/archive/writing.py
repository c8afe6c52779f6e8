"""A study, or a comparison of several, as JSON values and as text."""

from __future__ import annotations

import json
from typing import Any

from gainproof.circuit.circuit import Circuit, Parameter
from gainproof.comparison import Comparison
from gainproof.derivation import Derivation, Step, Verdict
from gainproof.guards.findings import Findings, Judgement, inequality_text
from gainproof.notation import equation_text, text
from gainproof.studies import Study
from gainproof.worked.example import WorkedExample
from gainproof.worked.shown_work import shown_work
from gainproof.worked.work_records import records

VERSION = 1


def to_json(s: Study) -> dict[str, Any]:
    """The study as JSON values."""
    d = s.derivation
    boxed = d.step(d.result)
    verdicts = {v.label: v for v in s.verdicts}
    return {
        "version": VERSION,
        "title": d.circuit.title,
        "quantity": str(d.quantity),
        "method": d.method,
        "holds": s.holds,
        "values": {n: str(v) for n, v in s.values.items()},
        "parameters": {n: _parameter(p) for n, p in d.parameters.items()},
        "result": {
            "exact": text(d.step(d.exact).claim.right),
            "arranged": text(boxed.claim.right),
            "latex": _latex(boxed),
            "names": {n: text(d.names[n]) for n in leaned_on(d)},
            "exact_step": d.exact,
            "arranged_step": d.result,
            "under": _under(verdicts.get(d.result)),
        },
        "limits": [limit_values(d.step(label)) for label in d.limits],
        "steps": [_step(step, verdicts.get(step.label)) for step in d.steps],
        "witnesses": [{"name": o.name, "agrees": o.agrees, "how": o.how} for o in s.opinions],
        "example": _example(s),
        "no_example": s.no_example,
        "conditions": _conditions(s.findings),
        "remarks": [str(r) for r in s.remarks],
        "circuits": [_circuit(name, c) for name, c in d.circuits.items()],
    }


def dumps(s: Study) -> str:
    """The study as JSON text."""
    return json.dumps(to_json(s), indent=2, ensure_ascii=False) + "\n"


def dumps_comparison(found: Comparison) -> str:
    """One question by several methods, as JSON: the table, and each derivation as `dumps` writes it."""
    table = [
        {
            "method": r.method,
            "agrees": r.agrees,
            "steps": r.steps,
            "result": equation_text(r.result) if r.result is not None else "",
            "why": r.why,
        }
        for r in found.rows
    ]
    whole = {
        "version": VERSION,
        "quantity": str(found.studies[0].derivation.quantity),
        "holds": not found.faults,
        "methods": table,
        "derivations": [to_json(s) for s in found.studies],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _example(s: Study) -> dict[str, Any] | None:
    """The example, with its work if it is one of a derivation's own result."""
    if s.example is None:
        return None
    out: dict[str, Any] = s.example.to_json()
    if isinstance(s.example, WorkedExample):
        out["work"] = records(shown_work(s.derivation, s.example))
    return out


def leaned_on(d: Derivation) -> list[str]:
    """The defined names that the boxed result and the limits use, directly or through others."""
    needed = {n for label in (d.result, *d.limits) for n in d.step(label).claim.right.symbols()}
    for n, what in reversed(list(d.names.items())):
        if n in needed:
            needed.update(what.symbols())
    return [n for n in d.names if n in needed]


def _latex(step: Step) -> str:
    from gainproof.render.latex import mark
    from gainproof.render.typesetting import equation

    return mark(equation(step.claim))


def limit_values(step: Step) -> dict[str, Any]:
    return {
        "under": sorted(map(str, step.under)),
        "expr": "oo" if "leading" in step.data else text(step.claim.right),
        "leading": step.data.get("leading", ""),
        "step": step.label,
        "order": step.data.get("order", ""),
    }


def _conditions(found: Findings) -> dict[str, Any]:
    f = found.feedback
    return {
        "feedback": {
            "sense": f.sense.value,
            "regenerative": f.regenerative,
            "not_judged": f.why,
            "amplifiers": [
                {"name": x.name, "gain": x.gain, "where": "s = 0" if x.at_dc else "s -> 0"}
                | _judged(x.judgement)
                for x in f.loops
            ],
            "blocks": [{"names": list(b.names), "where": b.where} | _judged(b.judgement) for b in f.blocks],
        },
        "holds_where": [
            {"condition": inequality_text(c.claim), "under": sorted(map(str, c.under))}
            for c in found.conditions
        ],
        "matched": [
            {"names": list(m.names), "symbols": list(m.symbols), "opamps": m.opamps} for m in found.matched
        ],
    }


def _judged(j: Judgement) -> dict[str, Any]:
    return {
        "sense": j.sense.value,
        "negative_while": [inequality_text(q) for q in j.negative_while],
        "at_values": None if j.here is None else j.here.value,
    }


def _step(step: Step, v: Verdict | None) -> dict[str, Any]:
    return {
        "label": step.label,
        "number": step.number,
        "rule": step.rule,
        "claim": equation_text(step.claim),
        "latex": _latex(step),
        "premises": list(step.premises),
        "circuit": step.circuit,
        "assumes": sorted(map(str, step.under)),
        "data": dict(step.data),
        "under": _under(v),
        "verdict": None
        if v is None
        else {"holds": v.holds, "how": v.how, "uses": list(v.uses), "counterexample": dict(v.counterexample)},
    }


def _under(v: Verdict | None) -> list[str]:
    return sorted(map(str, v.under)) if v else []


def _parameter(p: Parameter) -> dict[str, str]:
    return {"unit": p.unit, "ideal": p.ideal, "about": p.about, "owner": p.owner}


def _circuit(name: str, c: Circuit) -> dict[str, Any]:
    return {
        "name": name,
        "title": c.title,
        "parameters": list(c.parameters),
        "elements": [
            {
                "name": e.name,
                "kind": e.kind,
                "nodes": list(e.nodes),
                "value": None if e.value is None else text(e.value),
                "controls": list(e.controls),
                "part_of": e.part_of,
            }
            for e in c.elements
        ],
        "instances": [
            {"name": i.name, "model": i.model, "pins": dict(i.pins), "role": i.role}
            | ({"noise": {key: text(x) for key, x in i.noise.items()}} if i.noise else {})
            for i in c.instances
        ],
    }
