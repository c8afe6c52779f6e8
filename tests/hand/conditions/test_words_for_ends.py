"""Words beside a formula that say where the frequency is, or how large a part is: it holds there alone."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

LEAD = circuit_of("V1 in 0 1", "R1 in out 1k", "R2 out m 2k", "C1 m 0 1n", "R3 out 0 3k")
LOW = ("vout/V1 = R3/(R1 + R3)", r"$\frac{v_{out}}{V_1} = \frac{R_3}{R_1 + R_3}$")
HIGH = (
    "vout/V1 = R2*R3/(R1*R2 + R1*R3 + R2*R3)",
    r"$\frac{v_{out}}{V_1} = \frac{R_2 R_3}{R_1 R_2 + R_1 R_3 + R_2 R_3}$",
)
GENERAL = "vout/V1 = R3*(1 + s*R2*C1)/(R1 + R3 + s*C1*(R1*R2 + R1*R3 + R2*R3))"
AT_LOW = (
    "dc: {}",
    "DC gain: {}",
    "low f: {}",
    "LF: {}",
    "low-frequency limit: {}",
    "at zero frequency: {}",
    "far below the corner: {}",
    "well below ω_0: {}",
    "{} (dc)",
    "{} [dc]",
    "{}, dc",
    "{} (low f)",
    "(dc) {}",
    "In steady state, {}.",
    "for slow signals {}",
    "As the frequency goes to zero, {}.",
    "1. dc: {}",
)
AT_HIGH = (
    "HF: {}",
    "hf: {}",
    "high f: {}",
    "high-frequency gain: {}",
    "well above ω_0: {}",
    "{} (HF)",
    "{} [HF]",
    "[HF] {}",
    "{}, HF",
    "{} far above the corner",
    "for fast signals {}",
    "at infinite frequency: {}",
)
FORMATS = ("text", "latex")


@pytest.mark.parametrize("k", [0, 1], ids=FORMATS)
@pytest.mark.parametrize("words", AT_LOW)
def test_words_for_low_frequencies(words, k):
    assert right(LEAD, words.format(LOW[k]), FORMATS[k])
    assert wrong(LEAD, words.format(HIGH[k]), FORMATS[k])


@pytest.mark.parametrize("k", [0, 1], ids=FORMATS)
@pytest.mark.parametrize("words", AT_HIGH)
def test_words_for_high_frequencies(words, k):
    assert right(LEAD, words.format(HIGH[k]), FORMATS[k])
    assert wrong(LEAD, words.format(LOW[k]), FORMATS[k])


def test_in_the_passband_it_is_an_end_at_which_something_passes():
    assert right(LEAD, "midband: " + LOW[0])
    assert right(LEAD, HIGH[0] + " (in the passband)")
    assert wrong(LEAD, "midband: vout/V1 = R2/(R1 + R2)")
    low_pass = circuit_of("V1 in 0 1", "R1 in out 1k", "C1 out 0 1n")
    assert right(low_pass, "In the passband, vout = V1.")
    assert wrong(low_pass, "In the passband, vout = 0.")


def test_in_the_dc_limit_stands_a_claim_and_no_condition():
    for k, kind in enumerate(FORMATS):
        assert right(LEAD, f"in the dc limit {LOW[k]}", kind)
        assert wrong(LEAD, f"in the dc limit {HIGH[k]}", kind)


def test_a_label_is_about_its_own_line():
    assert right(LEAD, f"dc: {LOW[0]}\nHF: {HIGH[0]}\n{GENERAL}")
    assert wrong(LEAD, f"dc: {LOW[0]}\nHF: {LOW[0]}")
    assert wrong(LEAD, f"dc: {LOW[0]}\nvout/V1 = R3*(1 + s*R2*C1)/(R1 + R3)")
    assert right(LEAD, f"dc: {LOW[0]}, HF: {HIGH[0]}")
    assert wrong(LEAD, f"dc: {LOW[0]}, HF: {LOW[0]}")


def test_a_line_goes_on_under_its_label():
    assert right(LEAD, "dc: vout = V1*R3/(R1 + R3), v_m = vout")
    assert wrong(LEAD, "HF: vout = V1*R2*R3/(R1*R2 + R1*R3 + R2*R3), v_m = vout")


FOLLOWER = circuit_of(
    "Vs s 0 1",
    "Rs s g 1k",
    "Rb g 0 1meg",
    "G1 0 o g o {gm}",
    "RE o 0 1k",
    "ro o 0 50k",
    "RL o 0 10k",
    ".param gm=2m",
)
DIVIDER = "(Rb/(Rs + Rb))*"
WITHOUT = {
    "RL": f"vo/Vs = {DIVIDER}gm/(gm + 1/RE + 1/ro)",
    "ro": f"vo/Vs = {DIVIDER}gm/(gm + 1/RE + 1/RL)",
    "Rs": "vo/Vs = gm/(gm + 1/RE + 1/ro + 1/RL)",
    "gm": "vo/Vs = Rb/(Rs + Rb)",
}
SIZES = {
    "RL": (
        "Without load, {}.",
        "no load: {}",
        "the unloaded gain is {}",
        "open output: {}",
        "with RL open: {}",
        "RL very large: {}",
        "for large RL {}",
        "For large load resistance: {}",
        "Neglecting the load, {}.",
        "{} for large RL",
        "{} (large RL)",
        "{} [no load]",
        "{} if RL is large",
        "{}, RL neglected",
    ),
    "Rs": (
        "for a stiff source: {}",
        "with an ideal voltage source: {}",
        "For zero source resistance, {}.",
        "without Rs: {}",
        "Rs negligible: {}",
        "with Rs shorted: {}",
        "{} (stiff source)",
        "{} neglecting Rs",
    ),
    "ro": (
        "with ro neglected: {}",
        "ro infinite: {}",
        "ro ignored: {}",
        "Let ro be infinite. Then {}.",
        "Letting ro go to infinity, {}.",
        "Leaving out ro: {}",
        "{} (without ro)",
        "{} (infinite ro)",
        "{} with ro neglected",
    ),
    "gm": (
        "when gm dominates: {}",
        "gm dominant: {}",
        "As gm grows, {}.",
        "For infinite transconductance: {}",
        "{} (gm dominates)",
        "{} in the limit of large gm",
    ),
}


@pytest.mark.parametrize(("part", "words"), [(n, w) for n, all_ in SIZES.items() for w in all_])
def test_words_for_the_size_of_a_part(part, words):
    other = {"ro": "RL", "gm": "Rs"}.get(part, "ro")
    assert right(FOLLOWER, words.format(WITHOUT[part]))
    assert wrong(FOLLOWER, words.format(WITHOUT[other]))


@pytest.mark.parametrize("part", SIZES)
def test_without_the_words_it_is_wrong(part):
    assert wrong(FOLLOWER, WITHOUT[part])


def test_what_words_behind_a_formula_say_is_not_said_of_the_next():
    assert wrong(FOLLOWER, f"{WITHOUT['RL']} (no load)\n{WITHOUT['ro']}")
    assert wrong(FOLLOWER, f"vo/Vs = {DIVIDER}gm/(gm + 1/RE + 1/ro + 1/RL)\nunloaded: {WITHOUT['ro']}")


def test_a_setting_and_a_size_in_words_in_front_of_one_colon():
    pair = circuit_of(
        "V1 a 0 1m",
        "V2 b 0 2m",
        "G1 x e a e {gm}",
        "G2 y e b e {gm}",
        "Rt e 0 100k",
        "Rx x 0 {Rc}",
        "Ry y 0 {Rc}",
        ".param gm=2m Rc=10k",
    )
    for words in ("V1 = V2, for large gm", "V1 = V2, gm -> inf", "For V1 = V2 and large gm"):
        assert right(pair, f"{words}: v_x ≈ -V1*Rc/(2*Rt)"), words
        assert wrong(pair, f"{words}: v_x ≈ -V1*Rc/Rt"), words
        assert wrong(pair, f"{words}: v_x ≈ V1*Rc/(2*Rt)"), words


def test_an_imperfection_may_be_set_to_zero_or_one():
    inverting = circuit_of("V1 in 0 1", "R1 in n 1k", "R2 n out 9k", "X1 0 n out opamp Ao=100k Ro=75")
    assert right(inverting, "With Ao = 0, vout = V1*Ro/(R1 + R2 + Ro).")
    assert wrong(inverting, "With Ao = 0, vout = V1*R1/(R1 + R2 + Ro).")
    assert right(inverting, "For Ao = 1 and Ro = 0: vout/V1 = -R2/(2*R1 + R2)")
    assert wrong(inverting, "For Ao = 1 and Ro = 0: vout/V1 = -R2/(R1 + R2)")
    assert wrong(inverting, "With Ao = 0, v_n = V1*(R2 + Ro)/(R1 + R2 + Ro).\nvout = V1*Ro/(R1 + R2 + Ro)")


def test_how_many_were_seen():
    assert len(AT_LOW) + len(AT_HIGH) == 29
    assert sum(map(len, SIZES.values())) == 37
    assert verdicts(LEAD, GENERAL) == ["true"]
