"""Is an answer one that a sensible person would set?

A circuit drawn by lot may drive an op-amp beyond its supply, lose half of its gain to an imperfection, or
show so little of it that the answer is the ideal one to all printed digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.derivation import Quantity
from gainproof.expression import Expr
from gainproof.guards import inspect
from gainproof.guards.findings import Sense
from gainproof.problems.exercises import Exercise
from gainproof.witness.measurement import Measurement, measurement
from gainproof.witness.numeric import Unsolvable, reading
from gainproof.worked.evaluation import Response, response

SWING = Fraction(13)
"""Volts that an op-amp's output reaches, of a supply of ±15 V."""
MOST_ERROR = Fraction(1, 2)
"""Of the ideal value."""
LEAST_ERROR = Fraction(1, 1000)
"""Of the ideal value: an error that three digits show."""
FAINTEST = Fraction(3, 10_000)
"""Where the example's own error is smaller, the imperfections are not what the question is about."""

ZERO, INFINITE, BEYOND = (
    "the answer is zero",
    "the answer is infinite",
    "an op-amp's output lies beyond ±{swing:g} V (--swing)",
)
SPOILT, ALIKE = (
    "the error is more than half of the ideal value",
    "the imperfections cannot be seen in three digits",
)
REGENERATIVE, VANISHES = "the feedback is positive", "a denominator vanishes"


@dataclass(frozen=True, slots=True)
class Found:
    """The value of the quantity, and what it would be with ideal op-amps; None where there is no number."""

    value: Fraction | None
    ideal: Fraction | None = None


def numbers(ex: Exercise, values: Mapping[str, Fraction]) -> Found:
    """The quantity at these values, exactly; at the exercise's frequency its magnitude, to 30 digits."""
    ideal = at(_response(ex, values, ex.goals), ex.frequency) if ex.goals else None
    if not ex.dynamic:
        try:
            return Found(ex.exact.value(values), ideal)
        except ZeroDivisionError:
            return Found(None, ideal)
    return Found(at(_response(ex, values, {}), ex.frequency), ideal)


def at(whole: Response | None, frequency: Fraction | None) -> Fraction | None:
    """The number that a response is: at DC, or its magnitude at a frequency in hertz."""
    if whole is None:
        return None
    if frequency is None:
        return whole.at_dc()
    polar = whole.at(frequency)
    return None if polar is None else polar[0]


def _response(ex: Exercise, values: Mapping[str, Fraction], goals: Mapping[str, str]) -> Response | None:
    try:
        return response(ex.exact, values, goals)
    except ZeroDivisionError:
        return None


@dataclass
class Judge:
    """Refuses what is not sensible for one exercise; what it needs is made ready once."""

    ex: Exercise
    swing: Fraction = SWING
    outputs: tuple[Measurement, ...] = field(init=False)
    watch: bool = field(init=False)
    least: Fraction = field(init=False)
    number: Callable[[Fraction], Any] = float
    """In which the outputs are worked out; exactly where at DC there may be no such voltage."""

    @property
    def shows(self) -> bool:
        """Do the imperfections show in the answer?"""
        return self.least > 0

    def __post_init__(self) -> None:
        found = self.ex.study.findings.feedback
        self.watch = any(b.judgement.sense is not Sense.NEGATIVE for b in found.blocks)
        c = self.ex.pattern.circuit
        example = numbers(self.ex, self.ex.values)
        self.least = Fraction(0)
        if example.value is not None and example.ideal:
            error = abs(example.ideal - example.value) / abs(example.ideal)
            self.least = min(LEAST_ERROR, error / 2) if error >= FAINTEST else Fraction(0)
        if any(e.kind in "CLK" for e in c.elements):
            self.number = Fraction
        self.outputs = tuple(measurement(c, Quantity("response", (n, GROUND))) for n in _outputs(c))

    def refused(self, values: Mapping[str, Fraction]) -> str:
        """Why these values are not sensible, "" if they are."""
        found = numbers(self.ex, values)
        if found.value is None:
            return INFINITE
        if not found.value:
            return ZERO
        if found.ideal:
            error = abs(found.ideal - found.value) / abs(found.ideal)
            if error > MOST_ERROR:
                return SPOILT
            if error < self.least:
                return ALIKE
        return self.unsound(values)

    def unsound(self, values: Mapping[str, Fraction]) -> str:
        """Why the circuit, whatever is asked of it, is none to set; "" if it is one."""
        for condition in self.ex.study.findings.conditions:
            if not condition.under and not _differs(condition.claim.left, condition.claim.right, values):
                return VANISHES
        point = {n: self.number(q) for n, q in values.items()} | {"s": self.number(Fraction(0))}
        for bench in self.outputs:
            try:
                volts = reading(bench, point, self.number)
            except (Unsolvable, ZeroDivisionError):
                continue  # at DC the circuit has no such voltage
            if abs(volts) > self.swing:
                return BEYOND.format(swing=float(self.swing))
        if self.watch and inspect(self.ex.study.derivation, values).feedback.regenerative:
            return REGENERATIVE
        return ""


def _differs(left: Expr, right: Expr, values: Mapping[str, Fraction]) -> bool:
    try:
        return bool(left.value(values) != right.value(values))
    except (KeyError, ZeroDivisionError):
        return True


def _outputs(c: Circuit) -> tuple[str, ...]:
    """The output nodes of the op-amps: of the library's, of nullors, of sources with a gain that is one."""
    named = [i.pins["out"] for i in c.instances if i.role == "opamp" and "out" in i.pins]
    bare = [
        e.nodes[0]
        for e in c.elements
        if e.kind == "N"
        or (e.kind == "E" and not e.part_of and e.value is not None and _perfectible(c, e.value.symbols()))
    ]
    return tuple(n for n in dict.fromkeys([*named, *bare]) if n in c.nodes)


def _perfectible(c: Circuit, names: list[str]) -> bool:
    return any(n in c.parameters and c.parameters[n].ideal == "oo" for n in names)
