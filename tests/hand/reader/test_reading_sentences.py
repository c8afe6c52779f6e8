"""Equations between words in plain text: what can be read is read, what cannot is told, prose stays prose."""

import pytest
from hand.written import circuit_of

from gainproof.hand.reader import read_work
from gainproof.hand.symbols import symbol_table
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = circuit_of("V1 in 0", "R1 in a", "R2 a 0", "R3 in b", "R4 b 0", "RL a b", "C1 a 0")
SYMBOLS = symbol_table(CIRCUIT)


def work(source, format="text"):
    return read_work(source, format=format, symbols=SYMBOLS)


def spelled(source, format="text"):
    return "; ".join(
        f"{text(i.left.expr)} {i.relation} {text(i.right.expr)}" if isinstance(i, Claim) else "?"
        for i in work(source, format).items
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("The corner is at f_1 = 1/(2 pi R1 C1), as said", "f_1 = 1/(2*pi*R1*C1)"),
        ("The load current i_L = (v_a - v_b)/RL depends on all parts", "i_L = (v_a - v_b)/RL"),
        ("The error is eps = v_a/V1 - 1, of course", "eps = v_a/V1 - 1"),
        ("The arm and its voltage v_b = V1 R4/(R3 + R4) are known", "v_b = V1*R4/(R3 + R4)"),
        ("let Vd = v_a - v_b, so that one has RL i_RL = Vd", "Vd = v_a - v_b; RL*i_RL = Vd"),
        (
            "Let all but R4 be equal, R1=R2=R3=R and R4=R+dR. Then v_b = V1 (R + dR)/(2 R + dR)",
            "R1 = R2; R2 = R3; R3 = R; R4 = R + dR; v_b = V1*(R + dR)/(2*R + dR)",
        ),
    ],
)
def test_an_equation_between_words_is_read(line, read):
    assert spelled(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "The phase is H = -atan(R1 C1) at this point",
        "One finds there that v_a = K q + R2 for the two of them",
    ],
)
def test_what_looks_like_algebra_and_is_not_read_is_told(line):
    found = work(line)
    assert found.items == ()
    assert [n.code for n in found.notices] == ["words"]


@pytest.mark.parametrize("line", ["Speed = power, they say.", "We set the speed x = y in the sense of it."])
def test_sayings_are_passed_over(line):
    assert work(line).items == work(line).notices == ()


def conditions(source, format="text"):
    claim = [i for i in work(source, format).items if isinstance(i, Claim)][-1]
    found = []
    for c in claim.under:
        left = c.symbol or text(c.what)
        found.append(f"{left} {c.to} {text(c.than)}" if c.than is not None else f"{left} -> {c.to}")
    return "; ".join(found)


CLAIM = "v_b = V1/2"


@pytest.mark.parametrize(
    ("source", "stated"),
    [
        (f"If R3 = R1, R4 = R2 then {CLAIM}", "R3 = R1; R4 = R2"),
        ("If $R_3 = R_1$, $R_4 = R_2$ then $v_b = V_1/2$.", "R3 = R1; R4 = R2"),
        (f"{CLAIM} (R3 = R1, R4 = R2)", "R3 = R1; R4 = R2"),
        ("$v_b = V_1/2$ ($R_3 = R_4$)", "R3 = R4"),
        (f"{CLAIM} where R4/R3 = R2/R1", "R4/R3 = R2/R1"),
        ("$$v_b = V_1/2$$ where $R_4/R_3 = R_2/R_1$.", "R4/R3 = R2/R1"),
        (f"For R3 = R4 = R the output is {CLAIM}", "R3 = R4; R4 = R"),
        (f"With R3 = 2 kΩ and R4 = 3k we get {CLAIM}", "R3 = 2000; R4 = 3000"),
        ("With $R_3 = 2$ kΩ and $R_4 = 3$ kΩ we get $v_b = V_1/2$", "R3 = 2000; R4 = 3000"),
        (f"neglecting R_2, {CLAIM}", "R2 -> oo"),
        (f"R_1 being negligible, {CLAIM}", "R1 -> 0"),
        (f"Neglecting the capacitance C1, {CLAIM}", "C1 -> 0"),
        ("Taking $R_L$ very large, $$v_b = V_1/2$$", "RL -> oo"),
        (f"for small R_1: {CLAIM}", "R1 -> 0"),
        (f"If all resistors are equal, {CLAIM}", "R2 = R1; R3 = R1; R4 = R1; RL = R1"),
        (f"If all four resistors are equal, {CLAIM}", ""),
        (f"A large number of readers say {CLAIM}", ""),
    ],
)
def test_what_a_claim_is_said_to_hold_under(source, stated):
    assert conditions(source, "markdown" if "$" in source else "text") == stated


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("where R = R3 + R4", 1),  # says what a name is
        ("where R3 = 2 R4 + R1", 1),  # computes something
        ("with v_b = V1 R4/(R3 + R4)", 1),  # is about a voltage
    ],
)
def test_what_is_more_than_a_condition_is_claimed(source, count):
    assert len(work(f"v_a = V1, {source}").items) == 1 + count


def test_a_value_that_is_not_the_netlist_s_is_remarked():
    circuit = circuit_of("V1 in 0 1", "R1 in a 1k", "R2 a 0 2k")
    symbols = symbol_table(circuit)
    found = read_work("With R1 = 3k, R2 = 2k, V1 = 5 V we get v_a = 2 V", format="text", symbols=symbols)
    assert [(n.code, n.message) for n in found.notices] == [
        ("GP136", "R1 is 3000 here; the netlist says 1000")
    ]
