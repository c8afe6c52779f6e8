"""Typst: marks and text as Typst source, printed from the tree.

Text goes in as string literals, in which nothing is markup.  A bracket never follows a name without a
space, for Typst would read a call.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from gainproof.charts.as_svg import svg
from gainproof.charts.strokes import Picture
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
from gainproof.render.printing import GUILLEMETS, LONG, NOTHING, clean
from gainproof.render.room import Room
from gainproof.render.typesetting import flat

_SIGNS = {
    MINUS: "-",
    PLUS: "+",
    TIMES: "dot.op",
    PARALLEL: "parallel",
    EQUALS: "=",
    ALIKE: "tilde.op",
    ABOUT: "approx",
    DEFINED: "eq.delta",
    UNEQUAL: "eq.not",
    ABOVE: "gt",
    BELOW: "lt",
    ANGLE: 'thin class("opening", angle)',
    GOES_TO: "->",
    OVER: "\\/",
}
_FENCES = {1: ("(", ")"), 2: ("[", "]"), 3: ("{", "}"), 4: ("|", "|")}
_COLOURS = {"substituted": "gpsub", "error": "gperr"}
_DEEPEST_DISPLAY = 2
_ITALIC_GREEK = range(0x1D6A8, 0x1D7CC)  # for which pictures name the font of mathematics
_BEYOND = 0x2C00  # from here on the fonts that come with Typst have next to nothing


def literal(words: str, known: Container[int] = ()) -> str:
    """A Typst string literal; a character beyond the fonts is its code point, unless it is `known`."""
    shown = "".join(c if ord(c) < _BEYOND or ord(c) in known else f"[U+{ord(c):04X}]" for c in clean(words))
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def text(words: str) -> str:
    """Plain text as Typst markup: a string, in which no character is markup."""
    return f"#{literal(words)};" if words else ""


def mark(m: Mark, depth: int = 0) -> str:
    """A mark as Typst mathematics; `depth` counts the fractions around it."""
    match m:
        case Letter():
            stem = (
                m.stem
                if is_greek(m.stem) or (len(m.stem) == 1 and m.stem.isalpha())
                else f"italic({literal(m.stem)})"
            )
            return stem if m.below is None else f"{stem}_({mark(m.below)})"
        case Digits():
            return m.text
        case Amount():
            ten = f" dot.op attach(10, t: {m.power})" if m.power else ""
            unit = f"{' thin' if m.gap else ''} upright({literal(m.unit)})" if m.unit else ""
            j = 'upright("j") ' if m.imaginary else ""
            return f"{j}{m.text}{ten}{unit}"
        case Sign():
            return _SIGNS[m.text]
        case Word():
            return "oo" if m.text == "∞" else f"upright({literal(m.text)})"
        case Row():
            return " ".join(mark(p, depth) for p in m.parts)
        case Ratio():
            size = "display" if depth < _DEEPEST_DISPLAY else "inline"
            return f"{size}(frac({mark(m.over, depth + 1)}, {mark(m.under, depth + 1)}))"
        case Raised():
            return f"attach({mark(m.base, depth)}, t: {m.exponent})"
        case Rooted():
            return f"sqrt({mark(m.inside, depth)})"
        case Fenced():
            left, right = _FENCES[m.level]
            return f"lr({left} {mark(m.inside, depth)} {right})"
        case Coloured():
            return f"{_COLOURS[m.role]}({mark(m.inside, depth)})"
        case Braced():
            inside = mark(m.inside, depth)
            return f"{'gpover' if m.above else 'gpunder'}({inside}, {literal(m.word)})"
    raise TypeError(f"not a mark: {m!r}")


class Typst:
    """The printer of Typst source."""

    name = "typst"
    suffix = ".typ"
    room = Room(widest=35.5)
    smallest = (0.0, 0.0)
    delimiters = GUILLEMETS
    constants = NOTHING

    def text(self, words: str) -> str:
        return text(words)

    def plain(self, words: str) -> str:
        """A string literal."""
        return literal(words)

    def inline(self, m: Mark) -> str:
        return f"${mark(flat(m))}$"

    def cite(self, number: str, anchor: str) -> str:
        return f"#link(<{anchor}>)[(#{literal(number)})]"

    def display(self, rows: Sequence[Line], number: str, anchor: str) -> str:
        tag = f"#gptag({literal(number)}, <{anchor}>)" if number else "#none"
        if len(rows) <= LONG:
            body = " \\\n ".join(map(_line, rows))
            return f"#gpequation([{tag}])[$ {body} $]"
        first, *rest = rows
        out = [f"#gprow([{tag}], 0em)[$ {mark(first.before)} {mark(first.after)} $]"]
        for r in rest:
            out.append(f"#gprow([], {2 if r.indent else 0}em)[$ {mark(r.before)} {_lead(r)} $]")
        return "\n".join(out)

    def drawing(self, drawing: Any) -> str:
        from gainproof.draw import svg as schematic

        return literal(schematic(drawing), _ITALIC_GREEK)

    def picture(self, p: Picture) -> str:
        return literal(svg(p), _ITALIC_GREEK)


def _line(line: Line) -> str:
    return f"{mark(line.before)} & {'quad ' if line.indent else ''}{_lead(line)}"


def _lead(line: Line) -> str:
    """What stands after the alignment point; a sign in front of it keeps the space of a binary one."""
    after = line.after
    if line.indent and isinstance(after, Row) and isinstance(after.parts[0], Sign):
        return f"{mark(after.parts[0])} med {mark(Row(after.parts[1:]))}"
    return mark(after)
