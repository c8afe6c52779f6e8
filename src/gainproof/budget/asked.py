"""What a user says of the values: ``Ao=200k``, ``vos=-1m..1m``, ``1%``, ``R1=25ppm``, ``-40..85``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from gainproof.budget.nouns import Temperature
from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Sym
from gainproof.worked.values import read

DRIFTS = ("drift", "doubling")
_PART = re.compile(r"\s*(\S+?)\s*(%|ppm)\s*(?:/\s*(?:K|°C))?\s*$")
_ABSOLUTE_ZERO = Fraction(-27315, 100)
_HOTTEST = 1000

Interval = tuple[Fraction, Fraction]


def symbols(c: Circuit) -> dict[str, str]:
    """The symbols of a circuit by every name, in lower case, that a user may call them: their own and their
    elements'.
    """
    names = {n.lower(): n for n in c.parameters}
    for e in c.elements:
        if isinstance(e.value, Sym) and e.value.name in c.parameters:
            names.setdefault(e.name.lower(), e.value.name)
    return names


def settings(words: Iterable[str], c: Circuit) -> tuple[dict[str, Fraction], dict[str, Interval]]:
    """Values and ranges, by symbol, of ``NAME=VALUE`` and ``NAME=LEAST..GREATEST``.

    ``vos_drift=2u`` is the drift of vos in V/K, ``Ib_doubling=10`` the rise that doubles Ib.  Raises
    GainproofError for a word that cannot be read, and for a name that is none of the circuit.
    """
    known = symbols(c)
    values: dict[str, Fraction] = {}
    ranges: dict[str, Interval] = {}
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not name or not value:
            raise GainproofError(f"cannot read the value {word!r}; expected such as Ao=200k or vos=-1m..1m")
        stem, _, tail = name.lower().rpartition("_")
        if name.lower() in known:
            symbol, unit = known[name.lower()], c.parameters[known[name.lower()]].unit
        elif tail in DRIFTS and stem in known:
            symbol, unit = f"{known[stem]}_{tail}", ""
        else:
            raise GainproofError(f"there is no symbol {name!r}; the circuit has {', '.join(c.parameters)}")
        if symbol in values or symbol in ranges:
            raise GainproofError(f"{symbol} is given twice")
        if ".." in value:
            if symbol not in c.parameters:
                raise GainproofError(f"{symbol} is one number, not a range")
            ranges[symbol] = _interval(word, value, unit)
        else:
            values[symbol] = read(value, unit)
    return values, ranges


def _interval(word: str, value: str, unit: str = "") -> Interval:
    low, _, high = value.partition("..")
    a, b = read(low, unit), read(high, unit)
    if a > b:
        raise GainproofError(f"{word!r}: the range ends before it begins")
    return a, b


def shares(words: Iterable[str], c: Circuit, option: str) -> dict[str, Fraction]:
    """Parts of values by symbol, of ``1%`` (every resistor) and ``R1=0.1%``, or in ppm.

    A name counts before a word without one.  Raises GainproofError for what cannot be read, for a name that
    the circuit lacks, and for a part of an imperfection, which has no right value to deviate from.
    """
    known = symbols(c)
    resistors = [n for n, p in c.parameters.items() if p.unit == "Ω" and not p.ideal]
    general: dict[str, Fraction] = {}
    named: dict[str, Fraction] = {}
    for word in words:
        name, sign, value = word.rpartition("=")
        m = _PART.match(value)
        if m is None:
            raise GainproofError(f"--{option} {word!r}: expected a part such as 1% or 25ppm, or R1=0.1%")
        q = read(m[1]) / (100 if m[2] == "%" else 1_000_000)
        if not 0 <= q < 1:
            raise GainproofError(f"--{option} {word!r}: expected at least 0 and less than 100 %")
        if not sign:
            general = dict.fromkeys(resistors, q)
            continue
        symbol = known.get(name.strip().lower())
        if symbol is None:
            raise GainproofError(f"--{option} {word!r}: the circuit has {', '.join(c.parameters)}")
        if c.parameters[symbol].ideal:
            raise GainproofError(
                f"--{option} {word!r}: {symbol} is an imperfection; give its limit with --set {symbol}=…"
            )
        if symbol in named:
            raise GainproofError(f"--{option} {word!r}: {symbol} is given twice")
        named[symbol] = q
    return {n: q for n, q in {**general, **named}.items() if q}


def temperature(word: str) -> Temperature:
    """``25..85`` in °C.  Raises GainproofError for what is no range of temperatures."""
    try:
        low, high = _interval(word, re.sub(r"°?C\b", "", word))
    except GainproofError:
        raise GainproofError(
            f"cannot read the temperatures {word!r}; expected a range such as 25..85"
        ) from None
    if low < _ABSOLUTE_ZERO or high > _HOTTEST:
        raise GainproofError(f"{word!r} is no range of temperatures of a circuit, in °C")
    return Temperature(low, high)
