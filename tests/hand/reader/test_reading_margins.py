"""Labels in front of a line, and marks and remarks behind it, are no part of its formula; what reckons is."""

import pytest
from hand.outcomes import right, verdicts
from hand.written import circuit_of

CIRCUIT = circuit_of("V1 in 0", "R1 in out", "R2 out 0")
KCL = ("(V1 - vout)/R1 = vout/R2", "(V1 - vout)/R1 = -vout/R2")
LAW = ("vout = R2*V1/(R1 + R2)", "vout = R2*V1/(R1 - R2)")


def holds(work: str) -> None:
    """The work is right with the true formulas in it, and wrong with one that is false."""
    for k in range(2):
        if f"<{'ab'[k]}>" not in work:
            continue
        formulas = [KCL[0], LAW[0]]
        text = work.replace("<a>", formulas[0]).replace("<b>", formulas[1])
        assert right(CIRCUIT, text), text
        formulas[k] = (KCL, LAW)[k][1]
        text = work.replace("<a>", formulas[0]).replace("<b>", formulas[1])
        assert "false" in verdicts(CIRCUIT, text), text


@pytest.mark.parametrize(
    "work",
    [
        "[a] <a>\n[b] <b>",
        "i) <a>\nii) <b>",
        "① <a>\n② <b>",
        "▸ <a>\n▸ <b>",
        "#1 <a>\n#2 <b>",
        "R.1 <a>\nR.2 <b>",
        "{1} <a>\n{2} <b>",
        "1.) <a>\n2.) <b>",
        "1] <a>\n2] <b>",
        "1/ <a>\n2/ <b>",
        "– <a>\n– <b>",
        "❶ <a>\n★ <b>",
        "5.1 <a>\n5.2 <b>",
        "3.2-1 <a>\n3.2-2 <b>",
        "1 - <a>\n2 - <b>",
        "L1 | <a>\nL2 | <b>",
        "(1) <a>\n(1),(1) -> <b>",
        "1) <a>\n1) -> 1): <b>",
        "(1) <a>\n(1), (1) ==> (2)  <b>",
        "node out - <a>\nResult - <b>",
        "** <a> **\n*** <b> ***",
    ],
)
def test_labels(work):
    holds(work)


def test_a_number_in_front_is_a_factor_where_no_label_follows():
    """“2.5 vout = …” stands alone; “1 - x” too."""
    assert right(CIRCUIT, "2.5 vout = 2.5 R2 V1/(R1 + R2)")
    assert "false" in verdicts(CIRCUIT, "2.5 vout = R2 V1/(R1 + R2)")
    assert right(CIRCUIT, "1 - vout/V1 = R1/(R1 + R2)")
    assert "false" in verdicts(CIRCUIT, "1 - vout/V1 = R2/(R1 + R2)")


@pytest.mark.parametrize(
    "work",
    [
        "<b>   // voltage divider",
        "<b>   % voltage divider",
        "<b>   ! voltage divider",
        "<b>   ; voltage divider",
        "<b>   | multiply out, collect",
        "<b>   -- divider, currents in = currents out",
        "<b>   (current in = current out)",
        "<b>   (= ratio times input)",
        "<b>   {divider}",
        "<b>   {3}",
        "<b>   (B)",
        "<b>   ✓",
        "<b>   ✔ done",
        "<b> ∎",
        "<b>  []",
        "<b>  !!",
        "<b>  (!)",
        "<b>   Q.E.D.",
        "<b>   -- QED",
        "<b> (exact!)",
        "| 1 | <a> | KCL |\n|---|---|---|\n| 2 | <b> | result |",
        "+-------+\n| <b> |\n+-------+",
        "<a> (1), <b> (2) => <b> (3)",
        "<b>   [V]",
        "<a>  | * R1\n<b>",
        "<a>  |*R1*R2\n<b>",
    ],
)
def test_marks_and_remarks(work):
    holds(work)


@pytest.mark.parametrize(
    ("work", "number"),
    [
        ("(V1 - vout)/R1 = vout/R2 ; vout = R2*V1/(R1 - R2)", 2),  # no remark
        ("V1/(R1 + R2) = i_R1 // through R1 and R2", 1),
        ("R2 // R1 = R1*R2/(R1 + R2)", 1),
    ],
)
def test_what_names_parts_is_no_remark(work, number):
    assert len(verdicts(CIRCUIT, work)) == number


@pytest.mark.parametrize(
    "work",
    [
        "vout = R2*V1/(R1\n    + R2)",
        "vout*(1/R1\n   + 1/R2) = V1/R1",
        "vout\n  = R2*V1/(R1 + R2)\n  = V1/(1 + R1/R2)",
    ],
)
def test_a_formula_goes_on_in_the_next_line(work):
    assert right(CIRCUIT, work)
    assert "false" in verdicts(CIRCUIT, work.replace("+", "-", 1))


def test_a_sign_at_the_end_of_a_line_may_belong_to_a_name():
    """v_- ends its line; what stands in the next one is no term."""
    circuit = circuit_of("V2 b 0", "R3 b p", "R4 p 0", "V1 a 0", "R1 a n", "R2 n out", "X1 p n out opamp")
    work = "v+ = V2 R4/(R3 + R4) = v-\n(V1 - v-)/R1 = (v- {} vout)/R2"
    assert right(circuit, work.format("-"))
    assert "false" in verdicts(circuit, work.format("+"))
