"""Plain algebra is read: ASCII, Unicode, SymPy, Maxima, Mathematica; and prose is left alone."""

import pytest
from claims import as_text

from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Unread
from gainproof.notation import text

CIRCUIT = read(
    """* an inverting amplifier
.include opamp.lib
Vin in 0 {Vin}
X1 0 inv out opamp Ao=200k
Ra in inv {Ra}
Rf out inv {Rf}
Cf out inv {Cf}
R1 out 0 {R1}
R2 out 0 {R2}
.end
""".replace(".include opamp.lib\n", "").replace("X1 0 inv out opamp Ao=200k", "E1 out 0 0 inv {Ao}")
).circuit
SYMBOLS = symbol_table(CIRCUIT)


def work(source):
    return read_work(source, format="text", symbols=SYMBOLS)


def spelled(source):
    return "; ".join(as_text(work(source).items))


LINES = [
    ("v_out = -Rf/Ra*v_in", "v_out = -Rf/Ra*v_in"),
    ("v(out) = -(Rf/Ra) v(in)", "v_out = -Rf/Ra*v_in"),
    ("V(out,inv) = i(Rf)*Rf", "v_out - v_inv = i_Rf*Rf"),
    ("vout/Vin = - Rf / Ra", "v_out/Vin = -Rf/Ra"),
    ("v_out = −R_f·v_in∕R_a", "v_out = -Rf*v_in/Ra"),
    ("Rₐ + R₁ = R_a + R_1", "Ra + R1 = Ra + R1"),
    ("R₁² = R1^2", "R1**2 = R1**2"),
    ("R1⁻¹ = 1/R1", "1/R1 = 1/R1"),
    ("√R1 = sqrt(R1)", "sqrt(R1) = sqrt(R1)"),
    ("½ R1 = R1/2", "1/2*R1 = R1/2"),
    ("𝑅_f = R_f", "Rf = Rf"),
    ("Eq(v_out, -Rf*v_in/Ra)", "v_out = -Rf*v_in/Ra"),
    ("v_out = Rf**2/Ra**(-1)", "v_out = Rf**2/(1/Ra)"),
    ("v_out == -Rf Vin/Ra", "v_out = -Rf*Vin/Ra"),
    ("v[out] == -Rf/Ra v[in]", "v_out = -Rf/Ra*v_in"),
    ("R : R1*R2/(R1 + R2)$", "R ≜ R1*R2/(R1 + R2)"),
    ("v_out : -Rf/Ra*v_in;", "v_out ≜ -Rf/Ra*v_in"),
    ("R1 || R2 = R1 // R2 = R1 ∥ R2", "par(R1, R2) = par(R1, R2); par(R1, R2) = par(R1, R2)"),
    ("par(R1, R2) = Parallel(R1, R2)", "par(R1, R2) = par(R1, R2)"),
    ("Zf = Rf || 1/sCf", "Zf = par(Rf, 1/(s*Cf))"),
    ("Z = 1/(j w Cf)", "Z = 1/(s*Cf)"),
    ("Z = 1/(jωCf)", "Z = 1/(s*Cf)"),
    ("H(s) = v_out(s)/v_in(s)", "H = v_out/v_in"),
    ("G := v_out/v_in", "G ≜ v_out/v_in"),
    ("G ≜ v_out/v_in", "G ≜ v_out/v_in"),
    ("G ≈ -Rf/Ra", "G ≈ -Rf/Ra"),
    ("beta v_out = v_inv", "beta*v_out = v_inv"),
    ("βA = β·Ao", "beta*A = beta*Ao"),
    ("x = 2^3^2", "x = 2**9"),
    ("x = -R1^2", "x = -R1**2"),
    ("x = R1 - -R2", "x = R1 - (-R2)"),
    ("Ra = 10k, Rf = 4.7 kΩ", "Ra = 10000; Rf = 4700"),
    ("Ra = 10k   Rf = 4k7   R1 = 1e3", "Ra = 10000; Rf = 4700; R1 = 1000"),
    ("v_out = 44.7 mV", "v_out = 447/10000"),
    ("err = 0.52 %", "err = 13/2500"),
    ("v_out = v_inv = 0", "v_out = v_inv; v_inv = 0"),
    ("v_out = v_in, v_inv = 0", "v_out = v_in; v_inv = 0"),
    ("v_out = v_in; v_inv = 0", "v_out = v_in; v_inv = 0"),
    ("v_out = v_in => v_inv = 0", "v_out = v_in; v_inv = 0"),
    ("(1.2a)  v_out = v_in", "v_out = v_in"),
    ("1) v_out = v_in", "v_out = v_in"),
    ("Step 2. v_out = v_in", "v_out = v_in"),
    ("- v_out = v_in", "v_out = v_in"),
    ("**v_out = v_in**", "v_out = v_in"),
    ("KCL at inv: (v_inv - v_in)/Ra = 0", "(v_inv - v_in)/Ra = 0"),
    ("v_out = v_in   # a follower", "v_out = v_in"),
    ("v_out = v_in (KCL at the node)", "v_out = v_in"),
    ("Substituting (1) into (2) gives v_out = v_in", "v_out = v_in"),
    ("Hence v_out = v_in as expected from theory and practice.", "v_out = v_in"),
    ("where 1/R = 1/R1 + 1/R2", "1/R = 1/R1 + 1/R2"),
    ("v_out = v_in +\n  v_inv", "v_out = v_in + v_inv"),
    ("v_out = v_in\n      = v_inv", "v_out = v_in; v_in = v_inv"),
]


