"""What each source alone does to a voltage or a current, found and named: the parts of a superposition.

The sources are the independent ones and those controlled ones that are *freed*, taken as independent by the
substitution theorem; what stands for them in a sum is the voltage across them or the current through them.
A share that is short stands in the sum as it is, a long one gets a name.  Sources that do nothing are left
to the rule to see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting, driving
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import law
from gainproof.circuit.variants import LIKE_VOLTAGE, called, freed, own_symbol, substituted, was_controlled
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Sum, Sym, div, neg
from gainproof.methods.dividers import fewest
from gainproof.methods.lines import Line, leaves, plus, side
from gainproof.methods.task import Task

SHORT = 7
"""A share with no more symbols than this needs no name."""


@dataclass
class Strengths:
    """What stands for every source in the sums of the circuit in which the question is answered.

    `of` gives it by source; `cited` the definition or the law that says what it is, where one is needed;
    `values` what the law of a source gives for its current, where that is a sum of its own.
    """

    task: Task
    freed: Sequence[str]
    of: dict[str, Expr] = field(default_factory=dict)
    cited: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[Expr, str]] = field(default_factory=dict)

    @property
    def symbols(self) -> list[Sym]:
        """The unknowns among them: one for each source that was freed."""
        found = [self.of[n] for n in self.freed if n in self.of]
        return [x for f in found for x in (f.args[0] if isinstance(f, Neg) else f,) if isinstance(x, Sym)]

    def need(self, name: str) -> Expr:
        """What stands for the source of this name, written down when it is first needed."""
        if name not in self.of:
            self.of[name] = self._found(self.task.c.element(name))
        return self.of[name]

    def _found(self, e: Element) -> Expr:
        task, c = self.task, self.task.c
        if e.name in self.freed:
            stands = substituted(c, e.name)
            if not isinstance(stands, Sum):
                return stands
            name = task.writer.fresh("v_" + "".join(x for x in called(e) if x.isalnum()))
            claim = Equation(Sym(name), stands)
            self.cited[e.name] = task.writer.define(
                name, claim, f"voltage of {called(e)}", "V", circuit=task.circuit
            )
            return Sym(name)
        if _compound(c, e):
            stated = law(c, e)
            assert stated is not None
            label = task.writer.new("law", stated, circuit=task.circuit, data={"element": e.name})
            self.values[c.current(e.name).name] = value(e), label
            return c.current(e.name)
        return value(e)


def _compound(c: Circuit, e: Element) -> bool:
    """Is this a current source whose value is a sum, so that its current is better written first?"""
    return e.kind == "I" and isinstance(c.element(e.name).value, Sum)


def opened_loop(c: Circuit, names: Sequence[str]) -> Circuit:
    """The circuit with these controlled sources independent."""
    for n in names:
        c = freed(c, n)
    return c


def share(loop: Circuit, source: str, wanted: Expr) -> Setting:
    """What a source alone does to `wanted`, per its strength."""
    ready = driving(loop, source)
    if len(active(loop)) > 1:
        ready = replace(ready, name=f"{loop.name}, only {called(ready.element(source))} on")
    drive = own_symbol(ready.element(source))
    if isinstance(wanted, Neg):
        return Setting(ready, wanted.args[0], drive, scale=neg(ONE))
    return Setting(ready, wanted, drive)


def active(loop: Circuit) -> list[Element]:
    """The sources that are on."""
    return [e for e in loop.sources() if e.value != ZERO]


@dataclass(frozen=True)
class Shares:
    """The share of each source that matters, its coefficient, and the step to cite for it.

    `silent` are the sources that do nothing.
    """

    coefficients: dict[str, Expr] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)


def shares(task: Task, loop: Circuit, wanted: Expr) -> Shares:
    """Find what every source of `loop` does alone to `wanted`."""
    found = Shares()
    alone = {e.name: share(loop, e.name, wanted) for e in active(loop)}
    exact = {n: task.exact(s) for n, s in alone.items()}
    short = {n for n, value in exact.items() if _short(task, value)}
    long = [value for n, value in exact.items() if n not in short]
    for e in active(loop):
        s = alone[e.name]
        if not exact[e.name]:
            found.silent.append(e.name)
            continue
        if e.name in short:
            stands = substituted(s.circuit, e.name)
            by_law = isinstance(stands, Sym) and (was_controlled(e) or _compound(task.c, e))
            label = task.find(s, div(wanted, stands) if by_law else None)
            found.coefficients[e.name] = task.writer.claim(label).right
        else:
            by_voltage, gives_voltage = e.kind in LIKE_VOLTAGE, not _is_current(loop, wanted)
            unit = "1" if by_voltage == gives_voltage else "Ω" if gives_voltage else "S"
            names = [task.writer.numbered("k_")]
            part = task.name(s, names, f"share of {called(e)}", unit, beside=long)
            task.writer.names[part.symbol.name] = part.label
            label = part.definition
            found.coefficients[e.name] = part.symbol
        found.terms[e.name] = label
    return found


def _short(task: Task, exact: Ratio) -> bool:
    """Is there nothing to name?"""
    return fewest(exact) <= SHORT and leaves(task.spelled(exact)) <= SHORT


def _is_current(c: Circuit, wanted: Expr) -> bool:
    return any(n in c.currents for n in wanted.symbols())


def summed(parts: Shares, strengths: Strengths) -> tuple[Expr, list[str]]:
    """The sum of all shares, and the definitions that it needs."""
    line: Line = {}
    for n, k in parts.coefficients.items():
        stands = strengths.need(n)
        sign, column = (neg(k), stands.args[0]) if isinstance(stands, Neg) else (k, stands)
        line = plus(line, {column: sign})
    return side(line), [strengths.cited[n] for n in parts.coefficients if n in strengths.cited]


def standing(task: Task, parts: Shares, strengths: Strengths) -> list[str]:
    """The sources that stand in the sum by what is across them or through them, not by their value."""
    by_law = [n for n in parts.coefficients if strengths.need(n) != value(task.c.element(n))]
    return list(dict.fromkeys([*strengths.freed, *by_law]))


def superpose(task: Task, left: Expr, wanted: Expr, strengths: Strengths, cited: Sequence[str] = ()) -> str:
    """Write ``left = the sum of all shares``; `left` is `wanted` or a name for it, its definition cited."""
    parts = shares(task, opened_loop(task.c, strengths.freed), wanted)
    right, defined = summed(parts, strengths)
    return task.writer.new(
        "superpose",
        Equation(left, right),
        [*parts.terms.values(), *defined, *cited],
        circuit=task.circuit,
        data={"freed": standing(task, parts, strengths), "terms": parts.terms, "silent": parts.silent},
    )
