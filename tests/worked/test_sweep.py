"""The sweep of an imperfection: exact at its points, closing in on zeros, which poles are not."""

from fractions import Fraction

import pytest

from gainproof.notation import parse
from gainproof.worked.gain_errors import GainErrors
from gainproof.worked.sweep import sweep


def errors(result: str, ideals: dict[str, str], **values: str) -> GainErrors:
    return GainErrors(parse(result), {n: Fraction(v) for n, v in values.items()}, ideals, None)


def test_every_point_is_the_exact_error() -> None:
    found = sweep(errors("A/(1 + A*b)", {"A": "oo"}, A="1e5", b="0.01"), "A")
    assert found is not None
    assert len(found.points) == 25
    assert all(e == 1 / (1 + a / 100) for a, e in found.points)
    assert found.zeros == ()


def test_a_change_of_sign_is_closed_in_on() -> None:
    """An error 1/A of the gain and one of −x of the offset cancel where A·x = 1."""
    found = sweep(errors("1 - 1/A + x", {"A": "oo", "x": "0"}, A="1000", x="0.003"), "A", "V")
    assert found is not None
    (zero,) = found.zeros
    assert float(zero) == pytest.approx(1000 / 3, rel=1e-9)
    near = [abs(e) for a, e in found.points if abs(a / zero - 1) < Fraction(1, 10)]
    assert len(near) >= 4
    assert min(near) < max(near) / 5
    assert [abs(a) for a, _ in found.points] == sorted(abs(a) for a, _ in found.points)


def test_a_pole_is_no_zero() -> None:
    found = sweep(errors("1/(1 - 300*x)", {"x": "0"}, x="0.002"), "x")
    assert found is not None
    signs = {e > 0 for _, e in found.points}
    assert signs == {True, False}
    assert found.zeros == ()


def test_a_negative_value_is_swept_through_negative_ones() -> None:
    found = sweep(errors("1 + x", {"x": "0"}, x="-0.001"), "x")
    assert found is not None
    assert all(x < 0 and e == -x for x, e in found.points)


def test_others_may_be_at_their_ideals() -> None:
    both = errors("1 - 1/A + x", {"A": "oo", "x": "0"}, A="1000", x="0.003")
    alone = sweep(both, "A", perfect=frozenset({"x"}))
    assert alone is not None
    assert all(e == 1 / a for a, e in alone.points)


def test_what_is_zero_or_has_no_ideal_is_not_swept() -> None:
    assert sweep(errors("1 + x", {"x": "0"}, x="0"), "x") is None
    assert sweep(errors("x", {"x": "0"}, x="1"), "x") is None
