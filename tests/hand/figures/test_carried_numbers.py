"""Numbers that follow from a wrong number, or a wrong line, before them; and those that do not."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

STAGE = circuit_of("V1 a 0 1", "R1 a b 1k", "Rpi b e 2k", "Gm 0 e b e 50m", "RE e 0 200", ".param beta=100")
DIVIDER = circuit_of("V1 a 0 12", "R1 a x 2k", "R2 x 0 2k", "RL x 0 1k")


def found(circuit, source):
    work = read_work(source, format="text", symbols=symbol_table(circuit, {}))
    return [(j.verdict, j.uses) for j in judge_work(work, circuit, diagnosing=False)]


LOADED = """R_th = R1*R2/(R1 + R2)
V_th = V1*R2/(R1 + R2)
v_x = V_th*RL/(R_th + RL)
R_th = {} kohm
v_x = {} V
"""


@pytest.mark.parametrize(
    ("resistance", "voltage", "verdict"),
    [("1", "3", "true"), ("2", "2", "carried"), ("2", "2.5", "false"), ("1", "2", "false")],
)
def test_a_number_may_follow_from_a_wrong_one(resistance, voltage, verdict):
    assert found(DIVIDER, LOADED.format(resistance, voltage))[-1][0] == verdict


SPELLED_OUT = """i_b = (V1 - v_e)/(R1 + R_pi)
G = v_e/V1
G = (1 + Gm R_pi) R_E/(R1 + R_pi + (1 + Gm R_pi) R_E)
R_in = R_pi + (1 + Gm R_pi) R_E
R_in = {} kohm
G = {}
"""


@pytest.mark.parametrize(
    ("resistance", "gain", "verdict"),
    [("22.2", "0.871", "true"), ("24.2", "0.802", "carried"), ("24.2", "0.502", "false")],
)
def test_a_name_may_stand_there_spelled_out(resistance, gain, verdict):
    assert found(STAGE, SPELLED_OUT.format(resistance, gain))[-1][0] == verdict
