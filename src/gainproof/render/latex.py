"""LaTeX: marks and text as LaTeX source.

The source needs only what Debian's texlive-latex-base, texlive-latex-recommended, texlive-pictures
and lmodern hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gainproof.charts.as_tikz import tikz
from gainproof.charts.strokes import Picture
from gainproof.expression import Equation
from gainproof.render import typesetting
from gainproof.render.lines import Line
from gainproof.render.marks import (
    ABOUT,
    ABOVE,
    ALIKE,
    ANGLE,
    BELOW,
    DEFINED,
    EQUALS,
    GOES_TO,
    MINUS,
    OVER,
    PARALLEL,
    PLUS,
    TIMES,
    UNEQUAL,
    Amount,
    Braced,
    Coloured,
    Digits,
    Fenced,
    Letter,
    Mark,
    Raised,
    Ratio,
    Rooted,
    Row,
    Sign,
    Word,
    is_greek,
)
from gainproof.render.measures import height
from gainproof.render.printing import GUILLEMETS, LONG, NOTHING, clean
from gainproof.render.room import Room
from gainproof.render.typesetting import flat

_SIGNS = {
    MINUS: "-",
    PLUS: "+",
    TIMES: r"\cdot ",
    PARALLEL: r"\mathbin{\parallel}",
    EQUALS: "=",
    ALIKE: "\\sim ",
    ABOUT: "\\approx ",
    DEFINED: r"\triangleq ",
    UNEQUAL: "\\neq ",
    ABOVE: ">",
    BELOW: "<",
    ANGLE: r"\,\angle\mathopen{}",
    OVER: "/",
    GOES_TO: r"\to ",
}
_FENCES = {1: ("(", ")"), 2: ("[", "]"), 3: (r"\{", r"\}"), 4: ("|", "|")}
_COLOURS = {"substituted": "gpsub", "error": "gperr"}
_DEEPEST_DISPLAY = 2  # fractions inside more fractions than this are set small


def mark(m: Mark, depth: int = 0) -> str:
    """A mark as LaTeX mathematics; `depth` counts the fractions around it."""
    match m:
        case Letter():
            stem = "\\" + m.stem if is_greek(m.stem) else _name(m.stem)
            return stem if m.below is None else f"{stem}_{{{mark(m.below)}}}"
        case Digits():
            return m.text
        case Amount():
            ten = rf"\cdot 10^{{{m.power}}}" if m.power else ""
            unit = (r"\," if m.gap else "") + rf"\text{{{text(m.unit)}}}" if m.unit else ""
            j = r"\mathrm{j}" if m.imaginary else ""
            return f"{j}{m.text}{ten}{unit}"
        case Sign():
            return _SIGNS[m.text]
        case Word():
            return r"\infty " if m.text == "∞" else rf"\text{{{text(m.text)}}}"
        case Row():
            return "".join(_spaced(mark(p, depth)) for p in m.parts)
        case Ratio():
            command = r"\dfrac" if depth < _DEEPEST_DISPLAY else r"\tfrac"
            return f"{command}{{{mark(m.over, depth + 1)}}}{{{mark(m.under, depth + 1)}}}"
        case Raised():
            return f"{{{mark(m.base, depth)}}}^{{{m.exponent}}}"
        case Rooted():
            return rf"\sqrt{{{mark(m.inside, depth)}}}"
        case Fenced():
            left, right = _FENCES[m.level]
            inside = mark(m.inside, depth)
            if height(m.inside) < 1.5:
                return f"{left}{inside}{right}"
            return rf"\mathopen{{}}\left{left}{inside}\right{right}\mathclose{{}}"
        case Coloured():
            return rf"{{\color{{{_COLOURS[m.role]}}}{mark(m.inside, depth)}}}"
        case Braced():
            inside, word = mark(m.inside, depth), rf"\mathclap{{\text{{\scriptsize {text(m.word)}}}}}"
            braced = (
                rf"\overbrace{{{inside}}}^{{{word}}}" if m.above else rf"\underbrace{{{inside}}}_{{{word}}}"
            )
            return f"{{{braced}}}"
    raise TypeError(f"not a mark: {m!r}")


def _spaced(piece: str) -> str:
    """A piece that ends in a control word, kept apart from a letter that may follow."""
    head, _, word = piece.rpartition("\\")
    return piece + " " if (head or piece.startswith("\\")) and word.isalpha() else piece


def _name(stem: str) -> str:
    safe = stem.replace("_", r"\_")
    return safe if len(stem) == 1 else rf"\mathit{{{safe}}}"


_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "^": r"\textasciicircum{}",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "%": r"\%",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",
    "'": "'{}",
    ",": ",{}",
    "?": "?{}",
    "!": "!{}",
    "–": "--",
    "—": "---",
    "‘": "`{}",
    "’": "'{}",
    "“": "``{}",
    "”": "''{}",
    "…": r"\dots{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "•": r"\textbullet{}",
    "€": r"\texteuro{}",
}
_MATHS = {
    "Ω": r"\Omega",
    "\u2126": r"\Omega",
    "µ": r"\mu",
    "∞": r"\infty",
    "→": r"\to",
    "←": r"\leftarrow",
    "∥": r"\parallel",
    "≈": r"\approx",
    "≠": r"\ne",
    "≤": r"\le",
    "≥": r"\ge",
    "≪": r"\ll",
    "≫": r"\gg",
    "≡": r"\equiv",
    "±": r"\pm",
    "−": "-",
    "×": r"\times",
    "·": r"\cdot",
    "÷": r"\div",
    "√": r"\surd",
    "∂": r"\partial",
    "✓": r"\checkmark",
    "✗": r"\times",
    "°": r"{}^{\circ}",
    "²": "{}^{2}",
    "³": "{}^{3}",
    "¹": "{}^{1}",
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "ζ": r"\zeta",
    "η": r"\eta",
    "θ": r"\theta",
    "ι": r"\iota",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "φ": r"\varphi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Ξ": r"\Xi",
    "Π": r"\Pi",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
}
_SUPERSCRIPTS = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁻", "0456789-", strict=True))
# Letters beyond ASCII that T1-encoded fonts hold.
_T1 = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĂăĄąĆćČčĎďĐđĘęĚěĞğİıĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽž§¶©®¡¿«»"
)


def text(words: str) -> str:
    """Plain text as LaTeX text: every character prints as itself, none is a command.

    A character that the fonts lack prints as its code point, ``[U+4E2D]``.
    """
    return "".join(map(_character, clean(words)))


def _character(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if c in _MATHS:
        return rf"\ensuremath{{{_MATHS[c]}}}"
    if c in _SUPERSCRIPTS:
        return rf"\ensuremath{{{{}}^{{{_SUPERSCRIPTS[c]}}}}}"
    if c.isascii() or c in _T1:
        return c
    return f"[U+{ord(c):04X}]"


def equation(claim: Equation) -> str:
    """A claim in one row, without dollar signs."""
    return mark(typesetting.equation(claim))


class Latex:
    """The printer of LaTeX source."""

    name = "latex"
    suffix = ".tex"
    room = Room(widest=36.4)  # for 35.8 em: wide formulas measure 2 to 20 % more than they print
    smallest = (0.0, 0.0)
    delimiters = GUILLEMETS
    constants = NOTHING

    def text(self, words: str) -> str:
        return text(words)

    def plain(self, words: str) -> str:
        """Text for the file's own title: letters and digits of ASCII and what no parser minds."""
        return "".join(c for c in words if c.isascii() and (c.isalnum() or c in " .,:;()+-/"))

    def inline(self, m: Mark) -> str:
        return f"${mark(flat(m))}$"

    def cite(self, number: str, anchor: str) -> str:
        return rf"\hyperref[{anchor}]{{({text(number)})}}"

    def display(self, rows: Sequence[Line], number: str, anchor: str) -> str:
        tag = (rf"\tag{{{text(number)}}}" if number else "") + rf"\label{{{anchor}}}"
        if not number:
            tag = ""
        if len(rows) == 1:
            body = mark(rows[0].before) + mark(rows[0].after)
            return rf"\begin{{equation*}}{body}{tag}\end{{equation*}}"
        if len(rows) <= LONG:
            body = "\\\\\n".join(map(_line, rows))
            return rf"\begin{{equation*}}\begin{{aligned}}{body}\end{{aligned}}{tag}\end{{equation*}}"
        first, *rest = map(_line, rows)
        body = "\\\\\n".join([first + tag, *rest])
        return rf"\begin{{align*}}{body}\end{{align*}}"

    def drawing(self, drawing: Any) -> str:
        from gainproof.draw import circuitikz

        return circuitikz(drawing)

    def picture(self, p: Picture) -> str:
        return tikz(p, text)


def _line(line: Line) -> str:
    after = mark(line.after)
    if line.indent:
        return rf"{mark(line.before)}&\quad {{}}{after}"
    return f"{mark(line.before)}&{after}"
