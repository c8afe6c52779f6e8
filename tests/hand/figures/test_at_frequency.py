"""What is said at one frequency, and of magnitudes, in symbols and in digits."""

import pytest

from gainproof.verification import verify

LOW = "* t\nV1 in 0 1\nR1 in out 1k\nC1 out 0 1u\n"
RLC = "* t\nV1 in 0 1\nR1 in a 10\nL1 a out 1m\nC1 out 0 1u\n"
DIVIDER = "* t\nV1 in 0 10\nR1 in out 1k\nR2 out 0 1k\n"
H = "H = v_out/V1 = 1/(1 + j*w*R1*C1)"
CORNER = "w_c = 1/(R1*C1)"


def last(circuit, *lines):
    return verify(list(lines), circuit).judged[-1]


@pytest.mark.parametrize(
    ("line", "verdict", "code"),
    [
        ("|H| = 1/sqrt(1 + (w*R1*C1)^2)", "true", ""),
        ("|H|^2 = 1/(1 + (w*R1*C1)^2)", "true", ""),
        ("|H| = 1/sqrt(1 - (w*R1*C1)^2)", "false", "GP116"),
        ("|H| = 1/(1 + w*R1*C1)", "false", None),
        ("|v_out| = |V1|/|1 + s*R1*C1|", "true", ""),
        ("For w >> w_c, |H| ~= w_c/w", "limit", ""),
        ("For w >> w_c, |H| ~= w/w_c", "false", None),
        ("At w = w_c, |H| = 1/sqrt(2)", "limit", ""),
        ("At w = w_c, |H| = 1/2", "false", "GP114"),
        ("At w = 1/(R1*C1), H = (1 - j)/2", "limit", ""),
        ("At w = 1/(R1*C1), H = (1 + j)/2", "false", None),
        ("At f = 1 kHz, H = 0.0247 - 0.1552j", "true", ""),
        ("At f = 1 kHz, H = 0.0247 + 0.1552j", "false", None),
        ("At f = 1 kHz, |H| = 0.157", "true", ""),
        ("At f = 1 kHz, |H| = 0.257", "false", "GP114"),
    ],
)
def test_a_low_pass(line, verdict, code):
    found = last(LOW, H, CORNER, line)
    assert found.verdict == verdict
    assert code in (None, found.code)


def test_a_number_that_is_wrong_comes_with_the_right_one():
    found = last(LOW, H, "At f = 1 kHz, |H| = 0.257")
    assert found.how == "with the values given, where f = 1000, abs(H) is 0.1571767"
    (shown,) = found.diagnosis.suggestions
    assert float(shown.by.value({})) == 0.157


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("At resonance, Z = R1", "limit"),
        ("At resonance, Z = 2*R1", "false"),
        ("Z = R1 + s*L1 + 1/(s*C1)", "true"),
        ("Z = R1 + s*L1 - 1/(s*C1)", "false"),
    ],
)
def test_a_named_frequency_of_which_words_speak(line, verdict):
    assert last(RLC, "w_0 = 1/sqrt(L1*C1)", "Z = V1/i_R1", line).verdict == verdict


def test_a_named_frequency_of_which_nothing_speaks_is_told():
    found = last(RLC, "w_0 = 1/sqrt(L1*C1)", "Z = V1/i_R1", "Z = R1")
    assert (found.verdict, found.code, found.under) == ("limit", "GP140", ("w = w_0",))


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("|v_out/V1| = 0.5", "true"), ("|v_out/V1| = 0.6", "false"), ("|v_out| = |V1|*R2/(R1 + R2)", "true")],
)
def test_a_magnitude_without_a_frequency(line, verdict):
    assert last(DIVIDER, line).verdict == verdict


def test_what_follows_from_a_wrong_line_is_carried():
    found = verify([H, "H = 1/(1 - s*R1*C1)", "|H| = 1/|1 - s*R1*C1|", "|H| = 2/|1 - s*R1*C1|"], LOW).judged
    assert [j.verdict for j in found[2:]] == ["false", "true", "false"]


ALLPASS = "* t\nV1 in 0 1\nR1 in n 10k\nR2 n out 10k\nR in p 15.9k\nC p 0 10n\nX1 p n out opamp\n"
SECOND = "* t\nV1 in 0 1\nR1 in a 10k\nR2 a p 10k\nC1 a out 22n\nC2 p 0 10n\nX1 p out out opamp\n"


