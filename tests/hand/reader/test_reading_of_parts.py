"""What words in front of an equals sign say of a part, or how parts are joined, in words or as impedances."""

import pytest
from hand.outcomes import right, verdicts
from hand.written import circuit_of

CIRCUIT = circuit_of("V1 in 0", "R1 in out", "R2 out 0", "R3 out 0")
LOSSY = circuit_of("V1 in 0", "R1 in out", "R2 out 0", "C1 out 0")


def judged(circuit, true: str, false: str, format: str = "text") -> None:
    assert right(circuit, true, format), true
    assert "false" in verdicts(circuit, false, format), false


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("current through R2 = vout/R2", "current through R2 = vout/R3"),
        ("the current flowing in R1 = (vout - V1)/R1", "the current flowing in R1 = (vout + V1)/R1"),
        ("voltage across R1 = V1 - vout", "voltage across R1 = V1 + vout"),
        ("the drop across R1 = V1 - vout", "the drop across R1 = V1 + vout"),
        ("I through R3 = vout/R3", "I through R3 = vout/R2"),
        ("Rp = R2 in parallel with R3 = R2*R3/(R2 + R3)", "Rp = R2 in parallel with R3 = R2*R3/(R2 - R3)"),
        ("Rp = R2 parallel to R3 = R2 R3/(R2 + R3)", "Rp = R2 parallel to R3 = (R2 + R3)/(R2 R3)"),
        ("Rt = R1 in series with R2 = R1 + R2", "Rt = R1 in series with R2 = R1 - R2"),
    ],
)
def test_quantities_of_parts_in_words(true, false):
    judged(CIRCUIT, true, false)


def test_of_anything_else_nothing_is_judged():
    """The power in R2 is not R2."""
    assert "false" not in verdicts(CIRCUIT, "power in R2 = vout^2/R2")
    assert "false" in verdicts(CIRCUIT, "power in R2 = vout^2/R2; vout = V1")


def test_a_remark_on_parallel_parts_is_none_of_the_formula():
    work = "Z = R2/(1 + s*R2*C1)   (R2 parallel C1)\nvout = V1*Z/(R1 {} Z)"
    judged(LOSSY, work.format("+"), work.format("-"))


@pytest.mark.parametrize("sign", ["||", "//", "∥"])
def test_a_capacitor_beside_a_resistor_stands_for_its_impedance(sign):
    judged(LOSSY, f"Z = R2 {sign} C1 = R2/(1 + s R2 C1)", f"Z = R2 {sign} C1 = R2/(1 - s R2 C1)")
    assert right(LOSSY, f"Z = R2 {sign} 1/(s C1) = R2/(1 + s R2 C1)")


@pytest.mark.parametrize("arrow", ["->", "-->"])
def test_an_end_of_the_frequencies_leads_to_an_equation(arrow):
    judged(LOSSY, f"dc {arrow} vout = V1 R2/(R1 + R2)", f"dc {arrow} vout = V1 R1/(R1 + R2)")


def test_names_of_earlier_pieces_hold_in_all_later_ones():
    work = "va = V1/R1, vb = V1/R2; R3 = R2: vout = {} va R1 R2/(2 R1 + R2)"
    judged(CIRCUIT, work.format(""), work.format("2"))


@pytest.mark.parametrize(
    "work",
    [
        "\\[ <> % = by KCL\n\\]",
        "\\[ % the result\n<>\n\\]",
        "$$ <>\\hfill(2) $$",
        "$$ <> \\;(2) $$",
        "$$ <> ~~~ (2) $$",
        "$$ <> \\qquad\\square $$",
        "$$ <> \\hspace{2cm} (2) $$",
        "\\[ \\mathrm{KCL:}\\ <> \\]",
        "\\[ \\mathrm{it\\ follows:}\\quad <> \\]",
        "\\begin{IEEEeqnarray}{rCl} <> \\IEEEyesnumber \\end{IEEEeqnarray}",
    ],
)
def test_signs_of_latex_that_say_nothing(work):
    formula = "v_{out} = \\frac{R_2 V_1}{R_1 + R_2}"
    circuit = circuit_of("V1 in 0", "R1 in out", "R2 out 0")
    judged(circuit, work.replace("<>", formula), work.replace("<>", formula.replace("+", "-")), "latex")


@pytest.mark.parametrize(
    "work",
    [
        "\\begin{multline} v_{out} \\\\ = \\frac{R_2 V_1}{R_1 <> R_2} \\end{multline}",
        "\\begin{align*} v_{out} \\Bigl[ & \\frac{1}{R_1} \\\\"
        "& <> \\frac{1}{R_2} \\Bigr] = \\frac{V_1}{R_1} \\end{align*}",
    ],
)
def test_rows_that_go_on(work):
    circuit = circuit_of("V1 in 0", "R1 in out", "R2 out 0")
    judged(circuit, work.replace("<>", "+"), work.replace("<>", "-"), "latex")
