"""Rules *gain* and *choose*: derivatives of responses, and parts chosen so that a source has no effect."""

from dataclasses import replace

import pytest

from gainproof.checker import check, failures
from gainproof.circuit.netlist import read
from gainproof.derivation import Assumption, Derivation, Quantity, Step
from gainproof.notation import parse_equation

C = read("* two\nV1 1 0\nI1 0 2\nR1 1 2\nR2 2 0\nG1 0 3 2 0 gm\nR3 3 0\nI2 0 3\n").circuit
LABELS = ("r", "d")
RESPONSE = Step("r", "circuit", parse_equation("v_2 = par(R1, R2)*(V1/R1 + I1)"))
BEHIND = Step("r", "circuit", parse_equation("v_3 = R3*(gm*par(R1, R2)*(V1/R1 + I1) + I2)"))
NAMED = Step("d", "define", parse_equation("Rp = par(R1, R2)"), data={"symbol": "Rp"})


def refusal(last: Step, first: Step = RESPONSE) -> str:
    d = Derivation(Quantity("response", ("2", "0")), {"given": C}, (first, NAMED, last), "", "")
    wrong = failures(d, check(d))
    assert all(v.label == last.label for v in wrong), wrong
    return wrong[0].how if wrong else ""


def gain(claim: str, *premises: str) -> Step:
    return Step("g", "gain", parse_equation(claim), premises or LABELS)


@pytest.mark.parametrize(
    "claim",
    [
        "diff(v_2, V1) = R2/(R1 + R2)",
        "diff(v_2, V1) = Rp/R1",
        "diff(v_2, I1) = Rp",
    ],
)
def test_the_gain_from_a_source(claim: str) -> None:
    assert refusal(gain(claim)) == ""


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("diff(v_2, V1) = -R2/(R1 + R2)", "not the derivative"),
        ("diff(v_2, V1) = Rp", "not the derivative"),
        ("diff(v_2, I1) = R2", "not the derivative"),
        ("diff(v_2, R1) = -R2*(V1 - R2*I1)/(R1 + R2)**2", "not linear in R1"),
        ("diff(v_3, V1) = R2/(R1 + R2)", "not about what it takes the derivative of"),
        ("v_2/V1 = R2/(R1 + R2)", "does not claim a partial derivative"),
        ("diff(v_2, V1) = k", "not the derivative"),
    ],
)
def test_what_is_no_gain(claim: str, why: str) -> None:
    assert why in refusal(gain(claim))


def test_a_name_must_be_cited() -> None:
    assert "nothing cited says what it is" in refusal(gain("diff(v_2, I1) = Rp", "r"))


def test_a_gain_wants_one_result() -> None:
    assert "cites 0" in refusal(gain("diff(v_2, V1) = R2/(R1 + R2)", "d"))


def choose(claim: str, part: str, value: str, cancels: str, under: str | None = None) -> Step:
    assumed = frozenset({Assumption(part, under or value)})
    data = {"part": part, "value": value, "cancels": cancels}
    return Step("c", "choose", parse_equation(claim), LABELS, under=assumed, data=data)


