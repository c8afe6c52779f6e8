"""Voltages of branches, and along paths of them, in terms of mesh currents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import S, value
from gainproof.circuit.planar import Dart, Walk, cheapest, twin
from gainproof.expression import ZERO, Equation, Expr, Neg, Num, Sym, add, div, mul, neg
from gainproof.methods.elimination import Balance
from gainproof.methods.lines import columns
from gainproof.methods.mesh_currents import MeshCurrents, Said, once
from gainproof.methods.meshes import FREE, OUTER
from gainproof.methods.task import NotApplicable
from gainproof.methods.writer import Writer

PATH_COSTS = {"V": 1, "R": 1, "C": 1, "L": 1, "H": 4, "E": 40}
"""How little one likes to see an element on the path along which a voltage is read, its currents apart."""
UNKNOWN = 200
"""The same of a branch whose voltage is unknown."""


@dataclass
class MeshVoltages:
    """Kirchhoff's voltage law, written as steps; the equations that are to be solved gather in `pool`.

    `unknowns` are the voltages that are unknown beside the mesh currents, and what is wanted; `controls` what
    controls sources; `read` the steps that give the voltage between two nodes.
    """

    currents: MeshCurrents
    pool: list[Balance] = field(default_factory=list)
    unknowns: list[Sym] = field(default_factory=list)
    controls: dict[tuple[str, str], Said] = field(default_factory=dict)
    read: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def c(self) -> Circuit:
        return self.currents.c

    @property
    def writer(self) -> Writer:
        return self.currents.writer

    @property
    def circuit(self) -> str:
        return self.currents.circuit

    def _drop(self, d: Dart) -> Said:
        """The voltage along a dart, in terms of mesh currents."""
        e = self.c.element(d[0])
        if self._is_short(d):
            return ZERO, ()
        forward = d[1:] == e.nodes[:2]
        if e.kind in "RCL":
            i, labels = self.currents.along(d)
            if e.kind == "R":
                return mul(value(e), i), labels
            if e.kind == "C":
                return div(i, mul(S, value(e))), labels
            coupled, more = self._induced(e)
            return add(mul(S, value(e), i), coupled if forward else neg(coupled)), (*labels, *more)
        if e.kind == "V":
            return value(e) if forward else neg(value(e)), ()
        if e.kind == "E":
            control, labels = self.control(e)
            u = mul(value(e), control)
        elif e.kind == "H":
            n = self.c.element(e.controls[0]).name
            i, labels = self.currents.along((n, *self.currents.ends(n)))
            u = mul(value(e), i)
        else:
            u, labels = self.symbol(e.nodes[0], e.nodes[1], f"voltage across {e.name}")
        return (u if forward else neg(u)), labels

    def _induced(self, e: Element) -> Said:
        """What the inductors coupled to this one induce in it."""
        terms: list[Expr] = []
        labels: list[str] = []
        for k in self.c.elements:
            if k.kind == "K" and e.name in k.controls:
                other = next(n for n in k.controls if n != e.name)
                i, more = self.currents.along((other, *self.currents.ends(other)))
                terms.append(mul(S, value(k), i))
                labels += more
        return add(*terms), tuple(labels)

    def symbol(self, a: str, b: str, about: str) -> Said:
        """The voltage between two nodes as an unknown."""
        u = self.c.voltage(a) - self.c.voltage(b)
        plain = u.args[0] if isinstance(u, Neg) else u
        labels: tuple[str, ...] = ()
        if not isinstance(plain, Sym):
            earlier = [s for s in self.writer.steps if s.rule == "define" and s.claim.right == u]
            if earlier:
                plain = earlier[0].claim.left
                labels = (earlier[0].label,)
            else:
                plain = Sym(self.writer.fresh("v_" + "".join(x for x in a + b if x.isalnum())))
                labels = (
                    self.writer.define(plain.name, Equation(plain, u), about, "V", circuit=self.circuit),
                )
            u = plain
        assert isinstance(plain, Sym)
        if plain not in self.unknowns:
            self.unknowns.append(plain)
        return u, labels

    def control(self, e: Element) -> Said:
        """The voltage that controls a source: read along a path, or an unknown if the path is intricate."""
        a, b = e.nodes[2:]
        if a == b:
            return ZERO, ()
        if (a, b) in self.controls:
            return self.controls[a, b]
        walk = self.path(a, b)
        if any(self.c.element(d[0]).kind in "E" + FREE and not self._is_short(d) for d in walk):
            self.controls[a, b] = u, labels = self.symbol(a, b, f"voltage that controls {e.name}")
            self.state(a, b, u, labels)
        else:
            self.controls[a, b] = self._plain(walk)
        return self.controls[a, b]

    def _is_short(self, d: Dart) -> bool:
        """Does the hop lead from one input of an ideal op-amp to the other?"""
        e = self.c.element(d[0])
        return e.kind == "N" and set(d[1:]) == set(e.nodes[2:])

    def path(self, a: str, b: str, shorts: Sequence[Element] | None = None) -> Walk:
        """The plainest path from one node to another; it may pass through the inputs of ideal op-amps."""
        if shorts is None:
            shorts = [e for e in self.c.elements if e.kind == "N"]
        ends = {n: p for n, p in self.currents.meshes.ends.items() if n not in self.currents.meshes.round}
        inputs = {f"{e.name} in": (e.nodes[2], e.nodes[3]) for e in shorts}

        def cost(name: str) -> int:
            if name in inputs:
                return 0
            kind = self.c.element(name).kind
            sides = self.currents.meshes.sides((name, *ends[name])) if kind in "RLC" else ()
            return PATH_COSTS.get(kind, UNKNOWN) + sum(m != OUTER for m in sides)

        walk = cheapest({**ends, **inputs}, a, b, cost)
        if walk is None:
            raise NotApplicable(f"no path of branches leads from node {a} to node {b}")
        return tuple((n.removesuffix(" in") if n in inputs else n, x, y) for n, x, y in walk)

    def _sum(self, walk: Walk) -> tuple[list[Expr], tuple[str, ...]]:
        """The voltages along a walk that are not zero."""
        said = [self._drop(d) for d in walk]
        return [u for u, _ in said if u != ZERO], once(label for u, more in said for label in more)

    def _plain(self, walk: Walk) -> Said:
        """The voltage between the ends of a walk in terms of mesh currents, and the step that says it."""
        a, b = walk[0][1], walk[-1][2]
        if a == GROUND:
            u, labels = self._plain(tuple(twin(d) for d in reversed(walk)))
            return neg(u), labels
        if (a, b) not in self.read:
            drops, labels = self._sum(walk)
            claim = Equation(self.c.voltage(a) - self.c.voltage(b), _signed(drops))
            self.read[a, b] = self._kvl(claim, labels, path=walk)
        return self.writer.claim(self.read[a, b]).right, (self.read[a, b],)

    def state(self, a: str, b: str, u: Expr, cited: Sequence[str]) -> None:
        """Keep an equation for the voltage `u` between two nodes, unless it is a branch's own unknown."""
        if isinstance(u, Neg):
            return self.state(b, a, neg(u), cited)
        walk = self.path(a, b)
        drops, labels = self._sum(walk)
        claim = Equation(u, _signed(drops))
        if claim.right == u:
            return
        label = self.read.get((a, b), "")
        if not label or self.writer.claim(label) != claim:
            label = self.read[a, b] = self._kvl(claim, (*cited, *labels), path=walk)
        if all(label != b.label for b in self.pool):
            self.keep(label)

    # -- the equations ----------------------------------------------------------------------------

    def around(self, walk: Walk, about: str) -> Balance | None:
        """Kirchhoff's voltage law around a loop: what the sources deliver, and where it drops.

        None for a loop along which no voltage can be seen to drop.
        """
        drops, labels = self._sum(walk)
        strengths = [value(e) for e in self.c.sources() if e.kind == "V"]
        rises = [neg(u) for u in drops if isinstance(u, Neg) and neg(u) in strengths]
        falls = [u for u in drops if not isinstance(u, Neg)]
        if falls and not rises and all(u in strengths for u in falls):
            return self.around(tuple(twin(d) for d in reversed(walk)), about)
        rest = [u for u in drops if neg(u) not in rises]
        claim = Equation(add(*rises), _signed(rest)) if rises else Equation(_signed(rest), ZERO)
        if drops:
            return self.keep(self._kvl(claim, labels, loop=walk, around=about))
        return None

    def _kvl(self, claim: Equation, cited: Iterable[str], **data: object) -> str:
        hops = {k: [list(d) for d in v] if isinstance(v, tuple) else v for k, v in data.items()}
        return self.writer.new("kvl", claim, once(cited), circuit=self.circuit, data=hops)

    def keep(self, label: str) -> Balance:
        """Put an equation into the pool."""
        q = self.writer.claim(label)
        strengths = [v for e in self.c.sources() if not isinstance(v := value(e), Num | Neg)]
        states = [*map(Sym, self.c.voltages), *map(Sym, self.c.currents)]
        known = [*self.currents.symbols, *self.unknowns, *states, *strengths]
        self.pool.append(Balance(label, columns(q.left - q.right, known)))
        return self.pool[-1]


def _signed(drops: Sequence[Expr]) -> Expr:
    """The sum, terms with a plus sign first."""
    return add(*(u for u in drops if not isinstance(u, Neg)), *(u for u in drops if isinstance(u, Neg)))
