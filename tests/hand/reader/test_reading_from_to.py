"""A current that words say flows from one node to another is that of the part between them."""

import pytest
from hand.outcomes import verdicts
from hand.written import circuit_of

from gainproof.expression import Sym, neg
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader.prose.explaining import meant_with_ways

CIRCUIT = circuit_of(
    "V1 in 0", "R1 in a", "R2 a 0", "R3 a b", "R4 b 0", "I1 0 b", "C1 a c", "R5 a c", "R6 c 0"
)
SYMBOLS = symbol_table(CIRCUIT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("From here it divides; from b to a flows\n   i = I1/2", {"i": neg(Sym("i_R3"))}),
        ("from node a to node b flows the current $i_x$", {"i_x": Sym("i_R3")}),
        ("Let i_x be the current from b to a.", {"i_x": neg(Sym("i_R3"))}),
        ("the current flowing from a to b is i_x", {"i_x": Sym("i_R3")}),
        ("i_x flows from a into b", {"i_x": Sym("i_R3")}),
        # two parts join them, none does, one is no node, and what is no current
        ("from a to c flows i_x", {}),
        ("from in to b flows i_x", {}),
        ("from a to nowhere flows i_x", {}),
        ("from b to a we find i_x", {}),
    ],
)
def test_a_current_from_node_to_node(words, said):
    assert meant_with_ways(words, SYMBOLS)[0] == said


WORK = """b) V1 = 0 (short). I1 divides between R4 and the way through R3; from {way} flows
   i = {current}
   v_a = i * (R1||R2)
"""
BRANCH = circuit_of("V1 in 0", "R1 in a", "R2 a 0", "R3 a b", "R4 b 0", "I1 0 b")


def test_it_is_held_against_the_circuit():
    right = "I1 * R4 / (R3 + R4 + R1||R2)"
    other = "I1 * (R3 + R1||R2) / (R3 + R4 + R1||R2)"
    assert verdicts(BRANCH, WORK.format(way="b to a", current=right))[1:] == ["limit", "limit"]
    assert verdicts(BRANCH, WORK.format(way="b to a", current=other))[1] == "false"
    assert verdicts(BRANCH, WORK.format(way="a to b", current=right))[1] == "false"
