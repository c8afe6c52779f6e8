"""Conditions that stand in front of a colon, without a word, are about what stands behind it alone."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

SUMMER = circuit_of(
    "V1 a 0 0.2", "V2 b 0 -0.5", "V3 c 0 1", "R1 a n 10k", "R2 b n 20k", "R3 c n 40k", "Rf n out 40k",
    "RL out 0 2k", "X1 0 n out opamp",
)  # fmt: skip
STAGE = circuit_of("V1 g 0 10m", "G1 d s g s 5m", "ro d s 20k", "RS s 0 200", "RD d 0 4k")
SWITCHED = (
    "V2 = V3 = 0:  vout = -(Rf/R1) V1\n"
    "V1 = V2 = 0:  vout = -(Rf/R3) V3\n"
    "V1 = 0, V3 = 0:  vout = -(Rf/R2) V2\nok.\n"
)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("V2 = V3 = 0:  vout = -(Rf/R1) V1", ("R1", "R2")),
        ("with V2 = V3 = 0:  vout = -(Rf/R1) V1", ("R1", "R2")),
        ("V1 = 0, V3 = 0:  vout = -(Rf/R2) V2", ("= -", "= ")),
        ("R1 = R2 = R3 = R:  vout = -(Rf/R)(V1 + V2 + V3)", ("- V3", "+ V2 + V3")),
        ("if R1 = R2 = R3 = R:  vout = -(Rf/R)(V1 + V2 + V3)", ("(Rf/R)", "(R/Rf)")),
        (SWITCHED + "if R1 = R2 = R3 = R:  vout = -(Rf/R)(V1 + V2 + V3)", ("V1 + V2", "V1 - V2")),
        (SWITCHED + "Numbers:\nvout = -(4*0.2 - 2*0.5 + 1*1) = -0.8 V", ("- 2*0.5", "+ 2*0.5")),
        ("V2 = V3 = 0\nvout = -(Rf/R1) V1\nall sources on\nvout = -0.8 V", ("-0.8", "-1.8")),
        ("RL = 10k:  vout/RL = -0.08 mA", ("-0.08", "-0.8")),
        ("RL = 10k:  vout/RL = -0.08 mA\nRL = 2k:  vout/RL = -0.4 mA", ("-0.4", "-0.08")),
    ],
)
def test_it_is_about_its_own_line(said, error):
    wrongly = said.replace(*error) if error[0] in said else said.replace(*reversed(error))
    assert wrongly != said
    assert right(SUMMER, said)
    assert "false" in verdicts(SUMMER, wrongly)


def test_a_chain_that_goes_on_below_is_under_it_too():
    text = "V2 = V3 = 0:  vout = -(Rf/R1) V1\n    = -4 V1\n    = -0.8 V"
    assert right(SUMMER, text)
    assert wrong(SUMMER, text.replace("0.8", "0.4"))


def test_what_a_part_is_in_front_of_a_colon_it_is_not_in_the_lines_after():
    text = r"""\[ R_S = 0: \quad \frac{v_d}{V_1} = -\frac{g_m r_o R_D}{r_o + R_D} \]
\[ \frac{v_d}{V_1} = -9.05, \qquad r_o \to \infty: \; \frac{v_d}{V_1} \to -10 \]"""
    text = text.replace("g_m", "G_1")
    assert right(STAGE, text, "latex")
    assert wrong(STAGE, text.replace("-10", "-20"), "latex")
    assert verdicts(STAGE, text.replace("-9.05", "-16.7"), "latex")[1] == "false"
