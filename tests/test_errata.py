"""The published note, line by line: its genuine errors are found, and no right line is accused.

The wrong lines were worked out by hand from the circuits, before the program saw them.
"""

from pathlib import Path

import pytest

from gainproof.verification import verify

NOTE = Path(__file__).parent.parent / "derivations" / "note-errata"

WRONG = {
    "1-offset-voltage.md": {
        r"- \frac{1}{R_{2}}\right) = ": "the sign of the conductance of R2 in Eq. 1.2a",
        r"V_1 + v_{os}}{\frac{R1}": "the sign of the offset in Eq. 1.3",
    },
    "2-bias-current.md": {r"1 + \frac{1}{\beta}A_{o}}": "A_o above the fraction line"},
    "3-output-resistance.md": {
        r"\frac{R_{o}}{R_{2}} + \frac{R_{o}}{R_{2}}": "the load is missing, R_2 stands twice (in two rows)",
        r"\frac{1 - \beta}{R_{2}} + \frac{1}{R_{1}}": "R_1 for R_l",
        r"\frac{1}{R_{1} + R_{2}} + \frac{1}{R_{1}}": "R_1 for R_l, again",
    },
    "4-input-resistance.md": {
        r"$$\frac{1}{R_1} = \frac{1}{R_1}": "R_1 for the R that is defined",
        r"A_0R_0": "R_0 for R",
        r"1 + \frac{R_2}{R_2}}": "A_o R has become R_2, twice in one row",
    },
    "5-all-together.md": {
        r"\frac{v_2}{V_1} =": "v_2 for v_3, and R_i for R_l",
        r"\frac{R_o}{R_i} \right) \right] \right\}": "R_o/R_i for R_2/(R_l R_i) in Eq. 5.3",
    },
}
"""What is wrong in each section, by a piece of the row's source."""


@pytest.fixture(scope="module", params=sorted(WRONG))
def section(request):
    return request.param, verify(NOTE / request.param)


def test_every_displayed_line_is_read_and_judged(section):
    name, found = section
    assert len(found.judged) >= 19
    assert [j.item.text for j in found.judged if j.verdict in ("unread", "outside")] == []
    displays = (NOTE / name).read_text().count("$$") // 2
    assert len({j.item.span.line for j in found.judged}) >= displays - 1


def test_the_wrong_lines_are_those_and_no_others(section):
    name, found = section
    rows = (NOTE / name).read_text().splitlines()
    accused = {j.item.span.line for j in found.judged if j.verdict in ("false", "carried")}
    expected = {k for k, row in enumerate(rows, 1) if any(piece in row for piece in WRONG[name])}
    assert accused == expected
    assert len(accused) >= len(WRONG[name])


def test_each_wrong_line_is_diagnosed_and_corrected(section):
    """But where R_1 is defined anew: nothing so far says which symbol it should have been."""
    name, found = section
    wrong = [j.diagnosis for j in found.judged if j.verdict == "false"]
    assert all(d is not None and d.message for d in wrong)
    assert sum(d is not None and not d.suggestions for d in wrong) <= (name == "4-input-resistance.md")
