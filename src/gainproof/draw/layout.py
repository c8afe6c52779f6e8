"""Where the symbols stand, and which wires the rules want, before any of it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from gainproof.draw.drawing import HALF, LENGTH, WIDTH, Box, overlap
from gainproof.draw.sheet import Cell


@dataclass
class Layout:
    """Ends of the two-terminal parts, and base and orientation of the triangles, by name; wanted wires, marks
    of ground and terminals."""

    ends: dict[str, tuple[Cell, Cell]] = field(default_factory=dict)
    amps: dict[str, tuple[Cell, bool]] = field(default_factory=dict)
    wires: list[tuple[str, tuple[Cell, ...]]] = field(default_factory=list)
    grounds: list[Cell] = field(default_factory=list)
    terminals: list[tuple[str, Cell, bool]] = field(default_factory=list)

    def wire(self, node: str, *points: Cell) -> None:
        """Want a wire of `node` along these points."""
        if len(set(points)) > 1:
            self.wires.append((node, points))

    def end_at(self, node: str, start: Cell, terminal: Cell) -> None:
        """Want a terminal of `node`, and a wire to it; its label stands on the far side."""
        self.terminals.append((node, terminal, terminal[0] >= start[0]))
        self.wire(node, start, terminal)

    def strips(self) -> list[Box]:
        """The room of the wanted wires."""
        pairs = [(p, q) for _, points in self.wires for p, q in pairwise(points)]
        return [
            (min(p[0], q[0]) - 0.3, min(p[1], q[1]) - 0.3, max(p[0], q[0]) + 0.3, max(p[1], q[1]) + 0.3)
            for p, q in pairs
        ]

    def boxes(self) -> list[Box]:
        """The room of what is placed, with that of its labels."""
        return [part_box(*e) for e in self.ends.values()] + [amp_box(b) for b, _ in self.amps.values()]

    def free(self, box: Box) -> bool:
        """Is nothing placed or wired there?"""
        return not any(overlap(box, b) for b in (*self.boxes(), *self.strips()))

    def moved(self, dx: int, dy: int) -> Layout:
        """The same layout elsewhere."""

        def go(c: Cell) -> Cell:
            return (c[0] + dx, c[1] + dy)

        return Layout(
            {n: (go(a), go(b)) for n, (a, b) in self.ends.items()},
            {n: (go(b), up) for n, (b, up) in self.amps.items()},
            [(n, tuple(map(go, points))) for n, points in self.wires],
            [go(g) for g in self.grounds],
            [(n, go(t), right) for n, t, right in self.terminals],
        )

    def take(self, other: Layout) -> None:
        """Add what another layout has placed."""
        self.ends |= other.ends
        self.amps |= other.amps
        self.wires += other.wires
        self.grounds += other.grounds
        self.terminals += other.terminals


def part_box(a: Cell, b: Cell) -> Box:
    """The room of a two-terminal part with its label."""
    x0, x1, y0, y1 = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
    if x0 == x1:
        return (x0 - 1.5, y0 - 1.2, x1 + 1.5, y1)
    return (x0, y0 - 1.5, x1, y1 + 1.5)


def amp_box(base: Cell) -> Box:
    return (base[0], base[1] - HALF, base[0] + WIDTH, base[1] + HALF)


def extent(boxes: Iterable[Box], left: float, right: float) -> tuple[float, float] | None:
    """The lowest and the highest that the boxes reach between `left` and `right`; None if none is there."""
    met = [b for b in boxes if b[0] < right and b[2] > left]
    return (min(b[1] for b in met), max(b[3] for b in met)) if met else None


def hang(x: int, y: int, first_on_top: bool) -> tuple[Cell, Cell]:
    """The ends of an upright part whose upper end is at (x, y)."""
    upper, lower = (x, y), (x, y - LENGTH)
    return (upper, lower) if first_on_top else (lower, upper)


def lie(x: int, y: int, first_on_left: bool) -> tuple[Cell, Cell]:
    """The ends of a lying part whose left end is at (x, y)."""
    left, right = (x, y), (x + LENGTH, y)
    return (left, right) if first_on_left else (right, left)
