"""A writer's spellings are tied to the circuit; a guess comes with a remark, and nonsense with an error."""

import pytest

from gainproof.circuit.netlist import read
from gainproof.errors import GainproofError
from gainproof.expression import Sym
from gainproof.hand.lexicon.spellings import said_by_the_writer
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.notation import text

CIRCUIT = read(
    """* an inverting amplifier with a supply-fed bias
.subckt opamp in+ in- out Ao=1e9 Ri=1e15
*: role opamp in+ in- out
*: Ao "gain" unit 1 ideal oo
*: Ri "input resistance" unit Ω ideal oo
Ri in+ in- {Ri}
E d 0 in+ in- {Ao}
Ro d out 1
.ends opamp
Vin in 0 {Vin}
X1 p inv o opamp Ao=200k Ri=1meg
Rp p 0 {Rp}
Ra in inv {Ra}
Rf o inv {Rf}
.end
"""
).circuit
TABLE = symbol_table(CIRCUIT)


@pytest.mark.parametrize(
    ("spelling", "meaning"),
    [
        ("Ra", "Ra"),
        ("R_a", "Ra"),
        ("R_{a}", "Ra"),
        ("v_inv", "v_inv"),
        ("V_{inv}", "v_inv"),
        ("vo", "v_o"),
        ("i_{Rf}", "i_Rf"),
        ("I_Rf", "i_Rf"),
        ("v_Rf", "v_o - v_inv"),
        ("s", "s"),
    ],
)
def test_what_is_known_needs_no_remark(spelling, meaning):
    found = TABLE.find(spelling)
    assert text(found.expr) == meaning
    assert found.code == ""


@pytest.mark.parametrize(
    ("spelling", "meaning", "code"),
    [
        ("v_+", "v_p", "guessed"),
        ("V-", "v_inv", "guessed"),
        ("V_out", "v_o", "guessed"),
        ("A", "Ao", "guessed"),
        ("v_i", "v_in", "guessed"),
        ("i_+", "i_Ri", "guessed"),
        ("R_F", "Rf", "look-alike"),
        ("R_A", "Ra", "look-alike"),
    ],
)
def test_a_guess_comes_with_a_remark(spelling, meaning, code):
    found = TABLE.find(spelling)
    assert text(found.expr) == meaning
    assert found.code == code
    assert found.remark


@pytest.mark.parametrize("spelling", ["R_9", "x", "v_d", "S", "G", "V_2"])
def test_what_means_nothing_is_not_found(spelling):
    assert TABLE.find(spelling) is None


def test_a_name_within_the_opamp_is_free_for_the_writer():
    assert "v_d" in CIRCUIT.voltages
    assert TABLE.copy().named("v_d") == Sym("v_d_")
    assert TABLE.copy().named("v_e") == Sym("v_e")


def test_names_may_lean_on_each_other_in_any_order():
    table = symbol_table(
        CIRCUIT,
        {"i": "(u - vx)/Ra", "u": "V(in)", "vx": "V(inv)", "Z": "zin(Vin)", "G": "V(o)/Vin", "Zo": "zout(o)"},
    )
    assert text(table.find("i").expr) == "(v_in - v_inv)/Ra"
    assert text(table.find("G").expr) == "v_o/Vin"
    assert text(table.find("Z").expr) == "-Vin/i_Vin"
    assert table.find("Zo").expr == Sym("Zo")
    assert str(table.quantities["Zo"].kind) == "impedance"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"x": "V(nowhere)"}, "nowhere"),
        ({"x": "(y - 1"}, "cannot read"),
        ({"x": "y", "y": "x"}, "in terms of each other"),
        ({"x": "foo + 1"}, "foo is unknown"),
    ],
)
def test_nonsense_is_refused(names, said):
    with pytest.raises(GainproofError, match=said):
        symbol_table(CIRCUIT, names)


def test_a_defined_symbol_is_found_and_its_look_alikes_too():
    table = TABLE.copy()
    table.define("G_I")
    assert table.find("G_I").code == ""
    assert table.find("G_l").code == "look-alike"
    assert TABLE.find("G_I") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A = v_o/v_i", {"A"}),
        ("The gain A = v_o/v_i.", {"A"}),
        (r"$$A = \frac{v_o}{v_i}$$", {"A"}),
        ("\\begin{align}\nA &= v_o/v_i\n\\end{align}", {"A"}),
        ("v_o/v_i = A", {"A"}),
        ("v_o/v_i = a, so a = -10", {"a"}),
        ("v_o = A (v_p - v_n), A = 10^5, A = .1, A=2", set()),
        (r"as A \to \infty, with $A = \infty$", set()),
        ("v_n A = v_o, R_A = v_o/i, AA = v_o, v_A = v_o", set()),
    ],
)
def test_a_gain_that_the_text_says_is_not_guessed(text: str, said: set[str]) -> None:
    assert said_by_the_writer(text) == said
    table = TABLE.copy()
    table.tell_apart(text)
    assert {w for w in "Aa" if table.find(w) is None} == said
    assert TABLE.find("A") is not None


def test_a_capital_l_looks_like_an_l_and_not_like_a_one():
    one = "* two resistors\nV1 a 0 {V1}\nR1 a b {R1}\nR2 b 0 {R2}\n.end\n"
    table = symbol_table(read(one).circuit)
    assert table.find("v_L") is None  # the voltage of the load is the writer's to name
    assert table.find("R_L") is None
    assert table.find("V_l").expr == Sym("V1")
    assert table.find("R_l").expr == Sym("R1")
    load = symbol_table(read(one.replace("R1", "Rl")).circuit)
    assert load.find("R_L").expr == Sym("Rl")
    assert symbol_table(read(one.replace("R2", "Rl")).circuit).find("R_L") is None  # Rl has R1 beside it


def test_a_load_is_no_input_resistance():
    table = symbol_table(read("* op-amp\nV1 a 0 1\nRi a b 1k\nRx b 0 2k\n").circuit)
    assert table.find("R_L") is None
    assert table.find("R_I").expr == Sym("Ri")
