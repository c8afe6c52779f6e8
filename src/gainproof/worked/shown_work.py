"""The work of an example: formula, formula with numbers, number, line by line.

The lines are those of the derivation itself: first what the boxed formula's names stand for, each worked
before it is used, then the formula, and what is ideal and the error if there are any.  At a frequency the
numbers are complex, with real and imaginary part on the way and magnitude and phase at the end.  A number
that is printed exactly follows ``=``, any other ``≈``; how many digits there are, `drafts` decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from gainproof import ideals
from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Derivation
from gainproof.expression import (
    ZERO,
    Equation,
    Expr,
    Neg,
    Prod,
    Quot,
    Sum,
    Sym,
)
from gainproof.units import UNITS, Dimension, DimensionError, dimension, spelled
from gainproof.worked.at_rest import without
from gainproof.worked.balls import PRECISION, Ball, j_omega, magnitude, rectangular, worth
from gainproof.worked.drafts import Draft, Unsettled, settle
from gainproof.worked.example import WorkedExample
from gainproof.worked.figures import PERCENT, Figure, Words
from gainproof.worked.splitting import Splitter

EQUALS, ABOUT = "=", "≈"
DIGITS, ERROR_DIGITS = 5, 3
"""Significant digits of a result and of an error, at least."""
MOST_LINES, MOST_LEAVES = 24, 160
"""Work that is longer is not shown."""
SAME = Fraction(1, 10**20)
"""Two numbers of which one is rounded to 30 digits are the same within this part."""


@dataclass(frozen=True)
class Line:
    """``left = formula = formula with numbers ≈ number``: each of the `links` follows its relation.

    `kind` is "frequency", "definition", "part" (a piece of a long formula, with a name of its own), "result",
    "ideal" or "error".  `unit` is that of the number: a key of UNITS, "%", or as `units.spelled` spells it.
    """

    kind: str
    left: Expr
    links: tuple[tuple[str, Expr], ...]
    unit: str = ""

    @property
    def number(self) -> Expr:
        """The number at the end: a `Figure`, its negative, a sum of two (complex), or a `Polar`."""
        return self.links[-1][1]


@dataclass(frozen=True)
class ShownWork:
    """The lines, in order; `left_out` says, without a full stop, why there are none, or what is missing."""

    lines: tuple[Line, ...] = ()
    left_out: str = ""


class _LeftOut(Exception):
    """Why the work is not shown."""


def shown_work(d: Derivation, e: WorkedExample) -> ShownWork:
    """The work of the example `e` of the derivation `d`: its boxed formula at the example's values.

    Never raises for a derivation and its own example; what cannot be shown is left out with a word.
    """
    values = {n: p.value for n, p in d.parameters.items() if p.value is not None}
    values |= {u.symbol: u.value for u in e.values}
    imperfect = {u.symbol for u in e.values}.intersection(ideals.imperfections(d.circuit))
    return work_out(
        d.step(d.result).claim,
        d.names,
        values,
        d.parameters,
        frequency=e.frequency,
        expected=e.value,
        ideal=ideal_formula(d, imperfect) if e.error is not None else None,
        ideal_value=e.ideal if e.error is not None else None,
        taken=frozenset(n for c in d.circuits.values() for n in (*c.voltages, *c.currents)),
    )


def work_out(
    claim: Equation,
    names: Mapping[str, Expr],
    values: Mapping[str, Fraction],
    parameters: Mapping[str, Parameter],
    *,
    frequency: Fraction | None = None,
    expected: Fraction | None = None,
    ideal: Expr | None = None,
    ideal_value: Fraction | None = None,
    taken: frozenset[str] = frozenset(),
    digits: int = DIGITS,
    unit: str = "",
    real: bool = False,
) -> ShownWork:
    """The work of one claim, ``left = formula``, at `values` (by symbol, in SI units).

    `names` say what defined symbols of the formula stand for, each made of those before it; `parameters` give
    the units.  At a `frequency` (Hz) s is j2πf; without one s is zero.  `expected` is what must come out (a
    magnitude, at a frequency); if it does not, the work is left out.  With `ideal_value`, as exact, the error
    is worked too; `ideal` is the formula of the ideal value, if there is one.  The result has `digits` at
    least; a part of a long formula gets no name that is `taken`.  `unit` is that of the result, where the
    formula does not tell.  Of a claim that is `real`, as a power is, an imaginary part that may be zero is.
    """
    from flint import ctx

    sheet = _Sheet(names, values, parameters, frequency, taken, digits, unit, real)
    try:
        with ctx.workprec(PRECISION):
            return sheet.work(claim, expected, ideal, ideal_value)
    except _LeftOut as why:
        return ShownWork(left_out=str(why))
    except Unsettled:
        return ShownWork(left_out="its numbers would have too many digits")


class _Sheet:
    """One example in the making: drafts by name, in the order in which they are worked."""

    def __init__(
        self,
        names: Mapping[str, Expr],
        values: Mapping[str, Fraction],
        parameters: Mapping[str, Parameter],
        frequency: Fraction | None,
        taken: frozenset[str],
        digits: int,
        unit: str = "",
        real: bool = False,
    ) -> None:
        self.names, self.values, self.parameters = names, values, parameters
        self.frequency, self.digits = frequency, digits
        self.unit, self.real = unit, real
        self.taken = {*taken, *names, *parameters, *values, "s", "f", "pi"}
        self.drafts: dict[str, Draft] = {}
        self.units: dict[str, Dimension | None] = {n: UNITS.get(p.unit) for n, p in parameters.items()}
        self.units["s"] = UNITS["rad/s"]

    def work(
        self, claim: Equation, expected: Fraction | None, ideal: Expr | None, ideal_value: Fraction | None
    ) -> ShownWork:
        size = "value" if self.frequency is None else "magnitude"
        value, perfect = Words(size), Words(f"ideal {size}")
        self.result("result", claim.left, value, claim.right)
        self.confirm(value, expected)
        self.settle()
        worked, left_out = tuple(self.drafts.values()), ""
        digits = [x.digits for x in worked]
        if ideal_value is not None:
            try:
                self.ideal(perfect, ideal, ideal_value)
                self.error(value, perfect)
                self.settle()
                worked = tuple(self.drafts.values())
            except (_LeftOut, Unsettled) as fault:
                why = str(fault) if isinstance(fault, _LeftOut) else "its numbers would have too many digits"
                left_out = f"that of the error is left out, for {why}"
                for x, few in zip(worked, digits, strict=True):
                    x.digits = few
                settle(worked)
        return ShownWork(tuple(_line(x) for x in worked if x.formulas), left_out)

    def settle(self) -> None:
        settle(tuple(self.drafts.values()))
        if sum(1 for x in self.drafts.values() if x.formulas) > MOST_LINES:
            raise _LeftOut(f"it would take more than {MOST_LINES} lines")

    # What is worked.

    def result(self, kind: str, left: Expr, name: Words, formula: Expr) -> None:
        """A formula, with all that it needs before it."""
        meanings = _leaned_on(formula, self.names)
        leaves = sum(1 for x in (formula, *meanings.values()) for n in x.walk() if not n.children)
        if leaves > MOST_LEAVES:
            raise _LeftOut(f"the formula has {leaves} symbols, too many to work them on paper")
        shown = [formula]
        if self.frequency is None and any("s" in x.symbols() for x in (formula, *meanings.values())):
            formula, meanings = self.at_rest(formula, meanings)
            shown.append(formula)
        for n, what in _leaned_on(formula, meanings).items():
            if n not in self.drafts:
                self.draft("definition", Sym(n), n, (what,))
        self.draft(kind, left, name.name, tuple(dict.fromkeys(shown)))

    def at_rest(self, formula: Expr, meanings: Mapping[str, Expr]) -> tuple[Expr, dict[str, Expr]]:
        """The formula, and the names, where s = 0; names that are zero there are gone."""
        self.drafts.setdefault("s", Draft("frequency", Sym("s"), "s", (ZERO,), Fraction(0), "rad/s", 1))
        gone = {"s"}
        left: dict[str, Expr] = {}
        try:
            for n, what in meanings.items():
                there = without(what, gone)
                if there == ZERO:
                    gone.add(n)
                else:
                    left[n] = there
            return without(formula, gone), left
        except ZeroDivisionError:
            raise _LeftOut("the formula as it stands divides by zero at s = 0; give a frequency") from None

    def ideal(self, name: Words, formula: Expr | None, value: Fraction) -> None:
        if formula is not None:
            self.result("ideal", name, name, formula)
            self.confirm(name, value)
        else:
            unit = self.drafts[next(reversed(self.drafts))].unit
            self.drafts[name.name] = Draft("ideal", name, name.name, (), value, unit, self.digits)

    def error(self, value: Words, perfect: Words) -> None:
        found, ideal = self.drafts[value.name], self.drafts[perfect.name]
        sizes = {x.name: x.value if self.frequency is None else magnitude(x.value) for x in (found, ideal)}
        formula = Quot(Sum(perfect, Neg(value)), perfect)
        error = worth(formula, sizes)
        self.drafts["error"] = Draft(
            "error", Words("error"), "error", (formula,), error, PERCENT, ERROR_DIGITS, (found, ideal)
        )

    def confirm(self, name: Words, expected: Fraction | None) -> None:
        """Raises if the formula does not give what it must, as where it holds for chosen parts only."""
        x = self.drafts[name.name].value
        if expected is None:
            return
        low, high = rectangular(x if self.frequency is None else magnitude(x))[0]
        if max(abs(low - expected), abs(high - expected)) > SAME * abs(expected):
            raise _LeftOut("the boxed formula holds for parts that are chosen so, which these are not")

    # Drafts.

    def draft(self, kind: str, left: Expr, name: str, formulas: tuple[Expr, ...]) -> None:
        """The last formula worked; if it is too wide with its numbers, its parts before it."""
        for n in formulas[-1].symbols():
            self.given(n)
        splitter = Splitter({n: d.printed for n, d in self.drafts.items()}, self.taken)
        cut = splitter.split(formulas[-1])
        for n, what in splitter.defined.items():
            self.worked("part", Sym(n), n, (what,))
        self.worked(kind, left, name, formulas if cut == formulas[-1] else (*formulas, cut))

    def worked(self, kind: str, left: Expr, name: str, formulas: tuple[Expr, ...]) -> None:
        formula = formulas[-1]
        operands = tuple(self.drafts[n] for n in formula.symbols())
        try:
            value = worth(formula, {x.name: x.value for x in operands})
        except ZeroDivisionError:
            raise _LeftOut("its formulas divide by zero at these values") from None
        if self.real and isinstance(value, Ball):
            value = value.without_nothing()
        self.units[name] = self.dimension(formula)
        unit = spelled(self.units[name]) if self.units[name] is not None else ""
        unit = self.unit or unit if kind == "result" else unit
        turned = kind in ("result", "ideal") and isinstance(value, Ball) and not value.real
        draft = Draft(kind, left, name, formulas, value, unit, self.digits, operands, turned)
        draft.show()
        self.drafts[name] = draft

    def dimension(self, formula: Expr) -> Dimension | None:
        try:
            return dimension(formula, self.units)
        except DimensionError:
            return None

    def given(self, name: str) -> None:
        """A symbol that has a value, or s."""
        if name in self.drafts:
            return
        if name == "s" and self.frequency is not None:
            self.s(self.frequency)
            return
        if name not in self.values:
            raise _LeftOut(f"no example value for {name}")
        unit = self.parameters[name].unit if name in self.parameters else ""
        self.drafts[name] = Draft("given", Sym(name), name, (), self.values[name], unit, self.digits)
        self.drafts[name].show()

    def s(self, frequency: Fraction) -> None:
        f = Draft("given", Sym("f"), "f", (), frequency, "Hz", self.digits)
        f.show()
        formula = Prod(Figure("2", 0, "", "", True), Sym("pi"), Sym("f"))
        units = {p.unit for n, p in self.parameters.items() if n in self.values}
        unit = "rad/s" if "" not in units else ""  # beside numbers without units
        s = Draft("frequency", Sym("s"), "s", (formula,), j_omega(frequency), unit, self.digits, (f,))
        s.show()
        self.drafts |= {" f": f, "s": s}


def _line(x: Draft) -> Line:
    links = [(EQUALS, f) for f in x.formulas if f != ZERO]
    if x.operands and x.numbers != x.printed:
        links.append((ABOUT if x.rough else EQUALS, x.numbers))
    links.append((EQUALS if x.exact else ABOUT, x.printed))
    return Line(x.kind, x.left, tuple(links), x.unit)


def _leaned_on(formula: Expr, names: Mapping[str, Expr]) -> dict[str, Expr]:
    """The names that the formula needs, directly or through others, with their meanings, in order."""
    used = set(formula.symbols())
    for n in reversed(list(names)):
        if n in used:
            used.update(names[n].symbols())
    return {n: what for n, what in names.items() if n in used}


def ideal_formula(d: Derivation, wanted: Set[str]) -> Expr | None:
    """The formula of the limit in which the imperfections `wanted` are ideal, and beside them no more than
    others and loads; None if the derivation has no such limit.
    """
    most = set(ideals.ideals(d.circuit, d.quantity))
    for label in reversed(d.limits):
        step = d.step(label)
        if wanted <= {a.symbol for a in step.under} <= most:
            return step.claim.right
    return None
