"""What is false is not suggested; what says nothing costs much; what is alike is shown once."""

from math import inf

from gainproof.circuit.netlist import read
from gainproof.hand.diagnosis import diagnose
from gainproof.hand.diagnosis.alike import alike
from gainproof.hand.diagnosis.bench import Bench
from gainproof.hand.oracle import Oracle
from gainproof.hand.work import Claim, Side, Span
from gainproof.notation import parse, parse_equation

DIVIDER = "* loaded divider\nV1 1 0\nR1 1 2\nR2 2 0\nR3 2 0\n"


def test_true_is_asked_of_the_circuit() -> None:
    bench = Bench(Oracle(read(DIVIDER).circuit))
    assert bench.true(parse_equation("v_2*(1/R1 + 1/R2 + 1/R3) = V1/R1"), {})
    assert not bench.true(parse_equation("v_2*(1/R1 + 1/R2) = V1/R1"), {})
    assert not bench.true(parse_equation("v_2 = unheard"), {})
    assert bench.true(parse_equation("v_2*(1/R1 + 1/R2) = V1/R1"), {"R3": "oo"})
    assert not bench.true(parse_equation("v_2*(1/R1 + 1/R2) = V1/R1"), {"R2": "oo"})


def test_what_says_nothing_is_doubted() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    oracle.define("k", parse("R2/R1"))
    bench = Bench(oracle)
    line = parse_equation("v_2 = V1")
    assert bench.doubt(line, parse_equation("v_2 = V1 - R1*i_R1")) == 0
    assert 0 < bench.doubt(line, parse_equation("v_2*R1 = R1*v_2")) < inf
    assert bench.doubt(line, parse_equation("R1/R2*R2 = R1")) == inf


def test_no_two_suggestions_are_alike() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    q, place = parse_equation("v_2*(1/R1 + 1/R2 + 1/R2) = V1/R2 - v_2"), Span(1, 1)
    found = diagnose(Claim(Side(q.left, place), Side(q.right, place), "=", "", place), oracle)
    keys = [alike(s.claim) for s in found.suggestions]
    assert len(keys) == len(set(keys)) > 0
