"""The noise of a circuit in numbers: densities, the total over a band, the part of each source.

Every number is known to thirty digits before it is rounded, so that each digit that is printed is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from gainproof.circuit.noise import NoiseSource
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.noise.deriving import DerivedNoise
from gainproof.noise.integral import power
from gainproof.worked.evaluation import PI, Response, response
from gainproof.worked.values import decimal, engineering

DIGITS = 4
"""Significant digits on a page."""
JSON_DIGITS = 12
LEAST_BITS = 100
"""Of an integral; thirty digits."""


@dataclass(frozen=True)
class Band:
    """Frequencies in hertz, from `low` to `high`; None for no end."""

    low: Fraction
    high: Fraction | None

    def __str__(self) -> str:
        if self.high is None:
            return f"from {engineering(self.low, 'Hz')} on"
        return f"{engineering(self.low, 'Hz')} to {engineering(self.high, 'Hz')}"


@dataclass(frozen=True)
class Part:
    """One source: its noise at the output, density at the frequency, root mean square over the band.

    `share` is its part of the total power.
    """

    source: NoiseSource
    density: Fraction
    total: Fraction
    share: Fraction


@dataclass(frozen=True)
class NoiseNumbers:
    """Noise at the output: `density` at the frequency `at` (per √Hz), `total` over the `band`, in `unit`.

    `parts` are largest first.  `referred` is the density at the input, in `input_unit` per √Hz, None without
    an input.  `pole` is the frequency (Hz) of the one pole that all gains have, None if there is no such.
    """

    band: Band
    at: Fraction
    unit: str
    density: Fraction
    total: Fraction
    parts: tuple[Part, ...]
    temperature: Fraction
    referred: Fraction | None = None
    input: str = ""
    input_unit: str = ""
    pole: Fraction | None = None

    @property
    def bandwidth(self) -> Fraction | None:
        """The band of a rectangle that holds as much white noise as the one pole: π/2 of its frequency."""
        return None if self.pole is None else PI / 2 * self.pole

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text of 12 digits."""
        unit = f"{self.unit}/√Hz"
        return {
            "band": {
                "from": str(self.band.low),
                "to": None if self.band.high is None else str(self.band.high),
            },
            "at": str(self.at),
            "temperature": str(self.temperature),
            "density": decimal(self.density, JSON_DIGITS),
            "density_unit": unit,
            "total": decimal(self.total, JSON_DIGITS),
            "total_unit": self.unit,
            "referred": None if self.referred is None else decimal(self.referred, JSON_DIGITS),
            "referred_to": self.input,
            "referred_unit": f"{self.input_unit}/√Hz" if self.input else "",
            "pole": None if self.pole is None else decimal(self.pole, JSON_DIGITS),
            "noise_bandwidth": None if self.bandwidth is None else decimal(self.bandwidth, JSON_DIGITS),
            "parts": [
                {
                    "source": p.source.name,
                    "about": p.source.about,
                    "density": decimal(p.density, JSON_DIGITS),
                    "total": decimal(p.total, JSON_DIGITS),
                    "percent": decimal(100 * p.share, JSON_DIGITS),
                }
                for p in self.parts
            ],
        }


def numbers(found: DerivedNoise, values: Mapping[str, Fraction], band: Band, at: Fraction) -> NoiseNumbers:
    """The noise at `values` (by symbol, SI units) over the band, and at the frequency `at` in hertz.

    Raises GainproofError for a negative value and for infinite power, KeyError for a missing value.
    """
    d = found.derivation
    _judge(found, values)
    gains = [_response(h.transfer, values) for h in found.heard]
    powers = [
        _number(h.source.white, values)
        * _middle(power(gain, band.low, band.high, _number(h.source.corner, values)))
        for h, gain in zip(found.heard, gains, strict=True)
    ]
    heard = densities(found, values, at)
    total, density = sum(powers, Fraction(0)), sum(heard, Fraction(0))
    if not total:
        raise GainproofError("at these values there is no noise")
    parts = [
        Part(h.source, root(x), root(p), p / total)
        for h, x, p in zip(found.heard, heard, powers, strict=True)
    ]
    numbers = NoiseNumbers(
        band,
        at,
        "V" if len(d.quantity.output) == 2 else "A",
        root(density),
        root(total),
        tuple(sorted(parts, key=lambda p: p.share, reverse=True)),
        values["T"],
        pole=_pole(gains),
    )
    if not found.input:
        return numbers
    gain_at = _magnitude(_response(found.gain, values), at)
    if not gain_at:
        raise GainproofError(f"{found.input} does nothing at {engineering(at, 'Hz')}; give another frequency")
    unit = d.circuit.element(found.input).kind
    return replace(
        numbers,
        referred=root(density) / gain_at,
        input=found.input,
        input_unit="V" if unit == "V" else "A",
    )


