"""What the rule of the asymptotic gain formula must refuse."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from gainproof.checker import check
from gainproof.circuit.variants import freed
from gainproof.derivation import Derivation, Step, Verdict
from gainproof.engine import derive
from gainproof.expression import ZERO, Equation, Neg, Sym
from gainproof.notation import parse

FULL = "* f\nV1 1 0\nV2 4 0\nX1 1 2 3 opamp Ao=1 Ri=1 Ro=1\nR1 2 4\nR2 3 2\n"
FULL += "X2 3 5 6 opamp Ao=A2\nR5 5 0\nR6 6 5\n"
OPEN = "* o\nV1 1 0\nRs 1 p\nX1 p 0 3 opamp Ao=1 Ri=1 Ro=1\nRl 3 0\n"


@pytest.fixture(scope="module")
def full() -> Derivation:
    return derive(FULL, of="V(3)/V1", method="feedback", elements=["X1"], limits=[])


@pytest.fixture(scope="module")
def open_loop() -> Derivation:
    return derive(OPEN, of="V(3)/V1", method="feedback", limits=[])


def _theorem(d: Derivation) -> Step:
    return next(s for s in d.steps if s.rule == "asymptotic")


def _changed(d: Derivation, label: str, **change: Any) -> Derivation:
    """The derivation with one step changed."""
    return replace(d, steps=tuple(replace(s, **change) if s.label == label else s for s in d.steps))


def _verdict(d: Derivation) -> Verdict:
    label = _theorem(d).label
    return next(v for v in check(d) if v.label == label)


def _refused(d: Derivation, why: str) -> None:
    verdict = _verdict(d)
    assert not verdict.holds
    assert why in verdict.how


def _claim(d: Derivation, right: str) -> Derivation:
    step = _theorem(d)
    return _changed(d, step.label, claim=Equation(step.claim.left, parse(right)))


def _data(d: Derivation, **more: Any) -> Derivation:
    step = _theorem(d)
    return _changed(d, step.label, data={**step.data, **more})


def _terms(d: Derivation) -> Mapping[str, str]:
    terms = _theorem(d).data["terms"]
    assert isinstance(terms, Mapping)
    return terms


def test_what_is_written_holds(full: Derivation, open_loop: Derivation) -> None:
    assert _verdict(full).holds
    assert _verdict(open_loop).holds


@pytest.mark.parametrize(
    "right",
    [
        "G_oo*T/(1 + T)",
        "G_0/(1 + T)",
        "G_oo*T/(1 + T) - G_0/(1 + T)",
        "G_oo*T/(1 - T) + G_0/(1 - T)",
        "G_0*T/(1 + T) + G_oo/(1 + T)",
        "G_oo/(1 + T) + G_0/(1 + T)",
        "G_oo + G_0/(1 + T)",
    ],
)
def test_another_formula(full: Derivation, right: str) -> None:
    _refused(_claim(full, right), "it is not G_oo T/(1 + T) + G_0/(1 + T)")


@pytest.mark.parametrize(("one", "other"), [("G_oo", "G_0"), ("G_0", "G_oo"), ("G_oo", "T"), ("G_0", "T")])
def test_a_part_of_another_circuit(full: Derivation, one: str, other: str) -> None:
    """The gain with the source dead is not that with the source perfect."""
    elsewhere = full.step(_terms(full)[other]).circuit
    _refused(_changed(full, _terms(full)[one], circuit=elsewhere), "is about another circuit")


@pytest.mark.parametrize("role", ["G_oo", "G_0", "T"])
def test_a_part_of_the_given_circuit(full: Derivation, role: str) -> None:
    """No name of a circuit has any authority: a variant under a name of another."""
    name = full.step(_terms(full)[role]).circuit
    swapped = replace(full, circuits={**full.circuits, name: full.circuits["given"]})
    assert not _verdict(swapped).holds


def test_a_return_ratio_with_the_inputs_on(full: Derivation) -> None:
    name = full.step(_terms(full)["T"]).circuit
    loud = replace(
        full, circuits={**full.circuits, name: freed(full.circuits[_theorem(full).circuit], "X1.E")}
    )
    _refused(loud, "is about another circuit than the one that T is found in")


def test_a_factor_with_the_inputs_on(open_loop: Derivation) -> None:
    """The same circuit serves T; only b is about another one."""
    terms, given = _terms(open_loop), open_loop.circuits["given"]
    circuits = {**open_loop.circuits, "loud": freed(given, "X1.E")}
    loud = _changed(replace(open_loop, circuits=circuits), terms["b"], circuit="loud")
    _refused(loud, "is about another circuit than the one that b is found in")


def test_roles_that_change_places(full: Derivation) -> None:
    terms = _terms(full)
    _refused(_data(full, terms={**terms, "G_oo": terms["G_0"], "G_0": terms["G_oo"]}), "another circuit")


@pytest.mark.parametrize("role", ["G_oo", "G_0", "T"])
def test_a_quantity_of_the_opposite_sign(full: Derivation, role: str) -> None:
    label = _terms(full)[role]
    claim = full.step(label).claim
    _refused(_changed(full, label, claim=Equation(claim.left, Neg(claim.right))), "is not about what")


def test_a_return_ratio_without_the_gain(full: Derivation) -> None:
    label = _terms(full)["T"]
    claim = full.step(label).claim
    other = Equation(claim.left, claim.right / Sym("Ao"))
    _refused(_changed(full, label, claim=other), "is not about what T is")


def test_the_return_ratio_of_another_source(full: Derivation) -> None:
    _refused(_data(full, source="X2.E"), "another circuit")


@pytest.mark.parametrize("source", ["R1", "V1", "", "X9"])
def test_a_source_that_is_none(full: Derivation, source: str) -> None:
    assert not _verdict(_data(full, source=source)).holds


@pytest.mark.parametrize("role", ["G_oo", "G_0", "T"])
def test_a_part_that_is_not_cited(full: Derivation, role: str) -> None:
    step = _theorem(full)
    left = tuple(p for p in step.premises if p != _terms(full)[role])
    _refused(_changed(full, step.label, premises=left), f"it does not cite what it takes for {role}")


def test_a_result_in_the_place_of_a_definition(full: Derivation) -> None:
    step, terms = _theorem(full), _terms(full)
    value = next(s for s in full.steps if s.claim.left == Sym("G_oo") and s.rule != "define")
    asked = _data(full, terms={**terms, "G_oo": value.label})
    _refused(_changed(asked, step.label, premises=(*step.premises, value.label)), "is not a definition")


def test_a_term_is_left_out_only_where_it_is_said_to_be_zero() -> None:
    d = derive(
        "* n\nV1 1 0\nX1 1 2 3 opamp Ao=1\nR1 2 0\nR2 3 2\n", of="V(3)/V1", method="feedback", limits=[]
    )
    assert _verdict(d).holds
    step = _theorem(d)
    zero = next(s.label for s in d.steps if s.claim == Equation(Sym("G_0"), ZERO))
    unsaid = _changed(d, step.label, premises=tuple(p for p in step.premises if p != zero))
    _refused(unsaid, "it is not G_oo T/(1 + T) + G_0/(1 + T)")


@pytest.mark.parametrize("right", ["Ao*k_a", "-Ao*k_a*k_b", "k_a*k_b", "Ao*k_a*k_b + T + 1", "2*Ao*k_a*k_b"])
def test_another_product_through_an_open_loop(open_loop: Derivation, right: str) -> None:
    _refused(_claim(open_loop, right), "it is not G_0 + A a b/(1 + T)")


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("a", "T")])
def test_a_factor_of_another_circuit(open_loop: Derivation, one: str, other: str) -> None:
    elsewhere = open_loop.step(_terms(open_loop)[other]).circuit
    _refused(_changed(open_loop, _terms(open_loop)[one], circuit=elsewhere), "is about another circuit")


@pytest.mark.parametrize("role", ["a", "b"])
def test_a_factor_of_the_opposite_sign(open_loop: Derivation, role: str) -> None:
    label = _terms(open_loop)[role]
    claim = open_loop.step(label).claim
    changed = _changed(open_loop, label, claim=Equation(claim.left, Neg(claim.right)))
    _refused(changed, f"is not about what {role} is")
