"""The meshes of a planar circuit, and which branches stand for what in mesh analysis.

A circuit's branches are its elements between their first two nodes; pins that only control draw no current
and are no branches, nor is a current source that is off.  Each block of the graph of branches is drawn in the
plane, and its faces but the outer one are its meshes.  A branch carries the current of the mesh on one side
less that of the mesh on the other, so the currents of the meshes give all others.

Some branches say nothing about their voltage: current sources and the outputs of ideal op-amps.  Meshes on
both sides of such a branch are joined to a *supermesh*, whose loop goes around the branch; the law of the
branch takes the place of the equation so lost.  Where such branches alone tie a part of the circuit to the
rest, not all can be gone around; those that are left keep an unknown voltage.

Meshes: C. A. Desoer, E. S. Kuh, *Basic Circuit Theory* (1969), ch. 10; supermeshes: W. H. Hayt, J. E.
Kemmerly, *Engineering Circuit Analysis*, ch. on nodal and mesh analysis.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.planar import Dart, Ends, Walk, blocks, faces, forest, twin
from gainproof.expression import ZERO

FREE = "IGFN"
"""Kinds whose law says nothing about the voltage across them."""
OUTER = -1
DRAWINGS = 8
"""How many drawings of a block are compared."""


@dataclass(frozen=True)
class Meshes:
    """Meshes, numbered from 0, each a cycle of darts that goes around it clockwise.

    `ends` are all branches; `tree` gives, for every mesh, the dart on it by which its current is known from
    that of the mesh on the other side, meshes nearer to the outer face first; `round` are the free branches
    that loops go around.
    """

    ends: Ends
    walks: tuple[Walk, ...]
    tree: dict[int, Dart]
    round: frozenset[str]

    @cached_property
    def _side(self) -> dict[Dart, int]:
        return {d: m for m, walk in enumerate(self.walks) for d in walk}

    def sides(self, d: Dart) -> tuple[int, int]:
        """The mesh that a dart bounds, and the one on its other side; OUTER for none."""
        return self._side.get(d, OUTER), self._side.get(twin(d), OUTER)

    @cached_property
    def supermeshes(self) -> list[tuple[int, ...]]:
        """Meshes joined across the branches that are gone around; those open to the outside are left out."""
        pairs = {n: tuple(map(str, self.sides((n, *self.ends[n])))) for n in self.round}
        group = {m: {m} for m in range(OUTER, len(self.walks))}
        for a, b in ((int(x), int(y)) for x, y in pairs.values()):
            joined = group[a] | group[b]
            group.update(dict.fromkeys(joined, joined))
        inner = [tuple(sorted(g)) for g in group.values() if OUTER not in g]
        return list(dict.fromkeys(inner))

    def loop(self, group: Collection[int]) -> Walk:
        """The cycle of darts around a supermesh, and around what it encloses, clockwise."""
        outside = {OUTER}
        stack = [OUTER]
        around: dict[int, set[int]] = {}
        for d, m in self._side.items():
            other = self.sides(d)[1]
            around.setdefault(m, set()).add(other)
            around.setdefault(other, set()).add(m)
        while stack:
            for m in around[stack.pop()] - outside:
                if m not in group:
                    outside.add(m)
                    stack.append(m)
        rim = {d[1]: d for m in group for d in self.walks[m] if self.sides(d)[1] in outside}
        first = next(d for d in self.walks[min(group)] if d in rim.values()) if rim else None
        assert first is not None
        walk = [first]
        while walk[-1][2] != first[1]:
            walk.append(rim[walk[-1][2]])
        return tuple(walk)


def branches(c: Circuit) -> dict[str, tuple[str, str]]:
    """The branches of a circuit: what can carry a current from one node to another."""
    return {
        e.name: (e.nodes[0], e.nodes[1])
        for e in c.elements
        if e.kind != "K" and e.nodes[0] != e.nodes[1] and not (e.kind == "I" and e.value == ZERO)
    }


def meshes(c: Circuit, drive: Sequence[str], first: Sequence[str]) -> Meshes:
    """The meshes of a circuit, drawn so that there are few shared branches and supermeshes.

    The mesh of the source `drive` comes first, and goes the way in which that source drives its current.
    Mesh currents are known, where there is a choice, by the branches `first`.  Raises NotPlanar.
    """
    ends = branches(c)
    free = [n for n in ends if c.element(n).kind in FREE]
    walks: list[Walk] = []
    outer: set[str] = set()
    for block in blocks(ends):
        drawing, rim = min(
            _drawings(block), key=lambda drawn: _cost(drawn, [n for n in block if n in free], drive)
        )
        if not _goes_well(c, drawing, [*drive, *(e.name for e in c.sources()), *block]):
            drawing = [tuple(twin(d) for d in reversed(f)) for f in drawing]
        walks += drawing
        outer |= {d[0] for d in rim}
    walks = _in_order(walks, list(dict.fromkeys([*drive, *ends])))
    bare = Meshes(ends, tuple(walks), {}, frozenset())
    dual = {n: pair for n in ends if (pair := bare.sides((n, *ends[n])))[0] != pair[1]}
    order = sorted(dual, key=lambda n: (n not in free, n not in first, n not in outer))
    kept = forest({n: (str(dual[n][0]), str(dual[n][1])) for n in order})
    return Meshes(ends, bare.walks, _tree(bare, kept), frozenset(n for n in kept if n in free))


def _drawings(block: Ends) -> Iterable[tuple[list[Walk], Walk]]:
    """Drawings of a block, as its meshes and its outer face: several ways, each face outside in turn."""
    names = list(block)
    step = max(1, len(names) // DRAWINGS)
    for k in range(0, len(names), step):
        drawn = faces({n: block[n] for n in (*names[k:], *names[:k])})
        for i, rim in enumerate(drawn):
            yield [*drawn[:i], *drawn[i + 1 :]], rim


def _cost(drawn: tuple[list[Walk], Walk], free: Collection[str], drive: Sequence[str]) -> tuple[int, ...]:
    """What makes a drawing hard to read: free branches and the source inside, then shared branches."""
    inner, rim = drawn
    outside = {d[0] for d in rim}
    return (
        sum(n not in outside for n in free),
        sum(n not in outside for n in drive if any(d[0] == n for f in inner for d in f)),
        -len(rim),
        max(map(len, inner)),
    )


def _goes_well(c: Circuit, drawing: list[Walk], wanted: Sequence[str]) -> bool:
    """Does the first of the wanted branches that is here carry its source's current along its mesh?"""
    on = {d[0]: d for f in drawing for d in reversed(f)}
    name = next(n for n in wanted if n in on)
    e = c.element(name)
    forward = on[name][1:] == e.nodes[:2]
    return forward != (e.kind == "V")


