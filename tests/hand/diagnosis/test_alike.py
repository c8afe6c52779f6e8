"""Lines that differ in order, signs or sides are alike; lines that differ in what they say are not."""

import pytest

from gainproof.hand.diagnosis.alike import alike
from gainproof.notation import parse_equation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v_2*(1/R1 + 1/R2) = V1/R1", "V1/R1 = v_2*(1/R2 + 1/R1)"),
        ("i_R1 = -(v_2 - V1)/R1", "i_R1 = (V1 - v_2)/R1"),
        ("-v_2 = -V1*R2/(R1 + R2)", "v_2 = V1*(R2/(R1 + R2))"),
        ("R_p = par(R1, R2)", "R_p = 1/(1/R2 + 1/R1)"),
        ("v_3 = v_2 + v_1", "v_3 - v_2 = v_1"),
        ("v_3/V1 = -R2/R1", "V1/v_3 = -R1/R2"),
        ("w = sqrt(L*C)", "w = sqrt(C*L)"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert alike(parse_equation(one)) == alike(parse_equation(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v_2 = V1*R2/(R1 + R2)", "v_2 = V1*R1/(R1 + R2)"),
        ("v_2 = V1", "v_2 = -V1"),
        ("v_2 = a*(b + c)", "v_2 = a*b + a*c"),
        ("v_2 + v_1 = 0", "v_2 - v_1 = 0"),
        ("v_2 = 2*V1", "v_2 = V1"),
        ("v_2 = V1**2", "v_2 = V1"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert alike(parse_equation(one)) != alike(parse_equation(other))
