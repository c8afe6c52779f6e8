"""The way of the signal: which nodes stand in which row, from the sources on the left to the outputs.

The walk starts at the grounded sources and passes through two-terminal parts; where it can go no further,
the op-amp whose input it reached first lets it through to its output.  It never enters the output of an
op-amp from behind, and never leaves an op-amp's input except through the op-amp: a part that does is
feedback, and nodes that lie only on such parts are *inner* nodes of a feedback network.

A *row* is a run of nodes at one height.  Rows are tied to each other where pins of one op-amp, or parts
that meet in one node, fix their distance.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gainproof.circuit.circuit import GROUND
from gainproof.draw.parts import Amp, Part
from gainproof.expression import ZERO


@dataclass(eq=False)
class Row:
    """A height.  `base` and `offset` tie it to another row; a row without a base is free."""

    nodes: list[str] = field(default_factory=list)
    base: Row | None = None
    offset: int = 0
    amps: int = 0
    closed: bool = False

    def goes_on_from(self, node: str) -> bool:
        """May the next node to the right of this one join its row?"""
        return not self.closed and self.nodes[-1] == node

    def root(self) -> tuple[Row, int]:
        """The free row that this one hangs on, and how far above it this one lies."""
        row, height = self, 0
        while row.base is not None:
            height += row.offset
            row = row.base
        return row, height

    def tie(self, to: Row, offset: int) -> bool:
        """Fix this row `offset` above `to`, if it is free and they are not tied already."""
        if self.base is not None or to.root()[0] is self:
            return False
        self.base, self.offset = to, offset
        return True


@dataclass
class Flow:
    """The result of the walk."""

    rank: dict[str, int] = field(default_factory=dict)
    row: dict[str, Row] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    came: dict[str, Part | Amp | None] = field(default_factory=dict)
    seeds: list[Part] = field(default_factory=list)
    order: list[Amp] = field(default_factory=list)
    top: dict[str, str] = field(default_factory=dict)  # amp -> its input node on top
    beside: dict[str, str] = field(default_factory=dict)  # node before a second input's source -> first input
    axis: dict[str, Row] = field(default_factory=dict)  # amp -> row of its output
    secondary: dict[str, Amp] = field(default_factory=dict)
    inner: list[list[str]] = field(default_factory=list)
    arms: dict[str, Part] = field(default_factory=dict)
    across: dict[str, Amp] = field(default_factory=dict)
    merging: list[Amp] = field(default_factory=list)
    after: dict[str, str] = field(default_factory=dict)  # node -> what controls the source that feeds it
    side: dict[tuple[str, str], set[str]] = field(
        default_factory=dict
    )  # amp, input -> it and nodes before a v_os
    outlet: dict[str, list[str]] = field(default_factory=dict)  # amp -> output, and the node behind its R_o

    def top_bottom(self, a: Amp) -> tuple[str, str]:
        """The nodes at an op-amp's upper and lower input."""
        top = self.top[a.name]
        return top, a.minus if top == a.plus else a.plus


def outlet(a: Amp, two: list[Part], amps: list[Amp], output: tuple[str, ...]) -> list[str]:
    """The output, and the node behind a part that alone is connected to it, as an output resistance is.

    A part that leads back to an input is feedback, unless it is the op-amp's own or the op-amp a follower.
    """
    here = [p for p in two if a.out in (p.a, p.b)]
    if len(here) != 1 or here[0].shunt or a.out in output or any(a.out in b.inputs for b in amps):
        return [a.out]
    behind = here[0].other(a.out)
    own = bool(a.element.part_of) and here[0].element.part_of == a.element.part_of
    back = behind in a.inputs and not own and (behind == a.plus or a.plus == GROUND)
    return [a.out] if back else [a.out, behind]


