"""What the rule *powers* must refuse: each planted fault is one that only this rule can see."""

from dataclasses import replace
from typing import Any

import pytest

from gainproof.checker import check, unanswered
from gainproof.circuit.netlist import read
from gainproof.derivation import Derivation, Step
from gainproof.expression import Equation, Sym
from gainproof.noise.deriving import derive_noise
from gainproof.notation import parse
from gainproof.rules import BRIDGES
from gainproof.rules.judge import Context, Finding
from gainproof.rules.powers import judge

STATIC = """* inverting
V1 in 0 1
X1 0 n out opamp Ao=1k en=3n in=1p in_corner=50
R1 in n
R2 n out
.tf V(out) V1
"""
DYNAMIC = "* filter\nV1 in 0 1\nR1 in a\nC1 a 0\nR2 a out\nC2 out 0\n.tf V(out) V1\n"


@pytest.fixture(scope="module")
def static() -> Derivation:
    return derive_noise(read(STATIC)).derivation


@pytest.fixture(scope="module")
def dynamic() -> Derivation:
    return derive_noise(read(DYNAMIC)).derivation


def of(d: Derivation, left: str) -> Step:
    return next(s for s in d.steps if s.rule == "powers" and s.claim.left == parse(left))


def judged(d: Derivation, step: Step, circuits: dict[str, Any] | None = None, **changed: Step) -> Finding:
    """The rule's finding, where some of what was shown before is something else."""
    shown: dict[str, Step] = {}
    for s in d.steps:
        if s.label == step.label:
            break
        shown[s.label] = next((c for c in changed.values() if c.label == s.label), s)
    return judge(step, Context({**d.circuits, **(circuits or {})}, shown))


def told(step: Step, right: str | None = None, **data: Any) -> Step:
    claim = step.claim if right is None else Equation(step.claim.left, parse(right))
    return replace(step, claim=claim, data={**step.data, **data})


def test_it_is_a_bridge_and_holds(static: Derivation, dynamic: Derivation) -> None:
    assert "powers" in BRIDGES
    for d in (static, dynamic):
        for left in ("S_out", "S_in"):
            assert judged(d, of(d, left)).holds
        assert all(v.holds for v in check(d))


SUM = "H_R1**2*4*k_B*T/R1 + H_R2**2*4*k_B*T/R2 + H_X1_en**2*En**2 + H_X1_inn**2*In**2*(1 + In_corner/f)"


@pytest.mark.parametrize(
    ("right", "holds"),
    [
        (SUM, True),
        (SUM.replace("H_R2**2*4*k_B*T/R2 + ", ""), False),
        (SUM.replace("4*k_B*T/R1", "2*k_B*T/R1"), False),
        (SUM.replace("4*k_B*T/R1", "4*k_B*T*R1"), False),
        (SUM.replace("H_R1**2", "H_R1*H_R2"), False),
        (SUM.replace("+ H_X1_en", "- H_X1_en"), False),
        (SUM.replace("(1 + In_corner/f)", "1"), False),
        (SUM.replace("En**2", "En**2*(1 + In_corner/f)"), False),
        (SUM + " + In**2", False),
        ("(H_R1 + H_R2)**2*4*k_B*T/R1 + H_X1_en**2*En**2 + H_X1_inn**2*In**2*(1 + In_corner/f)", False),
    ],
)
def test_another_sum_is_refused(static: Derivation, right: str, holds: bool) -> None:
    assert judged(static, told(of(static, "S_out"), right)).holds is holds


@pytest.mark.parametrize("left_out", ["R1", "R2", "X1.en", "X1.inn"])
def test_a_source_may_not_be_left_out(static: Derivation, left_out: str) -> None:
    step = of(static, "S_out")
    symbol = f"H_{left_out.replace('.', '_')}"
    kept = {name: label for name, label in step.data["terms"].items() if name != left_out}
    without = parse(SUM).replaced({symbol: parse("0")})
    refused = judged(static, replace(told(step, terms=kept), claim=Equation(step.claim.left, without)))
    assert not refused.holds
    assert f"leaves out the noise of {left_out}" in refused.how


