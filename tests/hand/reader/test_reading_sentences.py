"""Equations between words in plain text: what can be read is read, what cannot is told, prose stays prose."""

import pytest
from claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = circuit_of("V1 in 0", "R1 in a", "R2 a 0", "R3 in b", "R4 b 0", "RL a b", "C1 a 0")
SYMBOLS = symbol_table(CIRCUIT)


def work(source, format="text"):
    return read_work(source, format=format, symbols=SYMBOLS)


def spelled(source, format="text"):
    return "; ".join(as_text(work(source, format).items))


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
    assert work(line).items == ()
    assert {n.code for n in work(line).notices} == {"passed"}


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
        ("GP136", "R1 is 3000 here; the netlist says 1000"),
        ("given", "R2 = 2k is given; the netlist says the same"),
        ("given", "V1 = 5 V is given; the netlist says 1"),
    ]


@pytest.mark.parametrize(
    "words",
    ["which is better written as", "It can be rewritten as", "the voltage divides as", "In the limit"],
)
def test_words_before_a_display_do_not_make_it_a_condition(words):
    (claim,) = work(f"{words}\n$$v_b = V_1 \\frac{{R_4}}{{R_3 + R_4}}$$", "markdown").items
    assert isinstance(claim, Claim)
    assert claim.under == ()


@pytest.mark.parametrize(
    ("source", "stated"),
    [
        ("as $v_a = 0$, $v_b = V_1/2$", "v_a = 0"),
        ("$v_b = V_1/2$ as $R_L \\to \\infty$", "RL -> oo"),
        ("As RL -> oo, v_b = V1/2", "RL -> oo"),
    ],
)
def test_as_leads_to_a_limit_and_to_what_is_zero(source, stated):
    assert conditions(source, "markdown" if "$" in source else "text") == stated


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("With V1 = 10 V I get v_b = 5.0 V", "v_b = 5"),
        ("With R4 1% high (10.1k) v_b = 5 V", "v_b = 5"),
        ("Ends:  V1 = 20 V -> v_b = 10 V", "V1 = 20; v_b = 10"),
        ("v_b = V1 -> V1/2", "v_b = V1; V1 → V1/2"),
        ("/* from (1) and (2) */\nv_b = V1/2;", "v_b = V1/2"),
        ("Notes\n=====\nv_b = V1/2", "v_b = V1/2"),
        ("a time constant R1*C1 = 1.5e-3.\nso v_b = 4k7.", "R1*C1 = 3/2000; v_b = 4700"),
        ("power P = v_b**2/RL = 18.8 mW (self-heating ok)", "P = v_b**2/RL; v_b**2/RL = 47/2500"),
        ("v_b/i_RL = oo", "1/(v_b/i_RL) = 0"),
    ],
)
def test_habits_of_notebooks(line, read):
    assert spelled(line) == read


def test_a_bracket_with_a_difference_is_no_note():
    assert spelled("i_RL = (Vd - V1)/RL; i_RL = (self-made - V1)/RL").startswith("i_RL = (Vd - V1)/RL")


def test_what_stands_below_a_brace_is_a_name():
    source = (
        r"$$v_b = \underbrace{\frac{R_4}{R_3 + R_4}}_{k} V_1, \quad \underbrace{v_a}_{\text{here}} = k V_1$$"
    )
    assert spelled(source, "markdown") == "v_b = R4/(R3 + R4)*V1; v_a = k*V1; k ≜ R4/(R3 + R4)"


@pytest.mark.parametrize(
    ("line", "read", "stated"),
    [
        ("H(0) = R2/(R1 + R2)", "H = R2/(R1 + R2)", "s -> 0"),
        ("H(oo) = 0", "H = 0", "s -> oo"),
        ("H(jω_0) = 1/2", "H = 1/2", "omega at omega_0"),
        ("H(jω) = 1/2", "H = 1/2", ""),
        ("v_a (R1 + R2) = 0", "v_a*(R1 + R2) = 0", ""),
    ],
)
def test_an_argument_is_a_condition(line, read, stated):
    assert spelled(line) == read
    assert conditions(line) == stated


def test_good_mathematics_that_is_not_judged_is_no_fault_of_the_work():
    (item,) = work(r"$$\varphi = -\arctan(R_1 C_1)$$", "markdown").items
    assert item.known
    (item,) = work(r"$$\varphi = R_1 +$$", "markdown").items
    assert not item.known


def test_a_condition_in_a_display_holds_to_the_end_of_the_sentence():
    source = "They are equal if\n$$R_1 R_4 = R_2 R_3$$\nand then $v_a = v_b$. So $v_b = V_1/2$."
    first, second = work(source, "markdown").items
    assert [len(c.under) for c in (first, second)] == [1, 0]
