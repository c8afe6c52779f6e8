"""Values that a work gives are taken, however it gives them; numbers are right and wrong by them."""

import pytest

from gainproof.verification import verify

CIRCUIT = """* a divider
V1 in 0 1
R1 in a 1k
R2 a 0 3k
C1 a 0 10n
.tf V(a) V1
.end
"""


def verdicts(source):
    return [j.verdict for j in verify(source + "\n\n", CIRCUIT).judged]


GIVEN = [
    "Let R1 = 2 kΩ and R2 = 2 kΩ. Then {}.",
    "Let R1 = R2 = 2 kΩ. Then {}.",
    "With R1 = R2 = 2 kΩ we get {}.",
    "With R1 = 2 kΩ, R2 = 2 kΩ we get {}.",
    "With R1 = 2,0 kΩ, R2 = 2 kΩ and C1 = 10 nF: {}.",
    "Using R1 = 2 kΩ: {}.",
    "Given: R1 = 2 kΩ, R2 = 2 kΩ\n\n{}",
    "Values:\n\n  R1 = 2 kΩ\n  R2 = 2 kΩ\n\n{}",
    "{}, where R1 = 2 kΩ and R2 = 2k",
    "{} for R1 = 2 kΩ",
    "Component values: R1 = 2,000 Ω; {}",
]


@pytest.mark.parametrize("given", GIVEN)
def test_a_number_is_judged_with_the_values_given(given):
    assert verdicts(given.format("R1*C1 = 20 µs"))[-1] in ("true", "definition")
    assert "false" not in verdicts(given.format("R1*C1 = 20 µs"))
    assert "false" in verdicts(given.format("R1*C1 = 30 µs"))


@pytest.mark.parametrize(
    "given",
    [
        r"With $R_1 = R_2 = \SI{2}{\kilo\ohm}$ we have $%s$.",
        r"For $R_1 = 2{,}0\,\mathrm{k\Omega}$: $%s$.",
        "Given:\n- $R_1 = 2$ kΩ\n- $R_2 = 6$ kΩ\n\n$%s$",
        r"\[ %s, \quad\text{where } R_1 = 2\,\mathrm{k}\Omega \]",
    ],
)
def test_so_it_is_in_latex(given):
    right, wrong = (given.replace("%s", rf"R_1 C_1 = {n}\,\mathrm{{\mu s}}") for n in (20, 30))
    assert "false" not in verdicts(right)
    assert "true" in verdicts(right)
    assert "false" in verdicts(wrong)


def test_parts_set_equal_to_a_value_are_equal():
    assert verdicts("Let R1 = R2 = 2 kΩ. Then v_a = 0.5 V at s = 0.")[-1] == "limit"
    assert verdicts("Let R1 = R2 = 2 kΩ. Then v_a = 0.6 V at s = 0.")[-1] == "false"


PART = "With R1 = 1 kΩ we have R1*C1 = 10 µs. A part from the lower end, R1 = 800, has R1*C1 = {} µs.\n"


@pytest.mark.parametrize(("number", "verdict"), [("8", "true"), ("9", "false"), ("10", "false")])
def test_another_value_holds_for_the_sentence_that_gives_it(number, verdict):
    assert verdicts(PART.format(number))[-2:] == ["definition", verdict]


def test_a_value_that_is_only_told_is_that_of_the_netlist():
    assert verdicts("R1 = 2 kΩ") == ["false"]
    assert verdicts("R1 = 1,0 kΩ") == ["true"]


DIFFERENCE = """* a difference amplifier
V1 a 0 1
V2 b 0 2
R1 a n 1k
R2 n o 2k
R3 b p 1k
R4 p 0 2k
X1 p n o opamp
.tf V(o) V2
.end
"""


@pytest.mark.parametrize(
    "behind",
    [
        "for $R_3 = R_1$ and $R_4 = R_2$.",
        "if $R_3 = R_1$, $R_4 = R_2$.",
        "where $R_3 = R_1$ and $R_4 = R_2$.",
        "(with $R_3 = R_1$ and $R_4 = R_2$)",
    ],
)
def test_every_condition_of_a_list_behind_an_equation_is_about_it(behind):
    for sign, verdict in (("-", "limit"), ("+", "false")):
        source = rf"$$v_o = \frac{{R_2}}{{R_1}} V_2 {sign} \frac{{R_2}}{{R_1}} V_1$$" + f"\n{behind}\n"
        assert [j.verdict for j in verify(source, DIFFERENCE, format="markdown").judged] == [verdict]


def test_a_current_behind_a_bracket_is_a_factor():
    circuit = (
        "* a follower\nV1 b 0 1\nRpi b e 1k\nG1 0 e b e {gm}\nRE e 0 1k\n.param gm=0.1\n.tf V(e) V1\n.end\n"
    )
    source = "ib = (v_b - v_e)/Rpi\nie = (gm Rpi + 1) ib ,   beta = gm Rpi\nv_e = RE ie\nv_e = RE beta ib"
    found = [j.verdict for j in verify(source + "\n", circuit, format="text").judged]
    assert found == ["definition", "definition", "definition", "true", "false"]


def test_a_number_is_no_rounded_form_of_one_with_fewer_digits():
    assert verdicts("G = 1 + 20 = 21") == ["definition", "identity"]
    assert verdicts("G = 20 = 21") == ["definition", "false"]


def test_what_is_under_an_assumption_that_the_values_fulfil_is_in_no_doubt():
    circuit = CIRCUIT.replace("3k", "1k")
    source = "For equal resistors R1 = R2 = R: f = 1/(2 pi R C1) = {} kHz."
    for number, verdict in (("15.9", "true"), ("25.9", "false")):
        assert verify(source.format(number) + "\n", circuit, format="text").judged[-1].verdict == verdict


def test_a_full_stop_behind_a_number_ends_the_sentence():
    assert verdicts("At first V1 = 0. Its output is v_a = 0. It rests.") == ["limit", "limit"]
    assert verdicts("Now R1 = 1000. R2 = 3k") == ["true", "true"]


BALANCED = """* a bridge
V1 in 0 1
R1 in a 1k
R2 a 0 2k
R3 in b 1k
R4 b 0 3k
.tf V(a,b) V1
.end
"""


@pytest.mark.parametrize(
    ("given", "format"),
    [
        ("R1*R4 = R2*R3: v_a = v_b\n\nR1 = R3 = 1k, R2 = 2k, R4 = 3k:\n  v_a = 0.667 V", "txt"),
        ("Balance for $R_1 R_4 = R_2 R_3$.\n\n**Example.** $R_1 = R_3 = 1$ kΩ: $v_a = 0.667$ V", "md"),
        ("$R_1R_4 = R_2R_3$.\n\n$R_1 = R_3 = R = 1\\,\\mathrm{k\\Omega}$, $v_a = 0.667\\,\\mathrm{V}$", "md"),
    ],
)
def test_values_in_a_chain_are_values_and_no_equations(given, format):
    found = [j.verdict for j in verify(given + "\n\n", BALANCED).judged]
    assert "false" not in found
    assert found[-1] == "true"
    wrong = [j.verdict for j in verify(given.replace("0.667", "0.767") + "\n\n", BALANCED).judged]
    assert wrong[-1] == "false"
    other = [j.code for j in verify(given.replace("R1 = R3", "R1 = R2") + "\n\n", BALANCED).judged]
    assert "R1 = R3" not in given or "GP136" in other
