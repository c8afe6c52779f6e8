"""Calls of subcircuits, ``X1 node … name``."""

from __future__ import annotations

from gainproof.circuit.circuit import Instance
from gainproof.circuit.netlist.level import Flattener, count, index
from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import alike
from gainproof.circuit.netlist.scope import Scope
from gainproof.circuit.netlist.sheet import Definition, Sheet, pairs
from gainproof.circuit.netlist.writer import built_in
from gainproof.expression import ZERO, Expr

NOISE = ("en", "in", "en_corner", "in_corner")
"""The parameters of an op-amp's noise; no element has them for its value."""
DEEPEST = 50
"""Subcircuits inside subcircuits."""


def call(f: Flattener, line: Line, letter: str, scope: Scope) -> None:
    shape = "X1 node … subcircuit [name=value …]"
    first, given = pairs(line, 1, f.report)
    words = [w for w in line.words[:first] if w.lower() not in ("params:", "(", ")", ",")]
    if len(words) < 3:
        f.too_few(line, shape, f"{words[0]} has {count(len(words) - 1, 'word')} after its name")
        return
    model = words[-1]
    home, sheet = _definition(scope, model)
    if sheet is None or home is None:
        known = {n: s for at in _upward(scope) for n, s in at.sheet.sheets.items()}
        names = [s.name for s in known.values()] or ["opamp"]
        f.report.incomplete = True
        f.report.problem(
            line.place(index(line, model)),
            f"the subcircuit {model} is not defined",
            ".subckt " + model,
            f"a parameter is given as {model}=value"
            if _definition(scope, words[-2])[1] is not None
            else alike(model, names),
        )
        return
    if len(words) - 2 != len(sheet.pins):
        f.report.incomplete = True
        f.report.problem(
            line.place(),
            f"{words[0]} has {count(len(words) - 2, 'node')}",
            f"{len(sheet.pins)} for {sheet.name} ({' '.join(sheet.pins)})",
        )
        return
    if (name := f.named(line, scope)) is None:
        return
    if sheet in f.calls or len(f.calls) >= DEEPEST:
        ring = " -> ".join(s.name for s in [*f.calls, sheet])
        f.report.incomplete = True
        f.report.problem(line.place(), f"the subcircuit {sheet.name} holds itself: {ring}", "no circle")
        return
    nodes = [f.node(w, scope) for w in words[1:-1]]
    inner = Scope(
        f.reading,
        sheet,
        name,
        home,
        scope.call or line,
        {p.lower(): n for p, n in zip(sheet.pins, nodes, strict=True)},
    )
    taken = accepted(f, sheet, given)
    inner.give(taken, scope)
    if f.fillings is not None and sheet.role == "opamp":
        f.fillings.fill(name, line, sheet, inner, taken)
    noise = _noise(inner) if sheet.role == "opamp" else {}
    f.instances.append(Instance(name, sheet.name, _pins(sheet, nodes), sheet.role, noise))
    f.calls.append(sheet)
    f.level(inner)
    f.calls.pop()


def accepted(f: Flattener, sheet: Sheet, given: list[Definition]) -> dict[str, Definition]:
    """The parameters of a call that the subcircuit knows."""
    accepted: dict[str, Definition] = {}
    for d in given:
        key = d.name.lower()
        if key not in sheet.defaults:
            known = ", ".join(p.name for p in sheet.defaults.values())
            f.report.problem(
                d.line.place(d.word - 2),
                f"the subcircuit {sheet.name} has no parameter {d.name}",
                known or "none",
            )
        elif key in accepted:
            f.report.problem(d.line.place(d.word - 2), f"the parameter {d.name} is given twice", "one value")
        accepted[key] = d
    return {k: d for k, d in accepted.items() if k in sheet.defaults}


def _definition(scope: Scope, model: str) -> tuple[Scope | None, Sheet | None]:
    """The subcircuit of this name, and the level in whose scope it was written."""
    key = model.lower()
    for level in _upward(scope):
        sheet = level.sheet.sheets.get(key)
        if sheet is not None:
            return level, sheet
    return level, built_in("opamp.lib").get(key)


def _upward(scope: Scope) -> list[Scope]:
    levels = [scope]
    while levels[-1].parent is not None:
        levels.append(levels[-1].parent)
    return levels


def _noise(inner: Scope) -> dict[str, Expr]:
    """What the call of an op-amp says of its noise, under the names of the library's parameters."""
    return {key: x for key in NOISE if (x := inner.known.get(key, ZERO)) != ZERO}


def _pins(sheet: Sheet, nodes: list[str]) -> dict[str, str]:
    """Node by pin; the pins of a role go by the names of that role's pins."""
    named = dict(zip(sheet.pins, nodes, strict=True))
    if sheet.role == "opamp" and len(sheet.roles) == 3:
        low = {p.lower(): n for p, n in named.items()}
        standard = {r: low[p.lower()] for r, p in zip(("in+", "in-", "out"), sheet.roles, strict=True)}
        return standard | {
            p: n for p, n in named.items() if p.lower() not in {r.lower() for r in sheet.roles}
        }
    return named
