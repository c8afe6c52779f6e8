"""What the rule *thevenin* must refuse."""

from dataclasses import replace
from typing import Any

import pytest

from gainproof import derive
from gainproof.derivation import Derivation, Step
from gainproof.expression import Equation
from gainproof.notation import parse
from gainproof.rules import BRIDGES
from gainproof.rules.judge import Context, Finding
from gainproof.rules.thevenin import judge

NETLIST = """* inverting, its input resistance bare
V1 1 0
R1 1 2
R2 2 3
Rd 0 2
Rp 2 0
E1 3 0 0 2 A
"""


@pytest.fixture(scope="module")
def good() -> Derivation:
    return derive(NETLIST, of="V(3)/V1", method="thevenin", limits=[])


@pytest.fixture(scope="module")
def step(good: Derivation) -> Step:
    return next(s for s in good.steps if s.rule == "thevenin")


def judged(d: Derivation, step: Step, **changed: Step) -> Finding:
    shown = {s.label: s for s in d.steps if s.label != step.label}
    shown.update({s.label: s for s in changed.values()})
    return judge(step, Context(d.circuits, shown))


def told(step: Step, **data: Any) -> Step:
    return replace(step, data={**step.data, **data})


def test_it_is_a_bridge_and_holds(good: Derivation, step: Step) -> None:
    assert "thevenin" in BRIDGES
    assert step.data["load"] == "Rd"
    assert judged(good, step).holds


@pytest.mark.parametrize(
    "right",
    [
        "-v_th*Rd/(Rd + R_th)",
        "v_th*R_th/(Rd + R_th)",
        "v_th*Rd/(Rd - R_th)",
        "v_th",
        "(v_th - V1)*Rd/(Rd + R_th)",
        "-v_2",
    ],
)
def test_another_voltage(good: Derivation, step: Step, right: str) -> None:
    """A sign, swapped resistances, no load, another source, and a claim that says nothing."""
    finding = judged(good, replace(step, claim=Equation(step.claim.left, parse(right))))
    assert finding.how == "it is not the open-circuit voltage, divided by R_th and the load"


@pytest.mark.parametrize("left", ["v_2", "v_3", "0"])
def test_the_voltage_of_another_port(good: Derivation, step: Step, left: str) -> None:
    finding = judged(good, replace(step, claim=Equation(parse(left), step.claim.right)))
    assert "the left side is not the voltage between" in finding.how


@pytest.mark.parametrize("port", [["0", "3"], ["2", "2"], ["0"], ["0", "9"], "02", None, ["2", "0"]])
def test_another_port(good: Derivation, step: Step, port: Any) -> None:
    assert not judged(good, told(step, port=port)).holds


@pytest.mark.parametrize(
    ("load", "why"),
    [
        ("R1", "is not a resistor between"),
        ("E1", "is not a resistor between"),
        ("R9", "no element"),
        ("Rp", "is about another circuit"),
        ("", "is about another circuit"),
    ],
)
def test_another_load(good: Derivation, step: Step, load: str, why: str) -> None:
    """The shares and R_th must be those of the port with this load taken out."""
    assert why in judged(good, told(step, load=load)).how


def test_the_output_must_be_a_source(good: Derivation, step: Step) -> None:
    assert not judged(good, told(step, freed=[])).holds


@pytest.mark.parametrize("role", ["V1", "E1", "R_th"])
def test_every_part_must_be_cited(good: Derivation, step: Step, role: str) -> None:
    terms = {n: label for n, label in step.data["terms"].items() if n != role}
    finding = judged(good, told(step, terms=terms))
    assert "it leaves out what" in finding.how or "does not cite what it takes for R_th" in finding.how


@pytest.mark.parametrize("role", ["V1", "R_th"])
def test_every_part_must_be_of_its_own_circuit(good: Derivation, step: Step, role: str) -> None:
    """A resistance seen with a source on, or with the loop closed, is another one."""
    part = good.step(step.data["terms"][role])
    assert "is about another circuit" in judged(good, step, part=replace(part, circuit="given")).how


def test_a_resistance_of_the_opposite_sign(good: Derivation, step: Step) -> None:
    """The test current enters at the first node of the port."""
    part = good.step(step.data["terms"]["R_th"])
    other = replace(part, claim=Equation(part.claim.left, -part.claim.right))
    assert "is not about what R_th is" in judged(good, step, part=other).how


def test_the_open_circuit_voltage_is_what_its_definition_says(good: Derivation, step: Step) -> None:
    th = good.step("define v_th")
    other = replace(th, claim=Equation(th.claim.left, parse("2*v_3")))
    assert not judged(good, step, th=other).holds
    assert not judged(good, replace(step, premises=tuple(p for p in step.premises if p != th.label))).holds


def test_a_port_is_two_nodes(good: Derivation, step: Step) -> None:
    """Nothing is claimed of a port from a node to itself, not even that its voltage is zero."""
    nothing = told(replace(step, claim=Equation(parse("0"), parse("0"))), port=["2", "2"], load="", terms={})
    assert judged(good, nothing).how == "the port's nodes are one node"


def test_a_capacitor_is_no_load() -> None:
    d = derive(NETLIST.replace("Rd 0 2", "Cd 0 2"), of="V(3)/V1", method="thevenin", limits=[])
    step = next(s for s in d.steps if s.rule == "thevenin")
    assert "Cd is not a resistor between" in judged(d, told(step, load="Cd")).how
