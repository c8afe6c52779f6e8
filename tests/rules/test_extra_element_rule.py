"""What the extra element theorem's rule must refuse, each case by the guard that is there for it."""

from dataclasses import replace
from typing import Any

import pytest

from gainproof.derivation import Step
from gainproof.engine import Derived, derive
from gainproof.expression import Equation
from gainproof.notation import parse
from gainproof.rules import Context
from gainproof.rules.extra_element import judge
from gainproof.rules.judge import Finding

LEAD = "* lead\nV1 1 0\nC1 1 2\nR1 1 2\nR2 2 0\nI1 0 2\n"
AMPLIFIER = "* non-inverting\nV1 1 0\nX1 1 2 3 opamp Ao=A Ri=Ri Ro=Ro\nR1 2 0\nR2 3 2\nRl 3 0\n"


def derived(netlist: str, *elements: str, of: str) -> Derived:
    return derive(netlist, of=of, method="extra-element", elements=elements, limits=[], budget=0.05)


ONE = derived(LEAD, "C1", of="V(2)/V1")
TWO = derived(AMPLIFIER, "X1.Ri", "X1.Ro", of="V(3)/V1")
LADDER = derived("* ladder\nV1 1 0\nR1 1 2\nC1 2 0\nR2 2 3\nC2 3 0\n", "C1", "C2", of="V(3)/V1")
DIRECT = derived("* inverting\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=A\n", "R1", of="V(3)")
PORT = derived(AMPLIFIER, "Rl", of="zin(V1)")


def theorem(d: Derived) -> Step:
    (found,) = [s for s in d.steps if s.rule == "extra_element"]
    return found


def judged(d: Derived, step: Step) -> Finding:
    return judge(step, Context(d.circuits, {s.label: s for s in d.steps}))


def altered(d: Derived, claim: str = "", left: str = "", **data: Any) -> Finding:
    """The verdict on the theorem with another right or left side, or with other data."""
    t = theorem(d)
    said = Equation(parse(left) if left else t.claim.left, parse(claim) if claim else t.claim.right)
    return judged(d, replace(t, claim=said, data={**t.data, **data}))


def terms(d: Derived, **changed: str) -> dict[str, str]:
    """The theorem's terms with some roles played by the terms of others."""
    given: dict[str, str] = dict(theorem(d).data["terms"])
    return given | {role.replace("_", " "): given[other] for role, other in changed.items()}


def refused(found: Finding, why: str) -> None:
    assert not found.holds
    assert why in found.how


@pytest.mark.parametrize("d", [ONE, TWO, LADDER, DIRECT, PORT])
def test_the_theorem_as_it_is_written(d: Derived) -> None:
    assert judged(d, theorem(d)).holds


@pytest.mark.parametrize(
    ("d", "claim"),
    [
        (ONE, "H_oo*(1 + s*C1*R_d)/(1 + s*C1*R_n)"),
        (ONE, "H_oo*(1 - s*C1*R_n)/(1 + s*C1*R_d)"),
        (ONE, "H_oo*(1 + s*C1*R_n)/(1 + R_d/(s*C1))"),
        (ONE, "(1 + s*C1*R_n)/(1 + s*C1*R_d)"),
        (LADDER, "H_ref/(1 + s*C1*R_d1 + s*C2*R_d2)"),
        (LADDER, "H_ref/(1 + s*C1*R_d1 + s*C2*R_d2 + s^2*C1*C2*R_d1*R_d2)"),
        (TWO, "H_ref/(1 + R_d1/Ri + Ro/R_d2 + R_d1*Ro/(Ri*R_d12))"),
        (TWO, "H_ref*(1 + H_12*R_d1*Ro/(Ri*R_d12))/(1 + R_d1/Ri + Ro/R_d2 + R_d1*Ro/(Ri*R_d12))"),
    ],
)
def test_another_formula(d: Derived, claim: str) -> None:
    refused(altered(d, claim), "not what the extra element theorem makes")


