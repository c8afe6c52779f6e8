"""Where the labels go: beside their symbols and nodes, wherever nothing else is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gainproof.circuit.circuit import Circuit, Element
from gainproof.draw.drawing import Box, Drawing, Label, Point, Run, Symbol, ground_box, overlap, width
from gainproof.draw.parts import Amp, Part, amount, symbol
from gainproof.draw.problems import bodies, crosses, hull, segments
from gainproof.draw.tiles import Tiles

GAP = 0.28
UNDER = 1.5  # from the lower end of what hangs to ground to a label below the symbol of ground
RISE, FALL = 0.55, 0.5  # from the middle of a line of text to its lower edge, and to its upper

Edges = Mapping[str, set[tuple[tuple[int, int], tuple[int, int]]]]


def lettered(c: Circuit, d: Drawing, two: list[Part], amps: list[Amp], wires: Edges) -> tuple[Label, ...]:
    """The labels of the parts, and those of the nodes worth naming that find room.

    `wires` are the unit edges of each node's wires.
    """
    clear = _Clear(d)
    runs = {p.name: p.runs for p in two}
    out = [clear.put(clear.first(list(_beside(s, runs[s.element])))) for s in d.symbols]
    out += [_coupling(e, d, clear) for e in c.elements if e.kind == "K"]
    shown = {t.label.about for t in d.terminals}
    for node in c.nodes:
        if node not in shown and _worth_naming(node, two, amps):
            places = list(
                _near([*_points(wires, node), *_pins(d, two, amps, node)], voltage(c, node), f"node {node}")
            )
            fitting = [label for label in places if clear.fits(label)]
            out += [clear.put(label) for label in fitting[:1]]
    return tuple(out)


def voltage(c: Circuit, node: str) -> tuple[Run, ...]:
    """The symbol of a node's voltage, as the equations have it."""
    return symbol(str(c.voltage(node).args[0]))


class _Clear:
    """The room that is taken, and the question whether a label fits."""

    def __init__(self, d: Drawing) -> None:
        boxes: list[Box] = [s.box for s in d.symbols] + [b for t in d.triangles for b in bodies(t)]
        boxes += [ground_box(g) for g in d.grounds] + [t.label.box for t in d.terminals]
        boxes += [(x - 0.25, y - 0.25, x + 0.25, y + 0.25) for x, y in (t.at for t in d.terminals)]
        self.boxes = Tiles((b, b) for b in boxes)
        self.low = min((b[1] for b in boxes), default=0.0)
        self.lines = Tiles((hull(s), s) for s in (*segments(d), *(s.ends for s in d.symbols)))

    def fits(self, label: Label) -> bool:
        left, low, right, high = label.box
        wider = (left - 0.16, low - 0.05, right + 0.16, high + 0.05)
        return not any(overlap(wider, b) for b in self.boxes.near(wider)) and not any(
            crosses(s, wider) for s in self.lines.near(wider)
        )

    def first(self, places: Sequence[Label]) -> Label:
        """The first place that fits; the very first, which the geometric test will find, if none does."""
        return next((label for label in places if self.fits(label)), places[0])

    def put(self, label: Label) -> Label:
        self.boxes.put(label.box, label.box)
        self.low = min(self.low, label.box[1])
        return label


def _beside(s: Symbol, runs: tuple[Run, ...]) -> Iterator[Label]:
    """Places for the label of a symbol, the usual one first."""
    x0, y0, x1, y1 = s.box
    x, y, w = (x0 + x1) / 2, (y0 + y1) / 2, width(runs) / 2
    if s.upright:
        for dy in (0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5):
            yield Label(runs, (x0 - GAP - w, y + dy), s.element)
            yield Label(runs, (x1 + GAP + w, y + dy), s.element)
        low = min(y for _, y in s.ends)
        for dy in (0.0, -0.5, -1.0):
            yield Label(runs, (x, low - UNDER + dy), s.element)
    else:
        for dx in (0.0, -0.7, 0.7, -1.4, 1.4):
            yield Label(runs, (x + dx, y1 + GAP + RISE), s.element)
            yield Label(runs, (x + dx, y0 - GAP - FALL), s.element)


def _near(points: Iterable[Point], runs: tuple[Run, ...], about: str) -> Iterator[Label]:
    """Places for the label of a node: in the corners about these points of its wires."""
    w = width(runs) / 2
    for x, y in points:
        for sx, sy in ((-1, 1), (1, 1), (-1, -1), (1, -1)):
            yield Label(runs, (x + sx * (w + 0.25), y + (RISE + 0.2 if sy > 0 else -FALL - 0.2)), about)


def _points(wires: Edges, node: str) -> list[Point]:
    """The grid points of a node's wires: junctions first, then corners and straight runs, then ends."""
    ways: dict[Point, int] = {}
    for edge in sorted(wires.get(node, ())):
        for c in edge:
            ways[c] = ways.get(c, 0) + 1
    return sorted(ways, key=lambda c: (-ways[c], c))


def _pins(d: Drawing, two: list[Part], amps: list[Amp], node: str) -> list[Point]:
    """The ends of parts at a node, and the tips of op-amps, for one that has no wires."""
    ends = {s.element: s.ends for s in d.symbols}
    tips = {t.element: t.tip for t in d.triangles}
    at_parts = [at for p in two for n, at in zip((p.a, p.b), ends[p.name], strict=True) if n == node]
    return [*at_parts, *(tips[a.name] for a in amps if a.out == node)]


def _coupling(e: Element, d: Drawing, clear: _Clear) -> Label:
    """The label of a coupling: between its coils if there is room, else under the drawing."""
    runs = amount(e)
    coils = [s.box for s in d.symbols if s.element in e.controls]
    x, y = sum(b[0] + b[2] for b in coils) / 4, sum(b[1] + b[3] for b in coils) / 4
    low = clear.low - 1
    places = [(x, y + dy) for dy in (0, 1, -1, 2, -2, 3, -3, 4, -4)] + [(x, low - k) for k in range(4)]
    return clear.put(clear.first([Label(runs, at, e.name) for at in places]))


def _worth_naming(node: str, two: list[Part], amps: list[Amp]) -> bool:
    """Do equations or labels speak of the node's voltage?  Where a source fixes it, only labels may."""
    if any(p.kind in "EG" and node in p.element.nodes[2:4] for p in two):
        return "." not in node
    if any(p.kind == "V" and p.shunt and node in (p.a, p.b) for p in two):
        return False
    pins = [n for a in amps for n in (a.out, *a.inputs)]
    joints = sum(node in (p.a, p.b) for p in two) + pins.count(node)
    return joints >= 3 or node in [a.out for a in amps] or ("." in node and node in pins)
