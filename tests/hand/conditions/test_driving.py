"""A test source that words put at a node: its names are found, and wrong lines about it are refused."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

FET = circuit_of(".param gm=2m", "V1 g 0 10m", "G1 d s g s {gm}", "ro d s 50k", "RS s 0 1k", "RD d 0 10k")
AMP = circuit_of("V1 p 0 1", "X1 p n out opamp Ao=100k Ro=75", "R1 n 0 1k", "R2 out n 9k", "RL out 0 1k")
DRAIN = r"""
What does one see looking into the drain? Ground the gate, $V_1 = 0$, and let $i_x$ be the current into
the drain; it returns through $R_S$, so $v_s = R_S i_x$, and
\[ v_d = v_s + r_o (i_x + g_m v_s) \]
\[ \frac{v_d}{i_x} = r_o + R_S + g_m r_o R_S \]
"""
OUTPUT = """
Output resistance. Set V1 = 0 and apply a test voltage v_t at the output, which supplies a current i_t:

v_n = v_t*R1/(R1 + R2)
i_t = v_t/RL + v_t/(R1 + R2) + (v_t + Ao*v_n)/Ro
v_t/i_t = 1/(1/RL + 1/(R1 + R2) + (1 + Ao*R1/(R1 + R2))/Ro)
"""


def verdicts(source, circuit, format="text"):
    work = read_work(source, format=format, symbols=symbol_table(circuit, {}))
    return [j.verdict for j in judge_work(work, circuit, diagnosing=False)]


def test_the_current_into_a_drain_leaves_out_what_stands_beside_it():
    found = verdicts(DRAIN, FET, "latex")
    assert len(found) == 4
    assert set(found) <= {"true", "limit"}


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("R_S i_x", "-R_S i_x", 1),
        ("i_x + g_m v_s", "i_x - g_m v_s", 2),
        ("+ g_m r_o R_S", "- g_m r_o R_S", 3),
    ],
)
def test_a_wrong_line_about_the_current_into_a_drain_is_refused(right, wrong, line):
    assert right in DRAIN
    found = verdicts(DRAIN.replace(right, wrong), FET, "latex")
    assert found[line] == "false"
    assert "false" not in found[:line]


def test_a_test_voltage_and_its_current_are_those_of_the_node_that_words_name():
    found = verdicts(OUTPUT, AMP)
    assert len(found) == 4
    assert set(found) <= {"true", "limit"}


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("v_t*R1", "v_t*R2", 1),
        ("v_t + Ao*v_n", "v_t - Ao*v_n", 2),
        ("v_t/RL + v_t", "v_t/RL - v_t", 2),
        ("(1 + Ao*R1", "(1 - Ao*R1", 3),
    ],
)
def test_a_wrong_line_about_a_test_voltage_is_refused(right, wrong, line):
    assert right in OUTPUT
    found = verdicts(OUTPUT.replace(right, wrong), AMP)
    assert found[line] == "false"
    assert "false" not in found[:line]


def test_a_name_that_no_words_call_a_test_source_is_none():
    source = "i_x = v_out/RL\nv_out = (R1 + R2)/R1 V1\n"
    work = read_work(source, format="text", symbols=symbol_table(AMP, {}))
    assert work.tests == {}
    assert [j.verdict for j in judge_work(work, AMP, diagnosing=False)] == ["definition", "limit"]


def test_a_test_source_of_the_netlist_is_no_other_one():
    gate = circuit_of(".param gm=2m", "Vx s 0 1", "G1 d s 0 s {gm}", "ro d s 50k", "RD d 0 10k")
    source = "Let ix be the test current into the source.\nix = gm*Vx + (Vx - vd)/ro\nvd = RD*ix\n"
    assert verdicts(source, gate) == ["true", "true"]
    assert verdicts(source.replace("gm*Vx + (", "gm*Vx - ("), gate) == ["false", "true"]
    assert verdicts(source.replace("RD*ix", "-RD*ix"), gate) == ["true", "false"]


FOLLOWER = circuit_of(
    ".param gm=40m", "V1 in 0 1", "Rs in b 1k", "rpi b e 2.5k", "G1 0 e b e {gm}", "RE e 0 2k"
)
EMITTER = r"""
Short the source and apply a test voltage $v_x$ at the emitter. With $\beta = g_m r_\pi$ its current is
\[ i_x = \frac{v_x}{R_E} + (1 + \beta) \frac{v_x}{R_s + r_\pi} \]
\[ R_{out} = \frac{v_x}{i_x} = R_E \parallel \frac{R_s + r_\pi}{1 + \beta} \]
"""


def test_what_a_test_voltage_is_divided_by_is_the_test_current():
    assert verdicts(EMITTER, FOLLOWER, "latex") == ["definition", "true", "definition", "true"]
    wrong = EMITTER.replace(r"(1 + \beta) \frac{v_x}", r"(1 - \beta) \frac{v_x}")
    assert verdicts(wrong, FOLLOWER, "latex")[1] == "false"


def test_a_test_current_may_be_called_as_any_symbol():
    source = "Set V1 = 0 and inject a test current It into the output.\nIt = v_out/RL + v_out/(R1 + R2) + "
    right = "(v_out + Ao*v_n)/Ro\n"
    assert verdicts(source + right, AMP)[-1] == "true"
    assert verdicts(source + right.replace("+ Ao", "- Ao"), AMP)[-1] == "false"


BUFFER = circuit_of(
    *(".param beta=100 r_pi=1.25k", "V1 s 0 1", "Rs s b 10k", "Vb b x 0", "Rpi x e {r_pi}"),
    *("F1 0 e Vb {beta}", "RE e 0 1k"),
)
SEEN_AT_E = """
i_b = base current, through Rs and r_pi
KCL e: i_b + beta*i_b = v_e/RE

