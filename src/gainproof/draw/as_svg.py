"""A drawing as a self-contained SVG picture."""

from __future__ import annotations

from xml.sax.saxutils import escape

from gainproof.draw.drawing import Drawing, Label, Point, Run
from gainproof.draw.strokes import (
    Circle,
    Coil,
    Line,
    Stroke,
    ground_strokes,
    symbol_strokes,
    triangle_strokes,
)

UNIT = 13.0  # pixels
SIZE, SMALL = 14.0, 10.0  # of letters, and of subscripts and powers
LOWER, RAISED = 3.5, 5.0  # how far subscripts stand below the line, and powers above it
FONTS = "'Latin Modern Roman','New Computer Modern','STIX Two Text','Times New Roman',serif"
GREEK_FONTS = "'Latin Modern Math','New Computer Modern Math','STIX Two Math','Cambria Math',serif"
ITALIC_GREEK = {
    **{chr(ord("α") + k): chr(0x1D6FC + k) for k in range(25)},
    **{chr(ord("Α") + k): chr(0x1D6E2 + k) for k in range(25) if k != 17},
}
"""Greek letters to their mathematical italics: mathematical fonts hold these, text fonts often no Greek."""


def svg(drawing: Drawing) -> str:
    """The drawing as SVG text, readable at its natural size, in the colour of the text around it."""
    left, low, right, high = drawing.box
    pen = _Pen(left, high)
    wide, tall = _n((right - left) * UNIT), _n((high - low) * UNIT)
    strokes: list[Stroke] = [Line(w) for w in drawing.wires]
    strokes += [k for g in drawing.grounds for k in ground_strokes(g)]
    strokes += [Circle(d, 0.17, filled=True) for d in drawing.dots]
    keys = {label.about: _key(label) for label in drawing.labels}
    bodies = [(keys.get(s.element, ""), symbol_strokes(s)) for s in drawing.symbols]
    bodies += [(_key(t.label), triangle_strokes(t)) for t in drawing.triangles]
    written = [*drawing.labels, *(t.label for t in drawing.triangles), *(t.label for t in drawing.terminals)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" '
            f'viewBox="0 0 {wide} {tall}" role="img">',
            f"<title>{escape(drawing.title)}</title>",
            f"<desc>{escape(drawing.about)}</desc>",
            '<g fill="none" stroke="currentColor" stroke-width="1.1" '
            'stroke-linecap="round" stroke-linejoin="round">',
            *map(pen.draw, strokes),
            *(f"<g{_lit(key)}>{''.join(map(pen.draw, body))}</g>" for key, body in bodies),
            *(pen.circle(t.at, 0.2, ' fill="white"') for t in drawing.terminals),
            "</g>",
            f'<g fill="currentColor" font-family="{FONTS}" font-size="{_n(SIZE)}" text-anchor="middle">',
            *(_text(pen, label) for label in written),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _n(x: float) -> str:
    return f"{x:.2f}".rstrip("0").rstrip(".")


class _Pen:
    """Grid units to pixels, y downwards."""

    def __init__(self, left: float, high: float) -> None:
        self.left, self.high = left, high

    def at(self, p: Point) -> str:
        return f"{_n((p[0] - self.left) * UNIT)} {_n((self.high - p[1]) * UNIT)}"

    def circle(self, p: Point, radius: float, style: str = "") -> str:
        x, y = self.at(p).split()
        return f'<circle cx="{x}" cy="{y}" r="{_n(radius * UNIT)}"{style}/>'

    def draw(self, stroke: Stroke) -> str:
        match stroke:
            case Line():
                return f'<path d="M{"L".join(map(self.at, stroke.points))}{"Z" if stroke.closed else ""}"/>'
            case Circle():
                return self.circle(
                    stroke.at, stroke.radius, ' fill="currentColor" stroke="none"' if stroke.filled else ""
                )
            case Coil():
                (x0, y0), (x1, y1) = stroke.points[:2]
                r = _n((abs(x1 - x0) + abs(y1 - y0)) / 2 * UNIT)
                bends = "".join(f"A{r} {r} 0 0 {int(stroke.left)} {self.at(p)}" for p in stroke.points[1:])
                return f'<path d="M{self.at(stroke.points[0])}{bends}"/>'


def _key(label: Label) -> str:
    """What a page knows a symbol by, in formulas and in the schematic: ``R_1``; "" for other labels."""
    stem, below = label.runs[:1], label.runs[1:]
    if not all(r.italic for r in stem) or len(below) > 1 or not all(r.below for r in below):
        return ""
    return "_".join(r.text for r in label.runs)


def _lit(key: str) -> str:
    return f' data-s="{escape(key, {chr(34): "&quot;"})}"' if key else ""


def _text(pen: _Pen, label: Label) -> str:
    x, y = pen.at((label.at[0], label.at[1] - 0.3)).split()
    inner, lowered = "", 0.0
    for r in label.runs:
        wanted = LOWER if r.below else -RAISED if r.power else 0.0
        inner += _run(r, wanted - lowered)
        lowered = wanted
    return f'<text x="{x}" y="{y}"{_lit(_key(label))} xml:space="preserve">{inner}</text>'


def _run(r: Run, step: float) -> str:
    text, style = r.text[1:] if r.power else r.text, ' font-style="italic"' if r.italic else ""
    if any(c in ITALIC_GREEK for c in text):
        text = "".join(ITALIC_GREEK.get(c, c) for c in text) if r.italic else text
        style = f' font-family="{GREEK_FONTS}"'
    size = f' font-size="{_n(SMALL)}"' if r.below or r.power else ""
    move = f' dy="{_n(step)}"' if step else ""
    return f"<tspan{style}{size}{move}>{escape(text)}</tspan>"
