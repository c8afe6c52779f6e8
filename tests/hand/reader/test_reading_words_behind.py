r"""What a formula holds for, in words behind it: “\quad \text{for large } \beta”, “(large beta)”."""

import pytest
from hand.outcomes import right, wrong
from hand.written import circuit_of

from gainproof.hand.reader.claims.sayings import in_plain_words

STAGE = circuit_of("V1 in 0 1", "Rpi in bb 2k", "Vb bb e 0", "F1 out e Vb 100", "RE e 0 220", "RC out 0 3k")
PLAIN = "beta = F1\nA = vout/V1 = -beta*RC/(Rpi + (beta + 1)*RE)\nA ≈ "
LATEX = r"Let $\beta = F_1$. \[ A = \frac{v_{out}}{V_1} = -\frac{\beta R_C}{R_{pi} + (\beta + 1) R_E} \]"


@pytest.mark.parametrize(
    "words",
    ["for large beta", "  (large beta)", "  (beta large)", "if beta is large.", "when beta is very large"],
)
def test_plain(words):
    assert right(STAGE, f"{PLAIN}-RC/RE {words}")
    assert wrong(STAGE, f"{PLAIN}-RC/(2*RE) {words}")
    assert wrong(STAGE, f"{PLAIN}-RC/RE {words.replace('large', 'small')}")


@pytest.mark.parametrize(
    "display",
    [
        r"\[ A \approx FORMULA \quad \text{for large } \beta \]",
        r"\[ A \approx FORMULA \quad \text{for large $\beta$} \]",
        r"\[ A \approx FORMULA \qquad \text{(large } \beta\text{)} \]",
        r"\[ A \approx FORMULA \quad \text{if } \beta \text{ is large.} \]",
        r"\[ A \approx FORMULA, \quad \beta \text{ large} \]",
        r"\[ \text{For large } \beta:\quad A \approx FORMULA \]",
        r"\[ A \approx FORMULA \] for large $\beta$.",
        r"$A \approx FORMULA$ if $\beta$ is large.",
        r"$A \approx FORMULA$, provided $\beta$ is large enough.",
        r"\begin{align} B &= A \\ &\approx FORMULA \quad \text{for large } \beta \end{align}",
    ],
)
def test_latex(display):
    assert right(STAGE, LATEX + display.replace("FORMULA", r"-\frac{R_C}{R_E}"), "latex")
    assert wrong(STAGE, LATEX + display.replace("FORMULA", r"-\frac{R_C}{2 R_E}"), "latex")


def test_another_sentence_is_not_about_it():
    claim = r"$A \approx -\frac{R_C}{R_E}$"
    assert wrong(STAGE, rf"{LATEX} {claim}. For large $\beta$ it is better.", "latex")


def test_words_of_a_formula():
    assert in_plain_words(r"\quad \text{for large } R_{in}\text{ only}.") == "for large R_{in} only"


PASS = circuit_of("V1 in 0 1", "C1 in x 100n", "R1 x n 1k", "R2 n out 22k", "X1 0 n out opamp")


@pytest.mark.parametrize("words", ["at high frequencies", "(for high frequencies)"])
def test_an_end_of_the_frequencies_in_a_display(words):
    head = r"\[ H = \frac{v_{out}}{V_1} = -\frac{s R_2 C_1}{1 + s R_1 C_1} \]"
    display = rf"{head} \[ |H| = FORMULA \quad \text{{{words}}} \]"
    assert right(PASS, display.replace("FORMULA", r"\frac{R_2}{R_1}"), "latex")
    assert wrong(PASS, display.replace("FORMULA", r"\frac{R_1}{R_2}"), "latex")
    low = display.replace("high", "low").replace("FORMULA", r"\frac{R_2}{R_1}")
    assert wrong(PASS, low, "latex")
