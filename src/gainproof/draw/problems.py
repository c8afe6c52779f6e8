"""The geometric test of a schematic.

It knows nothing of how the drawing was made.  It reads the connections back from wires, dots, marks and the
ends of symbols alone, as a reader's eye does: wires join where one ends on another, and where two merely
cross they do not.  What it reads must be the netlist.  Then it looks for what lies on what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.draw.drawing import (
    HALF,
    LENGTH,
    WIDTH,
    Box,
    Drawing,
    Point,
    Symbol,
    Triangle,
    ground_box,
    overlap,
)
from gainproof.draw.parts import effective, parts
from gainproof.draw.tiles import Tiles

Segment = tuple[Point, Point]
APART = 0.1  # between two labels


def problems(drawing: Drawing, circuit: Circuit) -> list[str]:
    """What is wrong with a drawing of a circuit, one sentence each; empty if nothing is."""
    circuit = effective(circuit)
    crooked = list(_crooked(drawing))
    if crooked:
        return crooked
    return [
        *_missing(drawing, circuit),
        *_connections(drawing, circuit),
        *_dots(drawing),
        *_overlaps(drawing),
        *_lettering(drawing),
        *_outside(drawing),
    ]


def _crooked(d: Drawing) -> Iterator[str]:
    for s in d.symbols:
        (x0, y0), (x1, y1) = s.ends
        if sorted((abs(x1 - x0), abs(y1 - y0))) != [0, LENGTH]:
            yield f"{s.element} is neither level nor upright, or not as long as a symbol is"
    for wire in d.wires:
        for p, q in pairwise(wire):
            if p[0] != q[0] and p[1] != q[1]:
                yield f"the wire from {p} to {q} is neither level nor upright"


def _missing(d: Drawing, c: Circuit) -> Iterator[str]:
    two, amps = parts(c)
    drawn = [s.element for s in d.symbols] + [t.element for t in d.triangles]
    for name in [p.name for p in two] + [a.name for a in amps]:
        if drawn.count(name) != 1:
            yield f"{name} is drawn {drawn.count(name)} times"
    labelled = {label.about for label in d.labels} | {t.label.about for t in d.triangles}
    for e in c.elements:
        if e.name not in labelled:
            yield f"{e.name} has no label"
    for p in two:
        for s in d.symbols:
            if s.element == p.name and s.kind != p.kind:
                yield f"{p.name} is drawn as a part of kind {s.kind}"
    known = {p.name for p in two} | {a.name for a in amps}
    for name in drawn:
        if name not in known:
            yield f"{name} is drawn, and is not in the circuit"


def hull(points: Iterable[Point]) -> Box:
    """The smallest box about points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def _lines(d: Drawing) -> Tiles[Segment]:
    return Tiles((hull(s), s) for s in segments(d))


def segments(d: Drawing) -> list[Segment]:
    """The straight pieces of all wires."""
    return [(p, q) for w in d.wires for p, q in pairwise(w)]


def _on(p: Point, s: Segment) -> bool:
    (x0, y0), (x1, y1) = s
    if x0 == x1:
        return p[0] == x0 and min(y0, y1) <= p[1] <= max(y0, y1)
    return p[1] == y0 and min(x0, x1) <= p[0] <= max(x0, x1)


def _connections(d: Drawing, c: Circuit) -> Iterator[str]:
    leader: dict[Point, Point] = {}

    def find(p: Point) -> Point:
        while leader.setdefault(p, p) != p:
            p = leader[p]
        return p

    pins = list(_pins(d, c))
    lines = segments(d)
    for p, q in lines:
        leader[find(p)] = find(q)
    points = {p for s in lines for p in s} | {at for at, _, _ in pins} | set(d.dots) | set(d.grounds)
    points |= {t.at for t in d.terminals}
    near = _lines(d)
    for p in sorted(points):
        for s in near.near((*p, *p)):
            if _on(p, s):
                leader[find(p)] = find(s[0])
    node_of: dict[Point, set[str]] = {}
    for at in d.grounds:
        node_of.setdefault(find(at), set()).add(GROUND)
    for at, node, _ in pins:
        node_of.setdefault(find(at), set()).add(node)
    for nodes in node_of.values():
        if len(nodes) > 1:
            yield f"nodes {' and '.join(sorted(nodes))} are joined"
    places: dict[str, set[Point]] = {}
    for at, node, name in pins:
        places.setdefault(node, set()).add(find(at))
        if node == GROUND and not any(find(g) == find(at) for g in d.grounds):
            yield f"{name} does not reach ground"
    for node, where in sorted(places.items()):
        if node != GROUND and len(where) > 1:
            yield f"node {node} is in {len(where)} pieces"
    for t in d.terminals:
        if not node_of.get(find(t.at)):
            yield f"the terminal at {t.at} is connected to nothing"


