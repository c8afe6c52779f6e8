"""The dimension that the letters of a unit say: of mV that of a voltage, of kohm that of a resistance."""

from __future__ import annotations

from gainproof.hand.reader.scanning.plain import PREFIXES
from gainproof.units import UNITS, Dimension

_WORDS = {"ohm": "Ω", "ohms": "Ω", "Ohm": "Ω", "Ω": "Ω", "\\Omega": "Ω", "volts": "V", "volt": "V"}


def dimension_of(unit: str) -> Dimension | None:
    """The dimension of a unit with its prefix; None for letters that are none."""
    word = unit.strip(" \t~\\,$")
    for prefix in ("", *PREFIXES):
        base = word[len(prefix) :]
        if word.startswith(prefix) and (known := UNITS.get(_WORDS.get(base, base))) is not None:
            return known
    return None
