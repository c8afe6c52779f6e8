"""Nodal analysis, written out as a good author would.

1. The laws of sources give voltages outright: v_1 = V_1, v_x = A_o (V_1 - v_2).
2. Kirchhoff's current law at each node that is left, every current written as (v_a - v_b)/R.  Nodes that
   a voltage source ties together are balanced together, so that its current never appears; it appears
   where something asks for it.
3. The unknowns are eliminated one by one, the one that spreads least first: gather, name the conductance
   at the node, solve, put into the others.
4. The last equation is divided into the quantity asked for.

Each of these is a step with its premises.  What the steps claim is for the checker to judge; the exact
quotient at the end comes from the solver and is claimed to follow from the last steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements import KINDS
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import law, leaving
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Sym, add, div, mul, neg
from gainproof.methods.elimination import Balance, Elimination, put_in
from gainproof.methods.lines import (
    Line,
    columns,
    negated,
    side,
    substituted,
)
from gainproof.methods.writer import Writer


@dataclass
class Known:
    """A voltage that a law gives outright, and the steps that say so."""

    value: Expr
    labels: tuple[str, ...]


@dataclass
class Nodal:
    """Nodal analysis of one setting; `write` does it and says which step states the quantity."""

    setting: Setting
    writer: Writer
    circuit: str = "given"
    known: dict[str, Known] = field(default_factory=dict)
    reversed: dict[str, Known] = field(default_factory=dict)

    @property
    def c(self) -> Circuit:
        return self.setting.circuit

    def write(self) -> tuple[str, Expr, list[str]]:
        """The steps up to the equation for the wanted form.

        Returns the label of the last step, the wanted unknown, and the definitions that step leans on.
        """
        wanted, extra = self._wanted()
        needed = self._needed_currents(extra)
        used = self._known_voltages(needed, wanted)
        pool = self._equations(needed, used, wanted) + extra
        for b in extra:
            b.line = self._put_in(b)
        unknowns = [wanted, *map(Sym, self.c.voltages), *map(Sym, self.c.currents)]
        return Elimination(self.writer, self.circuit, wanted, unknowns).run(pool)

    # -- what is wanted -------------------------------------------------------------------------

    def _wanted(self) -> tuple[Sym, list[Balance]]:
        """The unknown to keep to the last; a difference of voltages or a reversed current becomes one."""
        form, w = self.setting.wanted, self.writer
        if isinstance(form, Sym):
            if form.name not in self.c.currents:
                return form, []
            e = self.c.element(self.c.currents[form.name])
            return form, [] if _is_branch(e, self.c) else [self._law_balance(e)]
        if self.setting.inverse and self.setting.drive is not None:
            wanted = Sym(w.fresh("i_in"))
            about = f"current delivered by {self.setting.drive.name}"
            label = w.define(wanted.name, Equation(wanted, form), about, "A", circuit=self.circuit)
            self.reversed[self.setting.drive.name] = Known(neg(wanted), (label,))
            return wanted, []
        nodes = [n for n in self.c.nodes if self.c.voltage(n) in form.walk()]
        wanted = Sym(w.fresh("v_" + "".join(n for n in nodes if n.isalnum())))
        label = w.define(wanted.name, Equation(wanted, form), "voltage asked for", "V", circuit=self.circuit)
        return wanted, [Balance(label, {wanted: neg(ONE), **columns(form, self._columns())})]

    def _law_balance(self, e: Element) -> Balance:
        label = self.writer.new("law", _stated(self.c, e), circuit=self.circuit, data={"element": e.name})
        q = self.writer.claim(label)
        return Balance(label, self._line(q.left - q.right))

    def _needed_currents(self, extra: list[Balance]) -> set[str]:
        """Branches whose current is asked for, controls a source, or is coupled to another."""
        needed = {self.c.element(n).name for e in self.c.elements for n in e.controls}
        for b in extra:
            needed |= {
                self.c.currents[k.name] for k in b.line if isinstance(k, Sym) and k.name in self.c.currents
            }
        form = self.setting.wanted
        needed |= {self.c.currents[s] for s in form.symbols() if s in self.c.currents}
        return needed

    # -- laws that give a voltage outright --------------------------------------------------------

    def _known_voltages(self, needed: set[str], wanted: Sym) -> set[str]:
        """Write the laws of sources that fix a node; returns the elements so used."""
        used: set[str] = set()
        order = {"V": 0, "N": 1, "E": 2, "H": 2}
        branches = sorted((e for e in self.c.elements if e.kind in order), key=lambda e: order[e.kind])
        progress = True
        while progress:
            progress = False
            for e in branches:
                if e.name in used:
                    continue
                node = self._fixed_node(e, wanted, needed)
                if node is not None:
                    self._fix(e, node)
                    used.add(e.name)
                    progress = True
                    break
        return used

    def _fixed_node(self, e: Element, wanted: Sym, needed: set[str]) -> str | None:
        """The node whose voltage the law of `e` gives in terms of settled ones, if any."""

        leaned_on = {s for k in self.known.values() for s in k.value.symbols()}

        def free(n: str) -> bool:
            v = self.c.voltage(n)
            return isinstance(v, Sym) and n not in self.known and v != wanted and v.name not in leaned_on

        def settled(n: str) -> bool:
            return n == GROUND or n in self.known

        if e.kind in "VN":
            a, b = (e.nodes[0], e.nodes[1]) if e.kind == "V" else (e.nodes[3], e.nodes[2])
            if a == b:
                return None
            if settled(a) and free(b):
                return b
            return a if free(a) else b if free(b) else None
        a, b = e.nodes[0], e.nodes[1]
        inner = free(a) and settled(b) and a not in e.nodes[2:] and len(self._touching(a)) == 2
        return a if e.kind == "E" and inner and e.name not in needed else None

    def _touching(self, node: str) -> list[Element]:
        return [e for e in self.c.elements if node in e.nodes]

    def _fix(self, e: Element, node: str) -> None:
        q = law(self.c, e)
        assert q is not None
        v = self.c.voltage(node)
        if e.kind == "E":
            right = add(mul(value(e), self._at(e.nodes[2], e.nodes[3])), self._at(e.nodes[1]))
        else:
            line = self._line(q.left - q.right)
            own = line.pop(v)
            right = self._spelled(side({k: negated(c) if own == ONE else c for k, c in line.items()}))
        claim, labels = Equation(v, right), self._labels_for(q)
        data = {"element": e.name}
        label = self.writer.aside(f"law {e.name}", "law", claim, labels, circuit=self.circuit, data=data)
        self.known[node] = Known(right, (label,))

    def _spelled(self, x: Expr) -> Expr:
        """The expression with every known voltage put in."""
        table = {str(self.c.voltage(n).args[0]): k.value for n, k in self.known.items()}
        table |= {self.c.current(n).name: k.value for n, k in self.reversed.items()}
        return put_in(x, table)

    def _at(self, a: str, b: str = GROUND) -> Expr:
        """The voltage of `a` against `b`, known voltages put in."""
        return self._spelled(self.c.voltage(a)) - self._spelled(self.c.voltage(b))

    def _sources(self) -> list[Expr]:
        values = [value(e) for e in self.c.sources()]
        return [v for v in dict.fromkeys(values) if not isinstance(v, Num | Neg)]

    # -- the equations ----------------------------------------------------------------------------

    def _equations(self, needed: set[str], used: set[str], wanted: Sym) -> list[Balance]:
        """Currents at every node or group of nodes that is left, and the laws that are left."""
        pool = []
        for e in self.c.elements:
            if _is_branch(e, self.c) and e.name not in used:
                pool.append(self._branch_law(e))
        for group in self._groups(needed):
            pool.append(self._kcl(group))
        for name in sorted(needed):
            e = self.c.element(name)
            if not _is_branch(e, self.c) and self.c.current(name) != wanted:
                pool.append(self._branch_law(e))
        return pool

    def _branch_law(self, e: Element) -> Balance:
        q = law(self.c, e)
        assert q is not None
        left, right = self._spelled(q.left), self._spelled(q.right)
        labels = self._labels_for(q)
        label = self.writer.new(
            "law", Equation(left, right), labels, circuit=self.circuit, data={"element": e.name}
        )
        return Balance(label, self._line(left - right))

    def _labels_for(self, q: Equation) -> tuple[str, ...]:
        return self._cited(q.symbols())

    def _cited(self, symbols: Iterable[str]) -> tuple[str, ...]:
        """The steps that say what the known ones of these symbols are."""
        known = {str(self.c.voltage(n).args[0]): k for n, k in self.known.items()}
        known |= {self.c.current(n).name: k for n, k in self.reversed.items()}
        return tuple(dict.fromkeys(label for s in symbols if s in known for label in known[s].labels))

    def _groups(self, needed: set[str]) -> list[tuple[str, ...]]:
        """Sets of nodes tied together by voltage sources; the one with ground is left out."""
        parent = {n: n for n in (GROUND, *self.c.nodes)}

        def root(n: str) -> str:
            while parent[n] != n:
                n = parent[n]
            return n

        for e in self.c.elements:
            if _is_branch(e, self.c) and e.name not in needed:
                parent[root(e.nodes[0])] = root(e.nodes[1])
        groups: dict[str, list[str]] = {}
        for n in self.c.nodes:
            if root(n) != root(GROUND):
                groups.setdefault(root(n), []).append(n)
        return [tuple(g) for g in groups.values()]

    def _kcl(self, nodes: tuple[str, ...]) -> Balance:
        """The balance of currents, each written as its element's law gives it."""
        currents = []
        symbols: list[str] = []
        for e, out in leaving(self.c, nodes):
            i, read = self._current(e, out)
            currents.append(i)
            symbols += read
        label = self.writer.new(
            "kcl",
            Equation(add(*currents), ZERO),
            self._cited(symbols),
            circuit=self.circuit,
            data={"nodes": list(nodes)},
        )
        return Balance(label, self._line(add(*currents)))

    def _current(self, e: Element, out: bool) -> tuple[Expr, list[str]]:
        """The current through `e` away from the node, and the symbols that were looked at."""
        near, far = (e.nodes[0], e.nodes[1]) if out else (e.nodes[1], e.nodes[0])
        ends = [str(v.args[0]) for n in (near, far) if isinstance(v := self.c.voltage(n), Sym)]
        s = Sym("s")
        if e.kind == "R":
            return div(self._at(near, far), value(e)), ends
        if e.kind == "C":
            return mul(s, value(e), self._at(near, far)), ends
        if e.kind == "L" and not _is_branch(e, self.c):
            return div(self._at(near, far), mul(s, value(e))), ends
        if e.kind == "I":
            i = value(e)
        elif e.kind == "G":
            controls = [str(v.args[0]) for n in e.nodes[2:] if isinstance(v := self.c.voltage(n), Sym)]
            i, ends = mul(value(e), self._at(e.nodes[2], e.nodes[3])), controls
        elif e.kind == "F":
            control = self.c.current(e.controls[0])
            i, ends = mul(value(e), self._spelled(control)), [control.name]
        else:
            own = self.c.current(e.name)
            i, ends = self._spelled(own), [own.name]
        return (i if out else neg(i)), ends

    def _line(self, x: Expr) -> Line:
        return columns(x, self._columns())

    def _columns(self) -> list[Expr]:
        named = [Sym(s) for k in self.reversed.values() for s in k.value.symbols()]
        return [*map(Sym, self.c.voltages), *map(Sym, self.c.currents), *named, *self._sources()]

    def _put_in(self, b: Balance) -> Line:
        """The line of a definition with known voltages put in."""
        line = b.line
        needs: list[str] = []
        for n, k in self.known.items():
            v = self.c.voltage(n)
            if v in line:
                line = substituted(line, v, self._line(k.value))
                needs += k.labels
        b.needs = tuple(needs)
        return line


def _is_branch(e: Element, c: Circuit) -> bool:
    """Does the element tie node voltages together, its current given by no law of its own?"""
    if e.kind == "L":
        return any(k.kind == "K" and e.name in k.controls for k in c.elements)
    return e.kind in "VEHN"


def _stated(c: Circuit, e: Element) -> Equation:
    """The law of an element with its own current on the left: i = (v_a - v_b)/R."""
    v = c.voltage(e.nodes[0]) - c.voltage(e.nodes[1])
    i = c.current(e.name)
    if e.kind == "R":
        return Equation(i, div(v, value(e)))
    if e.kind == "L":
        return Equation(i, div(v, mul(Sym("s"), value(e))))
    state = KINDS[e.kind].law
    assert state is not None
    return state(e, c)
