"""What every kind of element tells of itself.

An element *is* its law: one equation between its own current, the voltages of its nodes and the
currents that control it.  Kirchhoff's laws are the circuit's business, not the element's; all an
element adds is that its current enters at its first node and leaves at its second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from gainproof.circuit.circuit import Element
from gainproof.expression import Equation, Expr, Sym

S = Sym("s")


class Surroundings(Protocol):
    """What a law may ask of the circuit."""

    @property
    def elements(self) -> tuple[Element, ...]: ...
    def voltage(self, node: str) -> Expr: ...
    def current(self, element: str) -> Sym: ...
    def element(self, name: str) -> Element: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of element: its SPICE `letter`, its name in words, how many nodes and controlling
    elements it takes, the `unit` of its value, and its `law`."""

    letter: str
    about: str
    nodes: int
    controls: int
    unit: str
    law: Callable[[Element, Surroundings], Equation] | None


def across(e: Element, c: Surroundings, first: int = 0) -> Expr:
    """The voltage from node number `first` of the element to the next."""
    return c.voltage(e.nodes[first]) - c.voltage(e.nodes[first + 1])


def value(e: Element) -> Expr:
    """The element's value; a symbol named after the element where the netlist gives none."""
    return e.value if e.value is not None else Sym(e.name)
