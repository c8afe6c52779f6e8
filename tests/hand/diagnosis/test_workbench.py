"""What is false is not suggested; what says nothing costs much; what is alike is shown once."""

from collections import Counter
from math import inf

from gainproof.circuit.netlist import read
from gainproof.hand.diagnosis import diagnose
from gainproof.hand.diagnosis.alike import alike, says, written
from gainproof.hand.diagnosis.bench import Bench, parts_of
from gainproof.hand.diagnosis.candidates import SPELLINGS
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim, Side, Span
from gainproof.notation import parse, parse_equation, text

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
    assert 0 < bench.doubt(line, parse_equation("v_1 = V1")) < inf
    told, rest = "V1*(R1 + R2)/R1 = V1*(1 + k)", "V1*(R1 + R2)/R1 = V1*(1 - k)"
    assert bench.doubt(parse_equation(rest), parse_equation(told)) == 0
    assert bench.doubt(parse_equation("k = 0"), parse_equation("k = R2/R1")) == 0
    assert bench.doubt(line, parse_equation("R1/R2*R2 = R1")) == inf


def test_multiples_of_one_signal_are_mended_by_an_identity() -> None:
    bench = Bench(Oracle(read(DIVIDER).circuit))
    line, mended = parse_equation("(1 + x)^2*v_2 = (1 + 3*x)*v_2"), parse_equation("v_2*R1 = R1*v_2")
    assert bench.doubt(line, mended) == 0
    assert bench.doubt(parse_equation("v_2 = 0"), mended) > 0, "one side alone speaks of it"
    assert bench.doubt(parse_equation("v_2*R1 = R1*V1"), mended) > 0
    assert bench.doubt(parse_equation("v_2*R1 = R1*(v_2 + V1)"), mended) > 0


def test_a_wrong_coefficient_of_a_product_worked_out_is_found() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    q = parse_equation("(2*R1 + R2)*(R1 + R2)*v_2 = (2*R1**2 + 4*R1*R2 + R2**2)*v_2")
    place = Span(1, 1)
    found = diagnose(Claim(Side(q.left, place), Side(q.right, place), "=", "", place), oracle)
    mended = parse_equation("(2*R1 + R2)*(R1 + R2)*v_2 = (2*R1**2 + 3*R1*R2 + R2**2)*v_2")
    assert found.suggestions[0].claim == mended
    assert "4 should be 3" in found.message


def test_a_name_for_a_voltage_is_not_mended_with_its_own_definition() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    oracle.define("Z", parse("V1/i_R1"))
    bench = Bench(oracle)
    line = parse_equation("Z = 0")
    assert bench.doubt(line, parse_equation("Z = V1/i_R1")) > 0
    assert bench.doubt(line, parse_equation("Z = R1 + par(R2, R3)")) == 0


def test_in_a_limit_every_term_counts() -> None:
    bench = Bench(Oracle(read("* inverting\nV1 1 0\nR1 1 2\nR2 2 3\nX1 0 2 3 opamp Ao=Ao\n").circuit))
    to = {"Ao": "oo"}
    assert bench.counts(parse_equation("V1/R1 + v_3/R2 = 0"), to)
    assert bench.counts(parse_equation("v_3*(1/R1 + 1/R2) = -V1*R2/R1*(1/R1 + 1/R2)"), to)
    assert not bench.counts(parse_equation("v_2/R1 + i_R1 = V1/R1"), to)
    assert not bench.counts(parse_equation("v_2*(1/R1 + 1/R2) = 0"), to)
    assert not bench.counts(parse_equation("v_3 = -V1*(R2 + v_2/i_R1)/R1"), to)


def test_a_saying_is_shown_once() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    oracle.define("G", parse("1/R2 + 1/R3"))
    oracle.define("R_p", parse("par(R2, R3)"))
    q, place = parse_equation("v_2*(1/R1 - G) = V1/R1"), Span(1, 1)
    found = diagnose(Claim(Side(q.left, place), Side(q.right, place), "=", "", place), oracle)
    free = Bench(oracle).by_definition()
    assert found.suggestions[0].claim == parse_equation("v_2*(1/R1 + G) = V1/R1")
    sayings = Counter(says(s.claim, free) for s in found.suggestions)
    assert max(sayings.values()) <= SPELLINGS
    ways = [written(s.claim) for s in found.suggestions]
    assert len(set(ways)) == len(ways) > 1  # what is said twice is spelled otherwise
    assert not any("R_p" in s.claim.symbols() for s in found.suggestions[:1])
    assert says(parse_equation("v_2*(G*R_p/R1 + G) = V1/R1"), free) == says(found.suggestions[0].claim, free)
    assert says(q, free) != says(found.suggestions[0].claim, free)


def test_no_two_suggestions_are_alike() -> None:
    oracle = Oracle(read(DIVIDER).circuit)
    q, place = parse_equation("v_2*(1/R1 + 1/R2 + 1/R2) = V1/R2 - v_2"), Span(1, 1)
    found = diagnose(Claim(Side(q.left, place), Side(q.right, place), "=", "", place), oracle)
    keys = [alike(s.claim) for s in found.suggestions]
    assert len(keys) == len(set(keys)) > 0


def test_the_parts_of_lines_stand_in_the_order_of_writing() -> None:
    """Of two suggestions that cost the same the first is shown: the same one in every run."""
    lines = [parse_equation("v_2/R1 + v_2/R2 = V1*R3"), parse_equation("V1*R3 = v_2/R3")]
    texts = [text(x) for x in parts_of(lines)]
    assert texts == ["v_2/R1 + v_2/R2", "v_2/R1", "v_2/R2", "V1*R3", "v_2/R3"]
