"""Units that our own table does not hold, as pint knows them: ``V/mV``, ``kilovolt``, ``uV/degC``, ``mho``.

pint reads units with a parser of its own, which is not shown what people type: a unit is taken apart here
into names, powers, and signs between them, and pint is asked for one name at a time.  It says what the name
is worth in the SI's base units, as an exact fraction.  Only units of electricity count, for pint takes k for
Boltzmann's constant.  A kelvin and a degree Celsius are the same here: all temperatures are differences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any

from gainproof.errors import GainproofError
from gainproof.units import UNITS

MOST_NAMES = 4
Size = tuple[Fraction, Fraction, Fraction, Fraction]
"""Exponents of volt, ampere, second and kelvin."""

_PART = re.compile(r"\s*([*·/]|)\s*([A-Za-zµμΩ\u2126°%]{1,24})(?:(?:\^|\*\*)?(-?[1-4])|([²³]))?\s*")
_SPELLED = {"Ω": "ohm", "\u2126": "ohm", "°C": "degC", "%": "percent"}
_COUNTED = frozenset(
    (
        *("volt", "ampere", "ohm", "siemens", "farad", "henry", "hertz", "watt", "joule", "coulomb"),
        *("second", "minute", "hour", "kelvin", "degree_Celsius", "delta_degree_Celsius", "percent", "ppm"),
    )
)
"""The units that count, by pint's own names, with any prefix."""
_PLAIN: dict[str, Size] = {
    "K": (Fraction(0), Fraction(0), Fraction(0), Fraction(1)),
    "V/K": (Fraction(1), Fraction(0), Fraction(0), Fraction(-1)),
    "A/K": (Fraction(0), Fraction(1), Fraction(0), Fraction(-1)),
    "1/K": (Fraction(0), Fraction(0), Fraction(0), Fraction(-1)),
}
NOTHING: Size = (Fraction(0), Fraction(0), Fraction(0), Fraction(0))


def factor(word: str, unit: str, wanted: str, expected: str) -> Fraction:
    """What one `unit` is in the SI unit `wanted`, "" for any; `word` and `expected` are for the complaint.

    Raises GainproofError for what is no unit, or one of another dimension.
    """
    parts = list(_parts(word, unit, expected))
    value, size = Fraction(1), NOTHING
    for name, power in parts:
        one, dims = _worth(name)
        if one is None:
            raise GainproofError(f"{name!r} in {word!r} is no SI prefix and unit; {expected}")
        value *= one**power
        size = _sum(size, dims, power)
    return _fitting(word, value, size, wanted, expected)


def unit_of(x: Any, wanted: str, expected: str) -> Fraction:
    """What one unit of a quantity of pint, from any registry, is in the SI unit `wanted`.

    Raises GainproofError as `factor` does.
    """
    value, size = Fraction(1), NOTHING
    for name, power in x.unit_items():
        one, dims = _worth(str(name))
        exact = Fraction(str(power))
        if one is None or (exact.denominator > 1 and one != 1):
            raise GainproofError(f"{x} has the unit {name}, which has no place here; {expected}")
        value *= one ** int(exact) if exact.denominator == 1 else one
        size = _sum(size, dims, exact)
    return _fitting(str(x), value, size, wanted, expected)


def _parts(word: str, unit: str, expected: str) -> Iterable[tuple[str, int]]:
    """Names with their powers; what stands behind a slash is divided by."""
    at, count = 0, 0
    while at < len(unit):
        m = _PART.match(unit, at)
        if m is None or bool(m[1]) != bool(count) or count == MOST_NAMES:
            raise GainproofError(f"{unit[:40]!r} in {word!r} is no SI prefix and unit; {expected}")
        power = int(m[3]) if m[3] else {"²": 2, "³": 3}.get(m[4] or "", 1)
        yield m[2], -power if m[1] == "/" else power
        at, count = m.end(), count + 1


def _fitting(word: str, value: Fraction, size: Size, wanted: str, expected: str) -> Fraction:
    if wanted and _size(wanted) not in (None, size):
        raise GainproofError(f"{word!r} is {_called(size)}; {expected}")
    return value


def _called(size: Size) -> str:
    known = [u for u in (*UNITS, *_PLAIN) if _size(u) == size]
    return (
        f"a value in {known[0]}"
        if known and known[0] != "1"
        else "a pure number"
        if known
        else "of another unit"
    )


def _size(unit: str) -> Size | None:
    """The dimension of an SI unit; None if it is not known."""
    if unit not in UNITS:
        return _PLAIN.get(unit)
    volts, amperes, seconds = UNITS[unit]
    return (Fraction(volts), Fraction(amperes), Fraction(seconds), Fraction(0))


def _sum(size: Size, more: Size, power: Fraction | int) -> Size:
    v, a, s, k = (x + power * y for x, y in zip(size, more, strict=True))
    return (v, a, s, k)


@cache
def _worth(name: str) -> tuple[Fraction | None, Size]:
    """What one unit of this name is in volts, amperes, seconds and kelvins; None if it is no such unit."""
    from pint.errors import PintError

    spelled = name
    for sign, word in _SPELLED.items():
        spelled = spelled.replace(sign, word)
    if not {unit for _, unit, _ in _registry().parse_unit_name(spelled)} & _COUNTED:
        return None, NOTHING
    try:
        value, _ = _registry().get_base_units(spelled)
        base = _registry().get_dimensionality(spelled)
    except (PintError, AttributeError, ValueError, TypeError):
        return None, NOTHING
    size = {k: Fraction(v) for k, v in base.items()}
    mass, current, time, hot = (
        size.get(f"[{d}]", Fraction(0)) for d in ("mass", "current", "time", "temperature")
    )
    return Fraction(value), (mass, current + mass, time + 3 * mass, hot)


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)
