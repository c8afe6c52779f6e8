"""What the rivals answer: each asked for every form it has, in processes that are stopped after a minute.

The answer with the fewest symbols is a rival's line.  Nothing is helped along and nothing left out: a form
that ends in an error or not at all is told, and one that is not equal to the exact result is no answer.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.forms.bench import ROOT, Case, Line
from benchmarks.forms.counts import agrees, symbols
from gainproof.circuit.circuit import GROUND, Element
from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.notation import NotationError, parse, text
from gainproof.render.latex import mark
from gainproof.render.typesetting import letter
from gainproof.witness.measurement import Measurement, measurement, renamed, value

PATIENCE = 60.0
FORMS = {
    "lcapy": (
        *("as it comes", "simplify", "simplify_terms", "simplify_factors", "factored", "canonical"),
        *("expandcanonical", "general", "standard", "ZPK", "timeconst", "partfrac"),
    ),
    "SLiCAP": ("as it comes", "normalizeRational", "asymptotic-gain model"),
    "SymPy": (
        *("as solved", "simplify", "factor", "together", "ratsimp", "cancel", "factor_terms"),
        *("collect", "collect and simplify", "horner", "apart", "apart and factor"),
    ),
}
"""The forms of each rival, by its own names for them."""
KEPT = ROOT / "build" / "comparison"


@dataclass(frozen=True)
class Tool:
    """A rival: its name, its version, and the Python that has it."""

    name: str
    version: str
    python: str


@dataclass(frozen=True)
class Answer:
    """A rival's expression in one of its forms, as it prints it."""

    form: str
    line: Line
    latex: str
    operations: int
    seconds: float


@dataclass(frozen=True)
class Asked:
    """The right answers, best first, and how each form ended that brought none."""

    tool: Tool
    answers: tuple[Answer, ...]
    failed: dict[str, str]


def ask(case: Case, tool: Tool) -> Asked:
    """Every form of the rival's that applies."""
    answers, failed = [], {}
    exact = case.exact()
    for form in FORMS[tool.name]:
        question = {**_question(case, tool.name), "tool": tool.name, "form": form, "letters": _letters(case)}
        if form == "asymptotic-gain model" and not (question["gain"] and question["model"]):
            continue
        found = _kept(question, tool)
        if "problem" in found:
            failed[form] = found["problem"]
        for a in found.get("answers", ()):
            try:
                line = Line(parse(a["line"]), {})
            except NotationError:
                failed[form] = "no rational function"
                continue
            if not agrees(line, exact):
                failed[form] = "not equal"
                continue
            answers.append(Answer(form, line, a["latex"], a["operations"], found["seconds"]))
    answers.sort(key=lambda a: (symbols(a.line.form), a.operations))
    return Asked(tool, tuple(answers), failed)


def _kept(question: dict[str, Any], tool: Tool) -> dict[str, Any]:
    """The answer to a question, from the last time if nothing has changed since."""
    child = Path(__file__).with_name("child.py")
    asked = json.dumps([question, tool.version, child.read_text(encoding="utf-8")], sort_keys=True)
    file = KEPT / f"{hashlib.sha256(asked.encode()).hexdigest()[:24]}.json"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_run(question, tool.python, child)), encoding="utf-8")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _run(question: dict[str, Any], python: str, child: Path) -> dict[str, Any]:
    """What the rival says; its configuration, which SLiCAP writes into the home directory, goes to build/."""
    inside = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    if question["tool"] == "SLiCAP":
        inside["HOME"] = str(KEPT.parent / "slicap")
    try:
        done = subprocess.run(
            [python, str(child)],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env=inside,
        )
    except subprocess.TimeoutExpired:
        return {"problem": f"no result in {PATIENCE:g} s"}
    if done.returncode or not done.stdout:
        last = (done.stderr.strip().splitlines() or ["ended without an answer"])[-1]
        return {"problem": last[:100]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _letters(case: Case) -> dict[str, str]:
    """Every symbol of the circuit as the page sets it, so that only the arrangement differs."""
    return {n: mark(letter(n)) for n in case.exact().symbols()}


def _question(case: Case, tool: str) -> dict[str, Any]:
    if tool == "SymPy":
        return {"case": case.name, "text": case.netlist}
    circuit = read(case.netlist).circuit
    bench = measurement(circuit, case.quantity, own=frozenset("V"))
    nodes, names = renamed(bench)
    if tool == "SLiCAP":
        gain = case.quantity.kind != "response"
        one_loop = sum(e.kind == "E" for e in bench.elements) == 1 and not bench.inverse
        return {"netlist": _slicap(bench, gain), "inverse": bench.inverse, "gain": gain, "model": one_loop}
    put = _rolling(bench)
    current = names[bench.through.lower()] if bench.through else ""
    return {
        "netlist": _lcapy(bench, {to: n for n, to in put.items()}),
        "put": put,
        "current": current,
        "nodes": [nodes[n] for n in bench.across],
    }


def _rolling(bench: Measurement) -> dict[str, str]:
    """Gains that depend on s, which lcapy takes only once it has solved: a symbol for each."""
    found = dict.fromkeys(text(value(e)) for e in bench.elements if "s" in value(e).symbols())
    return {f"Gain{k}": gain for k, gain in enumerate(found)}


def _lcapy(bench: Measurement, instead: dict[str, str]) -> str:
    """The bench as a netlist of lcapy's, whose current sources count the other way."""
    nodes, names = renamed(bench)
    lines = []
    for e in bench.elements:
        at = [nodes[n] for n in e.nodes]
        amount = text(value(e))
        amount = instead.get(amount, amount)
        at = [*at[1::-1], *at[2:]] if e.kind == "I" else at
        kind = ["s"] if e.kind in ("V", "I") else []
        lines.append(" ".join([_name(e, names), *at, *kind, f"{{{amount}}}"]))
    return "\n".join(lines)


def _slicap(bench: Measurement, gain: bool) -> str:
    """The bench as a netlist of SLiCAP's; for a gain its one source is named."""
    nodes, names = renamed(bench)
    lines = ['"bench"']
    for e in bench.elements:
        name, amount = _name(e, names), text(value(e))
        at = " ".join(nodes[n] for n in e.nodes)
        if e.kind in ("V", "I"):
            lines.append(f"{name} {at} {e.kind} value={{{amount}}} dc=0 dcvar=0 noise=0")
            if gain and amount != "0":
                lines.append(f".source {name}")
        else:
            kind = "E value=" if e.kind == "E" else ""
            lines.append(f"{name} {at} {kind}{{{amount}}}")
            if e.kind == "E":
                lines.append(f".lgref {name}")
    if bench.through:
        read_at = [f"I_{names[bench.through.lower()]}"]
    else:
        read_at = [f"V_{nodes[n]}" for n in bench.across if n != GROUND]
    return "\n".join([*lines, f".detector {' '.join(read_at)}", ".end", ""])


def _name(e: Element, names: dict[str, str]) -> str:
    if e.kind not in "RCLVIE":
        raise GainproofError(f"no word of the rivals' for {e.name}")
    return names[e.name.lower()]