output resistance at e: V1 = 0, test current i_t into e
v_e = -(Rs + r_pi)*i_b
KCL e: i_t + (1 + beta)*i_b = v_e/RE
=> i_t = v_e*(1/RE + (1 + beta)/(Rs + r_pi))
"""


def test_a_current_that_words_explain_is_that_of_its_part_with_a_test_source_too():
    found = verdicts(SEEN_AT_E, BUFFER)
    assert len(found) == 5
    assert set(found) <= {"true", "limit"}


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("i_b + beta*i_b = v_e", "i_b - beta*i_b = v_e", 0),
        ("v_e = -(Rs + r_pi)", "v_e = (Rs + r_pi)", 2),
        ("i_t + (1 + beta)", "i_t + beta", 3),
        ("(1 + beta)/(Rs", "beta/(Rs", 4),
    ],
)
def test_a_wrong_line_about_that_current_is_refused(right, wrong, line):
    assert right in SEEN_AT_E
    found = verdicts(SEEN_AT_E.replace(right, wrong), BUFFER)
    assert found[line] == "false"
    assert "false" not in found[:line]


GATE = "looking into d: RD removed, v_g = 0, test current i_t into d\nv_s = RS*i_t\n"


def test_the_node_of_a_source_is_grounded_beside_a_test_source():
    assert verdicts(GATE, FET) == ["limit", "true"]
    assert verdicts(GATE.replace("v_s = RS", "v_s = RD"), FET)[1] != "true"
    assert verdicts("The voltages are\nv_g = 0\nv_s = RS*i_d\n", FET)[0] == "false"


SAID = "i_b = base current, through Rs and r_pi\n"


@pytest.mark.parametrize("said", ["", "i_b is the current into the base\n", "Let i_b be the base current.\n"])
def test_a_current_that_lines_show_is_that_of_its_part_with_a_test_source_too(said):
    source = SEEN_AT_E.replace(SAID, said).replace(
        "\n\noutput", "\nV1 = (Rs + r_pi)*i_b + v_e\ni_b = V1/(Rs + r_pi + (1 + beta)*RE)\n\noutput"
    )
    found = verdicts(source, BUFFER)
    assert len(found) == 7
    assert "false" not in found
    for right, wrong, line in (
        ("v_e = -(Rs + r_pi)", "v_e = (Rs + r_pi)", 4),
        ("i_t + (1 + beta)", "i_t + beta", 5),
        ("(1 + beta)/(Rs", "beta/(Rs", 6),
    ):
        assert right in source
        found = verdicts(source.replace(right, wrong), BUFFER)
        assert found[line] == "false"
        assert "false" not in found[:line]


def test_an_equals_sign_may_say_which_is_the_test_current_and_not_which_voltage_is_one():
    said = (
        "looking into d (v_g = 0), i_t = test current into d\nv_s = RS*i_t\nv_d - v_s = ro*(i_t + gm*v_s)\n"
    )
    assert verdicts(said, FET) == ["true", "true"]
    assert verdicts(said.replace("i_t + gm", "i_t - gm"), FET) == ["true", "false"]
    work = read_work(
        "Output resistance: v_t = voltage at the drain, which is\nv_t = 2*v_s",
        format="text",
        symbols=symbol_table(FET, {}),
    )
    assert not work.tests


AT_EMITTER = r"""
Set $V_1 = 0$ and apply a test current $i_t$ at the emitter, so that $v_e = v_t$.
The base current $i_b$ WHERE is
\[ i_b = -\frac{v_t}{R_s + r_\pi} \]
\begin{align*}
i_t &= \frac{v_t}{R_E} - i_b - g_m r_\pi i_b \\
&= v_t \left( \frac{1}{R_E} + \frac{1 + g_m r_\pi}{R_s + r_\pi} \right)
\end{align*}
"""


@pytest.mark.parametrize("where", [r"(through $r_\pi$, from $b$ to $e$)", r"through $r_\pi$", ""])
def test_a_base_current_beside_a_test_current_is_none_of_the_test_source(where):
    source = AT_EMITTER.replace("WHERE", where)
    found = verdicts(source, FOLLOWER, "latex")
    assert len(found) == 5
    assert set(found[2:]) <= {"true", "limit", "definition", "identity"}
    wrong = verdicts(source.replace("- i_b - g_m", "- i_b + g_m"), FOLLOWER, "latex")
    assert wrong[3] == "false"
    assert "false" not in wrong[:3]


def test_a_direction_in_brackets_is_held_against_the_line():
    source = AT_EMITTER.replace("WHERE", r"(through $r_\pi$, from $e$ to $b$)")
    assert verdicts(source, FOLLOWER, "latex")[2] == "false"


AT_SOURCE = r"""
Output resistance at the source. We set $V_1 = 0$ and force a test voltage $v_x$ at the source
terminal, so that $v_s = v_x$. The test source delivers $i_x$.
\[ i_x = \frac{v_x}{R_S} + \frac{v_d}{R_D} \]
\[ \frac{v_d}{R_D} = g_m v_x + \frac{v_x - v_d}{r_o} \]
"""


def test_what_a_test_source_delivers_is_the_test_current():
    assert {"false", "definition"}.isdisjoint(verdicts(AT_SOURCE, FET, "latex"))
    assert verdicts(AT_SOURCE.replace("+ \\frac{v_d}", "- \\frac{v_d}"), FET, "latex")[2] == "false"


NEAR = r"""
Let $i_b$ be the current through $r_\pi$, from $b$ to $e$.

