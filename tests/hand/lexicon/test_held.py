"""The voltage of a node that a source holds is zero where the source is off, and a condition that says so."""

import pytest
from hand.written import circuit_of

from gainproof.expression import ZERO, Equation, Sym
from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.held import held_by, turned_off
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

STAGE = circuit_of("Vs in 0 1", "R1 in n", "R2 n out", "R3 p 0", "X1 p n out opamp Ibp=105n Ibn=95n")
FLOATING = circuit_of("V1 a b 1", "V2 0 c 1", "R1 a 0", "R2 b c", "I1 0 a")
RIGHT = "\n\nv_out = R2 Ibn - (1 + R2/R1) R3 Ibp\n"
WRONG = "\n\nv_out = R1 Ibn - (1 + R2/R1) R3 Ibp\n"
OFF = [
    "With v_in = 0,",
    "If v_in = 0, then",
    "For v_in = 0 there remains",
    "Without a signal, v_in = 0, there remains",
    "With no signal applied $v_in = 0$ and",
    "In the absence of an input signal, v_in = 0.",
    "With no input, Vs = 0, there remains",
]


def verdicts(source, circuit=STAGE):
    work = read_work(source, format="text", symbols=symbol_table(circuit, {}))
    return [j.verdict for j in judge_work(work, circuit, diagnosing=False)]


def test_a_source_holds_a_node_if_its_other_end_is_ground():
    assert [held_by(n, STAGE) for n in ("v_in", "v_n", "v_p", "v_out", "Vs")] == ["Vs", "", "", "", ""]
    assert [held_by(n, FLOATING) for n in ("v_a", "v_b", "v_c")] == ["", "", "V2"]


def test_what_turns_a_source_off_is_zero():
    v_in, source = Sym("v_in"), Sym("Vs")
    assert turned_off(Equation(v_in, ZERO), STAGE) == turned_off(Equation(ZERO, source), STAGE) == "Vs"
    assert turned_off(Equation(v_in, source), STAGE) == turned_off(Equation(Sym("v_n"), ZERO), STAGE) == ""


@pytest.mark.parametrize("words", OFF)
def test_a_source_is_off_where_the_node_that_it_holds_is_at_zero(words):
    assert verdicts(words + RIGHT) == ["limit"]
    assert verdicts(words + WRONG) == ["false"]


@pytest.mark.parametrize("words", ["With v_n = 0,", "With v_p = 0,", "If v_n = 0, then"])
def test_a_node_that_no_source_holds_turns_nothing_off(words):
    assert verdicts(words + RIGHT) == ["false"]


@pytest.mark.parametrize(
    "claim",
    [
        "Virtual ground: v_in = 0",
        "v_in = 0",
        "No input current flows, v_in = 0.",
        "Without a signal, v_out = 0.",
        "Without a signal, v_in = 3 v_n.",
    ],
)
def test_what_is_claimed_is_no_condition(claim):
    assert verdicts(claim) == ["false"]


def test_a_signal_that_is_off_stays_off():
    text = (
        "Without a signal, v_in = 0." + RIGHT + "\nWe choose R3 = R1 || R2. Then\n\nv_out = {} (Ibn - Ibp)\n"
    )
    assert verdicts(text.format("R2")) == ["limit"] * 3
    assert verdicts(text.format("R1")) == ["limit", "limit", "false"]
