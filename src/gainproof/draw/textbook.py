"""The rules by which a textbook places its symbols.

Sources stand on the left, the signal runs to the right, feedback lies over or under its op-amp, what goes to
ground hangs down, and the output comes out on the right.  The way of the signal is known (`flow`); here its
nodes get their columns and rows, its parts their places, and the wires that a draughtsman would draw first
are wished for.  Nothing here need be free of collisions: the sheet refuses a wire that collides and finds
another way, and the geometric test judges the whole.
"""

from __future__ import annotations

import math
from collections.abc import Set

from gainproof.circuit.circuit import GROUND
from gainproof.draw.drawing import LENGTH, PIN, WIDTH, Box
from gainproof.draw.flow import Flow, Row, Walk
from gainproof.draw.layout import Layout, extent, hang, lie
from gainproof.draw.parts import Amp, Part
from gainproof.draw.sheet import Cell

SERIES = LENGTH + 2  # between two columns joined by a lying part
SLOT = 3  # between two hanging parts
DROP = 1  # from a row to the upper end of what hangs from it
LANE = 1.5  # from what lies below to a feedback lane


def textbook(two: list[Part], amps: list[Amp], output: tuple[str, ...], wide: int = 0) -> Layout:
    """The layout by the rules; `wide` adds that much room between columns, lanes and groups."""
    flow = Walk(two, amps, output).run()
    flipped = _facing(flow, two)
    if flipped:
        flow = Walk(two, amps, output, flipped).run()
    return _Draughtsman(two, amps, output, flow, wide).layout()


def _facing(f: Flow, two: list[Part]) -> frozenset[str]:
    """Op-amps to turn over, because a part joins their second input with that of an op-amp above."""
    out = set()
    for p in two:
        first, second = f.secondary.get(p.a), f.secondary.get(p.b)
        if first and second and first is not second and f.row[p.a].root()[0] is not f.row[p.b].root()[0]:
            out.add(max(first, second, key=f.order.index).name)
    return frozenset(out)


