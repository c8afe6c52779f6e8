"""Phasors: the laws of complex numbers, roots and magnitudes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.algebra.phasors import Phasor, real_root

phasors = st.builds(Phasor, st.fractions(-9, 9, max_denominator=9), st.fractions(-9, 9, max_denominator=9))


@given(phasors, phasors, phasors)
def test_a_field(a, b, c):
    assert a * (b + c) == a * b + a * c
    assert a - a == Phasor(0)
    assert a**2 == a * a
    assert -a == Phasor(0) - a
    if b:
        assert a / b * b == a


@given(phasors, phasors)
def test_the_magnitude_of_a_product(a, b):
    whole, parts = (a * b).magnitude(), a.magnitude() * b.magnitude()
    assert abs(whole.re - parts.re) <= Fraction(1, 10**40)
    assert not whole.im


@given(phasors)
def test_the_square_of_a_root(a):
    rest = a.square_root() ** 2 - a
    assert max(abs(rest.re), abs(rest.im)) <= Fraction(1, 10**40)


def test_roots_that_are_rational_are_exact():
    assert real_root(Fraction(4, 9)) == Fraction(2, 3)
    assert Phasor(-4).square_root() == Phasor(0, 2)
    assert Phasor(3, 4).magnitude() == Phasor(5)


def test_a_division_by_zero_is_refused():
    with pytest.raises(ZeroDivisionError):
        Phasor(1) / Phasor(0)
