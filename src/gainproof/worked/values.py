"""Numbers as an engineer writes them: ``99.9k``, ``50 kΩ``, ``1 µA``; read and written exactly.

What is read is an exact fraction; what is written is that fraction rounded once, so every printed digit is
right.  Prefixes are those of the SI, case counts (m is milli, M mega), and SPICE's ``meg`` is understood.
This is the one reader of values that people type, on the command line, in ``derivation.toml`` and in calls;
a netlist has SPICE's own rules, by which ``1M`` is a thousandth.  Besides a prefix and a unit it reads

* ``4k7``, ``4R7``, ``2u2``: the prefix, or R for an ohm, in place of the point;
* ``1/3`` and ``1/3 kΩ``;
* ``106 dB``: a ratio of voltages, as data sheets give gains, 10^(106/20);
* other units of electricity that pint knows: ``200 V/mV``, ``2 uV/degC``, ``3 kilovolt``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from gainproof.errors import GainproofError
from gainproof.units import PURE, UNITS

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
LONGEST = 500
"""Characters of a value."""
MOST_DECIBELS = 400
_ZERO_CELSIUS = Fraction(27315, 100)
_DECIBEL_DIGITS = 30  # of a ratio; ten to a broken power has no exact fraction
_NUMBER = re.compile(
    r"([+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3}(?!\d))?)\s*(.*)", re.S
)
_INFIX = re.compile(r"([+-]?\d{1,40})([RkKMGTmuµμnpf])(\d{1,40})\s*(\D.*)?", re.S)
_FRACTION = re.compile(r"([+-]?\d{1,40})\s*/\s*(\d{1,40})(?:\s+(\D.*))?", re.S)
_TEMPERATURE = re.compile(r"([^A-Za-z°]*?)\s*(°\s*C|deg ?C|C|celsius|K|kelvin|)", re.I)
_ROOT_HERTZ = re.compile(r"/\s*(?:sqrt\(Hz\)|rt ?Hz|Hz(?:\^|\*\*)0\.5)\Z")
_NAMED = {
    "V": ("a voltage", "25 uV"),
    "A": ("a current", "20 nA"),
    "Ω": ("a resistance", "10 kΩ"),
    "S": ("a conductance", "2 mS"),
    "F": ("a capacitance", "10 nF"),
    "H": ("an inductance", "1 mH"),
    "Hz": ("a frequency", "1 kHz"),
    "rad/s": ("an angular frequency", "1 krad/s"),
    "s": ("a time", "1 ms"),
    "1": ("a pure number", "200k"),
    "": ("a value", "99.9k or 50 kΩ"),
    "V/√Hz": ("a noise voltage", "3 nV/√Hz"),
    "A/√Hz": ("a noise current", "0.4 pA/√Hz"),
}


@dataclass(frozen=True)
class Reading:
    """What a text was understood to say, in the SI unit itself; `how`, in words, where that is not plain."""

    value: Fraction
    how: str = ""


def read(text: str, unit: str = "") -> Fraction:
    """The exact number that `text` spells, in the SI unit itself: ``read("50 kΩ")`` is 50000.

    If both `text` and the argument name a unit (a key of `UNITS`, or ``K``, ``V/K`` and such for what changes
    with temperature), they must be of one dimension.  Raises GainproofError for anything else.
    """
    return reading(text, unit).value


def reading(text: str, unit: str = "") -> Reading:
    """As `read`, and how it was understood."""
    word = text.strip().replace("−", "-")
    if len(word) > LONGEST:
        raise GainproofError(f"a value of {len(word)} characters; expected {wanted(unit)}")
    if mend := _advice(word):
        raise GainproofError(f"{_short(word)!r} is not a value; expected {wanted(unit)}; {mend}")
    if m := _INFIX.fullmatch(word):
        ohms = m[2] == "R"
        number, rest = Fraction(f"{m[1]}.{m[3]}"), ("Ω" if ohms else m[2]) + (m[4] or "")
        if ohms and m[4]:
            raise GainproofError(f"{_short(word)!r} has two units; expected {wanted(unit)}")
        return Reading(number * _factor(word, rest, unit))
    if m := _FRACTION.fullmatch(word):
        return Reading(Fraction(int(m[1]), int(m[2])) * _factor(word, m[3] or "", unit))
    m = _NUMBER.fullmatch(word)
    if m is None:
        raise GainproofError(f"{_short(word)!r} is not a value; expected {wanted(unit)}")
    number, rest = Fraction(m[1]), m[2]
    if rest.lower() == "db":
        return _decibels(word, number, unit)
    how = f"{word} is read as mega, {m[1]}·10^6; in a netlist M is milli" if rest == "M" else ""
    return Reading(number * _factor(word, rest, unit), how)


def celsius(text: str, unmarked: str = "°C") -> Fraction:
    """The temperature that `text` spells, in °C: ``85``, ``85 degC``, ``-40°C``, ``300 K``.

    `unmarked` is the scale, "°C" or "K", of a number alone.  Raises GainproofError for anything else.
    """
    m = _TEMPERATURE.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if m is None or not m[1]:
        raise GainproofError(f"{_short(text)!r} is no temperature; expected one such as 85 degC or 300 K")
    kelvins = (m[2] or unmarked).upper().startswith("K")
    return read(m[1], "1") - (_ZERO_CELSIUS if kelvins else 0)


def _short(word: str) -> str:
    return word if len(word) <= 60 else word[:59] + "…"


def _factor(word: str, rest: str, unit: str) -> Fraction:
    """What a number is multiplied by that has `rest` behind it."""
    rest = _ROOT_HERTZ.sub("/√Hz", rest)
    for prefix, exponent in READ_PREFIXES.items():
        if prefix and prefix == rest == unit:
            return Fraction(1)  # 10 K of temperature are no 10 kilo
        named = READ_UNITS.get(rest.removeprefix(prefix)) if rest.startswith(prefix) else None
        if named is None or (not prefix and rest not in READ_UNITS):
            continue
        if named and unit and named != unit:
            raise GainproofError(f"{_short(word)!r} is {_kind(named)} in {named}; expected {wanted(unit)}")
        return Fraction(10) ** exponent
    from gainproof.worked.other_units import factor

    return factor(_short(word), rest, unit, f"expected {wanted(unit)}")


def of_decibels(decibels: Fraction) -> Fraction:
    """The ratio of voltages that is so many decibels, 10^(decibels/20), to thirty digits."""
    context = Context(prec=_DECIBEL_DIGITS)
    power = context.divide(Decimal(decibels.numerator), Decimal(20 * decibels.denominator))
    return Fraction(context.power(Decimal(10), power))


def _decibels(word: str, number: Fraction, unit: str) -> Reading:
    if UNITS.get(unit, PURE) != PURE:
        raise GainproofError(f"{_short(word)!r} is a ratio; expected {wanted(unit)}")
    if abs(number) > MOST_DECIBELS:
        raise GainproofError(f"{_short(word)!r} is out of all measure; expected at most {MOST_DECIBELS} dB")
    ratio = of_decibels(number)
    spelled = word[:-2].strip()
    return Reading(ratio, f"{word} is read as a ratio of voltages, 10^({spelled}/20) = {engineering(ratio)}")


def _kind(unit: str) -> str:
    return _NAMED.get(unit, ("a value", ""))[0]


def wanted(unit: str) -> str:
    """What was expected, with an example."""
    _, example = _NAMED.get(unit, ("", f"2 {unit}"))
    if unit in ("", "1"):
        return f"{'a pure number' if unit else 'a number'} such as {example}"
    return f"a value in {unit}, such as {example}"


def _advice(word: str) -> str:
    """What to write instead of a slip that people make, "" for none."""
    if re.fullmatch(r"[+-]?\d{1,40},\d{1,40}\D{0,40}", word):
        return f"write a decimal point: {word.replace(',', '.', 1)}"
    if re.fullmatch(r"[+-]?\d{1,40}\s*/\s*0{1,40}(?:\s.*)?", word, re.S):
        return "nothing is divided by zero"
    if re.fullmatch(r"[+-]?\d{1,40}/\d{1,40}[^\d\s].*", word, re.S):
        return "write a space before the unit of a fraction: 1/3 kΩ"
    return ""


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
