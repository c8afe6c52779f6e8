"""Works in which one guard alone keeps a right line from being accused, or finds a wrong one."""

import pytest

from gainproof.verification import verify

INVERTING = "* inverting\nV1 in 0 1\nR1 in n 10k\nR2 n out 90k\nX1 0 n out opamp Ao=10k Ro=100\n"
EMITTER_FOLLOWER = "* stage\nVS s1 0 1\nRS s1 b 1k\nRpi b e 2.5k\nGm 0 e b e 40m\nRE e 0 1k\n"
COMMON_EMITTER = (
    "* stage\nV1 in 0 10m\nRs in b 1k\nrpi b e 2.5k\nG1 c e b e {gm}\n"
    "RE e 0 220\nRC c 0 4.7k\n.param gm=40m\n"
)
MILLER = (
    "* stage\nV1 in 0 1\nRs in b 1k\nrpi b 0 2.5k\nCpi b 0 20p\n"
    "Cmu b c 2p\nG1 c 0 b 0 {gm}\nRL c 0 4k\n.param gm=40m\n"
)
SUMMER = "* summer\nV1 a 0 1\nV2 b 0 2\nR1 a m 10k\nR2 b m 20k\nRf m out 40k\nX1 0 m out opamp Ao=100k\n"
HOWLAND = (
    "* source\nV1 in 0 1\nR1 in p 10k\nR2 p out 10k\nR3 n 0 10k\nR4 n out 10k\nRL p 0 1k\nX1 p n out opamp\n"
)
PAIR = (
    "* pair\nV1 g1 0 1m\nV2 g2 0 -1m\nG1 a t g1 t {gm}\nG2 o t g2 t {gm}\nRSS t 0 200k\n"
    "R3 a 0 1k\nRO o 0 50k\n.param gm=1m\n"
)
PHOTODIODE = "* amplifier\nI1 0 n 1u\nCd n 0 100p\nRf n out 100k\nCf n out 2p\nX1 0 n out opamp Ao=100k\n"
BRIDGE = "* bridge\nVs top 0 10\nR1 top a 350\nR2 a 0 350.7\nR3 top b 350\nR4 b 0 350\n"
CONVERTER = "* converter\nV1 x 0 1\nRS x in 1k\nX1 in n out opamp\nR1 n 0 10k\nR2 out n 10k\nR3 out in 2k\n"
FOLLOWER = "* follower\nV1 g 0 1m\nG1 0 out g out {gm}\nRds out 0 50k\nRS out 0 2k\n.param gm=5m\n"
CURRENT_CONTROLLED = (
    "* stage\n.param beta=100\nV1 in 0 1\nRs in b 1k\nVb b b1 0\nrpi b1 e 2.6k\nF1 0 e Vb {beta}\nRE e 0 1k\n"
)
DEGENERATED = "* source\nIt 0 d {It}\nG1 d s 0 s {gm}\n.param gm=2m\nro d s 50k\nRS s 0 1k\n"
SHIFTER = (
    "* shifter\nVin in 0 1\nVref r 0 2.5\nR1 in n 10k\nR2 n out 10k\n"
    "R3 r p 10k\nR4 p 0 10k\nX1 p n out opamp\n"
)
BIQUAD = (
    "* biquad\nV1 in 0 1\nR1 in a 10k\nR2 a o1 20k\nC1 a o1 10n\nX1 0 a o1 opamp\nR3 o1 b 10k\nC2 b o2 10n\n"
    "X2 0 b o2 opamp\nR4 o2 c 5k\nR5 c o3 5k\nX3 0 c o3 opamp\nR6 o3 a 10k\n"
)
SALLEN_KEY = (
    "* low-pass\nV1 in 0 1\nR1 in a 10k\nR2 a p 10k\nC1 a o 10n\nC2 p 0 10n\nX1 p n o opamp\nRa n 0 10k\n"
    "Rb o n 5k\n"
)
TEST_CURRENT = (
    "We switch the source off, V1 = 0, and push a test current I_t into the output. "
    "Let beta = R1/(R1 + R2).\n"
    "R_out = v_out/I_t = par(Ro/(1 + Ao*beta), R1 + R2)\n"
)