def test_null_and_quiet_change_places() -> None:
    found = altered(
        ONE,
        "H_oo*(1 + s*C1*R_d)/(1 + s*C1*R_n)",
        terms=terms(ONE, above_C1="below C1", below_C1="above C1"),
    )
    refused(found, "about another circuit")


def test_the_wrong_reference() -> None:
    refused(
        altered(ONE, "H_oo*(1 + 1/(s*C1*R_n))/(1 + 1/(s*C1*R_d))", elements={"C1": "shorted"}),
        "about another circuit",
    )
    refused(altered(ONE, elements={"C1": "half"}), "neither open nor shorted")


def test_another_element_or_none() -> None:
    refused(altered(ONE, elements={"R1": "open"}), "about another circuit")
    refused(altered(ONE, paths={"below": [["R1"]], "above": []}), "an element that is none of those")
    refused(altered(ONE, elements={"V1": "open"}), "V1 is not an impedance")
    refused(altered(ONE, elements={"C9": "open"}), "no element 'C9'")
    refused(altered(ONE, elements={}), "it names no element")
    refused(altered(ONE, elements=["C1"]), "it names no element")


def test_a_term_with_others_in_the_wrong_state() -> None:
    """Z_2 with 1 in its reference state stands where it should be with 1 in the opposite state."""
    name = "H_ref/(1 + s*C1*R_d1 + s*C2*R_d2 + s^2*C1*C2*R_d1*R_d2)"
    (role,) = [r for r in terms(LADDER) if "after" in r]
    other = "below C2" if role.startswith("below C2") else "below C1"
    changed = {**terms(LADDER), role: terms(LADDER)[other]}
    refused(altered(LADDER, name, terms=changed), "about another circuit")


def test_a_set_without_its_product() -> None:
    paths = theorem(LADDER).data["paths"]
    short = {**paths, "below": paths["below"][:2]}
    refused(altered(LADDER, "H_ref/(1 + s*C1*R_d1 + s*C2*R_d2)", paths=short), "not one product below")
    refused(altered(TWO, transfers=[]), "not one product above")
    refused(altered(TWO, paths={}), "what its products are")
    refused(altered(TWO, paths={"below": [], "above": "all"}), "what its products are")


def test_a_set_with_two_products() -> None:
    paths = theorem(LADDER).data["paths"]
    twice = {**paths, "below": [*paths["below"], paths["below"][0]]}
    refused(altered(LADDER, paths=twice), "two products")
    refused(altered(LADDER, paths={**paths, "below": [["C1", "C1"]]}), "two products")
    refused(altered(LADDER, transfers=[["C1", "C2"]]), "two products")
    refused(altered(LADDER, absent={"above": ["C1", "C2"], "below": ["C1"]}), "does not cite")
    refused(altered(LADDER, paths={**paths, "above": [["C1"]]}), "does not cite")


def test_a_factor_that_is_not_zero_is_not_left_out() -> None:
    """What is found of R_d1 is no proof that there is no R_d1."""
    name = theorem(LADDER).data["terms"]["below C1"]
    value = next(s.label for s in LADDER.steps if s.number and s.claim.left == LADDER.step(name).claim.left)
    t = theorem(LADDER)
    step = replace(
        t, premises=(*t.premises, value), data={**t.data, "terms": {**terms(LADDER), "below C1": value}}
    )
    refused(judged(LADDER, step), "neither a name nor zero")


def test_a_zero_from_another_circuit() -> None:
    swapped = terms(TWO, **{"above_X1.Ri": "above X1.Ro", "above_X1.Ro": "above X1.Ri"})
    refused(altered(TWO, terms=swapped), "about another circuit")
    absent = terms(LADDER, above_C1_beside_the_others="above C2 beside the others")
    refused(altered(LADDER, terms=absent), "about another circuit")


def test_nothing_follows_after_a_factor_of_zero() -> None:
    paths = {**theorem(TWO).data["paths"]}
    paths["above"] = [*paths["above"], ["X1.Ri", "X1.Ro"]]
    changed = {**terms(TWO), "above X1.Ro after X1.Ri": terms(TWO)["below X1.Ro after X1.Ri"]}
    refused(altered(TWO, paths=paths, transfers=[], terms=changed), "after a factor of zero")


