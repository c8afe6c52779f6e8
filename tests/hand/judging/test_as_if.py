"""What follows from a wrong line is carried, in a limit or in numbers, at one frequency, or as assumed.

Each case is a work of which the first line is wrong.  Its last line follows from that; with another slip
in it, it does not.
"""

import pytest

from gainproof.verification import verify

COMMON_SOURCE = (
    "* t\n.param gm=5m ro=50k\nVin g 0 10m\nG1 d s g s {gm}\nRo1 d s {ro}\nRS s 0 1k\nRD d 0 10k\n"
)
DEGENERATED = (
    "* t\n.param rpi=2.5k gm=40m\nVs s 0 1m\nRs s b 600\nRpi b e {rpi}\nG1 c e b e {gm}\n"
    "Re e 0 100\nRc c 0 5k\n"
)
DIFFERENTIATOR = "* t\nVin in 0 1\nR1 in a 1k\nC1 a n 100n\nR2 n out 1k\nC2 n out 100n\nX1 0 n out opamp\n"
LOWPASS = "* t\nVi in 0 1\nR1 in n 1k\nR2 n o 10k\nC n o 1n\nX1 0 n o opamp\n"
FOLLOWER = (
    "* t\nVs s 0 10m\nRs s b 10k\nVb b x 0\nRpi x e 2.5k\nF1 0 e Vb {beta}\nRe e 0 1k\n.param beta=100\n"
)
HOWLAND = "* t\nVin in 0 1\nR1 in p 1k\nR2 p out 10k\nR3 m 0 2k\nR4 m out 20k\nRL p 0 500\nX1 p m out opamp\n"
NON_INVERTING = "* t\nVin in 0 1\nX1 in n out opamp\nR1 n 0 1k\nR2 n out 9k\n"

CASES = {
    "names": (
        COMMON_SOURCE,
        ["id = vs/RS", "id = gm*(vg - vs) + (vs - vd)/ro"],
        "id*(1 + gm*RS - (RS + RD)/ro) = gm*vg",
        "id*(1 + gm*RD - (RS + RD)/ro) = gm*vg",
    ),
    "a limit": (
        DEGENERATED,
        ["ib = (vb - ve)/rpi", "beta = gm*rpi", "Rb = vb/ib = (1 + beta)*(rpi + Re)", "A = vc/Vs"],
        "for gm -> oo, A = -Rc/(rpi + Re)",
        "for gm -> oo, A = -Rc/(rpi + Rs)",
    ),
    "a magnitude": (
        DIFFERENTIATOR,
        ["H = vout/vin", "H = -s*R2*C1/(1 + s*R1*C1)", "w0 = 1/(R1*C1)"],
        "at w = w0, |H| = R2*C1*w0/sqrt(2)",
        "at w = w0, |H| = R2*C1*w0/2",
    ),
    "a factor": (
        LOWPASS,
        ["R2 || 1/(s*C) = R2/(R2 + s*C)"],
        "vo/Vi = -R2/(R1*(R2 + s*C))",
        "vo/Vi = -R2/(R1*(R1 + s*C))",
    ),
    "a term among others": (
        FOLLOWER,
        ["ib = (vb - ve)/Rpi", "Rin = vb/ib = Rpi + beta*Re + 1"],
        "ve/Vs = (beta + 1)*Re/(Rs + Rpi + beta*Re + 1)",
        "ve/Vs = (beta + 1)*Re/(Rs + Rpi + beta*Rs + 1)",
    ),
    "what is assumed": (
        HOWLAND,
        ["vout = R4/R3*vp", "R4/R3 = 1 + R2/R1"],
        "Vin/R1 = vp/RL",
        "Vin/R2 = vp/RL",
    ),
    "a number": (NON_INVERTING, ["vout = R2/R1*vin"], "vout = 9.00 V", "vout = 8.00 V"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_follows_from_a_wrong_line_is_carried(name):
    circuit, before, last, _ = CASES[name]
    found = verify([*before, last], circuit)
    assert [j.verdict for j in found.judged].count("false") == 1
    assert found.judged[-1].verdict == "carried"
    assert found.judged[-1].uses == (f"line {found.first_wrong}",)


@pytest.mark.parametrize("name", CASES)
def test_another_slip_is_an_error_of_its_own(name):
    circuit, before, _, slip = CASES[name]
    found = verify([*before, slip], circuit)
    assert [j.verdict for j in found.judged].count("false") == 2
    assert found.judged[-1].verdict == "false"


def test_nothing_follows_from_a_line_that_is_true():
    found = verify(["vout = (1 + R2/R1)*vin", "vout = R2/R1*vin", "vn = vin"], NON_INVERTING)
    assert [j.verdict for j in found.judged[1:]] == ["false", "limit" if found.judged[2].under else "true"]
