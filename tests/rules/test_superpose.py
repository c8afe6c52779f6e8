"""What the rule *superpose* must refuse: each planted fault is one that only this rule can see."""

from dataclasses import replace
from typing import Any

import pytest

from gainproof import derive
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation, Step
from gainproof.expression import Equation, Expr
from gainproof.notation import parse
from gainproof.rules import BRIDGES
from gainproof.rules.judge import Context, Finding
from gainproof.rules.superpose import judge

NETLIST = """* inverting, with what its inputs draw
Vin in 0
R1 in 2
R2 2 out
R3 p 0
Ip p 0
In 2 0
E1 out 0 p 2 G
"""


@pytest.fixture(scope="module")
def good() -> Derivation:
    return derive(NETLIST, of="V(out)", method="superposition", limits=[])


def of(d: Derivation, left: str) -> Step:
    """The superposition of this quantity."""
    return next(s for s in d.steps if s.rule == "superpose" and s.claim.left == parse(left))


def judged(d: Derivation, step: Step, **changed: Step) -> Finding:
    """The rule's finding, where some of what was shown is something else."""
    shown = {s.label: s for s in d.steps if s.label != step.label}
    shown.update({s.label: s for s in changed.values()})
    return judge(step, Context(d.circuits, shown))


def told(step: Step, claim: str | Expr | None = None, **data: Any) -> Step:
    """The step with another right side, or other data."""
    right = step.claim.right if claim is None else parse(claim) if isinstance(claim, str) else claim
    return replace(step, claim=Equation(step.claim.left, right), data={**step.data, **data})


def cited(d: Derivation, step: Step, source: str) -> Step:
    """The step that is cited for a source's share."""
    return d.step(step.data["terms"][source])


def test_it_is_a_bridge_and_holds(good: Derivation) -> None:
    assert "superpose" in BRIDGES
    for left in ("v_2", "v_p"):
        assert judged(good, of(good, left)).holds


@pytest.mark.parametrize(
    "right",
    [
        "R2*Vin/(R1 + R2) + R1*v_out/(R1 + R2)",
        "R2*Vin/(R1 + R2) + R1*v_out/(R1 + R2) + In*R1*R2/(R1 + R2)",
        "R1*Vin/(R1 + R2) + R2*v_out/(R1 + R2) - In*R1*R2/(R1 + R2)",
        "R2*Vin/(R1 + R2) + R1*e_E1/(R1 + R2) - In*R1*R2/(R1 + R2)",
        "v_2",
    ],
)
def test_another_sum(good: Derivation, right: str) -> None:
    """A term left out, a sign, swapped roles, a source of another circuit, a sum that says nothing."""
    assert (
        judged(good, told(of(good, "v_2"), right)).how == "it is not the sum of the responses that it cites"
    )


@pytest.mark.parametrize("source", ["Vin", "In", "E1"])
def test_a_source_that_matters_may_not_be_left_out(good: Derivation, source: str) -> None:
    """Not even if the sum leaves it out as well."""
    step = of(good, "v_2")
    rest = {n: label for n, label in step.data["terms"].items() if n != source}
    shares = {
        "Vin": "R2*Vin/(R1 + R2)",
        "E1": "R1*v_out/(R1 + R2)",
        "In": "-In*R1*R2/(R1 + R2)",
    }
    rest_of_sum = parse(" + ".join(x for n, x in shares.items() if n != source))
    finding = judged(good, told(step, rest_of_sum, terms=rest))
    assert finding.how.startswith("it leaves out what is done by ")
    assert source in finding.how


def test_a_source_that_does_nothing_may_be_left_out(good: Derivation) -> None:
    step = of(good, "v_p")
    assert set(step.data["terms"]) == {"Ip"}


def test_the_sources_called_silent_are_those_left_out(good: Derivation) -> None:
    """What the page says of them was checked."""
    step = of(good, "v_p")
    assert judged(good, step).holds
    assert step.data["silent"]
    for silent in ([], ["Ip"], [*step.data["silent"], "Ip"], step.data["silent"][1:], None, 3):
        assert "calls silent" in judged(good, told(step, silent=silent)).how


