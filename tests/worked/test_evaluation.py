"""Limits at numbers agree with an extreme point, and infinities are not numbers."""

import cmath
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gainproof.notation import parse
from gainproof.worked.evaluation import response

ONE = {"A": Fraction(10**5), "R": Fraction(1000), "C": Fraction(1, 10**6), "B": Fraction(3)}


def dc(text: str, **ideals: str) -> Fraction | None:
    found = response(parse(text), ONE, ideals)
    assert found is not None
    return found.at_dc()


def test_limits() -> None:
    assert dc("A/(1 + A/B)", A="oo") == 3
    assert dc("A/(1 + A/B)", A="0") == 0
    assert dc("A/(A + R)", A="oo", R="oo") == Fraction(100, 101), "at equal rates, from where they are"
    assert dc("par(R, A)", A="oo") == 1000
    assert dc("par(R, A)", A="0") == 0
    assert dc("1/(1 + s*R*C)") == 1
    assert dc("(s*R)**2/(s*s)") == 10**6


def test_the_ideal_is_taken_before_dc() -> None:
    assert dc("1/(1 + s*A)", A="oo") == 0, "zero at every frequency above, hence at s = 0"
    assert dc("1/(1 + s*A)") == 1


def test_infinities() -> None:
    assert response(parse("A*B"), ONE, {"A": "oo"}) is None
    assert dc("1/(s*C)") is None
    assert dc("s*C") == 0
    with pytest.raises(ZeroDivisionError):
        response(parse("1/(A - 100000)"), ONE, {})
    with pytest.raises(KeyError):
        response(parse("1/X"), ONE, {})


@given(st.integers(1, 10**7), st.integers(1, 10**6))
def test_magnitude_and_phase_are_those_of_the_complex_number(f: int, r: int) -> None:
    found = response(
        parse("(1 - s*R*C)/(1 + 2*s*R*C + s*s*R*C*C)"), {"R": Fraction(r), "C": Fraction(1, 10**9)}, {}
    )
    assert found is not None
    polar = found.at(Fraction(f))
    assert polar is not None
    s, c = 2j * cmath.pi * f, 1e-9
    z = (1 - s * r * c) / (1 + 2 * s * r * c + s * s * r * c * c)
    assert abs(float(polar[0]) / abs(z) - 1) < 1e-9
    assert abs(cmath.exp(1j * cmath.pi * polar[1] / 180) - z / abs(z)) < 1e-9
