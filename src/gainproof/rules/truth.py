"""Is a claim true in its circuit?  Asked beside the rules, of every claim that assumes nothing.

A circuit's general point satisfies all its laws and Kirchhoff's current law at every node; what they leave
open is random, modulo a random prime.  Definitions extend the point as they are made.  An equation that holds
there holds in the circuit, up to a chance below 10^-15; one that does not is false, or divides by something
that vanishes, whatever it cites.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import kcl, laws
from gainproof.derivation import Step, meaning
from gainproof.rules.point import Contradiction, satisfy


class Truth:
    """The general points of some circuits, found when they are first needed."""

    def __init__(self, circuits: Mapping[str, Circuit]) -> None:
        self.circuits = circuits
        self._points: dict[str, tuple[Residues, dict[str, Any]]] = {}

    def objection(self, step: Step, definitions: list[Step]) -> str:
        """Why the claim is not true in the step's circuit, as a sentence; "" if it is.

        `definitions` are those that hold there, in the order in which they were made.
        """
        field, given = self._point(step.circuit)
        point = dict(given)
        try:
            for s in definitions:
                point[str(s.data.get("symbol"))] = meaning(s).value(point, field.number)
            if step.rule == "define":
                meaning(step).value(point, field.number)
                return ""
            strange = [n for n in step.claim.symbols() if n not in point]
            if strange:
                return f"it speaks of {', '.join(strange)}, which means nothing here"
            left = step.claim.left.value(point, field.number)
            return (
                "" if left == step.claim.right.value(point, field.number) else "it is not true in the circuit"
            )
        except ZeroDivisionError:
            return "it divides by what vanishes in the circuit"

    def _point(self, circuit: str) -> tuple[Residues, dict[str, Any]]:
        """The general point of a circuit and its field; an empty one where the laws contradict each other."""
        if circuit not in self._points:
            c = self.circuits[circuit]
            field = Residues()
            equations = [*laws(c).values(), *(kcl(c, (n,)) for n in c.nodes)]
            unknowns = [*c.voltages, *c.currents]
            try:
                point = satisfy(equations, unknowns, field)
            except (Contradiction, ZeroDivisionError):
                point = {}
            for n in ("s", *unknowns):
                point.setdefault(n, field.symbol(n))
            self._points[circuit] = (field, point)
        return self._points[circuit]
