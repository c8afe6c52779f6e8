"""Graphs of branches: paths, blocks, and the faces of a drawing without crossings.

A graph is a mapping from the names of its branches to their two ends; branches may lie side by side.  A
*dart* is a branch with a direction.  Drawn in the plane, a block (a part that no single node separates) cuts
it into faces, each bounded by a cycle of darts that goes around it clockwise, the outer face included; every
dart bounds one face, and its twin the face on the other side.

The drawing is found face by face: G. Demoucron, Y. Malgrange, R. Pertuiset, "Graphes planaires:
reconnaissance et construction de représentations planaires topologiques", Rev. Franç. Rech. Opér. 8 (1964).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from gainproof.errors import GainproofError

Ends = Mapping[str, tuple[str, str]]
"""The two ends of each branch, by its name."""
Dart = tuple[str, str, str]
"""A branch, the node it is left from and the node it is entered to."""
Walk = tuple[Dart, ...]
"""Darts, each starting where the one before it ends."""


class NotPlanar(GainproofError):
    """The branches cannot be drawn in the plane without crossings."""


def twin(d: Dart) -> Dart:
    """The same branch the other way."""
    return (d[0], d[2], d[1])


def darts(ends: Ends) -> dict[str, list[Dart]]:
    """The darts that leave each node."""
    out: dict[str, list[Dart]] = {}
    for name, (a, b) in ends.items():
        out.setdefault(a, []).append((name, a, b))
        out.setdefault(b, []).append((name, b, a))
    return out


def cheapest(ends: Ends, a: str, b: str, cost: Callable[[str], int] = lambda _: 1) -> Walk | None:
    """The walk from node `a` to node `b` whose branches cost least; None if there is none."""
    near = darts(ends)
    queue: list[tuple[int, int, str, Dart | None]] = [(0, 0, a, None)]
    came: dict[str, Dart | None] = {}
    count = 0
    while queue:
        spent, _, node, by = heappop(queue)
        if node in came:
            continue
        came[node] = by
        if node == b:
            break
        for d in near.get(node, ()):
            count += 1
            heappush(queue, (spent + cost(d[0]), count, d[2], d))
    if b not in came:
        return None
    walk: list[Dart] = []
    while (last := came[walk[-1][1] if walk else b]) is not None:
        walk.append(last)
    return tuple(reversed(walk))


def forest(ends: Ends) -> dict[str, tuple[str, str]]:
    """Branches, in order, that close no cycle with those before them."""
    root: dict[str, str] = {}
    kept = {}
    for name, (a, b) in ends.items():
        if (x := _root(root, a)) != (y := _root(root, b)):
            root[x] = y
            kept[name] = (a, b)
    return kept


def _root(parent: Mapping[str, str], x: str) -> str:
    while x in parent:
        x = parent[x]
    return x


def blocks(ends: Ends) -> list[dict[str, tuple[str, str]]]:
    """The largest parts in which any two branches lie on a common cycle, in order of appearance.

    A branch that lies on no cycle is in none of them.  Two branches are in one block exactly if a chain of
    fundamental cycles links them.
    """
    tree = forest(ends)
    root: dict[str, str] = {}
    looped: set[str] = set()
    for name, (a, b) in ends.items():
        if name in tree or a == b:
            continue
        cycle = [name, *(d[0] for d in cheapest(tree, b, a) or ())]
        looped.update(cycle)
        for other in cycle[1:]:
            x, y = _root(root, name), _root(root, other)
            if x != y:
                root[x] = y
    parts: dict[str, dict[str, tuple[str, str]]] = {}
    for name, pair in ends.items():
        if name in looped:
            parts.setdefault(_root(root, name), {})[name] = pair
    return list(parts.values())


def faces(block: Ends) -> list[Walk]:
    """The faces of a block drawn in the plane, the outer one among them; any may be drawn outside.

    Start from a cycle.  What is not yet drawn falls into fragments; each must fit into one face that holds
    all nodes where it is attached.  Draw a path through the fragment that has least choice.

    Raises NotPlanar if a fragment fits nowhere.
    """
    name, (a, b) = next(iter(block.items()))
    back = cheapest({n: p for n, p in block.items() if n != name}, b, a)
    assert back is not None
    cycle: Walk = ((name, a, b), *back)
    drawn = [cycle, tuple(twin(d) for d in reversed(cycle))]
    left = {n: p for n, p in block.items() if n not in {d[0] for d in cycle}}
    while left:
        placed = {d[1] for face in drawn for d in face}
        choices = []
        for fragment in _fragments(left, placed):
            fits = [f for f in drawn if fragment.attached <= {d[1] for d in f}]
            choices.append((len(fits), fragment, fits))
        count, fragment, fits = min(choices, key=lambda c: c[0])
        if not count:
            raise NotPlanar(f"{', '.join(block)} cannot be drawn in the plane without crossings")
        path = fragment.across()
        drawn.remove(fits[0])
        drawn += _split(fits[0], path)
        left = {n: p for n, p in left.items() if n not in {d[0] for d in path}}
    return drawn


@dataclass(frozen=True)
class _Fragment:
    """Branches that hang together outside the drawing, and the nodes at which they touch it."""

    branches: Ends
    attached: frozenset[str]

    def across(self) -> Walk:
        """A path through the fragment between two of the nodes at which it is attached."""
        start = min(self.attached)
        inner = {n: p for n, p in self.branches.items() if start in p}
        first = next(iter(inner))
        near = inner[first][inner[first][0] == start]
        if near in self.attached:
            return ((first, start, near),)
        rest = {n: p for n, p in self.branches.items() if start not in p}
        goals = self.attached - {start}
        walks = [w for g in sorted(goals) if (w := cheapest(_ending(rest, goals, g), near, g)) is not None]
        return ((first, start, near), *min(walks, key=len))


def _ending(ends: Ends, goals: Collection[str], goal: str) -> dict[str, tuple[str, str]]:
    """The branches that touch no goal but this one."""
    return {n: p for n, p in ends.items() if all(x == goal or x not in goals for x in p)}


def _fragments(left: Ends, placed: Collection[str]) -> Iterable[_Fragment]:
    """What is left to draw, in parts joined by nodes that are not placed yet."""
    near = darts(left)
    seen: set[str] = set()
    for name in left:
        if name in seen:
            continue
        part = {name}
        stack = [n for n in left[name] if n not in placed]
        reached = set(stack)
        while stack:
            for d in near[stack.pop()]:
                part.add(d[0])
                if d[2] not in placed and d[2] not in reached:
                    reached.add(d[2])
                    stack.append(d[2])
        seen |= part
        branches = {n: p for n, p in left.items() if n in part}
        yield _Fragment(branches, frozenset(x for p in branches.values() for x in p if x in placed))


def _split(face: Walk, path: Walk) -> list[Walk]:
    """The two faces into which a path across a face divides it."""
    start, end = path[0][1], path[-1][2]
    at = [d[1] for d in face].index(start)
    turned = face[at:] + face[:at]
    cut = [d[1] for d in turned].index(end)
    back = tuple(twin(d) for d in reversed(path))
    return [turned[:cut] + back, path + turned[cut:]]
