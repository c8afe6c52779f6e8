"""Names of what is seen from the terminals of a part that is taken out."""

import pytest
from hand.written import circuit_of

from gainproof.hand.judging.route import judge_work
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.reader.prose.terminals import at_terminals

BRIDGE = circuit_of(
    *("V1 t 0 10", "R1 t a 1k", "R2 a 0 1.2k", "R3 t b 2k", "R4 b 0 2k", "R5 a b 500"),
)
SYMBOLS = symbol_table(BRIDGE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            r"Let $V_{th}$ be the open-circuit voltage between a and b, i.e. with the detector $R_5$ taken "
            r"out, and $R_{th}$ the resistance seen from its terminals.",
            {"V_{th}": "V(a,b) without R5", "R_{th}": "z(a,b) without R5"},
        ),
        ("Here R_th is the Thévenin resistance seen by R5.", {"R_th": "z(a,b) without R5"}),
        ("Let R_s be the resistance seen by the detector R5", {"R_s": "z(a,b) without R5"}),
        ("Remove R4. V_oc = open-circuit voltage without R4", {"V_oc": "V(b) without R4"}),
        ("With R5 removed, the Thévenin voltage V_T is", {"V_T": "V(a,b) without R5"}),
        (
            "Let V_th and R_th be the Thevenin voltage and resistance seen by R5.",
            {"V_th": "V(a,b) without R5", "R_th": "z(a,b) without R5"},
        ),
        ("R5 out -> open-circuit voltage between a and b, V_th: V_th = …", {"V_th": "V(a,b) without R5"}),
        (
            "V1 short, resistance between a and b (R5 still out): R_th = R1 ∥ R2 + R3 ∥ R4",
            {"R_th": "z(a,b) without R5"},
        ),
        ("V1 short, resistance between a and b: R_th = R1 ∥ R2. R5 counts.", {}),
        ("R5 out of the way, resistance between a and b: R_th = R1", {}),
        ("Let V_a and R_th be the voltage and resistance seen by R5.", {"R_th": "z(a,b) without R5"}),
        ("V_th is the open-circuit voltage. Then R5 is removed.", {"V_th": "V(a,b) without R5"}),
        ("R5 is removed. Then V_oc = V_1/2.", {"V_oc": "V(a,b) without R5"}),
        # two parts, other nodes, no part, and what is no resistance of terminals
        ("R_th is the resistance seen by R5 with R4 removed.", {}),
        ("V_th is the open-circuit voltage between t and b with R5 removed.", {}),
        ("R5 is removed. Then R4 is removed, and V_oc = V_1/2.", {}),
        ("R5 is removed. Then V_x = V_1/2.", {}),
        ("R_th is the resistance seen by R4 and R5", {}),
        ("R_th is the resistance seen by R5. R_th is the resistance seen by R4.", {}),
    ],
)
def test_what_words_tie_to_the_terminals_of_a_part(words, said):
    found = at_terminals(words, SYMBOLS)
    assert {n: f"{x.quantity} without {x.without}" for n, x in found.items()} == said


LET = (
    "Let V_th be the open-circuit voltage with R5 taken out, "
    "and R_th the resistance seen from its terminals.\n"
)
LINES = """
V_th = V1*(R2/(R1 + R2) - R4/(R3 + R4))
R_th = R1 || R2 + R3 || R4
v_a - v_b = V_th*R5/(R_th + R5)
"""


def verdicts(source):
    work = read_work(source, format="text", symbols=SYMBOLS)
    return [j.verdict for j in judge_work(work, BRIDGE, diagnosing=False)]


def test_they_are_held_against_the_circuit_without_the_part():
    found = verdicts(LET + LINES)
    assert len(found) == 3
    assert set(found) <= {"identity", "true"}


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("- R4/(R3", "+ R4/(R3", 0),
        ("R2/(R1 + R2) - R4", "R1/(R1 + R2) - R4", 0),
        ("R1 || R2 + R3 || R4", "(R1 + R2) || (R3 + R4)", 1),
        ("(R_th + R5)", "(R_th - R5)", 2),
    ],
)
def test_a_wrong_line_about_them_is_refused(right, wrong, line):
    assert right in LINES
    found = verdicts(LET + LINES.replace(right, wrong))
    assert found[line] == "false"
    assert "false" not in found[:line]


def test_a_meaning_with_which_no_line_is_true_is_not_the_writers():
    assert verdicts(LET + "R_th = R1 + R3\n") == ["definition"]
    assert verdicts(LET + "R_th = R1 || R2 + R3 || R4\n") == ["identity"]


def test_the_voltage_may_be_counted_the_other_way_round():
    turned = LINES.replace("v_a - v_b", "v_b - v_a").replace(
        "V1*(R2/(R1 + R2) - R4/(R3 + R4))", "V1*(R4/(R3 + R4) - R2/(R1 + R2))"
    )
    assert "false" not in verdicts(LET + turned)
