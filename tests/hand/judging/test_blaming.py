"""A line that is false because a name in it was defined wrongly, and one that is wrong itself."""

import pytest

from gainproof.verification import verify

DIVIDER = "* d\nV1 in 0 10\nR1 in out 1k\nR2 out 0 2k\nR3 out 0 3k\n"
SECOND = "* t\nV1 in 0 1\nR1 in a 10k\nR2 a p 10k\nC1 a out 22n\nC2 p 0 10n\nX1 p out out opamp\n"
NORMAL = "v_out/V1 = 1/(1 + s/(Q*w_0) + s^2/w_0^2)"


def verdicts(circuit, *lines):
    return [j.verdict for j in verify(list(lines), circuit).judged]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["R = R2 + R3", "v_out = V1*R/(R1 + R)"], ["false", "true"]),
        (["v_out = V1*R/(R1 + R)", "R = R2 + R3"], ["true", "false"]),
        (["R = R2 + R3", "v_out = V1*R/(R1 + R)", "i_R1 = V1/(R1 + R)"], ["false", "true", "identity"]),
        (["R = 1/(1/R2 + 1/R3)", "v_out = V1*R/(R1 - R)"], ["definition", "false"]),
        (["R = 1/(1/R2 + 1/R3)", "v_out = V1*R1/(R1 + R)"], ["definition", "false"]),
        (["v_out = V1*R/(R1 - R)", "R = 1/(1/R2 + 1/R3)"], ["false", "definition"]),
    ],
)
def test_a_parallel_combination(lines, expected):
    assert verdicts(DIVIDER, *lines) == expected


def test_what_other_lines_rest_on_is_not_blamed():
    lines = [
        "R = R2 + R3",
        "i_R2*R2 + i_R3*R3 = 2*v_out",
        "R - R2 = R3*i_R3*R3/v_out",
        "v_out = V1*R/(R1 + R)",
    ]
    assert verdicts(DIVIDER, *lines)[0] == "definition"
    assert verdicts(DIVIDER, *lines)[-1] == "false"


def test_the_quality_of_a_normal_form():
    lines = [NORMAL, "w_0 = 1/sqrt(R1*R2*C1*C2)", "Q = sqrt(R1*R2*C1*C2)/(C1*(R1 + R2))"]
    found = verify(lines, SECOND).judged
    assert [j.verdict for j in found] == ["true", "definition", "false"]
    assert found[-1].code == "GP132"
    right = [*lines[:2], "Q = sqrt(R1*R2*C1*C2)/(C2*(R1 + R2))"]
    assert verdicts(SECOND, *right) == ["true", "definition", "definition"]
    wrong = [NORMAL.replace("1 + s/", "1 - s/"), *right[1:]]
    assert verdicts(SECOND, *wrong) == ["false", "definition", "definition"]


NON_INVERTING = "* t\nVin in 0 1\nX1 in n out opamp Ao=100k\nR1 n 0 1k\nR2 n out 9k\n"
LOWPASS = "* t\nVin in 0 1\nR1 in n 1k\nR2 n out 10k\nC n out 1n\nX1 0 n out opamp\n"
RC = "* t\nVin in 0 1\nR in out 1k\nC out 0 1n\n"


@pytest.mark.parametrize(
    ("circuit", "definition", "slip", "use", "wrong"),
    [
        (RC, "tau = R*C", "tau = R/C", "vout/vin = 1/(1 + s*tau)", "vout/vin = 1/(1 - s*tau)"),
        (LOWPASS, "Z = R2/(1 + s*R2*C)", "Z = R2/(1 - s*R2*C)", "vout = -Z/R1*vin", "vout = -Z/R2*vin"),
        (LOWPASS, "i = vin/R1", "i = R1/vin", "i = -s*C*vout - vout/R2", "i = s*C*vout - vout/R2"),
        (
            NON_INVERTING,
            "beta = R1/(R1 + R2)",
            "beta = R2/(R1 + R2)",
            "vout/vin = Ao/(1 + Ao*beta)",
            "vout/vin = Ao/(1 - Ao*beta)",
        ),
        (DIVIDER, "G = 1/R1 + 1/R2 + 1/R3", "G = 1/R1 + R2 + 1/R3", "v_out = V1/(R1*G)", "v_out = V1/G"),
    ],
)
def test_the_likelier_slip_of_two(circuit, definition, slip, use, wrong):
    """In the definition or in the line that uses it, where either could be changed to make the line true."""
    assert "false" not in verdicts(circuit, definition, use)
    assert verdicts(circuit, slip, use)[0] == "false"
    assert verdicts(circuit, definition, wrong)[0] == "definition"
    assert verdicts(circuit, definition, wrong)[-1] == "false"


