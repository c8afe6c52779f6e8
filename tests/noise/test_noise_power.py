"""Integrals of noise against closed forms that are known, against floats, and where the power is infinite."""

import math
import random
from fractions import Fraction

import pytest

from gainproof.errors import GainproofError
from gainproof.noise.integral import power
from gainproof.worked.evaluation import Response

F = Fraction
FLAT = Response((F(3),), (F(2),))


def of(*num: object, den: tuple[object, ...]) -> Response:
    return Response(tuple(map(F, num)), tuple(map(F, den)))


def close(ball: object, number: float, digits: int = 12) -> bool:
    return abs(float(ball.mid()) / number - 1) < 10.0**-digits  # type: ignore[attr-defined]


def test_white_noise_through_a_flat_gain_is_the_band() -> None:
    assert close(power(FLAT, F(10), F(1000), F(0)), 2.25 * 990)


def test_flicker_adds_the_corner_times_a_logarithm() -> None:
    assert close(power(FLAT, F(10), F(1000), F(7)), 2.25 * (990 + 7 * math.log(100)))


def test_one_pole_passes_pi_half_of_its_frequency() -> None:
    tau = F(1, 1000)
    pole = 1000 / (2 * math.pi)
    assert close(power(of(1, den=(1, tau)), F(0), None, F(0)), math.pi / 2 * pole)
    band = pole * (math.atan(500 / pole) - math.atan(20 / pole))
    assert close(power(of(1, den=(1, tau)), F(20), F(500), F(0)), band)


def test_flicker_through_one_pole() -> None:
    pole = 1000 / (2 * math.pi)
    rise = 0.5 * (math.log(1 + (pole / 20) ** 2) - math.log(1 + (pole / 500) ** 2))
    white = pole * (math.atan(500 / pole) - math.atan(20 / pole))
    one = of(1, den=(1, F(1, 1000)))
    assert close(power(one, F(20), F(500), F(9)), white + 9 * rise)
    endless = pole * (math.pi / 2 - math.atan(20 / pole)) + 9 * 0.5 * math.log(1 + (pole / 20) ** 2)
    assert close(power(one, F(20), None, F(9)), endless)


def test_two_poles_pass_what_tables_say() -> None:
    """For 1/(1 + a s + b s²) it is 1/(4 a), whatever b is: B. D. O. Anderson's I_2."""
    for a, b in ((F(3), F(1)), (F(1, 10), F(5)), (F(2), F(1))):
        assert close(power(of(1, den=(1, a, b)), F(0), None, F(0)), 1 / (4 * float(a)))


@pytest.mark.parametrize("seed", range(6))
def test_a_band_is_the_sum_of_its_parts(seed: int) -> None:
    """The logarithmic map, the map of the half line and the closed forms agree with each other."""
    rng = random.Random(seed)
    num = tuple(F(rng.randint(1, 9)) for _ in range(rng.randint(1, 2)))
    den = (*(F(rng.randint(1, 9), 10**k) for k in range(3)), F(1, 5000))
    h, corner = Response(num, den), F(rng.choice([0, 3]))
    low, cuts = F(1, 100), [F(1), F(50)]
    whole = power(h, low, None, corner)
    parts = power(h, low, cuts[0], corner) + power(h, *cuts, corner) + power(h, cuts[1], None, corner)
    assert close(parts, float(whole.mid()), 14)
    assert whole.overlaps(parts)


def test_it_agrees_with_the_trapezoidal_rule() -> None:
    h = of(1, 2, den=(1, F(1, 2), F(1, 40), F(1, 1000)))

    def density(u: float) -> float:
        f = math.exp(u)
        s = 2j * math.pi * f
        value = sum(float(c) * s**k for k, c in enumerate(h.num)) / sum(
            float(c) * s**k for k, c in enumerate(h.den)
        )
        return abs(value) ** 2 * (1 + 5 / f) * f

    n, a, b = 20000, math.log(0.1), math.log(100)
    inner = sum(density(a + (b - a) * k / n) for k in range(1, n))
    summed = ((density(a) + density(b)) / 2 + inner) * (b - a) / n
    assert close(power(h, F(1, 10), F(100), F(5)), summed, 6)


def test_a_zero_at_dc_holds_flicker_back() -> None:
    high_pass = of(0, 1, den=(1, 1, 1))
    below = power(high_pass, F(0), F(10), F(3))
    assert close(below, float(power(high_pass, F(1, 10**9), F(10), F(3)).mid()), 6)


@pytest.mark.parametrize(
    ("h", "low", "high", "corner", "said"),
    [
        (FLAT, F(0), F(10), F(1), "from 0 Hz on"),
        (FLAT, F(1), None, F(0), "over all frequencies"),
        (of(0, 1, den=(1, 1)), F(0), None, F(0), "over all frequencies"),
        (of(1, den=(0, 1)), F(0), F(10), F(0), "from 0 Hz on"),
        (of(1, den=(1, 0, 1)), F(0), F(10), F(0), "a pole on the jω axis"),
        (of(1, den=(1, 0, 1)), F(1, 100), F(10), F(0), "a pole on the jω axis"),
    ],
)
def test_infinite_power_is_refused(
    h: Response, low: Fraction, high: Fraction | None, corner: Fraction, said: str
) -> None:
    with pytest.raises(GainproofError) as caught:
        power(h, low, high, corner)
    assert said in str(caught.value)


def test_an_integrator_is_finite_above_some_frequency() -> None:
    found = power(of(1, den=(0, 1)), F(1), F(10), F(0))
    assert close(found, (1 - 0.1) / (2 * math.pi) ** 2)


def test_nothing_passes_nothing() -> None:
    assert power(of(den=(1,)), F(0), None, F(5)) == 0
