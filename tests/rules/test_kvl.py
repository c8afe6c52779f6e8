"""Kirchhoff's voltage law as a rule: what a loop may claim, and all that it must not."""

from dataclasses import replace

import pytest

from gainproof.checker import check
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation, Quantity, Step
from gainproof.notation import parse_equation
from gainproof.rules.balances import balances

TEE = read("* tee\nV1 1 0\nR1 1 2\nR2 2 0\nC3 2 3\nR4 3 0\nE5 4 0 2 3 A\nR6 4 3\n").circuit
"""Meshes (V1, R1, R2), (R2, C3, R4), (R4, R6, E5)."""
FOLLOWER = read("* follower\nV1 1 0\nR1 1 2\nX1 2 3 3 opamp\nR2 3 0\nI3 0 2\n").circuit

FIRST = [["V1", "0", "1"], ["R1", "1", "2"], ["R2", "2", "0"]]
SECOND = [["R2", "0", "2"], ["C3", "2", "3"], ["R4", "3", "0"]]
THIRD = [["R4", "0", "3"], ["R6", "3", "4"], ["E5", "4", "0"]]
NAMES = {"i_1": "i_R1", "i_2": "i_C3", "i_3": "-i_R6", "u": "v_2 - v_3"}


def judged(claim: str, cited: str = "", c=TEE, names=NAMES, **data) -> str:
    """The objection to a step of rule kvl after definitions of mesh currents; "" if it holds."""
    steps = [
        Step(f"define {n}", "define", parse_equation(f"{n} = {x}"), data={"symbol": n})
        for n, x in names.items()
    ]
    premises = tuple(f"define {n}" for n in cited.split())
    steps.append(Step("(1)", "kvl", parse_equation(claim), premises, data=data))
    d = Derivation(Quantity("response", ("2", "0")), {"given": c}, tuple(steps), "(1)", "(1)")
    verdicts = check(d)
    assert all(v.holds for v in verdicts[:-1])
    return "" if verdicts[-1].holds else verdicts[-1].how


HOLDS = [
    ("V1 = R1*i_1 + R2*(i_1 - i_2)", "i_1 i_2", {"loop": FIRST}),
    ("R2*(i_1 - i_2) = V1 - R1*i_1", "i_1 i_2", {"loop": FIRST}),
    ("V1 = R1*i_R1 + R2*i_R2", "", {"loop": FIRST}),
    ("V1 = R1*i_R1 + R2*(i_R1 - i_C3)", "", {"loop": FIRST}),
    ("R2*(i_2 - i_1) + i_2/(s*C3) + R4*(i_2 - i_3) = 0", "i_1 i_2 i_3", {"loop": SECOND}),
    ("R2*(i_2 - i_1) + i_2/(s*C3) + R4*i_R4 = 0", "i_1 i_2", {"loop": SECOND}),
    ("R4*(i_3 - i_2) + R6*i_3 + A*(v_2 - v_3) = 0", "i_2 i_3", {"loop": THIRD}),
    ("R4*(i_3 - i_2) + R6*i_3 + A*u = 0", "i_2 i_3 u", {"loop": THIRD}),
    ("u = i_2/(s*C3)", "i_2 u", {"path": [["C3", "2", "3"]]}),
    ("v_2 - v_3 = i_2/(s*C3)", "i_2", {"path": [["C3", "2", "3"]]}),
    ("v_2 = i_2/(s*C3) + R4*(i_2 - i_3)", "i_2 i_3", {"path": SECOND[1:]}),
]


@pytest.mark.parametrize(("claim", "cited", "data"), HOLDS)
def test_what_a_loop_says_holds(claim: str, cited: str, data: dict) -> None:
    assert judged(claim, cited, **data) == ""


REFUSED = [
    ("a term is missing", "V1 = R1*i_1", "i_1 i_2", {"loop": FIRST}, "not the sum"),
    ("a sign is wrong", "V1 = R1*i_1 - R2*(i_1 - i_2)", "i_1 i_2", {"loop": FIRST}, "not the sum"),
    ("the source is wrong", "-V1 = R1*i_1 + R2*(i_1 - i_2)", "i_1 i_2", {"loop": FIRST}, "not the sum"),
    ("not the mesh current", "V1 = R1*i_1 + R2*i_1", "i_1 i_2", {"loop": FIRST}, "not the sum"),
    ("another mesh", "V1 = R1*i_1 + R2*(i_1 - i_3)", "i_1 i_2 i_3", {"loop": FIRST}, "not the sum"),
    ("not cited", "V1 = R1*i_1 + R2*(i_1 - i_2)", "i_1", {"loop": FIRST}, "not the sum"),
    ("gain left out", "R4*(i_3 - i_2) + R6*i_3 + u = 0", "i_2 i_3 u", {"loop": THIRD}, "not the sum"),
    ("true of another loop", "V1 = R1*i_1 + R2*(i_1 - i_2)", "i_1 i_2", {"loop": SECOND}, "not the sum"),
    ("says nothing", "i_1 - i_1 = 0*V1", "i_1", {"loop": FIRST}, "says less"),
    ("only a balance", "i_R1 = i_R2 + i_C3", "", {"loop": FIRST}, "says less"),
    ("open", "V1 = R1*i_1", "i_1", {"loop": FIRST[:2]}, "not closed"),
    ("a leap", "V1 = R1*i_1 + R4*i_R4", "i_1", {"loop": [*FIRST[:2], ["R4", "3", "0"]]}, "starts at"),
    ("wrong ends", "V1 = R1*i_1", "i_1", {"loop": [FIRST[0], ["R1", "1", "0"]]}, "does not go"),
    ("no element", "V1 = 0", "", {"loop": [["V9", "0", "1"]]}, "no element"),
    ("no hop", "V1 = 0", "", {"loop": ["V1", "R1"]}, "no hop"),
    ("no loop", "V1 = 0", "", {"loop": []}, "does not say"),
    ("no list", "V1 = 0", "", {"loop": "V1"}, "does not say"),
    ("twice around", "2*V1 = 2*R1*i_R1 + 2*R2*i_R2", "", {"loop": FIRST * 2}, "twice"),
    ("there and back", "0*V1 = 0", "", {"loop": [["R1", "1", "2"], ["R1", "2", "1"]]}, "twice"),
    ("a closed path", "V1 = R1*i_R1 + R2*i_R2", "", {"path": FIRST}, "no two ends"),
    ("path reversed", "v_3 - v_2 = i_2/(s*C3)", "i_2", {"path": [["C3", "2", "3"]]}, "not the sum"),
    ("control port", "v_2 - v_3 = 0", "", {"path": [["E5", "2", "3"]]}, "does not go"),
]


