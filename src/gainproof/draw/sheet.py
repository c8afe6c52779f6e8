"""The sheet of grid points on which symbols stand and wires run.

A wire is laid as unit edges that belong to a net.  Two nets may meet at a point only where one runs
straight across the other and neither has a pin or a bend there.  What the rules of placement have not
wired is joined by a search for the cheapest path: every unit of length, every bend and every crossing
has its price, and so has running close to a body, where the labels will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

Cell = tuple[int, int]
STEPS: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 0), (0, -1))
BEND, CROSSING, CLOSE = 3, 9, 2


class NoRoute(Exception):
    """A net could not be joined."""


@dataclass
class Budget:
    """How many more points a search may look at, in all the attempts at one drawing."""

    points: int = 20_000


class Sheet:
    """Occupied points, pins and wires."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.solid: set[Cell] = set()
        self.close: dict[Cell, int] = {}
        self.pins: dict[Cell, str] = {}
        self.wires: dict[str, set[tuple[Cell, Cell]]] = {}
        self.attached: dict[Cell, int] = {}
        self._at: dict[Cell, dict[str, set[Cell]]] = {}

    def block(self, cells: Iterable[Cell]) -> None:
        """Points through which no wire may run."""
        self.solid.update(cells)

    def crowd(self, cells: Iterable[Cell]) -> None:
        """Points that wires had better leave to labels."""
        for c in cells:
            self.close[c] = self.close.get(c, 0) + CLOSE

    def pin(self, net: str, at: Cell) -> None:
        """A terminal of `net`.  Raises NoRoute if another net has one there."""
        if self.pins.setdefault(at, net) != net or at in self.solid:
            raise NoRoute(f"{net} at {at}")
        self.attached[at] = self.attached.get(at, 0) + 1

    def _free(self, net: str, at: Cell, heading: Cell) -> int | None:
        """What passing `at` costs `net`; None if it may not.  A crossing must be straight."""
        if at in self.solid:
            return None
        owner = self.pins.get(at)
        if owner is not None and owner != net:
            return None
        price = 0
        for other, ways in self._at.get(at, {}).items():
            if other == net:
                continue
            straight = len(ways) == 2 and not any(w[0] * heading[0] + w[1] * heading[1] for w in ways)
            if not straight:
                return None
            price += CROSSING
        return price + self.close.get(at, 0)

    def lay(self, net: str, points: Sequence[Cell]) -> bool:
        """Lay a wire along `points`, in straight runs; False, and nothing laid, if it would collide."""
        path = _unit_path(points)
        if len(path) > 1 and not self._may(net, path):
            return False
        self._put(net, path)
        return True

    def _may(self, net: str, path: Sequence[Cell]) -> bool:
        last = len(path) - 1
        for k, at in enumerate(path):
            into = (at[0] - path[k - 1][0], at[1] - path[k - 1][1]) if k else None
            onto = (path[k + 1][0] - at[0], path[k + 1][1] - at[1]) if k < last else None
            heading = into or onto
            assert heading is not None
            if self._free(net, at, heading) is None:
                return False
            if self._shared(net, at) and (into is None or onto is None or into != onto):
                return False
        return True

    def _shared(self, net: str, at: Cell) -> bool:
        return any(other != net for other in self._at.get(at, {}))

    def _put(self, net: str, path: Sequence[Cell]) -> None:
        edges = self.wires.setdefault(net, set())
        for p, q in pairwise(path):
            edges.add((min(p, q), max(p, q)))
            self._at.setdefault(p, {}).setdefault(net, set()).add((q[0] - p[0], q[1] - p[1]))
            self._at.setdefault(q, {}).setdefault(net, set()).add((p[0] - q[0], p[1] - q[1]))

    def joined(self, net: str) -> list[set[Cell]]:
        """The pieces of a net: its pins and wires, each with what it touches."""
        near: dict[Cell, set[Cell]] = {at: set() for at, n in self.pins.items() if n == net}
        for p, q in self.wires.get(net, ()):
            near.setdefault(p, set()).add(q)
            near.setdefault(q, set()).add(p)
        pieces: list[set[Cell]] = []
        seen: set[Cell] = set()
        for start in sorted(near):
            if start in seen:
                continue
            piece, todo = {start}, [start]
            while todo:
                for q in near[todo.pop()] - piece:
                    piece.add(q)
                    todo.append(q)
            seen |= piece
            pieces.append(piece)
        return pieces

    def join(self, net: str, frame: tuple[int, int, int, int]) -> None:
        """Join the pieces of a net by the cheapest paths inside `frame`; NoRoute if there is none."""
        pieces = self.joined(net)
        while len(pieces) > 1:
            pieces.sort(key=lambda p: (len(p), min(p)))
            path = self._search(net, pieces[0], set().union(*pieces[1:]), frame)
            self._put(net, path)
            pieces = self.joined(net)

    def _search(
        self, net: str, start: set[Cell], goal: set[Cell], frame: tuple[int, int, int, int]
    ) -> list[Cell]:
        left, low, right, high = frame
        box = (
            min(x for x, _ in goal),
            min(y for _, y in goal),
            max(x for x, _ in goal),
            max(y for _, y in goal),
        )

        def ahead(x: int, y: int) -> int:
            return max(box[0] - x, 0, x - box[2]) + max(box[1] - y, 0, y - box[3])

        queue: list[tuple[int, int, Cell, int]] = []
        best: dict[tuple[Cell, int], int] = {}
        came: dict[tuple[Cell, int], tuple[Cell, int]] = {}
        for at in sorted(start):
            if self._shared(net, at):
                continue
            best[at, -1] = 0
            heappush(queue, (ahead(*at), 0, at, -1))
        while queue:
            self.budget.points -= 1
            if self.budget.points < 0:
                break
            _, cost, at, way = heappop(queue)
            if best.get((at, way), cost) < cost:
                continue
            if at in goal and way >= 0 and not self._shared(net, at):
                path, here = [at], (at, way)
                while here in came:
                    here = came[here]
                    path.append(here[0])
                return path[::-1]
            turnable = not self._shared(net, at)
            for k, (dx, dy) in enumerate(STEPS):
                if way >= 0 and ((k != way and not turnable) or (k + 2) % 4 == way):
                    continue
                to = (at[0] + dx, at[1] + dy)
                if not (left <= to[0] <= right and low <= to[1] <= high):
                    continue
                price = self._free(net, to, (dx, dy))
                if price is None:
                    continue
                total = cost + 1 + price + (BEND if way not in (-1, k) else 0)
                if total < best.get((to, k), 1 << 30):
                    best[to, k] = total
                    came[to, k] = (at, way)
                    heappush(queue, (total + ahead(*to), total, to, k))
        raise NoRoute(net)

    def prune(self) -> None:
        """Take away wires that lead nowhere."""
        for net, edges in self.wires.items():
            while True:
                count: dict[Cell, int] = {}
                for p, q in edges:
                    count[p] = count.get(p, 0) + 1
                    count[q] = count.get(q, 0) + 1
                loose = {c for c, n in count.items() if n == 1 and c not in self.pins}
                gone = {e for e in edges if loose & set(e)}
                if not gone:
                    break
                edges -= gone
                for p, q in gone:
                    for a, b in ((p, q), (q, p)):
                        self._at[a][net].discard((b[0] - a[0], b[1] - a[1]))

    def polylines(self) -> tuple[list[tuple[Cell, ...]], list[Cell]]:
        """All wires as polylines without needless points, and the junctions of three ways or more."""
        lines: list[tuple[Cell, ...]] = []
        dots: list[Cell] = []
        for net in sorted(self.wires):
            ways: dict[Cell, list[Cell]] = {}
            for p, q in sorted(self.wires[net]):
                ways.setdefault(p, []).append(q)
                ways.setdefault(q, []).append(p)
            ends = {c for c, to in ways.items() if len(to) != 2 or c in self.pins}
            left = set(self.wires[net])
            for start in [*sorted(ends), *sorted(ways)]:
                for to in ways[start]:
                    if (min(start, to), max(start, to)) not in left:
                        continue
                    line = [start, to]
                    left.discard((min(start, to), max(start, to)))
                    while line[-1] not in ends:
                        onward = [q for q in ways[line[-1]] if (min(line[-1], q), max(line[-1], q)) in left]
                        if not onward:
                            break
                        left.discard((min(line[-1], onward[0]), max(line[-1], onward[0])))
                        line.append(onward[0])
                    lines.append(_straightened(line))
        for c in sorted({*self.attached, *(c for e in self.wires.values() for w in e for c in w)}):
            if self.attached.get(c, 0) + max((len(w) for w in self._at.get(c, {}).values()), default=0) >= 3:
                dots.append(c)
        return lines, dots


def _unit_path(points: Sequence[Cell]) -> list[Cell]:
    path = [points[0]]
    for x, y in points[1:]:
        while path[-1] != (x, y):
            px, py = path[-1]
            path.append((px + (x > px) - (x < px), py) if px != x else (px, py + (y > py) - (y < py)))
    return path


def _straightened(line: Sequence[Cell]) -> tuple[Cell, ...]:
    out = [line[0]]
    for p, q, r in zip(line, line[1:], line[2:], strict=False):
        if (q[0] - p[0], q[1] - p[1]) != (r[0] - q[0], r[1] - q[1]):
            out.append(q)
    return (*out, line[-1])
