"""A symbol that is spelled as a part, and is none of the circuit's, is reported and explained by no line."""

import pytest

from gainproof.verification import verify

GYRATOR = "* g\nV1 in 0 1\nR1 in out 1k\nC1 in p 10n\nR2 p 0 100k\nX1 p out out opamp\n"
LADDER = "* l\nV1 a 0 1\nR1 a b 1k\nR2 b 0 2k\nR3 b c 3k\nR4 c 0 4k\n"


def judged(circuit, *lines):
    return verify(list(lines), circuit, ideal=True).judged


def test_a_part_that_is_not_there_does_not_make_definitions_of_the_lines_after_it():
    lines = ["I_C = (V1 - v_p)*s*C2", "I_R = (V1 - v_out)/R1", "I = I_C + I_R"]
    found = judged(GYRATOR, *lines, "I = V1*(1/R1 + s*C1)/(1 + s*R2*C1)")
    assert [j.verdict for j in found] == ["false", "definition", "definition", "true"]
    assert found[0].code == "GP107"
    assert found[0].how.startswith("C2 should be C1")
    wrong = judged(GYRATOR, *lines, "I = V1*(1/R1 - s*C1)/(1 + s*R2*C1)")
    assert [j.verdict for j in wrong] == ["false", "definition", "definition", "false"]


def test_the_part_is_the_one_with_which_the_lines_after_it_are_true():
    found = judged(LADDER, "i = (V1 - v_b)/R5", "v_b = V1 - i*R1")
    assert [(j.verdict, j.code) for j in found] == [("false", "GP107"), ("identity", "")]
    assert found[0].how.startswith("R5 should be R1")


def test_where_several_parts_may_be_meant_nothing_is_guessed():
    found = judged(LADDER, "i = (V1 - v_b)/R5")
    assert [(j.verdict, j.code) for j in found] == [("outside", "GP152")]


@pytest.mark.parametrize("line", ["(V1 - v_b)/R5 = v_b/R2 + v_b/(R3 + R4)", "v_b*R6 = V1*R1"])
def test_no_line_says_what_such_a_part_is_by_the_way(line):
    (found, again) = judged(LADDER, line, line)
    assert found.verdict in ("false", "outside")
    assert again.verdict == found.verdict


def test_a_symbol_that_the_writer_explains_is_a_name():
    found = judged(LADDER, "R5 = R3 + R4", "(V1 - v_b)/R1 = v_b/R2 + v_b/R5")
    assert [j.verdict for j in found] == ["definition", "true"]
    later = judged(LADDER, "(V1 - v_b)/R1 = v_b/R2 + v_b/R5", "R5 = R3 + R4")
    assert [j.verdict for j in later] == ["true", "definition"]


def test_a_symbol_is_no_slip_for_one_with_which_the_line_is_false():
    """b_0 beside b: with b in its place the line would have to be true."""
    named = "b = R2/(R1 + R2)"
    divider = "* d\nV1 a 0 1\nR1 a b 1k\nR2 b 0 2k\n"
    assert [j.code for j in judged(divider, named, "v_b = b_0*V1")] == ["", "GP107"]
    assert [j.code for j in judged(divider, named, "v_b = 2*b_0*V1")] == ["", "GP152"]
