"""The rules by which a textbook places its symbols.

Sources stand on the left, the signal runs to the right, feedback lies over or under its op-amp, what goes to
ground hangs down, and the output comes out on the right.  The rows are known (`flow`), the roles of the parts
(`roles`) and the columns (`columns`); here the parts get their places, and the wires that a draughtsman would
draw first are wished for.  Nothing here need be free of collisions: the sheet refuses a wire that collides
and finds another way, and the geometric test judges the whole.

Rows that are tied to each other make a *group*.  Groups are placed one by one and stacked.
"""

from __future__ import annotations

import math
from collections.abc import Set
from itertools import pairwise

from gainproof.circuit.circuit import GROUND
from gainproof.draw.columns import Columns
from gainproof.draw.drawing import LENGTH, PIN, WIDTH, Box
from gainproof.draw.flow import TIGHT, Flow, Row, Style
from gainproof.draw.layout import Layout, extent, hang, lie
from gainproof.draw.parts import Amp, Part
from gainproof.draw.roles import Roles
from gainproof.draw.sheet import Cell, NoRoute
from gainproof.draw.walk import Walk

DROP = 1  # from a row to the upper end of what hangs from it
LANE = 1.5  # from what lies below to a feedback lane
TALL = 6  # what hangs from a lane needs that much more
LOOP = 3  # from a pin to the wire that loops back to it


def textbook(two: list[Part], amps: list[Amp], output: tuple[str, ...], style: Style = TIGHT) -> Layout:
    """The layout by the rules.

    Raises NoRoute if the rules lead nowhere.
    """
    if any(p.a == p.b for p in two) or any(a.out == GROUND or a.plus == a.minus for a in amps):
        raise NoRoute("a part with both ends at one node, or an op-amp that no textbook shows")
    flow = Walk(two, amps, output, style=style).run()
    turned = _to_turn(flow, two)
    if turned:
        flow = Walk(two, amps, output, turned, style).run()
    return _Draughtsman(two, amps, output, flow, style.wide).layout()


