"""Approximations as textbooks write them: each that is right is accepted, and its wrong neighbour is not."""

import pytest

from gainproof.verification import verify

BRIDGE = "* t\nV1 t 0 10\nR1 t a 1k\nR2 a 0 1.2k\nR3 t b 2k\nR4 b 0 2k\n"
EMITTER = (
    "* t\n.param g_m=40m r_pi=2.5k\nV1 b 0 1m\nRpi b e {r_pi}\nG1 c e b e {g_m}\nRE e 0 470\nRC c 0 4.7k\n"
)
LOW = "* t\nV1 in 0 1\nR1 in out 1k\nC1 out 0 1u\nR2 out 0 4k\n"


def judged(text: str, circuit: str, kind: str = "latex") -> list[str]:
    """The verdicts on all lines, told apart as right and false."""
    found = verify(text, circuit, format=kind, file="x").judged
    assert all(j.verdict not in ("unread", "outside") for j in found)
    return ["false" if j.verdict in ("false", "carried") else "right" for j in found]


@pytest.mark.parametrize(
    ("gain", "verdict"), [("R_C}{R_E", "right"), ("2 R_C}{R_E", "false"), ("R_E}{R_C", "false")]
)
def test_two_conditions_in_a_column_are_about_the_row_that_they_stand_in(gain, verdict):
    text = r"""With $\beta = g_m r_\pi$ it is
\begin{align*}
  A_v = \frac{v_c}{V_1} &= -\frac{\beta R_C}{r_\pi + (1 + \beta) R_E} \\
    &\approx -\frac{%s} && \text{for } g_m R_E \gg 1 \text{ and } \beta \gg 1 .
\end{align*}
"""
    found = judged(text % (gain + "}"), EMITTER)
    assert found == ["right"] * 3 + [verdict]


SET = r"""The bridge has $v_{ab} = v_a - v_b$. With $R_1 = R_3 = R_4 = R$ and $R_2 = R (1 + \delta)$ it is
$v_{ab} = \frac{V_1 \delta}{2 (2 + \delta)}$, """


@pytest.mark.parametrize(
    "end",
    [
        r"which for $\delta \ll 1$ is $v_{ab} \approx \frac{V_1 \delta}{%s}$.",
        r"so that for small $\delta$ we have $v_{ab} \approx \frac{V_1 \delta}{%s}$.",
        r"which to first order in $\delta$ is $v_{ab} \approx \frac{V_1}{%s} \delta$.",
        r"and as $\delta \ll 1$ holds: \[ v_{ab} \approx \frac{V_1 \delta}{%s} . \]",
    ],
)
def test_a_part_that_is_a_little_off_is_written_with_the_small_name(end):
    for number, verdict in (("4", "right"), ("2", "false"), ("8", "false")):
        assert judged(SET + end % number, BRIDGE)[-1] == verdict


def test_a_correction_in_the_small_name_is_judged():
    end = (
        r"and $v_{ab} \approx \frac{V_1 \delta}{4} \left( 1 - \frac{\delta}{%s} \right)$ for $\delta \ll 1$."
    )
    for number, verdict in (("2", "right"), ("4", "false"), ("3", "false")):
        assert judged(SET + end % number, BRIDGE)[-1] == verdict


def test_a_small_change_of_a_part_is_a_name_too():
    text = r"""With $v_{ab} = v_a - v_b$, $R_1 = R_3 = R_4 = R$ and $R_2 = R + \Delta R$,
where $\Delta R \ll R$, it is $v_{ab} \approx \frac{V_1}{%s} \frac{\Delta R}{R}$."""
    for number, verdict in (("4", "right"), ("2", "false")):
        assert judged(text % number, BRIDGE)[-1] == verdict


def test_an_end_of_the_frequencies_goes_on_behind_the_number_of_its_own_line():
    work = "v_out/V1 = R2/(R1 + R2 + s*R1*R2*C1)\nAt low frequency (s -> 0) this is "
    work += "v_out/V1 -> R2/(R1 + R2) = 0.8.\n"
    for sign, verdict in (("+", "right"), ("-", "false")):
        text = work + f"The loss at midband is 1 - v_out/V1 = R1/(R1 {sign} R2)\n"
        assert judged(text, LOW, "text")[-1] == verdict


