"""Derivations with one planted fault each: the checker must refuse exactly there, first.

`tests/refutations/base-*.toml` is a sound derivation, accepted whole; every other file plants one fault into
it, in a step or in the circuit, and names the step that must be refused first.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gainproof.checker import check
from gainproof.circuit import ask
from gainproof.circuit.netlist import read
from gainproof.derivation import Assumption, Derivation, Step
from gainproof.notation import parse_equation

FOLDER = Path(__file__).parent / "refutations"
BASE = tomllib.loads((FOLDER / "base-all-together.toml").read_text())
FAULTS = sorted(p for p in FOLDER.glob("*.toml") if not p.name.startswith("base-"))


def derivation(netlist: str, steps: list[dict[str, Any]]) -> Derivation:
    c = read(netlist).circuit
    return Derivation(
        ask.parse(BASE["of"], c),
        {"given": c},
        tuple(map(step, steps)),
        BASE["exact"],
        BASE["result"],
        ("(5)",),
    )


def step(found: dict[str, Any]) -> Step:
    under = frozenset(Assumption(*word.split(" -> ")) for word in found.get("under", []))
    claim = parse_equation(found["claim"])
    premises = tuple(found.get("premises", []))
    return Step(found["label"], found["rule"], claim, premises, "given", under, found.get("data", {}))


def test_the_base_holds() -> None:
    verdicts = check(derivation(BASE["netlist"], BASE["steps"]))
    assert [v.label for v in verdicts if not v.holds] == []
    assert len(verdicts) == 14
    assert {str(a) for a in verdicts[-1].under} == {"Ao -> oo"}


def test_there_are_enough_faults() -> None:
    assert len(FAULTS) >= 20


@pytest.mark.parametrize("path", FAULTS, ids=lambda p: p.stem)
def test_the_fault_is_refused_first(path: Path) -> None:
    fault = tomllib.loads(path.read_text())
    netlist = BASE["netlist"]
    if "replace" in fault:
        assert fault["replace"][0] in netlist
        netlist = netlist.replace(*fault["replace"])
    changed = fault.get("steps", {})
    assert set(changed) <= {s["label"] for s in BASE["steps"]}
    steps = [{**s, **changed.get(s["label"], {})} for s in BASE["steps"]]
    assert netlist != BASE["netlist"] or steps != BASE["steps"], "nothing is planted"
    refused = [v for v in check(derivation(netlist, steps)) if not v.holds]
    assert refused[0].label == fault["refused_first"], refused[0].how
    assert refused[0].how
