"""What a user says of the values: ``Ao=200k``, ``vos=-1m..1m``, ``1%``, ``R1=25ppm``, ``-40..85``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.budget.nouns import Temperature
from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.worked.given import assignments, symbols
from gainproof.worked.values import Reading, celsius, read, reading

DRIFTS = ("drift", "doubling")
DRIFT_UNITS = {"doubling": "K"}
"""What a drift is given in, if not in the unit of the imperfection per kelvin."""
_PART = re.compile(r"\s*(\S+?)\s*(%|ppm)\s*(?:/\s*(?:K|°C))?\s*$")
_ABSOLUTE_ZERO = Fraction(-27315, 100)
_HOTTEST = 1000

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Settings:
    """Values and ranges by symbol, and how those were understood that are not plain."""

    values: dict[str, Fraction] = field(default_factory=dict)
    ranges: dict[str, Interval] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def settings(words: Iterable[str], c: Circuit) -> Settings:
    """What ``NAME=VALUE`` and ``NAME=LEAST..GREATEST`` say.

    ``vos_drift=2u`` is the drift of vos in V/K, ``Ib_doubling=10`` the rise that doubles Ib.  Raises
    GainproofError with every word that cannot be read, and every name that is none of the circuit.
    """
    known = symbols(c)
    found = Settings()
    problems = []
    for name, value in assignments(words, "--set", "Ao=200k or vos=-1m..1m").items():
        try:
            symbol, unit = _meant(name, known, c)
            if symbol in found.values or symbol in found.ranges:
                raise GainproofError(f"{symbol} is given twice")
            ends = [reading(word, unit) for word in value.split("..", 1)]
            if len(ends) == 1:
                found.values[symbol] = ends[0].value
            elif symbol in c.parameters:
                found.ranges[symbol] = _interval(value, *ends)
            else:
                raise GainproofError(f"{symbol} is one number, not a range")
            found.remarks.extend(f"{name}: {end.how}" for end in ends if end.how)
        except GainproofError as fault:
            problems.append(f"--set {name}={value}: {fault}")
    if problems:
        raise GainproofError("\n".join(problems))
    return found


def _meant(name: str, known: Mapping[str, str], c: Circuit) -> tuple[str, str]:
    """The symbol that is called so, and its unit."""
    stem, _, tail = name.lower().rpartition("_")
    if name.lower() in known:
        symbol = known[name.lower()]
        return symbol, c.parameters[symbol].unit
    if tail in DRIFTS and stem in known:
        per_kelvin = f"{c.parameters[known[stem]].unit or '1'}/K"
        return f"{known[stem]}_{tail}", DRIFT_UNITS.get(tail, per_kelvin)
    raise GainproofError(f"there is no symbol {name!r}; the circuit has {', '.join(c.parameters)}")


def _interval(word: str, low: Reading, high: Reading) -> Interval:
    if low.value > high.value:
        raise GainproofError(f"{word!r}: the range ends before it begins")
    return low.value, high.value


def shares(words: Iterable[str], c: Circuit, option: str) -> dict[str, Fraction]:
    """Parts of values by symbol, of ``1%`` (every resistor) and ``R1=0.1%``, or in ppm.

    The transresistance of a source is no resistor's; it has to be named.  A name counts before a word without
    one.  Raises GainproofError for what cannot be read, for a name that the circuit lacks, and for a part of
    an imperfection, which has no right value to deviate from.
    """
    known = symbols(c)
    of_resistors = {n for e in c.elements if e.kind == "R" and e.value is not None for n in e.value.symbols()}
    resistors = [n for n, p in c.parameters.items() if n in of_resistors and p.unit == "Ω" and not p.ideal]
    general: dict[str, Fraction] = {}
    named: dict[str, Fraction] = {}
    for word in words:
        name, sign, value = word.rpartition("=")
        m = _PART.match(value)
        if m is None:
            raise GainproofError(
                f"--{option} {word!r}: expected a share such as 1% or 25ppm of every resistor, or R1=0.1%"
            )
        q = read(m[1]) / (100 if m[2] == "%" else 1_000_000)
        if not 0 <= q < 1:
            raise GainproofError(f"--{option} {word!r}: expected at least 0 and less than 100 %")
        if not sign:
            general = dict.fromkeys(resistors, q)
            continue
        symbol = known.get(name.strip().lower())
        if symbol is None:
            parts = ", ".join(n for n, p in c.parameters.items() if not p.ideal)
            raise GainproofError(
                f"--{option} {word!r}: there is no part {name.strip()!r}; the circuit has {parts}"
            )
        if c.parameters[symbol].ideal:
            raise GainproofError(
                f"--{option} {word!r}: {symbol} is an imperfection; give its limit with --set {symbol}=…"
            )
        if symbol in named:
            raise GainproofError(f"--{option} {word!r}: {symbol} is given twice")
        named[symbol] = q
    return {n: q for n, q in {**general, **named}.items() if q}


def temperature(word: str) -> Temperature:
    """``25..85`` in °C, or ``298 K..358 K``.  Raises GainproofError for what is no range of temperatures."""
    first, dots, last = word.partition("..")
    scale = re.search(r"(°\s*C|deg ?C|C|celsius|K|kelvin)\s*$", last, re.I)
    try:
        low, high = (celsius(end, scale[1] if scale else "°C") for end in (first, last))
        if not dots or low > high:
            raise GainproofError("no range")
    except GainproofError:
        raise GainproofError(
            f"cannot read the temperatures {word!r}; expected a range such as 25..85"
        ) from None
    if low < _ABSOLUTE_ZERO or high > _HOTTEST:
        raise GainproofError(f"{word!r} is no range of temperatures of a circuit, in °C")
    return Temperature(low, high)
