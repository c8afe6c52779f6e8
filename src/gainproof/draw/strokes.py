"""The strokes of symbols, for printers that have none of their own."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gainproof.draw.drawing import HALF, WIDTH, Point, Symbol, Triangle


@dataclass(frozen=True, slots=True)
class Line:
    """A polyline, perhaps closed."""

    points: tuple[Point, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle; a filled one is a dot."""

    at: Point
    radius: float
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Coil:
    """Half circles in line through the `points`, all on the left of that way, or all on the right."""

    points: tuple[Point, ...]
    left: bool


Stroke = Line | Circle | Coil


def along(s: Symbol, u: float, v: float = 0.0) -> Point:
    """A point of a symbol: `u` from its middle towards its second end, `v` to the left of that way."""
    (x0, y0), (x1, y1) = s.ends
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    return ((x0 + x1) / 2 + u * dx - v * dy, (y0 + y1) / 2 + u * dy + v * dx)


def symbol_strokes(s: Symbol) -> list[Stroke]:
    """A two-terminal symbol with its leads."""
    match s.kind:
        case "R":
            zigzag = [along(s, -1.0 + 0.4 * k, 0.42 if k % 2 else -0.42) for k in range(6)]
            return [*_leads(s, 1.2), Line((along(s, -1.2), *zigzag, along(s, 1.2)))]
        case "C":
            return [*_leads(s, 0.2), *(Line((along(s, u, -0.8), along(s, u, 0.8))) for u in (-0.2, 0.2))]
        case "L":
            (x0, y0), (x1, y1) = s.ends
            coil = Coil(tuple(along(s, -1.2 + 0.6 * k) for k in range(5)), x1 > x0 or y1 < y0)
            return [*_leads(s, 1.2), coil, *([dot_of(s)] if s.dotted else [])]
        case "V" | "I":
            inside = _polarity(s) if s.kind == "V" else _arrow(s)
            return [*_leads(s, 0.95), Circle(along(s, 0), 0.95), *inside]
        case _:
            diamond = Line((along(s, -1.1), along(s, 0, 1.0), along(s, 1.1), along(s, 0, -1.0)), closed=True)
            return [*_leads(s, 1.1), diamond, *(_polarity(s) if s.kind in "EH" else _arrow(s))]


def dot_of(s: Symbol) -> Circle:
    """The dot at the first end of a coupled inductor."""
    return Circle(along(s, -1.5, 0.5), 0.13, filled=True)


def triangle_strokes(t: Triangle) -> list[Stroke]:
    """A triangle with the signs of its inputs."""
    x, y = t.base
    out: list[Stroke] = [Line(((x, y + HALF), t.tip, (x, y - HALF)), closed=True)]
    out += [*_plus((x + 0.75, t.plus[1]), 0.32), _minus((x + 0.75, t.minus[1]), 0.32)]
    if t.floating:
        out.append(Line(((x + WIDTH / 2, y - HALF / 2), t.reference)))
    return out


def ground_strokes(at: Point) -> list[Stroke]:
    """The mark of ground, hanging from a point."""
    x, y = at
    bars = [Line(((x - w, y - d), (x + w, y - d))) for w, d in ((0.65, 0.5), (0.42, 0.78), (0.18, 1.06))]
    return [Line((at, (x, y - 0.5))), *bars]


def _leads(s: Symbol, half: float) -> list[Stroke]:
    return [Line((s.ends[0], along(s, -half))), Line((along(s, half), s.ends[1]))]


def _polarity(s: Symbol) -> list[Stroke]:
    """Plus at the first node, minus at the second."""
    return [*_plus(along(s, -0.42), 0.25), _minus(along(s, 0.42), 0.25)]


def _plus(p: Point, r: float) -> list[Stroke]:
    return [_minus(p, r), Line(((p[0], p[1] - r), (p[0], p[1] + r)))]


def _minus(p: Point, r: float) -> Line:
    return Line(((p[0] - r, p[1]), (p[0] + r, p[1])))


def _arrow(s: Symbol) -> list[Stroke]:
    """The way of the current: from the first node to the second."""
    tip = along(s, 0.62)
    return [Line((along(s, -0.6), tip)), Line((along(s, 0.2, 0.24), tip, along(s, 0.2, -0.24)))]
