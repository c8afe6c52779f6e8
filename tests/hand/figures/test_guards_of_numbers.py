"""Right lines on numbers and frequencies, each of which one guard alone keeps from being accused."""

import pytest

from gainproof.verification import verify

CONVERTER = (
    "* converter\nV1 a 0 1\nX1 a c d opamp\nX2 e c b opamp\nR1 a b 1k\nR2 b c 2k\nR3 c d 1k\nC4 d e 100n\n"
    "R5 e 0 5k\n"
)
WIEN = (
    "* network\n.param R=10k C=16n\nV1 in 0 1\nRa in a {R}\nCa a p {C}\nRb p 0 {R}\nCb p 0 {C}\nR1 n 0 10k\n"
    "R2 out n 20k\nX1 p n out opamp\n"
)
BAND_PASS = (
    "* band-pass\nV1 in 0 1\nR1 in x 10k\nR2 x 0 1k\nC1 x out 10n\n"
    "C2 x n 10n\nR3 n out 100k\nX1 0 n out opamp\n"
)
EQUAL_BAND_PASS = (
    "* band-pass\n.param C=10n\nVin in 0 1\nR1 in a 10k\nR3 a 0 1k\nC1 a out {C}\nC2 a n {C}\nR2 n out 40k\n"
    "X1 0 n out opamp\n"
)
GAUGE = "* bridge\n.param R=350 d=0.002\nVs s 0 5\nRg s a {R*(1+d)}\nR1 a 0 {R}\nR2 s b {R}\nR3 b 0 {R}\n"
FILTER = (
    "* low-pass\nV1 in 0 1\nR1 in a 10k\nR2 a p 10k\nC1 a out 10n\nC2 p 0 10n\nR3 n 0 10k\nR4 out n 5.86k\n"
    "X1 p n out opamp\n"
)
DIVIDER = "* divider\nV1 in 0 12\nR1 in out 6k\nR2 out 0 3k\nRL out 0 4k\n"
ALL_PASS = (
    "* all-pass\nV1 1 0 1\nR1 1 n 10k\nR2 out n 10k\nR3 1 p 15.9k\nC1 p 0 10n\nX1 p n out opamp Ao=200k\n"
)
BIAS = "* currents\nR1 n 0 10k\nR2 out n 100k\nR3 p 0 9.1k\nIbp p 0 80n\nIbn n 0 90n\nX1 p n out opamp\n"
FOLLOWER = (
    "* follower\n.param rpi=2.5k beta=100\nVs s 0 10m\nRs s b 10k\n"
    "Vb b x 0\nRpi x e {rpi}\nF1 0 e Vb {beta}\n"
    "Re e 0 1k\nRL e 0 1k\n"
)

RIGHT = {
    "a whole number with a unit is a number": (
        CONVERTER,
        "With the values of the figure C4*R1*R3*R5/R2 = 0.25 henry, and the impedance at ω = 1000 is "
        "|V1/i_R1| = 250 Ω.",
    ),
    "what a name is at a frequency that words name is said there alone": (
        WIEN,
        "Let x = s*R*C.\nat resonance x = j (omega = 1/(RC)):  x^2 = -1, so v_p/V1 = 1/3.",
    ),
    "a condition on parts is no frequency": (
        BAND_PASS,
        "Abbreviate Rp = R1*R2/(R1 + R2). Then   V1/R1 = v_x*(1/Rp + s*(C1 + C2)) - s*C1*v_out\n"
        "The centre is where 1 and s^2 cancel, w0 = 1/sqrt(Rp*R3*C1*C2). At w = w0\n"
        "   v_out/V1 = -R3*C2/(R1*(C1 + C2))\nwhich for C1 = C2 is simply v_out/V1 = -R3/(2*R1),",
    ),
    "a frequency by a name that nobody has explained is not chosen": (
        EQUAL_BAND_PASS,
        "With Rp = R1 || R3 this is\n"
        "The centre frequency is w0 = 1/(C sqrt(R2 Rp)). There, at s = j w0, the gain\n"
        "    vout/vin = -R2/(2 R1)",
    ),
    "a number of its own size is in no unit of the end": (
        GAUGE,
        "\\[ \\frac{V_s\\,d}{4} = \\frac{5\\,\\mathrm{V}\\cdot 0.002}{4} = 2.5\\,\\mathrm{mV} . \\]",
    ),
    "a level in decibels is no unit of the ratio": (FILTER, "DC: H(0) = K = 1.586 = 4.0 dB"),
    "an end in words is judged where a number has no value": (
        FOLLOWER,
        "Let Rx = par(Re, RL).\n\nAv = ve/vs = (beta + 1)*Rx/(Rs + rpi + (beta + 1)*Rx)\n"
        "For beta -> infinity, Av = 1. With beta = 100, rpi = 2.5 kohm, Re = RL = 1 kohm: Rin = 53 kohm",
    ),
}


