"""The Bode plot drawn: magnitudes above, the phase below, what is to be read off marked, and a caption."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, isfinite

from gainproof.charts.nouns import Axis, Chart, Curve, Figure, Mark, Words
from gainproof.circuit.circuit import listed
from gainproof.curves.bode import Bode
from gainproof.curves.crossover import Crossover
from gainproof.worked.values import decimal, engineering

ROLES = {"open-loop gain": "second", "loop gain": "second", "noise gain": "third"}
HALF_POWER = 3.0103
"""Decibels."""
HEADROOM, FOOTROOM = 8, 2
"""Decibels above the highest curve and below the lowest point."""
RINGING = 30
"""Degrees of phase margin below which a closed loop is said to ring."""
WHOLE = 0.5
"""dB per decade by which a slope may miss a multiple of 20 and still be told as that."""


def bode_figure(b: Bode) -> Figure:
    """Two charts over one axis of frequency: the gains in dB, and the phase of the loop (or of the gain)."""
    at = b.frequencies()
    ends = float(b.low), float(b.high)
    x = Axis(("frequency",), "Hz", log=True, low=ends[0], high=ends[1])
    curves = tuple(
        Curve(tuple((f, g.decibels(f)) for f in at), _named(name, b), ROLES.get(name, "main"))
        for name, g in b.drawn.items()
    )
    guides = tuple(Mark(x=float(c.frequency), role="quiet") for c in b.crossovers)
    magnitude = Chart(
        x,
        _decibel_axis(curves),
        curves,
        marks=(*guides, *_on_magnitude(b)),
        title=f"Magnitudes of {listed(list(b.drawn))}",
    )
    whose = "phase of the loop" if b.loop else "phase"
    phase = Chart(
        x,
        Axis((whose,), "°", steps=45),
        (Curve(tuple(zip(at, b.phases(at), strict=True)), role="second" if b.loop else "main"),),
        marks=(*guides, *_on_phase(b)),
        title=whose.capitalize(),
    )
    return Figure((magnitude, phase), f"Bode plot of {b.quantity}", (caption(b),), (3.0, 2.0))


def caption(b: Bode) -> str:
    """What to see, in sentences."""
    said = [*_of_loop(b), *_of_stability(b), *_of_band(b)]
    if b.loop is None:
        return " ".join([*said, b.no_loop])
    if b.loop.others:
        whose = f"The loop is that of {b.loop.called}; {listed(b.loop.others)} "
        said.append(whose + ("has its own." if len(b.loop.others) == 1 else "have their own."))
    return " ".join([*said, *filter(None, [b.loop.why])])


def _named(name: str, b: Bode) -> Words:
    """What stands at a curve; a gain with a unit is in dB relative to one of that unit."""
    return (name if b.drawn[name] is not b.closed or b.unit == "1" else f"{name} re 1 {b.unit}",)


def _decibel_axis(curves: Sequence[Curve]) -> Axis:
    """From twenty to twenty decibels, with room for a name above the highest curve, and some below."""
    ys = [y for k in curves for _, y in k.points if isfinite(y)]
    low, high = floor((min(ys) - FOOTROOM) / 20), ceil((max(ys) + HEADROOM) / 20)
    return Axis(("magnitude",), "dB", low=20.0 * low, high=20.0 * high, steps=20)


def _on_magnitude(b: Bode) -> list[Mark]:
    marks = []
    for c in b.crossovers:
        marks.append(Mark(float(c.frequency), c.gain or 0.0, (_hertz(c.frequency),), "second"))
    if b.passband and b.stable:
        for end in (b.passband.low, b.passband.high):
            if end is not None:
                label = f"−3 dB at {_hertz(end)}"
                marks.append(Mark(float(end), b.passband.reference - HALF_POWER, (label,), "main"))
    return marks


def _on_phase(b: Bode) -> list[Mark]:
    if b.loop is None:
        return []
    marks = [Mark(y=-180.0, role="quiet")]
    for c in b.crossovers:
        f = float(c.frequency)
        marks.append(Mark(f, b.phases([f])[0], (f"phase margin {_degrees(c.margin)}",), "second"))
    if margin := b.gain_margin:
        f = float(margin.frequency)
        marks.append(Mark(f, b.phases([f])[0], (f"gain margin {_dB(-margin.loop)}",), "main"))
    return marks


def _of_loop(b: Bode) -> list[str]:
    """Where and how the loop gain crosses one."""
    if b.loop is None:
        return []
    if not b.crossovers:
        side = "above" if b.loop.ratio.decibels(b.high) > 0 else "below"
        return [f"The loop gain is {side} one at all frequencies."]
    meets = "The noise gain meets the open-loop gain" if b.loop.gain else "The loop gain goes through one"
    where = listed([f"at {_hertz(c.frequency)} at {_closure(c)}" for c in b.crossovers])
    least = min(b.crossovers, key=lambda c: c.margin)
    which = "least phase margin" if len(b.crossovers) > 1 else "phase margin"
    out = [f"{meets} {where}; the {which} is {_degrees(least.margin)}."]
    last = b.crossovers[-1]
    if b.gain_bandwidth is not None and b.loop.gain is not None and last.gain is not None:
        falls = -b.loop.gain.slope(last.frequency)
        if abs(falls - 20) < WHOLE:
            gain = decimal(Fraction(10 ** (last.gain / 20)), 3)
            product = f"times that frequency it makes the gain-bandwidth product, {_hertz(b.gain_bandwidth)}"
            where = "there" if len(b.crossovers) == 1 else "at the last"
            out.append(f"The noise gain {where} is {gain}; {product}.")
    if (margin := b.gain_margin) is not None:
        out.append(f"The gain margin is {_dB(-margin.loop)}, at {_hertz(margin.frequency)}.")
    return out


def _of_stability(b: Bode) -> list[str]:
    if b.growing:
        count = "one natural frequency lies" if b.growing == 1 else f"{b.growing} natural frequencies lie"
        return [f"{_subject(b)} is unstable: {count} in the right half-plane."]
    if b.ringing:
        return [f"{_subject(b)} is at the edge of stability: it has natural frequencies on the jω axis."]
    out = []
    if b.closed.at_dc() is None and b.quantity.kind == "transfer":
        out.append(f"{_subject(b)} integrates: its gain is infinite at 0 Hz.")
    if b.phase_margin is not None and b.phase_margin < RINGING:
        rings = "So small a phase margin makes the closed loop ring"
        if b.passband and b.passband.peak is not None:
            rings += f"; its gain rises by {_dB(b.passband.rise)} at {_hertz(b.passband.peak)}"
        out.append(f"{rings}.")
    return out


def _of_band(b: Bode) -> list[str]:
    band = b.passband
    if band is None or not b.stable or (band.low is None and band.high is None):
        return []
    gain = "closed-loop gain" if b.loop else "gain"
    if band.low is not None and band.high is not None:
        return [f"The {gain} is within 3 dB of its greatest from {_hertz(band.low)} to {_hertz(band.high)}."]
    end = band.low if band.low is not None else band.high
    assert end is not None
    return [f"The {gain} is down by 3 dB at {_hertz(end)}."]


def _subject(b: Bode) -> str:
    return "The closed loop" if b.loop else "The circuit"


def _closure(c: Crossover) -> str:
    """A rate of closure: a multiple of 20 where it is one, within half a decibel, else about so many."""
    nearest = 20 * round(c.closure / 20)
    if abs(c.closure - nearest) < WHOLE:
        return f"{_signed(nearest)} dB/decade"
    return f"about {_signed(round(c.closure))} dB/decade"


def _hertz(f: Fraction) -> str:
    return engineering(f, "Hz", 3)


def _degrees(x: float) -> str:
    """A phase in degrees: whole ones from ten on, below that two digits."""
    q = Fraction(round(x, 9))
    return f"{_signed(decimal(q, 2) if abs(x) < 9.95 else round(x))}°"


def _dB(x: float) -> str:
    return f"{_signed(round(x, 1) if abs(x) < 100 else round(x))} dB".replace(".0 ", " ")


def _signed(x: float | str) -> str:
    return str(x).replace("-", "−")