class _Draughtsman:
    def __init__(
        self, two: list[Part], amps: list[Amp], output: tuple[str, ...], flow: Flow, wide: int
    ) -> None:
        self.two, self.amps, self.output, self.f, self.wide = two, amps, output, flow, wide
        self.slot = SLOT + wide
        self.driven = {n: a for a in amps for n in flow.outlet[a.name]}
        self.inner = {n for net in flow.inner for n in net}
        self.shunts: dict[str, list[Part]] = {}
        for p in two:
            if p.shunt and p.name not in flow.across:
                self.shunts.setdefault(p.other(GROUND), []).append(p)
        self.series: dict[str, Part] = {}  # node on the right -> the part before it, or row's end -> part
        self.kind: dict[str, str] = {}
        self._sort()
        self.across_x: dict[str, int] = {}
        self.reach: dict[str, list[int]] = {}  # node -> heights to which its column goes
        self.branched: list[tuple[str, int, str]] = []  # node, column in which its branch goes down, to which node's row
        self.heights: dict[str, int] = {}  # inner node -> height
        self.pin_at: dict[str, int] = {}  # node -> height of the pin that it leads to in another group
        self.X: dict[str, int] = {}
        self.x0: dict[str, int] = {}
        self._columns()

    # -- what becomes of each part

    def _sort(self) -> None:
        f = self.f
        ended: set[str] = set()
        for p in self.two:
            if p.shunt or p.name in f.across:
                continue
            a, b = self.left_right(p)
            if a in self.inner or b in self.inner:
                self.kind[p.name] = "inner"
            elif f.arms.get(b) is p:
                self.kind[p.name] = "arm"
            elif f.came.get(b) is p:
                self.kind[p.name] = "series"
            elif a in f.arms and b in f.arms and f.row[a] is f.row[b]:
                self.kind[p.name] = "bridge"
            elif a in f.secondary and b in f.secondary:
                self.kind[p.name] = "upright"
            elif (
                f.row.get(a) is not f.row.get(b)
                and f.row[a].nodes[-1] == a
                and b not in self.driven
                and a not in f.secondary
                and a not in ended
                and f.rank[a] <= f.rank[b]
            ):
                ended.add(a)
                self.kind[p.name] = "series"
            else:
                self.kind[p.name] = "lane"

    def left_right(self, p: Part) -> tuple[str, str]:
        """The part's nodes, the one nearer the source first."""
        rank, order = self.f.rank, list(self.f.rank)

        def key(n: str) -> tuple[int, int]:
            return (rank.get(n, 1 << 20), order.index(n) if n in rank else 1 << 20)

        return (p.a, p.b) if key(p.a) <= key(p.b) else (p.b, p.a)

    # -- columns

    def _first_slot(self, n: str) -> int:
        """How far to the right of its column a node's first hanging part stands."""
        f = self.f
        back = [p for p in self.two if n in (p.a, p.b) and self.kind.get(p.name) in ("lane", "inner")]
        busy = bool(back) and (n in self.driven or any(self._under([p]) for p in back))
        merged = self._met(n)
        joined = any(n in a.inputs and n in self.driven for a in self.amps)
        return self.slot if busy or merged or joined else 0

    def _met(self, n: str) -> bool:
        """Do other rows end at this node?"""
        before = [self.left_right(p)[0] for p in self.two if self.kind.get(p.name) == "series" and n in (p.a, p.b)]
        return any(m != n and self.f.row[m] is not self.f.row[n] for m in before) and len(before) > 1

    def _slots(self, n: str) -> list[int]:
        first = self._first_slot(n)
        return [first + self.slot * k for k in range(len(self.shunts.get(n, [])))]

    def _room(self, n: str) -> int:
        """How far to the right a node's row reaches before its next part: past what hangs there, to its branches."""
        if n in self.f.secondary:
            return 0
        free = self._free_slot(n)
        if self._branches(n):
            return free
        upstream = [p for p in self.two if p.name in self.f.across and self._upstream(n, p)]
        return free + self.slot * (len(upstream) - 1) if upstream else max(0, free - self.slot)

    def _free_slot(self, n: str) -> int:
        """How far to the right of its column a node's first free place for something hanging is."""
        return max(self._slots(n), default=-self.slot) + self.slot

    def _upstream(self, n: str, p: Part) -> bool:
        """Does this part across an op-amp's inputs hang before the source that leads to the pin?"""
        return n in (p.a, p.b) and n not in self.f.across[p.name].inputs

    def _branches(self, n: str) -> bool:
        """Does a part lead from this node to a row of its own?"""
        f = self.f
        return any(
            self.kind.get(p.name) == "series"
            and self.left_right(p)[0] == n
            and f.row[self.left_right(p)[1]] is not f.row[n]
            and f.came.get(self.left_right(p)[1]) is p
            for p in self.two
        )

    def _columns(self) -> None:
        f = self.f
        self.width = {n: self._room(n) for n in f.rank}
        self.X = dict.fromkeys(f.rank, 0)
        for _ in range(4 * len(f.rank) + 4):
            before = dict(self.X)
            self._relax()
            if before == self.X:
                break

    def _relax(self) -> None:
        f = self.f
        x = self.X

        def push(n: str, at: int) -> None:
            x[n] = max(x[n], at)

        last: str | None = None
        for n in [p.other(GROUND) for p in f.seeds]:
            if last is not None and f.row[n].root()[0] is f.row[last].root()[0]:
                push(n, x[last] + self.width[last] + self.slot + 1)
            last = n
        for p in self.two:
            kind = self.kind.get(p.name)
            a, b = self.left_right(p)
            if kind == "series":
                push(b, x[a] + self.width[a] + SERIES + self.wide)
            elif kind == "arm":
                push(b, x[a] + SERIES)
        arms = list(f.arms)
        for m, n in zip(arms[::2], arms[1::2], strict=False):
            push(n, x[m] + self.width[m] + 2 * LENGTH)
        for n, before in f.after.items():
            push(n, x[before] + self.width[before] + SERIES + 2 + self.wide)
        for a in f.order:
            self._relax_amp(a, push)
        for net in f.inner:
            for n in net:
                x.setdefault(n, 0)
            left, right, chain = self._chain(net)
            if left and right:
                push(right, x[left] + SERIES * (len(chain) + 1) - 1)

    def _relax_amp(self, a: Amp, push) -> None:  # type: ignore[no-untyped-def]
        f, x = self.f, self.X
        top = f.top[a.name]
        bottom = a.minus if top == a.plus else a.plus
        ends = [x[n] + self.width[n] for n in (top, bottom) if n in x and n not in f.secondary]
        main = top if top in x and f.secondary.get(top) is not a else bottom
        hung = bool(self.shunts.get(main))
        start = x[main] + self.width[main]
        other = bottom if main == top else top
        if other == GROUND or other in self.driven:
            x0 = start + (4 if hung else 3)
        elif f.secondary.get(other) is a:
            x0 = start + (5 if hung else 3) + (1 if self._lifted(main) and f.top[a.name] == other else 0)
        else:
            x0 = max(ends) + 3
        across = [p for p in self.two if f.across.get(p.name) is a]
        if across:
            near = {n for p in across for n in (p.a, p.b)} & set(x)
            near = {n for n in near if f.secondary.get(n) is not a}
            at = max((x[n] + self._free_slot(n) for n in near), default=start)
            for k, p in enumerate(across):
                self.across_x[p.name] = at + self.slot * k
            x0 = max(x0, at + self.slot * len(across))
        x0 += self.wide
        self.x0[a.name] = x0
        if f.secondary.get(other) is a:
            x[other] = self.across_x[across[0].name] if across else x0 - 2
        for n in self.f.outlet[a.name]:
            if n == a.out:
                straight = len(self.f.outlet[a.name]) > 1
                push(n, x0 + WIDTH + (0 if straight else 2))

    def _lifted(self, n: str) -> bool:
        return any(self.kind.get(p.name) == "lane" and n in (p.a, p.b) for p in self.two)

    def _chain(self, net: list[str]) -> tuple[str, str, list[str]]:
        """The way through an inner network from its leftmost neighbour to its rightmost."""
        f = self.f
        about = [
            (n, m, p)
            for n in net
            for p in self.two
            if n in (p.a, p.b)
            for m in [p.other(n)]
            if m in f.rank and m != GROUND
        ]
        if not about:
            return "", "", list(net)
        order = list(f.rank)
        left_in, left, _ = min(about, key=lambda t: (f.rank[t[1]], order.index(t[1])))
        right_in, right, _ = max(about, key=lambda t: (f.rank[t[1]], -order.index(t[1])))
        came: dict[str, str] = {left_in: ""}
        todo = [left_in]
        while todo:
            n = todo.pop(0)
            for p in self.two:
                if n in (p.a, p.b) and p.other(n) in net and p.other(n) not in came:
                    came[p.other(n)] = n
                    todo.append(p.other(n))
        path = [right_in] if right_in in came else [left_in]
        while came[path[-1]]:
            path.append(came[path[-1]])
        path.reverse()
        return left, right, path

    # -- rows and groups

    def layout(self) -> Layout:
        """Place group by group, stack the groups, then place what joins them."""
        f = self.f
        roots: list[Row] = []
        for row in f.rows:
            root = row.root()[0]
            if root not in roots and any(r.root()[0] is root and (r.nodes or r.amps) for r in f.rows):
                roots.append(root)
        late = [f.pin_row[a.name][0].root()[0] for a in f.merging]
        self.base: dict[int, int] = {}
        whole = Layout()
        linked = any(k == "upright" for k in self.kind.values())
        margin = (5 if linked else 2) + self.wide
        for root in [r for r in roots if not any(r is q for q in late)]:
            self.base[id(root)] = 0
            mine = self._group(root)
            shift = _below(whole.boxes() + self._strips(whole), mine.boxes() + self._strips(mine), margin)
            self.base[id(root)] = shift
            whole.take(mine.moved(0, shift))
        for a in f.merging:
            root = f.pin_row[a.name][0].root()[0]
            heights = [self.y(n) for n in a.inputs if n in f.row and id(f.row[n].root()[0]) in self.base]
            self.base[id(root)] = round(sum(heights) / len(heights)) if heights else 0
            shift = self.base[id(root)]
            above = {n: self.y(n) for n in a.inputs if n in f.row}
            self.pin_at = {n: shift + (PIN if f.top[a.name] == n else -PIN) for n in above}
            mine = self._group(root, {*above})
            for n, pin in self.pin_at.items():
                mine.wire(n, (self.X[n], pin), (self.X[n], above[n]))
            self.pin_at = {}
            whole.take(mine)
        self._joining(whole)
        self._terminals(whole)
        return whole

    def _strips(self, lay: Layout) -> list[Box]:
        """The room of the wanted wires."""
        out = []
        for _, points in lay.wires:
            for p, q in zip(points, points[1:], strict=False):
                out.append((min(p[0], q[0]) - 0.3, min(p[1], q[1]) - 0.3, max(p[0], q[0]) + 0.3, max(p[1], q[1]) + 0.3))
        return out

    def y(self, node: str) -> int:
        if node in self.pin_at:
            return self.pin_at[node]
        root, height = self.f.row[node].root()
        return self.base.get(id(root), 0) + height

    def placed(self, node: str) -> bool:
        """Is the node in a group whose height is known?"""
        return node in self.f.row and id(self.f.row[node].root()[0]) in self.base

    def _group(self, root: Row, pins: Set[str] = frozenset()) -> Layout:
        """Place the rows tied to a root; `pins` are nodes of other groups that end at its op-amp."""
        f = self.f
        lay = Layout()
        mine = {n for n in f.rank if f.row[n].root()[0] is root}
        for a in f.order:
            if f.pin_row[a.name][0].root()[0] is root:
                self._amp(lay, a)
        for p in self.two:
            kind = self.kind.get(p.name)
            a, b = self.left_right(p)
            if kind == "series" and (b if self._branch(p, a, b) else a) in mine:
                self._series(lay, p, a, b)
            elif kind == "arm" and b in mine:
                self._arm(lay, p, a, b)
            elif kind == "bridge" and b in mine:
                x = (self.X[a] + self.X[b] - LENGTH) // 2
                lay.ends[p.name] = lie(x, self.y(a), p.a == a)
                lay.wire(a, (self.X[a], self.y(a)), (x, self.y(a)))
                lay.wire(b, (x + LENGTH, self.y(b)), (self.X[b], self.y(b)))
        for n in f.rank:
            if n in mine and n not in f.secondary:
                self._hang(lay, n)
        lanes = [p for p in self.two if self.kind.get(p.name) == "lane" and {p.a, p.b} <= mine | pins]
        lanes.sort(key=lambda p: (abs(self.X[p.a] - self.X[p.b]), self.two.index(p)))
        waiting = [n for n in f.rank if n in mine and n in f.secondary]
        for k in range(len(lanes) + 1):
            for n in [n for n in waiting if not any(n in (p.a, p.b) for p in lanes[k:])]:
                waiting.remove(n)
                self._hang_secondary(lay, n)
            if k < len(lanes):
                self._lane(lay, [lanes[k]], [*self.left_right(lanes[k])])
        for net in f.inner:
            if self._at_home(net, mine):
                self._inner(lay, net)
        return lay

    def _at_home(self, net: list[str], mine: set[str]) -> bool:
        left, right, _ = self._chain(net)
        return left in mine and right in mine

    # -- placing

    def _amp(self, lay: Layout, a: Amp) -> None:
        f = self.f
        axis, height = f.pin_row[a.name][0].root()
        y = self.base[id(axis)] + height
        x0 = self.x0[a.name]
        top = f.top[a.name]
        bottom = a.minus if top == a.plus else a.plus
        lay.amps[a.name] = ((x0, y), top == a.plus)
        tip = (x0 + WIDTH, y)
        if a.out in self.X:
            lay.wire(a.out, tip, (self.X[a.out], y))
        for p in self.two:
            if f.across.get(p.name) is a:
                self._across(lay, p, a, y)
        for node, at in ((top, y + PIN), (bottom, y - PIN)):
            if node == GROUND:
                if not any(f.across.get(p.name) is a for p in self.two):
                    lay.wire(GROUND, (x0, at), (x0 - 1, at))
                    lay.grounds.append((x0 - 1, at))
            elif node in self.driven and node in self.f.outlet[self.driven[node].name] and self.driven[node] is a:
                over = y + 5 if at > y else y - 5
                right = self.X[node]
                lay.wire(node, (x0, at), (x0 - 1, at), (x0 - 1, over), (right, over), (right, y))
                self._note(node, over)
            elif node in self.X:
                x = self.X[node]
                if node in self.pin_at or (self.placed(node) and self.y(node) == at):
                    lay.wire(node, (x, at), (x0, at))
                elif self.placed(node) and f.row[node].root()[0] is axis:
                    lay.wire(node, (x, self.y(node)), (x, at), (x0, at))
                elif node not in f.secondary:
                    lay.wire(node, (x, at), (x0, at))

    def _across(self, lay: Layout, p: Part, a: Amp, y: int) -> None:
        x = self.across_x[p.name]
        f = self.f
        top = f.top[a.name]
        bottom = a.minus if top == a.plus else a.plus
        upper = p.a if p.a in self._along(top) else p.b
        lower = p.other(upper)
        lay.ends[p.name] = hang(x, y + PIN, p.a == upper)
        if upper in self.X:
            lay.wire(upper, (self.X[upper], y + PIN), (x, y + PIN))
            if upper == top:
                lay.wire(upper, (x, y + PIN), (self.x0[a.name], y + PIN))
        if lower == bottom:
            lay.wire(lower, (x, y - PIN), (self.x0[a.name], y - PIN))
        if lower == GROUND:
            lay.grounds.append((x, y - PIN))

    def _along(self, node: str) -> set[str]:
        found, todo = {node}, [node]
        while todo:
            n = todo.pop()
            for p in self.two:
                if n in (p.a, p.b) and p.kind in "VE" and not p.shunt and p.other(n) not in found:
                    found.add(p.other(n))
                    todo.append(p.other(n))
        return found

    def _branch(self, p: Part, a: str, b: str) -> bool:
        """Does the part lead from node a to the first node of another row?"""
        return self.f.came.get(b) is p and self.f.row[a] is not self.f.row[b]

    def _series(self, lay: Layout, p: Part, a: str, b: str) -> None:
        """A lying part between two columns, in the row of its left node or in the row that branches off there."""
        f = self.f
        branch = self._branch(p, a, b)
        left, right = self.X[a] + self.width[a], self.X[b]
        column = left if branch else self.X[a]
        y = self.y(b if branch else a)
        x = right - LENGTH - 1 if self._met(b) else left + (right - left - LENGTH) // 2
        lay.ends[p.name] = lie(x, y, p.a == a)
        lay.wire(a, (column, y), (x, y))
        lay.wire(b, (x + LENGTH, y), (right, y))
        if f.row[a].root()[0] is not f.row[b].root()[0]:
            if branch:
                self.branched.append((a, column, b))
            return
        lay.wire(b, (right, y), (right, self.y(b)))
        lay.wire(a, (column, y), (column, self.y(a)), (self.X[a], self.y(a)))

    def _arm(self, lay: Layout, p: Part, s: str, m: str) -> None:
        x, y = self.X[m], self.y(m)
        lay.ends[p.name] = hang(x, y + LENGTH + 1, p.a == s)
        lay.wire(s, (self.X[s], self.y(s)), (x, self.y(s)), (x, y + LENGTH + 1))
        lay.wire(m, (x, y + 1), (x, y))

    def _hang(self, lay: Layout, n: str) -> None:
        y = self.y(n)
        for p, slot in zip(self.shunts.get(n, []), self._slots(n), strict=True):
            x = self.X[n] + slot
            lay.ends[p.name] = hang(x, y - DROP, p.a == n)
            lay.wire(n, (self.X[n], y), (x, y), (x, y - DROP))

    def _hang_secondary(self, lay: Layout, n: str) -> None:
        amp = self.f.secondary[n]
        on_top = self.f.top[amp.name] == n
        y = min([self.y(n), *self.reach.get(n, [])])
        for k, p in enumerate(self.shunts.get(n, [])):
            x = self.X[n] - self.slot * (k + on_top)
            drop = DROP if y == self.y(n) and not k else 0
            lay.ends[p.name] = hang(x, y - drop, p.a == n)
            lay.wire(n, (self.X[n], y), (x, y), (x, y - drop))

    def _note(self, node: str, y: int) -> None:
        self.reach.setdefault(node, []).append(y)

    def _under(self, parts: list[Part]) -> bool:
        """Does this feedback belong under its op-amp?"""
        nodes = {n for p in parts for n in (p.a, p.b)}
        verdict = 0
        for a in self.f.order:
            top = self.f.top[a.name]
            bottom = a.minus if top == a.plus else a.plus
            weight = 2 if nodes & set(self.f.outlet[a.name]) else 1
            if top in nodes and top not in self.driven:
                verdict -= weight
            if bottom in nodes and bottom not in self.driven:
                verdict += weight
        return verdict > 0

    def _lane(self, lay: Layout, parts: list[Part], nodes: list[str], tall: bool = False) -> None:
        """Parts in line over or under what stands between their outer nodes."""
        left, right = nodes[0], nodes[-1]
        if self.X[left] > self.X[right]:
            nodes, parts = nodes[::-1], parts[::-1]
            left, right = right, left
        x0, x1 = self.X[left], self.X[right]
        span = LENGTH * len(parts) + 2 * (len(parts) - 1)
        middle = (x0 + x1) // 2
        start = middle - span // 2
        reach0, reach1 = min(x0, start), max(x1, start + span)
        under = self._under(parts)
        boxes = lay.boxes() + self._strips(lay)
        met = extent(boxes, reach0 - 0.2, reach1 + 0.2)
        rows = [self.y(left), self.y(right)]
        low, high = met if met else (min(rows), max(rows))
        if under:
            y = math.floor(min(low, *rows) - LANE) - self.wide
        else:
            y = math.ceil(max(high, *rows) + LANE + (6 if tall else 0)) + self.wide
        x = start
        for p, a, b in zip(parts, nodes, nodes[1:], strict=False):
            lay.ends[p.name] = lie(x, y, p.a == a)
            if a != left:
                self.X[a] = x - 1
                lay.wire(a, (x - 2, y), (x, y))
            x += LENGTH + 2
            del b
        for n, tip, column in ((left, start, x0), (right, start + span, x1)):
            lay.wire(n, (tip, y), (column, y), (column, self.y(n)))
            self.reach.setdefault(n, []).append(y)
        for n in nodes[1:-1]:
            self.heights[n] = y

    def _inner(self, lay: Layout, net: list[str]) -> None:
        left, right, path = self._chain(net)
        nodes = [left, *path, right]
        parts: list[Part] = []
        for a, b in zip(nodes, nodes[1:], strict=False):
            parts.append(next(p for p in self.two if {p.a, p.b} == {a, b} and p not in parts))
        tall = any(self.shunts.get(n) for n in path)
        self._lane(lay, parts, nodes, tall)
        for n in path:
            for k, p in enumerate(self.shunts.get(n, [])):
                x, y = self.X[n] + self.slot * k, self.heights[n]
                lay.ends[p.name] = hang(x, y - DROP, p.a == n)
                lay.wire(n, (x, y), (x, y - DROP))

    # -- what joins groups

    def _joining(self, lay: Layout) -> None:
        for n, x, to in self.branched:
            lay.wire(n, (x, self.y(to)), (x, self.y(n)), (self.X[n], self.y(n)))
        for p in self.two:
            if p.name in lay.ends:
                continue
            a, b = self.left_right(p)
            if self.kind.get(p.name) == "upright":
                upper, lower = (a, b) if self.y(a) > self.y(b) else (b, a)
                top = min([self.y(upper), *(self._lifted_reach(upper))])
                bottom = max([self.y(lower), *(self._lifted_reach(lower))])
                y = (top + bottom + LENGTH) // 2
                x = max(self.X[upper], self.X[lower])
                lay.ends[p.name] = hang(x, y, p.a == upper)
                lay.wire(upper, (x, y), (x, top), (self.X[upper], top), (self.X[upper], self.y(upper)))
                lay.wire(lower, (x, y - LENGTH), (x, bottom), (self.X[lower], bottom), (self.X[lower], self.y(lower)))
            elif a in self.f.row and b in self.f.row:
                self._lane(lay, [p], [a, b])
            else:
                self._loose(lay, p)

    def _lifted_reach(self, n: str) -> list[int]:
        root = self.f.row[n].root()[0]
        return [y + self.base[id(root)] for y in self.reach.get(n, [])]

    def _loose(self, lay: Layout, p: Part) -> None:
        """A part that no rule knows: below everything, at the left."""
        boxes = lay.boxes()
        low = min((b[1] for b in boxes), default=0)
        xs = [self.X[n] for n in (p.a, p.b) if n in self.X]
        lay.ends[p.name] = lie(round(sum(xs) / len(xs)) if xs else 0, math.floor(low) - 3, True)

    def _terminals(self, lay: Layout) -> None:
        boxes = lay.boxes() + self._strips(lay)
        right = math.ceil(max((b[2] for b in boxes), default=0))
        arms = self.f.arms
        if len(self.output) == 2 and set(self.output) <= set(arms):
            if not any(k == "bridge" for k in self.kind.values()):
                self._between_arms(lay)
            return
        for n in self.output:
            if n not in self.X:
                continue
            y = self.heights[n] if n in self.inner else self.y(n)
            own = self.X[n] + self.width.get(n, 0)
            at = (max(own + 2, right), y)
            while any(t[1] == at for t in lay.terminals):
                at = (at[0], at[1] - 3)
            lay.terminals.append((n, at))
            lay.wire(n, (self.X[n], y), at)


    def _between_arms(self, lay: Layout) -> None:
        left, right = sorted(self.output, key=lambda n: self.X[n])
        for n, way in ((left, 1), (right, -1)):
            at = (self.X[n] + 2 * way, self.y(n))
            lay.terminals.append((n, at))
            lay.wire(n, (self.X[n], self.y(n)), at)


def _below(above: list[Box], mine: list[Box], margin: int) -> int:
    """How far to lower `mine` so that it stands clear of what is above."""
    shift = 0
    for b in mine:
        for a in above:
            if a[0] - 1 < b[2] and b[0] < a[2] + 1:
                shift = min(shift, math.floor(a[1] - b[3]) - margin)
    return shift


__all__ = ["Cell", "textbook"]
