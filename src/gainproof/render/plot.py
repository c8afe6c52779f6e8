"""The chart of an error: how large it is for other values of an imperfection, on logarithmic axes.

A logarithm has no sign.  Where the error changes its own the curve goes on as another one, dashed, and both
say what their sign is.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isfinite, nan

from gainproof.charts.lettering import filled
from gainproof.charts.nouns import Axis, Chart, Curve, Mark, Words
from gainproof.expression import Expr, Neg, Sym
from gainproof.render import sentences
from gainproof.worked.example import WorkedExample
from gainproof.worked.sweep import Sweep
from gainproof.worked.values import decimal, engineering

FEWEST = 3
"""No curve has fewer points."""
LEAST = 1e-12
"""An error that is no more than this part of the greatest is none."""


def sweep_plot(example: WorkedExample) -> Chart | None:
    """The chart beside a worked example: the error against the imperfection that costs most, if any does."""
    if example.sweep is None or example.error is None:
        return None
    value = next(u.value for u in example.values if u.symbol == example.sweep.symbol)
    return error_chart(example.sweep, value, example.error)


def error_chart(
    swept: Sweep,
    value: Fraction,
    error: Fraction,
    alone: Sweep | None = None,
    rest: Fraction | None = None,
    unit: str = "%",
) -> Chart | None:
    """The error of a sweep, the example marked at `value`, where it is `error`.

    It is a part of the ideal value, drawn in per cent, or if another `unit` is named, in that.

    `alone` is the error with every other imperfection ideal, drawn beside it; `rest` that with this one
    ideal, a guide line.  None where the error vanishes everywhere, or has too few values.
    """
    scale = 100 if unit == "%" else 1
    points = _scaled(swept, scale)
    most = max((abs(y) for _, y in points if isfinite(y)), default=0.0)
    if len(points) < FEWEST or not most:
        return None
    symbol: Expr = Sym(swept.symbol) if swept.points[0][0] > 0 else Neg(Sym(swept.symbol))
    up, down = (_signed(points, sign, most * LEAST) for sign in (1, -1))
    curves = []
    both = up is not None and down is not None
    other = [] if alone is None else [(x, abs(y)) for x, y in _scaled(alone, scale)]
    beside = _signed(other, 1, most * LEAST)
    every = (sentences.TOGETHER,) if beside is not None else ()
    if up is not None:
        curves.append(Curve(up, (sentences.SHORT,) if both else every))
    if down is not None:
        curves.append(Curve(down, (sentences.BEYOND,) if both else every, "second" if both else "main"))
    if beside is not None:
        curves.append(Curve(beside, filled(sentences.ALONE_CURVE, symbol=(symbol,)), "third"))
    size = scale * abs(float(error))
    marks = [Mark(abs(float(value)), size)] if size > most * LEAST else []
    if rest is not None and scale * abs(rest) > most * LEAST:
        without = filled(sentences.IDEAL_ONE, symbol=(symbol,))
        marks.append(Mark(y=scale * abs(float(rest)), label=without, role="quiet"))
    return Chart(
        Axis((symbol,), swept.unit, log=True),
        Axis((sentences.ERROR_AXIS,), unit, log=True),
        tuple(curves),
        marks=tuple(marks),
        title=sentences.ERROR_TITLE.format(symbol=swept.symbol),
        caption=_caption(symbol, swept, rest, unit),
    )


def _scaled(swept: Sweep, scale: int) -> list[tuple[float, float]]:
    return [(abs(float(x)), scale * float(e)) for x, e in swept.points]


def _signed(
    points: Sequence[tuple[float, float]], sign: int, least: float
) -> tuple[tuple[float, float], ...] | None:
    """The points of one sign, with a gap wherever the error has the other."""
    out = tuple((x, sign * y if sign * y > least else nan) for x, y in points)
    return out if any(isfinite(y) for _, y in out) else None


def _caption(symbol: Expr, swept: Sweep, rest: Fraction | None, unit: str) -> Words:
    out = filled(sentences.ERROR_CAPTION, symbol=(symbol,))
    for zero in swept.zeros[:1]:
        at = engineering(abs(zero), swept.unit, 3)
        out += filled(sentences.ZERO_CAPTION, symbol=(symbol,), value=(at,))
    if rest:
        part = f"{decimal(100 * abs(rest), 3)} %" if unit == "%" else engineering(abs(rest), unit, 3)
        out += filled(sentences.REST_CAPTION, symbol=(symbol,), rest=(part,))
    return out
