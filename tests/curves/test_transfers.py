"""Transfer functions at numbers: values against exact fractions, roots and crossings, what is refused."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gainproof.curves.transfers import ONE, S, Transfer
from gainproof.errors import GainproofError, TooLarge
from gainproof.worked.evaluation import PI, Response

F = Fraction
COEFFICIENT = st.builds(
    lambda m, e: F(m) * F(10) ** e, st.integers(-99, 99).filter(bool), st.integers(-12, 3)
)
FREQUENCY = st.builds(lambda m, e: F(m) * F(10) ** e, st.integers(1, 99), st.integers(-6, 9))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(COEFFICIENT, min_size=1, max_size=9), st.lists(COEFFICIENT, min_size=1, max_size=9), FREQUENCY
)
def test_values_are_those_of_exact_fractions(num: list[F], den: list[F], f: F) -> None:
    """Response.at works in fractions alone, with π to forty digits."""
    exact = Response(tuple(num), tuple(den)).at(f)
    assert exact is not None
    magnitude, phase = exact
    found = Transfer.of(num, den)
    assert found.decibels(f) == pytest.approx(20 * math.log10(magnitude), abs=1e-11)
    assert abs((found.degrees(f) - phase + 180) % 360 - 180) < 1e-9
    assert abs(found.square(f) / magnitude**2 - 1) < F(1, 10**25)


def test_no_digit_is_lost_beside_a_sharp_notch() -> None:
    """(s² + 1)(s² + 1.0000001)/(s + 1)⁴ a hair beside its zeros: floats would have no digit right."""
    w = F(100000003, 100000000)
    num: list[F | int] = [F(10000001, 10**7), 0, F(20000001, 10**7), 0, 1]
    f = w / (2 * PI)
    by_hand = (1 - w**2) * (F(10000001, 10**7) - w**2) / (w**2 + 1) ** 2
    found = Transfer.of(num, [1, 4, 6, 4, 1])
    assert found.decibels(f) == pytest.approx(20 * math.log10(abs(by_hand)), abs=1e-9)


def test_twenty_poles_over_twenty_decades_do_not_overflow() -> None:
    chain = ONE
    for k in range(-10, 10):
        chain = chain / Transfer.of([1, F(10) ** k])
    assert chain.decibels(1e12) == pytest.approx(
        -sum(10 * math.log10(1 + (2 * math.pi * 1e12 * 10.0**k) ** 2) for k in range(-10, 10)), abs=1e-8
    )
    assert len(chain.poles()) == 20


def test_arithmetic_is_that_of_fractions_in_lowest_terms() -> None:
    a, b = Transfer.of([1, 1], [2, 1]), Transfer.of([3], [2, 1])
    assert a + b == Transfer.of([4, 1], [2, 1])
    assert a - a == Transfer.number(0)
    assert not a - a
    assert a / a == ONE
    assert (S + ONE) ** 2 * a / (S + ONE) == Transfer.of([1, 2, 1], [2, 1])
    assert Transfer.of([1, 2, 1], [1, 1]) == S + ONE
    assert hash(a * b / b) == hash(a)


def test_slopes_are_logarithmic_derivatives() -> None:
    pole = Transfer.of([1], [1, F(1) / (2 * PI)])  # at 1 Hz
    assert pole.slope(1) == pytest.approx(-10, abs=1e-12)
    assert pole.slope(1e6) == pytest.approx(-20, abs=1e-9)
    assert (S / pole).slope(1) == pytest.approx(30, abs=1e-12)
    h = 1e-4
    numeric = (pole.decibels(3 * 10**h) - pole.decibels(3 * 10**-h)) / (2 * h)
    assert pole.slope(3) == pytest.approx(numeric, rel=1e-6)


def test_every_crossing_of_a_level_is_found_and_a_touch_is_none() -> None:
    """|F|² = x(x - 4)²/4 with x = ω²: one where x(x - 4)² = 4, which is thrice."""
    f = S * (S * S + Transfer.number(4)) / Transfer.number(2)
    found = [float(x) * 2 * math.pi for x in f.reaching()]
    assert [w**2 * (w**2 - 4) ** 2 for w in found] == pytest.approx([4.0] * len(found), rel=1e-12)
    assert len(found) == 3
    all_pass = Transfer.of([-1, 1], [1, 1])
    assert all_pass.reaching() == []
    touching = Transfer.of([0, 2], [1, 2, 1])  # 2ω/(1 + ω²) is one at ω = 1, and below it everywhere else
    assert touching.reaching() == []


def test_a_peak_and_a_phase_of_half_a_turn_are_found_exactly() -> None:
    q = Transfer.of([1], [1, F(1, 10), 1])
    (peak,) = q.turning()
    assert float(peak) * 2 * math.pi == pytest.approx(math.sqrt(1 - 0.01 / 2), rel=1e-14)
    cubed = Transfer.of([8], [1, 3, 3, 1])
    (f,) = cubed.opposing()
    assert float(f) * 2 * math.pi == pytest.approx(math.sqrt(3), rel=1e-14)
    assert cubed.decibels(f) == pytest.approx(0, abs=1e-12)
    assert cubed.degrees(f) == pytest.approx(-180, abs=1e-9) or cubed.degrees(f) == pytest.approx(180)


def test_what_has_no_value_is_told() -> None:
    assert math.isnan(Transfer.number(0).decibels(1))
    assert math.isnan(Transfer.number(0).degrees(1))
    assert math.isnan(S.decibels(0))
    assert (ONE / S).at_dc() is None
    with pytest.raises(GainproofError, match=r"pole on the jω axis at 0 Hz"):
        (ONE / S).value(0)
    with pytest.raises(GainproofError, match="grows with frequency"):
        S.at_infinity()
    with pytest.raises(ZeroDivisionError):
        ONE / Transfer.number(0)
    with pytest.raises(TooLarge, match="more than 40"):
        Transfer.of([1], [1, 1]) ** 41


def test_what_is_negative_has_a_phase_of_180_and_not_of_minus_180() -> None:
    assert Transfer.number(-2).degrees(10) == 180.0
    assert (S * S).degrees(10) == 180.0