class Walk:
    """The walk itself; `flow` is what it finds.  `flipped` names op-amps to be drawn the other way up."""

    def __init__(
        self, two: list[Part], amps: list[Amp], output: tuple[str, ...], flipped: frozenset[str] = frozenset()
    ) -> None:
        self.two, self.amps, self.output, self.flipped = two, amps, output, flipped
        self.flow = Flow()
        self.at: dict[str, list[Part]] = {}
        for p in two:
            for n in dict.fromkeys((p.a, p.b)):
                self.at.setdefault(n, []).append(p)
        self.inputs = {n for a in amps for n in a.inputs}
        self.driven: dict[str, Amp] = {}
        for a in amps:
            self.flow.outlet[a.name] = outlet(a, two, amps, output)
            for n in self.flow.outlet[a.name]:
                self.driven[n] = a
        for a in amps:
            for p in self._between_inputs(a):
                self.flow.across[p.name] = a
        self.fired: set[str] = set()
        self.queue: list[str] = []

    def run(self) -> Flow:
        """Walk from the sources until every node has its row, or none is left that can be reached."""
        f = self.flow
        own = {a.element.part_of for a in self.amps} - {""}
        outer = [p for p in self.two if p.shunt and p.element.part_of not in own]
        for p in outer:
            if p.kind == "V" and p.element.value != ZERO:
                self._seed(p)
        if not f.seeds:
            for p in [p for p in outer if p.kind in "VI"] or outer[:1]:
                self._seed(p)
                break
        nodes = [n for n in self._nodes() if n != GROUND]
        while True:
            self._drain()
            reached = all(n in f.rank or any(n in net for net in f.inner) for n in nodes)
            if reached and len(self.fired) == len(self.amps):
                return f
            if not (self._fire() or self._jump(outer) or self._force(nodes)):
                return f

    def _nodes(self) -> list[str]:
        found = [n for p in self.two for n in (p.a, p.b)]
        found += [n for a in self.amps for n in (a.out, *a.inputs)]
        return list(dict.fromkeys(found))

    def _side(self, node: str) -> set[str]:
        """An input with the nodes that only voltage sources part from it."""
        found, todo = {node}, [node]
        while todo:
            n = todo.pop()
            for p in self.at.get(n, []):
                m = p.other(n)
                if p.kind in "VE" and not p.shunt and m not in found and n != GROUND:
                    found.add(m)
                    todo.append(m)
        return found

    def _between_inputs(self, a: Amp) -> list[Part]:
        plus, minus = self._side(a.plus), self._side(a.minus)
        self.flow.side |= {(a.name, a.plus): plus, (a.name, a.minus): minus}
        if plus & minus:
            return []
        both = [p for p in self.two if {p.a, p.b} & plus and {p.a, p.b} & minus]
        if GROUND in (a.plus, a.minus) or any(GROUND in (p.a, p.b) for p in both):
            both = [p for p in both if not p.shunt or p.name.rpartition(".")[2].lower() == "ri"]
        if (plus | minus) & set(self.flow.outlet[a.name]):
            both = [p for p in both if p.element.part_of and p.element.part_of == a.element.part_of]
        return [p for p in both if p.kind not in "VE"]

    def _new_row(self, node: str) -> Row:
        row = Row([node])
        self.flow.rows.append(row)
        self.flow.row[node] = row
        return row

    def _enter(self, node: str, rank: int, came: Part | Amp | None, row: Row | None = None) -> None:
        f = self.flow
        f.rank[node] = rank
        f.came[node] = came
        if row is None:
            self._new_row(node)
        else:
            row.nodes.append(node)
            f.row[node] = row
        self.queue.append(node)

    def _seed(self, p: Part) -> None:
        node = p.other(GROUND)
        if node not in self.flow.rank and node != GROUND:
            self.flow.seeds.append(p)
            self._enter(node, 0, None)

    def _bridge(self, s: str) -> None:
        """A node that feeds two others, each with a part to ground and joined by one: arms of a bridge."""
        f = self.flow
        fed: dict[str, Part] = {}
        for p in self.at.get(s, []):
            m = p.other(s)
            grounded = any(q.shunt for q in self.at.get(m, []))
            if m != GROUND and m not in f.rank and grounded and m not in self.driven:
                fed.setdefault(m, p)
        joined = any({p.a, p.b} <= set(fed) for p in self.two) or set(self.output) == set(fed)
        if len(fed) != 2 or not joined or f.row[s].closed:
            return
        f.row[s].closed = True
        middle: Row | None = None
        for m, p in fed.items():
            self._enter(m, f.rank[s] + 1, p, middle)
            middle = f.row[m]
            f.arms[m] = p
        assert middle is not None
        middle.tie(f.row[s], -6)

    def _drain(self) -> None:
        f = self.flow
        while self.queue:
            n = self.queue.pop(0)
            seed = any(n == p.other(GROUND) and p.kind != "I" for p in f.seeds)
            if n in self.inputs and n not in self.driven and not seed:
                continue
            self._bridge(n)
            for p in self.at.get(n, []):
                self._step(n, p)

    def _step(self, n: str, p: Part) -> None:
        f = self.flow
        m = p.other(n)
        if m == GROUND or m in self.driven or p.name in f.across or any(m in net for net in f.inner):
            return
        if m in f.rank:
            self._merge(n, m)
            return
        if n in self.driven and self._is_inner(n, m):
            return
        if n in f.arms:
            return
        row = f.row[n]
        self._enter(m, f.rank[n] + 1, p, row if row.goes_on_from(n) else None)

    def _merge(self, n: str, m: str) -> None:
        """A part from n ends in a node that has its row: n's row, if it is free, is tied below that one."""
        f = self.flow
        mine, other = f.row[n], f.row[m]
        if (
            mine is other
            or not mine.goes_on_from(n)
            or mine.amps
            or f.rank[n] > f.rank[m]
            or m in self.driven
        ):
            return
        taken = sum(r.base is other and r.offset < 0 and r.offset % 3 == 0 for r in f.rows)
        if not self._hung(other, m) and mine.tie(other, -3 * (taken + 1)):
            mine.closed = True

    def _hung(self, row: Row, but: str = "") -> bool:
        """Does anything but a source hang from a row, except at one node?"""
        return any(
            p.shunt and p not in self.flow.seeds for n in row.nodes if n != but for p in self.at.get(n, [])
        )

    def _is_inner(self, out: str, start: str) -> bool:
        """Do the unreached nodes about `start` lead back to the left of `out`, and nowhere else?"""
        f = self.flow
        net, todo, touched = [start], [start], set()
        while todo:
            n = todo.pop()
            for p in self.at.get(n, []):
                m = p.other(n)
                if m == GROUND or m in net:
                    continue
                if m in f.rank or m in self.driven:
                    touched.add(m)
                else:
                    net.append(m)
                    todo.append(m)
        back = any(m in f.rank and f.rank[m] < f.rank[out] for m in touched)
        if not back or any(n in self.inputs or n in self.output for n in net):
            return False
        f.inner.append(net)
        return True

    def _fire(self) -> bool:
        f = self.flow
        ready = [a for a in self.amps if a.name not in self.fired and any(n in f.rank for n in a.inputs)]
        if not ready:
            return False
        a = min(ready, key=lambda a: (min(f.rank[n] for n in a.inputs if n in f.rank), self.amps.index(a)))
        self.fired.add(a.name)
        f.order.append(a)
        known = [n for n in (a.minus, a.plus) if n in f.rank]
        if len(known) == 2 and known[0] != known[1]:
            known.sort(key=lambda n: next(k for k, r in enumerate(f.rows) if r is f.row[n]))
            behind = [n for n in known if n in self.driven]
            if len(behind) == 1:
                known.sort(key=lambda n: n in behind)
        first = known[0]
        second = a.minus if first == a.plus else a.plus
        down = a.name in self.flipped
        f.top[a.name] = second if down else first
        sign = -1 if down else 1
        row = f.row[first]
        separate = False
        if second in f.rank and second != first and second != a.out:
            other = f.row[second]
            separate = other.root()[0] is not row.root()[0] and bool(
                other.root()[0].amps and row.root()[0].amps
            )
            if not separate and not other.amps and not self._hung(row):
                other.tie(row, -4 * sign)
        axis = Row()
        f.rows.append(axis)
        if separate:
            f.merging.append(a)
        else:
            axis.tie(row, -2 * sign)
            row.root()[0].amps += 1
        row.closed = True
        axis.amps += 1
        f.axis[a.name] = axis
        rank = max(f.rank[n] for n in known)
        if second not in f.rank and second != GROUND and second not in self.driven:
            self._enter_second(a, first, second)
            f.row[second].tie(axis, -2 * sign)
            f.row[second].closed = True
        came: Amp | Part = a
        for n in f.outlet[a.name]:
            rank += 1
            if n not in f.rank and n != GROUND:
                self._enter(n, rank, came, axis)
            came = self.at[a.out][0] if a.out in self.at else a
        return True

    def _enter_second(self, a: Amp, first: str, second: str) -> None:
        """An op-amp's input that no signal reaches; sources in series with it begin a row of their own."""
        f = self.flow
        chain = self._sources_before(second)
        if not chain:
            self._enter(second, f.rank[first], a)
            f.secondary[second] = a
            return
        start = second
        for p in chain:
            start = p.other(start)
        self._enter(start, f.rank[first], None)
        f.beside[start] = first
        here = start
        for p in reversed(chain):
            here = p.other(here)
            self._enter(here, f.rank[f.row[start].nodes[-1]] + 1, p, f.row[start])

    def _sources_before(self, node: str) -> list[Part]:
        """The voltage sources in series with an input, from the pin outwards; nothing else joins them."""
        chain: list[Part] = []
        while True:
            here = [p for p in self.at.get(node, []) if p not in chain]
            alone = len(here) == 1 and here[0].kind in "VE" and not here[0].shunt
            if not alone or here[0].other(node) in self.flow.rank or here[0].other(node) in self.driven:
                return chain
            chain.append(here[0])
            node = here[0].other(node)

    def _jump(self, outer: list[Part]) -> bool:
        """Go on at a node that only a controlled source feeds, or at another grounded source."""
        f = self.flow
        for p in outer:
            n = p.other(GROUND)
            if n in f.rank or n in self.driven:
                continue
            before = [m for m in self._steering(p) if m in f.rank]
            if before:
                last = max(before, key=lambda m: f.rank[m])
                row = f.row[last]
                f.after[n] = last
                self._enter(n, f.rank[last] + 1, p, row if row.goes_on_from(last) else None)
                return True
        for p in outer:
            if p.kind in "VI" and p.other(GROUND) not in f.rank:
                self._seed(p)
                return bool(self.queue)
        return False

    def _steering(self, p: Part) -> list[str]:
        """The nodes whose voltage or current a part follows: a controlled source, or a coupled inductor."""
        if p.kind in "EG":
            return list(p.element.nodes[2:4])
        return [n for q in self.two for n in (q.a, q.b) if q.name in p.follows]

    def _force(self, nodes: list[str]) -> bool:
        """Leave an op-amp's input through a part after all, or enter an output from behind."""
        f = self.flow
        inside = {n for net in f.inner for n in net}
        for enter_outputs in (False, True):
            for n in list(f.rank):
                for p in self.at.get(n, []):
                    m = p.other(n)
                    if m in f.rank or m == GROUND or m in inside or (m in self.driven and not enter_outputs):
                        continue
                    self._enter(m, f.rank[n] + 1, p)
                    return True
        left = [n for n in nodes if n not in f.rank and n not in inside]
        if not left:
            return False
        self._enter(left[0], 0, None)
        return True
