"""What every method is given: the question, a writer, and the means to answer small questions on the way.

A network theorem says a quantity of the circuit by quantities of simpler variants of it.  `Task.find` writes
how one of those is found: in one line where the answer is short enough to be seen (a divider, a resistance
between two nodes), as a product of dividers, or by nodal analysis.  `Task.name` gives it a name first,
which means the same number in every circuit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module

from gainproof.algebra.forms import arrange
from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.ask import Setting
from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.equations import symbols
from gainproof.circuit.solve import quantity_of
from gainproof.circuit.variants import symbolic
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Quot, Sym, mul, neg
from gainproof.methods.denominators import over_common
from gainproof.methods.dividers import SEEN, dividers, fewest, shortest
from gainproof.methods.lines import leaves
from gainproof.methods.nodal import Nodal
from gainproof.methods.writer import Writer
from gainproof.units import Dimension


class NotApplicable(GainproofError):
    """A method has nothing to say about this circuit or question; the text says why."""


SMALL = 24
"""A quotient of no more terms than this is arranged in two ways, and the shorter taken."""
LARGE = 100
"""A quotient of more symbols than this has a form that is worth a short search only."""
BRIEFLY = 0.1
"""The share of the budget for a short search."""
MOST = 12
"""Nodal analysis of a share is written out if it takes no more steps than this."""
MOST_ALONE = 24
"""The same of any other part: one that takes as many steps as the whole circuit explains nothing."""

Outcome = tuple[str, Expr, list[str]]
"""The label of the last step, the unknown that it states, and the steps that it leans on."""


@dataclass(frozen=True)
class Found:
    """A quantity of a variant: its name, the step that defines it, the step that gives its value."""

    symbol: Sym
    definition: str
    label: str
    value: Expr
    exact: Ratio


@dataclass
class Task:
    """A question made ready: `setting` in the circuit called `circuit`, and where to write.

    `circuits` are the circuits of the derivation by name; methods add their variants with `enter`.  `ideals`
    maps imperfections to "oo" or "0"; `elements` are those the user wants the method to be about, `wanted`
    the user's names with their meaning.  `denominators` are those that were named, by their names.
    """

    quantity: Quantity
    setting: Setting
    circuit: str
    writer: Writer
    circuits: dict[str, Circuit]
    dimensions: Mapping[str, Dimension | None]
    ideals: Mapping[str, str]
    elements: Sequence[str] = ()
    budget: float = 1.0
    wanted: Mapping[str, Expr] = field(default_factory=dict)
    denominators: dict[str, Expr] = field(default_factory=dict)
    _values: dict[tuple[tuple[Element, ...], Expr], Ratio] = field(default_factory=dict)
    _forms: dict[tuple[Expr, tuple[str, ...], tuple[str, ...]], Expr] = field(default_factory=dict)

    @property
    def c(self) -> Circuit:
        """The circuit in which the question is answered."""
        return self.setting.circuit

    def enter(self, c: Circuit) -> str:
        """The name of a variant, which from now on is one of the derivation's circuits."""
        name = c.name
        while self.circuits.get(name, c) != c:
            name += "'"
        self.circuits[name] = c
        self.writer.taken.update((*c.parameters, *c.voltages, *c.currents))
        return name

    def exact(self, s: Setting) -> Ratio:
        """The exact value of a setting's quantity.  Raises Singular, TooLarge."""
        key = (s.circuit.elements, s.quotient)
        if key not in self._values:
            work = import_module("gainproof.circuit.solvers.flint").solve
            value = quantity_of(work(s.circuit, s.wanted).plain(), s)
            if s.scale != ONE:
                ring = Ring(dict.fromkeys([*symbols(self.c), *value.symbols(), *s.scale.symbols()]))
                value = ring.ratio(s.scale) * ring.ratio(value.expr())
            self._values[key] = value
        return self._values[key]

    def spelled(self, value: Ratio, sources: Sequence[str] = (), *, plain: bool = False) -> Expr:
        """A value in textbook form without new names, or as the flat quotient where that is shorter.

        Where `plain`, imperfections are parts like all others.
        """
        ideals = {} if plain else {n: v for n, v in self.ideals.items() if n in value.symbols()}
        flat = value.expr()
        key = flat, tuple(ideals), tuple(sources)
        if key not in self._forms:
            form = arrange(
                value,
                ideals=ideals,
                dimensions=self.dimensions,
                taken=self.writer.taken,
                sources=sources,
                names=False,
                budget=self.budget * (BRIEFLY if leaves(flat) > LARGE else 1),
            )
            self._forms[key] = flat if leaves(flat) < leaves(form.form) else form.form
        return self._forms[key]

    def find(
        self,
        s: Setting,
        left: Expr | None = None,
        cited: Sequence[str] = (),
        *,
        beside: Sequence[Ratio] | None = None,
        **data: object,
    ) -> str:
        """Write the steps that show what the setting's quantity is; returns the label of ``left = value``.

        `left` is the quantity itself, or a name for it whose definition is `cited`.  Nodal analysis is only
        written if it is short; else the circuit is solved in one line.  Where `beside` tells the long values
        that are found together with this one, it has to be shorter, and there may be no other to write.
        """
        name = self.enter(s.circuit)
        value = self.exact(s)
        what = s.quotient if left is None else left
        if fewest(value) <= SEEN and leaves(shown := self._shown(value, s)) <= SEEN:
            return self.writer.new("circuit", Equation(what, shown), cited, circuit=name, data=dict(data))
        if way := dividers(self, s):
            seen = [label for q in way for label in self._seen(q, name)]
            more = {"move": "multiply", **data}
            shown = self._shown(value, s)
            factors = mul(s.scale, *(q.right for q in way))
            if s.drive is not None and leaves(factors) <= leaves(shown):
                shown = factors
            claim = Equation(what, shown)
            return self.writer.new("consequence", claim, [*seen, *cited], circuit=name, data=more)
        together = beside or [value]
        if len(together) > 1 or self._steps(s, name) > (MOST if beside else MOST_ALONE):
            right, denominator = over_common(self, value, together, name)
            claim, more = Equation(what, right), {"move": "solved", **data}
            return self.writer.new("circuit", claim, [*denominator, *cited], circuit=name, data=more)
        last, unknown, needs = Nodal(s, self.writer, name).write()
        cited = [last, *needs, *self.writer.definitions(unknown), *cited]
        claim, more = Equation(what, self._shown(value, s)), {"move": "divide", **data}
        return self.writer.new("consequence", claim, dict.fromkeys(cited), circuit=name, data=more)

    def _seen(self, q: Equation, circuit: str) -> list[str]:
        """The steps that say what a quotient is: they may be there, by a name that was given to it."""
        there = [s for s in self.writer.steps if s.circuit == circuit]
        for d in there:
            if d.rule == "define" and d.claim.right == q.left:
                for s in there:
                    if s.rule in ("circuit", "consequence") and s.claim.left == d.claim.left:
                        return [d.label, s.label]
        for s in there:
            if s.rule == "circuit" and s.claim == q:
                return [s.label]
        return [self.writer.new("circuit", q, circuit=circuit)]

    def _steps(self, s: Setting, name: str) -> int:
        """How many steps nodal analysis would write."""
        trial = Writer(taken=[*s.circuit.parameters, *s.circuit.voltages, *s.circuit.currents])
        Nodal(s, trial, name).write()
        return len(trial.steps)

    def _shown(self, value: Ratio, s: Setting) -> Expr:
        """The value in textbook form, with the sources of a response apart, or as parts alike if shorter."""
        given = [e.value.name for e in s.circuit.sources() if isinstance(e.value, Sym)]
        sources = given if s.drive is None else []
        form = self.spelled(value, sources)
        minus = isinstance(s.quotient, Neg)
        bare = neg(s.quotient) if minus else s.quotient
        if isinstance(bare, Quot) and fewest(value) <= SEEN:
            divider = shortest(self, s.circuit, bare, -value if minus else value)
            form = min(form, neg(divider) if minus else divider, key=leaves)
        if len(value.num) + len(value.den) > SMALL:
            return form
        return min(form, self.spelled(value, sources, plain=True), key=leaves)

    def name(
        self,
        s: Setting,
        candidates: Sequence[str],
        about: str,
        unit: str,
        *,
        beside: Sequence[Ratio] | None = None,
        **data: object,
    ) -> Found:
        """Name a variant's quantity, and find it; `candidates` are names to choose from."""
        circuit = self.enter(s.circuit)
        symbol = self.writer.fresh(*candidates)
        claim = Equation(Sym(symbol), s.quotient)
        says = data if claim.right == ZERO else {}
        definition = self.writer.define(symbol, claim, about, unit, circuit=circuit, data=says)
        if claim.right == ZERO:
            return Found(Sym(symbol), definition, definition, ZERO, self.exact(s))
        label = self.find(s, Sym(symbol), [definition], beside=beside, symbol=symbol, about=about, **data)
        return Found(Sym(symbol), definition, label, self.writer.claim(label).right, self.exact(s))


def driven(c: Circuit, wanted: Expr, source: str, *, inverse: bool = False) -> Setting:
    """A setting of ready-made parts: `wanted` per the independent source `source` of `c`, or the inverse."""
    ready = symbolic(c, source)
    drive = ready.element(source).value
    assert isinstance(drive, Sym)
    return Setting(ready, wanted, drive, inverse)
