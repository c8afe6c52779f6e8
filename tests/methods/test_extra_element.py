"""The extra element theorem: parts that are known by hand, and a proof wherever there is an answer."""

from typing import Any

import pytest
from applying import applied, proved
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.derivation import Derivation, Step
from gainproof.engine import Derived, derive
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.methods import NotApplicable
from gainproof.notation import parse
from gainproof.rules.bridge import identical

LEAD = "* lead\nV1 1 0\nC1 1 2\nR1 1 2\nR2 2 0\n"
AMPLIFIER = "* non-inverting\nV1 1 0\nX1 1 2 3 opamp Ao=A Ri=Ri Ro=Ro\nR1 2 0\nR2 3 2\nRl 3 0\n"
SINGLE = {
    "inverting": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp\n",
    "inverting, imperfect": "V1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=A Ri=Ri Ro=Ro\n",
    "follower": "V1 1 0\nRs 1 2\nX1 2 3 3 opamp Ao=A Ri=Ri\n",
    "transimpedance": "V1 1 0\nR1 1 2\nR2 2 4\nR3 4 0\nR4 4 3\nX1 0 2 3 opamp Ao=A\n",
    "integrator": "V1 1 0\nR1 1 2\nC1 2 3\nX1 0 2 3 opamp\n",
    "sallen-key": "V1 1 0\nR1 1 2\nR2 2 4\nC1 2 3\nC2 4 0\nX1 4 3 3 opamp\n",
    "multiple feedback": "V1 1 0\nR1 1 2\nC1 2 0\nR2 2 4\nR3 2 3\nC2 4 3\nX1 0 4 3 opamp Ao=A Ro=Ro\n",
    "howland": "V1 1 0\nR1 1 2\nR2 2 3\nR4 4 0\nR5 4 3\nRl 2 0\nX1 2 4 3 opamp Ao=A\n",
    "negative impedance": "V1 1 0\nRs 1 2\nR1 2 3\nR2 3 4\nR3 4 0\nX1 2 4 3 opamp\n",
}


def theorem(d: Derivation) -> Step:
    (found,) = [s for s in d.steps if s.rule == "extra_element"]
    return found


def value(d: Derivation, role: str) -> Expr:
    """What the name that plays a role is found to be."""
    definition = d.step(theorem(d).data["terms"][role])
    return next(s.claim.right for s in d.steps if s.claim.left == definition.claim.left and s.number)


def agrees(netlist: str, *, elements: tuple[str, ...] = (), **asked: Any) -> Derived:
    """Derived by the theorem, proved, and equal to the nodal result."""
    d = derive(netlist, method="extra-element", elements=elements, limits=[], budget=0.05, **asked)
    assert proved(d)
    nodal = derive(netlist, limits=[], budget=0.05, **asked)
    assert identical(d.step(d.exact).claim.right, nodal.step(nodal.exact).claim.right)
    return d


def test_a_lead_network_by_its_driving_points() -> None:
    d = agrees(LEAD, elements=("C1",), tf="V(2) V1")
    assert theorem(d).data["elements"] == {"C1": "open"}
    assert identical(value(d, "reference"), parse("R2/(R1 + R2)"))
    assert identical(value(d, "below C1"), parse("R1*R2/(R1 + R2)"))
    assert identical(value(d, "above C1"), parse("R1"))
    assert identical(theorem(d).claim.right, parse("H_oo*(1 + s*C1*R_n)/(1 + s*C1*R_d)"))


def test_an_inductor_is_shorted_and_compared_the_other_way_round() -> None:
    d = agrees("* L\nV1 1 0\nL1 1 2\nR1 1 2\nR2 2 0\n", elements=("L1",), tf="V(2) V1")
    assert theorem(d).data["elements"] == {"L1": "shorted"}
    assert identical(theorem(d).claim.right, parse("H_0*(1 + s*L1/R_n)/(1 + s*L1/R_d)"))
    assert identical(value(d, "below L1"), parse("R1*R2/(R1 + R2)"))
    assert identical(value(d, "above L1"), parse("R1"))


def test_imperfections_are_taken_from_their_ideals_and_mixed() -> None:
    d = agrees(AMPLIFIER, tf="V(3) V1")
    t = theorem(d)
    assert t.data["elements"] == {"X1.Ri": "open", "X1.Ro": "shorted"}
    assert identical(value(d, "reference"), parse("A*(R1 + R2)/(A*R1 + R1 + R2)"))
    assert identical(value(d, "below X1.Ro after X1.Ri"), parse("R2*Rl/(R2 + Rl)"))


