"""Conditions as they stand in exams: in front of a colon, behind a semicolon, one part by two others."""

import pytest

from gainproof.verification import verify

DIVIDER = "* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\n"
LADDER = "* three parts\nV1 in 0 1\nR1 in a 3k\nR2 a b 2k\nR3 b 0 1k\n"
SALLEN_KEY = """* Sallen and Key
V1 in 0 1
R1 in a 10k
R2 a p 10k
C1 a o 10n
C2 p 0 10n
X1 p n o opamp
Ra n 0 10k
Rb o n 5k
"""
ALIKE = "K = 1 + Rb/Ra\n\nFor R1 = R2 = R, C1 = C2 = C:\n\n  v_o/V1 = K/(1 + (3 - K)*s*R*C + (s*R*C)^2)\n\n"
FED = """* follower
.param beta=99
V1 in 0 0.1
Rs in b 10k
rpi b x 1k
Vb x e 0
F1 0 e Vb {beta}
RE e 0 2k
"""
PUSH = """Let i_b be the current through rpi.

Output resistance: V1 = 0, a test current i_t is fed into the emitter, where the voltage becomes v_t.

i_b = -v_t/(Rs + rpi)

"""
STAGES = "Voltage source alone (V2 = 0).\n\nv_a = V1*par(R2, R3)/(R1 + par(R2, R3))\n\nHere v_a = "
TWO_SOURCES = "* a node t\nV1 s 0 12\nR1 s a 3k\nR2 a 0 6k\nR3 a t 2k\nV2 t 0 10\n"


@pytest.mark.parametrize(
    ("text", "netlist", "first"),
    [
        ("Large R2: v_out/V1 -> 1", DIVIDER, None),
        ("Large R2: v_out/V1 -> R2/R1", DIVIDER, 1),
        ("Small R2: v_out/V1 -> R2/R1", DIVIDER, None),
        ("Small R2: v_out/V1 -> 1", DIVIDER, 1),
        ("Take R1 = R from here on.\nCondition: R2 = R - R3. So R2 + R3 = R.", LADDER, None),
        ("Take R1 = R from here on.\nCondition: R2 = R - R3.\n\nv_a/V1 = 1/2", LADDER, None),
        ("Take R1 = R from here on.\nCondition: R2 = R - R3.\n\nv_a/V1 = 1/3", LADDER, 4),
        (ALIKE + "and at w = 1/(R*C) the magnitude is |v_o/V1| = K/(3 - K).", SALLEN_KEY, None),
        (ALIKE + "and at w = 1/(R*C) the magnitude is |v_o/V1| = K/(2 - K).", SALLEN_KEY, 7),
        (ALIKE + "and at w = 1/(R*C) the magnitude is |v_o/V1| = K/(K - 3).", SALLEN_KEY, 7),
        ("K = 1 + Rb/Ra\n\nAt w = 1/(R1*C1), |v_p/v_n| = 1;\nat DC it is |v_o/V1| = K.", SALLEN_KEY, None),
        ("K = 1 + Rb/Ra\n\nAt w = 1/(R1*C1), |v_p/v_n| = 1;\nat DC it is |v_o/V1| = 2*K.", SALLEN_KEY, 4),
        ("V_T = V1*R2/(R1 + R2)\nR_T = R1 || R2\nv_a = V_T + (v_t - V_T)*R_T/(R_T + R3)", TWO_SOURCES, None),
        ("V_T = V1*R2/(R1 + R2)\nR_T = R1 || R2\nv_a = V_T + (v_t + V_T)*R_T/(R_T + R3)", TWO_SOURCES, 3),
        (PUSH + "i_t = v_t/RE - (beta + 1)*i_b", FED, None),
        (PUSH + "i_t = v_t/RE - beta*i_b\n\nR_out = v_t/i_t = par(RE, (Rs + rpi)/(beta + 1))", FED, 7),
        ("For R2 -> infinity v_out/V1 -> 1, no load.", DIVIDER, None),
        ("For R2 -> infinity v_out/V1 -> 2, no load.", DIVIDER, 1),
        (STAGES + "4.00 V.", TWO_SOURCES, None),
        (STAGES + "5.00 V.", TWO_SOURCES, 5),
        ("v_out/V1 = R2/(R1 + R2)\nWith V1 = 4 volts: v_out = 2000 millivolts", DIVIDER, None),
        ("v_out/V1 = R2/(R1 + R2)\nWith V1 = 4 volts: v_out = 2000 microvolts", DIVIDER, 2),
    ],
)
def test_the_first_wrong_line(text: str, netlist: str, first: int | None) -> None:
    assert verify(text + "\n", netlist).first_wrong == first
