"""What the rule of Blackman's formula must refuse."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from gainproof.checker import check
from gainproof.derivation import Derivation, Step, Verdict
from gainproof.engine import derive
from gainproof.expression import Equation, Neg
from gainproof.notation import parse

BOTH = "* b\nV1 1 0\nI2 0 3\nX1 1 2 3 opamp Ao=1 Ri=1 Ro=1 Ricm=1\nR1 2 0\nR2 3 2\nRl 3 0\n"
BOTH += "E2 4 0 3 0 k2\nR4 4 2\n"


@pytest.fixture(scope="module")
def both() -> Derivation:
    return derive(BOTH, of="zin(V1)", method="blackman", limits=[])


def _theorem(d: Derivation) -> Step:
    return next(s for s in d.steps if s.rule == "blackman")


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


def _data(d: Derivation, **more: Any) -> Derivation:
    step = _theorem(d)
    return _changed(d, step.label, data={**step.data, **more})


def _terms(d: Derivation) -> Mapping[str, str]:
    terms = _theorem(d).data["terms"]
    assert isinstance(terms, Mapping)
    return terms


def test_what_is_written_holds(both: Derivation) -> None:
    assert _verdict(both).holds


@pytest.mark.parametrize(
    "right",
    [
        "R_0*(1 + T_oc)/(1 + T_sc)",
        "R_0*(1 - T_sc)/(1 - T_oc)",
        "R_0*(1 + T_sc)",
        "R_0/(1 + T_oc)",
        "R_0*T_sc/T_oc",
        "R_0",
    ],
)
def test_another_formula(both: Derivation, right: str) -> None:
    step = _theorem(both)
    other = _changed(both, step.label, claim=Equation(step.claim.left, parse(right)))
    _refused(other, "it is not Z_0 (1 + T_sc)/(1 + T_oc)")


def test_short_and_open_that_change_places(both: Derivation) -> None:
    """Even where the formula is changed to fit."""
    terms, step = _terms(both), _theorem(both)
    swapped = _data(both, terms={**terms, "T_sc": terms["T_oc"], "T_oc": terms["T_sc"]})
    _refused(swapped, "another circuit")
    right = parse("R_0*(1 + T_oc)/(1 + T_sc)")
    _refused(_changed(swapped, step.label, claim=Equation(step.claim.left, right)), "another circuit")


@pytest.mark.parametrize(("one", "other"), [("T_sc", "T_oc"), ("T_oc", "T_sc")])
def test_a_part_of_another_circuit(both: Derivation, one: str, other: str) -> None:
    elsewhere = both.step(_terms(both)[other]).circuit
    _refused(_changed(both, _terms(both)[one], circuit=elsewhere), "is about another circuit")


def test_the_impedance_with_the_source_alive_is_not_the_dead_one(both: Derivation) -> None:
    home = _theorem(both).circuit
    _refused(_changed(both, _terms(both)["Z_0"], circuit=home), "is about another circuit")


@pytest.mark.parametrize("role", ["Z_0", "T_sc", "T_oc"])
def test_a_quantity_of_the_opposite_sign(both: Derivation, role: str) -> None:
    label = _terms(both)[role]
    claim = both.step(label).claim
    changed = _changed(both, label, claim=Equation(claim.left, Neg(claim.right)))
    _refused(changed, f"is not about what {role} is")


@pytest.mark.parametrize("role", ["Z_0", "T_sc", "T_oc"])
def test_a_part_that_is_not_cited(both: Derivation, role: str) -> None:
    step = _theorem(both)
    left = tuple(p for p in step.premises if p != _terms(both)[role])
    _refused(_changed(both, step.label, premises=left), f"it does not cite what it takes for {role}")


def test_the_return_ratio_of_another_source(both: Derivation) -> None:
    _refused(_data(both, source="E2"), "another circuit")


@pytest.mark.parametrize("source", ["R1", "V1", "", "X9"])
def test_a_source_that_is_none(both: Derivation, source: str) -> None:
    assert not _verdict(_data(both, source=source)).holds


def test_a_port_that_does_not_drive(both: Derivation) -> None:
    _refused(_data(both, port="I2"), "I2 is not the only source that is on")
    assert not _verdict(_data(both, port="R1")).holds


def test_another_source_that_is_on(both: Derivation) -> None:
    """In the given circuit I2 is on: what V1 sees there is no impedance."""
    assert _theorem(both).circuit != "given"
    _refused(_changed(both, _theorem(both).label, circuit="given"), "")


def test_a_left_side_that_is_no_impedance(both: Derivation) -> None:
    step = _theorem(both)
    for left in ("-i_V1/V1", "v_3/V1", "V1/i_V1"):
        other = _changed(both, step.label, claim=Equation(parse(left), step.claim.right))
        _refused(other, "the left side is not the impedance that V1 sees")