def _to_turn(f: Flow, two: list[Part]) -> frozenset[str]:
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
        self.output, self.flow, self.wide = output, flow, wide
        self.roles = Roles(two, flow)
        self.columns = Columns(self.roles, amps, wide)
        self.x = self.columns.of  # node -> column; inner nodes come to it when they are placed
        self.base: dict[Row, int] = {}  # the free row of a group -> its height
        self.inner_y: dict[str, int] = {}  # inner node -> height
        self.pin_y: dict[str, int] = {}  # node -> height of the pin in another group to which it leads
        self.reach: dict[str, list[int]] = {}  # node -> heights to which its column goes
        self.branched: list[
            tuple[str, int, str]
        ] = []  # node, column in which a branch leaves it, first node there

    # -- heights and groups

    def y(self, node: str) -> int:
        """The height of a node's row, in its group until that is placed."""
        if node in self.pin_y:
            return self.pin_y[node]
        if node in self.inner_y:
            return self.inner_y[node]
        if node not in self.flow.row:
            raise NoRoute(node)
        root, height = self.flow.row[node].root()
        return self.base.get(root, 0) + height

    def heights(self, node: str) -> list[int]:
        """The heights to which a placed node's column goes."""
        base = self.base.get(self.flow.row[node].root()[0], 0)
        return [self.y(node), *(y + base for y in self.reach.get(node, []))]

    def same_group(self, a: str, b: str) -> bool:
        return self.flow.row[a].root()[0] is self.flow.row[b].root()[0]

    def layout(self) -> Layout:
        """Place group by group, stack the groups, then place what joins them."""
        f = self.flow
        roots = list(dict.fromkeys(r.root()[0] for r in f.rows))
        late = {f.axis[a.name].root()[0]: a for a in f.merging}
        margin = (5 if self.roles.having("upright") else 2) + self.wide
        whole = Layout()
        for root in roots:
            if root not in late:
                mine = self._group(root)
                self.base[root] = _lowered(whole, mine, margin)
                whole.take(mine.moved(0, self.base[root]))
        for root, a in late.items():
            whole.take(self._merging(root, a))
        self._between_groups(whole)
        self._terminals(whole)
        return whole

    def _group(self, root: Row, pins: Set[str] = frozenset()) -> Layout:
        """Place the rows tied to a root; `pins` are nodes of other groups that lead to its op-amp."""
        f, lay = self.flow, Layout()
        mine = {n for n in f.rank if f.row[n].root()[0] is root}
        for a in f.order:
            if f.axis[a.name].root()[0] is root:
                self._amp(lay, a)
        for p in self.roles.having("series", "arm", "bridge"):
            left, right = self.roles.left_right(p)
            if (right if self.roles.branches_off(p) else left) in mine:
                self._in_row(lay, p, left, right)
        for n in f.rank:
            if n in mine and n not in f.secondary:
                self._hang(lay, n)
        for p in self.roles.having("stand"):
            if p.a in mine:
                self._stand(lay, p)
        for p in self.roles.having("upright"):
            if {p.a, p.b} <= mine:
                self._upright(lay, p)
        self._feedback(lay, mine, mine | pins)
        return lay

    def _feedback(self, lay: Layout, mine: Set[str], ends: Set[str]) -> None:
        """The lanes, short ones first; second inputs get what hangs from them after the last lane to them."""
        f = self.flow
        nets = [net for net in f.inner if set(self.roles.chain(net)[:2]) <= mine]
        lanes: list[tuple[tuple[str, str], Part | list[str]]] = [
            (self.roles.left_right(p), p) for p in self.roles.having("lane") if {p.a, p.b} <= ends
        ]
        lanes.sort(key=lambda lane: abs(self.x[lane[0][0]] - self.x[lane[0][1]]))
        lanes += [(self.roles.chain(net)[:2], net) for net in nets]
        waiting = [n for n in f.rank if n in mine and n in f.secondary]
        for k in range(len(lanes) + 1):
            for n in [n for n in waiting if not any(n in nodes for nodes, _ in lanes[k:])]:
                waiting.remove(n)
                self._hang_low(lay, n)
            if k < len(lanes):
                nodes, what = lanes[k]
                if isinstance(what, Part):
                    self._lane(lay, [what], [*nodes])
                else:
                    self._inner(lay, what)

    def _merging(self, root: Row, a: Amp) -> Layout:
        """An op-amp whose inputs come from two groups stands between them."""
        above = {n: self.y(n) for n in a.inputs if n in self.flow.row}
        middle = round(sum(above.values()) / len(above))
        self.base[root] = middle
        top, _ = self.flow.top_bottom(a)
        self.pin_y = {n: middle + (PIN if n == top else -PIN) for n in above}
        lay = self._group(root, above.keys())
        for n, pin in self.pin_y.items():
            lay.wire(n, (self.x[n], pin), (self.x[n], above[n]))
        self.pin_y = {}
        return lay

    # -- op-amps

    def _amp(self, lay: Layout, a: Amp) -> None:
        root, height = self.flow.axis[a.name].root()
        y, x = self.base.get(root, 0) + height, self.columns.base[a.name]
        top, bottom = self.flow.top_bottom(a)
        lay.amps[a.name] = ((x, y), top == a.plus)
        lay.wire(a.out, (x + WIDTH, y), (self.x[a.out], y))
        for p in self.roles.across(a):
            self._across(lay, p, a, y)
        for node, pin in ((top, y + PIN), (bottom, y - PIN)):
            if node == GROUND:
                if not self.roles.across(a):
                    lay.wire(GROUND, (x, pin), (x - 1, pin))
                    lay.grounds.append((x - 1, pin))
            elif self.roles.driven.get(node) is a:
                away = node in self.flow.looped
                loop = self.y(node) if away else pin + (LOOP if pin > y else -LOOP)
                right = self.x[node]
                lay.wire(node, (x, pin), (x - 1, pin), (x - 1, loop), (right, loop), (right, self.y(node)))
                self.reach.setdefault(node, []).append(loop)
            else:
                lay.wire(node, (x, pin), (self.x[node], pin))
                if self.flow.row[node].root()[0] is root:
                    lay.wire(node, (self.x[node], pin), (self.x[node], self.y(node)))

    def _across(self, lay: Layout, p: Part, a: Amp, y: int) -> None:
        x, right = self.columns.across[p.name], self.columns.base[a.name]
        top, bottom = self.flow.top_bottom(a)
        upper = p.a if p.a in self.flow.side[a.name, top] else p.b
        lower = p.other(upper)
        lay.ends[p.name] = hang(x, y + PIN, p.a == upper)
        for node, pin, height in ((upper, top, y + PIN), (lower, bottom, y - PIN)):
            if (
                node in self.x
                and self.flow.secondary.get(node) is not a
                and self.roles.driven.get(node) is not a
            ):
                lay.wire(node, (self.x[node], height), (x, height))
            if node == pin:
                lay.wire(node, (x, height), (right, height))
            if node == GROUND:
                lay.grounds.append((x, height))

    # -- what lies in a row

    def _in_row(self, lay: Layout, p: Part, a: str, b: str) -> None:
        role = self.roles.role[p.name]
        if role == "series":
            self._series(lay, p, a, b)
        elif role == "arm":
            x, rail = self.x[b], self.y(a)
            lay.ends[p.name] = hang(x, self.y(b) + LENGTH + 1, p.a == a)
            lay.wire(a, (self.x[a], rail), (x, rail), (x, self.y(b) + LENGTH + 1))
            lay.wire(b, (x, self.y(b) + 1), (x, self.y(b)))
        else:
            x, y = (self.x[a] + self.x[b] - LENGTH) // 2, self.y(a)
            lay.ends[p.name] = lie(x, y, p.a == a)
            lay.wire(a, (self.x[a], y), (x, y))
            lay.wire(b, (x + LENGTH, y), (self.x[b], y))

    def _series(self, lay: Layout, p: Part, a: str, b: str) -> None:
        """Between two columns, in the row of its left node or in the row that branches off there."""
        branch = self.roles.branches_off(p)
        left, right = self.columns.end(a), self.x[b]
        column = left if branch else self.x[a]
        y = self.y(b if branch else a)
        x = right - LENGTH - 1 if self.roles.met(b) else left + (right - left - LENGTH) // 2
        lay.ends[p.name] = lie(x, y, p.a == a)
        lay.wire(a, (column, y), (x, y))
        lay.wire(b, (x + LENGTH, y), (right, y))
        if self.same_group(a, b):
            lay.wire(b, (right, y), (right, self.y(b)))
            lay.wire(a, (column, y), (column, self.y(a)), (self.x[a], self.y(a)))
        elif branch:
            self.branched.append((a, column, b))

    # -- what hangs

    def _hang(self, lay: Layout, n: str) -> None:
        y = self.y(n)
        for chain, slot in zip(self.roles.shunts.get(n, []), self.columns.slots(n), strict=True):
            x = self.x[n] + slot
            self._down(lay, chain, n, x, y - DROP)
            lay.wire(n, (self.x[n], y), (x, y), (x, y - DROP))

    def _down(self, lay: Layout, chain: list[Part], n: str, x: int, y: int) -> None:
        """A part, or parts in line, from a point of a node's wire down to ground."""
        for p in chain:
            lay.ends[p.name] = hang(x, y, p.a == n)
            n, y = p.other(n), y - LENGTH

    def _hang_low(self, lay: Layout, n: str) -> None:
        """From the lowest point of an op-amp's second input; its further parts to the left of the first."""
        on_top = self.flow.top_bottom(self.flow.secondary[n])[0] == n
        shunts = self.roles.shunts.get(n, [])
        y = min([self.y(n), *self.reach.get(n, [])])
        if y == self.y(n) and len(shunts) > 1:
            y -= LOOP  # clear of what hangs from the first input
        x = self.x[n] - self.columns.slot * on_top
        if len(shunts) > 1:
            low, _ = extent(lay.boxes(), x - self.columns.slot * len(shunts), x - 1) or (y, y)
            y = min(y, math.floor(low) - 1)
        for k, chain in enumerate(shunts):
            drop = DROP if y == self.y(n) else 0
            self._down(lay, chain, n, x, y - drop)
            lay.wire(n, (self.x[n], y), (x, y), (x, y - drop))
            x -= self.columns.pitch(shunts[min(k + 1, len(shunts) - 1)], chain)

    # -- feedback

    def _lane(self, lay: Layout, parts: list[Part], nodes: list[str], hanging: int = 0) -> None:
        """Parts in line, over or under what stands between their ends; `hanging` parts hang."""
        if self.x[nodes[0]] > self.x[nodes[-1]]:
            nodes, parts = nodes[::-1], parts[::-1]
        left, right = nodes[0], nodes[-1]
        span = LENGTH * len(parts) + 2 * (len(parts) - 1)
        start = (self.x[left] + self.x[right]) // 2 - span // 2
        ends = (min(self.x[left], start), max(self.x[right], start + span))
        rows = (self.y(left), self.y(right))
        low, high = extent([*lay.boxes(), *lay.strips()], ends[0] - 0.2, ends[1] + 0.2) or rows
        if self.roles.under(parts):
            y = math.floor(min(low, *rows) - LANE) - self.wide
        else:
            y = (
                math.ceil(max(high, *rows) + LANE + (TALL + LENGTH * (hanging - 1) if hanging else 0))
                + self.wide
            )
        for k, (p, n) in enumerate(zip(parts, nodes, strict=False)):
            x = start + k * (LENGTH + 2)
            lay.ends[p.name] = lie(x, y, p.a == n)
            if n != left:
                self.x[n], self.inner_y[n] = x - 1, y
                lay.wire(n, (x - 2, y), (x, y))
        for n, tip in ((left, start), (right, start + span)):
            lay.wire(n, (tip, y), (self.x[n], y), (self.x[n], self.y(n)))
            self.reach.setdefault(n, []).append(y)

    def _inner(self, lay: Layout, net: list[str]) -> None:
        """A feedback network: a chain of parts, and what hangs from its nodes."""
        left, right, path = self.roles.chain(net)
        parts: list[Part] = []
        nodes = [left, *path, right]
        for a, b in pairwise(nodes):
            parts += [p for p in self.roles.two if {p.a, p.b} == {a, b} and p not in parts][:1]
        hanging = max((len(chain) for n in path for chain in self.roles.shunts.get(n, [])), default=0)
        self._lane(lay, parts, nodes, hanging)
        for n in path:
            for k, chain in enumerate(self.roles.shunts.get(n, [])):
                x, y = self.x[n] + self.columns.slot * k, self.inner_y[n]
                self._down(lay, chain, n, x, y - DROP)
                lay.wire(n, (self.x[n], y), (x, y), (x, y - DROP))

    # -- what joins groups, and the output

    def _between_groups(self, lay: Layout) -> None:
        f = self.flow
        for amp in f.order:
            base, up = lay.amps[amp.name]
            for n, pin in ((amp.plus, PIN if up else -PIN), (amp.minus, -PIN if up else PIN)):
                if n in self.x and f.axis[amp.name].root()[0] is not f.row[n].root()[0]:
                    lay.wire(n, (self.x[n], base[1] + pin), (self.x[n], self.y(n)))
        for n, x, to in self.branched:
            lay.wire(n, (x, self.y(to)), (x, self.y(n)), (self.x[n], self.y(n)))
        for net in f.inner:
            if not self.inner_y.keys() & set(net) and self.roles.chain(net)[0]:
                self._inner(lay, net)
        for p in self.roles.two:
            if p.name in lay.ends:
                continue
            a, b = self.roles.left_right(p)
            if self.roles.role[p.name] == "upright" and not self.same_group(a, b):
                self._upright(lay, p)
            elif a in self.x and b in self.x and not p.shunt:
                self._lane(lay, [p], [a, b])
            else:
                raise NoRoute(p.name)

    def _stand(self, lay: Layout, p: Part) -> None:
        """Between the rows of a transistor."""
        upper, lower = self.roles.stand(p) or (p.a, p.b)
        x, high, low = self.columns.stood[p.name], self.y(upper), self.y(lower)
        lay.ends[p.name] = hang(x, high - DROP, p.a == upper)
        lay.wire(upper, (self.x[upper], high), (x, high), (x, high - DROP))
        lay.wire(lower, (self.x[lower], low), (x, low), (x, high - DROP - LENGTH))

    def _upright(self, lay: Layout, p: Part) -> None:
        """Between the lowest point of one node and the highest of another."""
        upper, lower = (p.a, p.b) if self.y(p.a) > self.y(p.b) else (p.b, p.a)
        top, bottom = min(self.heights(upper)), max(self.heights(lower))
        sides = [self.x[n] for n in (p.a, p.b)]
        if p.name in self.flow.floats and p.kind not in "VI":
            sides = [self.columns.end(n) for n in (p.a, p.b)]
        x, y = min(sides) if p.kind in "VI" else max(sides), (top + bottom + LENGTH) // 2
        lay.ends[p.name] = hang(x, y, p.a == upper)
        for n, tip, end in ((upper, y, top), (lower, y - LENGTH, bottom)):
            lay.wire(n, (x, tip), (x, end), (self.x[n], end), (self.x[n], self.y(n)))

    def _terminals(self, lay: Layout) -> None:
        if len(self.output) == 2 and set(self.output) <= set(self.flow.arms):
            if not self.roles.having("bridge"):
                left, right = sorted(self.output, key=lambda n: self.x[n])
                lay.end_at(left, (self.x[left], self.y(left)), (self.x[left] + 2, self.y(left)))
                lay.end_at(right, (self.x[right], self.y(right)), (self.x[right] - 2, self.y(right)))
            return
        sources = {p.other(GROUND) for p in self.flow.seeds}
        edge = math.ceil(max((b[2] for b in [*lay.boxes(), *lay.strips()]), default=0))
        for n in self.output:
            y = self.y(n)
            if n in sources and (self.flow.row[n].nodes[-1] != n or self.roles.fed_back(n)):
                lay.end_at(n, (self.x[n], y), (self.x[n] - 2, y))
                continue
            start = self.x[n] + self.columns.width.get(n, 0)
            at = (max(start + 2, edge), y)
            if not lay.free((start + 0.5, y - 0.4, at[0] + 2, y + 0.4)):
                at = self._stub(lay, n) or at
            while any(t == at for _, t, _ in lay.terminals):
                at = (at[0], at[1] - 3)
            lay.end_at(n, (at[0], y) if at[0] < start + 2 else (self.x[n], y), at)

    def _stub(self, lay: Layout, n: str) -> Cell | None:
        """A place for a terminal close to its node, when the way to the right edge is not free."""
        heights = self.heights(n)
        for far in (2, 3, 4, 5):
            for x in range(self.x[n], self.x[n] + self.columns.width.get(n, 0) + 2):
                for way, y in ((-1, min(heights)), (1, max(heights))):
                    end, near = y + way * far, y + way * 0.6
                    stem = (x - 0.4, min(end, near), x + 0.4, max(end, near))
                    if lay.free(stem) and lay.free((x - 0.4, end - 0.6, x + 2.8, end + 0.6)):
                        return (x, end)
        return None


def _lowered(above: Layout, mine: Layout, margin: int) -> int:
    """How far to lower `mine` so that it stands clear of what is above."""
    upper: list[Box] = [*above.boxes(), *above.strips()]
    shift = 0
    for b in [*mine.boxes(), *mine.strips()]:
        for a in upper:
            if a[0] - 1 < b[2] and b[0] < a[2] + 1:
                shift = min(shift, math.floor(a[1] - b[3]) - margin)
    return shift
