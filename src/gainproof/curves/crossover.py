"""What a loop and a closed loop say along the jω axis: crossings, margins, rate of closure, passband.

With the return ratio T = A β, the open-loop gain |A| meets the noise gain |1/β| where |T| = 1.  The *rate of
closure* is by how much their slopes differ there; it is the slope of |T| with the opposite sign.  The phase
margin is by how much T may lag until it is -1, 180° + arg T, where |T| falls through one; where it rises,
at the low end of a loop without DC, by how much it may lead.  The gain margin is 1/|T| where T is real and
negative (H. W. Bode, *Network Analysis and Feedback Amplifier Design* (1945), ch. 18; J. Graeme, *Feedback
Plots Define Op Amp AC Performance*, Burr-Brown AB-028 (1991)).  Margins alone do not say that a loop is
stable; the zeros of 1 + T do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.curves.transfers import ONE, Transfer

NOTED = 0.1
"""A peak of fewer decibels is none."""


@dataclass(frozen=True, slots=True)
class Crossover:
    """A frequency in hertz at which |T| = 1.

    `gain` is that of the amplifier there, and the noise gain, in dB, None where the two are not known apart;
    `closure` is the rate of closure in dB per decade, negative where |T| rises; `margin` the phase margin in
    degrees, from -180 to 180.
    """

    frequency: Fraction
    gain: float | None
    closure: float
    margin: float


@dataclass(frozen=True, slots=True)
class Opposition:
    """A frequency in hertz at which T is real and negative; `loop` is |T| there in dB."""

    frequency: Fraction
    loop: float


@dataclass(frozen=True, slots=True)
class Passband:
    """Between which frequencies a gain is less than 3 dB (half the power) below its `reference`, in dB.

    The reference is the gain at s = 0, or where there is none the greatest; `low` and `high` are in hertz,
    None where the band has no end.  `peak` is the frequency of the greatest gain, None if that is not above
    the reference; `rise` by how many dB it is above.
    """

    reference: float
    low: Fraction | None
    high: Fraction | None
    peak: Fraction | None = None
    rise: float = 0.0


def crossovers(loop: Transfer, gain: Transfer | None = None) -> tuple[Crossover, ...]:
    """Every frequency at which |T| goes through one, rising; `gain` is A, if it is known."""
    out = []
    for f in loop.reaching():
        closure, beyond = -loop.slope(f), 180 - (-loop.degrees(f)) % 360
        margin = beyond if closure > 0 else -beyond
        out.append(Crossover(f, None if gain is None else gain.decibels(f), closure, margin))
    return tuple(out)


def oppositions(loop: Transfer) -> tuple[Opposition, ...]:
    """Every frequency at which T goes through the negative real axis, rising."""
    return tuple(Opposition(f, loop.decibels(f)) for f in loop.opposing())


def growing(closed: Transfer, loops: Iterable[Transfer] = ()) -> tuple[int, int]:
    """How many natural frequencies are in the right half-plane, and how many on the jω axis.

    They are the zeros of 1 + T of whichever loop shows most, and the poles of the closed loop where those are
    more; its poles at s = 0 are those of an integrator, and do not count.
    """
    counts = [_counted([p for p in closed.poles() if p != 0])]
    counts += [_counted((ONE + loop).zeros()) for loop in loops]
    return max(n for n, _ in counts), max(n for _, n in counts)


def passband(gain: Transfer) -> Passband | None:
    """The -3 dB band of a gain; None where that is zero, constant, or infinite on the jω axis."""
    at_dc = gain.at_dc()
    endless = gain.num.degree() > gain.den.degree()
    if endless or at_dc is None or not gain or gain.constant or _counted(gain.poles())[1]:
        return None
    square, peak = max((gain.square(f), f) for f in [*gain.turning(), Fraction(0)])
    if at_dc:
        ends, reference = gain.reaching(at_dc**2 / 2), decibels(at_dc**2)
        rise = decibels(square) - reference
        tops = (peak, rise) if rise > NOTED else ()
        return Passband(reference, None, ends[0] if ends else None, *tops)
    far = gain.at_infinity() ** 2
    if far >= square:
        ends = gain.reaching(far / 2)
        return Passband(decibels(far), ends[-1] if ends else None, None)
    ends = gain.reaching(square / 2)
    low, high = [e for e in ends if e < peak], [e for e in ends if e > peak]
    return Passband(decibels(square), low[-1] if low else None, high[0] if high else None)


def decibels(square: Fraction) -> float:
    """10 lg of the square of a magnitude that is not zero."""
    return 10 * (math.log10(square.numerator) - math.log10(square.denominator))


def _counted(natural: list[Any]) -> tuple[int, int]:
    """How many are in the right half-plane, and how many cannot be told from the jω axis."""
    return sum(p.real > 0 for p in natural), sum(p.real.contains(0) for p in natural)