def test_roles_may_not_be_swapped(static: Derivation, dynamic: Derivation) -> None:
    for d, one, other in ((static, "R1", "X1.en"), (dynamic, "R1", "R2")):
        terms = dict(of(d, "S_out").data["terms"])
        terms[one], terms[other] = terms[other], terms[one]
        assert not judged(d, told(of(d, "S_out"), terms=terms)).holds


def test_a_result_of_another_circuit_is_refused(static: Derivation) -> None:
    step = of(static, "S_out")
    cited = static.step(step.data["terms"]["R1"])
    elsewhere = static.step(step.data["terms"]["R2"]).circuit
    refused = judged(static, step, cited=replace(cited, circuit=elsewhere))
    assert not refused.holds
    assert "another circuit" in refused.how


def test_a_wrong_transfer_function_is_refused(dynamic: Derivation) -> None:
    step = of(dynamic, "S_out")
    cited = dynamic.step(step.data["terms"]["R1"])
    wrong = replace(cited, claim=Equation(cited.claim.left, cited.claim.right * parse("2")))
    assert not judged(dynamic, step, cited=wrong).holds


def test_where_parts_depend_on_the_frequency_a_name_is_not_enough(dynamic: Derivation) -> None:
    """A name hides how H depends on s, so that its square would be H(s)² and not |H|²."""
    step = of(dynamic, "S_out")
    terms = {}
    for name, label in step.data["terms"].items():
        symbol = dynamic.step(label).claim.left.symbols()[0]
        terms[name] = next(s.label for s in dynamic.steps if s.names == symbol)
    square = told(step, "H_R1**2*4*k_B*T/R1 + H_R2**2*4*k_B*T/R2", terms=terms)
    assert not judged(dynamic, replace(square, premises=tuple(terms.values()))).holds
    values = [dynamic.spelled_out(dynamic.step(label).claim.right) for label in step.data["terms"].values()]
    squared = Equation(
        step.claim.left,
        values[0] ** 2 * parse("4*k_B*T/R1") + values[1] ** 2 * parse("4*k_B*T/R2"),
    )
    assert not judged(dynamic, replace(step, claim=squared)).holds


def test_the_input_s_density_needs_the_input_s_gain(static: Derivation) -> None:
    step = of(static, "S_in")
    assert not judged(static, told(step, "S_out/A")).holds
    assert not judged(static, told(step, "S_out*A**2")).holds
    assert not judged(static, told(step, "S_out/H_R1**2")).holds
    other = of(static, "S_out").data["terms"]["X1.en"]
    swapped = told(step, "S_out/H_X1_en**2", terms={"V1": other})
    assert not judged(static, replace(swapped, premises=(*step.premises, other))).holds
    alone = replace(step, premises=tuple(step.data["terms"].values()))
    assert "the density of the output" in judged(static, alone).how


@pytest.mark.parametrize("name", ["R1", "v_out", "k_B", "H_R1", "s", ""])
def test_a_symbol_with_a_meaning_is_refused(static: Derivation, name: str) -> None:
    step = of(static, "S_out")
    taken = replace(
        step, claim=Equation(Sym(name or "x"), step.claim.right), data={**step.data, "symbol": name}
    )
    refused = judged(static, taken)
    assert not refused.holds
    assert "meaning" in refused.how or "name" in refused.how


def test_the_circuit_must_be_silent_and_have_its_constants(static: Derivation) -> None:
    loud = replace(
        static.circuit,
        elements=tuple(replace(e, value=Sym("V1")) if e.kind == "V" else e for e in static.circuit.elements),
    )
    assert "sources off" in judged(static, of(static, "S_out"), {"given": loud}).how
    bare = replace(
        static.circuit, parameters={n: p for n, p in static.circuit.parameters.items() if n != "k_B"}
    )
    assert not judged(static, of(static, "S_out"), {"given": bare}).holds


