"""Words with formulas in them as runs of letters, and how wide they come out.

A formula in a chart stands in one line: fractions as ``1/β``, with the brackets that this needs.  Widths are
those of the document's font, Computer Modern, a little on the safe side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gainproof.charts.nouns import Words
from gainproof.expression import Expr, Neg, Num, Par, Partial, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.symbols import split_symbol

SMALL = 0.72
"""The size of subscripts and powers, as a part of that of the line."""
_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon"
_GREEK_OF = dict(zip([*_GREEK.split(), "phi", "chi", "psi", "omega"], "αβγδεζηθικλμνξπρστυφχψω", strict=True))
_GREEK_OF |= dict(zip(("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi"), "ΓΔΘΛΞΠ", strict=True))
_GREEK_OF |= dict(zip(("Sigma", "Upsilon", "Phi", "Psi", "Omega", "oo"), "ΣΥΦΨΩ∞", strict=True))
_WIDTHS = {  # thousandths of the size, of the font at 8 points
    295: "ijl|.,:;'! ",
    330: "f",
    415: "()trsI[]-/",
    475: "ceozvx²³¹",
    531: "0123456789agyknpqbdhuµ–αβγδεζηθικλμνξπρστυχψ°√",
    590: "bdhknpquS",
    700: "BEFLTZJPwfl",
    790: "ACDGHKNOQRUVXYΓΔΘΛΞΠΣΥΦΨΩω",
    840: "mM−+=≈±·×<>≤≥φ",
    900: "%",
    1090: "W∞—→",
}
_WIDTH = {c: w / 1000 for w, letters in _WIDTHS.items() for c in letters}
_POWER = re.compile(r"\^\{?([−-]?\d+)\}?")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that are set alike: upright or `italic`, on the line (0), below it (−1) or above it (1)."""

    text: str
    italic: bool = False
    level: int = 0

    @property
    def width(self) -> float:
        """In units of the font size."""
        return sum(_WIDTH.get(c, 0.8) for c in self.text) * (SMALL if self.level else 1.0)


Runs = tuple[Run, ...]


def width(runs: Iterable[Run], size: float) -> float:
    """How wide the letters are, in the unit of `size`."""
    return sum(r.width for r in runs) * size


def lettered(words: Words) -> Runs:
    """The runs of a line.  In a text, ``10^{−3}`` is a power."""
    out: list[Run] = []
    for part in words:
        out += _text(part) if isinstance(part, str) else _runs(part)
    return tuple(r for r in out if r.text)


def filled(sentence: str, **fields: Words) -> Words:
    """A sentence with words in the place of its ``{fields}``."""
    pieces = re.split(r"\{(\w+)\}", sentence)
    out: list[str | Expr] = []
    for k, piece in enumerate(pieces):
        out += fields[piece] if k % 2 else (piece,)
    return tuple(p for p in out if p != "")


def spoken(words: Words) -> str:
    """The line for a screen reader: plain text."""
    return "".join(r.text for r in lettered(words))


def _text(words: str) -> Iterable[Run]:
    for k, piece in enumerate(_POWER.split(words)):
        yield Run(piece.replace("-", "−"), level=1) if k % 2 else Run(piece)


_SUM, _PAR, _PRODUCT, _ATOM = range(4)


def _runs(x: Expr, least: int = _SUM) -> list[Run]:
    """The runs of an expression, in brackets where it binds looser than `least`."""
    body, level = _body(x)
    return [Run("("), *body, Run(")")] if level < least else body


def _body(x: Expr) -> tuple[list[Run], int]:
    match x:
        case Sym():
            return symbol(x.args[0]), _ATOM
        case Num():
            words = str(x.args[0]).replace("-", "−")
            return [Run(words)], _ATOM if words.isdigit() else _SUM if words.startswith("−") else _PRODUCT
        case Sum():
            out = _runs(x.args[0], _PAR) if not isinstance(x.args[0], Neg) else _runs(x.args[0])
            for t in x.args[1:]:
                minus = isinstance(t, Neg)
                out += [Run(" − " if minus else " + "), *_runs(t.args[0] if minus else t, _PAR)]
            return out, _SUM
        case Neg():
            return [Run("−"), *_runs(x.args[0], _PAR)], _SUM
        case Prod():
            return _joined(x.args, " ", _PRODUCT), _PRODUCT
        case Par():
            return _joined(x.args, " ∥ ", _PRODUCT), _PAR
        case Quot():
            return [*_runs(x.num, _PRODUCT), Run("/"), *_runs(x.den, _ATOM)], _PRODUCT
        case Partial():
            return [Run("∂"), *_runs(x.args[0], _ATOM), Run("/∂"), *_runs(x.args[1], _ATOM)], _PRODUCT
        case Pow():
            return [*_runs(x.base, _ATOM), Run(str(x.exponent), level=1)], _ATOM
        case Root():
            return [Run("√("), *_runs(x.inside), Run(")")], _ATOM
    raise TypeError(f"not an expression: {x!r}")


def _joined(parts: Iterable[Expr], by: str, least: int) -> list[Run]:
    out: list[Run] = []
    for p in parts:
        out += [*([Run(by)] if out else []), *_runs(p, least)]
    return out


def symbol(name: str) -> list[Run]:
    """A name as letter and subscript: ``A_o``, ``R_1``."""
    stem, below = split_symbol(name)
    first = Run(_GREEK_OF.get(stem, stem), italic=True)
    if not below:
        return [first]
    return [first, Run(_GREEK_OF.get(below, below), italic=not below.isdigit(), level=-1)]
