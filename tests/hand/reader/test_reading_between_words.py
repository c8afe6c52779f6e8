"""Formulas between words: units behind the dollars, sentences in a line, names that differ only in case."""

from fractions import Fraction

import pytest
from claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work
from gainproof.hand.work import Claim
from gainproof.notation import text

CIRCUIT = circuit_of(
    "V1 a 0", "I3 0 x", "R1 a x", "R2 x 0", "C1 x 0", "X1 x n out opamp", "R3 n out", "R4 n 0"
)
SYMBOLS = symbol_table(CIRCUIT)


def work(source, format):
    return read_work(source, format=format, symbols=SYMBOLS)


def spelled(source, format="text"):
    return "; ".join(as_text(work(source, format).items))


@pytest.mark.parametrize(
    ("written", "value", "half"),
    [
        ("so $v_x/R_2 = 3.27$ mA.", "3.27e-3", "0.005e-3"),
        ("so $1/(R_1 C_1) = 791$~krad/s.", "791e3", "0.5e3"),
        ("so $R_1 = 33$ k$\\Omega$.", "33e3", "0.5e3"),
        ("so $R_1/R_2 = 0.52$ \\%.", "0.52e-2", "0.005e-2"),
        (r"so \(C_1 = 47\) nF.", "47e-9", "0.5e-9"),
    ],
)
def test_a_unit_may_stand_behind_the_formula(written, value, half):
    (claim,) = work(written, "markdown").items
    assert claim.right.expr.value({}) == Fraction(value)
    assert list(claim.right.rounding.values()) == [Fraction(half)]


@pytest.mark.parametrize("behind", ["", " V", " makes", " m long", " and more", ", kHz"])
def test_what_is_no_unit_with_a_prefix_scales_nothing(behind):
    (claim,) = work(f"so $V_1 = 3${behind}.", "markdown").items
    assert claim.right.expr.value({}) == 3


def test_a_voltage_at_a_pin_is_no_volt():
    assert spelled("V_out = 2 V- - V1") == "v_out = 2*v_n - V1"
    assert spelled("V_out = 2 V") == "v_out = 2"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Let Rp = R1 + R2.  Rp = 2.04 MOhm", "Rp = R1 + R2; Rp = 2040000"),
        (
            "Let i be the current in R1. i = (V1 - v_x)/R1 = 45.5 uA",
            "i = (V1 - v_x)/R1; (V1 - v_x)/R1 = 91/2000000",
        ),
        ("so the load sees CM = C1*(1 + R1/R2)", "CM = C1*(1 + R1/R2)"),
        ("v_x/V1 = R2/(R1 + R2), the gain of a divider made of them", "v_x/V1 = R2/(R1 + R2)"),
    ],
)
def test_a_line_of_prose_is_read_piece_by_piece(line, read):
    assert spelled(line) == read


@pytest.mark.parametrize(
    "line",
    [
        "See page 3: a = b, as they say in the preamble of it.",
        "The rest = hope, as they say.",
        "In this book good = bad. Nobody minds.",
    ],
)
def test_pieces_of_prose_are_left_alone(line):
    assert spelled(line) == ""


def test_a_condition_ends_at_the_comma():
    (claim,) = work("For the values given, $v_x = 3$ V.", "markdown").items
    assert isinstance(claim, Claim)
    assert work("Given $v_x = 3$ V.", "markdown").items == ()


def test_of_what_order_a_size_is():
    (claim,) = work(r"As long as $|s R_1 C_1| \ll 1$, $$v_x \approx V_1$$", "markdown").items
    assert [(c.to, text(c.what)) for c in claim.under] == [("≪", "s*R1*C1")]


def test_names_that_differ_in_case_are_two_where_both_are_written():
    assert spelled("$v_x = R_2 I_3$, $i_3 = v_x/R_2$", "markdown").endswith("i_3 = v_x/R2")
    assert spelled("$v_x = R_2 i_3$", "markdown") == "v_x = R2*I3"


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        ("$v_x = I_3 (R_1 \\parallel R_2)$", 0),
        ("$v_x = V_1 \\frac{R_2 \\parallel R_3}{R_1}$", 0),
        ("$v_x = 2 R_1 \\parallel R_2$", 1),
    ],
)
def test_a_bracket_leaves_no_doubt(line, doubts):
    assert sum(n.code == "ambiguous" for n in work(line, "markdown").notices) == doubts


def test_a_number_before_an_operation_is_no_name_of_the_line():
    (claim,) = work("(2) times R1:  v_x R1 = V1 R1", "text").items
    assert claim.number == ""
    (claim,) = work("(2) v_x R1 = V1 R1", "text").items
    assert claim.number == "2"


def test_about_is_no_name():
    assert "about" not in spelled("for R1 << R2 it is about -R1/R2 = -0.5")


@pytest.mark.parametrize(
    ("words", "conditions"),
    [(", this is", 1), (", we obtain", 1), (",", 1), (". It is", 0), (", as was said.", 0)],
)
def test_a_condition_reaches_over_a_paragraph_that_goes_on(words, conditions):
    claim = work(f"If $R_3 = R_1${words}\n\n$$v_x = V_1$$", "markdown").items[-1]
    assert len(claim.under) == conditions


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Let vd = v_x - v_n be the voltage between the inputs.", "vd = v_x - v_n"),
        ("We define vd = v_x - v_n as the voltage between the inputs, as usual.", "vd = v_x - v_n"),
        ("The circuit, where vd = v_x - v_n is the voltage between the inputs, is old.", "vd = v_x - v_n"),
        # no name, but a word of the sentence
        ("The swing of vd = v_x - v_n be the voltage between the inputs.", ""),
        ("Let the output = v_x - v_n be the voltage between the inputs.", ""),
    ],
)
def test_a_word_behind_let_is_a_new_name(line, read):
    assert spelled(line) == read
    if read:
        (claim,) = work(line, "text").items
        assert claim.symbol == "vd"
