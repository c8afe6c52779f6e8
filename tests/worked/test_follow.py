"""The example's numbers as formulas: the engine's own, at the example's values and at any other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Prod, Sum, Sym
from gainproof.notation import parse
from gainproof.worked import follow
from gainproof.worked.evaluation import response
from gainproof.worked.example import WorkedExample, example
from gainproof.worked.follow import formulas

GAIN = parse("A*(R1 + R2)/(R1 + R2 + A*R1)")
VALUES = {"A": Fraction(200000), "R1": Fraction(100), "R2": Fraction(99900)}
IDEALS = {"A": "oo"}


def worked(
    x: Expr, values: dict[str, Fraction], ideals: dict[str, str], f: Fraction | None = None
) -> WorkedExample:
    known = {n: Parameter(n, "", q) for n, q in values.items()}
    e = example(x, None, ideals, values, Quantity("transfer", ("o", "0"), "V1"), known, f)
    assert e is not None
    return e


def test_the_formulas_are_the_exact_result_and_its_limit() -> None:
    found = formulas(GAIN, IDEALS, worked(GAIN, VALUES, IDEALS))
    assert found is not None
    assert found.ideal is not None
    assert found.value == GAIN
    for k in (1, 7):
        values = {n: k * q + k for n, q in VALUES.items()}
        there = worked(GAIN, values, IDEALS)
        assert response(found.ideal, values, {}).at_dc() == there.ideal  # type: ignore[union-attr]


def test_the_shares_are_what_the_example_is_made_of() -> None:
    """Each error alone, and the whole without it, at other values than those the formulas came from."""
    x = parse("A*(R1 + R2)*B/(R1 + R2 + A*R1*B + R2*B)")
    values, goals = {**VALUES, "B": Fraction(3)}, {"A": "oo", "B": "oo"}
    found = formulas(x, goals, worked(x, values, goals))
    assert found is not None
    moved = {n: q / 7 + 1 for n, q in values.items()}
    there = worked(x, moved, goals)
    assert there.ideal is not None
    assert there.error is not None

    def error(part: Expr) -> Fraction:
        return 1 - response(part, moved, {}).at_dc() / there.ideal  # type: ignore[union-attr, operator]

    assert {s.symbol for s in found.shares} == {"A", "B"}
    for c in there.contributions:
        share = next(s for s in found.shares if s.symbol == c.symbol)
        assert error(share.alone) == c.alone
        assert there.error - error(share.removed) == c.removed
        assert share.pairs[found.shares.index(share)] == share.alone


def test_many_imperfections_have_no_formulas_for_their_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow, "MOST_SHARES", 0)
    found = formulas(GAIN, IDEALS, worked(GAIN, VALUES, IDEALS))
    assert found is not None
    assert found.ideal is not None
    assert found.shares == ()


def test_without_a_frequency_a_result_with_s_is_taken_at_dc() -> None:
    x = parse("A/(1 + A*R1/(R1 + R2) + s*R1)")
    dc = formulas(x, IDEALS, worked(x, VALUES, IDEALS))
    ac = formulas(x, IDEALS, worked(x, VALUES, IDEALS, Fraction(50)))
    assert dc is not None
    assert ac is not None
    assert "s" not in dc.value.symbols()
    assert ac.value == x


def test_a_limit_that_depends_on_the_rates_has_no_formula() -> None:
    x, values = parse("(R + a*b)/R"), {"a": Fraction(3), "b": Fraction(5), "R": Fraction(2)}
    goals = {"a": "oo", "b": "0"}
    found = formulas(x, goals, worked(x, values, goals))
    assert found is not None
    assert found.ideal is None


@pytest.mark.parametrize("what", ["value", "ideal"])
def test_a_formula_that_gives_another_number_is_refused(what: str) -> None:
    e = worked(GAIN, VALUES, IDEALS)
    wrong = replace(e, **{what: Fraction(999)})
    with pytest.raises(GainproofError, match="does not give"):
        formulas(GAIN, IDEALS, wrong)


def test_roots_and_very_long_results_have_no_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    e = worked(GAIN, VALUES, IDEALS)
    assert formulas(parse("sqrt(A)"), IDEALS, e) is None
    assert formulas(Sum(*(Prod(Sym("A"), Sym("R1")) for _ in range(2000))), IDEALS, e) is None
    monkeypatch.setattr(follow, "MOST_NODES", 3)
    assert formulas(GAIN, IDEALS, e) is None
