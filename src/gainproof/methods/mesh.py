"""Mesh analysis of a planar circuit.

1. Each mesh has a current, all going around clockwise: the current of a branch next to the outer face, or
   what a branch carries beside the current of the next mesh.  A current source on the outer face gives its
   mesh current outright.
2. Kirchhoff's voltage law around each mesh, every voltage written in terms of mesh currents.  Meshes that
   meet at a current source, or at the output of an ideal op-amp, are gone around together (a supermesh); the
   law of that branch is an equation of its own, and that of an ideal op-amp is Kirchhoff's voltage law
   through its inputs.
3. What controls a source is a voltage along a path of branches, or the current of one.
4. What the answer does not depend on is left out: a draft of all equations shows which are needed.
5. The mesh currents are eliminated one by one, as in nodal analysis.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import GROUND, Element
from gainproof.circuit.elements.kind import value
from gainproof.expression import ONE, Equation, Neg, Sym, mul, neg
from gainproof.methods.elimination import Balance
from gainproof.methods.lines import columns
from gainproof.methods.mesh_currents import Key, MeshCurrents, Said, once
from gainproof.methods.mesh_elimination import MeshElimination, closed
from gainproof.methods.mesh_voltages import MeshVoltages
from gainproof.methods.meshes import FREE
from gainproof.methods.task import NotApplicable, Outcome, Task
from gainproof.methods.writer import Writer
from gainproof.units import Dimension


def write(task: Task) -> Outcome:
    """Write the mesh equations and eliminate all but what is wanted.

    Raises NotApplicable where the circuit is not planar, has no mesh, or is asked for what no mesh gives.
    """
    draft = Mesh(task.setting, deepcopy(task.writer), task.circuit, task.dimensions)
    return Mesh(task.setting, task.writer, task.circuit, task.dimensions).write(draft.needed())


class Mesh:
    """Mesh analysis of one setting."""

    def __init__(
        self, setting: Setting, writer: Writer, circuit: str, dimensions: Mapping[str, Dimension | None]
    ) -> None:
        self.form = setting.wanted
        self.c = setting.circuit
        self.writer = writer
        self.circuit = circuit
        self.dimensions = dict(dimensions)
        self.currents = MeshCurrents(setting, writer, circuit)
        self.voltages = MeshVoltages(self.currents)
        self.keys: list[tuple[Key, Balance]] = []
        self.own: list[tuple[Balance, Sym]] = []

    def write(self, only: Collection[Key] | None = None) -> Outcome:
        """Write the equations, of these keys only, and solve them.

        Returns the label of the last step, the wanted unknown, and the definitions it leans on.
        """
        wanted = self._equations(only)
        unknowns = [*self.currents.symbols, *self.voltages.unknowns]
        elimination = MeshElimination(
            self.writer, self.circuit, wanted, unknowns, dimensions=self.dimensions, own=self.own
        )
        return elimination.run(self.voltages.pool)

    def needed(self) -> set[Key]:
        """What has to be written to answer the question; an ideal op-amp often makes whole meshes idle."""
        wanted = self._equations(None)
        unknowns = {*self.currents.symbols, *self.voltages.unknowns}
        pool = self.voltages.pool
        used = closed(
            [{k.name for k in b.line if isinstance(k, Sym) and k in unknowns} for b in pool], wanted.name
        )
        steps = {s.label: s for s in self.writer.steps}
        leaned = [pool[k].label for k in used]
        for label in leaned:
            leaned += [p for p in steps[label].premises if p not in leaned]
        keys: set[Key] = {k for k, b in self.keys if any(b is pool[i] for i in used)}
        return keys | {m for m, label in self.currents.definitions.items() if label in leaned}

    def _equations(self, only: Collection[Key] | None) -> Sym:
        """Definitions and equations, of these keys only; returns the unknown that is wanted."""
        self.currents.define(only)
        for group in self.currents.meshes.supermeshes:
            if only is None or group in only:
                self._loop(group)
        for e in self.c.elements:
            free = e.kind in FREE and e.name in self.currents.meshes.ends and not self.currents.is_known(e)
            if free and (only is None or e.name in only):
                self._law(e)
        return self._wanted()

    def _loop(self, group: tuple[int, ...]) -> None:
        """Kirchhoff's voltage law around a mesh or a supermesh."""
        names = [self.currents.number(m) for m in group]
        about = f"mesh {names[0]}" if len(group) == 1 else f"the supermesh of {' and '.join(names)}"
        equation = self.voltages.around(self.currents.meshes.loop(group), about)
        if equation is not None:
            self.keys.append((group, equation))
            self.own.append((equation, self.currents.symbols[group[0]]))

    def _law(self, e: Element) -> None:
        """The law of a branch whose voltage is free."""
        if e.kind == "N":
            nullors = [x for x in self.c.elements if x.kind == "N"]
            back = self.voltages.path(e.nodes[3], e.nodes[2], nullors[: nullors.index(e)])
            about = f"the loop through the inputs of {e.part_of or e.name}"
            equation = self.voltages.around(((e.name, e.nodes[2], e.nodes[3]), *back), about)
            self.keys += [(e.name, equation)] if equation is not None else []
            return
        control, more = self._controlled(e)
        i, labels = self.currents.through(e.name)
        right = mul(value(e), control)
        claim = Equation(neg(i), neg(right)) if isinstance(i, Neg) else Equation(i, right)
        data = {"element": e.name}
        label = self.writer.new("law", claim, once((*labels, *more)), circuit=self.circuit, data=data)
        self.keys.append((e.name, self.voltages.keep(label)))

    def _controlled(self, e: Element) -> Said:
        """What the current of a source is proportional to; 1 for an independent one."""
        if e.kind == "I":
            return ONE, ()
        if e.kind == "G":
            return self.voltages.control(e)
        return self.currents.through(self.c.element(e.controls[0]).name)

    # -- what is wanted ---------------------------------------------------------------------------

    def _wanted(self) -> Sym:
        """The unknown to keep to the last, with its equation."""
        asked = [self.c.currents[n] for n in self.form.symbols() if n in self.c.currents]
        if asked:
            return self._wanted_current(asked[0])
        terms = columns(self.form, [self.c.voltage(n) for n in self.c.nodes])
        if not terms:
            raise NotApplicable("no voltage is asked for: both nodes are one")
        ends = {c: n for n in self.c.nodes if (c := terms.get(self.c.voltage(n))) is not None}
        a, b = ends.get(ONE, GROUND), ends.get(neg(ONE), GROUND)
        u, labels = self.voltages.symbol(a, b, "voltage asked for")
        if isinstance(u, Neg):
            u = Sym(self.writer.fresh(f"v_{b}"))
            labels = (self._name(u, "voltage asked for", "V"),)
        assert isinstance(u, Sym)
        self.voltages.state(a, b, u, labels)
        return u

    def _wanted_current(self, name: str) -> Sym:
        """A mesh current that is what is wanted, or a symbol with an equation for it."""
        for m, label in self.currents.definitions.items():
            right = self.writer.claim(label).right
            if right == self.form and isinstance(right, Neg) and m not in self.currents.known:
                return self.currents.symbols[m]
        i, labels = self.currents.through(name)
        wanted = self.c.current(name)
        if wanted == self.form:
            self.voltages.unknowns.append(wanted)
        else:
            wanted, i = Sym(self.writer.fresh("i_in")), neg(i)
            labels = (*labels, self._name(wanted, f"current delivered by {name}", "A"))
        claim, label = Equation(wanted, i), labels[-1]
        if self.writer.claim(label) != claim:
            label = self.writer.new("consequence", claim, once(labels), circuit=self.circuit)
        self.voltages.keep(label)
        return wanted

    def _name(self, symbol: Sym, about: str, unit: str) -> str:
        """Define a symbol for what is wanted."""
        self.voltages.unknowns.append(symbol)
        claim = Equation(symbol, self.form)
        return self.writer.define(symbol.name, claim, about, unit, circuit=self.circuit)