Output resistance: apply a test current $i_t$ at the emitter with $V_1 = 0$. Then
$i_b = -\frac{v_e}{R_s + r_\pi}$ and
\[ i_t = \frac{v_e}{R_E} + (1 + g_m r_\pi) \frac{v_e}{R_s + r_\pi} \]
"""


def test_sources_are_off_in_the_sentence_before_a_test_current_flows():
    assert "false" not in verdicts(NEAR, FOLLOWER, "latex")
    assert "false" in verdicts(NEAR.replace("i_b = -", "i_b = "), FOLLOWER, "latex")
    assert "false" in verdicts(NEAR.replace("(1 + g_m", "(1 - g_m"), FOLLOWER, "latex")


EMITTER_STAGE = circuit_of(
    ".param gm=40m", "V1 b 0 10m", "rpi b e 2.5k", "G1 c e b e {gm}", "RE e 0 200", "RC c 0 4k"
)
ABOUT_IT = r"""
What does $V_1$ see looking into the stage? {}
$g_m v_\pi + v_\pi/r_\pi = v_e/R_E$, so that
\[ V_1 = v_\pi + v_e \]
"""


@pytest.mark.parametrize(
    "said",
    [
        "($V_1$ drives the base directly)\n\nLet $v_\\pi = v_b - v_e$.",
        "The source drives the base directly, so let $v_\\pi = v_b - v_e$.",
        "With the base driven directly, $v_\\pi = v_b - v_e$.",
        "$V_1$ directly drives $v_b$; $v_\\pi = v_b - v_e$.",
    ],
)
def test_what_a_source_of_the_netlist_drives_is_no_test_voltage(said):
    text = ABOUT_IT.format(said)
    work = read_work(text, format="latex", symbols=symbol_table(EMITTER_STAGE, {}))
    assert work.tests == {}
    assert verdicts(text, EMITTER_STAGE, "latex") == ["definition", "true", "true"]
    assert verdicts(text.replace(r"= v_\pi + v_e", r"= v_\pi - v_e"), EMITTER_STAGE, "latex")[-1] == "false"


@pytest.mark.parametrize(
    "said", ["Drive the emitter with a voltage $v_x$", "A test source drives the emitter with $v_x$"]
)
def test_a_source_that_is_none_of_the_netlist_drives_with_a_test_voltage(said):
    work = read_work(
        f"Looking into the emitter: {said}.", format="latex", symbols=symbol_table(EMITTER_STAGE, {})
    )
    assert work.tests == {"v_x": "e"}


HOWLAND = circuit_of(
    *("V1 in 0 1", "R1 in p 1k", "R2 p out 1k", "R3 n 0 10k", "R4 n out 10k"),
    *("RL p 0 200", "X1 p n out opamp"),
)
SEEN_BY_LOAD = "R1*R2*R3/(R2*R3 - R1*R4)"


@pytest.mark.parametrize(
    "words",
    [
        "RL removed, V1 = 0, test i_t into p: v_p/i_t",
        "RL removed, V1 = 0, test v_t at p: v_t/i_t",
        "With V1 = 0 and RL taken out, push i_t into p: v_p/i_t",
        "RL removed, V1 = 0, test source at p: v_p/i_t",
        "Replace RL by a test source v_t, V1 = 0: v_t/i_t",
        "RL is replaced by a current source i_x, V1 = 0: v_p/i_x",
    ],
)
def test_a_test_source_may_be_told_in_few_words(words):
    assert verdicts(f"{words} = {SEEN_BY_LOAD}", HOWLAND)[-1] == "true"
    assert verdicts(f"{words} = {SEEN_BY_LOAD.replace(' - ', ' + ')}", HOWLAND)[-1] == "false"


def test_a_current_of_which_nothing_is_said_is_not_that_of_a_test_source():
    assert verdicts(f"RL removed, V1 = 0: v_p/i_t = {SEEN_BY_LOAD}", HOWLAND)[-1] == "outside"


def test_where_the_netlist_has_the_test_source_no_other_name_is_one():
    driven = circuit_of(".param gm=2m", "It 0 d 1m", "G1 d s 0 s {gm}", "ro d s 50k", "RS s 0 1k")
    text = "Test current It into the drain, v_t = voltage at the drain.\nIt = -gm*v_s + (v_t - v_s)/ro"
    work = read_work(text, format="text", symbols=symbol_table(driven, {}))
    assert work.tests == {}
    assert verdicts(text, driven) == ["true"]
    assert verdicts(text.replace("-gm*v_s", "gm*v_s"), driven) == ["false"]


@pytest.mark.parametrize("where", ["the emitter", "node e"])
def test_a_test_voltage_at_a_node_is_no_voltage_of_the_circuit_as_it_is(where):
    text = EMITTER.replace("the emitter", where)
    assert verdicts(text, FOLLOWER, "latex") == ["definition", "true", "definition", "true"]


@pytest.mark.parametrize(
    "said", ["the voltage $v_x$ at the emitter", "Let $v_x$ be the voltage at the emitter"]
)
def test_the_voltage_at_a_terminal_of_a_transistor_is_that_of_its_node(said):
    text = f"{said}. $v_x = R_E (1 + g_m r_\\pi) i_{{Rs}}$"
    assert verdicts(text, FOLLOWER, "latex") == ["true"]
    assert verdicts(text.replace("1 + g_m", "1 - g_m"), FOLLOWER, "latex") == ["false"]
