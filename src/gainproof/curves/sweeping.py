"""Along the frequency axis: from where to where, at which points, and the phase without jumps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from gainproof.curves.transfers import Transfer

PER_DECADE = 40
LEAST_DECADES = 4
MOST_DECADES = 16
"""A longer plot loses its low end."""
SHARPEST = 1e4
"""Of a resonance that is sharper no point is drawn nearer than its frequency by this; it may be infinite."""
NEAR = 0.02
"""A pole and a zero nearer than this, by the part of their magnitude, leave nothing to see."""
SLACK = 0.05
"""Of a decade: 99.8 kHz begins a decade as 100 kHz does."""


def span(shown: Iterable[Transfer], reached: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The ends of a plot, whole decades in hertz.

    It begins a decade below the lowest pole or zero that is `shown`, or the lowest frequency that is
    `reached` (a crossing, the end of a band), and ends a decade beyond the last that is reached; if there is
    none, beyond the last pole or zero.
    """
    turns = [x for f in shown for x in corners(f)]
    marked = [float(x) for x in reached]
    lowest, last = min([*turns, *marked], default=1.0), max(marked or turns, default=1.0)
    low, high = math.floor(math.log10(lowest) - 1 + SLACK), math.ceil(math.log10(last) + 1 - SLACK)
    low = max(min(low, high - LEAST_DECADES), high - MOST_DECADES)
    return Fraction(10) ** low, Fraction(10) ** high


def corners(f: Transfer) -> list[float]:
    """The frequencies in hertz of the poles and zeros that matter, rising; those at s = 0 have none."""
    poles, zeros = ([complex(x) for x in roots] for roots in (f.poles(), f.zeros()))
    for p in list(poles):
        near = next((z for z in zeros if abs(z - p) <= NEAR * abs(p)), None)
        if near is not None:
            poles.remove(p)
            zeros.remove(near)
    return sorted(abs(x) / (2 * math.pi) for x in (*poles, *zeros) if x)


def frequencies(shown: Iterable[Transfer], low: Fraction, high: Fraction) -> list[float]:
    """Rising frequencies in hertz, evenly on a logarithmic axis, and more where a curve turns sharply."""
    a, b = math.log10(low), math.log10(high)
    count = round((b - a) * PER_DECADE)
    out = {10 ** (a + (b - a) * k / count) for k in range(1, count)} | {float(low), float(high)}
    for f in shown:
        for x in (complex(x) for x in (*f.poles(), *f.zeros())):
            width, centre = abs(x.real), abs(x.imag)
            if width < centre / 4:
                width = max(width, centre / SHARPEST)
                steps = [width * t for t in (0.2, 0.5, 1, 1.5, 2, 3, 5, 8, 12, 20)]
                steps += [0.0] if width == abs(x.real) else []
                out |= {w / (2 * math.pi) for step in steps for w in (centre - step, centre + step)}
    return sorted(x for x in out if low <= x <= high)


def phases(f: Transfer, at: Iterable[float], inverting: float = -180.0) -> list[float]:
    """The phase in degrees at rising frequencies in hertz, without jumps of 360°; NaN where there is none.

    It begins where the function begins for s -> 0: 0° for a positive gain, `inverting` for a negative, 90°
    less for every pole at s = 0.  The exact phase is known but for whole turns; these come from the angles at
    which the poles and zeros are seen from jω.
    """
    poles, zeros = ([complex(x) for x in roots] for roots in (f.poles(), f.zeros()))
    if not f:
        return [math.nan for _ in at]

    def turned(w: float) -> float:
        return sum(_angle(z, w) for z in zeros) - sum(_angle(p, w) for p in poles)

    least = min((abs(x) for x in (*poles, *zeros) if x), default=1.0)
    order = sum(not p for p in poles) - sum(not z for z in zeros)
    begin = f.degrees(least * 1e-9 / (2 * math.pi))
    start = -90 * order + (0 if abs(_wrapped(begin + 90 * order)) < 90 else inverting)
    offset = start - turned(least * 1e-9)
    out = []
    for x in at:
        exact = f.degrees(x)
        near = turned(2 * math.pi * x) + offset
        out.append(exact if math.isnan(exact) else exact + 360 * round((near - exact) / 360))
    return out


def _angle(root: complex, w: float) -> float:
    """The direction in degrees in which jω lies from a root, without a jump as ω goes from -∞ to ∞."""
    rise = w - root.imag
    if root.real > 0:
        return 180 - math.degrees(math.atan2(rise, root.real))
    return math.degrees(math.atan2(rise, -root.real))


def _wrapped(degrees: float) -> float:
    return (degrees + 180) % 360 - 180
