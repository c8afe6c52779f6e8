"""What words for a node, or for a current of a transistor, mean in the circuit: “the junction of R1 and R2”.

place(said, circuit, symbols) -> node; branch(word, circuit) -> current
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.expression import Expr
from gainproof.hand.lexicon.symbols import Symbols

_NAMES = {
    "emitter": ("e", "em", "emit", "emitter"),
    "collector": ("c", "col", "coll", "collector"),
    "base": ("b", "base"),
    "gate": ("g", "gate"),
    "drain": ("d", "drain"),
    "source": ("s", "src", "sou", "source"),
}
"""What the nodes of a transistor's leads are called."""
_OUTPUTS = ("out", "o", "vout", "vo", "output")
_OWN = {
    "base": re.compile(r"r_?(?:pi|π|be|bpe)|h_?ie", re.IGNORECASE),
}
"""The parts that carry the whole current of a lead."""
_PART = re.compile(r"[A-Z][A-Za-z]{0,3}(?:_(?:\{[^{}\s]{1,8}\}|[A-Za-z0-9]{1,8})|\d{1,2})?")


def place(said: Mapping[str, str | None], circuit: Circuit, symbols: Symbols) -> str:
    """The node that a match of `introducing.PLACE` speaks of; "" if there is none, or more than one."""
    named = said.get("node") or said.get("bare")
    if named:
        return circuit.node(named)
    pin = said.get("pin")
    if pin:
        opamps = [i for i in circuit.instances if i.role == "opamp"]
        ends = {"output": "out", "inverting": "in-"}
        if not opamps and pin.lower() == "output":
            outputs = [n for n in circuit.nodes if n.lower() in _OUTPUTS]
            return outputs[0] if len(outputs) == 1 else ""
        return circuit.node(opamps[0].pins[ends.get(pin.lower(), "in+")]) if len(opamps) == 1 else ""
    joined = said.get("joined")
    if joined:
        parts = [part_named(m[0], circuit, symbols) for m in _PART.finditer(joined)]
        common = set.intersection(*(set(e.nodes[:2]) if e else set() for e in parts)) - {GROUND}
        return common.pop() if len(common) == 1 else ""
    if said.get("end"):
        sources = [n for n in circuit.nodes if n.lower() in _NAMES["source"]]
        return sources[0] if len(sources) == 1 else ""
    return lead((said.get("lead") or "").lower(), circuit)


def lead(word: str, circuit: Circuit) -> str:
    """The node of a transistor's lead: by its name, or by the one transconductance of the circuit."""
    if sum(e.kind in "GF" and not e.part_of for e in circuit.elements) > 1:
        return ""  # there may be more than one transistor
    found = [n for n in circuit.nodes if n.lower() in _NAMES.get(word, ())]
    if len(found) == 1:
        return found[0]
    sources = [e for e in circuit.elements if e.kind == "G" and not e.part_of]
    shared = set(sources[0].nodes[:2]) & set(sources[0].nodes[2:4]) if len(sources) == 1 else set()
    if found or len(shared) != 1:
        return ""
    (common,) = shared
    driven, control = (
        [n for n in some if n != common] for some in (sources[0].nodes[:2], sources[0].nodes[2:4])
    )
    at = {"emitter": [common], "source": [common], "collector": driven, "drain": driven}.get(word, control)
    return at[0] if len(at) == 1 and at[0] != GROUND else ""


def branch(word: str, circuit: Circuit) -> Expr | None:
    """The current of a transistor's lead, if one part alone carries it; up to its sign."""
    pattern = _OWN.get(word)
    found = [e for e in circuit.elements if pattern and e.kind == "R" and pattern.fullmatch(e.name)]
    return circuit.current(found[0].name) if len(found) == 1 else None


def part_named(name: str, circuit: Circuit, symbols: Symbols) -> Element | None:
    """The two-terminal part that is spelled so; None if there is none."""
    part = symbols.find(name)
    found = [e for e in circuit.elements if part is not None and e.value == part.expr]
    return found[0] if len(found) == 1 and len(found[0].nodes) == 2 else None
