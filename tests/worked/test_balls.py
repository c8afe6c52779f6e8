"""Digits are those on which the whole ball agrees; what is rational stays exact."""

from fractions import Fraction

import pytest
from flint import acb, arb, ctx

from gainproof.notation import parse
from gainproof.worked.balls import (
    Ball,
    at_place,
    ball,
    j_omega,
    magnitude,
    near_tie,
    place_of,
    polar,
    rectangular,
    worth,
)

HALF = Fraction(1, 2)


def test_what_is_rational_is_exact() -> None:
    assert worth(parse("a/(1 + a)"), {"a": Fraction(1, 2)}) == Fraction(1, 3)
    root = worth(parse("sqrt(a)"), {"a": Fraction(1, 4)})
    assert isinstance(root, Ball), "a root never counts as exact"
    assert rectangular(root)[0] == (HALF, HALF)


def test_complex_numbers() -> None:
    with ctx.workprec(200):
        s = j_omega(Fraction(1, 7))
        found = worth(parse("1/(1 + s)"), {"s": s})
        assert isinstance(found, Ball)
        low, high = polar(found)[1]
        assert low < high
        assert high - low < Fraction(1, 10**50)
        assert not found.real
        assert s.without_nothing() is s
        assert worth(parse("s*s"), {"s": s}).real  # type: ignore[union-attr]
    assert magnitude(Fraction(-3)) == 3


def test_division_by_what_may_be_zero_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        ball(Fraction(1)) / Ball(acb(arb(0, 1)))
    with pytest.raises(ZeroDivisionError):
        worth(parse("1/(a - a)"), {"a": Fraction(3)})


def test_a_digit_that_the_ends_do_not_decide_is_none() -> None:
    sure, unsure = (
        (Fraction(1234, 1000), Fraction(12341, 10000)),
        (Fraction(1234, 1000), Fraction(1236, 1000)),
    )
    assert str(at_place(sure, -2)) == "1.23"
    assert at_place(unsure, -2) is None
    assert str(at_place((Fraction(2), Fraction(2)), -3)) == "2.000"
    assert place_of((Fraction(999), Fraction(1001)), 3) is None
    assert place_of((Fraction("9.9999"), Fraction("9.9999")), 3) == -1, "it rounds to 10.0"
    assert place_of((Fraction(0), Fraction(0)), 3) is None


def test_ties() -> None:
    assert near_tie((Fraction("1.2350"), Fraction("1.2350")), -2)
    assert near_tie((Fraction("-1.2353"), Fraction("-1.2353")), -2)
    assert not near_tie((Fraction("1.2340"), Fraction("1.2340")), -2)
