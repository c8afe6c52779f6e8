"""What the rules share: the premises of a step, the verdict of a claim, dimensions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from gainproof.algebra.residues import Residues
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements import KINDS
from gainproof.derivation import Step, meaning
from gainproof.errors import TooLarge
from gainproof.expression import ZERO, Equation, Expr
from gainproof.notation import text
from gainproof.radicals import Radical
from gainproof.rules.point import Contradiction, Exact, Field, Rationals, satisfy
from gainproof.units import NUMBER, UNITS, Dimension, DimensionError, dimension, spelled

MOST_SYMBOLS = 32
"""With more symbols in a claim and its premises than this, exact arithmetic would take too long."""
LONG_NUMBER = 400
"""Binary digits of a number that a counter-example still shows."""
RANDOM_POINTS = 6
"""How many random points a claim must survive where an exact proof would not fit in memory."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a step: holds or not, and a sentence."""

    holds: bool
    how: str
    uses: tuple[str, ...] = ()
    counterexample: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside the step: the circuits, and what was shown before it."""

    circuits: Mapping[str, Circuit]
    shown: Mapping[str, Step]

    @cached_property
    def given_dimensions(self) -> Mapping[str, Dimension | None]:
        """The dimensions of parameters, voltages and currents, as far as the netlist gives them.

        Where an element's value has not its element's unit (a number in a numeric netlist, R + 1000), what
        it is made of is unknown, and so is any bare number.
        """
        of: dict[str, Dimension | None] = {"s": UNITS["Hz"]}
        for c in self.circuits.values():
            of |= dict.fromkeys(c.voltages, UNITS["V"]) | dict.fromkeys(c.currents, UNITS["A"])
            of |= {n: UNITS.get(p.unit) for n, p in c.parameters.items()}
        known = dict(of)
        for e in (e for c in self.circuits.values() for e in c.elements if e.value not in (None, ZERO)):
            assert e.value is not None
            try:
                fits = dimension(e.value, known) in (None, UNITS.get(KINDS[e.kind].unit))
            except DimensionError:
                fits = False
            if not fits:
                of |= dict.fromkeys([*e.value.symbols(), NUMBER])
        return of

    @cached_property
    def states(self) -> frozenset[str]:
        """The symbols that are a voltage or a current in any circuit."""
        return frozenset(n for c in self.circuits.values() for n in (*c.voltages, *c.currents))

    def universal(self, step: Step) -> bool:
        """Does the claim speak of numbers alone, so that it may be cited in every circuit?

        A voltage means something else in each circuit; a parameter, and a name once defined, does not.
        """
        return self.states.isdisjoint(step.claim.symbols())

    def premises(self, step: Step) -> list[Step]:
        """The cited steps, in order of citation."""
        return [self.shown[p] for p in step.premises]

    def definitions(self) -> dict[str, Expr]:
        """Every symbol defined so far, with what it stands for."""
        return {s.names: meaning(s) for s in self.shown.values() if s.names}

    def unknowns(self, step: Step) -> list[str]:
        """Voltages, currents, then defined symbols: what the premises may bind, the freest first.

        A symbol defined by numbers alone, or in another circuit, is a number.  It is bound only where its
        definition is cited, or a step that says which number it is; elsewhere it is as free as a parameter.
        """
        c = self.circuits[step.circuit]
        bound = dict.fromkeys([*c.voltages, *c.currents])
        lefts = [p.claim.left.symbols() for p in self.premises(step) if self.universal(p)]
        told = {names[0] for names in lefts if len(names) == 1}
        for s in self.shown.values():
            if name := s.names:
                own = s.circuit == step.circuit and not self.universal(s)
                numeric = self.universal(s) and s.rule == "define"
                if own or s.label in step.premises or (name in told and not numeric):
                    bound[name] = None
        return list(bound)


def cited_result(step: Step, context: Context) -> Step | Finding:
    """The one step that is cited beside definitions; the refusal where there is none, or more than one."""
    results = [p for p in context.premises(step) if p.rule != "define"]
    if len(results) != 1:
        return Finding(False, f"it must cite one result, and cites {len(results)}")
    return results[0]


def follows(claim: Equation, premises: Sequence[Equation], unknowns: Sequence[str]) -> Finding:
    """Does the claim hold wherever the premises hold?  Proved exactly where that fits in memory."""
    names = dict.fromkeys(n for q in (*premises, claim) for n in q.symbols())
    try:
        try:
            if len(names) > MOST_SYMBOLS:
                raise TooLarge("too many symbols")
            holds = _holds(claim, premises, unknowns, Exact(names, most_terms=200_000))
            how = "proved exactly"
        except TooLarge:
            holds = all(_holds(claim, premises, unknowns, Residues()) for _ in range(RANDOM_POINTS))
            how = f"holds at {RANDOM_POINTS} random points modulo random 61-bit primes; too large to expand"
    except Contradiction as fault:
        return Finding(False, str(fault))
    except ZeroDivisionError:
        return Finding(False, "it divides by an expression that is zero wherever the premises hold")
    except TooLarge as fault:
        return Finding(False, f"too large to judge: {fault}")
    if holds:
        return Finding(True, how)
    return Finding(
        False, "it does not follow from what it cites", (), _counterexample(claim, premises, unknowns)
    )


def refuted(claim: Equation, premises: Sequence[Equation], unknowns: Sequence[str]) -> bool:
    """Does the claim fail at a random point where the premises hold?"""
    try:
        return not _holds(claim, premises, unknowns, Residues())
    except (Contradiction, ZeroDivisionError, TooLarge):
        return True


def restates(
    claim: Equation,
    stated: Equation,
    cited: Sequence[Equation],
    unknowns: Sequence[str],
    what: str,
    beside: Sequence[Equation] = (),
) -> Finding | None:
    """Why the claim is not the equation `stated` with what is cited put in; None if it is.

    Each must follow from the other, `beside` given; `what` names the equation.  What is cited must not say
    it already, or any claim would do.
    """
    if cited and not refuted(stated, cited, unknowns):
        return Finding(False, f"what it cites says {what} already")
    known = [*beside, *cited]
    forth = follows(claim, [stated, *known], unknowns)
    if not forth.holds:
        return Finding(False, f"it is not {what}", (), forth.counterexample)
    if not follows(stated, [claim, *known], unknowns).holds:
        return Finding(False, f"it says less than {what}")
    return None


def least_support(
    claim: Equation,
    premises: Mapping[str, Equation],
    unknowns: Sequence[str],
    beside: Sequence[Equation] = (),
) -> tuple[str, ...]:
    """The labels without which the claim fails, found by leaving premises out one by one."""
    kept = dict(premises)
    for label in reversed(list(premises)):
        fewer = {k: q for k, q in kept.items() if k != label}
        if not refuted(claim, [*beside, *fewer.values()], unknowns):
            kept = fewer
    return tuple(kept)


def _holds(claim: Equation, premises: Sequence[Equation], unknowns: Sequence[str], over: Field) -> bool:
    point = satisfy(premises, unknowns, over)
    for n in claim.symbols():
        if n not in point:
            point[n] = over.symbol(n)
    return bool(claim.left.value(point, over.number) == claim.right.value(point, over.number))


def _number(q: Fraction | Radical) -> str:
    """A number, if it is short enough to be read."""
    if isinstance(q, Radical):
        return str(q)
    size = max(abs(q.numerator), q.denominator).bit_length()
    return str(q) if size < LONG_NUMBER else f"a number of {size} binary digits"


def _counterexample(
    claim: Equation, premises: Sequence[Equation], unknowns: Sequence[str]
) -> Mapping[str, str]:
    """A point in small numbers at which the premises hold and the claim fails."""
    for seed in range(20):
        over = Rationals(seed)
        try:
            point = satisfy(premises, unknowns, over)
            for n in claim.symbols():
                point.setdefault(n, over.symbol(n))
            left, right = claim.left.value(point, over.number), claim.right.value(point, over.number)
        except (Contradiction, ZeroDivisionError, TooLarge):
            continue
        if left != right:
            shown = {n: _number(point[n]) for n in claim.symbols()}
            return {**shown, text(claim.left)[:200]: _number(left), text(claim.right)[:200]: _number(right)}
    return {}


def dimensions(step: Step, context: Context) -> tuple[str, bool]:
    """Are both sides of the claim, and all terms of every sum in it, of one dimension?

    The objection, "" if there is none, and whether the dimensions of both sides were known, to be compared;
    a zero has any, and a definition gives its symbol one.
    """
    of = dict(context.given_dimensions)
    try:
        for name, what in context.definitions().items():
            of[name] = dimension(what, of)
        left, right = step.claim.left, step.claim.right
        if step.names:
            return "", dimension(right, of) is not None
        a, b = dimension(left, of), dimension(right, of)
    except DimensionError as fault:
        return f"the dimensions disagree: {fault} in {text(fault.where)}", True
    known = all(d is not None or x == ZERO for x, d in ((left, a), (right, b)))
    if a is not None and b is not None and a != b and ZERO not in (left, right):
        return f"the dimensions disagree: {spelled(a)} on the left, {spelled(b)} on the right", True
    return "", known


Rule = Callable[[Step, Context], Finding]
