"""What one source does to the output, by a name of its own, is judged where the name is given."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging import judge_work
from gainproof.hand.reader import read_work
from gainproof.hand.symbols import symbol_table

STAGE = circuit_of("V1 a 0 1", "V2 b 0 2", "R1 a n", "R2 n out", "R3 b p", "R4 p 0", "X1 p n out opamp")
SUM = """By superposition. First ground V2.
v_o1 = -(R2/R1)*V1
Now V1 is shorted instead.
v_o2 = (1 + R2/R1)*(R4/(R3 + R4))*V2
Adding up,
v_out = v_o1 + v_o2
"""
NO_SUM = """Contribution of V1 (V2 shorted):
v_out1 = -(R2/R1)*V1
Contribution of V2 (V1 shorted):
v_out2 = (1 + R2/R1)*(R4/(R3 + R4))*V2
"""


def verdicts(source):
    work = read_work(source, format="text", symbols=symbol_table(STAGE, {}))
    return [j.verdict for j in judge_work(work, STAGE, diagnosing=False)]


@pytest.mark.parametrize("source", [SUM, NO_SUM])
def test_a_part_of_the_output_is_what_one_source_does(source):
    assert set(verdicts(source)) <= {"definition", "true"}
    assert verdicts(source.replace("-(R2/R1)", "-(R1/R2)"))[:2] == ["false", "definition"]
    assert verdicts(source.replace("(1 + R2/R1)", "(1 - R2/R1)"))[:2] == ["definition", "false"]


def test_a_sum_of_parts_is_right_though_one_of_them_was_wrong():
    assert verdicts(SUM.replace("-(R2/R1)", "-(R1/R2)")) == ["false", "definition", "true"]


def test_a_name_that_no_stage_and_no_sum_make_a_part_of_the_output_may_be_anything():
    assert verdicts("v_o1 = -(R1/R2)*V1\n") == ["definition"]
    assert verdicts("With V2 = 0 let v_x = -(R1/R2)*V1\nv_out = v_n + v_x\n")[0] == "definition"
