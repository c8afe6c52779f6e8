"""Numbers in the place of parts: such a line is right by value, and a wrong number there is found."""

import pytest

from gainproof.verification import verify

DIVIDERS = """two dividers
V1 in 0 10
R1 in a 1k
R2 a 0 1k
R3 a b 2k
R4 b 0 2.5k
"""
LADDER = """R-2R ladder
V0 d0 0 4
V1 d1 0 8
R0 x 0 2k
RA d0 x 2k
RB x y 1k
RC d1 y 2k
RL y 0 3k
"""


def first_wrong(circuit, *lines):
    return verify(list(lines), circuit).first_wrong


@pytest.mark.parametrize("voltage", ["5 V", "V1/2", "0.5*V1", "V1/2 = 5 V", "V1*R2/(R1 + R2) = V1/2"])
@pytest.mark.parametrize("resistance", ["2.5k", "0.5k + 2k", "R1 || R2 + 2k", "R1/2 + R3 = 2.5k"])
@pytest.mark.parametrize("end", ["", " = 2.5 V"])
def test_names_that_stand_for_numbers_hold_by_value(voltage, resistance, end):
    lines = f"V_th = {voltage}", f"R_th = {resistance}", f"v_b = V_th*R4/(R4 + R_th){end}"
    assert first_wrong(DIVIDERS, *lines) is None


@pytest.mark.parametrize(
    "line",
    [
        "v_b = V_th*R4/(R4 + 2*R_th)",
        "v_b = V_th*R3/(R4 + R_th)",
        "v_b = V_th*R4/(R3 + R_th)",
        "v_b = V_th*(R4 + R_th)/R4",
        "v_b = 2*V_th*R4/(R4 + R_th) = 5 V",
        "i_R4 = V_th/(R4 - R_th)",
    ],
)
@pytest.mark.parametrize("voltage", ["5 V", "V1/2", "0.5*V1"])
def test_a_wrong_line_with_them_is_found(voltage, line):
    assert first_wrong(DIVIDERS, f"V_th = {voltage}", "R_th = 2.5k", line) == 3


def test_currents_and_resistances_in_numbers():
    assert first_wrong(DIVIDERS, "R_p = 818.2", "v_a = V1*R_p/(R1 + R_p)") is None
    assert first_wrong(DIVIDERS, "R_p = 918.2", "v_a = V1*R_p/(R1 + R_p)") is not None
    norton = "R_N = R1 || R2 = 500", "v_a = I_N*(R_N || (R3 + R4)) = 4.5 V"
    for current in ("V1/1k = 10 mA", "10 V/1k = 10 mA", "10 mA"):
        assert first_wrong(DIVIDERS, f"I_N = {current}", *norton) is None
    assert first_wrong(DIVIDERS, "I_N = V1/2k = 5 mA", *norton) is not None


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Uth = V0*R0/(RA + R0) = V0/2 = 2 V", None),
        ("Uth = V0*R0/(RA + R0) = V0/2", None),
        ("Uth = V0*R0/(RA + R0) = V0/3 = 1.33 V", 1),
        ("Uth = V0*R0/(RA + R0) = V0/4", 1),
        ("i = (V0 - v_x)/RA = (4 V - v_x)/2k", None),
        ("i = (V0 - v_x)/RA = 4 V/2k - v_x/2k", None),
        ("i = (V0 - v_x)/RA = (8 V - v_x)/2k", 1),
    ],
)
def test_an_evaluation_holds_with_these_values_and_other_sources(line, wrong):
    assert first_wrong(LADDER, line) == wrong


def test_a_formula_with_no_number_in_it_is_none_by_value():
    """RA and R0 are as great, and so the last term has the same value with either."""
    right = (
        "Uth = V0*R0/(RA + R0)",
        "v_y = (Uth/(RA*R0/(RA + R0) + RB) + V1/RC)/(1/(RA*R0/(RA + R0) + RB) + 1/RC + 1/RL)",
    )
    assert first_wrong(LADDER, *right) is None
    assert first_wrong(LADDER, "Uth = V0*RA/(RA + R0)", right[1]) is not None


def test_a_mean_of_two_sources_puts_in_no_parts():
    circuit = "d\nV1 a 0 1\nV2 b 0 2\nR1 a n 1k\nR2 n out 2k\nR3 b p 1k\nR4 p 0 2k\nX1 p n out opamp\n"
    common = "v_cm = (V1 + V2)/2 = 1.5 V"
    assert first_wrong(circuit, common, "v_p = V2*R4/(R3 + R4)") is None
    assert first_wrong(circuit, common, "v_p + 0*v_cm = V2*R2/(R3 + R4) = 1.33 V") == 2


THREE = """R-2R ladder, three sources, loaded
V0 d0 0 4
V1 d1 0 8
V2 d2 0 2
R0 x 0 2k
RA d0 x 2k
RB x y 1k
RC d1 y 2k
RD y z 1k
RE d2 z 2k
RL z 0 3k
"""
STEPS = (
    "Uth1 = V0*R0/(RA + R0) = V0/2 = 2 V",
    "Rth1 = RA || R0 = 1 kOhm",
    "Rth2 = (Rth1 + RB) || RC = 1 kOhm",
    "Uth2 = (Uth1 + V1)/{} = {} V",
    "Rth3 = (Rth2 + RD) || RE = 1 kOhm",
    "Uth3 = (Uth2 + V2)/{} = {} V",
    "v_z = Uth3*RL/(RL + {}) = {} V",
)


@pytest.mark.parametrize(
    ("put", "wrong"),
    [
        ((2, 5, 2, 3.5, "Rth3", 2.625), None),
        ((4, 2.5, 2, 2.25, "Rth3", 1.6875), 4),
        ((2, 5, 4, 1.75, "Rth3", 1.3125), 6),
        ((2, 5, 2, 3.5, "Rth3/2", 3), 7),
        ((2, 5, 2, 3.5, "Rth1", 2.625), None),
    ],
)
def test_the_definition_with_the_wrong_number_is_to_blame(put, wrong):
    values = iter(put)
    lines = [x.format(*[next(values) for _ in range(x.count("{}"))]) for x in STEPS]
    assert first_wrong(THREE, *lines) == wrong


@pytest.mark.parametrize(
    ("voltage", "resistance", "wrong"),
    [
        ("V1/3", "2.5k", 1),
        ("6 V", "2.5k", 1),
        ("V1/2", "3k", 2),
        ("5 V", "0.5k", 2),
        ("-V1/2", "R1 || R2 + 2k", 1),
    ],
)
def test_a_name_with_a_wrong_number_is_to_blame_and_not_the_line_that_uses_it(voltage, resistance, wrong):
    lines = f"V_th = {voltage}", f"R_th = {resistance}", "v_b = V_th*R4/(R4 + R_th)"
    assert first_wrong(DIVIDERS, *lines) == wrong
