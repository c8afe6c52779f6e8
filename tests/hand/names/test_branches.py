"""Names of currents that are a part's, in another circuit than that in which they came up."""

from hand.written import circuit_of

from gainproof.expression import Equation
from gainproof.hand.asking.state import State
from gainproof.hand.names.branches import as_branches
from gainproof.hand.truth import worlds
from gainproof.hand.work import Work
from gainproof.notation import parse
from gainproof.verification import verify

LADDER = circuit_of("V1 1 0 1", "R1 1 2 1k", "R2 2 3 2k", "R3 3 0 3k", "R4 1 0 1k")


def told(node: str, meaning: str) -> Equation:
    """The claim v_3 = i R3 about the circuit with a test source at a node, where the writer's i is this."""
    state = State(Work("", (), (), ""), LADDER, frozenset(), False, {}, {}, False)
    state.oracle.define("i", parse(meaning), "")
    there = state.oracle.beside(worlds.tested(LADDER, node))
    return as_branches(Equation(parse("v_3"), parse("i*R3")), state.oracle, there)


def test_a_current_of_one_part_is_its_current_there() -> None:
    assert told("2", "V1/R4").right == parse("i_R4*R3")


def test_a_current_of_parts_in_series_is_theirs_where_they_still_are() -> None:
    series = "V1/(R1 + R2 + R3)"
    assert told("1", series).right == parse("i_R1*R3")
    assert told("2", series).right == parse("i*R3"), "R1 and R2 carry other currents then"


def test_a_current_that_is_explained_and_used_nowhere_is_no_fault() -> None:
    circuit = "* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\n"
    text = "Let i_1 be the current through R1.\nv_out = V1*R2/(R1 + R2)"
    assert [j.verdict for j in verify(text, circuit).judged] == ["true"]
