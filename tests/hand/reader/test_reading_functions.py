"""Names with an argument, H(jw), D(s), abs(H): the quantity is meant, and no product."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

C = circuit_of("V1 in 0 1", "R1 in n 10k", "R2 n out 100k", "C n out 10n", "X1 0 n out opamp")
GAIN = "H(s) = v_out/V1 = -(R2/R1)/(1 + s*R2*C)\n"
SIZE = "(R2/R1)/sqrt(1 + (w*R2*C)^2)"


@pytest.mark.parametrize(
    "written",
    [
        f"|H(jw)| = {SIZE}",
        f"|H(j*w)| = {SIZE}",
        f"|H(w)| = {SIZE}",
        f"abs(H(jw)) = {SIZE}",
        f"mag(H) = {SIZE}",
        "|H(jw)|^2 = (R2/R1)^2/(1 + (w*R2*C)^2)",
        "H(jw) = -(R2/R1)/(1 + jw*R2*C)",
        "H(s) = -(R2/R1)/D(s)\nD(s) = 1 + s*R2*C",
        "D(s) = 1 + s*R2*C\nD(0) = 1\nH(s) = -(R2/R1)/D(s)",
        "H(s) = N(s)/D(s)\nN(s) = -R2/R1\nD(s) = 1 + s*R2*C",
        "Delta(s) = 1 + s*R2*C\nH(s) = -R2/(R1*Delta(s))",
    ],
)
def test_the_quantity_is_meant(written):
    assert right(C, GAIN + written)


@pytest.mark.parametrize(
    "written",
    [
        "|H(jw)| = (R2/R1)/sqrt(1 + (w*R1*C)^2)",
        "|H(w)| = (R2/R1)/sqrt(1 - (w*R2*C)^2)",
        "abs(H(jw)) = (R1/R2)/sqrt(1 + (w*R2*C)^2)",
        "H(jw) = -(R2/R1)/(1 + jw*R1*C)",
        "D(s) = 1 + s*R2*C\nH(s) = -(R1/R2)/D(s)",
        "D(s) = 1 + s*R2*C\nD(0) = 2",
    ],
)
def test_what_is_wrong_of_it_stays_wrong(written):
    assert wrong(C, GAIN + written)


def test_a_long_polynomial_over_two_rows_is_wrong_where_it_is_wrong():
    rows = r"$$ D(s) = (1 + s R_2 C)(1 + s R_1 C) $$" "\n" r"$$ = 1 + s (R_1 C + R_2 C) + s^2 R_1 R_2 C $$"
    assert wrong(C, rows, "latex")
    assert right(C, rows.replace("R_1 R_2 C $$", "R_1 R_2 C^2 $$"), "latex")


def test_a_derivative_is_not_judged_and_an_inductor_at_a_frequency_is_an_impedance():

    assert verdicts(C, "D(H, s) = 0") == ["outside"]
    coil = circuit_of("V1 in 0 1", "R1 in out 1k", "L out 0 1m")
    assert right(coil, "v_out = V1 L (j w)/(R1 + L (j w))")
    assert wrong(coil, "v_out = V1 L (j w)/(R1 - L (j w))")
