"""How ASCII, Unicode, SymPy, Maxima and Mathematica spell operators, relations and letters."""

from __future__ import annotations

from fractions import Fraction

OPERATORS = {
    "**": "^",
    "^": "^",
    "+": "+",
    **dict.fromkeys("-−–‐‑", "-"),
    **dict.fromkeys("*·×⋅∙∗", "*"),
    **dict.fromkeys("/÷∕⁄", "/"),
    **dict.fromkeys(("||", "//", "∥", "‖"), "∥"),
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    "{": "{",
    "}": "}",
    "√": "sqrt",
}

RELATIONS = {
    **dict.fromkeys(("=", "=="), "="),
    **dict.fromkeys((":=", "≜", "≝", "≡", "≔", "^="), "≜"),
    **dict.fromkeys(("≈", "≅", "≃", "~=", "~", "∼", "≐"), "≈"),
    **dict.fromkeys(("->", "→", "-->", "⟶"), "→"),
    **dict.fromkeys(("≫", ">>"), "≫"),
    **dict.fromkeys(("≪", "<<"), "≪"),
    ">": ">",
    "<": "<",
    **dict.fromkeys(("≥", ">="), "≥"),
    **dict.fromkeys(("≤", "<="), "≤"),
    **dict.fromkeys(("≠", "!="), "≠"),
}

IMPLIES = {
    **dict.fromkeys(("=>", "==>", "⇒", "⟹", "⟾", "∴", "∵"), "implies"),
    **dict.fromkeys(("⇔", "<=>", "<==>", "⟺", "↔", "⟷", "<->", "<-->"), "iff"),
}

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))

LOOK_ALIKES = dict(
    zip("АВЕКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXaeopcyxijsABEZHIKMNOPTX", strict=True)
)
"""Cyrillic and Greek letters that look like Latin ones."""

FRACTIONS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3)}

ROOTS = frozenset(("sqrt", "Sqrt", "SQRT"))
MAGNITUDES = frozenset(("abs", "Abs", "mag"))
PARALLELS = frozenset(("par", "parallel", "Par", "Parallel"))
EQUATIONS = frozenset(("Eq", "Equal", "equation"))
QUOTIENTS = frozenset(("Rational",))
FUNCTIONS = frozenset(
    (
        *("diff", "integrate", "Integrate", "limit", "Limit", "D", "Sin", "Cos", "Log", "Exp"),
        *("atan", "asin", "acos", "atan2", "ArcTan", "arctan2", "lg", "phase", "angle"),
    )
)
"""Names that are functions when a bracket follows; the last are not judged."""

INFINITY = frozenset(("oo", "inf", "infinity", "Infinity", "infty"))

PREFIXES = {
    "f": -15,
    "p": -12,
    "n": -9,
    **dict.fromkeys(("u", "µ", "μ", "\\mu"), -6),
    "m": -3,
    **dict.fromkeys("kK", 3),
    **dict.fromkeys(("M", "Meg", "meg", "MEG"), 6),
    "G": 9,
    "T": 12,
    "pico": -12,
    "nano": -9,
    "micro": -6,
    "milli": -3,
    "kilo": 3,
    "mega": 6,
}
UNITS = (
    *("ohms", "ohm", "Ohms", "Ohm", "Hz", "rad/s", "V", "A", "F", "H", "S", "W"),
    *("Ω", "Ω", "\\Omega", "\\ohm", "s"),
    *("volts", "volt", "amperes", "ampere", "amps", "farads", "farad", "henries", "henry", "hertz"),
)
