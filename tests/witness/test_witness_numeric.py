"""The numeric witness accepts hand-known answers for every kind of element and refuses planted faults."""

import pytest
from written_circuits import ANSWERS, FAULTS, FIVE, GAIN, OUT, V2, circuit

from gainproof.derivation import Quantity
from gainproof.notation import parse
from gainproof.witness import numeric, opinions


@pytest.mark.parametrize("case", ANSWERS)
def test_a_known_answer_is_accepted_and_its_negative_and_double_refused(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    c = circuit(text)
    right = numeric.opinion(c, quantity, parse(answer))
    assert right.agrees is True, right
    assert "random points" in right.how
    for wrong in (f"-({answer})", f"2*({answer})", f"({answer}) + 1"):
        said = numeric.opinion(c, quantity, parse(wrong))
        assert said.agrees is False, wrong
        assert "the circuit gives" in said.how


def test_the_gain_of_the_real_amplifier() -> None:
    assert numeric.opinion(FIVE, OUT, parse(GAIN)).agrees is True


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused_at_finite_gain(fault: str) -> None:
    before, after = FAULTS[fault]
    wrong = GAIN.replace(before, after)
    assert wrong != GAIN
    said = numeric.opinion(FIVE, OUT, parse(wrong))
    assert said.agrees is False
    assert "Ao = " in said.how


def test_agreement_is_said_in_the_same_words_each_run() -> None:
    assert len({numeric.opinion(FIVE, OUT, parse(GAIN)).how for _ in range(5)}) == 1


def test_with_numbers_for_every_value_there_is_one_point() -> None:
    c = circuit("V1 V 1 0\nR1 R 1 2 = 1000\nR2 R 2 0 = 3000")
    assert numeric.opinion(c, V2, parse("3/4")).how == "equal, exactly"
    assert numeric.opinion(c, V2, parse("3/5")).agrees is False


def test_what_it_cannot_judge_is_not_called_agreement() -> None:
    floating = circuit("V1 V 1 0\nR1 R 2 3\nR2 R 1 0")
    said = numeric.opinion(floating, V2, parse("1"))
    assert said.agrees is None
    assert "no unique solution" in said.how
    nothing_connected = circuit("V1 V 1 0\nR1 R 2 0")
    assert numeric.opinion(nothing_connected, Quantity("zin", (), "V1"), parse("R1")).agrees is None
    assert (
        numeric.opinion(nothing_connected, Quantity("transfer", ("9", "0"), "V1"), parse("R1")).agrees is None
    )


def test_a_result_outside_the_circuit_is_refused() -> None:
    c = circuit("V1 V 1 0\nR1 R 1 2\nR2 R 2 0")
    assert numeric.opinion(c, V2, parse("R2/(R1 + R2) + s")).agrees is False
    assert numeric.opinion(c, V2, parse("R2/(R1 - R1)")).agrees is False


def test_the_table_of_witnesses() -> None:
    (said,) = opinions(FIVE, OUT, parse(GAIN), which=("numeric",))
    assert said.name == numeric.NAME
    assert said.agrees
    with pytest.raises(KeyError):
        opinions(FIVE, OUT, parse(GAIN), which=("oracle",))
