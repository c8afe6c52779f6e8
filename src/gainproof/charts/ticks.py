"""Where the ticks of an axis are, and what stands at them: steps of 1, 2 and 5, decades, SI prefixes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gainproof.charts.lettering import Run, Runs, lettered
from gainproof.charts.nouns import PREFIXED, PURE
from gainproof.worked.values import PREFIXES, decimal, rounded

STEPS = (1, 2, 5)
_PREFIX_OF = {power: prefix for prefix, power in PREFIXES.items()}
_HAIR = 1e-9
"""Of an axis: so much a tick may lie beyond its end."""
FULL = 4
"""An axis of more decades between labels has no ticks within them."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A value and the label at it, empty for a minor tick."""

    value: float
    label: Runs = ()


def step_above(x: float) -> float:
    """The least of 1, 2, 5 times a power of ten that is not less than x."""
    power = math.floor(math.log10(x))
    for k in (power - 1, power, power + 1):
        for m in STEPS:
            step = _short(m * 10.0**k)
            if step >= x * (1 - _HAIR):
                return step
    raise AssertionError("a power of ten is between")


def linear(low: float, high: float, step: float) -> list[float]:
    """The multiples of the step from low to high."""
    first, last = math.ceil(low / step - _HAIR), math.floor(high / step + _HAIR)
    return [_short(k * step) for k in range(first, last + 1)]


def fine_enough(low: float, high: float, step: float) -> float:
    """The step, or the largest finer one that has two multiples from low to high."""
    while len(linear(low, high, step)) < 2:
        step = step_above(step / 2.5)
    return step


def between(values: Sequence[float], low: float, high: float, step: float) -> list[float]:
    """Minor ticks of a linear axis: each step in five parts, or in four if it begins with a 2."""
    parts = 4 if f"{step:e}"[0] == "2" else 5
    major = {round(v / step * parts) for v in values}
    return [x for x in linear(low, high, step / parts) if round(x / step * parts) not in major]


def decades(low: float, high: float, most: int) -> tuple[list[float], list[float]]:
    """The labelled ticks of a logarithmic axis, at most so many, and the minor ones.

    Powers of ten if there are two, every other, every third … where they are too many; else 1, 2 and 5 times
    powers of ten; else steps as on a linear axis.
    """
    first, last = (
        math.ceil(math.log10(low) - _HAIR),
        math.floor(math.log10(high) + _HAIR),
    )
    fine = [
        m * 10.0**k
        for k in range(first - 1, last + 1)
        for m in range(1, 10)
        if low * (1 - _HAIR) <= m * 10.0**k <= high * (1 + _HAIR)
    ]
    if last > first:
        every = max(1, math.ceil((last - first + 1) / max(most, 2)))
        major = [10.0**k for k in range(first, last + 1) if k % every == 0]
        if len(major) >= 2:
            minor = [10.0**k for k in range(first, last + 1) if k % every] if every > 1 else []
            return major, minor or ([] if last - first > 3 * FULL else _without(fine, major))
    major = [x for x in fine if round(x / 10.0 ** math.floor(math.log10(x) + _HAIR)) in STEPS]
    if len(major) < 2:
        step = fine_enough(low, high, step_above((high - low) / max(most, 2)))
        major = linear(low, high, step)
        return major, between(major, low, high, step)
    return major[:: max(1, math.ceil(len(major) / max(most, 2)))], _without(fine, major)


def _without(values: Sequence[float], major: Sequence[float]) -> list[float]:
    return [v for v in values if not any(math.isclose(v, m) for m in major)]


def prefix(largest: float, unit: str) -> tuple[int, str]:
    """The power of ten by which the numbers of a linear axis are divided, and the unit with its prefix."""
    if unit not in PREFIXED or not largest:
        return 0, "" if unit in PURE else unit
    power = math.floor(math.log10(largest) + _HAIR) // 3 * 3
    power = max(min(power, max(PREFIXES.values())), min(PREFIXES.values()))
    return power, _PREFIX_OF[power] + unit


def numbers(values: Sequence[float], power: int = 0) -> list[Runs]:
    """Labels of linear ticks, each with as many decimals as the finest needs; far out with powers of ten."""
    scaled = [Fraction(_short(v)) / Fraction(10) ** power for v in values]
    most = max(map(abs, scaled), default=Fraction(0))
    far = 0 if not most or Fraction(1, 1000) <= most < 10**6 else rounded(most, 6).adjusted()
    scaled = [q / Fraction(10) ** far for q in scaled]
    digits = max((_decimals(q) for q in scaled), default=0)
    return [_number(f"{float(q):.{digits}f}" if q else "0", far) for q in scaled]


def _number(digits: str, far: int) -> Runs:
    whole, point, rest = digits.removeprefix("-").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", " ")
    words = ("−" if digits.startswith("-") else "") + whole + point + rest
    return lettered((f"{words}·10^{{{far}}}" if far and digits != "0" else words,))


def _decimals(q: Fraction) -> int:
    return len(decimal(q, 10).partition(".")[2])


def powers(values: Sequence[float], unit: str) -> list[Runs]:
    """Labels of logarithmic ticks: with their unit if it takes prefixes; plain digits, or powers of ten."""
    if unit in PREFIXED:
        return [lettered((_engineering(v, unit),)) for v in values]
    if all(1e-3 <= v < 20_000 for v in values):
        return [lettered((decimal(Fraction(_short(v))),)) for v in values]
    return [_power_of_ten(v) for v in values]


def _power_of_ten(v: float) -> Runs:
    k = math.floor(math.log10(v) + _HAIR)
    m = _short(v / 10.0**k)
    ten = (Run("10"), Run(str(k).replace("-", "−"), level=1))
    return ten if m == 1 else (Run(f"{m:g}·"), *ten)


def _engineering(v: float, unit: str) -> str:
    power = math.floor(math.log10(v) + _HAIR) // 3 * 3
    number = f"{_short(v / 10.0**power):g}"
    if power in _PREFIX_OF:
        return f"{number} {_PREFIX_OF[power]}{unit}"
    return f"{number}·10^{{{power}}} {unit}"


def _short(x: float) -> float:
    """The number that was meant, without the noise of its last digits."""
    return float(f"{x:.10g}")