@pytest.mark.parametrize(
    ("line", "verdicts"),
    [
        ("$R_{in} = 1 + 2 \\cdot 3 = 7$ kΩ", ["right", "right"]),
        ("$R_{in} = 1 + 2 \\cdot 3 = 7\\,\\mathrm{k\\Omega}$", ["right", "right"]),
        ("$R_{in} = 1 + 12/2 = 1 + 6 = 7$ kΩ", ["right", "right", "right"]),
        ("$R_{in} = 1 + 2 \\cdot 3 = 8$ kΩ", ["right", "false"]),
        ("$R_{in} = 2 + 2 \\cdot 3 = 8$ kΩ", ["false", "right"]),
        ("$R_{in} = 1 + 2 \\cdot 3 = 7$ MΩ", ["false", "right"]),
        ("$R_{in} = 1 + 2 \\cdot 3 = 7$", ["false", "right"]),
    ],
)
def test_numbers_are_worked_out_in_the_unit_of_the_end(line, verdicts):
    circuit = "* t\nV1 in 0 1\nR1 in a 1k\nR2 a 0 6k\nR3 a b 1\n"
    assert judged("$$R_{in} = R_1 + R_2$$\n\n" + line, circuit, "markdown")[1:] == verdicts


def test_an_integer_that_is_worked_out_has_no_last_digit_to_round():
    circuit = "* t\nV1 in 0 1\nR1 in 0 301k\n"
    for number, verdict in (("301", "right"), ("302", "false")):
        assert judged(f"R_1 = 1 + 50*6 = {number} kΩ\n", circuit, "text")[-1] == verdict


LOADED = "* t\nV1 in 0 10\nR1 in out 1k\nR2 out 0 2k\nRL out 0 100k\n"
FEEDBACK = "* t\nV1 in 0 1\nR1 n 0 1k\nR2 n out 9k\nX1 in n out opamp Ao=100k\n"
BAND = "* t\nV1 in 0 1\nRs in a 1k\nC1 a b 10u\nR2 b 0 100k\nC2 b 0 1n\n"


@pytest.mark.parametrize(
    ("factor", "verdict"),
    [
        ("1 - (R1 || R2)/RL", "right"),
        ("1 - 2*(R1 || R2)/RL", "false"),
        ("1 + (R1 || R2)/RL", "false"),
        ("1 - (R1 || R2)/(2*RL)", "false"),
        ("1 - 3*(R1 || R2)/RL", "false"),
    ],
)
def test_values_excuse_no_correction_that_makes_a_line_hardly_closer(factor, verdict):
    line = f"For RL >> R1 || R2 this is v_out ~= V1*R2/(R1 + R2)*({factor})\n"
    assert judged(line, LOADED, "text") == [verdict]


@pytest.mark.parametrize(
    ("size", "verdict"), [("10^4 \\gg 1", "right"), ("10^5 \\gg 1", "false"), ("10^4 > 10", "right")]
)
def test_a_number_that_is_great_is_a_number_and_a_condition(size, verdict):
    text = (
        r"With $\beta = R_1/(R_1+R_2)$ the gain is $A = v_{out}/V_1$. Because $\beta A_o = %s$, it is large."
    )
    assert judged(text % size, FEEDBACK)[-1] == verdict


def test_what_a_great_number_says_is_said_of_what_follows():
    text = (
        r"With $\beta = R_1/(R_1+R_2)$, and as $\beta A_o = 10^4 \gg 1$, it is $\frac{v_{out}}{V_1} \to %s$."
    )
    for gain, verdict in ((r"1/\beta", "right"), (r"\beta", "false")):
        assert judged(text % gain, FEEDBACK)[-1] == verdict


@pytest.mark.parametrize(
    ("gain", "verdict"), [("R_2}{R_s + R_2}", "right"), ("R_s}{R_s + R_2}", "false"), ("R_2}{R_s}", "false")]
)
def test_capacitors_that_words_call_open_or_a_short_are_at_their_ends(gain, verdict):
    text = r"In the midband $C_1$ is a short and $C_2$ is open, so $\frac{v_b}{V_1} = \frac{%s$."
    assert judged(text % gain, BAND) == [verdict]
    other = r"Here $C_1$ is open and $C_2$ is a short, so $\frac{v_b}{V_1} = \frac{%s$."
    assert judged(other % gain, BAND) == ["false"]
