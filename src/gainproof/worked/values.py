"""Numbers as an engineer writes them: ``99.9k``, ``50 kΩ``, ``1 µA``; read and written exactly.

What is read is an exact fraction; what is written is that fraction rounded once, so every printed digit is
right.  Prefixes are those of the SI, case counts (m is milli, M mega), and SPICE's ``meg`` is understood.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from gainproof.errors import GainproofError
from gainproof.units import UNITS

PREFIXES = {
    "f": -15,
    "p": -12,
    "n": -9,
    "µ": -6,
    "m": -3,
    "": 0,
    "k": 3,
    "M": 6,
    "G": 9,
    "T": 12,
}
_PREFIX_OF = {exponent: prefix for prefix, exponent in PREFIXES.items()}
READ_PREFIXES = {**PREFIXES, "μ": -6, "u": -6, "K": 3, "meg": 6, "Meg": 6, "MEG": 6}
READ_UNITS = {
    **{u: u for u in UNITS if u != "1"},
    "\u2126": "Ω",
    "ohm": "Ω",
    "ohms": "Ω",
    "Ohm": "Ω",
    "": "",
}
_NUMBER = re.compile(r"\s*([+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?)\s*(\S*)\s*$")


def read(text: str, unit: str = "") -> Fraction:
    """The exact number that `text` spells, in the SI unit itself: ``read("50 kΩ")`` is 50000.

    If both `text` and the argument name a unit (a key of `UNITS`), they must be the same.  Raises
    GainproofError for anything that is not a number with an optional prefix and unit.
    """
    m = _NUMBER.match(text)
    if m is None:
        raise GainproofError(f"{text.strip()!r} is not a value; expected a number such as 99.9k or 50 kΩ")
    for prefix, exponent in READ_PREFIXES.items():
        named = READ_UNITS.get(m[2].removeprefix(prefix)) if m[2].startswith(prefix) else None
        if named is None or (not prefix and m[2] not in READ_UNITS):
            continue
        if named and unit and named != unit:
            raise GainproofError(f"{text.strip()!r} is in {named}; expected a value in {unit}")
        return Fraction(m[1]) * Fraction(10) ** exponent
    raise GainproofError(
        f"{m[2]!r} in {text.strip()!r} is no SI prefix and unit; expected one such as k, kΩ, µA or nF"
    )


def rounded(q: Fraction, significant: int) -> Decimal:
    """`q` rounded once, half to even, to so many significant digits."""
    context = Context(prec=significant, rounding=ROUND_HALF_EVEN)
    return context.divide(Decimal(q.numerator), Decimal(q.denominator))


def decimal(q: Fraction, significant: int = 7) -> str:
    """`q` in plain decimal digits, without trailing zeros: ``994.7621``."""
    return _plain(rounded(q, significant))


def scaled(q: Fraction, significant: int = 6) -> tuple[str, int]:
    """Mantissa and exponent, the exponent a multiple of three and 1 <= |mantissa| < 1000."""
    d = rounded(q, significant)
    if not d:
        return "0", 0
    exponent = d.adjusted() // 3 * 3
    return _plain(d.scaleb(-exponent)), exponent


def engineering(q: Fraction, unit: str = "", significant: int = 6) -> str:
    """`q` with SI prefix and unit: ``50 kΩ``; a pure number as digits, ``200000``, or ``2e9`` if long."""
    if unit in ("", "1"):
        d = rounded(q, significant)
        if not d or -4 <= d.adjusted() < 7:
            return _plain(d)
        return f"{_plain(d.scaleb(-d.adjusted()))}e{d.adjusted()}"
    mantissa, exponent = scaled(q, significant)
    prefix = _PREFIX_OF.get(exponent)
    return f"{mantissa}e{exponent} {unit}" if prefix is None else f"{mantissa} {prefix}{unit}"


def _plain(d: Decimal) -> str:
    digits = f"{d:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
