"""How the printers of the benchmark write, and that what they write has one reading."""

import pytest

from benchmarks.planted.printers import HANDS
from gainproof.notation import parse, parse_equation, text


@pytest.mark.parametrize(
    ("hand", "claim", "written"),
    [
        ("latex", "v_out = -R2/R1*Vin", r"v_{out} = -\frac{R_2}{R_1} V_{in}"),
        ("latex", "v_3 = Ao*(V1 - v_2)", r"v_3 = A_o \left(V_1 - v_2\right)"),
        ("latex-braces", "v_3 = Ao*(V1 - v_2)", r"v_{3} = A_{o} \left[V_{1} - v_{2}\right]"),
        ("latex-dots", "i_R1 = v_2/R1", r"i_{R_1} = \frac{v_2}{R_1}"),
        ("latex-dots", "R_a = par(R1, R2)", r"R_a = R_1 \parallel R_2"),
        ("ascii", "v_out = s*C1*R1**2*Vin", "v_out = s*C1*R1^2*Vin"),
        ("ascii-tight", "v_3 = Ao*(V1 - v_2)", "v_3 = A_o*(V_1-v_2)"),
        ("ascii-implicit", "v_out = R2/R1*Vin", "v(out) = (R2/R1) Vin"),
        ("ascii-implicit", "v_3 = 2*par(R1, R2)*It", "v(3) = 2*(R1 || R2) It"),
        ("unicode", "omega_0 = s**2*C1", "ω₀ = s²·C₁"),
        ("unicode", "v_2 = -V1", "v₂ = −V₁"),
        ("sympy", "R_a = par(R1, R2)", "R_a = 1/(1/R1 + 1/R2)"),
        ("sympy", "x = R1**2", "x = R1**2"),
    ],
)
def test_a_hand_writes(hand: str, claim: str, written: str) -> None:
    assert HANDS[hand].equation(parse_equation(claim)) == written


@pytest.mark.parametrize(
    "source",
    [
        "a/(b*c)",
        "a/b/c",
        "a/(b/c)",
        "-(a + b)/c",
        "a*(b - (c - d))",
        "(a + b)**2/c",
        "a - (-b + c)*d",
        "(-a)/(b - c)",
    ],
)
def test_what_sympy_would_read_is_what_was_meant(source: str) -> None:
    """In Python's syntax there is one reading, and our own parser for it."""
    x = parse(source)
    point = {"a": 3.0, "b": 5.0, "c": 7.0, "d": 11.0}
    assert parse(HANDS["sympy"].expr(x)).value(point, float) == pytest.approx(x.value(point, float)), text(x)


def test_what_stands_on_the_page_of_a_hand_without_a_sign_for_parallel_parts() -> None:
    q = parse_equation("v_2 = i_R1*par(R1, R2)")
    assert HANDS["sympy"].written(q) == parse_equation("v_2 = i_R1*(1/(1/R1 + 1/R2))")
    assert HANDS["ascii"].written(q) == q