RIGHT = {
    "a part that stands between two nodes is no load that a test source leaves out": (
        EMITTER_FOLLOWER,
        "Let $\\beta = g_m r_\\pi$. "
        "The base current $i_b$ flows through $r_\\pi$ to the emitter, where $\\beta i_b$ is added to it:\n"
        "$$v_b - v_e = r_\\pi i_b$$\n"
        "$$R_{out} = R_E \\parallel \\frac{R_S + r_\\pi}{\\beta + 1}$$",
    ),
    "what is zero with the source off may be said to be zero": (
        COMMON_EMITTER,
        "vbe = vb - ve,  ib = vbe/rpi,  let beta = gm*rpi\n"
        "output resistance at c: just RC = 4.7k, because vin = 0 gives vbe = 0",
    ),
    "a line on a test source may hold in a limit": (
        INVERTING,
        TEST_CURRENT + "For large Ao the second resistance does not matter, R_out ~= Ro/(Ao*beta).",
    ),
    "a line without s is judged at the end of the frequencies that a line before it names": (
        MILLER,
        "At low frequency (s -> 0) this is v_c/v_b -> -gm*RL = -160.\n"
        "Midband gain: v_c/V1 = -gm*RL*rpi/(Rs + rpi) = -114",
    ),
    "a sum of currents with names is no sum of what sources do alone": (
        SUMMER,
        "i_1 = V1/R1, i_2 = V2/R2\n\ni_f = i_1 + i_2 = V1/R1 + V2/R2",
    ),
    "numbers may hold with the sources as they are set": (
        PAIR,
        "common drive, V1 = V2 = v_c\n\nwith the values: v_o/v_c = -0.1247",
    ),
    "a number may hold at the end of the frequencies that words name": (
        PHOTODIODE,
        "At DC the virtual ground is a resistance of v_n/I1 = Rf/(1 + Ao), about 1.0 Ohm,\n"
        "and 1 uA gives v_out = -100 mV (to 0.001 %).",
    ),
    "a link to a number needs to be so with the values alone": (
        HOWLAND,
        "Let i_L be the current through RL to ground, and v_L = i_L*RL the voltage of p.\n"
        "Numbers: i_L = 0.1 mA, v_L = 0.1 V, v_out = 2*v_L = 0.2 V",
    ),
    "another value of a source is an example": (
        SHIFTER,
        "Ends: Vin = -10 V -> v_out = 12.5 V",
    ),
    "words for an end of the frequencies end a condition that a line before it is under": (
        SALLEN_KEY,
        "C2 and R2 carry one current, v_a = (1 + s*R2*C2)*v_o/K.\nEqual parts R1 = R2 = R, C1 = C2 = C:\n"
        "and at ω = 1/(R·C) the magnitude is |v_o/V1| = K/(3 − K);\nat DC it is |v_o/V1| = K.",
    ),
    "a magnitude may hold at a frequency with what is assumed": (
        BIQUAD,
        "if R4 = R5:\nand at w = 1/sqrt(R3*R6*C1*C2): |v_o2/V1| = R2/(w*R1*R3*C2)",
    ),
}
WRONG = {
    "a current from one node to another has a direction": (
        CONVERTER,
        "Let i_s be the current through RS from x to in. By KCL at in all of it goes on through R3:\n"
        "    v_in/i_s = R1*R3/R2",
    ),
    "a reciprocal is no infinity if nothing is said to be zero": (
        FOLLOWER,
        "R_out = v_out/i_t = 1/(gm + 1/RS + 1/Rds) = 1/gm + par(RS, Rds)",
    ),
    "a choice is of a part, and no voltage is chosen": (
        INVERTING,
        "The feedback network brings the part beta of the output to n, v_n = beta*v_out, and so it makes\n\n"
        "v_out/V1 = 1/beta*1/(1 + beta/Ao)",
    ),
    "a deviation that is in no part is none": (
        BRIDGE,
        "$$v_{ab} = v_a - v_b = \\frac{R_2 R_3 - R_1 R_4}{(R_1 + R_2)(R_3 + R_4)} V_s$$\n"
        "It vanishes if $R_2 R_3 = R_1 R_4$. Now let $R_2$ be a strain gauge,\n"
        "$$R_1 = R_3 = R_4 = R, \\qquad R_2 = R + \\Delta R$$\n"
        "and for $\\Delta R \\ll R$ approximately\n$$v_{ab} \\approx \\frac{\\Delta R}{2 R} V_s$$",
    ),
    "a controlled source is no load that a test source leaves out": (
        CURRENT_CONTROLLED,
        "Set V1 = 0 and apply a test voltage v_t at e, which drives the test current i_t.\n\n"
        "i_t = v_t/RE + v_t/(Rs + rpi)",
    ),
    "a fraction that is fed back is no more than 1": (
        INVERTING.replace(" Ro=100", ""),
        "With the feedback factor beta = R1/(R1 + R2) this is\n\nV1/R1 = -v_out/R2*(1 + beta/Ao)",
    ),
    "a name with which a line before is true is not to blame": (
        DEGENERATED,
        "v_s = It*RS\n\nIt = -gm*v_s + (v_t - v_s)/ro\n\nv_t = It*RS + ro*It + gm*It*RS",
    ),
    "a number is judged in the circuit if what is set has no value": (
        FOLLOWER,
        "For the output resistance set V1 = 0 and feed a test current i_t into the output. "
        "The test voltage there is v_t, and R_out = v_t/i_t = 1/(gm + 1/RS + 1/Rds)\n\n"
        "In numbers R_out = 16.61 Ohm",
    ),
}


