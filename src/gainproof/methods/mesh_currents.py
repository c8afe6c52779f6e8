"""Mesh currents: their definitions, and the currents of branches in terms of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.planar import Dart, NotPlanar, darts
from gainproof.expression import ZERO, Equation, Expr, Sym, add, neg
from gainproof.methods.meshes import OUTER, Meshes, meshes
from gainproof.methods.task import NotApplicable
from gainproof.methods.writer import Writer

Said = tuple[Expr, tuple[str, ...]]
"""An expression and the steps that it leans on."""
Key = int | str | tuple[int, ...]
"""What an equation or a definition is about: a mesh's current, an element's law, a group of meshes."""


@dataclass
class MeshCurrents:
    """The mesh currents of one setting; `define` writes what they are.

    `known` are those that current sources give outright, `definitions` the labels of what defines them.
    """

    setting: Setting
    writer: Writer
    circuit: str
    known: dict[int, Said] = field(default_factory=dict)
    definitions: dict[int, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def c(self) -> Circuit:
        return self.setting.circuit

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
    def symbols(self) -> list[Sym]:
        """The symbols of the mesh currents."""
        found: list[Sym] = []
        k = 0
        while len(found) < len(self.meshes.walks):
            k += 1
            if f"i_{k}" not in self.writer.taken:
                found.append(Sym(f"i_{k}"))
        return found

    def number(self, m: int) -> str:
        """The number that the mesh's current bears."""
        return self.symbols[m].name.removeprefix("i_")

    def define(self, only: Collection[Key] | None = None) -> None:
        """Write the definitions, of these meshes only, and the laws that give mesh currents outright."""
        if not self.meshes.walks:
            raise NotApplicable("the circuit has no mesh")
        for m in self.meshes.tree:
            if only is None or m in only:
                self._define(m)

    def _define(self, m: int) -> None:
        """Define a mesh current by a branch and the mesh on the other side of it."""
        d = self.meshes.tree[m]
        i, e, other = self.symbols[m], self.c.element(d[0]), self.meshes.sides(d)[1]
        through = self.c.current(e.name) if d[1:] == e.nodes[:2] else -self.c.current(e.name)
        claim = Equation(i, through if other == OUTER else add(self.symbols[other], through))
        about = "mesh current around " + ", ".join(n for n, _, _ in self.meshes.walks[m])
        self.definitions[m] = self.writer.define(i.name, claim, about, "A", circuit=self.circuit)
        if e.kind == "I" and (other == OUTER or other in self.known):
            strength = value(e) if d[1:] == e.nodes[:2] else neg(value(e))
            beside, labels = self.known.get(other, (ZERO, ()))
            claim = Equation(i, add(beside, strength))
            label = self.writer.aside(
                f"law {e.name}",
                "law",
                claim,
                once([self.definitions[m], *labels]),
                circuit=self.circuit,
                data={"element": e.name},
            )
            self.known[m] = (claim.right, (label,))

    def is_known(self, e: Element) -> bool:
        """Has the law of this source been used to know a mesh current?"""
        return any(d[0] == e.name and m in self.known for m, d in self.meshes.tree.items())

    def of(self, m: int) -> Said:
        """A mesh current, its value put in where it is known."""
        if m == OUTER:
            return ZERO, ()
        i, labels = self.known.get(m, (self.symbols[m], ()))
        return i, (*self.writer.definitions(self.symbols[m]), *labels)

    def along(self, d: Dart) -> Said:
        """The current through a branch in the direction of the dart."""
        near, far = self.meshes.sides(d)
        (i, labels), (j, more) = self.of(near), self.of(far)
        return i - j, (*labels, *more)

    def through(self, name: str) -> Said:
        """The current through a branch, first node to second, with a step that says so if none does."""
        if name not in self.meshes.ends:
            raise NotApplicable(f"no mesh current flows through {name}")
        d: Dart = (name, *self.meshes.ends[name])
        i, labels = self.along(d)
        if all(t[0] != name for t in self.meshes.tree.values()):
            if name not in self.said:
                claim = Equation(self.c.current(name), i)
                self.said[name] = self.writer.new(
                    "kcl", claim, once(labels), circuit=self.circuit, data=self._cut(d)
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

    def ends(self, name: str) -> tuple[str, str]:
        if name not in self.meshes.ends:
            raise NotApplicable(f"no mesh current flows through {name}")
        return self.meshes.ends[name]


def once(labels: Iterable[str]) -> tuple[str, ...]:
    """The labels, each once."""
    return tuple(dict.fromkeys(labels))
