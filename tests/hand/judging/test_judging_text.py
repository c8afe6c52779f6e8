"""From text to verdicts: derivations as people write them, in LaTeX and in plain algebra."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

TEXTS = {
    "instrumentation amplifier": (
        [
            *("V1 1 0", "V2 2 0", "X1 1 a o1 opamp", "X2 2 b o2 opamp", "R1 o1 a", "RG a b", "R2 b o2"),
            *("R3 o1 n", "R4 n out", "R5 o2 p", "R6 p 0", "X3 p n out opamp"),
        ],
        {},
        "x.txt",
        """v_a = V_1, v_b = V_2
i_RG = (V_1 - V_2)/R_G
v_o1 = V_1 + R_1*(V_1 - V_2)/R_G
v_o2 = V_2 - R_2 (V_1 - V_2)/R_G
v_o1 - v_o2 = (V_1 - V_2)(1 + (R_1 + R_2)/R_G)
With R_3 = R_5 and R_4 = R_6: v_out = (R_4/R_3)(v_o2 - v_o1)
With R_1 = R_2: v_out = (R_4/R_3)(1 + 2 R_1/R_G)(V_2 - V_1)
""",
        ("(V_1 - V_2)(1 + (R_1 + R_2)/R_G)", "(V_1 - V_2)(1 - (R_1 + R_2)/R_G)", 5),
    ),
    "difference amplifier, with conditions ahead of words": (
        ["V1 a 0", "V2 b 0", "R1 a n", "R2 n out", "R3 b p", "R4 p 0", "X1 p n out opamp"],
        {},
        "x.txt",
        """v_p = V2 R4/(R3 + R4)
v_out = v_n (1 + R2/R1) - V1 R2/R1
With R3 = R1 and R4 = R2 the first factor is (R1 + R2)/R1 * R2/(R1 + R2) = R2/R1
v_out = (R2/R1)(V2 - V1)
With R3 = R1 and R4 = R2 we get
v_out = (R2/R1)(V2 - V1)
For R2 -> 0 this becomes v_out = 0, as it should
""",
        ("v_n (1 + R2/R1) - V1 R2/R1", "v_n (1 + R2/R1) + V1 R2/R1", 2),
    ),
    "loaded divider, with a limit ahead of words": (
        ["V1 in 0", "R1 in out", "R2 out 0", "RL out 0"],
        {},
        "x.txt",
        """v_out = V1 (R2||RL)/(R1 + R2||RL)
For RL -> oo this becomes v_out = V1 R2/(R1 + R2), as it should
""",
        ("becomes v_out = V1 R2/(R1", "becomes v_out = V1 R1/(R1", 2),
    ),
    "feedback with a T": (
        ["Vin in 0", "R1 in n", "R2 n x", "R3 x out", "R4 x 0", "X1 0 n out opamp"],
        {},
        "x.txt",
        """v_n is a virtual ground, so the current in R_1 is I = V_in/R_1.
It flows through R_2: v_x = -I R_2
KCL at x: I = v_x/R_4 + (v_x - v_out)/R_3
v_out = -I (R_2 + R_3 + R_2 R_3/R_4)
v_out/V_in = -(R_2 + R_3 + R_2 R_3/R_4)/R_1
""",
        ("I = v_x/R_4 + (v_x - v_out)/R_3", "I = v_x/R_4 - (v_x - v_out)/R_3", 3),
    ),
    "current source": (
        ["Vi i 0", "R1 0 n", "R2 n o", "R3 i p", "R4 p o", "RL p 0", "X1 p n o opamp"],
        {"i_L": "I(RL)"},
        "x.md",
        r"""$v_n = v_o \frac{R_1}{R_1 + R_2}$, $v_p = v_n$.
$v_o = v_p (1 + R_2/R_1)$
$i_L = \frac{V_i - v_p}{R_3} + \frac{v_o - v_p}{R_4}$
$i_L = \frac{V_i}{R_3} + v_p\left(\frac{R_2}{R_1R_4} - \frac{1}{R_3}\right)$
If $R_2/R_1 = R_4/R_3$ then $i_L = V_i/R_3$.
""",
        (r"\frac{R_2}{R_1R_4} - \frac{1}{R_3}", r"\frac{R_2}{R_1R_4} + \frac{1}{R_3}", 4),
    ),
    "inverting, ideal and not": (
        ["Vin in 0 1", "R1 in n 1k", "R2 n out 10k", "X1 0 n out opamp Ao=100k"],
        {},
        "x.md",
        r"""Since the op-amp is ideal, $v_+ = v_- = 0$ and no current flows into it, so