def densities(found: DerivedNoise, values: Mapping[str, Fraction], at: Fraction) -> list[Fraction]:
    """The power density of each source at the output, at the frequency `at` in hertz."""
    out = []
    for h in found.heard:
        rise = 1 + _number(h.source.corner, values) / at
        gain = _magnitude(_response(h.transfer, values), at)
        out.append(_number(h.source.white, values) * rise * gain**2)
    return out


def needed(found: DerivedNoise) -> list[str]:
    """The symbols whose values the numbers need."""
    names = [n for h in found.heard for x in (h.transfer, h.source.density) for n in x.symbols()]
    return [n for n in dict.fromkeys([*names, *found.gain.symbols()]) if n not in ("s", "f")]


def _judge(found: DerivedNoise, values: Mapping[str, Fraction]) -> None:
    """Complain of values that no part has."""
    c = found.derivation.circuit
    for h in found.heard:
        for x, what in ((h.source.white, "power density"), (h.source.corner, "corner frequency")):
            if _number(x, values) < 0:
                raise GainproofError(f"the {what} of {h.source.name} is negative at these values")
    if values["T"] <= 0:
        raise GainproofError(f"a temperature of {values['T']} K; expected more than 0 K")
    negative = [n for n in needed(found) if values[n] < 0 and c.parameters[n].unit in ("Ω", "F", "H")]
    if negative:
        raise GainproofError(f"{negative[0]} is negative at these values; expected a part that can be had")


def _number(x: Expr, values: Mapping[str, Fraction]) -> Fraction:
    try:
        return Fraction(x.value(values))
    except ZeroDivisionError:
        raise GainproofError("a source of noise is infinite at these values: a resistance is zero") from None


def _response(x: Expr, values: Mapping[str, Fraction]) -> Response:
    try:
        found = response(x, values, {})
    except ZeroDivisionError:
        found = None
    if found is None:
        raise GainproofError("at these values the gain from a source of noise is infinite")
    return found


def _magnitude(gain: Response, frequency: Fraction) -> Fraction:
    polar = gain.at(frequency)
    if polar is None:
        raise GainproofError(
            f"the gain is infinite at {engineering(frequency, 'Hz')}; give another frequency"
        )
    return polar[0]


def _middle(ball: Any) -> Fraction:
    """The middle of a ball that is narrow enough."""
    if ball == 0:
        return Fraction(0)
    if ball.rel_accuracy_bits() < LEAST_BITS:
        raise GainproofError("the power of the noise cannot be found to enough digits at these values")
    q = ball.mid().fmpq()
    return Fraction(int(q.p), int(q.q))


def root(q: Fraction) -> Fraction:
    """The square root, to thirty digits."""
    context = Context(prec=30)
    return Fraction(context.sqrt(context.divide(Decimal(q.numerator), Decimal(q.denominator))))


def _pole(gains: list[Response]) -> Fraction | None:
    """The frequency of the one pole that all gains have and beside which they have nothing, or None."""
    found = set()
    for g in gains:
        if len(g.num) != 1 or len(g.den) != 2 or not g.den[0]:
            return None
        found.add(abs(g.den[0] / g.den[1]) / (2 * PI))
    return found.pop() if len(found) == 1 else None
