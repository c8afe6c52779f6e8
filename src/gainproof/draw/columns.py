"""The columns of nodes and op-amps: as far left as what stands before them allows.

Every rule says that something stands at least so far to the right of something else.  The rules are applied
over and over until nothing moves.
"""

from __future__ import annotations

import math
from itertools import pairwise

from gainproof.circuit.circuit import GROUND
from gainproof.draw.drawing import BODY, LENGTH, WIDTH, width
from gainproof.draw.parts import Amp, Part
from gainproof.draw.roles import Roles
from gainproof.draw.sheet import NoRoute

SERIES = LENGTH + 2  # between two columns joined by a lying part
SLOT = 3  # between two hanging parts


class Columns:
    """Columns of nodes (`of`), how far their rows reach to the right of these (`width`), where the triangles
    begin (`base`), and the columns of parts across inputs (`across`) and between rows (`stood`).

    `wide` adds room between columns.  Raises NoRoute if the rules contradict each other.
    """

    def __init__(self, roles: Roles, amps: list[Amp], wide: int) -> None:
        self.roles, self.flow, self.amps, self.wide = roles, roles.flow, amps, wide
        self.slot = SLOT + wide
        self.of = dict.fromkeys(self.flow.rank, 0)
        self.width = {n: self._width(n) for n in self.flow.rank}
        self.base: dict[str, int] = {}
        self.across: dict[str, int] = {}
        self.stood: dict[str, int] = {}
        for _ in range(2 * len(self.of) + 4):
            before = dict(self.of)
            self._apply()
            if before == self.of:
                return
        raise NoRoute("the columns")

    def slots(self, node: str) -> list[int]:
        """How far right of the node's column its hanging parts stand."""
        shunts = self.roles.shunts.get(node, [])
        out = [self._first_slot(node)] if shunts else []
        for left, chain in pairwise(shunts):
            out.append(out[-1] + self.pitch(left, chain))
        return out

    def pitch(self, left: list[Part], chain: list[Part]) -> int:
        """From what hangs on the left to a chain, whose labels stand between them."""
        bodies = max(BODY[p.kind][1] for p in left) + max(BODY[p.kind][1] for p in chain)
        return max(self.slot, math.ceil(bodies + _label(chain)))

    def end(self, node: str) -> int:
        """Where the node's row reaches on the right, before the next part."""
        return self.of[node] + self.width[node]

    def _first_slot(self, node: str) -> int:
        r = self.roles
        back = r.fed_back(node)
        busy = bool(back) and (node in r.driven or any(r.under([p]) for p in back))
        looped = node in r.driven and any(node in a.inputs for a in self.amps)
        floating = any(p.name in self.flow.floats and p.a == node for p in r.two)
        above = [self._stands(*pair)[-1] for pair in self.flow.stands[::2] if self._is_upper(node, pair)]
        if above:
            return max(above) + self.slot
        return self.slot if busy or looped or floating or r.met(node) else 0

    def _is_upper(self, node: str, pair: tuple[str, str]) -> bool:
        """Is this node the upper one of a collector and an emitter?"""
        return any(node in pair and self.roles.stand(p) == (node, p.other(node)) for p in self.between(pair))

    def between(self, pair: tuple[str, str]) -> list[Part]:
        """The parts that stand between the rows of two nodes, the controlled source first."""
        here = [p for p in self.roles.having("stand") if {p.a, p.b} == {*pair}]
        return sorted(here, key=lambda p: p.kind != "G")

    def _stands(self, one: str, other: str) -> list[int]:
        """How far right of the first of them the parts between two nodes stand."""
        here = self.between((one, other))
        out = [0]
        for left, p in pairwise(here):
            out.append(out[-1] + self.pitch([left], [p]))
        return out

    def _free_slot(self, node: str) -> int:
        """How far right of the node's column the next part could hang."""
        return max(self.slots(node), default=-self.slot) + self.slot

    def _width(self, node: str) -> int:
        if node in self.flow.secondary:
            return 0
        free = self._free_slot(node)
        joined = [p for p in self._between_rows() if node in (p.a, p.b)]
        if joined:
            return max(self._free_slot(n) for p in joined for n in (p.a, p.b))
        if self.roles.branching(node):
            return free
        upstream = sum(
            node in (p.a, p.b) and node not in (*a.inputs, *self.flow.outlet[a.name])
            for a in self.amps
            for p in self.roles.across(a)
        )
        return free + self.slot * (upstream - 1) if upstream else max(0, free - self.slot)

    def _between_rows(self) -> list[Part]:
        """The parts between two rows that begin at sources."""
        return [p for p in self.roles.two if p.name in self.flow.floats and p.kind not in "VI"]

    def _push(self, node: str, at: int) -> None:
        self.of[node] = max(self.of[node], at)

    def _apply(self) -> None:
        f = self.flow
        seeds = [p.other(GROUND) for p in f.seeds]
        for n, m in pairwise(seeds):
            if f.row[n].root()[0] is f.row[m].root()[0]:
                self._push(m, self.end(n) + self.slot + 1)
        for p in self.roles.having("series", "arm"):
            a, b = self.roles.left_right(p)
            label = max(map(_label, self.roles.shunts.get(b, [])[:1]), default=0)
            if self.roles.role[p.name] == "series":
                self._push(
                    b, self.end(a) + max(SERIES, math.ceil(label) + 3, math.ceil(_label([p]))) + self.wide
                )
            else:
                self._push(b, self.of[a] + SERIES)
        for p in self._between_rows():
            if not {p.a, p.b} <= {*seeds}:
                self._push(p.a, self.of[p.b])
                self._push(p.b, self.of[p.a])
        arms = list(f.arms)
        for m, n in zip(arms[::2], arms[1::2], strict=True):
            self._push(n, self.end(m) + 2 * LENGTH)
        for n, main in f.beside.items():
            self._push(n, self.end(main) + (SLOT if self.roles.shunts.get(main) else 0))
        for n, before in f.after.items():
            self._push(n, self.end(before) + SERIES + 2 + self.wide)
        for transistor, input_ in zip(f.stands[::2], f.stands[1::2], strict=True):
            self._apply_transistor(*transistor, input_[0])
        for amp in f.order:
            self._apply_amp(amp)
        for net in f.inner:
            left, right, chain = self.roles.chain(net)
            if left != right:
                self._push(right, self.of[left] + SERIES * (len(chain) + 1) - 1)

    def _apply_transistor(self, collector: str, emitter: str, base: str) -> None:
        """Collector and emitter above each other, and on their left what stands at the base."""
        self._push(collector, self.of[emitter])
        self._push(emitter, self.of[collector])
        for p, far in zip(self.between((collector, emitter)), self._stands(collector, emitter), strict=False):
            self.stood[p.name] = self.of[collector] + far
        here = self.between((base, emitter))
        start = self.of[base] + self._free_slot(base) if base in self.of else 0
        for p, far in zip(here, self._stands(base, emitter), strict=False):
            self.stood[p.name] = start + far
        for p in here[-1:]:
            source = self.between((collector, emitter))[:1]
            self._push(collector, self.stood[p.name] + max(SERIES, self.pitch([p], source or [p])))

    def _apply_amp(self, a: Amp) -> None:
        """An op-amp stands clear of what hangs from its main input and of the column of the other."""
        f, roles = self.flow, self.roles
        top, bottom = f.top_bottom(a)
        main, other = (top, bottom) if top in self.of and f.secondary.get(top) is not a else (bottom, top)
        hung = bool(roles.shunts.get(main))
        own_column = f.secondary.get(other) is a
        if own_column:
            lifted = other == top and any(roles.role[p.name] == "lane" for p in roles.fed_back(main))
            base = self.end(main) + (5 if hung else 3) + lifted
        elif other == GROUND or other in roles.driven:
            base = self.end(main) + (4 if hung else 3)
        else:
            base = max(self.end(main), self.end(other)) + 3
        across = roles.across(a)
        if across:
            at = max(self.of[n] + self._free_slot(n) for n in self._before(a, across) or [main])
            for k, p in enumerate(across):
                self.across[p.name] = at + self.slot * k
            base = max(base, at + self.slot * len(across))
        for n in (main, other):
            before = f.secondary.get(n)
            if before is not None and before is not a and before.name in self.base:
                base = max(base, self.base[before.name] + WIDTH + SLOT + 1)
        base = max(base + self.wide, *(self.base.get(b.name, 0) for b in self._partners(a)), 0)
        self.base[a.name] = base
        if own_column:
            self.of[other] = self.across[across[0].name] if across else base - 2
        self._push(a.out, base + WIDTH + (0 if len(f.outlet[a.name]) > 1 else 2))

    def _partners(self, a: Amp) -> list[Amp]:
        """The op-amps whose second inputs a part joins to this one's: they stand above each other."""
        second = self.flow.secondary
        ends = [(second.get(p.a), second.get(p.b)) for p in self.roles.having("upright")]
        return [y for pair in ends for x, y in (pair, pair[::-1]) if x is a and y is not None]

    def _before(self, a: Amp, across: list[Part]) -> list[str]:
        """The nodes of these parts that are not the op-amp's own second input."""
        nodes = [n for p in across for n in (p.a, p.b)]
        own = self.flow.outlet[a.name]
        return [n for n in nodes if n in self.of and self.flow.secondary.get(n) is not a and n not in own]


def _label(chain: list[Part]) -> float:
    """The room that the labels beside hanging parts take."""
    return max(width(p.runs) for p in chain) + 0.6
