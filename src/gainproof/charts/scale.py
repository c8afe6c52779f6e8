"""An axis with its ends, its ticks and its name: from values to a place between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from gainproof.charts import ticks
from gainproof.charts.lettering import Runs, lettered
from gainproof.charts.nouns import PREFIXED, PURE, Axis
from gainproof.charts.ticks import Tick

WHOLE = 3.0
"""A logarithmic axis over so many decades ends at powers of ten."""

_ALIKE = 1e-9
NEAR = 0.001
"""By so small a part of the axis a value may lie beyond its rounded end; nobody sees it."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What an axis has become: from `low` to `high`, with labelled and with minor ticks."""

    low: float
    high: float
    log: bool
    name: Runs
    ticks: tuple[Tick, ...]
    minor: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where the value is, 0 at the low end and 1 at the high one; what has no logarithm far below."""
        if not self.log:
            return (value - self.low) / (self.high - self.low)
        if value <= 0:
            return -1e6
        return math.log(value / self.low) / math.log(self.high / self.low)


def scale(axis: Axis, values: Sequence[float], most: int, rounded: bool) -> Scale:
    """The scale of an axis for these values with at most so many labels.

    An end that the axis does not give is that of the values, or if `rounded` the tick beyond it.
    """
    low, high = _ends(axis, values)
    if axis.log:
        low, high = _whole(axis, low, high) if rounded else (low, high)
        major, minor = ticks.decades(low, high, most)
        labels = ticks.powers(major, axis.unit)
        unit = "" if axis.unit in (*PREFIXED, *PURE) else axis.unit
    else:
        step = axis.steps or ticks.step_above((high - low) / max(most - 1, 2))
        if rounded:
            low = low if axis.low is not None else math.floor(low / step + 1e-9) * step
            high = high if axis.high is not None else math.ceil(high / step - 1e-9) * step
        step = axis.steps or ticks.fine_enough(low, high, step)
        major = ticks.linear(low, high, step)
        minor = ticks.between(major, low, high, step)
        power, unit = ticks.prefix(max(abs(low), abs(high)), axis.unit)
        labels = ticks.numbers(major, power)
    made = tuple(Tick(v, label) for v, label in zip(major, labels, strict=True))
    name = lettered((*axis.label, f" in {unit}" if unit else ""))
    return Scale(low, high, axis.log, name, made, tuple(minor))


def _ends(axis: Axis, values: Sequence[float]) -> tuple[float, float]:
    """From where to where, never of no length."""
    low = min(values) if axis.low is None else axis.low
    high = max(values) if axis.high is None else axis.high
    if axis.zero and not axis.log:
        low = min(low, 0.0) if axis.low is None else low
        high = max(high, 0.0) if axis.high is None else high
    if axis.log:
        if high <= low * (1 + _ALIKE):
            low, high = (
                high / 10 if axis.low is None else low,
                low * 10 if axis.high is None else high,
            )
    elif high - low <= _ALIKE * max(abs(low), abs(high)):
        half = max(abs(low), abs(high)) / 10 or 1.0
        low, high = (
            high - half if axis.low is None else low,
            low + half if axis.high is None else high,
        )
    return low, high


def _whole(axis: Axis, low: float, high: float) -> tuple[float, float]:
    """The ends of a logarithmic axis moved out: to powers of ten, or on a short axis to 1, 2, 5 of them."""
    steps = (1,) if math.log10(high / low) > WHOLE else ticks.STEPS
    hair = (high / low) ** NEAR
    if axis.low is None:
        k = math.floor(math.log10(low) + 1e-9)
        low = max(m * 10.0**j for j in (k, k + 1) for m in steps if m * 10.0**j <= low * hair)
    if axis.high is None:
        k = math.floor(math.log10(high) - 1e-9)
        high = min(m * 10.0**j for j in (k, k + 1) for m in steps if m * 10.0**j >= high / hair)
    return low, high
