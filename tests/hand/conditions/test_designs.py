"""Choices of parts: assumptions for what follows, unless values of the work belie them."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

PAD = circuit_of("V1 s 0 2", "Rs s a 50", "R1 a m 25.97", "R3 m 0 35.14", "R2 m b 25.97", "RL b 0 50")
GAIN = circuit_of("V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp")
BIASED = circuit_of("R1 0 n 10k", "R2 n out 100k", "R3 p 0 9.09k", "X1 p n out opamp Ibp=105n Ibn=95n")
SALLEN_KEY = circuit_of("V1 in 0 1", "R1 in a", "R2 a p", "C1 a out", "C2 p 0", "X1 p out out opamp")

MATCHED = r"""For a pad matched to $R_s = R_L = Z$ with an attenuation of $k = v_a/v_b$ we take
\[ R_1 = R_2 = Z\,\frac{k-1}{k+1}, \qquad R_3 = Z\,\frac{2k}{k^2-1} \]
For 10 dB, $k = 10^{10/20} = 3.162$ and with $Z = 50\,\Omega$: $R_1 = R_2 = 25.97\,\Omega$,
$R_3 = 35.14\,\Omega$, and so
\[ v_a = \frac{V_1}{2} \]
"""


def test_parts_that_are_chosen_by_what_the_circuit_decides():
    assert right(PAD, MATCHED, "latex")
    assert wrong(PAD, MATCHED.replace("{V_1}{2}", "{V_1}{3}"), "latex")


@pytest.mark.parametrize(
    "error", [(r"\frac{k-1}{k+1}", r"\frac{k+1}{k-1}"), ("{k^2-1}", "{k^2+1}"), ("= 3.162", "= 3.172")]
)
def test_values_of_the_work_belie_a_choice(error):
    assert "false" in verdicts(PAD, MATCHED.replace(*error), "latex")


def test_without_words_that_choose_or_values_there_is_no_choice():
    line = "$k = v_a/v_b$ and with this $R_2 = R_L\\,\\frac{k-1}{k+1}$.\n"
    assert verdicts(PAD, line, "markdown")[-1] == "false"
    assert verdicts(PAD, line.replace("with this", "we choose"), "markdown")[-1] == "limit"


def test_a_choice_may_be_made_anew():
    text = "Let R2 = R1. Then v_out = -V1. Now we choose R2 = 5 R1. Then v_out = -5 V1."
    assert right(GAIN, text)
    assert wrong(GAIN, text.replace("-5 V1", "5 V1"))
    assert "false" in verdicts(GAIN, text.replace("Now we choose", "It follows that"))


@pytest.mark.parametrize("words", ["We choose", "Let", "The design: we make", "To cancel the bias we need"])
def test_what_is_concluded_from_a_choice_is_judged(words):
    text = f"v_out = R2 Ibn - (1 + R2/R1) R3 Ibp\n\n{words} R3 = R1 || R2. Then\n\nv_out = R2 (Ibn - Ibp)\n"
    assert right(BIASED, text)
    assert wrong(BIASED, text.replace("Ibn - Ibp)", "Ibn + Ibp)"))


def test_common_values_and_ratios():
    text = (
        "We take $R_1 = R_2 = R$ and choose $C_1 = 2 C_2$. Then\n"
        "$$\\frac{v_{out}}{V_1} = \\frac{1}{1 + 2 s R C_2 + 2 (s R C_2)^2}$$\n"
    )
    assert right(SALLEN_KEY, text, "markdown")
    assert wrong(SALLEN_KEY, text.replace("+ 2 (s R", "+ (s R"), "markdown")