def test_a_part_that_balances_a_bridge() -> None:
    """With one source on both arms, R4 = R2 R3/R1 leaves nothing; any other choice is refused."""
    c = read(
        "* bridge\nV1 1 0\nI1 0 3\nR1 1 a\nR2 a 0\nR3 1 b\nR4 b 0\nE1 4 0 a b k\nR5 4 3\nR6 3 0\n"
    ).circuit
    whole = "v_3 = par(R5, R6)*(I1 + k*V1/R5*(R2/(R1 + R2) - R4/(R3 + R4)))"
    left = "v_3 = par(R5, R6)*I1"
    result = Step("r", "circuit", parse_equation(whole))

    def judged(last: Step) -> str:
        d = Derivation(Quantity("response", ("3", "0")), {"given": c}, (result, last), "", "")
        verdicts = check(d)
        assert verdicts[0].holds
        return "" if verdicts[1].holds else verdicts[1].how

    def choice(claim: str, part: str, value: str, cancels: str, **more: str) -> Step:
        made = choose(claim, part, value, cancels, **more)
        return Step("c", "choose", made.claim, ("r",), under=made.under, data=made.data)

    assert judged(choice(left, "R4", "R2*R3/R1", "V1")) == ""
    for wrong, why in (
        (choice(left, "R4", "R1*R3/R2", "V1"), "not r with R4 as chosen"),
        (choice(left, "R4", "R2*R3/R1", "I1"), "I1 is still in it"),
        (choice(left, "R4", "R4", "V1"), "does not choose a part of the circuit"),
        (choice(left, "R9", "R2*R3/R1", "V1"), "does not choose a part of the circuit"),
        (choice(left, "R4", "R2*R3/R1", "V1", under="R1"), "assumption is not the choice"),
        (choice("v_a = par(R5, R6)*I1", "R4", "R2*R3/R1", "V1"), "left side"),
        (choice(left, "R4", "R2*R3/(R1 - R1)", "V1"), ""),
        (choice(left, "R4", "R2**", "V1"), "cannot be read"),
    ):
        how = judged(wrong)
        assert how, wrong
        assert why in how


def test_a_source_that_has_no_effect_to_begin_with() -> None:
    """I2 does not reach v_2: no choice can claim to have removed it."""
    last = choose("v_2 = par(R1, R2)*(V1/R1 + I1)", "R3", "R1", "I2")
    assert "I2" in refusal(last)


def judged(*steps: Step) -> tuple[str, str]:
    """The first step that is refused, and why, in the circuit without known units."""
    bare = {n: replace(p, unit="?") for n, p in C.parameters.items()}
    circuits = {"given": replace(C, parameters=bare)}
    d = Derivation(Quantity("response", ("2", "0")), circuits, steps, "", "")
    wrong = failures(d, check(d))
    return (wrong[0].label, wrong[0].how) if wrong else ("", "")


def test_a_source_hidden_in_a_voltage_has_an_effect() -> None:
    """v_2 depends on V1: that v_2 stands in its place does not make the source go away."""
    result = Step("r", "circuit", parse_equation("v_3 + (R1 - R2)*V1 = R3*(gm*v_2 + I2) + (R1 - R2)*V1"))
    wrong = choose("v_3 + (R1 - R2)*V1 = R3*(gm*v_2 + I2)", "R1", "R2", "V1")
    last = Step("c", "choose", wrong.claim, ("r",), under=wrong.under, data=wrong.data)
    assert judged(result, last) == ("c", "it holds v_2, of which nothing cited says what it is")


def test_a_source_is_not_chosen_to_cancel_itself() -> None:
    result = Step("r", "circuit", parse_equation("v_1 + I2*R3 = V1 + I2*R3"))
    wrong = choose("v_1 + I2*R3 = V1 + I1*R3", "I2", "I1", "I2")
    last = Step("c", "choose", wrong.claim, ("r",), under=wrong.under, data=wrong.data)
    assert "does not choose a part" in judged(result, last)[1]


def test_square_roots_that_stay_are_refused_without_a_traceback() -> None:
    result = Step("r", "circuit", parse_equation("v_1*sqrt(R1) = V1*sqrt(R1)"))
    slope = Step("g", "gain", parse_equation("diff((v_1*sqrt(R1)), V1) = sqrt(R1)"), ("r",))
    assert judged(result, slope) == ("g", "too large to judge")
    made = choose("v_1*sqrt(R1) = V1*sqrt(R1)", "R1", "R2", "V1")
    last = Step("c", "choose", made.claim, ("r",), under=made.under, data=made.data)
    assert judged(result, last) == ("c", "too large to judge")


def test_the_derivative_of_a_name_is_no_gain() -> None:
    """A name is a number; that it would be another for another V1 is not for a gain to say."""
    named = Step("k", "define", parse_equation("k = V1*R1/R2"), data={"symbol": "k"})
    result = Step("r", "circuit", parse_equation("k = V1*R1/R2"), ("k",))
    assert (
        "what a name stands for"
        in judged(named, result, Step("g", "gain", parse_equation("diff(k, V1) = R1/R2"), ("r", "k")))[1]
    )
