"""The derivations by hand: 34 circuits, two works each, one error, names that mean something."""

import pytest

from benchmarks.derivations_by_hand.grading import Case, cases, first_difference
from gainproof.circuit.netlist import read
from gainproof.hand.lexicon.symbols import symbol_table

CASES = list(cases())


def test_there_are_34_circuits_in_latex_and_in_plain_text() -> None:
    assert len(CASES) == 34
    assert len({read(c.circuit).circuit.title for c in CASES}) == 34
    suffixes = [c.right.suffix for c in CASES]
    assert {s: suffixes.count(s) >= 5 for s in (".tex", ".txt", ".md")} == dict.fromkeys(
        (".tex", ".txt", ".md"), True
    )
    assert all(c.right.suffix == c.wrong.suffix for c in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.folder.name)
def test_the_names_mean_something_and_the_works_differ(case: Case) -> None:
    symbol_table(read(case.circuit).circuit, case.names)
    right, wrong = (f.read_text(encoding="utf-8").splitlines() for f in (case.right, case.wrong))
    assert len(right) == len(wrong)
    assert right[case.line - 1] != wrong[case.line - 1]
    assert right[: case.line - 1] == wrong[: case.line - 1]
    assert "=" in wrong[case.line - 1]
    assert case.error.endswith(".")


def test_the_first_difference_is_counted_from_one() -> None:
    assert first_difference("a\nb\nc", "a\nx\ny") == 2
    with pytest.raises(StopIteration):
        first_difference("a\nb", "a\nb")
    with pytest.raises(ValueError, match="zip"):
        first_difference("a\nb", "a")
