"""Numbers as people print them: 10 kΩ, 2.2 µF, 95 nA, 5e-3, 0.52 %."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from gainproof.hand.reader.scanning.measures import GAP, PREFIX, UNIT, measure, measure_apart
from gainproof.hand.reader.scanning.plain import PREFIXES
from gainproof.hand.reader.tokens import LARGEST_EXPONENT, MOST_DIGITS, NotRead, Token

NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?!\w|\.\d))?")
GROUPED = re.compile(
    r"(?!0\D)\d{1,3}(?:(?:(?:\\[,;]|\{,\}|[\u2009\u202f]|,)\d{3})+(?!\d|,\d)"
    r"|(?: \d{3})+(?![\d.,]\d|\d|\s*[/^]))"
)
"""50\\,000, with a thin space before every three digits, 50,000, or 50 000."""
_SENTENCE = re.compile(rf"\.\s+(?!(?:{PREFIX})?(?:{UNIT})\b)[A-Za-z]")
"""The full stop behind a number, and the first letter of the next sentence."""
_COMMA = re.compile(
    r"\d+(?:,|\{,\})(?:\d{1,2}|(?<=\b0,)\d{3}|\d{4,})(?![\d.]|,\d)(?:[eE][+-]?\d+(?!\w|\.\d))?"
)
"""2,2 kΩ, with a decimal comma."""
_LETTER_FOR_POINT = re.compile(r"(\d{1,3})([kM])(\d{1,2})(?!\w|\.\d)")
"""4k7 is 4.7 k."""
_SUFFIX = re.compile(
    rf"(?P<gap>{GAP})(?P<box>\\(?:text|mathrm|rm|textrm|operatorname)\s*\{{\s*)?"
    rf"(?P<word>(?:(?P<prefix>{PREFIX})\s?)??(?P<unit>{UNIT})|(?P<alone>{PREFIX}))"
    r"(?(box)\s*\}|(?![\w^'({\\]))"
)
_ATTACHED = tuple("kMnu")
_ALONE = tuple("HSFW")
_SMALL = ("n", "p", "u", "µ", "μ")
_LAST = re.compile(r"\s*(?:[,.;:)$]|and\b|$)", re.MULTILINE)
_EQUALS = re.compile(r"\s*[=≈]")
_OHMS_ARE = re.compile(r"(?<![\w}])[RrZ]\w*\s*=\s*\Z|(?<![\w}])[RrZ]_\{\w+\}\s*=\s*\Z")
"""What stands before the whole value of a resistor: ``R2 = 2k`` is no product, even where k is a symbol."""
_PERCENT = re.compile(rf"{GAP}\\?%")
_POLE = re.compile(r"[+\-−](?=\s*[=≈≜→)\],;:+\-−*/·×])")
"""A sign that belongs to the name before it: 2 V- - V1 is no 2 V."""


def number(source: str, at: int, stop: int, known: Callable[[str], bool], *, bare: bool = False) -> Token:
    """The number that begins at `at`, with its suffix and unit.

    `known` says of a word whether it is a symbol; such a word is a factor, no unit.  One that is `bare`, as
    an exponent is, has none.  Raises NotRead for a number out of all measure.
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
        if _SENTENCE.match(source, m.end() - 1, stop):
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
    if bare:
        pass
    elif percent := _PERCENT.match(source, end, stop):
        end, scale, rounded = percent.end(), scale / 100, True
    else:
        unit = measure(source, end, stop, known)
        suffix = _SUFFIX.match(source, end, stop)
        if unit is not None:
            end, scale = unit[0], scale * unit[1]
            rounded = rounded or unit[1] != 1
        elif (
            suffix is not None
            and (_is_unit(suffix, known, word) or _value_of_resistor(source, at, suffix))
            and not _POLE.match(source, suffix.end(), stop)
        ):
            prefix = suffix["prefix"] or suffix["alone"] or ""
            end, scale = suffix.end(), scale * Fraction(10) ** PREFIXES.get(prefix, 0)
            rounded = rounded or bool(prefix)
    half = scale / (2 * 10**places) if rounded else None
    return Token("num", word, at, end, value * scale, half)