@pytest.mark.parametrize(("source", "expected"), LINES)
def test_a_line_is_read(source, expected):
    assert spelled(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "The gain of the circuit is the ratio of two resistors.",
        "We set the speed x = y in the sense of the book.",
        "See page 3: a = b, as they say in the preamble of it.",
        "This costs 5 $ and that 6 $.",
        "For many modern op-amps the ideal model is adequate.",
        "# a = b",
        "Node names: in, out, inv",
    ],
)
def test_prose_is_left_alone(source):
    assert work(source).items == ()
    assert {n.code for n in work(source).notices} <= {"passed"}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("v_out = sin(v_in)", "sin"),
        ("v_out = ∫ v_in", "∫"),
        ("v_out = (Rf", ""),
        ("v_out = Rf +", "the end"),
        ("v_out = * Rf", "'*'"),
        ("v_out = Rf/0", "zero"),
        ("x = 9^9^9", "power"),
        ("gain = 500 dB", "level"),
        ("x = 1e999", "measure"),
        ("x = " + "9" * 60, "measure"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(source, what):
    items = work(source).items
    if not what:
        assert [n.code for n in work(source).notices] == ["bracket"]
        return
    assert [type(i) for i in items] == [Unread]
    assert what in items[0].what
    assert items[0].expected
    assert items[0].span.line == 1
    assert 1 < items[0].span.column <= len(source) + 1


def test_a_guess_is_noticed():
    (notice,) = work("R_F = 2 R_a").notices
    assert (notice.code, notice.span.column) == ("look-alike", 1)
    (notice,) = work("v_оut = v_in").notices  # the o is Cyrillic
    assert (notice.code, notice.span.column) == ("look-alike", 3)


@pytest.mark.parametrize(
    ("source", "symbol"),
    [
        ("let 1/R = 1/R1 + 1/R2", "R"),
        ("where beta = R1/(R1 + R2)", "beta"),
        ("G := v_out/v_in", "G"),
        ("R = R1 || R2", "R"),
        ("v_out/v_in = G", "G"),
        ("gain = v_out/v_in", "gain"),
        ("v_out := v_in", ""),
        ("R*R1 = R2", ""),
        ("x = x + 1", ""),
    ],
)
def test_a_new_symbol_is_defined(source, symbol):
    (claim,) = work(source).items
    assert claim.symbol == symbol


def test_a_defined_word_is_a_symbol_from_then_on():
    items = work("gain = v_out/v_in\nv_out = gain v_in").items
    assert [text(c.right.expr) for c in items] == ["v_out/v_in", "gain*v_in"]


def test_rounding_is_half_a_unit_of_the_last_digit():
    (claim,) = work("v_out/v_in = 994.76").items
    assert {p: float(r) for p, r in claim.right.rounding.items()} == {(): 0.005}
    (claim,) = work("v_out = 2*44.7 mV").items
    assert {p: float(r) for p, r in claim.right.rounding.items()} == {(1,): 0.00005}
    (claim,) = work("v_out = 2 v_in").items
    assert not claim.right.rounding
