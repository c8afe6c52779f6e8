"""The power that noise has within a band of frequencies, enclosed in an interval that is proved to hold it.

The power is ∫ |H(j2πf)|² (1 + f_c/f) df, with f_c the corner frequency below which the density rises like
1/f.  There is a closed form where H does not depend on the frequency, (f_2 - f_1) + f_c ln(f_2/f_1), and
where it has one pole at f_p, which gives f_p (arctan(f_2/f_p) - arctan(f_1/f_p)) for the white part, π/2 f_p
of it in all.  Every other integral is enclosed by ball arithmetic (F. Johansson, "Numerical integration in
arbitrary-precision ball arithmetic", ICMS 2018), after the frequency is mapped to its logarithm, or the half
line to a finite one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from gainproof.errors import GainproofError
from gainproof.worked.evaluation import Response

BITS = 160
"""The precision of the arithmetic; the widths of the enclosures are far below any digit that is printed."""

Polynomial = tuple[Fraction, ...]
"""Coefficients in ascending powers of ω (rad/s)."""


def power(h: Response, low: Fraction, high: Fraction | None, corner: Fraction) -> Any:
    """The integral as a ball (flint.arb), for a white density of 1; the unit is that of |H|² times hertz.

    `low` and `high` are in hertz, `high` None for all frequencies above `low`; `corner` is f_c.  Raises
    GainproofError where the power is infinite.
    """
    from flint import arb, ctx

    with ctx.workprec(BITS):
        above, below = _squared(h.num), _squared(h.den)
        if not above:
            return arb(0)
        two_pi = 2 * arb.pi()
        ends = two_pi * _ball(low), None if high is None else two_pi * _ball(high)
        white = _integral(above, below, *ends) / two_pi
        if not corner:
            return white
        return white + _ball(corner) * _integral(above, (Fraction(0), *below), *ends)


def _integral(above: Polynomial, below: Polynomial, low: Any, high: Any) -> Any:
    """∫ above/below dω, both polynomials without a common factor ω."""
    while above[0] == 0 and below[0] == 0:
        above, below = above[1:], below[1:]
    if below[0] == 0 and low == 0:
        raise GainproofError("the noise has infinite power from 0 Hz on, where its density rises like 1/f")
    if high is None and len(below) < len(above) + 2:
        raise GainproofError(
            "white noise has infinite power over all frequencies, for the circuit does not hold it back; "
            "give the end of the band"
        )
    if _has_root(below, low, high):
        raise GainproofError(
            "the noise has infinite power: the gain has a pole on the jω axis within the band"
        )
    closed = _closed(above, below, low, high)
    if closed is not None:
        return closed
    found = _enclosed(above, below, low, high)
    if not found.is_finite():
        raise GainproofError("the power of the noise cannot be enclosed at these values")
    return found


def _has_root(p: Polynomial, low: Any, high: Any) -> bool:
    """Is the polynomial zero at a frequency within the band, its ends included?"""
    from flint import fmpz_poly

    common = lcm(*(c.denominator for c in p))
    roots: Any = fmpz_poly([int(c * common) for c in p]).complex_roots()
    real = [root.real for root, _ in roots if root.imag == 0 and root.real > 0]
    return any(not w < low and (high is None or not w > high) for w in real)


def _closed(above: Polynomial, below: Polynomial, low: Any, high: Any) -> Any:
    """The integral of a/b, a/(b ω), a/(b + c ω²) or a/(b ω + c ω³), from their antiderivatives; else None."""
    if len(above) > 1:
        return None
    a = _ball(above[0])
    match below:
        case (b,):
            return a / _ball(b) * (high - low)
        case (Fraction(numerator=0), b):
            return a / _ball(b) * (high / low).log()
        case (b, Fraction(numerator=0), c) if b:
            root = (_ball(c) / _ball(b)).sqrt()
            end = root.pi() / 2 if high is None else (root * high).atan()
            return a / (_ball(b) * root) * (end - (root * low).atan())
        case (Fraction(numerator=0), b, Fraction(numerator=0), c) if b:
            ratio = _ball(c) / _ball(b)
            end = ratio if high is None else 1 / (high * high) + ratio
            return a / (2 * _ball(b)) * ((1 / (low * low) + ratio) / end).log()
    return None


def _enclosed(above: Polynomial, below: Polynomial, low: Any, high: Any) -> Any:
    from flint import acb

    top, bottom = [_ball(q) for q in above], [_ball(q) for q in below]
    if low > 0 and high is not None:

        def by_logarithm(u: Any, _: bool) -> Any:
            w = u.exp()
            return _at(top, w) / _at(bottom, w) * w

        return acb.integral(by_logarithm, low.log(), high.log()).real
    scale = _scale(below)
    degree = len(below) - 1
    over = [c * scale**k for k, c in enumerate(top)]
    under = [c * scale**k for k, c in enumerate(bottom)]

    def on_the_half_line(t: Any, _: bool) -> Any:
        """The integrand after ω = ω_0 t/(1 - t), which is free of a pole at t = 1 where the integral ends."""
        rest = 1 - t
        num = sum((c * t**k * rest ** (degree - k - 2) for k, c in enumerate(over)), acb(0))
        den = sum((c * t**k * rest ** (degree - k) for k, c in enumerate(under)), acb(0))
        return scale * num / den

    start, end = low / (low + scale), 1 if high is None else high / (high + scale)
    return acb.integral(on_the_half_line, start, end).real


def _squared(p: Sequence[Fraction]) -> Polynomial:
    """|P(jω)|² as a polynomial in ω."""
    out = [Fraction(0)] * max(2 * len(p) - 1, 0)
    for j, a in enumerate(p):
        for k, b in enumerate(p):
            if (j + k) % 2 == 0:
                out[j + k] += a * b * (-1) ** (abs(j - k) // 2)
    while out and not out[-1]:
        out.pop()
    return tuple(out)


def _scale(p: Polynomial) -> Any:
    """A frequency about which the polynomial turns from its first term to its last."""
    first = next(k for k, c in enumerate(p) if c)
    last = len(p) - 1
    if last == first:
        return _ball(Fraction(1))
    return (abs(_ball(p[first])) / abs(_ball(p[last]))).root(last - first).mid()


def _at(p: Sequence[Any], x: Any) -> Any:
    value = x * 0
    for c in reversed(p):
        value = value * x + c
    return value


def _ball(q: Fraction) -> Any:
    from flint import arb, fmpq

    return arb(fmpq(q.numerator, q.denominator))
