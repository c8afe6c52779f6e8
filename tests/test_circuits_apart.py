"""The checker and several circuits: what may be cited from one in another, and what a name stands for."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gainproof.checker import check, failures, unanswered
from gainproof.circuit.circuit import Circuit, Parameter
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation, Quantity, Step
from gainproof.notation import parse_equation

GIVEN = read("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n").circuit
QUIET = GIVEN.off("V1")
DRIVEN = QUIET.with_test_source("2")
CIRCUITS = {"given": GIVEN, "quiet": QUIET, "driven": DRIVEN}


def step(label: str, rule: str, claim: str, *premises: str, circuit: str = "given", **data: object) -> Step:
    return Step(label, rule, parse_equation(claim), premises, circuit, data=data)


def refused(*steps: Step, circuits: Mapping[str, Circuit] = CIRCUITS) -> tuple[tuple[str, str], ...]:
    d = Derivation(Quantity("transfer", ("2", "0"), "V1"), circuits, steps, "", "")
    return tuple((v.label, v.how) for v in failures(d, check(d)))


SEEN = step("n", "define", "Rd = v_2/It", circuit="driven", symbol="Rd")
FOUND = step("f", "circuit", "Rd = par(R1, R2)", "n", circuit="driven")


def test_a_name_from_another_circuit_is_a_number_here() -> None:
    """v_2 = Rd V1/R1 in the given circuit, though v_2 of the driven circuit is another voltage."""
    used = step("u", "circuit", "v_2 = Rd*V1/R1", "f")
    assert refused(SEEN, FOUND, used) == ()


def test_its_definition_may_not_be_read_in_the_wrong_circuit() -> None:
    """In the given circuit v_2/It is nothing; a consequence must not take the definition at its word."""
    wrong = step("w", "consequence", "v_2 = Rd*It", "n")
    assert refused(SEEN, wrong)[0] == ("w", "n is about another circuit (driven)")


def test_voltages_of_two_circuits_are_not_one() -> None:
    """v_2 is zero in the quiet circuit and is not in the given one."""
    zero = step("z", "circuit", "v_2 = 0", circuit="quiet")
    named = step("k", "define", "k = v_2", circuit="quiet", symbol="k")
    said = step("s", "consequence", "k = 0", "z", "k", circuit="quiet")
    for wrong, why in (
        (step("w", "consequence", "v_2 = 0", "z"), "another circuit"),
        (step("w", "consequence", "v_2 = k", "k"), "another circuit"),
        (step("w", "consequence", "v_2 = k", "s"), "does not follow"),
        (step("w", "circuit", "v_2 = 0", "s"), "does not follow"),
    ):
        ((label, how),) = refused(zero, named, said, wrong)
        assert label == "w"
        assert why in how


def test_a_free_voltage_is_not_the_same_in_two_circuits() -> None:
    """Where a circuit leaves a voltage open, a name for it says nothing of the other circuit's voltage."""
    loose = read("* loose\nV1 1 0\nC1 1 2\nL1 2 0\nI1 2 0 0\n").circuit
    open_loop = loose.opened("L1").opened("C1")
    circuits = {"given": loose, "open": open_loop}
    named = step("k", "define", "k = v_2", circuit="open", symbol="k")
    wrong = step("w", "circuit", "v_2 = k")
    assert refused(named, wrong, circuits=circuits)[-1][0] == "w"


def test_a_parameter_here_may_not_be_a_voltage_there() -> None:
    """A claim about the parameter v_2 of one circuit says nothing of the voltage v_2 of another."""
    odd = read("* odd\n.param v_2=1\nV1 1 0 {v_2}\nR1 1 0\n").circuit
    circuits = {"given": GIVEN, "odd": odd}
    named = step("k", "define", "k = v_2", circuit="odd", symbol="k")
    wrong = step("w", "consequence", "v_2 = k", "k")
    assert refused(named, wrong, circuits=circuits)[0][0] in ("k", "w")