@pytest.mark.parametrize("output", [None, "out", [], ["out"], ["n", "0"], ["out", "n"], ["nowhere", "0"]])
def test_another_output_is_refused(static: Derivation, output: Any) -> None:
    assert not judged(static, told(of(static, "S_out"), output=output)).holds


def test_a_derivation_of_something_else_is_unanswered(static: Derivation) -> None:
    verdicts = check(static)
    assert unanswered(static, verdicts) == ()
    at_input = next(s for s in reversed(static.steps) if s.claim.left == parse("S_in"))
    for wrong in (
        replace(static, exact=at_input.label, result=at_input.label),
        replace(static, quantity=replace(static.quantity, output=("n", "0"))),
        replace(static, limits=(static.result,)),
        replace(static, exact=at_input.label, limits=()),
        replace(static, result=at_input.label),
    ):
        assert unanswered(wrong, verdicts) != ()


def test_a_limit_is_no_exact_answer(static: Derivation) -> None:
    (only,) = unanswered(replace(static, result=static.limits[0]), check(static))
    assert "holds only under" in only


def test_the_input_s_density_is_made_of_the_right_one(static: Derivation) -> None:
    """Of the output's own, in the same circuit; not of another output's, or of one at an input."""
    step, own = of(static, "S_in"), of(static, "S_out")
    elsewhere = replace(own, label="there", claim=Equation(parse("S_2"), own.claim.right))
    planted = {
        "another output": replace(elsewhere, data={**own.data, "symbol": "S_2", "output": ["n", "0"]}),
        "at an input": replace(elsewhere, data={**own.data, "symbol": "S_2", "source": "V1"}),
        "another circuit": replace(elsewhere, data={**own.data, "symbol": "S_2"}, circuit="other"),
    }
    terms = dict(step.data["terms"])
    claim = replace(step, claim=Equation(step.claim.left, parse("S_2/A**2")))
    claim = replace(claim, premises=(*terms.values(), "there"))
    shown = {s.label: s for s in static.steps if s.label not in (step.label, own.label)}
    circuits = {**static.circuits, "other": static.circuit}
    good = replace(elsewhere, data={**own.data, "symbol": "S_2"})
    assert judge(claim, Context(circuits, {**shown, "there": good})).holds
    for what, cited in planted.items():
        refused = judge(claim, Context(circuits, {**shown, "there": cited}))
        assert not refused.holds, what
        assert "the density of the output" in refused.how


def test_a_voltage_hides_how_it_depends_on_s(dynamic: Derivation) -> None:
    """What is cited is true, yet its square is H(s)² and not |H|²."""
    step = of(dynamic, "S_out")
    cited = {name: dynamic.step(label) for name, label in step.data["terms"].items()}
    names = {name: s.claim.left for name, s in cited.items()}
    again = {
        f"define G_{name}": Step(
            f"define G_{name}",
            "define",
            Equation(Sym(f"G_{name}"), parse(f"v_out/In_{name}")),
            circuit=s.circuit,
            data={"symbol": f"G_{name}"},
        )
        for name, s in cited.items()
    }
    hidden = {s.label: replace(s, claim=Equation(names[n], Sym(f"G_{n}"))) for n, s in cited.items()}
    square = parse("(v_out/In_R1)**2*(4*k_B*T/R1) + (v_out/In_R2)**2*(4*k_B*T/R2)")
    claim = replace(step, claim=Equation(step.claim.left, square))
    before = {s.label: s for s in dynamic.steps[: dynamic.steps.index(step)]}
    refused = judge(claim, Context(dynamic.circuits, {**before, **again, **hidden}))
    assert not refused.holds
    assert "how it depends on s" in refused.how
