"""What is wanted claims nothing; the parts that it needs must bring it about, or the line is false."""

import pytest
from hand.outcomes import right, verdicts, wrong
from hand.written import circuit_of

BRIDGE = circuit_of("V1 t 0 10", "R1 t a 1k", "R2 a 0 1.1k", "R3 t b 2k", "R4 b 0 1.5k", "R5 a b 3k")
GOOD, BAD = "R2*R3 = R1*R4", "R2*R4 = R1*R3"
IN_LATEX = {GOOD: "$R_2 R_3 = R_1 R_4$", BAD: "$R_2 R_4 = R_1 R_3$"}
BOTH_WAYS = (
    "Balance (X) needs D.",
    "so balance (X) means D",
    "The balance, X, requires D.",
    "Setting X gives D.",
    "The null (X) occurs when D.",
    "The bridge is balanced (X) if D.",
    "For balance (X) the condition is D.",
    "Balance condition (X): D.",
    "At balance (X): D.",
    "D is the condition for balance (X).",
    "X if and only if D.",
    "X happens if D.",
    "For X we need D.",
    "The balance X is reached for D.",
)
IN_PROSE = ("X requires D.", "X iff D.", "If X, then D.", "The bridge is in balance when X, i.e. D.")


@pytest.mark.parametrize("wanted", ["v_a = v_b", "v_a - v_b = 0"])
@pytest.mark.parametrize("sentence", BOTH_WAYS)
def test_what_a_balance_needs_in_plain_text(sentence, wanted):
    said = "We look at the bridge.\n\n" + sentence.replace("X", wanted)
    assert right(BRIDGE, said.replace("D", GOOD))
    assert "false" in verdicts(BRIDGE, said.replace("D", BAD))


@pytest.mark.parametrize("wanted", ["v_a = v_b", "v_a - v_b = 0"])
@pytest.mark.parametrize("sentence", BOTH_WAYS + IN_PROSE)
def test_what_a_balance_needs_in_latex(sentence, wanted):
    said = "We look at the bridge.\n\n" + sentence.replace("X", f"${wanted}$")
    assert right(BRIDGE, said.replace("D", IN_LATEX[GOOD]), "latex")
    assert "false" in verdicts(BRIDGE, said.replace("D", IN_LATEX[BAD]), "latex")


DISPLAYED = r"""
The bridge is balanced when it carries no current, $v_a - v_b = 0$, which requires
\[ R_2 R_3 = R_1 R_4 \]
"""


def test_the_line_that_is_said_to_do_it_is_to_blame():
    assert right(BRIDGE, DISPLAYED, "latex")
    assert wrong(BRIDGE, DISPLAYED.replace("R_3 = R_1 R_4", "R_4 = R_1 R_3"), "latex")


def test_a_wrong_line_before_carries_the_balance():
    formula = "v_q = (R2*R3 - R1*R4)*v_a/(R2*(R3 + R4))"
    source = f"v_q = v_a - v_b\n{formula}\nso balance (v_q = 0) needs R2*R3 = R1*R4\n"
    open_bridge = circuit_of("V1 t 0 10", "R1 t a 1k", "R2 a 0 1.1k", "R3 t b 2k", "R4 b 0 1.5k")
    assert verdicts(open_bridge, source) == ["definition", "true", "limit"]
    swapped = source.replace("R2*R3", "R2*R4").replace("R1*R4", "R1*R3")
    assert verdicts(open_bridge, swapped) == ["definition", "false", "carried"]


def test_a_source_that_is_such_that_something_vanishes_is_no_part():
    diode = circuit_of("V1 p 0 1", "X1 p n y opamp Ao=100k", "VD y o 0.6", "RL o 0 1k", "R1 o n 1k")
    source = "At the threshold, where $v_o = 0$, we get $V_1 = V_D/A_o$."
    assert "false" not in verdicts(diode, source, "latex")


@pytest.mark.parametrize(
    "source",
    ["With V1 = 0 and R1 = R2", "Balance of the parts: R1 = R2.", "If R5 = 0, then R1 = R2."],
)
def test_parts_may_be_set_where_nothing_is_wanted_of_the_circuit(source):
    assert "false" not in verdicts(BRIDGE, source)


def test_what_a_balance_is_claims_nothing():
    assert verdicts(BRIDGE, "The bridge is balanced ($v_a = v_b$) with $R_4$.", "latex") == []
    assert verdicts(BRIDGE, "The bridge is open ($v_a = v_b$) with $R_4$.", "latex") == ["false"]


def test_what_is_false_is_wanted_by_no_words():
    assert "false" in verdicts(BRIDGE, "The meter shows nothing.\n\nv_a = v_b\n\nR2*R4 = R1*R3\n")
    assert "false" in verdicts(BRIDGE, "Here $v_a = v_b$. The other has $R_2 R_3 = R_1 R_4$.", "latex")


MAXWELL = circuit_of(
    *("V1 t 0 1", "R1 t a 1k", "C1 t a 10n", "R2 a 0 2k", "R3 t b 3k"),
    *("R4 b c 6k", "L4 c 0 60m", "R5 a b 10k"),
)


@pytest.mark.parametrize(
    "needs",
    ["Balance (va = vb) requires", "For $v_a = v_b$ we need", "It is in balance, va = vb, if and only if"],
)
def test_a_balance_may_need_two_things(needs):
    kind = "latex" if "$" in needs else "text"
    both = (
        ("$L_4 = R_2 R_3 C_1$", "$R_4 = R_2 R_3/R_1$")
        if kind == "latex"
        else ("L4 = R2*R3*C1", "R4 = R2*R3/R1")
    )
    source = f"We look at the bridge.\n\n{needs} {both[0]} and {both[1]}.\n"
    assert right(MAXWELL, source, kind)
    for good, bad in (
        (("C_1", "C_1 R_1/R_2"), ("/R_1", "/R_2"))
        if kind == "latex"
        else (("*C1", "*C1*R1/R2"), ("/R1", "/R2"))
    ):
        assert good in source
        assert "false" in verdicts(MAXWELL, source.replace(good, bad), kind)
