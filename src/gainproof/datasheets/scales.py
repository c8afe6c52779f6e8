"""The units of data sheets, read exactly: ``V/mV``, ``µV/°C``, ``nV/√Hz``, ``dB``.

A unit is a base with a prefix, or a quotient of two.  A kelvin and a degree Celsius are the same here, for
only differences of temperature occur.
"""

from __future__ import annotations

from fractions import Fraction

from gainproof.errors import GainproofError
from gainproof.worked.values import PREFIXES

DECIBEL = "dB"

_BASES = {
    "V": "V",
    "A": "A",
    "Ω": "Ω",
    "\u2126": "Ω",
    "ohm": "Ω",
    "Hz": "Hz",
    "√Hz": "√Hz",
    "s": "s",
    "K": "K",
    "°C": "K",
}
_PREFIX = {**PREFIXES, "μ": -6, "u": -6}


def scale(unit: str) -> tuple[Fraction, str]:
    """The factor to the SI unit, and that unit, spelled as in `FIGURES`: ``scale("V/mV")`` is (1000, "1").

    Raises GainproofError for what is no such unit.
    """
    above, slash, below = unit.strip().partition("/")
    top, bottom = _simple(above), _simple(below) if slash else (0, "1")
    if top is None or bottom is None or (slash and not below):
        raise GainproofError(
            f"{unit!r} is no unit of a data sheet; expected one such as V/mV, µV/°C, nV/√Hz, MΩ or dB"
        )
    exponent = top[0] - bottom[0]
    factor = Fraction(10) ** exponent
    if top[1] == bottom[1]:
        return factor, "1"
    return factor, top[1] if bottom[1] == "1" else f"{top[1]}/{bottom[1]}"


def _simple(word: str) -> tuple[int, str] | None:
    """The power of ten and the base of a unit without a quotient."""
    word = word.strip()
    if word == "1":
        return 0, "1"
    for prefix, exponent in _PREFIX.items():
        base = _BASES.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        if base is not None and not (prefix and base == "K"):
            return exponent, base
    return None
