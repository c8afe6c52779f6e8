"""Mirrors of a circuit: permutations of its nodes and elements that leave it as it is when done twice.

A mirror maps elements to elements of equal kind and equal value, nodes to nodes, and ground to itself;
independent sources may differ in strength.  Nodes that it leaves alone lie on the *axis*; an element that it
leaves alone lies on the axis with both ends, or *across* it, from a node to that node's image.  Parts match
only if they share a symbol: equal numbers are a coincidence.

`find` searches, and nobody has to believe it: `objection` says what is wrong with a mirror.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value

MOST_VISITS = 20_000
"""Partial mirrors that a search looks at before it gives up."""
MOST_MIRRORS = 16
"""Mirrors that a search returns at most."""


@dataclass(frozen=True)
class Mirror:
    """Pairs of `nodes` and of `elements`, left to right; what is not named is its own image."""

    nodes: Mapping[str, str]
    elements: Mapping[str, str]

    @cached_property
    def _images(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        def both(pairs: Mapping[str, str]) -> Mapping[str, str]:
            return {**pairs, **{b: a for a, b in pairs.items()}}

        return both(self.nodes), both(self.elements)

    def node(self, name: str) -> str:
        """The image of a node."""
        return self._images[0].get(name, name)

    def element(self, name: str) -> str:
        """The image of an element."""
        return self._images[1].get(name, name)


def objection(c: Circuit, m: Mirror) -> str:
    """Why `m` is no mirror of the circuit, as a sentence; "" if it is one."""
    for pairs, known in ((m.nodes, set(c.nodes)), (m.elements, {e.name for e in c.elements})):
        named = [*pairs, *pairs.values()]
        if len(set(named)) != len(named):
            return "it names something twice"
        strange = set(named) - known
        if strange:
            return f"the circuit has no {min(strange)}"
    if not m.nodes:
        return "it moves no node"
    for e in c.elements:
        image = c.element(m.element(e.name))
        if turned(c, m, e, image) is None:
            return f"{image.name} is not the mirror image of {e.name}"
    return ""


def turned(c: Circuit, m: Mirror, e: Element, image: Element) -> bool | None:
    """Is `image` the image of `e`, with its ends in the same order (False) or turned round (True)?

    None if it is not.  What controls others, or is coupled, may not be turned.
    """
    if e.kind != image.kind or (e.kind not in "VIN" and value(e) != value(image)):
        return None
    if len(e.controls) != len(image.controls):
        return None
    controls = [m.element(n) for n in e.controls]
    if (sorted(controls) != sorted(image.controls)) if e.kind == "K" else (controls != list(image.controls)):
        return None
    ends, sensed = _moved(m, e.nodes[:2]), _moved(m, e.nodes[2:])
    same, back = ends == image.nodes[:2], ends == image.nodes[1::-1]
    if e.kind in "EG":
        same, back = same and sensed == image.nodes[2:], back and sensed == image.nodes[:1:-1]
    elif e.kind == "N" and sensed not in (image.nodes[2:], image.nodes[:1:-1]):
        return None
    if same:
        return False
    return True if back and e.kind not in "FH" and not _controls(c, e) else None


def _moved(m: Mirror, nodes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(m.node(n) for n in nodes)


def _controls(c: Circuit, e: Element) -> bool:
    return any(e.name in x.controls for x in c.elements)


def find(c: Circuit) -> list[Mirror]:
    """The circuit's mirrors, at most MOST_MIRRORS, those first that move most sources, then most nodes."""
    found = (m for nodes in _permutations(c) if (m := _completed(c, nodes)) is not None)
    mirrors = list(islice(found, MOST_MIRRORS))
    moved = {e.name: e.nodes for e in c.sources()}

    def worth(m: Mirror) -> tuple[int, int]:
        return (sum(_moved(m, nodes) != nodes for nodes in moved.values()), len(m.nodes))

    return sorted(mirrors, key=worth, reverse=True)


