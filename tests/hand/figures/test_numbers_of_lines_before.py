"""A number is that of a formula before it, and of one that is wrong it is carried."""

import pytest

from gainproof.verification import verify

DIFFERENCE = """difference
V1 a 0 1
V2 b 0 1.2
R1 a n 1k
R2 n o 10k
R3 b p 1k
R4 p 0 9.9k
X1 p n o opamp
"""
SOURCES = "For V1 = V2 = V_c: v_o/V_c = (R1 R4 - R2 R3)/(R1 (R3 + R4))\n\n"
EMITTER = """degenerated
VS s 0 1m
RS s b 1k
Rpi b x 2k
Vb x e 0
F1 c e Vb {beta}
RE e 0 200
RC c 0 5k
.param beta=100
"""
GAIN = "A = v_c/VS = -beta RC/(RS + Rpi + (beta + 1) RE)\nR_in = Rpi + (beta + 1) RE\n"
LOAD = """load
V1 a 0 10
R1 a x 2k
R2 x 0 3k
RL x 0 2k
"""
DIVIDED = "v_th = V1 R2/(R1 + R2)\nR_th = R1 R2/(R1 + R2)\nv_x = v_th RL/(R_th + RL)\n"


def verdicts(source, circuit):
    return [j.verdict for j in verify(source, circuit, format="text").judged]


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("(9.9 - 10)/10.9", "true"), ("-9.17e-3", "true"), ("(9.9 + 10)/10.9", "false"), ("-9.71e-3", "false")],
)
def test_a_formula_for_sources_that_are_set_has_its_number_without_saying_so_again(number, verdict):
    assert verdicts(f"{SOURCES}v_o/V_c = {number}\n", DIFFERENCE)[:2] == ["limit", verdict]


def test_a_formula_for_parts_that_are_set_has_no_number_where_the_values_are_others():
    set_so = "For R4/R3 = R2/R1: v_o = (R2/R1) (V2 - V1)\n\n"
    assert verdicts(f"{set_so}v_o = 2.00 V\n", DIFFERENCE)[-1] == "false"
    assert verdicts(f"{set_so}v_o = 1.99 V\n", DIFFERENCE)[-1] == "true"


@pytest.mark.parametrize(("number", "verdict"), [("-19.8", "carried"), ("-21.6", "true"), ("-18.9", "false")])
def test_a_number_follows_from_a_wrong_one_for_a_part_of_its_formula(number, verdict):
    assert verdicts(f"{GAIN}R_in = 24.2 kΩ\nA = {number}\n", EMITTER)[-2:] == ["false", verdict]


@pytest.mark.parametrize(
    ("number", "verdict"), [("3.00 V", "carried"), ("3.75 V", "true"), ("3.50 V", "false")]
)
def test_a_number_follows_from_a_wrong_one_that_is_put_into_a_line_before(number, verdict):
    assert verdicts(f"{DIVIDED}R_th = 2.00 kΩ\nv_x = {number}\n", LOAD)[-2:] == ["false", verdict]


def test_a_formula_that_is_wrong_says_nothing():
    wrong = "v_x = V1 R2/(R1 + R2)\n"
    assert verdicts(f"{wrong}v_x = 6.00 V\n", LOAD) == ["false", "carried"]
