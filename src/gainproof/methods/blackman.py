"""Blackman's formula: an impedance of a feedback amplifier by the one without feedback and two return ratios.

    Z = Z_0 (1 + T_sc)/(1 + T_oc)

Z_0 is the impedance at the port with one controlled source, the amplifier's, dead; T_sc and T_oc are its
return ratios with the port shorted and with it open.  Feedback that dies when the port is shorted divides the
impedance, feedback that dies when it is open multiplies it.

R. B. Blackman, "Effect of feedback on impedance", Bell Syst. Tech. J. 22 (1943).
"""

from __future__ import annotations

from dataclasses import dataclass

from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Element
from gainproof.circuit.loop import port, return_ratio
from gainproof.circuit.variants import called, dead
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, add, div, mul
from gainproof.methods.amplifier import amplifiers, terms
from gainproof.methods.feedback import loop_gain, put_in
from gainproof.methods.finish import impedance
from gainproof.methods.task import NotApplicable, Outcome, Task


@dataclass(frozen=True)
class Parts:
    """The questions that the formula is made of, about one controlled source."""

    source: Element
    alone: Setting
    short: Setting
    free: Setting


def write(task: Task) -> Outcome:
    """Name Z_0, T_sc and T_oc, find each in its own circuit, and put them together."""
    s = task.setting
    if task.quantity.kind not in ("zin", "impedance") or s.drive is None:
        raise NotApplicable(f"Blackman's formula is about impedances, and {task.quantity} is none")
    parts = _parts(task)
    e, who = parts.source, called(parts.source)
    stem, word = ("Z", "impedance") if "s" in task.exact(parts.alone).symbols() else ("R", "resistance")
    left, asked = impedance(task.writer, task.quantity, _impedance(s), stem == "Z", task.circuit)
    alone = task.name(parts.alone, [f"{stem}_0"], f"{word} with {who} dead", "Ω")
    short = loop_gain(task, parts.short, e, "T_sc", about=" with the port shorted")
    free = loop_gain(task, parts.free, e, "T_oc", about=" with the port open")
    over, under = (ONE if t.value == ZERO else add(ONE, t.symbol) for t in (short, free))
    roles = {"Z_0": alone.definition, "T_sc": short.definition, "T_oc": free.definition}
    theorem = task.writer.new(
        "blackman",
        Equation(left, _product(alone.symbol, over, under)),
        dict.fromkeys([asked, *roles.values(), *(t.label for t in (short, free) if t.value == ZERO)]),
        circuit=task.circuit,
        data={"source": e.name, "port": s.drive.name, "terms": roles},
    )
    return put_in(task, theorem, [alone, short, free])


def _product(alone: Expr, over: Expr, under: Expr) -> Expr:
    """Z_0 in front of a fraction, or over its denominator where nothing else is above."""
    return div(alone, under) if over == ONE else mul(alone, div(over, under))


def _impedance(s: Setting) -> Expr:
    assert s.drive is not None
    return div(s.drive, s.wanted) if s.inverse else div(s.wanted, s.drive)


def _parts(task: Task) -> Parts:
    """The parts for the amplifier with feedback at this port that has the shortest, or else for the first."""
    c, s = task.c, task.setting
    assert s.drive is not None
    found: list[tuple[int, Parts]] = []
    fallback: Parts | None = None
    reason = ""
    for e in amplifiers(task):
        try:
            alone = Setting(dead(c, e.name), s.wanted, s.drive, s.inverse)
            short = return_ratio(port(c, s.drive.name, shorted=True), e.name)
            free = return_ratio(port(c, s.drive.name, shorted=False), e.name)
            parts = Parts(e, alone, short, free)
            if not task.exact(alone):
                reason = reason or (
                    f"with {called(e)} dead the impedance is zero, and the formula says nothing"
                )
            elif task.exact(short) or task.exact(free):
                values = (task.exact(x) for x in (alone, short, free))
                found.append((terms(*values), parts))
            else:
                fallback = fallback or parts
        except (Singular, TooLarge) as fault:
            reason = reason or (
                f"with {called(e)} dead or independent, and the port open or shorted, "
                f"the circuit has no answer: {fault}"
            )
    if found:
        return min(found, key=lambda f: f[0])[1]
    if fallback is None:
        raise NotApplicable(reason)
    return fallback
