"""The plot beside the worked example: the error against the imperfection that costs most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from gainproof.expression import Expr, Sym


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve on logarithmic axes: error in per cent against an imperfection; `marked` is the example."""

    symbol: Expr
    points: tuple[tuple[float, float], ...]
    marked: tuple[float, float]

    @property
    def decades(self) -> tuple[int, int, int, int]:
        """First and last power of ten of both axes: x, x, y, y."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        low, high = floor(log10(min(ys)) + 1e-9), ceil(log10(max(ys)) - 1e-9)
        return floor(log10(xs[0]) + 1e-9), ceil(log10(xs[-1]) - 1e-9), low, max(high, low + 1)


def sweep_plot(example: Any) -> Plot | None:
    """The plot of a worked example's sweep; None without one, or where an error vanishes or changes sign."""
    sweep = example.sweep
    if sweep is None or example.error is None:
        return None
    points = [(float(x), abs(float(e)) * 100) for x, e in sweep.points]
    value = next(u.value for u in example.values if u.symbol == sweep.symbol)
    marked = (float(value), abs(float(example.error)) * 100)
    same_sign = len({e > 0 for _, e in sweep.points}) == 1
    if len(points) < 3 or not same_sign or not all(y > 0 for _, y in [*points, marked]):
        return None
    return Plot(Sym(sweep.symbol), tuple(points), marked)


def plot_svg(plot: Plot, y_name: str, size: tuple[int, int] = (270, 150)) -> str:
    """The plot as a plain SVG of `size` points, its vertical axis named; colours are the page's."""
    w, h = size
    left, right, top, bottom = 44, 8, 8, 20
    x0, x1, y0, y1 = plot.decades

    def at(x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - x0) / (x1 - x0)
        up = (log10(y) - y0) / (y1 - y0)
        return left + across * (w - left - right), h - bottom - up * (h - top - bottom)

    def path(points: Iterable[tuple[float, float]]) -> str:
        return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}"'
        ' class="plot" font-family="serif">'
    ]
    for k in range(x0, x1 + 1):
        x, _ = at(10.0**k, 10.0**y0)
        out.append(_grid(x, top, x, h - bottom))
        out.append(_power(x, h - bottom + 12, k, "middle"))
    step = max(1, -(-(y1 - y0) // 5))
    for k in range(y0, y1 + 1, step):
        _, y = at(10.0**x0, 10.0**k)
        out.append(_grid(left, y, w - right, y))
        out.append(_power(left - 4, y + 3, k, "end"))
    out.append(
        f'<rect x="{left}" y="{top}" width="{w - left - right}" height="{h - top - bottom}" fill="none"'
        ' stroke="currentColor" stroke-width="0.7"/>'
    )
    curve = path(at(x, y) for x, y in plot.points)
    out.append(f'<polyline points="{curve}" fill="none" stroke="#A23B2A" stroke-width="1.2"/>')
    mx, my = at(*plot.marked)
    out.append(f'<circle cx="{mx:.2f}" cy="{my:.2f}" r="2.4" fill="#1F4E79"/>')
    middle = (top + h - bottom) / 2
    out.append(
        f'<text x="10" y="{middle:.1f}" font-size="9" text-anchor="middle" fill="currentColor"'
        f' transform="rotate(-90 10 {middle:.1f})">{y_name}</text>'
    )
    return "".join(out) + "</svg>"


def _grid(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
    return f'<line {ends} stroke="#888888" stroke-opacity="0.4" stroke-width="0.5"/>'


def _power(x: float, y: float, k: int, anchor: str) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="8" text-anchor="{anchor}" fill="currentColor">10'
        f'<tspan dy="-3" font-size="6">{str(k).replace("-", "−")}</tspan></text>'
    )
