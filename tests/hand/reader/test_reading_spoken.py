r"""Words in a formula, ``\text{($R_2$ and $C_2$ carry the same current)}``: they mention no factors."""

import pytest
from claims import as_text
from hand.outcomes import right, wrong
from hand.written import circuit_of

from gainproof.hand.lexicon.symbols import symbol_table
from gainproof.hand.reader import read_work

CIRCUIT = circuit_of("V1 a 0", "R1 a x", "R2 x 0")
SYMBOLS = symbol_table(CIRCUIT)
DIVIDER = r"v_x &= V_1 \frac{R_2}{R_1 + R_2}"


def spelled(rows):
    source = "\\begin{align*}\n" + rows + "\n\\end{align*}"
    return "; ".join(as_text(read_work(source, format="latex", symbols=SYMBOLS).items))


REMARKS = [
    r"\text{($R_1$ and $R_2$ carry the same current)}",
    r"\mbox{the voltage $V_1$ divides}",
    r"\textrm{(seen by $R_2$)}",
    r"\tag{with $R_1$ and $R_2$}",
    r"\\ \intertext{in which $R_1$ and $R_2$ are in series}",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_what_words_mention_is_no_factor(remark):
    assert spelled(DIVIDER + r" \quad " + remark) == "v_x = V1*(R2/(R1 + R2))"


@pytest.mark.parametrize("remark", REMARKS)
def test_a_wrong_line_is_wrong_beside_words(remark):
    begin, end = "\\begin{align*}\n", "\n\\end{align*}"
    assert right(CIRCUIT, begin + DIVIDER + r" \quad " + remark + end, "latex")
    assert wrong(CIRCUIT, begin + DIVIDER.replace("+", "-") + r" \quad " + remark + end, "latex")


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (r"v_x &= \text{$V_1$} \frac{R_2}{R_1}", "v_x = V1*(R2/R1)"),
        (r"v_x &= \text{about $V_1$}", "v_x ≈ V1"),
        (r"v_x &= V_1 \text{ since $R_2 = R_1$}", "v_x = V1; R2 = R1"),
        (r"v_x &= V_1 && \text{(here $R_2 = R_1$ holds)}", "v_x = V1; R2 = R1"),
        (r"v_x &= V_1 \\ \intertext{and $R_2 = R_1$ gives} v_x &= R_1", "v_x = V1; R2 = R1; v_x = R1"),
    ],
)
def test_equations_among_words_are_read(rows, read):
    assert spelled(rows) == read


@pytest.mark.parametrize("words", ["for $R_1 \\to 0$", "($R_1 \\to 0$ here)"])
def test_conditions_among_words_are_heard(words):
    line = "\\begin{align*}\nv_x &= %s && \\text{" + words + "}\n\\end{align*}"
    assert right(CIRCUIT, line % "V_1", "latex")
    assert wrong(CIRCUIT, line % "2 V_1", "latex")
