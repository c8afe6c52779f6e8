"""A frequency that words name by its size alone: “At 1 kHz, |H| = 0.85”, “|H| = 0.707 at 10 krad/s”."""

from __future__ import annotations

import re
from fractions import Fraction

_LATEX = r"(?:\\[,;:! ]|[ \t~{}]|\\(?:text|mathrm|rm|textrm|mbox|operatorname)\b)*"
_PREFIX = r"(?P<prefix>[kMGmµμu]|\\mu|\\(?:kilo|mega|giga|milli|micro)\s*)?"
_PER_SECOND = r"rad(?:ians?)?\s*(?:/|per\s+)\s*s(?:ec(?:ond)?)?"
_UNIT = rf"(?:(?P<cyclic>Hz|\\hertz|[Hh]ertz|cps|c/s)|{_PER_SECOND})(?!\w)"
_POWER = r"(?:\s*(?:[x×·*]|\\times|\\cdot)\s*10\s*\^\s*\{?\s*(?P<power>[+-]?\d{1,2})\s*\}?)?"
_NUMBER = rf"(?P<number>\d{{1,9}}(?:[.,]\d{{1,6}})?(?:e[+-]?\d{{1,2}})?){_POWER}"
SIZE = re.compile(
    r"\b(?:at|for|with|when|@)\s+"
    r"(?:(?:an?|the|some)\s+)?(?:(?:input|signal|angular|operating|test|single)\s+)?(?:frequency\s+(?:of|is)\s+)?"
    r"(?:[$(\\]*(?:f|ω|w|omega|\\omega)\s*=\s*)?"
    rf"(?:about\s+|exactly\s+)?[$(\\]*(?:\\(?:SI|qty)\s*\{{)?{_NUMBER}{_LATEX}{_PREFIX}{_LATEX}{_UNIT}",
    re.IGNORECASE,
)
"""Words for one frequency: “at 1 kHz”, “for a frequency of 10 krad/s”, ``at $1\\,\\text{kHz}$``."""
MARKS = ("Hz", "rad", "hertz", "c/s")
"""One of these stands in all such words."""

_TIMES = {"k": 3, "M": 6, "G": 9, "m": -3, "kilo": 3, "mega": 6, "giga": 9, "milli": -3}


def size_of(m: re.Match[str]) -> tuple[str, Fraction]:
    """The symbol that stands for such a frequency, f or ω, and its value in SI units."""
    prefix = (m["prefix"] or "").strip().lstrip("\\")
    scale = Fraction(10) ** (_TIMES.get(prefix, -6 if prefix else 0) + int(m["power"] or 0))
    return "f" if m["cyclic"] else "omega", Fraction(m["number"].replace(",", ".")) * scale
