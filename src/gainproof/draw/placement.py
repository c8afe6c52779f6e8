"""From the circuit to the drawing: lay out, wire, label, and look at the result.

The textbook's rules come first, with a little more room each time that the geometric test finds fault.  If it
still does, the plain rows are drawn, which are right whatever the circuit, and the drawing's note says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.draw import labels as lettering
from gainproof.draw.drawing import (
    HALF,
    WIDTH,
    Box,
    Drawing,
    Label,
    Point,
    Run,
    Symbol,
    Terminal,
    Triangle,
    ground_box,
    width,
)
from gainproof.draw.hints import heed, read_hints
from gainproof.draw.layout import Layout
from gainproof.draw.parts import Amp, Part, amount, parts, symbol
from gainproof.draw.problems import bodies, problems, segments
from gainproof.draw.rows import rows
from gainproof.draw.sheet import Cell, NoRoute, Sheet
from gainproof.draw.textbook import textbook

NOTE = "drawn in plain rows: the rules found no clear picture of this circuit"


def place(circuit: Circuit, *, output: tuple[str, ...] = (), hints: Mapping[str, str] | None = None) -> Drawing:
    """The schematic of a circuit.

    `output` names one node, or two, whose voltage is asked for; open terminals are drawn there, by default at
    the last op-amp's output.  `hints` move single parts: by the element's name "above", "below", "left",
    "right", "vertical", "horizontal" or "at 3,4" (grid units, y upwards, of its first node's end).  Raises
    GainproofError for an element or a hint that is not known.  The same circuit gives the same drawing.
    """
    two, amps = parts(circuit)
    wanted = read_hints(circuit, hints or {})
    asked = tuple(n for n in (circuit.node(o) for o in output) if n != GROUND)
    asked = asked or tuple(a.out for a in amps[-1:])
    best: tuple[int, Drawing] | None = None
    for wide in (0, 1, 2):
        try:
            layout = heed(textbook(two, amps, asked, wide), wanted)
            drawing = _draw(circuit, two, amps, layout)
        except NoRoute:
            continue
        faults = len(problems(drawing, circuit))
        if not faults:
            return drawing
        if best is None or faults < best[0]:
            best = (faults, drawing)
    return _draw(circuit, two, amps, rows(two, amps, asked), NOTE)


def _draw(c: Circuit, two: list[Part], amps: list[Amp], layout: Layout, note: str = "") -> Drawing:
    """Wire and label a layout; NoRoute if a net cannot be joined."""
    known = {p.name: p for p in two}
    symbols = tuple(Symbol(known[n].kind, n, ends, known[n].dotted) for n, ends in layout.ends.items())
    triangles = []
    for a in amps:
        base, up = layout.amps[a.name]
        middle = Label(a.runs, (base[0] + 2.6, base[1]), a.name)
        triangles.append(Triangle(a.name, base, up, middle, a.reference != GROUND))
    sheet, grounds = _wired(two, amps, layout, symbols, tuple(triangles))
    lines, dots = sheet.polylines()
    terminals = []
    for node, at in layout.terminals:
        runs = symbol(_name(c, node))
        terminals.append(Terminal(at, Label(runs, (at[0] + 0.5 + width(runs) / 2, at[1]), node)))
    bare = Drawing(symbols, tuple(triangles), tuple(lines), tuple(dots), grounds, (), tuple(terminals))
    written = _lettered(c, bare, {p.name: p.runs for p in two}, sheet, two, amps)
    box = _bounds(bare, written)
    return Drawing(
        symbols, bare.triangles, bare.wires, bare.dots, grounds, written, bare.terminals, box,
        c.title or "Schematic", _described(two, amps), note,
    )  # fmt: skip


def _wired(
    two: list[Part], amps: list[Amp], layout: Layout, symbols: tuple[Symbol, ...], triangles: tuple[Triangle, ...]
) -> tuple[Sheet, tuple[Point, ...]]:
    sheet = Sheet()
    part = {p.name: p for p in two}
    for s in symbols:
        (a, b) = layout.ends[s.element]
        inside = [c for c in _line(a, b) if c not in (a, b)]
        sheet.block(inside)
        side = ((1, 0), (-1, 0)) if s.upright else ((0, 1), (0, -1))
        sheet.crowd((x + dx, y + dy) for x, y in inside for dx, dy in side)
    for t in triangles:
        (x, y), _ = layout.amps[t.element]
        inside = [
            (x + dx, y + dy)
            for dx in range(WIDTH + 1)
            for dy in range(-3, 4)
            if abs(dy) <= HALF * (1 - dx / WIDTH) + 0.2
        ]
        sheet.block(set(inside) - set(t.pins))  # type: ignore[arg-type]
        sheet.crowd((x - 1, y + dy) for dy in range(-3, 4))
    for s in symbols:
        p = part[s.element]
        for node, at in zip((p.a, p.b), layout.ends[s.element], strict=True):
            sheet.pin(node, at)
    for t, a in zip(triangles, amps, strict=True):
        nodes = [a.out, *([a.reference] if t.floating else []), a.plus, a.minus]
        for node, pin in zip(nodes, t.pins, strict=True):
            sheet.pin(node, (round(pin[0]), round(pin[1])))
    for node, at in layout.terminals:
        sheet.pin(node, at)
    grounds = _grounded(sheet, layout)
    for g in grounds:
        sheet.block([(g[0], g[1] - 1)])
        sheet.crowd([(g[0] - 1, g[1] - 1), (g[0] + 1, g[1] - 1)])
    for node, points in layout.wires:
        if node != GROUND:
            for p, q in zip(points, points[1:], strict=False):
                sheet.lay(node, (p, q))
    nets = sorted({n for n in sheet.pins.values() if n != GROUND}, key=lambda n: (_span(sheet, n), n))
    cells = [*sheet.pins, *sheet.solid]
    frame = (
        min(x for x, _ in cells) - 4,
        min(y for _, y in cells) - 4,
        max(x for x, _ in cells) + 4,
        max(y for _, y in cells) + 4,
    )
    for net in nets:
        sheet.join(net, frame)
    sheet.prune()
    return sheet, tuple(grounds)


def _grounded(sheet: Sheet, layout: Layout) -> list[Cell]:
    """Lay the short wires to ground; marks where they are wanted, and at every grounded end left without."""
    for node, points in layout.wires:
        if node == GROUND:
            sheet.lay(node, points)
    ends = [at for at, node in sheet.pins.items() if node == GROUND]
    marks: list[Cell] = []
    for piece in sheet.joined(GROUND):
        if any(at in piece for at in ends):
            here = [m for m in dict.fromkeys(layout.grounds) if m in piece]
            marks += here or [min(at for at in ends if at in piece)]
    for m in marks:
        sheet.pin(GROUND, m)
    return marks


def _span(sheet: Sheet, net: str) -> int:
    xs = [at for at, n in sheet.pins.items() if n == net]
    return max(x for x, _ in xs) - min(x for x, _ in xs) + max(y for _, y in xs) - min(y for _, y in xs)


def _line(a: Cell, b: Cell) -> list[Cell]:
    (x0, y0), (x1, y1) = min(a, b), max(a, b)
    return [(x, y) for x in range(x0, x1 + 1) for y in range(min(y0, y1), max(y0, y1) + 1)]


def _name(c: Circuit, node: str) -> str:
    found = c.voltage(node)
    return str(found.args[0])


def _lettered(
    c: Circuit,
    d: Drawing,
    runs: Mapping[str, tuple[Run, ...]],
    sheet: Sheet,
    two: list[Part],
    amps: list[Amp],
) -> tuple[Label, ...]:
    """The labels of the parts, then those of the nodes that find room."""
    boxes: list[Box] = [s.box for s in d.symbols] + [b for t in d.triangles for b in bodies(t)]
    boxes += [ground_box(g) for g in d.grounds] + [t.label.box for t in d.terminals]
    boxes += [(x - 0.25, y - 0.25, x + 0.25, y + 0.25) for x, y in [t.at for t in d.terminals]]
    clear = lettering.Clear(boxes, [*segments(d), *(tuple(s.ends) for s in d.symbols)])
    out: list[Label] = []
    for s in d.symbols:
        candidates = list(lettering.beside(s, runs[s.element]))
        found = clear.first(iter(candidates))
        out.append(found or clear.put(candidates[0]))
    bodies_of = {s.element: s.box for s in d.symbols}
    for e in c.elements:
        if e.kind == "K":
            out.append(_coupling(e, clear, [bodies_of[n] for n in e.controls]))
    shown = {t.label.about for t in d.terminals}
    for node in c.nodes:
        if node in shown or not worth_naming(c, node, two, amps):
            continue
        points = lettering.node_points(sheet.wires, node)
        found = clear.first(lettering.near(points, symbol(_name(c, node)), f"node {node}"))
        if found:
            out.append(found)
    return tuple(out)


def _coupling(e: Element, clear: lettering.Clear, coils: list[Box]) -> Label:
    """The label of a coupling: between its coils if there is room, else under the drawing."""
    runs = amount(e)
    x = sum(b[0] + b[2] for b in coils) / 4
    y = sum(b[1] + b[3] for b in coils) / 4
    low = min(b[1] for b in clear.boxes) - 1
    places = [(x, y + dy) for dy in (0, 1, -1, 2, -2, 3, -3, 4, -4)] + [(x, low), (x, low - 1)]
    found = clear.first(Label(runs, at, e.name) for at in places)
    return found or clear.put(Label(runs, (x, low - 2), e.name))


def worth_naming(c: Circuit, node: str, two: list[Part], amps: list[Amp]) -> bool:
    """Is the node's voltage one that equations will speak of?  Not if a source fixes it, nor inside an op-amp."""
    if "." in node or any(p.kind == "V" and p.shunt and node in (p.a, p.b) for p in two):
        return False
    steering = any(p.kind in "EG" and node in p.element.nodes[2:4] for p in two)
    joints = sum(node in (p.a, p.b) for p in two) + sum(node in (a.out, *a.inputs) for a in amps)
    return steering or joints >= 3 or any(node == a.out for a in amps)


def _bounds(d: Drawing, written: tuple[Label, ...]) -> Box:
    boxes: list[Any] = [label.box for label in written] + [t.label.box for t in d.terminals]
    boxes += [s.box for s in d.symbols] + [t.box for t in d.triangles] + [ground_box(g) for g in d.grounds]
    boxes += [(*p, *p) for w in d.wires for p in w] + [(*p, *p) for s in d.symbols for p in s.ends]
    edge = 0.4
    return (
        min((b[0] for b in boxes), default=0.0) - edge,
        min((b[1] for b in boxes), default=0.0) - edge,
        max((b[2] for b in boxes), default=0.0) + edge,
        max((b[3] for b in boxes), default=0.0) + edge,
    )


def _described(two: list[Part], amps: list[Amp]) -> str:
    """The netlist in words, for those who cannot see the picture."""

    def node(n: str) -> str:
        return "ground" if n == GROUND else f"node {n}"

    said = [f"{p.name} from {node(p.a)} to {node(p.b)}" for p in two]
    said += [f"op-amp {a.name} with + at {node(a.plus)}, - at {node(a.minus)}, output at {node(a.out)}" for a in amps]
    return "; ".join(said)
