"""Steps that hold may answer another question, or none: each reason is seen to be told, and only that one.

The verdicts are those of a sound derivation; the steps are then made to say something else, as no rule would
let them, so that nothing but the question of the answer is asked.
"""

from dataclasses import replace
from typing import Any

import pytest

from gainproof import derive
from gainproof.checker import check, unanswered
from gainproof.circuit.netlist import read
from gainproof.derivation import Assumption, Derivation, Verdict
from gainproof.expression import Equation, Sym
from gainproof.noise.deriving import derive_noise
from gainproof.notation import parse

AMPLIFIER = "* a\nV1 in 0 1\nX1 in n out opamp Ao={Ao}\nR1 n 0\nR2 n out\n.tf V(out) V1\n"
SOUND: dict[str, Derivation] = {
    "transfer": derive(AMPLIFIER),
    "noise": derive_noise(read(AMPLIFIER.replace("Ao={Ao}", "Ao={Ao} en=3n"))).derivation,
}
VERDICTS = {kind: check(d) for kind, d in SOUND.items()}


def changed(d: Derivation, label: str, **fields: Any) -> Derivation:
    return replace(d, steps=tuple(replace(s, **fields) if s.label == label else s for s in d.steps))


def but(verdicts: tuple[Verdict, ...], label: str, **fields: Any) -> tuple[Verdict, ...]:
    return tuple(replace(v, **fields) if v.label == label else v for v in verdicts)


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_derivation_answers(kind: str) -> None:
    d = SOUND[kind]
    assert d.limits
    assert unanswered(d, VERDICTS[kind]) == ()


@pytest.mark.parametrize("kind", SOUND)
@pytest.mark.parametrize("which", ["exact", "result", "limits"])
def test_a_step_that_does_not_hold_is_no_answer(kind: str, which: str) -> None:
    d = SOUND[kind]
    label = d.limits[0] if which == "limits" else getattr(d, which)
    (why,) = {*unanswered(d, but(VERDICTS[kind], label, holds=False))}
    assert why == f"{label} is not a step that holds"


@pytest.mark.parametrize("kind", SOUND)
def test_a_voltage_left_in_the_answer_is_told(kind: str) -> None:
    d = SOUND[kind]
    state = list(d.circuits[d.step(d.result).circuit].voltages)[-1]
    claim = d.step(d.result).claim
    told = unanswered(
        changed(d, d.result, claim=Equation(claim.left, claim.right + Sym(state))), VERDICTS[kind]
    )
    assert f"{d.result} still contains {state}" in told


@pytest.mark.parametrize("kind", SOUND)
def test_an_assumption_is_told(kind: str) -> None:
    d = SOUND[kind]
    under = frozenset({Assumption("Ao", "oo")})
    assert unanswered(d, but(VERDICTS[kind], d.result, under=under)) == (
        f"{d.result} holds only under Ao -> oo",
    )


@pytest.mark.parametrize("kind", SOUND)
def test_a_limit_is_one_of_the_exact_result(kind: str) -> None:
    d = SOUND[kind]
    for fields in ({"premises": ()}, {"rule": "rearrange"}):
        told = unanswered(changed(d, d.limits[0], **fields), VERDICTS[kind])
        assert told == (f"{d.limits[0]} is not a limit of {d.exact}",)


@pytest.mark.parametrize("kind", SOUND)
def test_the_answer_is_in_the_circuit_that_answers(kind: str) -> None:
    d = SOUND[kind]
    other = read("* b\nV1 in 0 1\nR1 in out\nR2 out 0\n").circuit
    moved = changed(replace(d, circuits={**d.circuits, "other": other}), d.result, circuit="other")
    why = f"{d.result} is about another circuit than the one that answers {d.quantity}"
    assert why in unanswered(moved, VERDICTS[kind])


def test_the_boxed_line_is_about_what_the_exact_one_is_about() -> None:
    d = SOUND["transfer"]
    claim = d.step(d.result).claim
    told = unanswered(changed(d, d.result, claim=Equation(parse("1/R1"), claim.right)), VERDICTS["transfer"])
    assert told == (f"{d.result} is not about what {d.exact} is about",)


@pytest.mark.parametrize(
    "fields", [{"rule": "define"}, {"circuit": "other"}, {"data": {"output": ["n", "0"]}}]
)
def test_a_density_is_brought_in_by_its_own_rule_in_the_given_circuit(fields: dict[str, Any]) -> None:
    d = SOUND["noise"]
    (brought,) = (s for s in d.steps if s.rule == "powers" and not s.data.get("source"))
    if "data" in fields:
        fields = {"data": {**brought.data, **fields["data"]}}
    same = replace(d, circuits={**d.circuits, "other": d.circuit})
    told = unanswered(changed(same, brought.label, **fields), VERDICTS["noise"])
    assert f"{d.exact} is not about {d.quantity}" in told


def test_a_density_that_was_refused_is_none() -> None:
    d = SOUND["noise"]
    (brought,) = (s for s in d.steps if s.rule == "powers" and not s.data.get("source"))
    told = unanswered(d, but(VERDICTS["noise"], brought.label, holds=False))
    assert f"{d.exact} is not about {d.quantity}" in told or d.exact == brought.label
    assert brought.label not in (d.exact, d.result), "the steps that are looked at hold themselves"
