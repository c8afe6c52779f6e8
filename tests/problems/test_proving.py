"""A key is proved, or there is none: break any part of it and the proof barks."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gainproof.expression import Equation, Num
from gainproof.problems.answers import answer
from gainproof.problems.exercises import Exercise, exercises
from gainproof.problems.nouns import Answer
from gainproof.problems.proving import KeyRefused, judged_true, proved_formula, proved_number
from gainproof.problems.sense import numbers

ROOT = Path(__file__).parents[2]
EX = exercises([ROOT / "derivations" / "5-all-together"])[0][0]
AT_A_FREQUENCY = exercises([ROOT / "derivations" / "rauck-d-bandwidth"])[0][0]
VALUES = {**EX.values, "R1": Fraction(220), "R2": Fraction(220000), "Ro": Fraction(75)}


def key_of(ex: Exercise, values: dict[str, Fraction]) -> Answer:
    found = numbers(ex, values)
    assert found.value is not None
    return answer(found.value, ex.unit, [found.ideal] if found.ideal else [])


def test_a_right_key_is_proved_in_five_ways() -> None:
    circuit = EX.pattern.filled(VALUES)[1]
    said = [*proved_formula(EX), *proved_number(EX, key_of(EX, VALUES), VALUES, circuit)]
    assert len(said) == 5
    assert all(c.passed for c in said)


def test_at_a_frequency_the_witness_computes_with_complex_numbers() -> None:
    ex = AT_A_FREQUENCY
    assert ex.frequency == 1000
    circuit = ex.pattern.filled(ex.values)[1]
    assert len(proved_number(ex, key_of(ex, dict(ex.values)), ex.values, circuit)) == 2


@pytest.mark.parametrize("ex", [EX, AT_A_FREQUENCY], ids=["DC", "1 kHz"])
def test_a_wrong_number_is_refused(ex: Exercise) -> None:
    circuit = ex.pattern.filled(ex.values)[1]
    key = key_of(ex, dict(ex.values))
    wrong = replace(key, value=key.value * Fraction(1000001, 1000000))
    with pytest.raises(KeyRefused, match="the textbook form gives"):
        proved_number(ex, wrong, ex.values, circuit)


@pytest.mark.parametrize("ex", [EX, AT_A_FREQUENCY], ids=["DC", "1 kHz"])
def test_a_key_that_prints_another_number_is_refused(ex: Exercise) -> None:
    circuit = ex.pattern.filled(ex.values)[1]
    key = replace(key_of(ex, dict(ex.values)), shown="931.5")
    with pytest.raises(KeyRefused, match=r"is judged false|its own tolerance refuses"):
        proved_number(ex, key, ex.values, circuit)


def test_a_netlist_with_other_values_is_refused() -> None:
    circuit = EX.pattern.filled(EX.values)[1]
    with pytest.raises(KeyRefused, match="the netlist has not the values"):
        proved_number(EX, key_of(EX, VALUES), VALUES, circuit)


def test_a_circuit_that_is_another_is_noticed_by_the_witness() -> None:
    circuit = EX.pattern.filled(VALUES)[1]
    turned = [replace(e, nodes=e.nodes[::-1]) if e.kind == "V" else e for e in circuit.elements]
    with pytest.raises(KeyRefused, match="nodal analysis finds"):
        proved_number(EX, key_of(EX, VALUES), VALUES, replace(circuit, elements=tuple(turned)))


def test_a_formula_that_is_wrong_is_refused_before_any_number() -> None:
    wrong = replace(EX, formula=Equation(EX.formula.left, EX.formula.right + Num(1)))
    with pytest.raises(KeyRefused, match="is judged false"):
        proved_formula(wrong)
    circuit = EX.pattern.filled(VALUES)[1]
    with pytest.raises(KeyRefused, match="the textbook form gives"):
        proved_number(wrong, key_of(EX, VALUES), VALUES, circuit)


def test_a_study_that_does_not_hold_or_that_nobody_witnessed_is_refused() -> None:
    refused = [
        replace(v, holds=False, how="planted") if k == 2 else v for k, v in enumerate(EX.study.verdicts)
    ]
    with pytest.raises(KeyRefused, match="is refused: planted"):
        proved_formula(replace(EX, study=replace(EX.study, verdicts=tuple(refused))))
    with pytest.raises(KeyRefused, match="no witness could confirm"):
        proved_formula(replace(EX, study=replace(EX.study, opinions=())))


def test_a_line_that_says_nothing_of_the_circuit_is_no_proof() -> None:
    with pytest.raises(KeyRefused, match="says nothing of the circuit"):
        judged_true(EX, ["k = 3"], EX.pattern.text)


def test_a_line_that_is_passed_over_is_not_taken_for_judged() -> None:
    with pytest.raises(KeyRefused, match="says nothing of the circuit"):
        judged_true(EX, [*EX.definitions, "", EX.formula], EX.pattern.text)
