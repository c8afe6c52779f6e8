"""Superposition: the amplifier's output is a source like the others.

By the substitution theorem a controlled source may be taken for an independent one, of the voltage across it
or the current through it.  Nothing is left then but independent sources, and what controls the amplifier is
the sum of what each of them does alone, found in circuits without feedback:

    v_- = k_1 V_1 + H v_out + …,     v_+ = …

The law of the amplifier, v_out = G (v_+ - v_-), closes the loop: put in, collect, gather v_out.  This is the
road of R. L. Rauck, "Amplifier DC Analysis".  With several amplifiers every output is a source, and a small
linear system in the outputs remains; without any, superposition over the sources is all there is to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from gainproof.algebra.residues import Residues
from gainproof.circuit.circuit import GROUND, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import law
from gainproof.expression import ONE, Equation, Expr, Sym, mul, neg
from gainproof.methods.elimination import Balance, Elimination, put_in
from gainproof.methods.independent import controls, freed
from gainproof.methods.lines import (
    Line,
    columns,
    in_common,
    leaves,
    mostly_negative,
    negated,
    plus,
    scaled,
    side,
    term,
)
from gainproof.methods.shares import Strengths, active, superpose
from gainproof.methods.task import NotApplicable, Outcome, Task
from gainproof.tidy import quotient

LONG = 40
"""A loop's equation with more symbols than this is left to elimination, which names its parts."""


def write(task: Task) -> Outcome:
    """Superpose what controls each amplifier, put it into the amplifier's law, and solve."""
    if not task.setting.wanted.symbols():
        raise NotApplicable("ground's voltage is zero, and no source changes it")
    return Superposition(task, freed(task)).write()


