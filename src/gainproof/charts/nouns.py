"""What a chart is: axes, curves, bands, bars, marks, and a caption that says what to see.

Values are plain floating-point numbers in SI units (a part of the whole in per cent has the unit ``%``).  A
label is a `Words`: pieces of text and expressions, such as ``("gain at ", Sym("A_o"))``; each printer sets
the expressions as it sets formulas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.units import UNITS

Words = tuple[str | Expr, ...]
"""A line of text with formulas in it."""
Pair = tuple[float, float]

ROLES = ("main", "second", "third", "fourth", "ideal", "quiet")
"""What a curve stands for; each has a colour and a dash of its own, so that print without colours tells
them apart.  ``ideal`` is a thin line of comparison, ``quiet`` a grey one, such as an asymptote.
"""
MOST_POINTS = 200_000
FARTHEST = 1e290
"""No value is larger."""
MOST_DECADES = 60
"""A logarithmic axis of more is refused."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it shows, the unit, and from where to where.

    `unit` is one of PURE, one of PREFIXED, or any other, such as ``%``, ``°`` or ``dB``, which has no prefix.
    Where `low` or `high` is None the data say it.  A linear axis with `zero` reaches to zero.  `steps` is the
    distance of the ticks that a linear axis has to have, such as 45°; 0 leaves it to the data.
    """

    label: Words
    unit: str = ""
    log: bool = False
    low: float | None = None
    high: float | None = None
    zero: bool = False
    steps: float = 0.0


PREFIXED = tuple(u for u in UNITS if u not in ("1", "rad/s") and "²" not in u)
"""Units that take prefixes, ``10 kHz``; every other, ``%`` or ``V·Ω²``, is named once beside the axis."""
PURE = ("", "1")
"""The units of a pure number."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through `points`, from left to right; a NaN as y breaks it.  `name` stands at the curve.

    `dotted` shows the points themselves as well, where they are few and the line is drawn by eye.
    """

    points: tuple[Pair, ...]
    name: Words = ()
    role: str = "main"
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two curves, as (x, lower, upper)."""

    points: tuple[tuple[float, float, float], ...]
    name: Words = ()
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Bars:
    """A histogram: one height for each bin, the `edges` one more than the heights."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    name: Words = ()
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its label if both coordinates are given, else a guide line across the chart at one."""

    x: float | None = None
    y: float | None = None
    label: Words = ()
    role: str = "second"


@dataclass(frozen=True, slots=True)
class Chart:
    """Axes and what is drawn on them.  `title` names it for those who cannot see it.

    Raises GainproofError where there is nothing that can be drawn: see `refusal`.
    """

    x: Axis
    y: Axis
    curves: tuple[Curve, ...] = ()
    bands: tuple[Band, ...] = ()
    bars: tuple[Bars, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str = ""
    caption: Words = ()

    def __post_init__(self) -> None:
        if why := refusal(self):
            raise GainproofError(f"{self.title or 'the chart'} cannot be drawn: {why}")

    @property
    def xs(self) -> list[float]:
        """Every finite abscissa."""
        out = [p[0] for c in self.curves for p in c.points] + [p[0] for b in self.bands for p in b.points]
        out += [e for b in self.bars for e in b.edges] + [m.x for m in self.marks if m.x is not None]
        return [x for x in out if math.isfinite(x)]

    @property
    def ys(self) -> list[float]:
        """Every finite ordinate."""
        out = [y for c in self.curves for _, y in c.points]
        out += [y for b in self.bands for p in b.points for y in p[1:]]
        out += [h for b in self.bars for h in b.heights] + [m.y for m in self.marks if m.y is not None]
        return [y for y in out if math.isfinite(y)]


@dataclass(frozen=True, slots=True)
class Figure:
    """Charts one above the other over the same horizontal axis, that of the last; one is a figure too."""

    charts: tuple[Chart, ...]
    title: str = ""
    caption: Words = ()
    heights: tuple[float, ...] = field(default=())
    """How tall the charts are, one to the other; alike if it is empty."""

    def __post_init__(self) -> None:
        if not self.charts:
            raise GainproofError("a figure without a chart cannot be drawn")
        if self.heights and len(self.heights) != len(self.charts):
            raise GainproofError("a figure has one height for each chart")
        if len({(c.x.log, c.x.unit) for c in self.charts}) > 1:
            raise GainproofError("the charts of a figure share one horizontal axis")


def figure(drawn: Chart | Figure) -> Figure:
    """A chart as a figure of its own."""
    return drawn if isinstance(drawn, Figure) else Figure((drawn,), drawn.title, drawn.caption)


def refusal(c: Chart) -> str:
    """Why the chart cannot be drawn, "" if it can: no points, infinite ones, a logarithm of what has none."""
    for axis, values, which in ((c.x, c.xs, "horizontal"), (c.y, c.ys, "vertical")):
        ends = [v for v in (axis.low, axis.high) if v is not None]
        if not all(map(math.isfinite, ends)):
            return f"the {which} axis ends at no finite value"
        if len(ends) == 2 and not ends[0] < ends[1]:
            return f"the {which} axis goes from {ends[0]:g} to {ends[1]:g}"
        if not values:
            return "it has no finite point"
        if max(map(abs, (*values, *ends))) > FARTHEST:
            return f"the values on the {which} axis are too far apart"
        if axis.log and not all(v > 0 for v in (*values, *ends)):
            return f"the {which} axis is logarithmic, and {min((*values, *ends)):g} is not greater than zero"
        if axis.log and math.log10(max((*values, *ends))) - math.log10(min((*values, *ends))) > MOST_DECADES:
            return f"the {which} axis would have more than {MOST_DECADES} decades"
    return _shape(c)


def _shape(c: Chart) -> str:
    roles = {d.role for group in (c.curves, c.bands, c.bars, c.marks) for d in group}
    if unknown := roles - set(ROLES):
        return f"there is no role {min(unknown)!r}; the roles are {', '.join(ROLES)}"
    for points in (*(k.points for k in c.curves), *(b.points for b in c.bands)):
        if len(points) > MOST_POINTS:
            return f"a curve has more than {MOST_POINTS} points"
        if not all(math.isfinite(p[0]) for p in points):
            return "a point has no finite abscissa"
        if not _rising([p[0] for p in points]):
            return "the points of a curve do not go from left to right"
        if any(math.isinf(y) for p in points for y in p[1:]):
            return "a point is infinite; a gap in a curve is a NaN"
    for b in c.bars:
        if len(b.edges) != len(b.heights) + 1 or not _rising(b.edges):
            return "bars have one edge more than heights, from left to right"
    return "a mark has no place" if any(m.x is None and m.y is None for m in c.marks) else ""


def _rising(values: Sequence[float]) -> bool:
    return all(a <= b for a, b in pairwise(values))
