"""The value of an element: a number with a suffix, a symbol, or an expression in braces.

SPICE misreads several ways in which people write numbers, and says nothing: it reads ``4k7`` as 4k,
``3,3k`` as two values, ``1_000`` as 1, ``1M`` as one milli, ``1F`` as one femto and the Greek µ
as nothing at all.  Here each of them is refused, or read with a remark.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from gainproof.expression import Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.notation import NotationError, parse

OO = Sym("oo")
"""Infinity, as the value of an ideal parameter."""

INFINITIES = frozenset({"oo", "{oo}", "∞", "{∞}"})
MOST_BITS = 8_000  # of a number worked out from an expression
LARGEST_EXPONENT = 400
MOST_DIGITS = 400

_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(?:[eEdD]([+-]?\d+))?(.*)", re.S)
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*\Z").match
_POWERS = {"t": 12, "g": 9, "k": 3, "m": -3, "u": -6, "µ": -6, "μ": -6, "n": -9, "p": -12, "f": -15}
_OHMS = ("R", "H")  # the elements whose value is a resistance
_MIL = Fraction(254, 10_000_000)
_SPELLINGS = {
    "a voltage": "v volt volts",
    "a current": "a amp amps ampere amperes",
    "a resistance": "ohm ohms ω r",
    "a capacitance": "f farad farads",
    "an inductance": "h henry henries henrys",
    "a conductance": "siemens mho mhos",
    "a power": "w watt watts",
    "a frequency": "hz",
    "a time": "sec second seconds",
    "a ratio of voltages": "v/v",
    "a ratio of currents": "a/a",
    "a voltage per current": "v/a",
    "a current per voltage": "a/v",
}
_UNITS = {unit: what for what, units in _SPELLINGS.items() for unit in units.split()}
_UNITS["s"] = "a conductance or a time"
_HAVE: dict[str, tuple[str, ...]] = {
    "R": ("a resistance", "a voltage per current"),
    "C": ("a capacitance",),
    "L": ("an inductance",),
    "V": ("a voltage",),
    "I": ("a current",),
    "E": ("a ratio of voltages",),
    "F": ("a ratio of currents",),
    "G": ("a conductance", "a current per voltage", "a conductance or a time"),
    "H": ("a resistance", "a voltage per current"),
}
"""What the value of an element may be, by its letter."""
_NO_NUMBER = re.compile(r"(?<![\w.])[+-]?(nan|inf|infinity)(?![\w.])", re.I)  # of floating point
_LETTERS = re.compile(r"[^\W\d_/]*(?:/[^\W\d_]+)?\Z").match  # a unit: letters, or letters/letters
_INSIDE = re.compile(r"(?<![\w.])((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([^\W_]\w*|_\w*)")


class NotAValue(ValueError):
    """The word is no value: `what`, what was `expected`, how to `mend` it, `beyond` how many characters."""

    def __init__(self, what: str, expected: str, mend: str = "", beyond: int = 0) -> None:
        self.what, self.expected, self.mend, self.beyond = what, expected, mend, beyond
        super().__init__(what)


_A_VALUE = "a number such as 4.7k, a symbol, or an expression in braces"


@lru_cache(maxsize=4096)
def value(word: str, letter: str = "") -> tuple[Fraction | Expr, str]:
    """What the word stands for, and a remark (mostly "").

    A number comes as a Fraction, everything else as an expression over names of the netlist.
    `letter` is the kind of the element.  Raises NotAValue.
    """
    if odd := _NO_NUMBER.search(word):
        mend = "" if odd[1].lower() == "nan" else "an ideal parameter of an op-amp is written oo"
        raise NotAValue(f"{odd[0]!r} is no value", "a number or a symbol", mend, odd.start())
    head = word[0]
    if head in "{'\"":
        close = "}" if head == "{" else head
        if len(word) < 2 or word[-1] != close:
            raise NotAValue(f"{head} is never closed", close, f"write {word}{close}")
        if word in INFINITIES:
            return OO, ""
        return expression(word[1:-1], 1, letter)
    if head in "0123456789.+-":
        found = number(word, letter)
        _same_dimension(word, letter)
        return found
    if word.lower() in INFINITIES:
        return OO, ""
    if _NAME(word):
        return Sym(word), ""
    if re.search(r"[-+*/^]", word):
        raise NotAValue(f"{word!r} is not a value", _A_VALUE, f"put an expression in braces: {{{word}}}")
    raise NotAValue(f"{word!r} is not a value", _A_VALUE)


def number(word: str, letter: str = "") -> tuple[Fraction, str]:
    """A number with its suffix and unit, exactly, and a remark (mostly "").  Raises NotAValue."""
    m = _NUMBER.match(word)
    if m is None:
        mend = f"put an expression in braces: {{{word}}}" if word[0] in "+-" and word[1:2].isalpha() else ""
        raise NotAValue(f"{word!r} is not a number", _A_VALUE, mend)
    digits, exponent, rest = m.groups()
    if len(digits) > MOST_DIGITS or (
        exponent and (len(exponent) > 5 or abs(int(exponent)) > LARGEST_EXPONENT)
    ):
        raise NotAValue("a number out of all measure", f"at most {MOST_DIGITS} digits and exponents")
    q = Fraction(digits) if "." in digits else Fraction(int(digits))
    if exponent:
        q *= Fraction(10) ** int(exponent)
    if not rest:
        return q, ""
    return _suffixed(word, digits, q, rest, letter)


def _suffixed(word: str, digits: str, q: Fraction, rest: str, letter: str) -> tuple[Fraction, str]:
    low = rest.lower()
    if not _LETTERS(rest) or low[0] == "e":
        raise NotAValue(f"{word!r} is not a number", _A_VALUE, _advice(word, digits, rest))
    remark = ""
    if low.startswith("meg"):
        return q * 10**6, _unit_remark(low[3:], rest)
    if low.startswith("mil"):
        return q * _MIL, _unit_remark(low[3:], rest)
    first, unit = low[0], low[1:]
    if first == "f" and unit in ("", "arad", "arads"):
        if rest == "f":
            return q * Fraction(1, 10**15), ""
        clear = f"write {digits}f for femto, {digits} without a letter for a farad"
        if letter == "C":
            raise NotAValue(f"SPICE reads {word} as {digits} femtofarad", "one meaning", clear)
        return q * Fraction(1, 10**15), f"{word} is {digits} femto, as SPICE reads it; {clear}"
    if low in _UNITS and first not in _POWERS:
        return q, ""
    if first in _POWERS:
        if rest[0] == "M":
            clear = f"write {digits}meg for a million, {digits}m for a thousandth"
            if letter in _OHMS:
                raise NotAValue(f"SPICE reads {word} as {digits} milliohm", "one meaning", clear)
            remark = f"{word} is {digits} milli, as SPICE reads it; {clear}"
        elif first in "µμ":
            remark = f"{word} is micro; many a SPICE skips the Greek letter; write {digits}u"
        return q * Fraction(10) ** _POWERS[first], remark or _unit_remark(unit, rest)
    return q, _unit_remark(low, rest)


def _same_dimension(word: str, letter: str) -> None:
    """Raises NotAValue for a number with a unit that the value of such an element cannot have.

    SPICE skips the letters: ``R1 a b 3V`` are three ohms to it, and a slip to whoever wrote it.
    """
    m = _NUMBER.match(word)
    low = m[3].lower() if m else ""
    if low not in _UNITS or low[:1] in _POWERS:
        low = low[3:] if low.startswith(("meg", "mil")) else low[1:] if low[:1] in _POWERS else low
    what = _UNITS.get(low)
    if m and what and letter in _HAVE and what not in _HAVE[letter]:
        mend = f"write {word[: len(word) - len(low)]}, which SPICE reads, if the number is right"
        raise NotAValue(f"{word} is {what}", f"{_HAVE[letter][0]}, for an element {letter}", mend)


def _unit_remark(unit: str, rest: str) -> str:
    return "" if not unit or unit in _UNITS else f"the letters {rest!r} after the number hold no known unit"


def _advice(word: str, digits: str, rest: str) -> str:
    scale = next((n for n in ("meg", "mil") if rest.lower().startswith(n)), rest[0])
    tail = rest[len(scale) :]
    if tail.isdigit() and scale.lower() in (*_POWERS, "meg", "mil", "r") and "." not in digits:
        return f"write {digits}.{tail}{'' if scale in 'rR' else scale}"
    if rest[0] == "_":
        return f"write {word.replace('_', '')}"
    if rest[0] in "eE":
        return f"write the digits of the exponent, as in {digits}e3"
    if any(c in rest for c in "-+*/^"):
        return f"put an expression in braces: {{{word}}}"
    return ""


def expression(source: str, beyond: int = 0, letter: str = "") -> tuple[Expr, str]:
    """The expression of a text without its braces, numbers in it with suffixes, and a remark.

    `letter` is the kind of the element whose value it is.  Raises NotAValue, with the column of the fault
    counted from `beyond`.
    """
    shifts: list[tuple[int, int]] = []  # (column in the new text, how much longer it grew up to there)
    remarks: list[str] = []
    grown = 0

    def plain(m: re.Match[str]) -> str:
        nonlocal grown
        try:
            q, remark = number(m[0], letter)
        except NotAValue as e:
            raise NotAValue(e.what, e.expected, e.mend, beyond + m.start()) from None
        if remark:
            remarks.append(remark)
        digits = str(q.numerator) if q.denominator == 1 else f"({q.numerator}/{q.denominator})"
        grown += len(digits) - len(m[0])
        shifts.append((m.start() + grown + len(m[0]), grown))
        return digits

    try:
        return parse(_INSIDE.sub(plain, source), roots=False), remarks[0] if remarks else ""
    except NotationError as e:
        at = e.column - 1
        at -= max((g for begin, g in shifts if begin <= at), default=0, key=abs)
        mend = ""
        if e.what in ("'('", "'?'", "'<'", "'>'", "'&'", "'|'"):
            mend = "an expression may hold numbers, names, + - * / **, brackets and par(a, b)"
        elif e.what == "','":
            mend = "write a decimal point, not a comma"
        raise NotAValue(e.what + " in the expression", e.expected, mend, beyond + max(at, 0)) from None


def constant(x: Expr) -> Fraction | None:
    """The number that an expression without symbols stands for; None if it has symbols.

    Raises NotAValue for a division by zero or a number out of all measure.
    """
    cls = x.__class__
    if cls is Num:
        q: Fraction = x.args[0]
        return q
    if cls is Sym:
        return None
    parts: list[Fraction] = []
    for c in x.children:
        part = constant(c)
        if part is None:
            return None
        parts.append(part)
    try:
        return _worked_out(x, parts)
    except ZeroDivisionError:
        raise NotAValue("a division by zero", "a divisor that is not zero") from None


def _worked_out(x: Expr, parts: list[Fraction]) -> Fraction:
    if isinstance(x, Sum):
        q = sum(parts, Fraction(0))
    elif isinstance(x, Neg):
        q = -parts[0]
    elif isinstance(x, Quot):
        q = parts[0] / parts[1]
    elif isinstance(x, Par):
        q = 1 / sum((1 / p for p in parts), Fraction(0))
    elif isinstance(x, Pow):
        bits = max(parts[0].numerator.bit_length(), parts[0].denominator.bit_length())
        if bits * x.exponent > MOST_BITS:
            raise NotAValue("a power out of all measure", f"a number of at most {MOST_BITS} bits")
        q = parts[0] ** x.exponent
    else:
        assert isinstance(x, Prod)
        q = Fraction(1)
        for p in parts:
            q *= p
    if max(q.numerator.bit_length(), q.denominator.bit_length()) > MOST_BITS:
        raise NotAValue("a number out of all measure", f"a number of at most {MOST_BITS} bits")
    return q
