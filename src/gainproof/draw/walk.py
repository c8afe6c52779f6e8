"""The way of the signal: which nodes stand in which row, from the sources on the left to the outputs.

The walk starts at the grounded sources and passes through two-terminal parts; where it can go no further,
the op-amp whose input it reached first lets it through to its output.  It never enters the output of an
op-amp from behind, and never leaves an op-amp's input except through the op-amp: a part that does is
feedback, and nodes that lie only on such parts are *inner* nodes of a feedback network.

A *row* is a run of nodes at one height.  Rows are tied to each other where pins of one op-amp, or parts
that meet in one node, fix their distance.
"""

from __future__ import annotations

from gainproof.circuit.circuit import GROUND
from gainproof.draw.chains import hanging
from gainproof.draw.firing import between_inputs, fire
from gainproof.draw.floating import floats, seed_floating
from gainproof.draw.flow import TIGHT, Flow, Row, Style, outlet
from gainproof.draw.parts import Amp, Part
from gainproof.draw.transistors import pass_base, pass_source, transistors
from gainproof.expression import ZERO


class Walk:
    """The walk itself; `flow` is what it finds.

    `flipped` names op-amps to be drawn the other way up.
    """

    def __init__(
        self,
        two: list[Part],
        amps: list[Amp],
        output: tuple[str, ...],
        flipped: frozenset[str] = frozenset(),
        style: Style = TIGHT,
    ) -> None:
        self.flow = Flow(chains=hanging(two, amps, output))
        chained = self.flow.chained
        self.two = [p for p in two if p.name not in chained]
        self.amps, self.output, self.flipped, self.loose = amps, output, flipped, style.loose
        self.at: dict[str, list[Part]] = {}
        for p in self.two:
            for n in dict.fromkeys((p.a, p.b)):
                self.at.setdefault(n, []).append(p)
        self.inputs = {n for a in amps for n in a.inputs}
        self.driven: dict[str, Amp] = {}
        for a in amps:
            self.flow.outlet[a.name] = outlet(a, two, amps, output)
            for n in self.flow.outlet[a.name]:
                self.driven[n] = a
        self.transistors = list(transistors(self.two)) if style.transistors else []
        for t in self.transistors:
            at_base = self.driven.get(t.base)
            if at_base and t.emitter in at_base.inputs and t.emitter not in self.driven:
                self.flow.looped[t.emitter] = at_base
        self.driven |= self.flow.looped
        for a in amps:
            for p in between_inputs(self, a):
                self.flow.across[p.name] = a
        self.fired: set[str] = set()
        self.queue: list[str] = []
        self.branches: list[tuple[str, Part]] = []

    def run(self) -> Flow:
        """Walk from the sources until every node has its row, or none is left that can be reached."""
        f = self.flow
        own = {a.element.part_of for a in self.amps} - {""}
        outer = [p for p in self.two if p.shunt and p.element.part_of not in own]
        for p in outer:
            if p.kind == "V" and p.element.value != ZERO:
                self._seed(p)
        if not f.seeds:
            seed_floating(self)
        if not f.rank:
            for p in [p for p in outer if p.kind in "VI"] or outer[:1]:
                self._seed(p)
                break
        nodes = [n for n in self._nodes() if n != GROUND]
        while True:
            self._drain()
            reached = all(n in f.rank or any(n in net for net in f.inner) for n in nodes)
            if reached and len(self.fired) == len(self.amps):
                return f
            if not (fire(self) or self._jump(outer) or self._force(nodes)):
                return f

    def _nodes(self) -> list[str]:
        found = [n for p in self.two for n in (p.a, p.b)]
        found += [n for a in self.amps for n in (a.out, *a.inputs)]
        return list(dict.fromkeys(found))

    def _new_row(self, node: str) -> Row:
        row = Row([node])
        self.flow.rows.append(row)
        self.flow.row[node] = row
        return row

    def enter(self, node: str, rank: int, came: Part | Amp | None, row: Row | None = None) -> None:
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
            self.enter(node, 0, None)

    def _bridge(self, s: str) -> None:
        """A node that feeds two others, each with a part to ground and joined by one: arms of a bridge."""
        f = self.flow
        fed: dict[str, Part] = {}
        for p in self.at.get(s, []):
            m = p.other(s)
            grounded = m in f.chains or any(q.shunt for q in self.at.get(m, []))
            if m != GROUND and m not in f.rank and grounded and m not in self.driven:
                fed.setdefault(m, p)
        joined = any({p.a, p.b} <= set(fed) for p in self.two) or set(self.output) == set(fed)
        between = len(set(self.output) & set(fed)) != 1  # else a bridged tee
        if len(fed) != 2 or not joined or not between or f.row[s].closed:
            return
        f.row[s].closed = True
        middle: Row | None = None
        for m, p in fed.items():
            self.enter(m, f.rank[s] + 1, p, middle)
            middle = f.row[m]
            f.arms[m] = p
        assert middle is not None
        middle.tie(f.row[s], -6)

    def _drain(self) -> None:
        f = self.flow
        while self.queue or self.branches:
            if not self.queue:
                self._step(*self.branches.pop(0), branch=True)
                continue
            n = self.queue.pop(0)
            seed = any(n == p.other(GROUND) and p.kind != "I" for p in f.seeds)
            here = self.at.get(n, [])
            seed = seed or any(p.kind == "V" and p.name in f.floats for p in here)
            if n in self.inputs and n not in self.driven and not seed:
                continue
            pass_base(self, n)
            self._bridge(n)
            for p in here:
                self._step(n, p)

    def _step(self, n: str, p: Part, branch: bool = False) -> None:
        """Through a part to the node at its other end; a `branch` begins a row, and rows go on first."""
        f = self.flow
        m = p.other(n)
        if m == GROUND or m in self.driven or p.name in f.across or p.name in f.floats:
            return
        if any(m in net for net in f.inner):
            return
        if m in f.rank:
            if self._alike(n, m):
                f.floats.add(p.name)
            elif branch:
                self._merge(n, m)
            else:
                self.branches.append((n, p))
            return
        if n in self.driven and self._is_inner(n, m):
            return
        if n in f.arms:
            return
        row = f.row[n]
        if pass_source(self, n, p):
            return
        if floats(self, p):
            f.floats.add(p.name)
            self.enter(m, f.rank[n], None)
            if m == p.a:
                f.rows.insert(f.rows.index(row), f.rows.pop())
            return
        if branch or row.goes_on_from(n):
            self.enter(m, f.rank[n] + 1, p, None if branch else row)
        else:
            self.branches.append((n, p))

    def _alike(self, n: str, m: str) -> bool:
        """Are these two nodes of rows that begin at sources, equally far from them, and does each lead on?"""
        f = self.flow
        rows = f.row[n], f.row[m]
        at_source = {p.other(GROUND) for p in f.seeds}
        begun = rows[0] is not rows[1] and all(row.nodes[0] in at_source for row in rows)
        leads = [k in self.inputs or any(self._onward(k, p) for p in self.at[k]) for k in (n, m)]
        return begun and f.rank[n] == f.rank[m] and all(leads)

    def _onward(self, n: str, p: Part) -> bool:
        """Does a part lead from a node to one that is not nearer to the sources, nor at the same distance?"""
        m, rank = p.other(n), self.flow.rank
        return m != GROUND and (m not in rank or rank[m] > rank[n])

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
        if not self.loose and not self.hung(other, m) and mine.tie(other, -3 * (taken + 1)):
            mine.closed = True

    def hung(self, row: Row, but: str = "") -> bool:
        """Does anything but a source hang from a row, except at one node?"""
        if any(n in self.flow.chains and n != but for n in row.nodes):
            return True
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
                self.enter(n, f.rank[last] + 1, p, row if row.goes_on_from(last) else None)
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
                    self.enter(m, f.rank[n] + 1, p)
                    return True
        left = [n for n in nodes if n not in f.rank and n not in inside]
        if not left:
            return False
        self.enter(left[0], 0, None)
        return True
