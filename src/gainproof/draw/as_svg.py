"""A drawing as a self-contained SVG picture."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape

from gainproof.draw.drawing import HALF, PIN, WIDTH, Drawing, Label, Point, Run, Symbol, Triangle

UNIT = 13.0  # pixels
FONTS = "'Latin Modern Roman','New Computer Modern','STIX Two Text','Times New Roman',serif"
GREEK_FONTS = "'Latin Modern Math','New Computer Modern Math','STIX Two Math','Cambria Math',serif"
SIZE, SMALL, LOWER = 14.0, 10.0, 3.5


ITALIC_GREEK = {
    **{chr(ord("α") + k): chr(0x1D6FC + k) for k in range(25)},
    **{chr(ord("Α") + k): chr(0x1D6E2 + k) for k in range(25) if k != 17},
}
"""Greek letters to their mathematical italics, which mathematical fonts hold where text fonts have no Greek."""


def svg(drawing: Drawing) -> str:
    """The drawing as SVG text: readable at its natural size, in the colour of the text around it."""
    left, low, right, high = drawing.box
    pen = _Pen(left, high)
    wide, tall = (right - left) * UNIT, (high - low) * UNIT
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(wide)}" height="{_n(tall)}" '
        f'viewBox="0 0 {_n(wide)} {_n(tall)}" role="img">',
        f"<title>{escape(drawing.title)}</title>",
        f"<desc>{escape(drawing.about)}</desc>",
        '<g fill="none" stroke="currentColor" stroke-width="1.1" stroke-linecap="round" stroke-linejoin="round">',
    ]
    out += [pen.path(w) for w in drawing.wires]
    out += [line for s in drawing.symbols for line in _symbol(pen, s)]
    out += [line for t in drawing.triangles for line in _triangle(pen, t)]
    out += [line for g in drawing.grounds for line in _ground(pen, g)]
    out.append("</g>")
    out += [pen.circle(d, 0.17, 'fill="currentColor"') for d in drawing.dots]
    for t in drawing.terminals:
        out.append(pen.circle(t.at, 0.2, 'fill="white" stroke="currentColor" stroke-width="1.1"'))
    out.append(f'<g fill="currentColor" font-family="{FONTS}" font-size="{_n(SIZE)}" text-anchor="middle">')
    written = [*drawing.labels, *(t.label for t in drawing.triangles), *(t.label for t in drawing.terminals)]
    out += [_text(pen, label) for label in written]
    out += ["</g>", "</svg>"]
    return "\n".join(out) + "\n"


def _n(x: float) -> str:
    return f"{x:.2f}".rstrip("0").rstrip(".")


class _Pen:
    """Grid units to pixels, y downwards."""

    def __init__(self, left: float, high: float) -> None:
        self.left, self.high = left, high

    def at(self, p: Point) -> str:
        return f"{_n((p[0] - self.left) * UNIT)} {_n((self.high - p[1]) * UNIT)}"

    def path(self, points: tuple[Point, ...] | list[Point], closed: bool = False) -> str:
        return f'<path d="M{"L".join(map(self.at, points))}{"Z" if closed else ""}"/>'

    def circle(self, p: Point, r: float, style: str = "") -> str:
        x, y = self.at(p).split()
        return f'<circle cx="{x}" cy="{y}" r="{_n(r * UNIT)}"{" " + style if style else ""}/>'


def _along(s: Symbol, u: float, v: float = 0.0) -> Point:
    """A point of a symbol: `u` from its middle towards its second end, `v` to the left of that way."""
    (x0, y0), (x1, y1) = s.ends
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    return ((x0 + x1) / 2 + u * dx - v * dy, (y0 + y1) / 2 + u * dy + v * dx)


def _leads(pen: _Pen, s: Symbol, half: float) -> list[str]:
    return [pen.path([s.ends[0], _along(s, -half)]), pen.path([_along(s, half), s.ends[1]])]


def _symbol(pen: _Pen, s: Symbol) -> list[str]:
    match s.kind:
        case "R":
            zigzag = [_along(s, -1.2)]
            zigzag += [_along(s, -1.0 + 0.4 * k, 0.42 if k % 2 else -0.42) for k in range(6)]
            return [*_leads(pen, s, 1.2), pen.path([*zigzag, _along(s, 1.2)])]
        case "C":
            plates = [[_along(s, u, -0.8), _along(s, u, 0.8)] for u in (-0.2, 0.2)]
            return [*_leads(pen, s, 0.2), *map(pen.path, plates)]
        case "L":
            r = _n(0.3 * UNIT)
            bend = "".join(f"A{r} {r} 0 0 {_sweep(s)} {pen.at(_along(s, -0.6 + 0.6 * k))}" for k in range(4))
            dot = [pen.circle(_along(s, -1.45, 0.45), 0.13, 'fill="currentColor"')] if s.dotted else []
            return [*_leads(pen, s, 1.2), f'<path d="M{pen.at(_along(s, -1.2))}{bend}"/>', *dot]
        case "V" | "I":
            body = pen.circle(_along(s, 0), 0.95)
            return [*_leads(pen, s, 0.95), body, *(_polarity(pen, s) if s.kind == "V" else _arrow(pen, s))]
        case _:
            body = pen.path([_along(s, -1.1), _along(s, 0, 1.0), _along(s, 1.1), _along(s, 0, -1.0)], closed=True)
            return [*_leads(pen, s, 1.1), body, *(_polarity(pen, s) if s.kind in "EH" else _arrow(pen, s))]


def _sweep(s: Symbol) -> int:
    """Coils bulge upwards, or to the right."""
    (x0, y0), (x1, y1) = s.ends
    return int(x1 > x0 or y1 < y0)


def _polarity(pen: _Pen, s: Symbol) -> list[str]:
    plus, minus = _along(s, -0.45), _along(s, 0.45)
    return [*_plus(pen, plus, 0.24), pen.path([(minus[0] - 0.24, minus[1]), (minus[0] + 0.24, minus[1])])]


def _plus(pen: _Pen, p: Point, r: float) -> list[str]:
    return [pen.path([(p[0] - r, p[1]), (p[0] + r, p[1])]), pen.path([(p[0], p[1] - r), (p[0], p[1] + r)])]


def _arrow(pen: _Pen, s: Symbol) -> list[str]:
    tip = _along(s, 0.62)
    head = [_along(s, 0.2, 0.24), tip, _along(s, 0.2, -0.24)]
    return [pen.path([_along(s, -0.6), tip]), pen.path(head)]


def _triangle(pen: _Pen, t: Triangle) -> list[str]:
    x, y = t.base
    out = [pen.path([(x, y + HALF), t.tip, (x, y - HALF)], closed=True)]
    minus = (x + 0.75, t.minus[1])
    out += _plus(pen, (x + 0.75, t.plus[1]), 0.32)
    out.append(pen.path([(minus[0] - 0.32, minus[1]), (minus[0] + 0.32, minus[1])]))
    if t.floating:
        out.append(pen.path([(x + WIDTH / 2, y - HALF / 2), t.reference]))
    return out


def _ground(pen: _Pen, g: Point) -> list[str]:
    x, y = g
    bars = [((0.65, 0.5)), ((0.42, 0.78)), ((0.18, 1.06))]
    return [pen.path([g, (x, y - 0.5)]), *(pen.path([(x - w, y - d), (x + w, y - d)]) for w, d in bars)]


def _text(pen: _Pen, label: Label) -> str:
    x, y = pen.at((label.at[0], label.at[1] - 0.3)).split()
    inner, down = "", False
    for r in label.runs:
        step = LOWER if r.below and not down else -LOWER if down and not r.below else 0.0
        inner += _run(r, step)
        down = r.below
    return f'<text x="{x}" y="{y}">{inner}</text>'


def _run(r: Run, step: float) -> str:
    style = ' font-style="italic"' if r.italic else ""
    text = r.text
    if any(c in ITALIC_GREEK for c in text):
        text = "".join(ITALIC_GREEK.get(c, c) for c in text) if r.italic else text
        style = f' font-family="{GREEK_FONTS}"'
    size = f' font-size="{_n(SMALL)}"' if r.below else ""
    move = f' dy="{_n(step)}"' if step else ""
    return f"<tspan{style}{size}{move}>{escape(text)}</tspan>"


__all__ = ["PIN", "svg"]
