"""Currents that words tie to an op-amp, and wrong lines about them."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

LOADED = circuit_of("V1 in 0 0.2", "R1 in n 2k", "R2 n out 15k", "RL out 0 1k", "X1 0 n out opamp")
FINITE = circuit_of(
    "V1 in 0 0.2", "R1 in n 2k", "R2 n out 15k", "RL out 0 1k", "X1 0 n out opamp Ao=1e5 Ro=50"
)
TWO = circuit_of(
    *("V1 a 0 1", "X1 a b b opamp", "R1 b n 1k", "R2 n out 2k", "RL out 0 1k", "X2 0 n out opamp"),
)
FOLLOWER = circuit_of("V1 in 0 1", "X1 in out out opamp Ao=1e5 Ri=1e6", "RL out 0 1k", "R2 out 0 3k")
RIGHT, WRONG = "v_out/RL + (v_out - v_n)/R2", "v_out/RL - (v_out - v_n)/R2"


def meant(text, circuit):
    work = read_work(text, format="text", symbols=symbol_table(circuit, {}))
    return set(work.meant), work.directed


@pytest.mark.parametrize(
    "words",
    [
        "the op-amp has to deliver i_o = {}",
        "The op-amp must supply the total current i_o = {}",
        "The op amp itself sources i_o = {}",
        "X1 delivers i_o = {}",
        "The current that the op-amp has to deliver is i_o = {}",
        "what the op-amp must deliver: i_o = {}",
        "The current delivered by the op-amp is i_o = {}",
        "current out of the opamp: i_o = {}",
        "Let i_o be the current supplied by the operational amplifier.\ni_o = {}",
        "The output of the op-amp has to provide i_o = {}",
    ],
)
@pytest.mark.parametrize("circuit", [LOADED, FINITE])
def test_what_an_op_amp_delivers_leaves_its_output(words, circuit):
    assert meant(words.format(RIGHT), circuit) == ({"i_o"}, {"i_o"})
    assert verdicts(circuit, words.format(RIGHT)) == ["true"]
    assert verdicts(circuit, words.format(WRONG)) == ["false"]
    assert verdicts(circuit, words.format(f"-({RIGHT})")) == ["false"]


@pytest.mark.parametrize(
    "words",
    [
        "the output current of the op-amp is i_o = {}",
        "The op-amp's output current i_o = {}",
        "op-amp output current: i_o = {}",
        "Here i_o is the output current of X1.\ni_o = {}",
    ],
)
def test_an_output_current_may_be_counted_either_way(words):
    assert meant(words.format(RIGHT), LOADED) == ({"i_o"}, frozenset())
    for right in (RIGHT, f"-({RIGHT})"):
        assert verdicts(LOADED, words.format(right)) == ["true"]
    assert verdicts(LOADED, words.format(WRONG)) == ["false"]


@pytest.mark.parametrize(
    "words",
    [
        "the op-amp delivers i_x to the load: i_x = v_out/RL",
        "the op-amp has to deliver i_L = v_out/RL",
        "the op-amp delivers the current i_x through RL, i_x = v_out/RL",
        "the op-amp delivers the load current i_x = v_out/RL",
        "no current flows into the op-amp, i_x = v_out/RL",
    ],
)
def test_a_part_of_that_current_is_another_one(words):
    assert "false" not in verdicts(LOADED, words)


def test_one_of_two_op_amps_is_named():
    assert meant("the op-amp delivers i_o = v_out/RL", TWO)[0] == set()
    assert verdicts(TWO, "X1 delivers i_o = v_b/R1") == ["true"]
    assert verdicts(TWO, "the op-amp X2 delivers i_o = v_b/R1") == ["false"]
    assert verdicts(TWO, "the op-amp X2 has to deliver i_o = v_out/RL + v_out/R2") == ["true"]


def test_the_inputs_of_the_op_amp_are_its_own():
    assert verdicts(FOLLOWER, "the op-amp delivers i_o = v_out/RL + v_out/R2") == ["true"]
    assert verdicts(FOLLOWER, "the op-amp delivers i_o = v_out/RL") == ["false"]
