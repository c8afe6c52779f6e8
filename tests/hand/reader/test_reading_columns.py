"""Labels in a column in front of equations are no factors of them; what is multiplied stays multiplied."""

import pytest
from claims import as_text
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

CIRCUIT = circuit_of("V1 in 0", "R1 in p", "R2 p out", "R3 n 0", "R4 n out", "X1 p n out opamp")
SYMBOLS = symbol_table(CIRCUIT)
TITLES = ("KCL at p", "through R1", "p", "R1", "n, p", "KVL (loop 1)", "the op-amp", "a)", "(3)", "-", "V1:")


def spelled(*lines):
    return as_text(read_work("\n".join(lines), format="text", symbols=SYMBOLS).items)


@pytest.mark.parametrize("title", TITLES)
def test_a_label_in_a_column_is_no_factor(title):
    found = spelled(
        f"{title:14}(v_in - v_p)/R1 + (v_out - v_p)/R2 = 0",
        f"{'so':14}v_out = (1 + R4/R3)*v_n",
        f"{'':14}v_p = v_n",
    )
    assert found == ["(v_in - v_p)/R1 + (v_out - v_p)/R2 = 0", "v_out = (1 + R4/R3)*v_n", "v_p = v_n"]


@pytest.mark.parametrize("gap", ["   ", "\t", "        "])
def test_words_are_a_label_without_a_column(gap):
    assert spelled(f"KCL at n{gap}v_n/R3 + (v_n - v_out)/R4 = 0") == ["v_n/R3 + (v_n - v_out)/R4 = 0"]


def test_two_blanks_part_a_label_in_a_column():
    assert spelled("n  v_n/R3 = (v_out - v_n)/R4", "p  v_p = v_n") == [
        "v_n/R3 = (v_out - v_n)/R4",
        "v_p = v_n",
    ]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("R1    * i_R1 = v_in - v_p", "R1*i_R1 = v_in - v_p"),
        ("R1   i_R1 = v_in - v_p", "R1*i_R1 = v_in - v_p"),
        ("v_in   - v_p = R1   *   i_R1", "v_in - v_p = R1*i_R1"),
        ("v_in         = v_p + R1 i_R1", "v_in = v_p + R1*i_R1"),
        ("v_in/R3   (R3 + R4) = v_out", "v_in/R3*(R3 + R4) = v_out"),
        ("2 R1   i_R1 = v_in", "2*R1*i_R1 = v_in"),
        ("R1   (v_p - v_n)   R3 = 0", "R1*(v_p - v_n)*R3 = 0"),
    ],
)
def test_a_wide_gap_in_a_formula_breaks_no_product(line, read):
    assert spelled("v_out = v_in", line, "  v_p = v_n") == ["v_out = v_in", read, "v_p = v_n"]


def test_words_that_lead_to_a_condition_are_no_label():
    (found, other) = read_work(
        "for R1 = R2      v_out = 2*v_p - v_in\nwith v_n = v_p   v_out = v_n*(1 + R4/R3)",
        format="text",
        symbols=SYMBOLS,
    ).items
    assert as_text([found, other]) == ["v_out = 2*v_p - v_in", "v_out = v_n*(1 + R4/R3)"]
    assert [len(x.under) for x in (found, other)] == [1, 1]
