"""A picture as SVG, in the colour of the text around it, with a title and a description to be heard.

A page sets the colours anew for dark screens, by the attributes; a file of its own does it for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from gainproof.charts.lettering import SMALL, Run
from gainproof.charts.strokes import COLOURS, Area, Disc, Lines, Picture, Point, Stroke, Style, Text, short
from gainproof.draw.as_svg import FONTS, GREEK_FONTS, ITALIC_GREEK

LOWER, RAISED = 0.24, 0.36
"""How far subscripts stand below the line and powers above it, as parts of the size."""
DARK = {"ink": "#8BB8E8", "error": "#F0907C", "green": "#6FD0A2", "ochre": "#E0B35A", "paper": "#15181C"}
ALONE = (
    "svg{color:#1b1b1b;background:#fff}@media(prefers-color-scheme:dark){svg{color:#e4e4e0;background:#15181c}"
    + "".join(
        f'[stroke="{COLOURS[n]}"]{{stroke:{to}}}[fill="{COLOURS[n]}"]{{fill:{to}}}' for n, to in DARK.items()
    )
    + "}"
)
"""The style of a file of its own."""


def svg(p: Picture, alone: bool = False) -> str:
    """The picture as one SVG element, as large as it was drawn; `alone` for a file of its own."""
    wide, tall = short(p.width), short(p.height)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{tall}pt" '
        f'viewBox="0 0 {wide} {tall}" class="chart" role="img" font-family="{FONTS}">',
        f"<title>{escape(p.title)}</title>",
        f"<desc>{escape(p.about)}</desc>" if p.about else "",
        f"<style>{ALONE}</style>" if alone else "",
    ]
    out += [_stroke(s, p.height) for s in p.strokes]
    return "".join(out) + "</svg>"


def _colour(name: str) -> str:
    return COLOURS[name] or "currentColor"


def _path(points: Iterable[Point], tall: float) -> str:
    """A polyline; every point after the first as the step from the one before, in whole hundredths."""
    out, before = "", (0, 0)
    for x, y in points:
        at = (round(x * 100), round((tall - y) * 100))
        dx, dy = (at[0] - before[0]) / 100, (at[1] - before[1]) / 100
        if not out:
            out = f"M{short(dx)} {short(dy)}"
        elif not dy:
            out += f"h{short(dx)}"
        elif not dx:
            out += f"v{short(dy)}"
        else:
            out += f"l{short(dx)} {short(dy)}"
        before = at
    return out


def _stroke(s: Stroke, tall: float) -> str:
    match s:
        case Lines():
            d = "".join(_path(line, tall) for line in s.lines)
            return f'<path d="{d}" fill="none"{_line(s.style)}/>'
        case Area():
            shade = f' fill-opacity="{short(s.style.opacity)}"' if s.style.opacity < 1 else ""
            return f'<path d="{_path(s.points, tall)}z" fill="{_colour(s.style.colour)}"{shade}/>'
        case Disc():
            x, y = short(s.at[0]), short(tall - s.at[1])
            return f'<circle cx="{x}" cy="{y}" r="{short(s.radius)}" fill="{_colour(s.colour)}"/>'
        case Text():
            return _text(s, tall)


def _line(s: Style) -> str:
    out = f' stroke="{_colour(s.colour)}" stroke-width="{short(s.width)}"'
    if s.opacity < 1:
        out += f' stroke-opacity="{short(s.opacity)}"'
    if s.dash:
        out += f' stroke-dasharray="{" ".join(map(short, s.dash))}"'
    return out + ' stroke-linejoin="round"'


def _text(t: Text, tall: float) -> str:
    x, y = short(t.at[0]), short(tall - t.at[1])
    turned = f' transform="rotate(-90 {x} {y})"' if t.turned else ""
    inner, height = "", 0.0
    for r in t.runs:
        wanted = {-1: LOWER, 0: 0.0, 1: -RAISED}[r.level] * t.size
        inner += _run(r, wanted - height, t.size)
        height = wanted
    anchor = "" if t.anchor == "start" else f' text-anchor="{t.anchor}"'
    place = f'x="{x}" y="{y}" font-size="{short(t.size)}"{anchor}{turned}'
    return f'<text {place} fill="{_colour(t.colour)}" xml:space="preserve">{inner}</text>'


def _run(r: Run, step: float, size: float) -> str:
    words, style = r.text, ""
    if r.italic and any(c in ITALIC_GREEK for c in words):
        words, style = "".join(ITALIC_GREEK.get(c, c) for c in words), f' font-family="{GREEK_FONTS}"'
    elif r.italic:
        style = ' font-style="italic"'
    if r.level:
        style += f' font-size="{short(size * SMALL)}"'
    if step:
        style += f' dy="{short(step)}"'
    return f"<tspan{style}>{escape(words)}</tspan>" if style else escape(words)
