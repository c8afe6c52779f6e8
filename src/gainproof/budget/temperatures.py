"""The error at one temperature after the other: what a budget says of a range, said of each point in it.

A figure and a tolerance hold at every temperature.  A drift and a temperature coefficient act with the
distance from the reference, to either side; a current that doubles grows only above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from gainproof.budget.counting import Counter, rss
from gainproof.budget.extremes import Extreme, extremes_of_many
from gainproof.budget.nouns import REFERENCE, Budget, Cause, Temperature, Variable
from gainproof.budget.ranges import growth
from gainproof.errors import GainproofError

POINTS, FEW = 24, 6
"""Steps from one end to the other; fewer where the result has more than LARGE terms."""
LARGE = 600


@dataclass(frozen=True)
class AtTemperature:
    """At a `temperature` in °C: the least and the greatest error, the middle, three standard deviations."""

    temperature: Fraction
    least: Fraction
    greatest: Fraction
    mean: Fraction
    spread: Fraction


def over_temperature(b: Budget) -> tuple[AtTemperature, ...]:
    """The errors at the ends of the budget's range, at the reference if it is within, and between.

    The worst case of each temperature is exact, as that of the budget.  Raises GainproofError for a budget
    without a range of temperatures.
    """
    t = b.temperature
    if t is None:
        raise GainproofError("the budget has no temperatures; give a range, such as --temperature 25..85")
    if t.low == t.high:
        raise GainproofError(f"{t.low} °C is one temperature; give a range, such as --temperature 25..85")
    return at(b, temperatures(t, len(b.function.num) + len(b.function.den) > LARGE))


def temperatures(t: Temperature, few: bool = False) -> Sequence[Fraction]:
    """Even steps over the range, with the reference where it lies within."""
    steps = FEW if few else POINTS
    found = {t.low + (t.high - t.low) * k / steps for k in range(steps + 1)}
    if t.low < REFERENCE < t.high:
        found.add(Fraction(REFERENCE))
    return sorted(found)


def at(b: Budget, temperatures: Sequence[Fraction]) -> tuple[AtTemperature, ...]:
    """The errors at these temperatures."""
    counters = [Counter(b.function, [at_temperature(v, t) for v in b.variables]) for t in temperatures]
    boxes = [{v.symbol: v.ends for v in c.variables} for c in counters]
    extremes = extremes_of_many(b.function, boxes)
    return tuple(_found(b, t, c, *pair) for t, c, pair in zip(temperatures, counters, extremes, strict=True))


def _found(b: Budget, temperature: Fraction, c: Counter, least: Extreme, greatest: Extreme) -> AtTemperature:
    spreads = ((cause, c.spread(v, cause)) for v in c.variables for cause in v.causes)
    return AtTemperature(
        temperature,
        least.bound - b.ideal,
        greatest.bound - b.ideal,
        c.value(c.middles()) - b.ideal,
        rss(spreads),
    )


def at_temperature(v: Variable, temperature: Fraction) -> Variable:
    """The variable with each cause as far as this temperature drives it."""
    return replace(v, causes=tuple(_cause(c, temperature) for c in v.causes))


def _cause(c: Cause, temperature: Fraction) -> Cause:
    away = abs(temperature - REFERENCE)
    if c.kind in ("tempco", "drift"):
        size = c.figures[0] * away
        return replace(c, low=-size, high=size)
    if c.kind == "doubling":
        size, doubling = c.figures
        grown = size * (growth(max(temperature - REFERENCE, Fraction(0)), doubling) - 1)
        return replace(c, low=c.signs[0] * grown, high=c.signs[1] * grown)
    return c
