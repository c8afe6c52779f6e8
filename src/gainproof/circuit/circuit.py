"""Circuits: named tuples of elements, frozen; every change returns a new circuit.

Node ``0`` is ground.  Node and element names are compared without regard to case, as in SPICE, and
keep the spelling in which they first appeared.  The unknowns of a circuit are symbols: ``v_out`` is
the voltage of node *out*, ``i_R1`` the current through R1 from its first node to its second; a node *d*
inside the subcircuit X1 is ``v_d`` if no other node is called so, else ``v_X1_d``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from gainproof.errors import GainproofError, Place
from gainproof.expression import ZERO, Expr, Sym
from gainproof.symbols import plain_letters

GROUND = "0"
NOWHERE = Place("", 0, 1)


@dataclass(frozen=True, slots=True)
class Element:
    """One element after subcircuits are flattened.

    `kind` is a key of `gainproof.circuit.elements.KINDS`; `nodes` are ordered as in SPICE, and the
    element's current flows from nodes[0] through it to nodes[1].  `controls` names the elements whose
    currents control an F or H source, or the two inductors of a K.  `part_of` is the subcircuit
    instance it came from ("" at the top level).
    """

    name: str
    kind: str
    nodes: tuple[str, ...]
    value: Expr | None = None
    controls: tuple[str, ...] = ()
    part_of: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Parameter:
    """A symbol that the netlist brings, with what is known of it.

    `unit` is a key of `gainproof.units.UNITS`, or "" if it is used only inside expressions; `value`
    the number of the netlist, kept as an example; `ideal` is "oo" or "0" for an imperfection and ""
    for a part of the design.
    """

    name: str
    unit: str = ""
    value: Fraction | None = None
    ideal: str = ""
    about: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """A subcircuit call: its `name`, the `model` called, and the node at each named pin.

    `role` is "opamp" when the model's pins are those of an operational amplifier (in+, in-, out).  Its
    `noise` then gives, as far as the call does, the densities ``en`` (V/√Hz) and ``in`` (A/√Hz) and the
    frequencies ``en_corner`` and ``in_corner`` (Hz) below which they rise.
    """

    name: str
    model: str
    pins: Mapping[str, str]
    role: str = ""
    noise: Mapping[str, Expr] = field(default_factory=dict)


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _identifier(text: str) -> str:
    return re.sub(r"\W", "_", plain_letters(text), flags=re.ASCII)


@dataclass(frozen=True)
class Circuit:
    """Elements with their parameters; see the module's text for names and unknowns.

    `aliases` gives, for a node that a wire or an ideal part merged into another, the node that stands for
    it.  They are names that people may use; two circuits that differ in them alone are equal.
    """

    elements: tuple[Element, ...]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    instances: tuple[Instance, ...] = ()
    title: str = ""
    name: str = "given"
    aliases: Mapping[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def by_name(self) -> Mapping[str, Element]:
        """Elements by lower-case name."""
        return {e.name.lower(): e for e in self.elements}

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every node but ground, in order of appearance."""
        return tuple(n for n in dict.fromkeys(n for e in self.elements for n in e.nodes) if n != GROUND)

    def element(self, name: str) -> Element:
        """The element called `name`, in any case; GainproofError if there is none."""
        try:
            return self.by_name[name.lower()]
        except KeyError:
            known = ", ".join(e.name for e in self.elements)
            raise GainproofError(f"there is no element {name!r}; the circuit has {known}") from None

    def node(self, name: str) -> str:
        """The node called `name`, in any case, in the circuit's spelling; GainproofError if none.

        A merged node's name gives the node that stands for it.
        """
        low = name.lower()
        if low in (GROUND, "gnd"):
            return GROUND
        for n in self.nodes:
            if n.lower() == low:
                return n
        for merged, n in self.aliases.items():
            if merged.lower() == low and (n == GROUND or n in self.nodes):
                return n
        raise GainproofError(f"there is no node {name!r}; the circuit has {', '.join(self.nodes)}")

    @cached_property
    def _unknowns(self) -> tuple[Mapping[str, Sym], Mapping[str, Sym]]:
        taken = set(self.parameters) | {"s"}

        def fresh(prefix: str, names: list[str]) -> dict[str, Sym]:
            tails = Counter(n.rpartition(".")[2].lower() for n in names)
            out = {}
            for n in names:
                tail = n.rpartition(".")[2]
                word = prefix + _identifier(tail if tails[tail.lower()] == 1 else n)
                while word in taken:
                    word += "_"
                taken.add(word)
                out[n] = Sym(word)
            return out

        return fresh("v_", list(self.nodes)), fresh("i_", [e.name for e in self.elements])

    def voltage(self, node: str) -> Expr:
        """The symbol of a node's voltage against ground; 0 for ground itself.  Unit: V."""
        return ZERO if node == GROUND else self._unknowns[0][node]

    def current(self, element: str) -> Sym:
        """The symbol of the current through an element, first node to second.  Unit: A."""
        return self._unknowns[1][self.element(element).name]

    @cached_property
    def voltages(self) -> Mapping[str, str]:
        """Node by the name of its voltage's symbol."""
        return {s.name: n for n, s in self._unknowns[0].items()}

    @cached_property
    def currents(self) -> Mapping[str, str]:
        """Element by the name of its current's symbol."""
        return {s.name: n for n, s in self._unknowns[1].items()}

    def sources(self) -> tuple[Element, ...]:
        """The independent sources."""
        return tuple(e for e in self.elements if e.kind in ("V", "I"))

    def with_elements(self, elements: Iterable[Element], name: str) -> Circuit:
        """The same circuit under another `name`, with other elements."""
        return replace(self, elements=tuple(elements), name=name)

    def off(self, *sources: str) -> Circuit:
        """The circuit with these independent sources at zero: V shorted, I open."""
        names = {self.element(s).name for s in sources}
        if not names:
            return self
        return self.with_elements(
            (replace(e, value=ZERO) if e.name in names else e for e in self.elements),
            f"{self.name}, {listed([e.name for e in self.elements if e.name in names])} off",
        )

    def only(self, source: str) -> Circuit:
        """The circuit with every independent source but this one at zero."""
        keep = self.element(source).name
        return self.off(*(e.name for e in self.sources() if e.name != keep and e.value != ZERO))

    def opened(self, element: str) -> Circuit:
        """The circuit without this element."""
        gone = self.element(element).name
        return self.with_elements((e for e in self.elements if e.name != gone), f"{self.name}, {gone} open")

    def shorted(self, element: str) -> Circuit:
        """The circuit with this two-terminal element replaced by a wire."""
        gone = self.element(element)
        return self.with_elements(
            (replace(e, kind="V", value=ZERO, controls=()) if e is gone else e for e in self.elements),
            f"{self.name}, {gone.name} shorted",
        )

    def with_test_source(self, plus: str, minus: str = GROUND, name: str = "It") -> Circuit:
        """The circuit with a test current source that drives its current into `plus`, out of `minus`."""
        while name.lower() in self.by_name or name in self.parameters:
            name += "t"
        test = Element(name, "I", (minus, plus), Sym(name))
        known = {**self.parameters, name: Parameter(name, "A", about="test current", owner=name)}
        driven = replace(self, elements=(*self.elements, test), parameters=known)
        return replace(
            driven, name=f"{self.name}, {name} at {plus}" + (f",{minus}" if minus != GROUND else "")
        )
