"""lcapy, through our translation, agrees with the hand-known answers and refuses the planted faults."""

import pytest
from written_circuits import ANSWERS, FAULTS, FIVE, GAIN, OUT, V2, circuit

from gainproof.derivation import Quantity
from gainproof.notation import parse
from gainproof.witness import lcapy, numeric, opinions


@pytest.mark.parametrize("case", ANSWERS)
def test_a_known_answer_is_accepted_and_its_negative_and_double_refused(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    right = lcapy.opinion(circuit(text), quantity, parse(answer))
    assert right.agrees is True, right
    for wrong in (f"-({answer})", f"2*({answer})"):
        said = lcapy.opinion(circuit(text), quantity, parse(wrong))
        assert said.agrees is False, wrong
        assert "it gives" in said.how


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_refused_at_finite_gain(fault: str) -> None:
    before, after = FAULTS[fault]
    assert lcapy.opinion(FIVE, OUT, parse(GAIN)).agrees is True
    assert lcapy.opinion(FIVE, OUT, parse(GAIN.replace(before, after))).agrees is False


@pytest.mark.parametrize(
    "case", ["low-pass", "nullor", "transformer", "CCVS controlled by a VCCS", "impedance"]
)
def test_its_own_symbolic_answer_is_the_right_one(case: str) -> None:
    text, quantity, answer = ANSWERS[case]
    found = parse(lcapy.solve(circuit(text), quantity))
    assert numeric.opinion(circuit(text), quantity, found).agrees is True
    assert set(found.symbols()) == set(parse(answer).symbols())


def test_what_it_cannot_do_is_said() -> None:
    depends_on_s = circuit("V1 V 1 0\nR1 R 1 2 = s*a\nR2 R 2 0")
    said = lcapy.opinion(depends_on_s, V2, parse("R2/(s*a + R2)"))
    assert said.agrees is None
    assert "R1" in said.how
    floating = circuit("V1 V 1 0\nR1 R 2 3\nR2 R 1 0")
    assert lcapy.opinion(floating, V2, parse("1")).agrees is None
    nowhere = Quantity("transfer", ("9", "0"), "V1")
    assert lcapy.opinion(FIVE, nowhere, parse("1")).agrees is None


def test_it_is_stopped_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lcapy, "SECONDS", 0.0)
    said = lcapy.opinion(FIVE, OUT, parse(GAIN))
    assert said.agrees is None
    assert "did not answer" in said.how
    monkeypatch.undo()
    assert lcapy.opinion(FIVE, OUT, parse(GAIN)).agrees is True, "a new process takes the next question"


def test_without_lcapy_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lcapy, "find_spec", lambda name: None)
    (said,) = opinions(FIVE, OUT, parse(GAIN), which=("lcapy",))
    assert (said.agrees, said.how) == (None, "lcapy is not installed")