def test_a_frequency_chosen_together_with_an_assumption():
    work = (
        "$H = v_{out}/V_1$, $R_1 = R_2$\n\n- at $\\omega = 0$: $H = 1$\n"
        "- at $\\omega = \\frac{1}{RC}$: $H = \\frac{1-j}{1+j} = -j$\n"
    )
    found = verify(work, ALLPASS, file="a.md").judged
    assert all(j.verdict not in ("false", "carried", "outside") for j in found)
    assert len(found) == 5
    found = verify(work.replace("= -j", "= j"), ALLPASS, file="a.md").judged
    assert found[-1].verdict == "false"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("v_out/V1 = 1   (s = 0)", "limit"),
        ("v_out/V1 = 2   (s = 0)", "false"),
        ("DC gain: v_out/V1 = 1", "limit"),
        ("DC gain: v_out/V1 = -1", "false"),
    ],
)
def test_a_frequency_behind_the_line_and_dc(line, verdict):
    assert verify([line], ALLPASS).judged[0].verdict == verdict


def test_a_natural_frequency_by_its_square_and_what_it_is_divided_by():
    lines = [
        "w0^2 = 1/(R1*R2*C1*C2)",
        "w0/Q = (R1 + R2)/(R1*R2*C1)",
        "v_out/V1 = 1/(1 + s/(Q*w0) + s^2/w0^2)",
    ]
    values = ["Q = 0.742", "w0 = 6742"]
    found = verify([*lines, *values], SECOND).judged
    assert [j.verdict for j in found] == ["definition", "definition", "true", "true", "true"]
    found = verify([*lines, "Q = 0.752", "w0 = 6842"], SECOND).judged
    assert [j.verdict for j in found] == ["definition", "definition", "true", "false", "false"]


def test_a_figure_of_merit_with_a_root():
    lines = ["w0 = 1/sqrt(R1*R2*C1*C2)", "Q = w0*R1*R2*C1/(R1 + R2)"]
    assert last(SECOND.replace("22n", "20n"), *lines, "Q = 1/sqrt(2)").verdict == "true"
    assert last(SECOND.replace("22n", "20n"), *lines, "Q = 1/2").verdict == "false"


MIRROR = (
    "* t\n.param g1=2m g2=6m\nI1 0 g 10u\nR1 g 0 100k\nG1 g 0 g 0 {g1}\nG2 out 0 g 0 {g2}\n"
    "R2 out 0 50k\nRL out 0 1k\n"
)


def test_a_part_that_is_zero_where_a_current_is_divided_by_it():
    lines = ["n = g2/g1", "iL = v_out/RL"]
    assert last(MIRROR, *lines, "for RL = 0 and R1 -> oo: iL/I1 = -n").verdict == "limit"
    assert last(MIRROR, *lines, "for RL = 0 and R1 -> oo: iL/I1 = n").verdict == "false"


def test_a_formula_that_comes_to_a_number_is_one_of_numbers():
    circuit = "* t\nV1 in 0 3\nR1 in out 1k\nR2 out 0 2k\n"
    assert [j.verdict for j in verify(["v_in = 1.5*v_out = 3.0"], circuit).judged] == ["true", "true"]
    assert verify(["v_in = 2*v_out = 3.0"], circuit).judged[0].verdict == "false"


ALL_PASS = "* t\nVin in 0 1\nR1 in m 1k\nR2 m out 1k\nR3 in p R\nC1 p 0 C\nX1 p m out opamp\n"


@pytest.mark.parametrize(
    ("line", "verdict"), [("H -> -1", "limit"), ("H -> 1", "false"), ("H -> -2", "false")]
)
def test_a_limit_of_s_behind_a_frequency_that_was_chosen(line, verdict):
    said = f"At w = 1/(R*C), H = -j. At high frequencies, s -> infinity, {line}"
    found = verify(["With R1 = R2,", "H = vout/vin", said], ALL_PASS).judged
    assert [j.verdict for j in found[-2:]] == ["limit", verdict]


def test_a_phasor_at_one_frequency_is_judged_beside_a_limit():
    said = "At w = 1/(R*C), H = -2j. At high frequencies, s -> infinity, H -> -1"
    found = verify(["With R1 = R2,", "H = vout/vin", said], ALL_PASS).judged
    assert [j.verdict for j in found[-2:]] == ["false", "limit"]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("H(w_c) = (1 - j)/2", "limit"),
        ("H(w_c) = (1 + j)/2", "false"),
        ("|H(w_c)| = 0.707", "true"),
        ("|H(w_c)| = 0.5", "false"),
    ],
)
def test_an_argument_may_be_a_named_frequency(line, verdict):
    """Of H(ω_0) nobody means a product."""
    assert last(LOW, H, CORNER, line).verdict == verdict


def test_an_argument_in_hertz_may_be_a_named_one():
    corner = "f_c = 1/(2*pi*R1*C1)"
    assert last(LOW, H, corner, "|H(f_c)| = 1/sqrt(2)").verdict == "limit"
    assert last(LOW, H, corner, "|H(f_c)| = 1/sqrt(3)").verdict == "false"
