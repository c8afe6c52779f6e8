"""The error for other values of one imperfection, exact at each of its points.

Where the error changes its sign there is a value at which it vanishes: what the imperfection does and what
the rest does cancel.  On a logarithmic axis the curve has no end there; points close in on the place from
both sides, so that it is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from gainproof.worked.gain_errors import GainErrors
from gainproof.worked.values import rounded

DECADES = 2
"""To either side of the value."""
STEPS = (Fraction(1), Fraction(3, 2), Fraction(2), Fraction(3), Fraction(5), Fraction(7))
"""In each decade."""
HALVINGS = 40
CLOSER = (Fraction(1, 3), Fraction(1, 10), Fraction(1, 30))
"""So much of the way to a zero is left at the points that close in on it."""


@dataclass(frozen=True)
class Sweep:
    """The error for other values of an imperfection: points (value, error), the values in SI units.

    `zeros` are values at which the error vanishes, to ten digits, each between two points.
    """

    symbol: str
    unit: str
    points: tuple[tuple[Fraction, Fraction], ...]
    zeros: tuple[Fraction, ...] = ()


def sweep(
    errors: GainErrors, name: str, unit: str = "", perfect: frozenset[str] = frozenset()
) -> Sweep | None:
    """The error two decades to either side of the symbol's value, those in `perfect` at their ideals.

    None where the symbol is zero or no error is defined.  A negative value is swept through negative ones.
    """
    value = errors.values[name]
    if not value:
        return None
    size, sign = abs(value), 1 if value > 0 else -1
    decade = Fraction(10) ** (len(str(int(size))) - 1 if size >= 1 else -len(str(int(1 / size))))

    def error(x: Fraction) -> Fraction | None:
        return errors.at(name, x).error(perfect)

    every = [decade * step * Fraction(10) ** k for k in range(-DECADES, DECADES) for step in STEPS]
    points = [
        (sign * x, e)
        for x in (*every, decade * Fraction(10) ** DECADES)
        if (e := error(sign * x)) is not None
    ]
    if not points:
        return None
    zeros = [_zero(error, a, b) for a, b in pairwise(points) if a[1] * b[1] < 0]
    found = [z for z in zeros if z is not None]
    for z in found:
        ends = (max(x for x, _ in points if x < z), min(x for x, _ in points if x > z))
        closer = [z + (x - z) * part for x in ends for part in CLOSER]
        points += [(x, e) for x in closer if (e := error(x)) is not None]
    points.sort(key=lambda p: abs(p[0]))
    return Sweep(name, unit, tuple(points), tuple(found))


def _zero(
    error: Callable[[Fraction], Fraction | None], a: tuple[Fraction, Fraction], b: tuple[Fraction, Fraction]
) -> Fraction | None:
    """Where between two points of opposite sign the error vanishes; None where it has a pole instead."""
    (low, at_low), (high, at_high) = a, b
    largest = max(abs(at_low), abs(at_high))
    for _ in range(HALVINGS):
        middle = Fraction(rounded((low + high) / 2, 12))
        e = error(middle)
        if e is None or middle in (low, high):
            break
        if not e:
            return middle
        if (e > 0) == (at_low > 0):
            low, at_low = middle, e
        else:
            high, at_high = middle, e
    return Fraction(rounded(low, 10)) if abs(at_low) < largest and abs(at_high) < largest else None