@pytest.mark.parametrize(("why", "claim", "cited", "data", "how"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_a_loop_does_not_say_is_refused(why: str, claim: str, cited: str, data: dict, how: str) -> None:
    assert how in judged(claim, cited, **data)


def test_a_loop_may_pass_through_the_inputs_of_an_ideal_op_amp_and_no_other() -> None:
    """The nullor's inputs are at one voltage; its output is at any."""
    nullor = next(e for e in FOLLOWER.elements if e.kind == "N")
    loop = [["V1", "0", "1"], ["R1", "1", "2"], [nullor.name, "2", "3"], ["R2", "3", "0"]]
    names = {"i_1": "i_R1", "i_2": "i_R2"}
    good = "V1 = R1*i_1 + R2*i_2"
    assert judged(good, "i_1 i_2", FOLLOWER, names, loop=loop) == ""
    assert judged("V1 = R1*i_1 + R2*i_2 + v_2", "i_1 i_2", FOLLOWER, names, loop=loop)
    ohm = next(e for e in TEE.elements if e.name == "R1")
    other = replace(
        FOLLOWER,
        elements=tuple(
            replace(ohm, name=nullor.name, nodes=("2", "3")) if e is nullor else e for e in FOLLOWER.elements
        ),
    )
    assert "not the sum" in judged(good, "i_1 i_2", other, names, loop=loop)


def test_the_output_of_an_ideal_op_amp_is_at_any_voltage() -> None:
    """Its law says nothing of the voltage across it, so the path along it says nothing at all."""
    nullor = next(e for e in FOLLOWER.elements if e.kind == "N")
    assert "already" in judged("v_3 = 0", "", FOLLOWER, {}, path=[[nullor.name, "3", "0"]])


def test_what_the_balances_say_already_is_no_voltage_law() -> None:
    """R1 hangs on an input that draws nothing: the loop through both says what the balance there says."""
    nullor = next(e for e in FOLLOWER.elements if e.kind == "N")
    parts = [
        replace(e, nodes=("3", "2")) if e.name == "R1" else e for e in FOLLOWER.elements if e.name != "I3"
    ]
    hanging = replace(FOLLOWER, elements=tuple(parts))
    loop = [[nullor.name, "2", "3"], ["R1", "3", "2"]]
    for claim in ("R1*i_R1 = 0", "R2*i_R2 = R2*i_R2"):
        assert "already" in judged(claim, "", hanging, {}, loop=loop)


def test_the_voltage_along_a_branch_that_carries_nothing() -> None:
    c = read("* dangling\nV1 1 0\nR1 1 2\nR2 2 3\nR3 3 2\nR4 1 0\n").circuit
    assert judged("v_1 - v_2 = 0", "", c, {}, path=[["R1", "1", "2"]]) == ""
    assert "not the sum" in judged("v_1 - v_2 = V1", "", c, {}, path=[["R1", "1", "2"]])


def test_balances_of_a_few_currents() -> None:
    """Around the tee: what R1 carries goes on through R2 and C3; of R1 and R4 alone nothing is known."""
    (cut,) = balances(TEE, ["i_R1", "i_R2", "i_C3"])
    values = {"i_R1": 5, "i_R2": 2, "i_C3": 3}
    assert cut.left.value(values) == 0
    assert cut.left.value({**values, "i_C3": 4}) != 0
    assert balances(TEE, ["i_R1", "i_R4"]) == []
    (through,) = balances(TEE, ["i_R6", "i_C3", "i_R4"])
    assert through.left.value({"i_R6": 1, "i_C3": 1, "i_R4": 2}) == 0


def test_a_current_source_that_is_off_carries_nothing() -> None:
    off = FOLLOWER.off("I3")
    (dead,) = balances(off, ["i_R1"])
    assert dead.left.value({"i_R1": 1}) != 0
    assert balances(FOLLOWER, ["i_R1"]) == []