@pytest.mark.parametrize("why", RIGHT)
def test_a_right_line_is_not_accused(why: str) -> None:
    circuit, text = RIGHT[why]
    judged = verify(text, circuit).judged
    assert judged
    assert {j.verdict for j in judged} <= {"true", "limit", "identity", "definition"}


def test_values_of_the_netlist_are_given_and_no_others() -> None:
    found = verify("V1 = 12 V, R1 = 6 kOhm, R2 = 3 kOhm, RL = 4 kOhm.", DIVIDER).judged
    assert [(j.verdict, j.code) for j in found] == [("true", "")] * 4


def test_numbers_are_judged_with_the_sources_on_where_all_of_them_are_off() -> None:
    text = (
        "    Vth = V1*R2/(R1 + R2) = 4 V\nSeen from the output the resistance is (with V1 shorted)\n"
        "    Rth = R1 || R2 = R1*R2/(R1 + R2) = 2 kOhm\n    v_out = Vth*{}/(Rth + RL) = {} V"
    )
    assert [j.verdict for j in verify(text.format("RL", "2.67"), DIVIDER).judged][-2:] == ["true", "true"]
    assert verify(text.format("Rth", "1.33"), DIVIDER).judged[-2].verdict == "false"


def test_what_is_ideal_for_the_whole_work_is_so_at_a_frequency() -> None:
    text = (
        "We take the op-amp to be ideal. Its inputs are at v_n = v_p.\n\n"
        "From now on R_1 = R_2, and let τ = R_3 C_1.\n\n"
        "H(s) = v_out/V1 = (1 - s τ)/(1 + s τ)\n\nAt ω = 1/τ it is\n\nH = (1 - j)/(1 + j) = -j"
    )
    found = verify(text, ALL_PASS).judged
    assert "GP140" not in [j.code for j in found]
    assert {"false", "outside", "unread"}.isdisjoint(j.verdict for j in found)


@pytest.mark.parametrize(
    "text",
    [
        "With R3 = par(R1, R2), v_out = R2*(Ibn - Ibp).\n\nWithout it, R3 = 0, we would have v_out = R2*{}.",
        "With $R_3 = R_1 \\parallel R_2$ the bracket times $R_3$ is just $R_2$, and\n"
        "\\[ v_{{out}} = R_2 \\left(I_{{bn}} - I_{{bp}}\\right): \\]\n"
        "only the offset current is left. Without it, $R_3 = 0$, we would have $v_{{out}} = R_2 {}$.",
    ],
)
def test_a_part_that_is_left_out_for_once_keeps_its_value(text: str) -> None:
    found = verify(text.format("Ibn"), BIAS).judged
    assert ("definition", "GP136") not in [(j.verdict, j.code) for j in found]
    assert "false" not in [j.verdict for j in found]
    assert verify(text.format("Ibp"), BIAS).judged[-1].verdict == "false"


@pytest.mark.parametrize("zero", ["v_m = 0", "0 = v_m"])
def test_a_zero_among_values_is_judged_with_them(zero: str) -> None:
    summer = "* summer\nV1 a 0 1\nV2 b 0 1\nR1 a m 10k\nR2 b m 10k\n"
    found = verify(f"With V1 = 1 V, V2 = -1 V: {zero}", summer).judged
    assert [(j.verdict, j.code) for j in found] == [("true", "")]
    assert verify(f"With V1 = 1 V, V2 = 2 V: {zero}", summer).judged[-1].verdict == "false"


@pytest.mark.parametrize("formula", ["v_out = V1*R1/(R1 + R2)", "v_out - V1*R1/(R1 + R2) = 0"])
def test_a_formula_is_not_right_because_it_is_so_among_values(formula: str) -> None:
    divider = "* divider\nV1 in 0 1\nR1 in out 1k\nR2 out 0 1k\n"
    assert verify(f"With R1 = 1k and R2 = 1k: {formula}", divider).judged[-1].verdict == "false"
