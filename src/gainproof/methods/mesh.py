"""Mesh analysis of a planar circuit.

1. Each mesh has a current, all going around clockwise: the current of a branch next to the outer face, or
   what a branch carries beside the current of the next mesh.  A current source on the outer face gives its
   mesh current outright.
2. Kirchhoff's voltage law around each mesh, every voltage written in terms of mesh currents.  Meshes that
   meet at a current source, or at the output of an ideal op-amp, are gone around together (a supermesh); the
   law of that branch is an equation of its own, and that of an ideal op-amp is Kirchhoff's voltage law
   through its inputs.
3. What controls a source is a voltage along a path of branches, or the current of one.
4. The mesh currents are eliminated one by one, as in nodal analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import S, value
from gainproof.circuit.planar import Dart, NotPlanar, Walk, cheapest, darts, twin
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Sym, add, div, mul, neg
from gainproof.methods.elimination import Balance, Elimination
from gainproof.methods.lines import columns
from gainproof.methods.meshes import FREE, OUTER, Meshes, meshes
from gainproof.methods.task import NotApplicable, Outcome, Task
from gainproof.methods.writer import Writer

PATH_COSTS = {"V": 1, "R": 2, "C": 2, "L": 2, "H": 4, "E": 40}
"""How little one likes to see an element on the path along which a voltage is read."""
UNKNOWN = 200
"""The same of a branch whose voltage is unknown."""

Said = tuple[Expr, tuple[str, ...]]
"""An expression and the steps that it leans on."""


def write(task: Task) -> Outcome:
    """The mesh equations, and the elimination of all but what is wanted."""
    return Mesh(task.setting, task.writer, task.circuit).write()


@dataclass
class Mesh:
    """Mesh analysis of one setting."""

    setting: Setting
    writer: Writer
    circuit: str
    known: dict[int, Said] = field(default_factory=dict)
    controls: dict[tuple[str, str], Said] = field(default_factory=dict)
    pool: list[Balance] = field(default_factory=list)
    unknowns: list[Sym] = field(default_factory=list)
    defined: dict[int, str] = field(default_factory=dict)
    stated: set[tuple[str, str]] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def c(self) -> Circuit:
        return self.setting.circuit

    def write(self) -> Outcome:
        """Returns the label of the last step, the wanted unknown, and the definitions it leans on."""
        if not self.meshes.walks:
            raise NotApplicable("the circuit has no mesh")
        for m in self.meshes.tree:
            self._define(m)
        wanted = self._wanted()
        for group in self.meshes.supermeshes:
            self._loop(group)
        for e in self.c.elements:
            if e.kind in FREE and e.name in self.meshes.ends and not self._is_known(e):
                self._law(e)
        unknowns = [*self.currents, *self.unknowns]
        return Elimination(self.writer, self.circuit, wanted, unknowns).run(self.pool)

    # -- the meshes and their currents ------------------------------------------------------------

    @cached_property
    def meshes(self) -> Meshes:
        c, asked = self.c, self.setting.wanted.symbols()
        drive = [e.name for e in c.sources() if e.value == self.setting.drive and self.setting.drive]
        first = [c.currents[n] for n in asked if n in c.currents]
        first += [c.element(n).name for e in c.elements if e.kind in "FH" for n in e.controls]
        try:
            return meshes(c, drive, first)
        except NotPlanar as fault:
            raise NotApplicable(f"the circuit is not planar: {fault}") from None

    @cached_property
    def currents(self) -> list[Sym]:
        """The symbols of the mesh currents."""
        found: list[Sym] = []
        k = 0
        while len(found) < len(self.meshes.walks):
            k += 1
            if f"i_{k}" not in self.writer.taken:
                found.append(Sym(f"i_{k}"))
        return found

    def _define(self, m: int) -> None:
        """Define a mesh current by a branch and the mesh on the other side of it."""
        d = self.meshes.tree[m]
        i, e, other = self.currents[m], self.c.element(d[0]), self.meshes.sides(d)[1]
        through = self.c.current(e.name) if d[1:] == e.nodes[:2] else -self.c.current(e.name)
        claim = Equation(i, through if other == OUTER else add(self.currents[other], through))
        about = "mesh current around " + ", ".join(n for n, _, _ in self.meshes.walks[m])
        self.defined[m] = self.writer.define(i.name, claim, about, "A", circuit=self.circuit)
        if e.kind == "I" and (other == OUTER or other in self.known):
            strength = value(e) if d[1:] == e.nodes[:2] else neg(value(e))
            beside, labels = self.known.get(other, (ZERO, ()))
            claim = Equation(i, add(beside, strength))
            label = self._aside("law", claim, [self.defined[m], *labels], element=e.name)
            self.known[m] = (claim.right, (label,))

    def _is_known(self, e: Element) -> bool:
        """Has the law of this source been used to know a mesh current?"""
        return any(d[0] == e.name and m in self.known for m, d in self.meshes.tree.items())

    def _of(self, m: int) -> Said:
        """A mesh current, its value put in where it is known."""
        if m == OUTER:
            return ZERO, ()
        i, labels = self.known.get(m, (self.currents[m], ()))
        return i, (*self.writer.definitions(self.currents[m]), *labels)

    def _along(self, d: Dart) -> Said:
        """The current through a branch in the direction of the dart."""
        near, far = self.meshes.sides(d)
        (i, labels), (j, more) = self._of(near), self._of(far)
        return i - j, (*labels, *more)

    def _through(self, name: str) -> Said:
        """The current through a branch, first node to second, with a step that says so if none does."""
        if name not in self.meshes.ends:
            raise NotApplicable(f"no mesh current flows through {name}")
        d: Dart = (name, *self.meshes.ends[name])
        i, labels = self._along(d)
        if all(t[0] != name for t in self.meshes.tree.values()):
            if name not in self.said:
                claim = Equation(self.c.current(name), i)
                self.said[name] = self.writer.new(
                    "kcl", claim, _once(labels), circuit=self.circuit, data=self._cut(d)
                )
            labels = (*labels, self.said[name])
        return i, labels

    def _cut(self, d: Dart) -> dict[str, object]:
        """The nodes on one side of the branches whose currents make up the mesh currents beside a branch."""
        cut = {d[0]}
        for m in self.meshes.sides(d):
            at = m
            while at != OUTER:
                cut ^= {self.meshes.tree[at][0]}
                at = self.meshes.sides(self.meshes.tree[at])[1]
        near = darts({n: p for n, p in self.meshes.ends.items() if n not in cut})

        def side(start: str) -> list[str]:
            reached = [start]
            for n in reached:
                reached += dict.fromkeys(b for _, _, b in near.get(n, ()) if b not in reached)
            return reached

        inside = side(d[1])
        return {"nodes": inside if GROUND not in inside else side(d[2])}

    # -- voltages ---------------------------------------------------------------------------------

    def _drop(self, d: Dart) -> Said:
        """The voltage along a dart, in terms of mesh currents."""
        e = self.c.element(d[0])
        if self._is_short(d):
            return ZERO, ()
        forward = d[1:] == e.nodes[:2]
        if e.kind in "RCL":
            i, labels = self._along(d)
            if e.kind == "R":
                return mul(value(e), i), labels
            if e.kind == "C":
                return div(i, mul(S, value(e))), labels
            coupled, more = self._induced(e)
            return add(mul(S, value(e), i), coupled if forward else neg(coupled)), (*labels, *more)
        if e.kind == "V":
            return value(e) if forward else neg(value(e)), ()
        if e.kind == "E":
            control, labels = self._control(e)
            u = mul(value(e), control)
        elif e.kind == "H":
            n = self.c.element(e.controls[0]).name
            i, labels = self._along((n, *self._ends(n)))
            u = mul(value(e), i)
        else:
            u, labels = self._symbol(e.nodes[0], e.nodes[1], f"voltage across {e.name}")
        return (u if forward else neg(u)), labels

    def _ends(self, name: str) -> tuple[str, str]:
        if name not in self.meshes.ends:
            raise NotApplicable(f"no mesh current flows through {name}")
        return self.meshes.ends[name]

    def _induced(self, e: Element) -> Said:
        """What the inductors coupled to this one induce in it."""
        terms: list[Expr] = []
        labels: list[str] = []
        for k in self.c.elements:
            if k.kind == "K" and e.name in k.controls:
                other = next(n for n in k.controls if n != e.name)
                i, more = self._along((other, *self._ends(other)))
                terms.append(mul(S, value(k), i))
                labels += more
        return add(*terms), tuple(labels)

    def _symbol(self, a: str, b: str, about: str) -> Said:
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

    def _control(self, e: Element) -> Said:
        """The voltage that controls a source: read along a path, or an unknown if the path is intricate."""
        a, b = e.nodes[2:]
        if a == b:
            return ZERO, ()
        if (a, b) in self.controls:
            return self.controls[a, b]
        walk = self._path(a, b)
        if any(self.c.element(d[0]).kind in "E" + FREE and not self._is_short(d) for d in walk):
            self.controls[a, b] = u, labels = self._symbol(a, b, f"voltage that controls {e.name}")
            self._state(a, b, u, labels)
        else:
            self.controls[a, b] = self._plain(walk)
        return self.controls[a, b]

    def _is_short(self, d: Dart) -> bool:
        """Does the hop lead from one input of an ideal op-amp to the other?"""
        e = self.c.element(d[0])
        return e.kind == "N" and set(d[1:]) == set(e.nodes[2:])

    def _path(self, a: str, b: str, shorts: Sequence[Element] | None = None) -> Walk:
        """The plainest path from one node to another; it may pass through the inputs of ideal op-amps."""
        if shorts is None:
            shorts = [e for e in self.c.elements if e.kind == "N"]
        ends = {n: p for n, p in self.meshes.ends.items() if n not in self.meshes.round}
        inputs = {f"{e.name} in": (e.nodes[2], e.nodes[3]) for e in shorts}

        def cost(name: str) -> int:
            return 1 if name in inputs else PATH_COSTS.get(self.c.element(name).kind, UNKNOWN)

        walk = cheapest({**ends, **inputs}, a, b, cost)
        if walk is None:
            raise NotApplicable(f"no path of branches leads from node {a} to node {b}")
        return tuple((n.removesuffix(" in") if n in inputs else n, x, y) for n, x, y in walk)

    def _sum(self, walk: Walk) -> tuple[list[Expr], tuple[str, ...]]:
        """The voltages along a walk that are not zero."""
        said = [self._drop(d) for d in walk]
        return [u for u, _ in said if u != ZERO], _once(label for u, more in said for label in more)

    def _read(self, walk: Walk, left: Expr, cited: Sequence[str]) -> str:
        """The voltage between the ends of a walk, as a step."""
        drops, labels = self._sum(walk)
        return self._kvl(Equation(left, _signed(drops)), (*cited, *labels), path=walk)

    def _plain(self, walk: Walk) -> Said:
        """The voltage between the ends of a walk, and the step that says what it is."""
        a, b = walk[0][1], walk[-1][2]
        if a == GROUND:
            u, labels = self._plain(tuple(twin(d) for d in reversed(walk)))
            return neg(u), labels
        label = self._read(walk, self.c.voltage(a) - self.c.voltage(b), ())
        return self.writer.claim(label).right, (label,)

    def _state(self, a: str, b: str, u: Expr, cited: Sequence[str]) -> None:
        """An equation for the voltage `u` between two nodes, once; none if it is a branch's own unknown."""
        walk = self._path(a, b)
        drops, _ = self._sum(walk)
        if _signed(drops) != u and (a, b) not in self.stated:
            self.stated.add((a, b))
            self._keep(self._read(walk, u, cited))

    # -- the equations ----------------------------------------------------------------------------

    def _loop(self, group: tuple[int, ...]) -> None:
        """Kirchhoff's voltage law around a mesh or a supermesh."""
        about = f"mesh {self._number(group[0])}"
        if len(group) > 1:
            about = "the supermesh of " + " and ".join(self._number(m) for m in group)
        self._around(self.meshes.loop(group), about)

    def _number(self, m: int) -> str:
        return self.currents[m].name.removeprefix("i_")

    def _around(self, walk: Walk, about: str) -> None:
        """Kirchhoff's voltage law around a loop: what the sources deliver, and where it drops."""
        drops, labels = self._sum(walk)
        strengths = [value(e) for e in self.c.sources() if e.kind == "V"]
        rises = [neg(u) for u in drops if isinstance(u, Neg) and neg(u) in strengths]
        rest = [u for u in drops if neg(u) not in rises]
        claim = Equation(add(*rises), _signed(rest)) if rises else Equation(_signed(rest), ZERO)
        if drops:
            self._keep(self._kvl(claim, labels, loop=walk, around=about))

    def _law(self, e: Element) -> None:
        """The law of a branch whose voltage is free."""
        if e.kind == "N":
            back = [x for x in self.c.elements if x.kind == "N"]
            walk = self._path(e.nodes[3], e.nodes[2], back[: back.index(e)])
            name = e.part_of or e.name
            self._around(((e.name, e.nodes[2], e.nodes[3]), *walk), f"the loop through the inputs of {name}")
            return
        control, more = self._controlled(e)
        right = mul(value(e), control)
        i, labels = self._through(e.name)
        cited = _once((*labels, *more))
        label = self.writer.new(
            "law", Equation(i, right), cited, circuit=self.circuit, data={"element": e.name}
        )
        self._keep(label)

    def _controlled(self, e: Element) -> Said:
        """What the current of a source is proportional to; 1 for an independent one."""
        if e.kind == "I":
            return ONE, ()
        return self._control(e) if e.kind == "G" else self._through(self.c.element(e.controls[0]).name)

    def _wanted(self) -> Sym:
        """The unknown to keep to the last, with its equation."""
        form, w = self.setting.wanted, self.writer
        asked = [self.c.currents[n] for n in form.symbols() if n in self.c.currents]
        if asked:
            return self._wanted_current(form, asked[0])
        terms = columns(form, [self.c.voltage(n) for n in self.c.nodes])
        if not terms:
            raise NotApplicable("no voltage is asked for: both nodes are one")
        ends = {c: n for n in self.c.nodes if (c := terms.get(self.c.voltage(n))) is not None}
        a, b = ends.get(ONE, GROUND), ends.get(neg(ONE), GROUND)
        u, labels = self._symbol(a, b, "voltage asked for")
        if isinstance(u, Neg):
            wanted = Sym(w.fresh(f"v_{b}"))
            self.unknowns.append(wanted)
            label = w.define(
                wanted.name, Equation(wanted, form), "voltage asked for", "V", circuit=self.circuit
            )
            u, labels = wanted, (label,)
        assert isinstance(u, Sym)
        self._state(a, b, u, labels)
        return u

    def _wanted_current(self, form: Expr, name: str) -> Sym:
        """A mesh current that is what is wanted, or a symbol with an equation for it."""
        w = self.writer
        for m, label in self.defined.items():
            if w.claim(label).right == form and isinstance(form, Neg) and m not in self.known:
                return self.currents[m]
        i, labels = self._through(name)
        if form == self.c.current(name):
            wanted = self.c.current(name)
        else:
            wanted, i = Sym(w.fresh("i_in")), neg(i)
            about = f"current delivered by {name}"
            labels = (
                *labels,
                w.define(wanted.name, Equation(wanted, form), about, "A", circuit=self.circuit),
            )
        self.unknowns.append(wanted)
        claim = Equation(wanted, i)
        if w.claim(labels[-1]) != claim:
            self._keep(w.new("consequence", claim, _once(labels), circuit=self.circuit))
        else:
            self._keep(labels[-1])
        return wanted

    def _aside(self, rule: str, claim: Equation, cited: Iterable[str], **data: object) -> str:
        name = f"{rule} {data['element']}"
        return self.writer.aside(name, rule, claim, _once(cited), circuit=self.circuit, data=data)

    def _kvl(self, claim: Equation, cited: Iterable[str], **data: object) -> str:
        hops = {k: [list(d) for d in v] if isinstance(v, tuple) else v for k, v in data.items()}
        return self.writer.new("kvl", claim, _once(cited), circuit=self.circuit, data=hops)

    def _keep(self, label: str) -> None:
        """Put an equation into the pool."""
        q = self.writer.claim(label)
        strengths = [v for e in self.c.sources() if not isinstance(v := value(e), Num | Neg)]
        self.pool.append(Balance(label, columns(q.left - q.right, [*self._columns(), *strengths])))

    def _columns(self) -> list[Sym]:
        return [*self.currents, *self.unknowns, *map(Sym, self.c.voltages), *map(Sym, self.c.currents)]


def _signed(drops: Sequence[Expr]) -> Expr:
    """The sum, terms with a plus sign first."""
    return add(*(u for u in drops if not isinstance(u, Neg)), *(u for u in drops if isinstance(u, Neg)))


def _once(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))
