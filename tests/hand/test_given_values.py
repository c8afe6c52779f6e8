"""Values that a work gives are taken, however it gives them; numbers are right and wrong by them."""

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


def verdicts(source):
    return [j.verdict for j in verify(source + "\n\n", CIRCUIT).judged]


GIVEN = [
    "Let R1 = 2 kΩ and R2 = 2 kΩ. Then {}.",
    "Let R1 = R2 = 2 kΩ. Then {}.",
    "With R1 = R2 = 2 kΩ we get {}.",
    "With R1 = 2 kΩ, R2 = 2 kΩ we get {}.",
    "With R1 = 2,0 kΩ, R2 = 2 kΩ and C1 = 10 nF: {}.",
    "Using R1 = 2 kΩ: {}.",
    "Given: R1 = 2 kΩ, R2 = 2 kΩ\n\n{}",
    "Values:\n\n  R1 = 2 kΩ\n  R2 = 2 kΩ\n\n{}",
    "{}, where R1 = 2 kΩ and R2 = 2k",
    "{} for R1 = 2 kΩ",
    "Component values: R1 = 2,000 Ω; {}",
]


@pytest.mark.parametrize("given", GIVEN)
def test_a_number_is_judged_with_the_values_given(given):
    assert verdicts(given.format("R1*C1 = 20 µs"))[-1] in ("true", "definition")
    assert "false" not in verdicts(given.format("R1*C1 = 20 µs"))
    assert "false" in verdicts(given.format("R1*C1 = 30 µs"))


@pytest.mark.parametrize(
    "given",
    [
        r"With $R_1 = R_2 = \SI{2}{\kilo\ohm}$ we have $%s$.",
        r"For $R_1 = 2{,}0\,\mathrm{k\Omega}$: $%s$.",
        "Given:\n- $R_1 = 2$ kΩ\n- $R_2 = 6$ kΩ\n\n$%s$",
        r"\[ %s, \quad\text{where } R_1 = 2\,\mathrm{k}\Omega \]",
    ],
)
def test_so_it_is_in_latex(given):
    right, wrong = (given.replace("%s", rf"R_1 C_1 = {n}\,\mathrm{{\mu s}}") for n in (20, 30))
    assert "false" not in verdicts(right)
    assert "true" in verdicts(right)
    assert "false" in verdicts(wrong)


def test_parts_set_equal_to_a_value_are_equal():
    assert verdicts("Let R1 = R2 = 2 kΩ. Then v_a = 0.5 V at s = 0.")[-1] == "limit"
    assert verdicts("Let R1 = R2 = 2 kΩ. Then v_a = 0.6 V at s = 0.")[-1] == "false"


def test_a_value_that_is_only_told_is_that_of_the_netlist():
    assert verdicts("R1 = 2 kΩ") == ["false"]
    assert verdicts("R1 = 1,0 kΩ") == ["true"]