def _permutations(c: Circuit) -> Iterator[dict[str, str]]:
    """Permutations of the nodes, done twice nothing, that keep what lies between any two nodes."""
    between = _between(c)
    colors = _colors(c, between)
    order = list(c.nodes)
    visits = 0

    def fits(image: dict[str, str], n: str) -> bool:
        known = [*image, GROUND]
        full = {**image, GROUND: GROUND}
        return all(between.get((n, k)) == between.get((full[n], full[k])) for k in known)

    def grow(image: dict[str, str]) -> Iterator[dict[str, str]]:
        nonlocal visits
        visits += 1
        if visits > MOST_VISITS:
            return
        n = next((n for n in order if n not in image), None)
        if n is None:
            yield image
            return
        for other in order:
            if other not in image and colors[other] == colors[n]:
                larger = {**image, n: other, other: n}
                if fits(larger, n) and fits(larger, other):
                    yield from grow(larger)

    for image in grow({}):
        if any(a != b for a, b in image.items()):
            yield image


Between = dict[tuple[str, str], Counter[tuple[object, ...]]]


def _between(c: Circuit) -> Between:
    """How often which pins of which kinds of element meet at each ordered pair of nodes."""
    out: Between = {}
    for e in c.elements:
        kind = (e.kind, None if e.kind in "VIN" else value(e))
        for i, a in enumerate(e.nodes):
            for j, b in enumerate(e.nodes):
                if i != j:
                    out.setdefault((a, b), Counter())[(*kind, i < 2, j < 2)] += 1
    return out


def _colors(c: Circuit, between: Between) -> dict[str, int]:
    """A number for each node, the same for nodes that look alike however far one looks."""
    colors = {**dict.fromkeys(c.nodes, 1), GROUND: 0}
    for _ in c.nodes:
        seen = {
            n: (
                colors[n],
                frozenset(
                    Counter(
                        (colors[b], frozenset(pins.items())) for (a, b), pins in between.items() if a == n
                    ).items()
                ),
            )
            for n in colors
        }
        numbers = {what: k for k, what in enumerate(dict.fromkeys(seen.values()))}
        finer = {n: numbers[seen[n]] for n in colors}
        if len(set(finer.values())) == len(set(colors.values())):
            break
        colors = finer
    return colors


def _completed(c: Circuit, nodes: Mapping[str, str]) -> Mirror | None:
    """The mirror with this permutation of the nodes: elements find their images, nodes their sides."""
    moving = Mirror({a: b for a, b in nodes.items() if a < b}, {})
    pairs: dict[str, str] = {}
    for e in sorted(c.elements, key=lambda e: len(e.controls)):
        if e.name in pairs:
            continue
        so_far = Mirror(moving.nodes, {a: b for a, b in pairs.items() if a < b})
        free = [e, *(x for x in c.elements if x.name not in pairs and x is not e)]
        image = next((x for x in free if turned(c, so_far, e, x) is not None), None)
        if image is None:
            return None
        pairs |= {e.name: image.name, image.name: e.name}
    sides = _sides(c, nodes)
    if sides is None:
        return None
    left = {a: b for a, b in nodes.items() if a != b and sides[a]}
    elements: dict[str, str] = {}
    for e in c.elements:
        other = pairs[e.name]
        if other != e.name and e.name not in elements.values():
            here = [n for n in e.nodes if nodes.get(n, n) != n]
            swap = bool(here) and not sides[here[0]]
            elements |= {other: e.name} if swap else {e.name: other} if other not in elements else {}
    m = Mirror(left, elements)
    return None if objection(c, m) else m


def _sides(c: Circuit, nodes: Mapping[str, str]) -> dict[str, bool] | None:
    """Which nodes are on the left; None if an element joins the halves elsewhere than straight across.

    What current can flow between is on one side; so is what senses and what is sensed, where that is free.
    The side of the first node is the left one.
    """
    group = {n: n for n in nodes if nodes[n] != n}

    def root(n: str) -> str:
        while group[n] != n:
            n = group[n]
        return n

    def join(a: str, b: str) -> bool:
        if root(a) == root(nodes[b]):
            return False
        for x, y in ((a, b), (nodes[a], nodes[b])):
            group[root(y)] = root(x)
        return True

    for e in c.elements:
        a, b = (n if n in group else None for n in e.nodes[:2]) if e.nodes else (None, None)
        if a and b and nodes[a] != b and not join(a, b):
            return None
    for e in c.elements:
        known = [n for n in e.nodes if n in group]
        for a, b in pairwise(known):
            if nodes[a] != b:
                join(a, b)
    sides: dict[str, bool] = {}
    for n in c.nodes:
        if n in group and root(n) not in sides:
            sides |= {root(n): True, root(nodes[n]): False}
    return {n: sides[root(n)] for n in group}
