"""What the grader counts: shares by kind, suggestions that are the line as it was, lines that were missed."""

from dataclasses import replace

import pytest

from benchmarks.planted.findings import findings
from benchmarks.planted.grading import EssayGrade, Grade, as_printed, graded, graded_essay, mended
from benchmarks.planted.report import Results, kinds, page, quantile, summary
from benchmarks.planted.sowing import Essay, sown, true_lines
from gainproof.expression import Equation
from gainproof.hand.work import Claim, Diagnosis, Judged, Side, Span, Suggestion
from gainproof.notation import equation_text, parse_equation

HERE = Span(1, 1)
PLANTED = [p for p in sown(60, 11) if p.role != "number"][:20]


def judged(*claims: Equation) -> Judged:
    """A false line with these suggestions."""
    side = Side(claims[0].left, HERE)
    suggestions = tuple(Suggestion(q, None, None, HERE) for q in claims)
    claim = Claim(side, side, "=", "", HERE)
    return Judged(claim, "false", diagnosis=Diagnosis("sign", HERE, "", suggestions))


def test_a_suggestion_is_the_line_as_it_was_or_it_is_not() -> None:
    p = PLANTED[0]
    other = parse_equation("v_9 = v_8")
    first = mended(Grade(p), judged(p.right, other))
    third = mended(Grade(p), judged(other, other, Equation(p.right.right, p.right.left)))
    never = mended(Grade(p), judged(other))
    assert (first.strict, first.loose, third.strict, never.strict, never.loose) == (1, 1, 3, 0, 0)


def test_a_suggestion_that_is_false_is_told() -> None:
    for p in PLANTED:
        assert mended(Grade(p), judged(p.right)).untrue == ()
        assert mended(Grade(p), judged(p.claim)).untrue == (equation_text(p.claim),)


def test_the_table_counts() -> None:
    p = replace(PLANTED[0], kind="sign")
    right = Grade(p, "false", "sign", False, False, 1, 1, seconds=0.01)
    late = Grade(p, "false", "dropped term", False, False, 3, 2, seconds=0.02)
    missed = Grade(p, "true", "", True, seconds=0.03)
    rows = kinds([right, late, missed, missed]).splitlines()
    assert rows[2] == "| sign | 4 | 2 | 25.0 % | 25.0 % | 50.0 % | 50.0 % | 25.0 % | 30.0 ms |"
    assert rows[3].startswith("| **all** | 4 |")


def test_what_must_not_be_is_listed_and_counted() -> None:
    p = PLANTED[0]
    missed = Grade(p, "true", "", True, how="proved")
    accused = replace(missed, accused=True)
    essay = EssayGrade(Essay(p.circuit, "v = 1\nv = 2", "work.txt", 2, None), 2, ((2, "false: why"),), 0.1)
    r = Results([missed], [accused], [essay], [], [], 1)
    said = "\n".join(summary(r))
    assert "found false: 0 of 1" in said
    assert "called false: 1 of 2" in said
    told = findings(r)
    assert "FALSE LINES NOT FOUND: 1" in told
    assert "TRUE LINES NOT JUDGED TRUE: 1" in told
    assert "2: v = 2" in told
    assert "1 derivations without an error: 0 are left alone" in page(r, "make planted")
    assert not essay.passed


def test_a_number_is_compared_as_it_was_printed() -> None:
    right = parse_equation("G = 994.76")
    assert as_printed(parse_equation("G = 994.7612"), right) == right
    assert as_printed(parse_equation("G = 994.77"), right) != right
    assert as_printed(parse_equation("G = R2/R1"), right) == parse_equation("G = R2/R1")


@pytest.mark.parametrize(
    ("q", "shown"), [(0.5, "3.0 ms"), (0.95, "5.0 ms"), (1.0, "5.0 ms"), (0.0, "1.0 ms")]
)
def test_quantiles(q: float, shown: str) -> None:
    assert quantile([0.005, 0.001, 0.003, 0.002, 0.004], q) == shown
    assert quantile([], q) == "-"


def test_the_public_path_is_walked() -> None:
    """A few documents, read and judged: every one gets a verdict, and a claim for its last item."""
    for p in [*PLANTED[:5], *true_lines(5, 3)]:
        grade = graded(p)
        assert grade.verdict != "none"
        assert grade.lines >= 1
        assert grade.seconds > 0
    whole = graded_essay(Essay("divider", "v_o = R2*i_R2\nv_o = R1*i_R2\n", "work.txt", 2, 2))
    assert whole.passed