@pytest.mark.parametrize("why", RIGHT)
def test_a_right_line_is_not_accused(why: str) -> None:
    circuit, text = RIGHT[why]
    judged = verify(text, circuit).judged
    assert judged
    assert {j.verdict for j in judged} <= {"true", "limit", "identity", "definition"}


def test_what_a_wrong_line_says_by_itself_is_carried() -> None:
    amplifier = "* amplifier\nIs 0 n 1u\nRf n o 1meg\nX1 0 n o opamp Ao=2k\n"
    text = "Is*Rf = -v_o/Ao - v_o = -v_o*(1 - 1/Ao)\n\nv_o/Is = -Ao/(Ao {} 1)*Rf"
    assert [j.verdict for j in verify(text.format("-"), amplifier).judged] == ["true", "false", "carried"]
    assert [j.verdict for j in verify(text.format("+"), amplifier).judged] == ["true", "false", "true"]


def test_what_s_is_at_a_pole_is_not_judged() -> None:
    resonator = "* r\nV1 in 0 1\nL in a 1m\nC a out 100n\nR out 0 20\n"
    (found,) = verify("poles: s^2 + s*R/L + 1/(L*C) = 0", resonator).judged
    assert (found.verdict, found.code) == ("outside", "GP153")
    (found,) = verify("v_out*(s^2 + s*R/L + 1/(L*C)) = 0", resonator).judged
    assert found.verdict == "false", "a line with voltages is"


def test_what_a_name_is_in_a_limit_is_its_meaning_only_where_a_line_is_true_with_it() -> None:
    sink = (
        "* sink\nV1 in 0 1\nX1 in x g opamp Ao=1k\nG1 d x g x {gm}\nro d x 20k\nRS x 0 100\n"
        "RL d 0 1k\n.param gm=10m\n"
    )
    text = (
        "\\[ R_d = r_o + R_S\\left[1 + g_mr_o(A_o + 1)\\right], "
        "\\qquad i = \\frac{g_mr_o A_o V_1}{R_L + R_d} \\]\n"
        "$A_o \\to \\infty$: $i \\to \\frac{V_1}{R_S}$.\n"
        "$r_o \\to \\infty$: $i \\to \\frac{g_m A_o V_1}{1 + g_mR_S(A_o + 1)}$.\n"
        "With the netlist's values $g_mr_o = 200$, $i = 9.98\\,\\mathrm{mA}$."
    )
    found = [j.verdict for j in verify(text, sink).judged]
    assert "false" not in found
    assert verify(text.replace("9.98", "9.68"), sink).judged[-1].verdict == "false"


def test_a_name_for_what_sources_are_is_not_to_blame() -> None:
    amplifier = (
        "* d\nV1 a 0 1\nV2 b 0 1\nR1 a n 10k\nR2 n o 100k\nR3 b p 10.1k\nR4 p 0 100k\nX1 p n o opamp\n"
    )
    text = (
        "Now let V_cm = (V1 + V2)/2 and V_d = V2 - V1. Then\n\n"
        "v_o = (R1*R4 - R2*R3)/(R1*(R3 + R4))*V_cm + (R2/R1 + (1 + R2/R1)*R4/(R3 + R4))*V_d"
    )
    assert [j.verdict for j in verify(text, amplifier).judged] == ["definition", "definition", "false"]


@pytest.mark.parametrize("why", WRONG)
def test_the_last_line_alone_is_wrong(why: str) -> None:
    circuit, text = WRONG[why]
    *before, last = [j.verdict for j in verify(text, circuit).judged]
    assert last == "false"
    assert "false" not in before