def _pins(d: Drawing, c: Circuit) -> Iterator[tuple[Point, str, str]]:
    for s in d.symbols:
        e = c.by_name.get(s.element.lower())
        if e is not None:
            for at, node in zip(s.ends, e.nodes, strict=False):
                yield at, node, s.element
    for t in d.triangles:
        e = c.by_name.get(t.element.lower())
        if e is not None:
            nodes = e.nodes if t.floating else (e.nodes[0], *e.nodes[2:])
            if not t.floating and e.nodes[1] != GROUND:
                yield t.base, e.nodes[1], t.element
            for at, node in zip(t.pins, nodes, strict=True):
                yield at, node, t.element


def _ways(p: Point, attached: Counter[Point], lines: Tiles[Segment]) -> int:
    """How many wires, symbols and marks meet in a point."""
    count = attached[p]
    for s in lines.near((*p, *p)):
        if p in s:
            count += 1
        elif _on(p, s):
            count += 2
    return count


def _dots(d: Drawing) -> Iterator[str]:
    lines = _lines(d)
    attached = Counter(p for s in d.symbols for p in s.ends)
    attached.update([*d.grounds, *(t.at for t in d.terminals), *(p for t in d.triangles for p in t.pins)])
    tips = {p for w in d.wires for p in (w[0], w[-1])}
    for p in sorted(tips | {p for s in d.symbols for p in s.ends}):
        ways = _ways(p, attached, lines)
        if ways >= 3 and p not in d.dots:
            yield f"the junction at {p} has no dot"
        if ways < 2 and p in tips:
            yield f"the wire at {p} ends in the air"
    for p in d.dots:
        if _ways(p, attached, lines) < 3:
            yield f"the dot at {p} is no junction"


def bodies(t: Triangle) -> list[Box]:
    """A triangle as a stair of boxes."""
    x, y = t.base
    steps = 12
    out = []
    for k in range(steps):
        h = HALF * (1 - k / steps)
        out.append((x + WIDTH * k / steps, y - h, x + WIDTH * (k + 1) / steps, y + h))
    return out


def crosses(s: Segment, b: Box) -> bool:
    """Does a segment run through the inside of a box?"""
    (x0, y0), (x1, y1) = s
    return (
        min(x0, x1) < b[2] - 1e-6
        and max(x0, x1) > b[0] + 1e-6
        and min(y0, y1) < b[3] - 1e-6
        and max(y0, y1) > b[1] + 1e-6
    )


def _leads(s: Symbol) -> list[Segment]:
    (a, b), box = s.ends, s.box
    if s.upright:
        hi, lo = max(a[1], b[1]), min(a[1], b[1])
        return [((a[0], hi), (a[0], box[3])), ((a[0], box[1]), (a[0], lo))]
    left, right = min(a[0], b[0]), max(a[0], b[0])
    return [((left, a[1]), (box[0], a[1])), ((box[2], a[1]), (right, a[1]))]


def _solid(d: Drawing) -> list[tuple[str, list[Box]]]:
    """What is drawn besides wires and letters, with its room."""
    solid: list[tuple[str, list[Box]]] = [(s.element, [s.box]) for s in d.symbols]
    solid += [(t.element, bodies(t)) for t in d.triangles]
    return solid + [(f"the ground at {g}", [ground_box(g)]) for g in d.grounds]