def _in_order(walks: list[Walk], names: Sequence[str]) -> list[Walk]:
    """The walks from the first named branch onwards, neighbours before others, each from its first branch."""
    left = list(walks)
    rank = {n: k for k, n in enumerate(names)}
    found: list[Walk] = []
    queue: list[Walk] = []
    while left:
        if not queue:
            queue.append(min(left, key=lambda f: min(rank[d[0]] for d in f)))
        here = queue.pop(0)
        if here not in left:
            continue
        left.remove(here)
        at = min(range(len(here)), key=lambda k: rank[here[k][0]])
        found.append(here[at:] + here[:at])
        beside = {twin(d) for d in here}
        queue += [f for f in left if beside.intersection(f)]
    return found


def _tree(bare: Meshes, kept: Collection[str]) -> dict[int, Dart]:
    """By which dart each mesh is known from its neighbour, the first mesh that can be known first."""
    both = [d for n in kept for d in ((n, *bare.ends[n]), twin((n, *bare.ends[n])))]
    tree: dict[int, Dart] = {}
    while len(tree) < len(bare.walks):
        steps = [(m, d) for d in both for m, other in (bare.sides(d),) if other == OUTER or other in tree]
        m, d = min((s for s in steps if s[0] != OUTER and s[0] not in tree), key=lambda s: s[0])
        tree[m] = d
    return tree
