r"""Units of measure behind a number: kΩ, V/µs, mA/V², 1/s, nV/√Hz; plain, in LaTeX's boxes, in siunitx.

A unit is a product of terms, each a prefix, a base and a power; what counts of it is its power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from gainproof.hand.reader.scanning.plain import PREFIXES, UNITS
from gainproof.hand.reader.tokens import words_of

GAP = r"(?:[ \t~\u00a0\u2009\u202f]|\\[,;: ]|\\(?:thinspace|enspace)(?![A-Za-z])|&nbsp;|&thinsp;)*"
PREFIX = "|".join(sorted(map(re.escape, PREFIXES), key=len, reverse=True))
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
LARGEST = 4
"""Of the powers in a unit."""
_BASES = frozenset(UNITS) | words_of(
    "mho rad K °C ° dec decade sample samples Hz Np J Vrms Vpp Vp Arms siemens"
)
_POWER = r"(?:\^?\{?[-−]?[1-4]\}?|[⁻]?[¹²³⁴])"
_TERM = re.compile(rf"(?P<root>√|rt|sqrt)?\(?(?P<word>[A-Za-zµμΩΩ°]+)\)?(?P<power>{_POWER})?")
_BOX = r"\\(?:mathrm|text|rm|textrm|operatorname|mathsf|mathup|si|unit)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
_PIECE = re.compile(
    rf"(?:{_BOX}|\\(?:Omega|ohm|mu|upmu|degree|celsius)(?![A-Za-z])\s*|\\circ|\\sqrt\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}"
    rf"|(?:\\cdot\s*|/\s*|{GAP})(?=\\(?:mathrm|text|rm|Omega|ohm|mu|sqrt)(?![a-z]))|\^\s*(?:\{{\s*-?\d\s*\}}|-?\d)"
    r"|(?:\{\}\s*)?\^\s*\{?\s*\\circ\s*\}?(?:\s*C(?![A-Za-z]))?|[ΩΩ])"
)
_FRACTION = re.compile(
    rf"{GAP}\\[dtc]?frac\s*\{{\s*(?P<over>(?:{_BOX}|\\Omega\s*)+)\s*\}}\s*\{{\s*(?P<under>(?:{_BOX}|\\Omega\s*)+)\s*\}}"
)
_PLAIN_TERM = rf"(?:(?:\\mu\s*|{PREFIX})?(?:Vrms|Vpp|rad|mho|°C|K|{UNIT})(?:{_POWER})?(?![A-Za-z]))"
_ROOT = r"(?:√\(?Hz\)?|rtHz|sqrt\(Hz\)|\\sqrt\s*\{\s*Hz\s*\})"
_PER_SECOND = re.compile(r"[ \t]+/\s*s(?![\w^*(])")
"""1e4 /s."""
_PLAIN = re.compile(
    rf"(?P<gap>{GAP})(?P<unit>(?:1(?=\s?/)|{_PLAIN_TERM}|ppm)(?:\s?/\s?(?:{_PLAIN_TERM}|{_ROOT}|dec(?:ade)?\b))+"
    rf"|(?:(?:\\mu\s*|{PREFIX})(?:{UNIT})|V|A|rad){_POWER}|ppm|°C|mho|Vrms|Vpp)(?![\w^'({{*]|\\[A-Za-z])"
)
_NORMAL = (
    (re.compile(r"\\(?:mathrm|text|rm|textrm|operatorname|mathsf|mathup|si|unit|sqrt)\s*(?=\{)"), ""),
    (re.compile(r"\\(?:cdot|times)\s*"), "·"),
    (re.compile(r"\\(?:Omega|ohm)(?![A-Za-z])\s*|\$\\Omega\$"), "Ω"),
    (re.compile(r"\\(?:mu|upmu)(?![A-Za-z])\s*"), "µ"),
    (re.compile(r"(?:\{\})?\s*\^?\s*\{?\s*\\circ\s*\}?\s*|\\degree\s*"), "°"),
    (re.compile(r"\\(?:degreeCelsius|celsius)\s*"), "°C"),
    (re.compile(r"\\[,;: !]|~"), " "),
    (re.compile(r"[{}$]"), ""),
)
_SEPARATOR = re.compile(r"\s*(/|·|⋅|\s)\s*")
_SIGN = r"\\text(?:mu(?![A-Za-z])[ \t]*|ohm(?![A-Za-z]))(?:\{\})?"
_APART = re.compile(
    rf"{GAP}(?P<unit>(?:[A-Za-z/]|\\,|\\[mf]box\{{|\{{|\}}|{_SIGN}|{_BOX}"
    r"|\$[^$=\n]{1,30}\$|\\\((?:(?!\\\))[^=\n]){1,30}\\\))+)(?![\w^])"
)
"""Letters, and formulas of their own between them."""
_FORMULA_EDGE = re.compile(r"\$|\\[()]|\\[mf]box(?=\{)")
_WRITTEN_OUT = (
    (re.compile(r"\\textmu[ \t]*"), "µ"),
    (re.compile(r"\\textohm[ \t]*"), "Ω"),
)


def measure(
    source: str, at: int, stop: int, known: Callable[[str], bool] = lambda _: False, *, boxed: bool = False
) -> tuple[int, Fraction] | None:
    """Where the unit ends that stands at `at`, and its power of ten; None if no unit stands there.

    `known` says of a word whether it is a symbol.  A single plain unit, 5 V, is not read here; with `boxed`,
    none is read that stands in no box.
    """
    return _in_boxes(source, at, stop) or (None if boxed else _in_plain(source, at, stop, known))


def _in_boxes(source: str, at: int, stop: int) -> tuple[int, Fraction] | None:
    r"""``\,\mathrm{mA}/\mathrm{V}``: the longest row of pieces that is a unit."""
    if (over := _FRACTION.match(source, at, stop)) is not None:
        scales = [scale_of(_normal(x).strip()) for x in over.group("over", "under")]
        return None if None in scales else (over.end(), scales[0] / scales[1])  # type: ignore[operator]
    gap = re.compile(GAP).match(source, at, stop)
    ends = [gap.end() if gap else at]
    while (m := _PIECE.match(source, ends[-1], stop)) and m.end() > ends[-1]:
        ends.append(m.end())
    for end in reversed(ends[1:]):
        text = source[ends[0] : end]
        if "{" not in text and "\\circ" not in text:
            return None  # kΩ and Ω by themselves are plain
        siunitx = re.fullmatch(r"\\(?:si|unit)\s*\{(.*)\}", text, re.S)
        scale = scale_in_words(siunitx[1]) if siunitx else scale_of(_normal(text).strip())
        if scale is not None:
            return end, scale
    return None


def _in_plain(source: str, at: int, stop: int, known: Callable[[str], bool]) -> tuple[int, Fraction] | None:
    if per_second := _PER_SECOND.match(source, at, stop):
        return per_second.end(), Fraction(1)
    m = _PLAIN.match(source, at, stop)
    if m is None or (m["unit"].startswith("1") and not m["gap"]):
        return None
    words = re.findall(r"(?<![A-Za-z])[A-Za-z]\w*", m["unit"].replace("\\mu", "µ"))
    if any(known(w) for w in words if w != "s"):
        return None
    scale = scale_of(_normal(m["unit"]))
    return None if scale is None else (m.end(), scale)


def measure_apart(source: str, at: int) -> tuple[int, Fraction] | None:
    r"""The same of a unit in prose, a part of which is a formula or a sign: ``G$\Omega$``, ``\textmu F``."""
    m = _APART.match(source, at)
    if m is None or not re.search(r"[$\\]", m["unit"]):
        return None
    unit = _FORMULA_EDGE.sub(" ", m["unit"])
    for pattern, plain in _WRITTEN_OUT:
        unit = pattern.sub(plain, unit)
    scale = scale_of(_normal(unit).replace(" ", ""))
    return None if scale is None else (m.end(), scale)


def scale_of(unit: str) -> Fraction | None:
    """The power of ten in a unit: kΩ -> 1000, V/µs -> 10^6; None if it is none."""
    if unit == "K":
        return None  # 10 K are rather 10 kΩ
    scale, over = Fraction(1), 1
    parts = _SEPARATOR.split(unit.strip())
    for k, part in enumerate(parts):
        if k % 2:
            over = -1 if part == "/" else over
            continue
        found = Fraction(1) if part == "1" and parts[k + 1 : k + 2] == ["/"] else _term(part)
        if found is None:
            return None
        scale *= found**over
    return scale


def _term(part: str) -> Fraction | None:
    if part in ("%", "ppm", "ppb"):
        return Fraction(1, {"%": 100, "ppm": 10**6, "ppb": 10**9}[part])
    m = _TERM.fullmatch(part)
    if m is None:
        return None
    word = m["word"]
    prefix = (
        ""
        if word in _BASES
        else next((p for p in PREFIXES if word.startswith(p) and word[len(p) :] in _BASES), "")
    )
    if not prefix and word not in _BASES:
        return None
    scale = Fraction(10) ** PREFIXES.get(prefix, 0)
    digits = (m["power"] or "1").translate(str.maketrans("⁻−¹²³⁴", "--1234", "^{}"))
    if m["root"] and scale != 1:
        return None
    return scale ** int(digits)


def _normal(text: str) -> str:
    """A unit of LaTeX in plain letters."""
    for pattern, plain in _NORMAL:
        text = pattern.sub(plain, text)
    return text


_WORDS = {
    "femto": "f",
    "pico": "p",
    "nano": "n",
    "micro": "u",
    "milli": "m",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
}
_NAMES = {
    "ohm": "Ω",
    "Omega": "Ω",
    "volt": "V",
    "ampere": "A",
    "farad": "F",
    "henry": "H",
    "hertz": "Hz",
    "siemens": "S",
    "watt": "W",
    "second": "s",
    "radian": "rad",
    "percent": "%",
    "kelvin": "K",
    "degree": "°",
    "celsius": "°C",
    "degreeCelsius": "°C",
    "joule": "J",
    "mu": "u",
    "V": "V",
    "A": "A",
    "F": "F",
    "H": "H",
}
_UNIT_WORD = re.compile(r"\\([A-Za-z]+)\s*|([^\s~.{}\\]+)|[\s~.]+|\{|\}")


def scale_in_words(unit: str) -> Fraction | None:
    r"""The same of a unit of siunitx: ``\kilo\ohm`` -> 1000, ``\volt\per\second``, ``mA/V``."""
    scale, over, prefix, power = Fraction(1), 1, "", 1
    last: Fraction | None = None
    for m in _UNIT_WORD.finditer(unit):
        word = m[1] or m[2] or ""
        found: Fraction | None = None
        if not word or (m[1] and word in ("sqrt", "cdot")):
            continue
        if m[1] == "per":
            over = -1
            continue
        if m[1] in ("square", "cubic"):
            power = 2 if m[1] == "square" else 3
            continue
        if m[1] in ("squared", "cubed", "tothe"):
            if last is not None:
                scale *= last ** (over * (1 if m[1] == "squared" else 2))
            continue
        if word in (_WORDS if m[1] else PREFIXES):
            prefix = _WORDS.get(word, word)
            continue
        found = scale_of(prefix + (_NAMES.get(word, "?") if m[1] else _normal(word)))
        if found is None and m[1] and not prefix:
            found = scale_of(word.replace("ohm", "Ω"))  # \\mA, \\kohm
        if found is None:
            return None
        scale, last, prefix, power, over = scale * found ** (over * power), found, "", 1, 1 if m[1] else over
    return scale if not prefix else None