$$\frac{V_{in}}{R_1} = -\frac{V_{out}}{R_2}$$
$$A_v = \frac{V_{out}}{V_{in}} = -\frac{R_2}{R_1} = -10$$
If the gain $A$ is finite, $V_{out} = -A v_-$, hence
$$\frac{V_{in} + V_{out}/A}{R_1} = -\frac{V_{out}/A + V_{out}}{R_2}$$
$$\frac{V_{out}}{V_{in}} = -\frac{R_2/R_1}{1 + \frac{1}{A}\left(1 + \frac{R_2}{R_1}\right)}$$
For $A \to \infty$, $V_{out}/V_{in} \to -R_2/R_1$.
""",
        (r"V_{out}/A + V_{out}}{R_2}", r"V_{out}/A - V_{out}}{R_2}", 5),
    ),
    "low pass": (
        ["V1 1 0 5", "R1 1 2 1k", "C1 2 0 1u"],
        {},
        "x.md",
        r"""$H(s) = \frac{v_2}{V_1} = \frac{1}{1 + sR_1C_1}$
$\tau = R_1 C_1 = 1\,\text{ms}$
$H = \frac{1}{1+s\tau}$
$i_{C1} = s C_1 v_2$
""",
        (r"H = \frac{1}{1+s\tau}", r"H = \frac{1}{1-s\tau}", 3),
    ),
}


def judged(netlist, names, file, source):
    circuit = circuit_of(*netlist)
    table = symbol_table(circuit, names)
    work = read_work(source, file=file, symbols=table)
    return judge_work(work, circuit, quantities=table.quantities, diagnosing=False)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("With R1 = 2 kΩ we would get v_out = 3.333 V", "true"),
        ("With R1 = 2 kΩ we would get v_out = 3.433 V", "false"),
        ("With RL -> oo we find v_out = 6.67 V", "limit"),
        ("With RL -> oo we find v_out = 6.76 V", "false"),
        ("For V1 = 20 V the output is v_out = 10 V", "true"),
        ("For V1 = 20 V the output is v_out = 15 V", "false"),
        ("The output is v_out = 10 V for V1 = 20 V", "true"),
    ],
)
def test_values_that_a_sentence_gives_hold_for_its_numbers(line, verdict):
    netlist = ["V1 in 0 10", "R1 in out 1k", "R2 out 0 2k", "RL out 0 2k"]
    (said,) = judged(netlist, {}, "x.txt", line + "\n")
    assert said.verdict == verdict


def test_values_hold_till_others_are_given_and_those_of_the_netlist_always():
    netlist = ["V1 in 0 10", "R1 in out 1k", "R2 out 0 1k"]
    source = """Let R1 = 2 kΩ and R2 = 3 kΩ. Then
v_out = 6 V
v_out = 5 V
v_out = 5.5 V
Example: R1 = 4k, R2 = 6k
v_out/V1 = 0.6
R1 = 5k
"""
    said = judged(netlist, {}, "x.txt", source)
    assert [(j.verdict, j.code) for j in said] == [
        *(("definition", "GP136"), ("definition", "GP136")),
        *(("true", ""), ("true", ""), ("false", "GP114")),
        *(("definition", "GP136"), ("definition", "GP136"), ("true", "")),
        ("definition", "GP136"),
    ]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("A_v = 0.5 V/V", "true"), ("A_v = 500 mV/V", "true"), ("A_v = 0.7 V/V", "false")],
)
def test_the_unit_of_a_gain_may_be_a_quotient(line, verdict):
    netlist = ["V1 in 0 10", "R1 in out 1k", "R2 out 0 1k"]
    said = judged(netlist, {}, "x.txt", f"A_v = v_out/V1\n{line}\n")
    assert [j.verdict for j in said] == ["definition", verdict]


@pytest.mark.parametrize("name", TEXTS)
def test_a_right_text_is_not_accused(name):
    netlist, names, file, source, _ = TEXTS[name]
    said = judged(netlist, names, file, source)
    assert len(said) >= len(source.splitlines()) - 1
    assert [
        (j.item.text, j.verdict, j.how) for j in said if j.verdict in ("false", "outside", "unread")
    ] == []


@pytest.mark.parametrize("name", TEXTS)
def test_the_first_wrong_line_of_a_text_is_found(name):
    netlist, names, file, source, (right, wrong, line) = TEXTS[name]
    assert source.count(right) == 1
    said = judged(netlist, names, file, source.replace(right, wrong))
    assert min(j.item.span.line for j in said if j.verdict == "false") == line


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("v_m = V1 s R1 C1/(1 + s R1 C1)", "true"),
        ("v_m = V1 s R1 C1/(1 + s R2 C1)", "false"),  # with R1 = 0 both sides vanish
        ("v_m = 0 for R1 = 0", "limit"),
    ],
)
def test_an_assumption_made_elsewhere_does_not_save_a_line_by_making_it_vanish(line, verdict):
    netlist = ["V1 in 0", "R2 out 0", "C1 in m", "R1 m 0"]
    said = judged(netlist, {}, "x.txt", f"For R1 = 0 we get v_m = 0.\n\n{line}\n")
    assert [j.verdict for j in said] == ["limit", verdict]
