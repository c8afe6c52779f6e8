"""Is a claim true in its circuit?  Asked beside the rules, of every claim that assumes nothing.

A circuit's general point satisfies all its laws and Kirchhoff's current law at every node; what they leave
open is random, modulo a random prime.  An equation that holds there holds in the circuit, up to a chance
below 10^-15; one that does not is false, or divides by something that vanishes, whatever it cites.

The circuits of a derivation are variants of one another.  A parameter has one value in all of them, while
the voltages and currents of each are its own.  A name defined in one circuit (R_d = v_p/I_t, with V_1 off)
stands for a number, and has that number everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import kcl, laws
from gainproof.derivation import Step, meaning
from gainproof.errors import TooLarge
from gainproof.expression import Partial
from gainproof.rules.point import Contradiction, satisfy


class Truth:
    """The general points of some circuits, found when they are first needed, and what names stand for."""

    def __init__(self, circuits: Mapping[str, Circuit]) -> None:
        self.circuits = circuits
        self.field = Residues()
        self.names: dict[str, Any] = {}
        self._points: dict[str, dict[str, Any]] = {}

    def objection(self, step: Step) -> str:
        """Why the claim is not true in the step's circuit, as a sentence; "" if it is.

        A definition that is no objection gives its symbol a value from then on.
        """
        point = {**self._point(step.circuit), **self.names}
        said = meaning(step) if step.names else None
        symbols = step.claim.symbols() if said is None else said.symbols()
        strange = [n for n in symbols if n not in point]
        if strange:
            return f"it speaks of {', '.join(strange)}, which means nothing here"
        try:
            if said is not None:
                self.names[step.names] = said.value(point, self.field.number)
                return ""
            left = self._left(step, point)
            if left == step.claim.right.value(point, self.field.number):
                return ""
            return "it is not true in the circuit"
        except ZeroDivisionError:
            return "it divides by what vanishes in the circuit"
        except TooLarge as fault:
            return f"it cannot be evaluated: {fault}"

    def _left(self, step: Step, point: Mapping[str, Any]) -> Any:
        """The left side; a partial derivative is a difference, for what it is taken of is linear."""
        left, number = step.claim.left, self.field.number
        if not isinstance(left, Partial):
            return left.value(point, number)
        by = left.by.symbols()[0]
        there = self._state(self.circuits[step.circuit], {by: point[by] + number(Fraction(1))})
        return left.what.value(there, number) - left.what.value(point, number)

    def _point(self, circuit: str) -> dict[str, Any]:
        """The general point of a circuit; unknowns at random where the laws contradict each other."""
        if circuit not in self._points:
            self._points[circuit] = self._state(self.circuits[circuit], {})
        return self._points[circuit]

    def _state(self, c: Circuit, changed: Mapping[str, Any]) -> dict[str, Any]:
        """A state of the circuit, with the values of some parameters changed."""
        own = Residues(beside=self.field)
        unknowns = [*c.voltages, *c.currents]
        equations = [*laws(c).values(), *(kcl(c, (n,)) for n in c.nodes)]
        occurring = {"s", *c.parameters, *(n for q in equations for n in q.symbols())}
        own.values = {**{n: self.field.symbol(n) for n in occurring.difference(unknowns)}, **changed}
        try:
            point = satisfy(equations, unknowns, own)
        except (Contradiction, ZeroDivisionError):
            point = {}
        return own.values | {n: point.get(n, own.symbol(n)) for n in unknowns}