def _around(boxes: list[Box]) -> Box:
    return hull([p for b in boxes for p in (b[:2], b[2:])])


def _overlaps(d: Drawing) -> Iterator[str]:
    solid = _solid(d)
    lines = _lines(d)
    shapes = Tiles((_around(boxes), (k, name, boxes)) for k, (name, boxes) in enumerate(solid))
    for k, (name, mine) in enumerate(solid):
        for j, other, theirs in shapes.near(_around(mine)):
            if j > k and any(overlap(a, b) for a in mine for b in theirs):
                yield f"{name} overlaps {other}"
        for s in lines.near(_around(mine)):
            if any(crosses(s, b) for b in mine):
                yield f"a wire from {s[0]} to {s[1]} runs through {name}"
    found = [(s.element, lead) for s in d.symbols for lead in _leads(s)]
    leads = Tiles((hull(lead), (k, name, lead)) for k, (name, lead) in enumerate(found))
    for k, (name, lead) in enumerate(found):
        for _, other, boxes in shapes.near(hull(lead)):
            if other != name and any(crosses(lead, b) for b in boxes):
                yield f"the lead of {name} runs through {other}"
        for s in lines.near(hull(lead)):
            if crosses(s, _inside(lead)):
                yield f"a wire from {s[0]} to {s[1]} runs over the lead of {name}"
        for j, other, another in leads.near(hull(lead)):
            if j > k and other != name and overlap(_inside(lead), _inside(another)):
                yield f"the lead of {name} runs over the lead of {other}"


def _inside(lead: Segment) -> Box:
    """The room of a lead, without its ends, where wires and other leads may be attached."""
    (x0, y0), (x1, y1) = lead
    dx, dy = (0.05, -0.05) if x0 == x1 else (-0.05, 0.05)
    return (min(x0, x1) - dx, min(y0, y1) - dy, max(x0, x1) + dx, max(y0, y1) + dy)


def _lettering(d: Drawing) -> Iterator[str]:
    shapes = Tiles((_around(boxes), (name, boxes)) for name, boxes in _solid(d))
    lines = Tiles((hull(s), s) for s in (*segments(d), *(lead for s in d.symbols for lead in _leads(s))))
    circles = [(x - 0.2, y - 0.2, x + 0.2, y + 0.2) for x, y in (t.at for t in d.terminals)]
    marked = [(label, "".join(r.text for r in label.runs)) for label in d.labels]
    marked += [(t.label, "".join(r.text for r in t.label.runs)) for t in d.terminals]
    for k, (label, text) in enumerate(marked):
        box = label.box
        for other, words in marked[k + 1 :]:
            if overlap(box, other.box, APART):
                yield f"the label {text} overlaps the label {words}"
        for name, boxes in shapes.near(box):
            if any(overlap(box, b) for b in boxes):
                yield f"the label {text} lies on {name}"
        if any(overlap(box, c) for c in circles):
            yield f"the label {text} lies on a terminal"
        for s in lines.near(box):
            if crosses(s, box):
                yield f"a wire from {s[0]} to {s[1]} crosses the label {text}"
    for t in d.triangles:
        x, y = t.base
        left, low, right, high = t.label.box
        room = HALF * (1 - (right - x) / WIDTH)
        if left < x or low < y - room or high > y + room:
            yield f"the label of {t.element} is outside its triangle"


def _outside(d: Drawing) -> Iterator[str]:
    left, low, right, high = d.box
    rooms = [(label.about, label.box) for label in (*d.labels, *(t.label for t in d.terminals))]
    rooms += [*((s.element, s.box) for s in d.symbols), *((t.element, t.box) for t in d.triangles)]
    rooms += [(f"the ground at {g}", ground_box(g)) for g in d.grounds]
    rooms += [("a wire", (*p, *p)) for w in d.wires for p in w]
    for name, b in rooms:
        if b[0] < left or b[1] < low or b[2] > right or b[3] > high:
            yield f"{name} is outside of the drawing's frame"
