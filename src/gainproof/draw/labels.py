"""Where the labels go: beside their symbols and nodes, wherever nothing else is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gainproof.draw.drawing import Box, Label, Point, Run, Symbol, overlap, width
from gainproof.draw.problems import Segment, crosses

GAP = 0.28
ABOVE, BELOW = 0.55, 0.5  # from the middle of a line of text to its lower and its upper edge


class Clear:
    """The room that is taken, and the question whether a label fits."""

    def __init__(self, boxes: Sequence[Box], lines: Sequence[Segment]) -> None:
        self.boxes = list(boxes)
        self.lines = list(lines)

    def fits(self, label: Label) -> bool:
        b = label.box
        wider = (b[0] - 0.08, b[1] - 0.05, b[2] + 0.08, b[3] + 0.05)
        return not any(overlap(wider, o) for o in self.boxes) and not any(crosses(s, wider) for s in self.lines)

    def put(self, label: Label) -> Label:
        self.boxes.append(label.box)
        return label

    def first(self, candidates: Iterator[Label]) -> Label | None:
        """The first candidate that fits, put in its place."""
        for label in candidates:
            if self.fits(label):
                return self.put(label)
        return None


def beside(s: Symbol, runs: tuple[Run, ...]) -> Iterator[Label]:
    """Places for the label of a symbol, the usual one first."""
    x0, y0, x1, y1 = s.box
    x, y, w = (x0 + x1) / 2, (y0 + y1) / 2, width(runs) / 2
    if s.upright:
        for dy in (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5):
            yield Label(runs, (x0 - GAP - w, y + dy), s.element)
            yield Label(runs, (x1 + GAP + w, y + dy), s.element)
    else:
        for dx in (0.0, -0.7, 0.7, -1.4, 1.4):
            yield Label(runs, (x + dx, y1 + GAP + ABOVE), s.element)
            yield Label(runs, (x + dx, y0 - GAP - BELOW), s.element)


def near(points: Sequence[Point], runs: tuple[Run, ...], about: str) -> Iterator[Label]:
    """Places for the label of a node: about its junctions first, then along its wires."""
    w = width(runs) / 2
    for x, y in points:
        for sx, sy in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
            yield Label(runs, (x + sx * (w + 0.25), y + (ABOVE + 0.2 if sy > 0 else -BELOW - 0.2)), about)


def node_points(wires: Mapping[str, set[tuple[tuple[int, int], tuple[int, int]]]], node: str) -> list[Point]:
    """The grid points of a node's wires: junctions, then corners and ends, then the rest."""
    ways: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for p, q in sorted(wires.get(node, ())):
        ways.setdefault(p, []).append(q)
        ways.setdefault(q, []).append(p)
    return [*sorted(ways, key=lambda c: (-len(ways[c]), c))]