def test_beside_others_that_are_matched_nothing_follows() -> None:
    net = "* matched\nV1 1 0\nR1 1 2\nC1 2 0 {C}\nR2 2 3\nC2 3 0 {C}\n"
    d = derived(net, "C1", "C2", of="V(3)/V1")
    assert judged(d, theorem(d)).holds
    paths = {**theorem(d).data["paths"], "above": []}
    refused(altered(d, paths=paths, transfers=[], absent={"above": ["C1", "C2"]}), "no values of their own")


def test_no_word_on_which_elements_are_in_no_product() -> None:
    for absent in ({"above": "C1"}, {"above": ["R9"]}, ["C1"]):
        refused(altered(LADDER, absent=absent), "in no product")


def test_a_transfer_needs_a_product_below_the_line() -> None:
    d = derived("* ideal output\nV1 1 0\nE1 2 0 1 0 k\nR1 2 0\n", "R1", of="V(2)/V1")
    assert judged(d, theorem(d)).holds
    paths = {**theorem(d).data["paths"], "above": []}
    refused(altered(d, paths=paths, transfers=[["R1"]]), "leaves the one above it open")


def test_a_transfer_that_is_not_zero_is_not_left_out() -> None:
    role = "transfer X1.Ri X1.Ro"
    name = TWO.step(terms(TWO)[role]).claim.left
    value = next(s.label for s in TWO.steps if s.number and s.claim.left == name)
    t = theorem(TWO)
    step = replace(t, premises=(*t.premises, value), data={**t.data, "terms": {**terms(TWO), role: value}})
    refused(judged(TWO, step), "neither a name nor zero")


def test_a_transfer_in_another_state() -> None:
    changed = {**terms(TWO), "transfer X1.Ri X1.Ro": terms(TWO)["reference"]}
    claim = "H_ref*(1 + H_ref/H_ref*R_d1*Ro/(Ri*R_d12))/(1 + R_d1/Ri + Ro/R_d2 + R_d1*Ro/(Ri*R_d12))"
    refused(altered(TWO, claim, terms=changed), "about another circuit")


@pytest.mark.parametrize("d", [ONE, TWO, DIRECT, PORT])
def test_another_input_or_output(d: Derived) -> None:
    refused(altered(d, source="R1"), "not the only input")
    refused(altered(d, output=["1", "0"]), "its left side is not")
    refused(altered(d, output=[]), "what its output is")
    refused(altered(d, left="v_1 + v_2"), "its left side is not")


def test_without_an_input_there_is_no_null() -> None:
    refused(altered(ONE, left="v_2", source=""), "nothing to adjust")


def test_two_inputs_that_are_on() -> None:
    """The same step in the circuit as it was given, where I_1 is on as well."""
    refused(judged(ONE, replace(theorem(ONE), circuit="given")), "not the only input")


def test_what_is_not_inverse() -> None:
    refused(altered(ONE, "1/H_oo*(1 + s*C1*R_n)/(1 + s*C1*R_d)", inverse=True), "not about what reference is")
    refused(altered(PORT, inverse=False), "not about what reference is")


def test_the_direct_form() -> None:
    names = {s.data["symbol"]: s.label for s in DIRECT.steps if s.rule == "define"}
    assert {"H_po", "v_p"} <= names.keys()
    refused(altered(DIRECT, "v_oo + v_p*H_po/(R1 + R_d)"), "not what the extra element theorem makes")
    refused(altered(DIRECT, elements={"R1": "open", "R2": "open"}), "about one element")
    refused(altered(DIRECT, elements={"R1": "shorted"}), "about another circuit")
    for role, other in [
        ("to the port", "reference"),
        ("from the port", "to the port"),
        ("seen", "reference"),
    ]:
        refused(altered(DIRECT, terms={**terms(DIRECT), role: terms(DIRECT)[other]}), "about")
