"""The checker: order of steps, assumptions by union, least support, and proofs that do not fit in memory."""

import pytest

from gainproof.checker import check, failures
from gainproof.circuit.netlist import read
from gainproof.derivation import Assumption, Derivation, Quantity, Step
from gainproof.notation import parse_equation
from gainproof.rules.judge import follows

C = read("* divider\nV1 1 0\nR1 1 2\nR2 2 0\n").circuit


def derivation(*steps: Step) -> Derivation:
    return Derivation(Quantity("transfer", ("2", "0"), "V1"), {"given": C}, steps, "", "")


def step(label: str, rule: str, claim: str, *premises: str, **data: object) -> Step:
    return Step(label, rule, parse_equation(claim), premises, data=data)


LAW = step("a", "law", "v_1 = V1", element="V1")
KCL = step("b", "kcl", "(v_2 - V1)/R1 + v_2/R2 = 0", "a", nodes=["2"])
END = step("c", "consequence", "v_2/V1 = R2/(R1 + R2)", "a", "b")


def test_a_sound_derivation() -> None:
    assert failures(derivation(LAW, KCL, END), check(derivation(LAW, KCL, END))) == ()


def test_least_support() -> None:
    """The law of the source is not needed: its voltage is in the balance already."""
    assert check(derivation(LAW, KCL, END))[-1].uses == ("b",)


@pytest.mark.parametrize(
    ("steps", "label", "why"),
    [
        ((KCL, LAW, END), "b", "was not shown before it"),
        ((LAW, LAW), "a", "label is taken"),
        ((LAW, step("b", "magic", "v_2 = 0")), "b", "no rule 'magic'"),
        ((LAW, Step("b", "consequence", parse_equation("v_1 = V1"), ("a",), "elsewhere")), "b", "no circuit"),
        ((LAW, step("b", "consequence", "v_1 = V1")), "b", "cites nothing"),
        ((step("a", "law", "v_1 = V1", element="R9"),), "a", "no element 'R9'"),
        ((step("a", "kcl", "v_1 = V1", nodes=["9"]),), "a", "no node 9"),
        ((LAW, step("b", "rearrange", "v_1 = V1")), "b", "must cite one result"),
        ((LAW, step("b", "limit", "v_1 = V1", "a")), "b", "what goes where"),
        ((step("a", "define", "V1 = R1*R2", symbol="V1"),), "a", "already has a meaning"),
        ((step("a", "define", "x = y", symbol="x"),), "a", "defined by y"),
        ((LAW, step("b", "consequence", "v_1 + R1 = V1 + R1", "a")), "b", "dimensions disagree"),
    ],
)
def test_refusals_say_why(steps: tuple[Step, ...], label: str, why: str) -> None:
    refused = failures(derivation(*steps), check(derivation(*steps)))
    assert refused[0].label == label
    assert why in refused[0].how


def test_a_refused_step_can_not_be_cited() -> None:
    wrong = step("b", "kcl", "(v_2 - V1)/R1 - v_2/R2 = 0", "a", nodes=["2"])
    verdicts = check(derivation(LAW, wrong, END))
    assert [v.holds for v in verdicts] == [True, False, False]


def test_a_refused_claim_has_a_counterexample_in_small_numbers() -> None:
    wrong = step("c", "consequence", "v_2/V1 = R2/(R1 - R2)", "b")
    found = check(derivation(LAW, KCL, wrong))[-1].counterexample
    assert found["v_2/V1"] != found["R2/(R1 - R2)"]
    assert int(found["R1"]) < 20


def test_assumptions_travel_by_union() -> None:
    ideal = frozenset({Assumption("R1", "0")})
    limit = Step("d", "limit", parse_equation("v_2/V1 = 1"), ("c",), under=ideal, data={"to": {"R1": "0"}})
    after = step("e", "consequence", "v_2 = V1", "d")
    verdicts = check(derivation(LAW, KCL, END, limit, after))
    assert all(v.holds for v in verdicts)
    assert verdicts[-1].under == ideal
    assert verdicts[-2].under == ideal
    assert verdicts[2].under == frozenset()


def test_what_does_not_fit_in_memory_is_judged_at_random_points_and_says_so() -> None:
    names = " ".join(f"x{k}" for k in range(40)).split()
    left = "*".join(f"({n} + y_{n} + z_{n})" for n in names)
    found = follows(parse_equation(f"{left} = {left}"), [], [])
    assert found.holds
    assert "random points" in found.how
    refused = follows(parse_equation(f"{left} = {left} + x1"), [], [])
    assert not refused.holds
