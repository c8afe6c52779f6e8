"""Numbers as people print them: 10 kΩ, 2.2 µF, 95 nA, 5e-3, 0.52 %."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from gainproof.hand.reader.plain import PREFIXES, UNITS
from gainproof.hand.reader.tokens import LARGEST_EXPONENT, MOST_DIGITS, NotRead, Token, words_of

NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?!\w|\.\d))?")
GROUPED = re.compile(r"(?!0\D)\d{1,3}(?:(?:\\[,;]|\{,\}|[\u2009\u202f]|,)\d{3})+(?!\d|,\d)")
"""50\\,000, with a thin space before every three digits, or 50,000."""
_SENTENCE = re.compile(r"\.\s+(?:[A-Za-z]\w*\s*=|([A-Z][a-z]+)\b)")
"""The full stop behind a number, and the first word of the next sentence."""
_COMMA = re.compile(
    r"\d+(?:,|\{,\})(?:\d{1,2}|(?<=\b0,)\d{3}|\d{4,})(?![\d.]|,\d)(?:[eE][+-]?\d+(?!\w|\.\d))?"
)
"""2,2 kΩ, with a decimal comma."""
_PREFIX = "|".join(sorted(map(re.escape, PREFIXES), key=len, reverse=True))
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_LETTER_FOR_POINT = re.compile(r"(\d{1,3})([kM])(\d{1,2})(?!\w|\.\d)")
"""4k7 is 4.7 k."""
_GAP = r"(?:[ \t~]|\\[,; ]|\\(?:thinspace|:))*"
_SUFFIX = re.compile(
    rf"(?P<gap>{_GAP})(?P<box>\\(?:text|mathrm|rm|textrm|operatorname)\s*\{{\s*)?"
    rf"(?P<word>(?:(?P<prefix>{_PREFIX})\s?)??(?P<unit>{_UNIT})|(?P<alone>{_PREFIX}))"
    r"(?(box)\s*\}|(?![\w^'({\\]))"
)
_ATTACHED = tuple("kMnu")
_ALONE = tuple("HSFW")
_LAST = re.compile(r"\s*(?:[,.;:)$]|and\b|$)", re.MULTILINE)
_OHMS_ARE = re.compile(r"(?<![\w}])[RrZ]\w*\s*=\s*\Z|(?<![\w}])[RrZ]_\{\w+\}\s*=\s*\Z")
"""What stands before the whole value of a resistor: ``R2 = 2k`` is no product, even where k is a symbol."""
_BOX = r"\\(?:text|mathrm|rm|textrm|operatorname)\s*\{\s*"
_BOXED_SUFFIX = re.compile(
    rf"{_GAP}(?:{_BOX}(?P<kilo>{_PREFIX})\s*\}}\s*|(?P<micro>\\mu|µ|μ)\s*)"
    rf"(?:{_BOX}(?:{_UNIT})\s*\}}|\\Omega|\\ohm|Ω|Ω)"
)
"""The prefix or the unit in a box of its own: ``\\text{k}\\Omega``."""
_PER_UNIT = re.compile(rf"/(?P<word>(?P<prefix>{_PREFIX})??(?P<unit>V|A))(?![\w^'({{\\])")
"""The second unit of a gain: 15.2 V/V, 50 mA/V."""
_PER_SECOND = re.compile(
    r"[ \t]+/\s*s(?![\w^*(])|(?:[ \t~]|\\[,; ])*\\(?:text|mathrm|rm)\s*\{\s*(?:rad\s*/\s*)?s"
    r"(?:\s*\^\s*\{?\s*-\s*1\s*\}?\s*\}|\s*\}\s*\^\s*\{\s*-\s*1\s*\})"
)
"""1e4 /s, and s^{-1} in a box."""
_PERCENT = re.compile(rf"{_GAP}\\?%")
_POLE = re.compile(r"[+\-−](?=\s*[=≈≜→)\],;:+\-−*/·×])")
"""A sign that belongs to the name before it: 2 V- - V1 is no 2 V."""


def number(source: str, at: int, stop: int, known: Callable[[str], bool]) -> Token:
    """The number that begins at `at`, with its suffix and unit.

    `known` says of a word whether it is a symbol; such a word is a factor, no unit.  Raises NotRead for a
    number out of all measure.
    """
    if m := _LETTER_FOR_POINT.match(source, at, stop):
        scale = Fraction(10) ** PREFIXES[m[2]]
        size = Fraction(f"{m[1]}.{m[3]}") * scale
        return Token("num", m[0], at, m.end(), size, scale / (2 * 10 ** len(m[3])))
    if m := GROUPED.match(source, at, stop):
        word = re.sub(r"\D", "", m[0])
    elif m := _COMMA.match(source, at, stop):
        word = re.sub(r",|\{,\}", ".", m[0])
    else:
        m = NUMBER.match(source, at, stop)
        assert m is not None
        word = m[0]
        if (begins := _SENTENCE.match(source, m.end() - 1, stop)) and not known(begins[1] or ""):
            word = word[:-1]  # “V1 = 0. Its output is”
    end = at + len(word) if m[0].startswith(word) else m.end()
    mantissa, _, exponent = word.lower().partition("e")
    if (
        len(mantissa) > MOST_DIGITS
        or len(exponent) > 4
        or (exponent and abs(int(exponent)) > LARGEST_EXPONENT)
    ):
        raise NotRead(at, end, "a number out of all measure", f"at most {MOST_DIGITS} digits")
    value = Fraction(mantissa.rstrip(".") if mantissa != "." else "0")
    places = len(mantissa.partition(".")[2])
    scale = Fraction(10) ** int(exponent) if exponent else Fraction(1)
    rounded = bool(places or exponent)
    if percent := _PERCENT.match(source, end, stop):
        end, scale, rounded = percent.end(), scale / 100, True
    else:
        boxed = _BOXED_SUFFIX.match(source, end, stop)
        suffix = _SUFFIX.match(source, end, stop)
        per_second = _PER_SECOND.match(source, end, stop)
        if per_second is not None:
            end = per_second.end()
        elif boxed is not None:
            end, rounded = boxed.end(), True
            scale *= Fraction(10) ** PREFIXES[boxed["kilo"] or boxed["micro"]]
        elif (
            suffix is not None
            and (_is_unit(suffix, known, word) or _value_of_resistor(source, at, suffix))
            and not _POLE.match(source, suffix.end(), stop)
        ):
            prefix = suffix["prefix"] or suffix["alone"] or ""
            end, scale = suffix.end(), scale * Fraction(10) ** PREFIXES.get(prefix, 0)
            rounded = rounded or bool(prefix)
            per = _PER_UNIT.match(source, end, stop) if suffix["unit"] in ("V", "A") else None
            if per is not None and not suffix["box"] and not known(per["word"]):
                end, rounded = per.end(), True
                scale /= Fraction(10) ** PREFIXES.get(per["prefix"] or "", 0)
    half = scale / (2 * 10**places) if rounded else None
    return Token("num", word, at, end, value * scale, half)


def with_unit_behind(token: Token, source: str, at: int) -> Token:
    """The last number of a formula, with the unit that stands behind the formula: ``$f = 1.59$ kHz``."""
    suffix, percent = _SUFFIX.match(source, at), _PERCENT.match(source, at)
    power = -2 if percent else 0
    if suffix is not None and (suffix["unit"] or suffix["alone"] in ("k", "M")):
        power = PREFIXES.get(suffix["prefix"] or suffix["alone"] or "", 0)
    if token.kind != "num" or not power:
        return token
    scale = Fraction(10) ** power
    half = Fraction(1, 2) if token.rounding is None else token.rounding
    return replace(token, value=token.value * scale, rounding=half * scale)


def without_unit(text: str) -> str:
    """The words behind a formula without the unit of its last number."""
    suffix = _SUFFIX.match(text)
    return text[suffix.end() :] if suffix is not None and suffix["unit"] else text


def _value_of_resistor(source: str, at: int, suffix: re.Match[str]) -> bool:
    attached = suffix["alone"] in _ATTACHED and not suffix["gap"]
    last = _LAST.match(source, suffix.end())
    return bool(attached and last and _OHMS_ARE.search(source, max(0, at - 24), at))


def _is_unit(suffix: re.Match[str], known: Callable[[str], bool], number: str) -> bool:
    word = suffix["word"]
    if suffix["box"]:
        return True
    if suffix["alone"] in _ATTACHED and not suffix["gap"] and len(number) > 1:
        return True  # 15.9k is no product, whatever k is
    if suffix["gap"] and word in _ALONE and not known(word) and _LAST.match(suffix.string, suffix.end()):
        return True
    if known(word) or (word == "s" and known("s")):
        return False
    return not (suffix["gap"] and len(word) == 1 and word in "fpnumsGTMHSFW")


_SIUNITX = {"femto": -15, "pico": -12, "nano": -9, "micro": -6, "milli": -3, "kilo": 3, "mega": 6, "giga": 9}
_SIUNITX |= dict.fromkeys(
    words_of("ohm volt ampere farad henry hertz siemens watt second percent Omega radian"), 0
)
_UNIT_WORD = re.compile(r"\\([A-Za-z]+)|([^\s~.{}\\]+)")


def prefix_of(unit: str) -> int | None:
    r"""The power of ten in a unit of siunitx: ``\kilo\ohm`` -> 3, ``mV`` -> -3; None if it is no unit."""
    power, sign = 0, 1
    for m in _UNIT_WORD.finditer(unit):
        if m[1] == "per":
            sign = -1
            continue
        if m[1]:
            if m[1] not in _SIUNITX:
                return None
            power += sign * (_SIUNITX[m[1]] - 2 * (m[1] == "percent"))
            continue
        word = m[2]
        if word in UNITS:
            continue
        fitting = (p for p in PREFIXES if word == p or (word.startswith(p) and word[len(p) :] in UNITS))
        prefix = next(fitting, None)
        if prefix is None:
            return -2 if word == "%" else None
        power += PREFIXES[prefix]
    return power
