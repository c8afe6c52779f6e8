"""The extra element theorem without a null: what the input does past an element, and what it does through it.

It exists for every element and every circuit, for one of the two references has a solution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.circuit.ask import Setting
from gainproof.circuit.ports import (
    OPEN,
    called,
    impedance,
    turned,
)
from gainproof.expression import ONE, Equation, add, div, mul, neg
from gainproof.methods.ports import Plan, Question
from gainproof.methods.task import Outcome


@dataclass
class Direct(Plan):
    """H = H_ref - H_ip H_po/(Z + Z_d): past the element and through it, for one element."""

    @staticmethod
    def made(question: Question, states: Mapping[str, str]) -> Direct | None:
        """The plan, or None if the circuit has no solution in the reference state."""
        reference = question.value(turned(question.still(states)))
        if reference is None:
            return None
        plan = Direct(question, states, reference)
        for role, s in (("to", plan._to_port()), ("from", plan._from_port()), ("seen", turned(plan._port()))):
            value = question.value(s)
            if value is None:
                return None
            plan.values[role, "", ()] = value
        return plan

    @property
    def _element(self) -> str:
        (name,) = self.states
        return name

    def _port(self) -> Setting:
        return self.question.variant(self.states, self._element, (), null=False)

    def _to_port(self) -> Setting:
        """What the inputs do at the port: the voltage over it if open, the current through it if shorted."""
        s = self.question.still(self.states)
        e = self.question.task.c.element(self._element)
        c = s.circuit
        there = (
            c.voltage(e.nodes[0]) - c.voltage(e.nodes[1])
            if self.states[e.name] == OPEN
            else c.current(e.name)
        )
        return Setting(c, there, s.drive)

    def _from_port(self) -> Setting:
        """What the test source at the port does to the output."""
        port = self._port()
        return Setting(port.circuit, self.question.task.setting.wanted, port.drive)

    def write(self) -> Outcome:
        """Name and find the four parts, then state the theorem."""
        task, name = self.question.task, self._element
        e, s = task.c.element(name), task.setting
        is_open = self.states[name] == OPEN
        reference = self.base()
        what = "voltage over" if is_open else "current through"
        stem = "v" if is_open else "i"
        per = " per input" if self.question.source else ""
        to_port = task.name(
            self._to_port(),
            ["H_ip"] if per else [f"{stem}_p"],
            f"{what} the port of {called(e)}{per}",
            "",
        )
        self.take("to the port", to_port)
        about = f"output per test {'current' if is_open else 'voltage'} at the port"
        from_port = task.name(self._from_port(), ["H_po"], about, "")
        self.take("from the port", from_port)
        seen_by = f"seen by {called(e)} {self.question.condition(null=False)}"
        ratio = self.factor("seen", self._port(), self.values["seen", "", ()], name, ["d"], seen_by)
        through = mul(to_port.symbol, from_port.symbol)
        above, below = impedance(e)
        more = add(ONE, ratio)
        moved = (
            div(mul(through, below), mul(above, more))
            if is_open
            else div(mul(through, above), mul(below, more))
        )
        stated = add(reference.symbol, neg(moved))
        left = div(s.wanted, s.drive) if s.drive is not None else s.wanted
        return self.conclude(Equation(left, stated), form="direct")
