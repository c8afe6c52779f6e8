"""What is about equal at low or high frequencies; one limit said instead of another."""

import pytest

from gainproof.verification import verify

INTEGRATOR = "* t\nV1 in 0 1\nR1 in n 1k\nC1 n out 1u\nR2 n out 100k\nX1 0 n out opamp Ao=100k\n"


@pytest.mark.parametrize(
    ("line", "verdict", "code"),
    [
        ("v_out ~= -R2/R1*V1", "limit", "GP140"),
        ("v_out ~= -V1/(s*C1*R1)", "limit", ""),
        ("v_out ~= R2/R1*V1", "false", "GP101"),
        ("v_out = -R2/R1*V1", "false", "GP103"),
    ],
)
def test_low_frequencies(line: str, verdict: str, code: str) -> None:
    (judged,) = verify([line + (" for s -> oo" if "C1" in line else "")], INTEGRATOR).judged
    assert judged.verdict == verdict
    assert judged.code == code or verdict == "false"


def test_one_limit_is_said_instead_of_another() -> None:
    work = (
        "so that for $s \\to 0$ it is small, and for $R_2 \\to \\infty$\n"
        "$$\\frac{v_{out}}{V_1} \\to -\\frac{1}{s R_1 C_1 (1 + 1/A_o) + 1/A_o}$$\n"
        "and for $R_2 \\to \\infty$, $s \\to 0$\n$$\\frac{v_{out}}{V_1} \\to \\frac{1}{s R_1 C_1}.$$\n"
    )
    assert [j.verdict for j in verify(work, INTEGRATOR).judged] == ["limit", "false"]
