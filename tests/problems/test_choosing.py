"""Options: one right, every other false in the circuit, none twice; a distractor that is right is refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from gainproof import verify
from gainproof.errors import GainproofError
from gainproof.expression import Equation
from gainproof.hand.codes import CODES
from gainproof.notation import parse, text
from gainproof.problems.answers import answer
from gainproof.problems.choosing import Chooser, proved_options
from gainproof.problems.exercises import Exercise, exercises
from gainproof.problems.lots import Lots
from gainproof.problems.misconceptions import Slip
from gainproof.problems.sense import numbers

ROOT = Path(__file__).parents[2]


def exercise(name: str) -> Exercise:
    return exercises([ROOT / "derivations" / name])[0][0]


OFFSET = Chooser(exercise("1-offset-voltage"))
INPUT = Chooser(exercises([ROOT / "derivations" / "4-input-resistance"])[0][1])


@pytest.mark.parametrize("chooser", [OFFSET, INPUT], ids=["gain", "input resistance"])
def test_every_distractor_is_false_in_the_circuit(chooser: Chooser) -> None:
    ex = chooser.ex
    found = chooser.distractors()
    assert len(found) >= 6
    for d in found:
        assert d.code in CODES
        v = verify([f"{text(ex.formula.left)} = {text(d.plain)}"], ex.pattern.text, names=ex.names)
        assert v.judged[-1].verdict in ("false", "limit")
        assert (v.judged[-1].code == d.code) is d.named or not d.named
    assert sum(d.named for d in found) > len(found) / 2, "the diagnosis knows most of them"


def test_distractors_differ_as_functions() -> None:
    values = [{n: Fraction(7 * k + j + 2) for k, n in enumerate(OFFSET.ex.values)} for j in range(2)]
    marks = [tuple(d.plain.value(v) for v in values) for d in OFFSET.distractors()]
    assert len(set(marks)) == len(marks)
    assert tuple(OFFSET.spelled.value(v) for v in values) not in marks


def test_formulas_hold_one_right_option_and_the_same_seed_the_same() -> None:
    options = OFFSET.formulas(Lots("x"), 4)
    assert len(options) == 4
    assert [o.code for o in options if o.right] == [""]
    assert all(o.feedback for o in options if not o.right)
    assert options == OFFSET.formulas(Lots("x"), 4)
    proved_options(OFFSET.ex, options, OFFSET.ex.values)


def test_numbers_differ_as_they_are_printed_and_ascend() -> None:
    found = numbers(OFFSET.ex, OFFSET.ex.values)
    assert found.value is not None
    key = answer(found.value, "V")
    options = OFFSET.numbers(Lots("x"), 6, key, OFFSET.ex.values)
    assert len(options) == 6
    values = [o.value for o in options]
    assert values == sorted(v for v in values if v is not None)
    assert len({o.says for o in options}) == 6
    assert [o.claim.right.value({}) for o in options if o.right] == [parse("9.453").value({})]
    proved_options(OFFSET.ex, options, OFFSET.ex.values)


def test_a_wrong_formula_in_two_spellings_is_one_distractor(monkeypatch: pytest.MonkeyPatch) -> None:
    ex = OFFSET.ex
    spellings = ["R2/R1*(V1 - vos)", "(V1 - vos)*R2/R1", "(V1*R2 - vos*R2)/R1"]
    planted = [
        Slip("GP103", "Planted.", parse(x), parse("V1"), parse("vos"))
        for x in (*spellings, "R1/R2*(V1 - vos)")
    ]
    chooser = Chooser(ex)
    monkeypatch.setattr(chooser, "_slips", lambda: [(s, s.formula) for s in planted])
    assert len(chooser.distractors()) == 2


def test_numbers_that_nearly_agree_are_not_set_side_by_side() -> None:
    found = numbers(OFFSET.ex, OFFSET.ex.values)
    assert found.value is not None
    chooser = Chooser(OFFSET.ex)
    chooser.found = [OFFSET.distractors()[0]] * 3
    chooser.agreed = 3
    options = chooser.numbers(Lots("x"), 4, answer(found.value, "V"), OFFSET.ex.values)
    values = [o.value for o in options if o.value is not None]
    assert len(values) == 4
    assert all(abs(a - b) > abs(a) / 100 for k, a in enumerate(values) for b in values[:k])


def test_where_slips_do_not_suffice_the_decimal_point_slips(tmp_path: Path) -> None:
    (tmp_path / "r.cir").write_text("one\nI1 0 a 1m\nR1 a 0 1k\n")
    ex = exercises([tmp_path / "r.cir"], of="V(a)")[0][0]
    found = numbers(ex, ex.values)
    assert found.value == 1
    options = Chooser(ex).numbers(Lots("x"), 5, answer(found.value, "V"), ex.values)
    assert len(options) == 5
    assert "GP114" in {o.code for o in options}


def test_a_distractor_that_is_right_is_refused() -> None:
    ex = OFFSET.ex
    options = OFFSET.formulas(Lots("x"), 3)
    wrong = next(k for k, o in enumerate(options) if not o.right)
    same = Equation(ex.formula.left, parse("(V1 - vos)*(R1 + R2)/(R1 + (R1 + R2)/Ao)"))
    planted = [replace(o, claim=same) if k == wrong else o for k, o in enumerate(options)]
    with pytest.raises(GainproofError, match="says what another says"):
        proved_options(ex, planted, ex.values)


def test_two_right_options_none_and_a_code_that_is_none_are_refused() -> None:
    ex = OFFSET.ex
    options = OFFSET.formulas(Lots("x"), 3)
    with pytest.raises(GainproofError, match="3 of the options are right"):
        proved_options(ex, [replace(o, code="") for o in options], ex.values)
    with pytest.raises(GainproofError, match="0 of the options are right"):
        proved_options(ex, [o for o in options if not o.right], ex.values)
    with pytest.raises(GainproofError, match="has the code GP999, which is none"):
        proved_options(ex, [o if o.right else replace(o, code="GP999") for o in options], ex.values)


def test_two_numbers_that_print_alike_are_refused() -> None:
    key = answer(Fraction(9453, 1000), "V")
    options = OFFSET.numbers(Lots("x"), 3, key, OFFSET.ex.values)
    right = next(o for o in options if o.right)
    planted = [o if o.right else replace(o, claim=right.claim) for o in options]
    with pytest.raises(GainproofError, match="two options print the same number"):
        proved_options(OFFSET.ex, planted, OFFSET.ex.values)
