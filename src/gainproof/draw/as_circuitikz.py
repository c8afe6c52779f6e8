"""A drawing as a CircuiTikZ picture with absolute coordinates."""

from __future__ import annotations

import unicodedata

from gainproof.draw.drawing import Drawing, Label, Point, Run, Symbol
from gainproof.draw.strokes import (
    Circle,
    Coil,
    Line,
    Stroke,
    dot_of,
    ground_strokes,
    symbol_strokes,
    triangle_strokes,
)

UNIT = "0.35cm"
BIPOLES = {"R": "R", "C": "C", "L": "cute inductor"}
"""What CircuiTikZ draws.  Sources are drawn stroke by stroke: where CircuiTikZ puts their plus depends on the
options with which the document loads it."""


def circuitikz(drawing: Drawing) -> str:
    """The drawing as a ``circuitikz`` environment, for a document that loads the package of that name."""
    out = [
        rf"\begin{{circuitikz}}[x={UNIT},y={UNIT},line cap=round,line join=round]",
        r"\ctikzset{bipoles/length=1.05cm,bipoles/thickness=1}",
    ]
    out += [_stroke(Line(w)) for w in drawing.wires]
    out += [line for s in drawing.symbols for line in _symbol(s)]
    out += [_stroke(k) for t in drawing.triangles for k in triangle_strokes(t)]
    out += [_stroke(k) for g in drawing.grounds for k in ground_strokes(g)]
    out += [_stroke(Circle(d, 0.17, filled=True)) for d in drawing.dots]
    out += [rf"\draw[fill=white] {_at(t.at)} circle[radius=0.2];" for t in drawing.terminals]
    written = [*drawing.labels, *(t.label for t in drawing.triangles), *(t.label for t in drawing.terminals)]
    out += [_label(label) for label in written]
    return "\n".join([*out, r"\end{circuitikz}"])


def _n(x: float) -> str:
    return f"{x:.3f}".rstrip("0").rstrip(".")


def _at(p: Point) -> str:
    return f"({_n(p[0])},{_n(p[1])})"


def _symbol(s: Symbol) -> list[str]:
    if s.kind not in BIPOLES:
        return [_stroke(k) for k in symbol_strokes(s)]
    a, b = s.ends
    dot = [_stroke(dot_of(s))] if s.dotted else []
    return [rf"\draw {_at(a)} to[{BIPOLES[s.kind]}] {_at(b)};", *dot]


def _stroke(k: Stroke) -> str:
    match k:
        case Line():
            return rf"\draw {' -- '.join(map(_at, k.points))}{' -- cycle' if k.closed else ''};"
        case Circle():
            return rf"{chr(92)}{'fill' if k.filled else 'draw'} {_at(k.at)} circle[radius={_n(k.radius)}];"
        case Coil():
            raise TypeError("CircuiTikZ draws inductors itself")


def _label(label: Label) -> str:
    return rf"\node[inner sep=0pt] at {_at(label.at)} {{${_math(label.runs)}$}};"


SPECIAL = {
    " ": r"\,",
    "∞": r"\infty ",
    "−": "-",
    "∥": r"\parallel ",
    "_": r"\_",
    "^": r"\wedge ",
    "%": r"\%",
    "#": r"\#",
    "&": r"\&",
    "$": r"\$",
    "{": r"\{",
    "}": r"\}",
    "~": r"{\sim}",
    "\\": r"\backslash ",
}


def _character(c: str) -> str:
    """A character in mathematics, whatever fonts the document has; one they may lack as its code point."""
    if "Α" <= c <= "ω":
        name = unicodedata.name(c).rpartition(" ")[2].replace("LAMDA", "LAMBDA").lower()
        return rf"\{name if c.islower() else name.capitalize()} "
    if c in SPECIAL or c.isascii():
        return SPECIAL.get(c, c)
    return rf"\mathrm{{[U+{ord(c):04X}]}}"


def _math(runs: tuple[Run, ...]) -> str:
    out = ""
    for r in runs:
        body = "".join(_character(c) for c in (r.text[1:] if r.power else r.text))
        if r.power:
            out += f"^{{{body}}}"
        elif r.below:
            long = len(r.text) > 1 and r.text.isalnum() and not r.text.isdigit()
            out += rf"_{{\mathit{{{body}}}}}" if long else f"_{{{body}}}"
        else:
            out += body
    return out