def test_a_name_behind_another_name_may_be_defined_wrongly():
    lines = ["beta = R2/(R1 + R2)", "T = Ao*beta", "vout/vin = (1/beta)*T/(1 + T)"]
    assert verdicts(NON_INVERTING, *lines)[0] == "false"
    assert "false" not in verdicts(NON_INVERTING, "beta = R1/(R1 + R2)", *lines[1:])
    assert (
        verdicts(NON_INVERTING, "beta = R1/(R1 + R2)", lines[1], "vout/vin = (1/beta)*1/(1 + T)")[2]
        == "false"
    )


def test_what_follows_from_a_wrong_definition_is_carried():
    lines = ["beta = R2/(R1 + R2)", "vout/vin = Ao/(1 + Ao*beta)", "vout/vin = Ao/(1 + Ao*R2/(R1 + R2))"]
    assert verdicts(NON_INVERTING, *lines) == ["false", "true", "carried"]


def test_a_factor_that_is_missing_in_the_line_is_not_missed_in_the_definition() -> None:
    """Either would mend it; nobody is accused of the line that is right."""
    inverting = "* t\nV1 1 0 1\nR1 1 2 1k\nR2 2 3 10k\nX1 0 2 3 opamp Ao=100k\n"
    found = verify("G_N = 1 + R2/R1\n\nv_3/V1 = -R2/R1/(G_N + 1)\n", inverting)
    assert [j.verdict for j in found.judged] == ["definition", "false"]


def test_a_term_of_a_sum_in_words_names_no_current() -> None:
    circuit = "* t\n.param A=10k\nV1 in 0 1\nR1 in n 1k\nR2 n out 9k\nE1 x 0 0 n {A}\nRo x out 75\n"
    text = (
        "V1 = 0, a test current i_t goes into the output, with b = R1/(R1+R2).\n\n"
        "Test current = current in the chain + current in Ro:\n"
        "   i_t = v_out/(R1+R2) + (v_out - v_x)/Ro\n   i_t = v_out*(1/(R1+R2) + (1 {sign} A*b)/Ro)\n"
    )
    assert verify(text.format(sign="+"), circuit).first_wrong is None
    assert verify(text.format(sign="-"), circuit).first_wrong == 5


BANDPASS = (
    "* t\nV1 in 0 1\nR1 in x 10k\nR2 x 0 1k\nC1 x out 10n\nC2 x n 10n\nR3 n out 100k\nX1 0 n out opamp\n"
)
NAMED = "R_p = R1*R2/(R1 + R2)"
WITHOUT_NAME = "V1/R1 = v_x*(1/R_p + s*C1) - s*C1*v_out"
FROM_IT = "v_out/V1 = -R_p/R1*s*R3*C2/(1 + s*R_p*C1 + s^2*R_p*R3*C1*C2)"


def test_lines_that_follow_from_a_wrong_one_do_not_outvote_a_definition():
    lines = [NAMED, WITHOUT_NAME, FROM_IT]
    assert verdicts(BANDPASS, *lines) == ["definition", "false", "carried"]
    mended = [
        "V1/R1 = v_x*(1/R_p + s*C1 + s*C2) - s*C1*v_out",
        FROM_IT.replace("s*R_p*C1", "s*R_p*(C1 + C2)"),
    ]
    assert verdicts(BANDPASS, NAMED, *mended) == ["definition", "true", "true"]
    assert verdicts(BANDPASS, NAMED.replace("R1 + R2", "R1 - R2"), *mended)[0] == "false"
