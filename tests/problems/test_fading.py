"""Worked examples fade line by line, from the end that was asked for."""

from itertools import pairwise
from pathlib import Path

import pytest

from gainproof.errors import GainproofError
from gainproof.notation import text
from gainproof.problems.fading import GIVEN, SETUP, blanks, candidates, to_fill_in
from gainproof.studies import document, study

ROOT = Path(__file__).parents[2]
STUDY = study(ROOT / "derivations" / "3-output-resistance" / "circuit.cir")
DOCUMENT = document(STUDY, schematic=False)
INTEGRATING = """* a current into a capacitor
I1 0 a 5u
Rs a 0 100k
RF a out 220k
X1 0 a out opamp Ao=80k Ro=50 Ib=2n
CF a out 100p
RL out 0 10k
.tf V(out) I1
"""
LINES = [i.number for i in candidates(DOCUMENT)]


def left_out(fade: str, turn: int, turns: int) -> list[str]:
    return [b.number for b in blanks(DOCUMENT, fade, turn, turns)]


def test_lines_that_say_something_can_be_left_out() -> None:
    assert len(LINES) >= 5
    for i in candidates(DOCUMENT):
        assert i.rule not in GIVEN
        assert i.place != "limit"
        assert i.claim.right.symbols()


def test_a_sequence_begins_in_full_and_ends_with_nothing_given() -> None:
    counts = [len(left_out("forward", k, 6)) for k in range(6)]
    assert counts[0] == 0
    assert counts[-1] == len(LINES)
    assert all(a <= b for a, b in pairwise(counts))


@pytest.mark.parametrize("turn", range(1, 6))
def test_forward_leaves_out_the_first_lines_and_backward_the_last(turn: int) -> None:
    forward, backward = left_out("forward", turn, 6), left_out("backward", turn, 6)
    assert LINES[0] in forward
    assert LINES[-1] in backward
    n = len(backward)
    assert backward == LINES[-n:]
    rules = {i.number: i.rule for i in DOCUMENT.items}
    assert not {rules[n] for n in forward} <= SETUP


def test_a_single_example_has_some_lines_and_not_all() -> None:
    assert 0 < len(left_out("forward", 0, 1)) < len(LINES)


def test_lines_can_be_named_by_number_or_by_place() -> None:
    assert left_out(f"{LINES[3]}, 2", 0, 1) == [LINES[1], LINES[3]]


@pytest.mark.parametrize("word", ["9.9", "0", "99", "sideways"])
def test_a_line_that_is_not_there_is_told(word: str) -> None:
    with pytest.raises(GainproofError, match=f"no line '{word}' to leave out; expected forward, backward"):
        left_out(word, 0, 1)


def test_a_blank_hides_the_right_side_of_its_step() -> None:
    steps = {s.label: s for s in STUDY.derivation.steps}
    found = blanks(DOCUMENT, "backward", 0, 1)
    assert found
    for b in found:
        assert b.hint
        assert text(b.hidden) == text(steps[b.label].claim.right), "without the paint of the page"
        assert b.claim == steps[b.label].claim


def test_no_definition_is_shown_that_only_the_limits_use() -> None:
    whole = document(study(INTEGRATING), schematic=False)
    shown = to_fill_in(whole)
    idle = [i for i in whole.items if i.place != "limit" and i not in shown]
    assert len(idle) >= 3
    assert {i.rule for i in idle} == {"define"}
    assert any(i.rule == "define" for i in shown)
    for i in shown:
        if i.rule == "define":
            named = set(i.claim.left.symbols())
            assert any(named & {*x.claim.left.symbols(), *x.claim.right.symbols()} for x in shown if x != i)