def test_an_answer_from_another_circuit_is_none() -> None:
    """The quantity asked for is of the given circuit; a name defined alike in another does not answer it."""
    shorted = GIVEN.shorted("R1")
    named = step("k", "define", "k = v_2/V1", circuit="other", symbol="k")
    value = step("e", "circuit", "k = 1", "k", circuit="other")
    here = step("h", "consequence", "k = 1", "e")
    for answer, why in (("e", "is about another circuit"), ("h", "is not about V(2)/V1")):
        d = Derivation(
            Quantity("transfer", ("2", "0"), "V1"),
            {"given": GIVEN, "other": shorted},
            (named, value, here),
            answer,
            answer,
        )
        assert failures(d, check(d)) == ()
        assert any(why in said for said in unanswered(d, check(d)))


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("v_2 = V1", "does not follow from the circuit"),
        ("v_2/V1 = R1/(R1 + R2)", "does not follow from the circuit"),
        ("v_2 = v_1*R2/(R1 + R2) + x", "does not follow from the circuit"),
        ("v_2/(v_1 - V1) = 1", ""),
    ],
)
def test_the_circuit_forces_no_such_thing(claim: str, why: str) -> None:
    ((label, how),) = refused(step("w", "circuit", claim))
    assert label == "w"
    assert why in how


def test_only_a_gain_is_a_partial_derivative() -> None:
    """Everywhere else ∂y/∂x has no meaning, and the checker says so instead of stumbling."""
    for rule in ("circuit", "consequence", "law", "kcl", "rearrange", "superpose", "asymptotic"):
        for claim in ("diff(v_2, V1) = R2/(R1 + R2)", "v_2 = V1*diff(v_2, V1)"):
            ((_, how),) = refused(step("w", rule, claim))
            assert how == "only a gain is a partial derivative"


def test_one_symbol_is_not_two_nodes() -> None:
    """A parameter called v_2 makes node 2's voltage v_2_, which in the given circuit is that of node 2_."""
    given = read("* chain\nV1 1 0\nR1 1 2\nR2 2 2_\nR3 2_ 0\n").circuit
    odd = replace(given, parameters={**given.parameters, "v_2": Parameter("v_2")}, name="odd")
    assert given.voltages["v_2_"] == "2_"
    assert odd.voltages["v_2_"] == "2"
    wrong = step("w", "circuit", "v_2_/V1 = (R2 + R3)/(R1 + R2 + R3)", circuit="odd")
    asked = Quantity("transfer", ("2_", "0"), "V1")
    d = Derivation(asked, {"given": given, "odd": odd}, (wrong,), "w", "w")
    assert failures(d, check(d)) == ()
    assert any("another circuit" in why for why in unanswered(d, check(d)))


def long_names() -> list[Step]:
    """Names of which each is made of the two before it, so that spelled out the last is without end."""
    first = [step(f"k{i}", "define", f"k{i} = R2/R2", symbol=f"k{i}") for i in range(2)]
    claims = (f"k{i} = k{i - 1} - k{i - 2}" for i in range(2, 100))
    return first + [step(f"k{i}", "define", q, symbol=f"k{i}") for i, q in enumerate(claims, 2)]


def test_names_too_long_to_be_spelled_out_are_refused() -> None:
    names = long_names()
    labels = [s.label for s in names]
    result = step("r", "circuit", "v_2/V1 = R2/(R1 + R2)")
    summed = step("w", "superpose", "k99 = 1", *labels)
    ((label, how),) = refused(*names, summed)
    assert (label, "millions of terms" in how) == ("w", True)
    answer = step("a", "consequence", "v_2/V1 = R2/(R1 + R2) + k99 - k99", "r", *labels)
    d = Derivation(Quantity("transfer", ("2", "0"), "V1"), CIRCUITS, (*names, result, answer), "a", "a")
    assert failures(d, check(d)) == ()
    assert any("cannot be read" in why for why in unanswered(d, check(d)))
