"""A line may choose a frequency: ω R C = 1 and ω L = 1/(ω C) as well as ω = 1/(R C); all else is a claim."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

LADDER = circuit_of("V1 in 0 5", "R1 in a 1k", "C1 a 0 10n", "R2 a out 1k", "C2 out 0 10n")
EQUAL = (
    "\\section{Two-section $RC$ ladder}\nIn the special case $R_1 = R_2 = R$ and $C_1 = C_2 = C$:\n"
    "$$\\frac{v_{out}}{V_1} = \\frac{1}{1 + 3 s R C + (s R C)^2}$$\n"
)
THERE = [
    r"At $\omega = 1/(RC)$ this has the magnitude $|v_{out}/V_1| = \frac{1}{3}$.",
    r"At $\omega RC = 1$ the magnitude is $|v_{out}/V_1| = \frac{1}{3}$.",
    r"At $2\pi f RC = 1$ the magnitude is $|v_{out}/V_1| = \frac{1}{3}$.",
    r"For $\omega CR = 1$ the magnitude is $|v_{out}/V_1| = \frac{1}{3}$.",
    r"At the frequency where $\omega RC = 1$ this is $|v_{out}/V_1| = \frac{1}{3}$.",
    r"Choosing $\omega RC = 1$ gives $|v_{out}/V_1| = \frac{1}{3}$.",
    r"$\omega RC = 1$: $|v_{out}/V_1| = \frac{1}{3}$.",
]


@pytest.mark.parametrize("words", THERE)
def test_a_product_of_one_chooses_a_frequency(words):
    assert right(LADDER, EQUAL + words, "latex")
    assert verdicts(LADDER, EQUAL + words.replace("{3}", "{2}"), "latex")[-1] == "false"


COIL = circuit_of("V1 in 0 5", "R1 in a 1k", "L1 a out 1m", "C1 out 0 10n")


@pytest.mark.parametrize(
    "words",
    [
        r"At resonance $\omega L_1 = 1/(\omega C_1)$, so $v_{out}/V_1 = 1/(j \omega R_1 C_1)$.",
        r"Resonance: $\omega^2 L_1 C_1 = 1$, so $v_{out}/V_1 = 1/(j\omega R_1 C_1)$.",
        r"At resonance $\omega_0 L_1 = 1/(\omega_0 C_1)$, so $v_{out}/V_1 = 1/(j \omega_0 R_1 C_1)$.",
        r"At $\omega_0^2 L_1 C_1 = 1$ the gain is $v_{out}/V_1 = 1/(j \omega_0 R_1 C_1)$.",
    ],
)
def test_a_resonance_is_chosen_by_two_products(words):
    assert right(COIL, words, "latex")
    assert wrong(COIL, words.replace("R_1 C_1)$.", "R_1 C_1 + 1)$."), "latex")


def test_what_a_product_of_the_frequency_comes_to_is_a_claim():
    assert wrong(LADDER, "With w = 10^4 rad/s and R1 = 1 kOhm, C1 = 10 nF we have w R1 C1 = 0.2.")
    assert wrong(LADDER, "At w = 1/(R1 C1) we get 1 + w R1 C1 = 2 w R1 C1 = 1.")
    assert wrong(LADDER, "v_out/V1 = 1/(1 + s (R1 C1 + R1 C2 + R2 C2) + s^2 R1 R2 C1 C2)\nv_out w C2 = V1")
