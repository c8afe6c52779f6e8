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