def with_unit_behind(token: Token, source: str, at: int) -> Token:
    """The last number of a formula, with the unit that stands behind the formula: ``$f = 1.59$ kHz``."""
    suffix, percent = _SUFFIX.match(source, at), _PERCENT.match(source, at)
    unit = measure_apart(source, at) or measure(source, at, len(source))
    scale = Fraction(1)
    if percent or unit:
        scale = unit[1] if unit else Fraction(1, 100)
    elif suffix is not None and (suffix["unit"] or suffix["alone"] in ("k", "M") or _small(suffix)):
        scale = Fraction(10) ** PREFIXES.get(suffix["prefix"] or suffix["alone"] or "", 0)
    if token.kind != "num" or scale == 1:
        return token
    half = Fraction(1, 2) if token.rounding is None else token.rounding
    return replace(token, value=token.value * scale, rounding=half * scale)


def _small(suffix: re.Match[str]) -> bool:
    """Is it the letter of a small power of ten, behind a number without a gap, or at the end of its words?

    “$C = 10$n”, and “$C = 10$ n,”, where a letter that is also a word or a unit needs to be close.
    """
    last = _LAST.match(suffix.string, suffix.end()) is not None
    return bool(suffix["alone"]) and last and (not suffix["gap"] or suffix["alone"] in _SMALL)


def unit_of_bracket(
    source: str, at: int, stop: int, known: Callable[[str], bool]
) -> tuple[int, Fraction] | None:
    """Where the unit ends that stands behind a bracket, 20/(1 + 4) kΩ, and its power of ten; else None."""
    suffix = _SUFFIX.match(source, at, stop)
    if suffix is None or not suffix["unit"] or known(suffix["word"]):
        return None
    if not (source[at - 1].isspace() or suffix["gap"]):
        return None
    if suffix["prefix"]:
        return suffix.end(), Fraction(10) ** PREFIXES[suffix["prefix"]]
    last = _LAST.match(source, suffix.end()) or _EQUALS.match(source, suffix.end())
    return (suffix.end(), Fraction(1)) if last else None


def without_unit(text: str) -> str:
    """The words behind a formula without the unit of its last number."""
    unit, suffix = measure_apart(text, 0) or measure(text, 0, len(text)), _SUFFIX.match(text)
    if unit is not None:
        return text[unit[0] :]
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
    if suffix["gap"] and word == "W" and not known(word) and _EQUALS.match(suffix.string, suffix.end()):
        return True
    if known(word) or (word == "s" and known("s")):
        return False
    return not (suffix["gap"] and len(word) == 1 and word in "fpnumsGTMHSFW")


def fold(tokens: list[Token], is_latex: bool) -> None:
    """Put 2·10³, or 10³, at the end of the tokens together as one number; 1/2·10³ is left as it is."""
    begin, power = _power_of_ten(tokens, is_latex)
    if begin < 0 or abs(power) > LARGEST_EXPONENT:
        return
    scale = Fraction(10) ** power
    value, half = scale, scale / 10
    if begin > 1 and tokens[begin - 1].is_op("*") and tokens[begin - 2].kind == "num":
        before = tokens[begin - 3] if begin > 2 else None
        if before is None or not before.is_op("/", "^", "∥", "frac"):
            m = tokens[begin - 2]
            begin, value = begin - 2, m.value * scale
            half = scale * (m.rounding if m.rounding is not None else Fraction(1, 2))
    at, end = tokens[begin].at, tokens[-1].end
    tokens[begin:] = [Token("num", f"{tokens[begin].text}e", at, end, value, half)]


def _power_of_ten(tokens: list[Token], is_latex: bool) -> tuple[int, int]:
    """Where 10³, 10^{-3} begins at the end of the tokens, and its exponent; -1 if none does."""
    k = len(tokens) - 1
    braced = tokens[k].is_op("}")
    k -= braced
    exponent = tokens[k] if k >= 0 else None
    if exponent is None or exponent.kind != "num" or Fraction(exponent.value).denominator != 1:
        return -1, 0
    if not braced and is_latex and len(exponent.text) > 1:
        return -1, 0
    k -= 1
    sign = tokens[k].text if k >= 0 and tokens[k].is_op("-", "+") else ""
    k -= bool(sign)
    if braced and not (k >= 0 and tokens[k].is_op("{")):
        return -1, 0
    k -= braced
    if k < 1 or not tokens[k].is_op("^") or tokens[k - 1].kind != "num" or tokens[k - 1].value != 10:
        return -1, 0
    return k - 1, int(exponent.value) * (-1 if sign == "-" else 1)