def test_a_product_of_zero_and_infinity_is_found_by_what_is_transferred() -> None:
    """Nothing but R_i and R_o together leaks past the op-amp: each of them alone has a null of no effect."""
    d = agrees(AMPLIFIER, elements=("X1.Ri", "X1.Ro"), tf="V(3) V1")
    assert theorem(d).data["absent"] == {"above": [], "below": []}
    assert theorem(d).data["transfers"] == [["X1.Ri", "X1.Ro"]]
    assert identical(value(d, "transfer X1.Ri X1.Ro"), parse("Rl/(R2 + Rl)"))


def test_without_a_null_the_theorem_is_direct() -> None:
    d = agrees("* inverting\n" + SINGLE["inverting"], tf="V(3) V1")
    assert theorem(d).data["form"] == "direct"
    short = agrees("* tia\nI1 0 2\nR2 2 3\nX1 0 2 3 opamp Ao=A\n", tf="V(3) I1")
    assert theorem(short).data["form"] == "direct"
    assert theorem(short).data["elements"] == {"R2": "shorted"}


@pytest.mark.parametrize("asked", ["zin(V1)", "zout(3)", "zin(I1)", "V(3)", "I(Rl)", "z(2,3)"])
def test_other_quantities(asked: str) -> None:
    agrees(AMPLIFIER + "I1 0 2\n", of=asked)


@pytest.mark.parametrize("asked", ["I(Rl) V1", "V(1,3) V1", "V(3) I1", "I(R2) I1"])
def test_voltage_and_current_inputs_and_outputs(asked: str) -> None:
    d = agrees(AMPLIFIER + "I1 0 2\n", tf=asked)
    assert theorem(d).data["form"] == "null"


def test_the_current_of_the_element_itself() -> None:
    d = agrees("* divider\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 0\n", elements=("R3",), tf="I(R3) V1")
    assert theorem(d).data["elements"] == {"R3": "shorted"}


@pytest.mark.parametrize("names", [("C1",), ("C1", "C3"), ("C1", "C2", "C3"), ("C1", "C2", "C3", "Rl")])
def test_n_elements(names: tuple[str, ...]) -> None:
    net = "* ladder\nV1 1 0\nR1 1 2\nC1 2 0\nR2 2 3\nC2 3 0\nR3 3 4\nC3 4 0\nRl 4 0\n"
    d = agrees(net, elements=names, tf="V(4) V1")
    assert list(theorem(d).data["elements"]) == list(names)
    assert len(theorem(d).data["paths"]["below"]) == 2 ** len(names) - 1
    assert theorem(d).data["absent"]["above"] == (list(names) if len(names) > 1 else [])


def test_matched_parts_of_which_one_is_taken_out() -> None:
    net = "* matched\nV1 1 0\nR1 1 2 {R}\nR2 2 0 {R}\nR3 2 3\nR4 3 0 {R}\n"
    d = agrees(net, elements=("R2",), tf="V(3) V1")
    assert identical(value(d, "below R2"), parse("R*(R + R3)/(2*R + R3)"))


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("asked", ["V(3) V1", "zin(V1)"])
def test_it_applies_to_every_amplifier_of_one_op_amp(name: str, asked: str) -> None:
    question: dict[str, Any] = {"tf" if " " in asked else "of": asked}
    agrees(f"* {name}\n{SINGLE[name]}", **question)


@pytest.mark.parametrize(
    ("netlist", "elements", "asked", "why"),
    [
        (LEAD, ("V1",), "V(2)/V1", "V1 is not an impedance"),
        (LEAD + "R3 2 0\nR4 2 0\n", ("R1", "R2", "R3", "R4", "C1"), "V(2)/V1", "at most 4"),
        (LEAD + "V3 3 0\nR3 3 2\n", ("R1", "R2"), "V(2)", "with several inputs"),
        ("* no impedance\nV1 1 0\nE1 2 0 1 0 k\n", (), "V(2)/V1", "no impedance"),
        (
            "* one\nV1 1 0\nR1 1 2\nR2 2 0\nL1 1 0\nL2 3 0\nK1 L1 L2 k\nR3 3 0\n",
            ("L1",),
            "V(2)/V1",
            "L1 is not",
        ),
    ],
)
def test_what_it_cannot_speak_of(netlist: str, elements: tuple[str, ...], asked: str, why: str) -> None:
    with pytest.raises(NotApplicable, match=why):
        derive(netlist, of=asked, method="extra-element", elements=elements)


def test_an_element_that_is_not_there() -> None:
    with pytest.raises(GainproofError, match="no element 'R9'"):
        derive(LEAD, tf="V(2) V1", method="extra-element", elements=("R9",))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 100_000))
def test_what_it_writes_of_random_circuits_is_proved(seed: int) -> None:
    applied(seed, "extra-element")


def test_it_applies_to_every_random_circuit_that_has_an_answer() -> None:
    """Circuits without any impedance apart: numbers 100 to 130 have none such among those with an answer."""
    assert sum(applied(seed, "extra-element") for seed in range(100, 130)) == sum(
        applied(seed, "nodal") for seed in range(100, 130)
    )
