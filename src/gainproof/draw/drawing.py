"""The schematic as geometry: what is drawn, and where, before anything prints it.

Coordinates are grid units, x to the right, y upwards.  A two-terminal symbol is four units long, a
triangle seven high; its inputs lie two above and two below its axis.  Wires run along the grid.  Both
printers, and the test that reads the connections back, see these records and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

LENGTH = 4  # of a two-terminal symbol between its ends
WIDTH, HALF, PIN = 6, 3.5, 2  # of a triangle: base to tip, axis to corner, axis to input


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a label: upright or `italic` text, on the line or `below` it."""

    text: str
    italic: bool = True
    below: bool = False

    @property
    def power(self) -> bool:
        """Is it an exponent, written with a ``^`` before it?"""
        return len(self.text) > 1 and self.text.startswith("^")


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text about the point `at`, which is the middle of its box."""

    runs: tuple[Run, ...]
    at: Point
    about: str = ""

    @property
    def width(self) -> float:
        return width(self.runs)

    @property
    def box(self) -> Box:
        x, y = self.at
        w = self.width / 2
        return (x - w, y - 0.55, x + w, y + 0.5)


def width(runs: tuple[Run, ...]) -> float:
    """An estimate, on the safe side, of how wide a label is."""
    total = 0.0
    for r in runs:
        for c in r.text:
            wide = 0.3 if c in " .,()ijl|'" else 0.85 if c in "MWmw∞" else 0.72 if c.isupper() else 0.56
            total += wide * (0.74 if r.below else 1.0)
    return total


@dataclass(frozen=True, slots=True)
class Symbol:
    """A two-terminal symbol; `ends` are where its first and its second node are attached.

    `dotted` marks the first end of an inductor that is coupled to another.
    """

    kind: str
    element: str
    ends: tuple[Point, Point]
    dotted: bool = False

    @property
    def upright(self) -> bool:
        return self.ends[0][0] == self.ends[1][0]

    @property
    def box(self) -> Box:
        """The room that the symbol's body takes."""
        (x0, y0), (x1, y1) = self.ends
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        along, aside = BODY[self.kind]
        dx, dy = (aside, along) if self.upright else (along, aside)
        return (x - dx, y - dy, x + dx, y + dy)


BODY = {
    "R": (1.25, 0.45),
    "L": (1.25, 0.5),
    "C": (0.3, 0.8),
    "V": (0.95, 0.95),
    "I": (0.95, 0.95),
    "E": (1.1, 1.1),
    "G": (1.1, 1.1),
    "F": (1.1, 1.1),
    "H": (1.1, 1.1),
}
"""Half the length and half the breadth of each symbol's body, as both printers draw it."""


@dataclass(frozen=True, slots=True)
class Triangle:
    """An op-amp: `base` is the middle of its left side, the output its tip, WIDTH to the right.

    `plus_on_top` tells where its + input is.  With a `floating` reference it has a fourth pin, under the
    middle of its body.
    """

    element: str
    base: Point
    plus_on_top: bool
    label: Label
    floating: bool = False

    @property
    def plus(self) -> Point:
        return (self.base[0], self.base[1] + (PIN if self.plus_on_top else -PIN))

    @property
    def minus(self) -> Point:
        return (self.base[0], self.base[1] - (PIN if self.plus_on_top else -PIN))

    @property
    def tip(self) -> Point:
        return (self.base[0] + WIDTH, self.base[1])

    @property
    def reference(self) -> Point:
        return (self.base[0] + WIDTH / 2, self.base[1] - 3)

    @property
    def pins(self) -> tuple[Point, ...]:
        """Where the element's nodes are attached, in its own order: output, reference, +, -.

        A reference at ground is not drawn; the tuple then lacks it.
        """
        first = (self.tip, self.reference) if self.floating else (self.tip,)
        return (*first, self.plus, self.minus)

    @property
    def box(self) -> Box:
        x, y = self.base
        return (x, y - HALF, x + WIDTH, y + HALF)


@dataclass(frozen=True, slots=True)
class Terminal:
    """An open circle at the end of a wire, with the label of the voltage there."""

    at: Point
    label: Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A schematic.  `note` says so if it is the plain layout that is used when the rules fail."""

    symbols: tuple[Symbol, ...] = ()
    triangles: tuple[Triangle, ...] = ()
    wires: tuple[tuple[Point, ...], ...] = ()
    dots: tuple[Point, ...] = ()
    grounds: tuple[Point, ...] = ()
    labels: tuple[Label, ...] = ()
    terminals: tuple[Terminal, ...] = ()
    box: Box = (0.0, 0.0, 0.0, 0.0)
    title: str = ""
    about: str = field(default="", repr=False)
    note: str = ""


def ground_box(at: Point) -> Box:
    """The room of a ground mark whose stem begins at `at`."""
    x, y = at
    return (x - 0.65, y - 1.2, x + 0.65, y - 0.45)


def overlap(a: Box, b: Box, margin: float = 0.0) -> bool:
    """Do two boxes share more than a border?"""
    return (
        a[0] < b[2] - 1e-9 + margin
        and b[0] < a[2] - 1e-9 + margin
        and a[1] < b[3] - 1e-9 + margin
        and b[1] < a[3] - 1e-9 + margin
    )