def test_a_source_that_was_not_freed_is_none(good: Derivation) -> None:
    """With E1 still controlled, v_2 does not obey the shares of the open loop."""
    finding = judged(good, told(of(good, "v_2"), freed=[]))
    assert not finding.holds
    assert finding.how == "it leaves out what is done by Ip"


@pytest.mark.parametrize("freed", ["E1", [["E1"]], ["E7"], ["R1"], 3])
def test_what_is_freed_must_be_a_source(good: Derivation, freed: Any) -> None:
    assert not judged(good, told(of(good, "v_2"), freed=freed)).holds


def test_a_share_from_another_circuit(good: Derivation) -> None:
    """The closed loop's response is not the open loop's, whatever the circuit is called."""
    step = of(good, "v_2")
    share = cited(good, step, "Vin")
    finding = judged(good, step, share=replace(share, circuit="given"))
    assert "is about another circuit than the one that Vin is found in" in finding.how


def test_a_share_of_another_source_or_of_another_voltage(good: Derivation) -> None:
    step = of(good, "v_2")
    swapped = {**step.data["terms"], "Vin": step.data["terms"]["E1"], "E1": step.data["terms"]["Vin"]}
    assert "is about another circuit" in judged(good, told(step, terms=swapped)).how
    share = cited(good, step, "Vin")
    other = replace(share, claim=Equation(parse("v_p/Vin"), share.claim.right))
    assert "is not about what Vin is" in judged(good, step, share=other).how


def test_a_share_in_terms_of_unknowns(good: Derivation) -> None:
    """``v_2/Vin = v_2/Vin`` is true in its circuit, and says nothing."""
    step = of(good, "v_2")
    share = cited(good, step, "Vin")
    idle = replace(share, claim=Equation(share.claim.left, share.claim.left))
    assert "in terms of parameters" in judged(good, step, share=idle).how


def test_a_share_that_is_not_cited(good: Derivation) -> None:
    step = of(good, "v_2")
    assert "does not cite what it takes for" in judged(good, replace(step, premises=())).how


def test_a_named_share_must_be_that_share() -> None:
    """A name is taken by its definition, and a definition in another circuit is not one of the share."""
    net = "* x\nV1 1 0\nR1 1 2\nRo 4 3\nRL 3 0\nR2 2 3\nR3 2 0\nE1 4 0 0 2 A\n"
    d = derive(net, of="V(3)/V1", method="superposition", limits=[])
    step = next(s for s in d.steps if s.rule == "superpose" and "define" in str(s.data["terms"]["E1"]))
    assert judged(d, step).holds
    name = cited(d, step, "E1")
    assert "is about another circuit" in judged(d, step, name=replace(name, circuit="given")).how
    reversed_ = replace(name, claim=Equation(name.claim.left, -name.claim.right))
    assert "is not about what E1 is" in judged(d, step, name=reversed_).how


def test_a_name_for_what_is_asked_is_spelled_out() -> None:
    """The left side may be a name for a voltage; then its definition is cited, and decides."""
    d = derive(NETLIST, of="V(out,2)", method="superposition", limits=[])
    step = next(s for s in d.steps if s.rule == "superpose" and s.claim.left == parse("v_2out"))
    assert judged(d, step).holds
    definition = d.step("define v_2out")
    other = replace(definition, claim=Equation(definition.claim.left, parse("v_2 - v_out")))
    assert not judged(d, step, definition=other).holds
    assert not judged(
        d, replace(step, premises=tuple(p for p in step.premises if p != definition.label))
    ).holds


def test_sources_that_cancel_are_not_silent() -> None:
    """What is left out must do nothing whatever its value, not only for values that happen to cancel."""
    net = "* x\nV1 1 0 {Vs}\nV2 2 0 {-Vs}\nR1 1 3 {R}\nR2 2 3 {R}\n"
    c = read(net).circuit
    step = Step("(1)", "superpose", Equation(parse("v_3"), parse("0")))
    finding = judge(step, Context({"given": c}, {}))
    assert finding.how == "it leaves out what is done by V1 and V2"
