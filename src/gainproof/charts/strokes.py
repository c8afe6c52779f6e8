"""A chart drawn: lines, areas, discs and letters in printer's points, before anything writes them down.

The origin is the lower left corner, y goes upwards.  Both printers, and the tests that look for overlaps, see
these records and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.charts.lettering import Runs, width

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def short(x: float) -> str:
    """A coordinate in a file: hundredths of a point."""
    words = f"{x:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


COLOURS = {
    "text": "",
    "paper": "#FFFFFF",
    "grid": "#888888",
    "ink": "#1F4E79",
    "error": "#A23B2A",
    "green": "#0B7A4B",
    "ochre": "#8A5A00",
}
"""Colours of the document; "text" is that of the text around the chart."""
RISE, FALL = 0.74, 0.24
"""From the base line to the upper and to the lower edge of letters, as parts of their size."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line looks: colour, width and dash in points; `opacity` is that of an area, or of the grid."""

    colour: str = "text"
    width: float = 0.7
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Polylines of one style."""

    lines: tuple[tuple[Point, ...], ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Area:
    """A closed polygon, filled and without an outline."""

    points: tuple[Point, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    at: Point
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of letters; `at` is on the base line, where `anchor` says: start, middle or end.

    A `turned` one runs upwards.
    """

    runs: Runs
    at: Point
    anchor: str
    size: float
    colour: str = "text"
    turned: bool = False

    @property
    def box(self) -> Box:
        """The room that the letters take."""
        x, y = self.at
        w = width(self.runs, self.size)
        before = {"start": 0.0, "middle": w / 2, "end": w}[self.anchor]
        rise, fall = RISE * self.size, FALL * self.size
        if self.turned:
            return (x - rise, y - before, x + fall, y - before + w)
        return (x - before, y - fall, x - before + w, y + rise)


Stroke = Lines | Area | Disc | Text


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, from back to front, on so many points; `title` and `about` are for those who hear it.

    `frames` are the rectangles in which curves are.
    """

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    frames: tuple[Box, ...]
    title: str = ""
    about: str = ""

    @property
    def texts(self) -> list[Text]:
        return [s for s in self.strokes if isinstance(s, Text)]
