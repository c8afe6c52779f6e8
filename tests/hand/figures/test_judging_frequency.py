"""What is about equal at low or high frequencies; one limit said instead of another."""

import pytest

from gainproof.verification import verify

LOW = "* t\nV1 in 0\nR1 in out\nC1 out 0\n"
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


RLC = "* t\nV1 in 0 1\nR1 in a 10\nL1 a out 1m\nC1 out 0 1u\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("v_out/V1 = 1/(1 - w^2*L1*C1 + j*w*R1*C1)", "true"),
        ("v_out/V1 = 1/(1 - ω²*L1*C1 + jω*R1*C1)", "true"),
        ("v_out/V1 = 1/(1 + w^2*L1*C1 + j*w*R1*C1)", "false"),
        ("v_out/V1 = 1/(1 - w^2*L1*C1 + w*R1*C1)", "false"),
        ("i_R1 = V1/(R1 + j*(w*L1 - 1/(w*C1)))", "true"),
        ("i_R1 = V1/(R1 + j*(w*L1 + 1/(w*C1)))", "false"),
    ],
)
def test_omega_and_j_are_those_of_the_frequency(line: str, verdict: str) -> None:
    (judged,) = verify([line], RLC).judged
    assert judged.verdict == verdict


def test_a_writer_may_define_omega() -> None:
    found = verify(["w = 1/sqrt(L1*C1)", "Q = w*L1/R1", "Q = sqrt(L1/C1)/R1", "Q = sqrt(C1/L1)/R1"], RLC)
    assert [j.verdict for j in found.judged] == ["definition", "definition", "identity", "false"]


def test_without_a_frequency_w_is_nothing() -> None:
    (judged,) = verify(["v_a = V1*w/R1"], "* t\nV1 in 0 1\nR1 in a 10\nR2 a 0 10\n").judged
    assert judged.verdict == "outside"


def test_at_a_chosen_frequency_a_line_is_judged_there() -> None:
    found = verify(["v_out/V1 = 1/(1 - w^2*L1*C1 + j*w*R1*C1)", "w = 1/(R1*C1)", "v_out/V1 = 1/3"], RLC)
    assert [j.verdict for j in found.judged] == ["true", "limit", "false"]
    assert found.judged[1].code == "GP144"


def test_letters_that_were_met_alone_are_symbols_side_by_side() -> None:
    work = "With $R_1 = R$, $C_1 = C$:\n$$\\frac{1}{R_1 C_1} = \\frac{1}{RC}$$\n"
    assert [j.verdict for j in verify(work, RLC).judged] == ["definition", "definition", "identity"]


def test_a_condition_may_name_equal_parts() -> None:
    work = (
        "$$\\omega_0 = \\frac{1}{\\sqrt{L_1 C_1}}$$\n\n"
        "For $L_1 = L$ and $C_1 = C$ this is $\\omega_0 = \\frac{1}{\\sqrt{LC}}$,\n\n"
        "and for $R_1 = R$ it is $\\omega_0 = \\frac{1}{RC}$.\n"
    )
    assert [j.verdict for j in verify(work, RLC).judged][:2] == ["definition", "identity"]
    assert verify(work, RLC).first_wrong == 5


def test_what_is_said_at_one_frequency_is_judged_there():
    for words in ("H = 1/(1 + j) at w = 1/(R1*C1)", "For w = 1/(R1*C1), H = 1/(1 + j)"):
        found = verify(["H = v_out/V1", words, "H = 1/(1 - s*R1*C1)"], LOW)
        assert [j.verdict for j in found.judged] == ["definition", "limit", "false"]
        found = verify(["H = v_out/V1", words.replace("(1 + j)", "(1 - j)")], LOW)
        assert [j.verdict for j in found.judged] == ["definition", "false"]
    text = "$H = v_{out}/V_1$\n\nAt $\\omega = 1/(R_1 C_1)$, $H = 1/(1 + j)$.\n"
    assert [j.verdict for j in verify(text, LOW, file="a.md").judged] == ["definition", "limit"]


RESONANT = "* series resonance\nV1 in 0 1\nR in a 1k\nL a b 1m\nC b 0 1n\n"
AT_RESONANCE = """Resonance: w0 = 1/sqrt(L*C).

With s = jw the impedance that the source sees is V1/i_R = R {sign} j*(w*L - 1/(w*C)).

At w = w0: V1/i_R = R.
"""


def test_a_line_for_every_frequency_is_not_judged_at_one_of_another_sentence() -> None:
    """At resonance the bracket vanishes, and its sign would not count."""
    right = verify(AT_RESONANCE.format(sign="+"), RESONANT)
    assert right.first_wrong is None
    assert verify(AT_RESONANCE.format(sign="-"), RESONANT).first_wrong == 3


def test_at_resonance_a_line_may_say_what_holds_there_alone() -> None:
    assert verify("w0 = 1/sqrt(L*C)\n\nAt resonance w*L = 1/(w*C).\n", RESONANT).first_wrong is None
