"""A picture as a ``tikzpicture``, with nothing but TikZ itself: the letters are the document's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gainproof.charts.lettering import Run
from gainproof.charts.strokes import Area, Disc, Lines, Picture, Point, Stroke, Style, Text, short

COLOURS = {"text": "black", "paper": "white", "grid": "gray", "ink": "gpink", "error": "gperr"}
COLOURS |= {"green": "gpsub", "ochre": "gpochre"}
"""The names under which a document that shows a chart defines the colours."""
ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
_MATHS = {
    "−": "-",
    "∥": r"\parallel ",
    "∂": r"\partial ",
    "√": r"\surd ",
    "∞": r"\infty ",
    "·": r"\cdot ",
    " ": r"\ ",
}
_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon"
_NAMES += " phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
_GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", _NAMES.split(), strict=True))


def tikz(p: Picture, text: Callable[[str], str]) -> str:
    """The picture as a ``tikzpicture`` environment; `text` escapes words for the document.

    The document defines the colours of COLOURS and loads ``tikz``.
    """
    out = [r"\begin{tikzpicture}[x=1bp,y=1bp,line join=round,inner sep=0pt,outer sep=0pt]"]
    out.append(rf"\useasboundingbox(0,0)rectangle({short(p.width)},{short(p.height)});")
    out += [_stroke(s, text) for s in p.strokes]
    return "\n".join([*out, r"\end{tikzpicture}"])


def _at(p: Point) -> str:
    return f"({short(p[0])},{short(p[1])})"


def _path(points: Iterable[Point]) -> str:
    return "--".join(map(_at, points))


def _stroke(s: Stroke, text: Callable[[str], str]) -> str:
    match s:
        case Lines():
            return rf"\draw[{_line(s.style)}]{' '.join(map(_path, s.lines))};"
        case Area():
            shade = f",fill opacity={short(s.style.opacity)}" if s.style.opacity < 1 else ""
            return rf"\fill[{COLOURS[s.style.colour]}{shade}]{_path(s.points)}--cycle;"
        case Disc():
            return rf"\fill[{COLOURS[s.colour]}]{_at(s.at)}circle[radius={short(s.radius)}];"
        case Text():
            turned = ",rotate=90" if s.turned else ""
            how = f"anchor={ANCHORS[s.anchor]},text={COLOURS[s.colour]}{turned}"
            size = rf"\fontsize{{{short(s.size)}}}{{{short(s.size * 1.2)}}}\selectfont"
            return rf"\node[{how}]at{_at(s.at)}{{{size} {_letters(s.runs, text)}}};"


def _line(s: Style) -> str:
    out = f"{COLOURS[s.colour]},line width={short(s.width)}bp"
    if s.opacity < 1:
        out += f",draw opacity={short(s.opacity)}"
    if s.dash:
        on_off = " ".join(f"{'off' if k % 2 else 'on'} {short(d)}bp" for k, d in enumerate(s.dash))
        out += f",dash pattern={on_off}"
    return out


def _letters(runs: Iterable[Run], text: Callable[[str], str]) -> str:
    """Upright words as text, symbols and what stands below or above them as mathematics."""
    out, maths = "", ""
    for r in runs:
        if r.italic or r.level:
            maths += _maths(r)
        else:
            out, maths = out + _closed(maths) + text(r.text), ""
    return out + _closed(maths)


def _closed(maths: str) -> str:
    return rf"\ensuremath{{{{}}{maths}}}" if maths.startswith(("^", "_")) else maths and f"${maths}$"


def _maths(r: Run) -> str:
    body = "".join(rf"\{_GREEK[c]} " if c in _GREEK else _MATHS.get(c, c) for c in r.text)
    if r.italic and len(r.text) > 1 and r.text.isalnum():
        body = rf"\mathit{{{body}}}"
    return body if not r.level else f"{'_' if r.level < 0 else '^'}{{{body}}}"