@dataclass
class Superposition:
    """The derivation in the making: the sources taken for independent, and what was superposed so far.

    `table` gives the sum for each voltage or current and where it stands; `solved` says what the output of
    the only amplifier is.
    """

    task: Task
    freed: list[str]
    table: dict[str, tuple[Expr, str]] = field(default_factory=dict)
    solved: Equation | None = None

    def __post_init__(self) -> None:
        self.strengths = Strengths(self.task, self.freed)

    def write(self) -> Outcome:
        """The steps up to an equation for what is wanted."""
        task, w = self.task, self.task.writer
        for n in self.freed:
            self.strengths.need(n)
        pool = [self._closed(task.c.element(n)) for n in self.freed]
        unknown, last = self._wanted()
        if last is not None:
            pool.append(last)
        if len(pool) == 1 and (self.solved or last):
            return pool[0].label, unknown, self._needs(w.claim(pool[0].label))
        if len(pool) == 2 and self.solved is not None and last is not None:
            label = self._put_into(pool[0].label, self.solved, last.label)
            return label, unknown, self._needs(w.claim(label))
        unknowns = [unknown, *self.strengths.symbols]
        return Elimination(w, task.circuit, unknown, unknowns, self._residues()).run(pool)

    # -- the loop ---------------------------------------------------------------------------------

    def _closed(self, e: Element) -> Balance:
        """The law of a controlled source with its superposed controls put in: sources and outputs alone."""
        w = self.task.writer
        outputs = self.strengths.symbols
        used = [self._superposed(x) for x in reversed(controls(self.task, e)) if x not in outputs]
        label = self._law(e)
        stated = w.claim(label)
        own = self.strengths.of[e.name]
        if e.kind == "N":
            claim = Equation(self._spelled(stated.left), self._spelled(stated.right))
            line = plus(self._line(claim.left), scaled(self._line(claim.right), neg(ONE)))
        else:
            claim = Equation(stated.left, self._spelled(stated.right))
            inner = self._line(self._spelled(self._control(e)))
            line = plus(self._line(own), scaled(inner, neg(value(e))))
        if used:
            label = self._new(claim, [label, *used], "combine")
        if e.kind != "N":
            collected = {k: in_common(x) for k, x in inner.items()}
            label = self._form(
                label, Equation(stated.left, mul(value(e), side(collected))), [label], "collect"
            )
        rest = (
            None if e.kind == "N" else mul(value(e), side({k: x for k, x in collected.items() if k != own}))
        )
        return self._finished(Balance(label, line), own, rest)

    def _finished(self, b: Balance, own: Expr, rest: Expr | None) -> Balance:
        """The equation of a loop, its output gathered if it is the only one and short enough."""
        short = leaves(self.task.writer.claim(b.label).right) <= LONG
        if len(self.freed) == 1 and isinstance(own, Sym) and own in b.line and short:
            self._gather(b, own, rest)
        return b

    def _gather(self, b: Balance, x: Sym, rest: Expr | None) -> None:
        """The only loop's equation with its output on the left; `rest` is the right side, where known."""
        if rest is None and mostly_negative(b.line[x]):
            b.line = {k: negated(k_) for k, k_ in b.line.items()}
        own = b.line[x]
        others = {k: negated(in_common(k_)) for k, k_ in b.line.items() if k != x}
        right = side(others) if rest is None else rest
        b.label = self._form(b.label, Equation(term(x, own), right), [b.label], "gather", x.name)
        self.solved = Equation(x, quotient(right, own))

    def _law(self, e: Element) -> str:
        """The law of a controlled source, by the name of its output where that has one."""
        stated = law(self.task.c, e)
        assert stated is not None
        cited = []
        if e.name in self.strengths.cited and e.kind != "N":
            cited = [self.strengths.cited[e.name]]
            stated = Equation(self.strengths.of[e.name], stated.right)
        data = {"element": e.name}
        return self.task.writer.new("law", stated, cited, circuit=self.task.circuit, data=data)

    def _control(self, e: Element) -> Expr:
        c = self.task.c
        if e.kind in "FH":
            return c.current(e.controls[0])
        return c.voltage(e.nodes[2]) - c.voltage(e.nodes[3])

    def _put_into(self, loop: str, solved: Equation, last: str) -> str:
        """Solve the only loop for its output, and put that into the equation of what is wanted."""
        before = self.task.writer.claim(last)
        (x,) = solved.left.symbols()
        if x not in before.right.symbols():
            return last
        label = self._form(loop, solved, [loop], "solve", x)
        claim = Equation(before.left, put_in(before.right, {x: solved.right}))
        return self._new(claim, [last, label], "combine")

    # -- sums -------------------------------------------------------------------------------------

    def _superposed(self, x: Expr) -> str:
        """The step that says what a voltage or current is in terms of all sources."""
        assert isinstance(x, Sym)
        if x.name not in self.table:
            label = self._held(x) or self._values_in(superpose(self.task, x, x, self.strengths))
            self.table[x.name] = self.task.writer.claim(label).right, label
        return self.table[x.name][1]

    def _held(self, x: Sym) -> str:
        """The law of an independent source that holds a node at its voltage, if there is one."""
        c = self.task.c
        for e in c.elements:
            if e.kind == "V" and e.nodes[1] == GROUND and c.voltage(e.nodes[0]) == x:
                data = {"element": e.name}
                claim = Equation(x, value(e))
                return self.task.writer.new("law", claim, circuit=self.task.circuit, data=data)
        return ""

    def _values_in(self, label: str) -> str:
        """The sum with the currents of sources put in that are sums themselves."""
        claim = self.task.writer.claim(label)
        right, cited = self._valued(claim.right)
        return self._form(label, Equation(claim.left, right), [label, *cited], "combine") if cited else label

    def _valued(self, x: Expr) -> tuple[Expr, list[str]]:
        """The same with the currents of such sources put in, and the laws that say what they are."""
        used = {n: v for n, v in self.strengths.values.items() if n in x.symbols()}
        return put_in(x, {n: v for n, (v, _) in used.items()}), [stated for _, stated in used.values()]

    def _wanted(self) -> tuple[Sym, Balance | None]:
        """The unknown that is asked for, and its equation if it is not an amplifier's output."""
        task, form = self.task, self.task.setting.wanted
        if isinstance(form, Sym):
            if form in self.strengths.symbols:
                return form, None
            label = self._superposed(form)
            return form, self._balance(form, label)
        name, about, unit = self._called(form)
        defined = task.writer.define(name, Equation(Sym(name), form), about, unit, circuit=task.circuit)
        if all(Sym(n) in self.strengths.symbols for n in form.symbols()):
            return Sym(name), self._balance(Sym(name), defined)
        label = self._values_in(superpose(task, Sym(name), form, self.strengths, [defined]))
        return Sym(name), self._balance(Sym(name), label)

    def _called(self, form: Expr) -> tuple[str, str, str]:
        """A name for a form that is not a symbol: a reversed current or a difference of voltages."""
        task, w = self.task, self.task.writer
        if any(n in task.c.currents for n in form.symbols()):
            drive = task.setting.drive
            of = f" delivered by {drive.name}" if drive else ""
            return w.fresh("i_in"), f"current{of}", "A"
        nodes = "".join(x for n in task.c.nodes if task.c.voltage(n) in form.walk() for x in n if x.isalnum())
        return w.fresh("v_" + nodes), "voltage asked for", "V"

    def _balance(self, x: Sym, label: str) -> Balance:
        claim = self.task.writer.claim(label)
        return Balance(label, plus({x: neg(ONE)}, self._line(claim.right)))

    # -- small things -----------------------------------------------------------------------------

    def _spelled(self, x: Expr) -> Expr:
        return put_in(x, {n: right for n, (right, _) in self.table.items()})

    def _line(self, x: Expr) -> Line:
        return columns(x, [*self.strengths.symbols, *self._inputs()])

    def _inputs(self) -> list[Sym]:
        """The symbols that the strengths of independent sources are made of."""
        c = self.task.c
        parts = {n for e in c.elements if e.kind not in "VIN" for n in value(e).symbols()}
        return [Sym(n) for e in active(c) for n in value(e).symbols() if n not in parts]

    def _residues(self) -> Residues:
        """Random numbers for the parameters; a name for a share has the value that was found."""
        residues = Residues()
        w, states = self.task.writer, {*self.task.c.voltages, *self.task.c.currents}
        for label in w.definitions(*map(Sym, w.names)):
            claim = w.claim(label)
            if isinstance(claim.left, Sym) and states.isdisjoint(claim.right.symbols()):
                names = {x: residues.symbol(x) for x in claim.right.symbols()}
                residues.values[claim.left.name] = claim.right.value(names, residues.number)
        return residues

    def _needs(self, claim: Equation) -> list[str]:
        return self.task.writer.definitions(claim.left, claim.right)

    def _new(self, claim: Equation, cited: list[str], move: str) -> str:
        data = {"move": move}
        return self.task.writer.new(
            "consequence", claim, list(dict.fromkeys(cited)), circuit=self.task.circuit, data=data
        )

    def _form(self, base: str, claim: Equation, cited: list[str], move: str, for_: str = "") -> str:
        if claim == self.task.writer.claim(base):
            return base
        data = {"move": move, "for": for_}
        return self.task.writer.form(base, "consequence", claim, cited, circuit=self.task.circuit, data=data)
