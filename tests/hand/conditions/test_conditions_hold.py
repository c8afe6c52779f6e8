"""Which lines a condition is about, and where it ends: each text right, and with an error that no condition
may excuse."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

ALLPASS = circuit_of(
    "Vin in 0 1", "R1 in m 20k", "R2 m out 20k", "R in p 10k", "C p 0 10n", "X1 p m out opamp"
)
LADDER = circuit_of("Vin in 0 1", "R1 in a 1k", "C1 a 0 100n", "R2 a out 1k", "C2 out 0 100n")
BIASED = circuit_of("Vin in 0 1", "R1 in n", "R2 n out", "R3 p 0", "X1 p n out opamp Ibp=105n Ibn=95n")
GAIN = circuit_of("V1 in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k")


PHASES = "With R1 = R2,\n\n    H = v_out/v_in = (1 - s*R*C)/(1 + s*R*C)\n\n"
IN_DOLLARS = "With $R_1 = R_2$,\n\n$$H = \\frac{v_{out}}{v_{in}} = \\frac{1 - s R C}{1 + s R C}$$\n\n"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("At w = 1/(R C), H = -j. At high frequencies, s -> infinity, H -> -1.", ("-> -1", "-> -j")),
        ("At w = 1/(R C), H = -j. For s -> oo, H -> -1.", ("-> -1", "-> 1")),
        ("For s -> 0, H = 1; for s -> oo, H = -1.", ("= -1", "= 1")),
        ("For s -> 0, H = 1. For s -> oo, H = -1.", ("= -1", "= 1")),
        ("At w = w0 = 1/(R C), H = -j. At w = 0, H = 1.", ("H = 1", "H = -j")),
        (
            "At w = 1/(R C) we have H = -j. At w = 2/(R C) we have H = (1 - 2*j)/(1 + 2*j).",
            ("1 + 2*j", "1 + j"),
        ),
        ("H = 1 for s -> 0 and H = -1 for s -> oo", ("H = -1", "H = 1")),
    ],
)
def test_each_claim_is_under_its_own_frequency(said, error):
    assert right(ALLPASS, PHASES + said)
    assert wrong(ALLPASS, PHASES + said.replace(*error))


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("At $\\omega = 1/(RC)$, $H = -j$. For $s \\to \\infty$, $H \\to -1$.", ("-1$", "1$")),
        ("For $s\\to0$ it is $H = 1$ and for $s\\to\\infty$ it is $H = -1$.", ("= -1", "= 1")),
        ("- At $\\omega = 0$: $H = 1$\n- At $\\omega\\to\\infty$: $H = -1$\n", ("= -1", "= 1")),
        ("- at $\\omega = 0$, $H = 1$;\n- at $\\omega = \\frac{1}{RC}$, $H = -j$.\n", ("-j", "j")),
        (
            "The phase is seen\n\n1. at $\\omega = 0$: $H = 1$\n2. at $\\omega = 1/(RC)$: $H = -j$\n",
            ("-j", "1"),
        ),
    ],
)
def test_each_claim_in_dollars_is_under_its_own_frequency(said, error):
    assert right(ALLPASS, IN_DOLLARS + said, "markdown")
    assert wrong(ALLPASS, IN_DOLLARS + said.replace(*error), "markdown")


def test_what_leads_to_a_list_is_about_all_its_items():
    text = "For $R_1 = R_2$:\n\n- $v_m = (v_{in} + v_{out})/2$.\n- $v_{out} = 2 v_m - v_{in}$.\n"
    assert right(ALLPASS, text, "markdown")
    assert wrong(ALLPASS, text.replace("2 v_m - v_{in}", "2 v_m + v_{in}"), "markdown")


def test_names_that_a_condition_brings_in_are_known_to_the_words_after_it():
    text = "With R1 = R2 = R and C1 = C2 = C,\n\n    H = v_out/v_in\n\nAt w = 1/(R C) we have |H| = 1/3."
    assert right(LADDER, text)
    assert wrong(LADDER, text.replace("1/3", "1/2"))


OFF = [
    "With v_in = 0,",
    "For v_in = 0 there remains",
    "Let v_in = 0. Then",
    "Now set Vin = 0.",
    "If $v_{in} = 0$ then",
]
REST = (
    "\n\n    v_out = R2*Ibn - (1 + R2/R1)*R3*Ibp\n\nThe node\n\n    v_n = -R3*Ibp\n\n"
    "so that\n\n    v_out = {}\n"
)


@pytest.mark.parametrize("words", [*OFF, "With the input at ground (v_in = 0),"])
def test_a_source_stays_off_for_the_lines_after_it(words):
    assert right(BIASED, words + REST.format("v_n*(1 + R2/R1) + R2*Ibn"))
    assert wrong(BIASED, words + REST.format("v_n*(1 + R2/R1) - R2*Ibn"))


@pytest.mark.parametrize("again", ["Together", "## With a signal", "The complete output is", "In general,"])
def test_a_source_is_off_no_longer_than_words_say(again):
    text = f"With v_in = 0,{REST.format('v_n*(1 + R2/R1) + R2*Ibn')}\n{again}\n\n    v_out = {{}}\n"
    assert right(BIASED, text.format("R2*Ibn - (1 + R2/R1)*R3*Ibp - R2/R1*v_in"))
    assert wrong(BIASED, text.format("R2*Ibn - (1 + R2/R1)*R3*Ibp"))
    assert wrong(BIASED, text.format("R2*Ibn - (1 + R2/R1)*R3*Ibp + R2/R1*v_in"))


def test_a_source_that_is_off_excuses_no_term_of_its_own():
    text = f"With v_in = 0,{REST.format('v_n*(1 + R2/R1) + R2*Ibn')}\n    v_out = {{}}\n"
    assert right(BIASED, text.format("v_n*(1 + R2/R1) + R2*Ibn"))
    assert wrong(BIASED, text.format("v_n*(1 + R2/R1) + R2*Ibn + R2/R1*v_in"))


def test_a_condition_behind_a_line_is_about_no_other():
    text = "    v_out = R2*Ibn - (1 + R2/R1)*R3*Ibp   (v_in = 0)\n\n    v_out = {}\n"
    assert right(BIASED, text.format("R2*Ibn - (1 + R2/R1)*R3*Ibp - R2/R1*v_in"))
    assert wrong(BIASED, text.format("R2*Ibn - (1 + R2/R1)*R3*Ibp"))


def test_a_limit_ends_with_its_sentence_where_a_value_is_given():
    text = "G = v_out/V1\nFor Ao -> oo, G = -10. With Ao = 20, G = -6.45."
    assert right(GAIN, text)
    assert wrong(GAIN, text.replace("-6.45", "-8.45"))


def test_words_between_a_line_and_a_condition_take_the_condition():
    text = "v_n/V1 = -R2/(R1 + R2 + Ao*R1) * (-1), goes to 0 for Ao -> oo\nv_out = -Ao*v_n\n"
    assert right(GAIN, text)
    assert verdicts(GAIN, text.replace("+ Ao*R1", "- Ao*R1"))[0] == "false"


def test_a_frequency_what_was_set_and_an_ideal_op_amp_together():
    finite = circuit_of(
        *("Vin in 0 1", "R1 in m 20k", "R2 m out 20k", "R in p 10k", "C p 0 10n", "X1 p m out opamp Ao=200k")
    )
    text = "Let Ao -> oo and R1 = R2. Then\n\n    H = v_out/v_in\n\nAt w = 1/(R C), H = (1 - j)/(1 + j).\n"
    assert right(finite, text)
    assert wrong(finite, text.replace("(1 - j)/(1 + j)", "(1 - j)/(2 + j)"))


def test_a_gain_that_is_set_to_a_number():
    bootstrap = circuit_of(
        "V1 a 0 6", "R1 a b 1k", "I1 0 b 12m", "R2 b c 1k", "E1 c 0 b 0 {mu}", ".param mu=0.5"
    )
    text = "For mu -> 1, v_b -> V1 + R1*I1. For mu = 0, v_b = (V1/R1 + I1)*(R1 || R2).\n"
    assert right(bootstrap, text)
    assert wrong(bootstrap, text.replace("(R1 || R2)", "R1"))
    assert verdicts(bootstrap, text.replace("V1 + R1*I1", "V1 - R1*I1"))[0] == "false"


SUMMING = circuit_of("Va a 0 5", "Vb b 0 5", "R1 a x 20k", "R2 b x 20k", "RL x 0 10k")


@pytest.mark.parametrize(
    "words",
    [
        "With Va = 0, Vb = 0 and no load:",
        "For Va = 0, Vb = 0 and RL -> oo,",
        "Check (Va = 0, Vb = 0, RL = oo):",
        "Check (Va = Vb = 0 and no load): nothing is driven, so",
    ],
)
def test_sources_that_are_off_one_after_the_other_are_off_together(words):
    others = words.replace("Vb = 0", "RL = RL", 1) if "Va = Vb" not in words else ""
    assert verdicts(SUMMING, f"{words} i_R1 = 0") == ["limit"]
    assert verdicts(SUMMING, f"{words} i_R1 = Va/R1")[-1] == "false"
    assert not others or verdicts(SUMMING, f"{others} i_R1 = 0")[-1] == "false"


@pytest.mark.parametrize("load", ["no load", "RL removed"])
def test_what_is_said_without_the_load_is_not_judged_with_its_value(load):
    words = f"With Va = 0 and {load}: v_x = "
    assert verdicts(SUMMING, words + "Vb/2") == ["limit"]
    assert verdicts(SUMMING, words + "Vb/4") == ["false"]


def test_what_a_part_would_be_is_a_condition():
    for words in ("If R1 were zero,", "If R1 was very small,", "When R1 is zero"):
        assert verdicts(SUMMING, f"{words} v_x = Va") == ["limit"]
        assert verdicts(SUMMING, f"{words} v_x = Vb") == ["false"]
