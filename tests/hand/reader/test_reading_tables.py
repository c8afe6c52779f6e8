"""Values of parts in tables are given values: numbers are judged with them, and formulas are not."""

import pytest

from gainproof.verification import verify

CIRCUIT = """* a divider
V1 in 0 1
R1 in a 1k
R2 a 0 3k
C1 a 0 10n
.tf V(a) V1
.end
"""
TABLES = {
    "| part | value |\n|---|---|\n| $R_1$ | 2 kΩ |\n| $R_2$ | 2 kΩ |": "markdown",
    "| part | value |\n|---|---|\n| R1 | 2k |\n| R2 | $2\\,\\mathrm{k\\Omega}$ |": "markdown",
    "\\begin{tabular}{ll}\n$R_1$ & $2\\,\\mathrm{k\\Omega}$ \\\\\n$R_2$ & 2k \\\\\n\\end{tabular}": "latex",
}


def verdicts(table, claim, format="markdown"):
    found = verify(f"{table}\n\n$${claim}$$\n", CIRCUIT, format=format)
    return [j.verdict for j in found.judged], [n.code for n in found.notices]


@pytest.mark.parametrize(("table", "format"), TABLES.items())
def test_numbers_are_judged_with_the_values_of_a_table(table, format):
    right, told = verdicts(table, r"R_1 C_1 = 20\,\mathrm{\mu s}", format)
    assert (right, told) == (["true"], ["GP136", "GP136"])
    assert verdicts(table, r"R_1 C_1 = 30\,\mathrm{\mu s}", format)[0] == ["false"]


@pytest.mark.parametrize(("table", "format"), TABLES.items())
def test_equal_values_of_a_table_excuse_no_wrong_index(table, format):
    assert verdicts(table, r"R_2 C_1 s v_a = (V_1 - v_a) R_2/R_1 - v_a", format)[0] == ["true"]
    assert verdicts(table, r"R_2 C_1 s v_a = (V_1 - v_a) - v_a R_2/R_1", format)[0] == ["false"]


@pytest.mark.parametrize(
    "row", ["| $R_1$ | 1k | 2k | 5k |", "| $R_1$ | 2 times |", "| $R_1$ | 2 |", "| 2k | $R_1$ |"]
)
def test_other_rows_give_no_value(row):
    assert verdicts(row, r"R_1 C_1 = 10\,\mathrm{\mu s}") == (["true"], [])
    assert verdicts(row, r"R_1 C_1 = 20\,\mathrm{\mu s}")[0] == ["false"]
