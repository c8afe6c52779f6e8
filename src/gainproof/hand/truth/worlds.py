"""The circuit as a writer takes it to be: parts set equal, sources off, imperfections gone.

Each such world is a circuit of its own, with general points of its own; the names that somebody defined
mean the same in it, with what was set put into them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import perfect
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Num, Prod, Quot, Sym
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Name, Oracle, told_with
from gainproof.ideals import imperfections

MOST = 12
"""Worlds that one work may open."""
TEST = "I_test_source"
MOST_DRIVEN = 24
"""Worlds with a test source."""


def says_nothing(claim: Equation, at: Mapping[str, Any], oracle: Oracle) -> bool:
    """Does every voltage and current of the claim vanish there, though it does not say that one does?"""
    if ZERO in (claim.left, claim.right):
        return False
    about = [n for n in claim.symbols() if n in oracle.unknowns]
    return bool(about) and all(at[n] == 0 for n in about)


def holds_what_is_off(claim: Equation, at: Mapping[str, Any], oracle: Oracle) -> bool:
    """Does a voltage, a current or a name in the claim vanish there, though it does not say that one does?

    Whatever stands before it, the claim would be as true; and v_x = v_1 + v_2 is a sum of what the sources
    do, not what one of them does.
    """
    if ZERO in (claim.left, claim.right):
        return False
    return any(at[n] == 0 for n in claim.symbols() if n in oracle.unknowns or n in oracle.names)


def all_vanishes(claim: Equation, oracle: Oracle) -> bool:
    """Are both sides zero there, though none is written so?  With R1 = 0, s R1 C1 is as true as s R1 C2."""
    if ZERO in (claim.left, claim.right):
        return False
    try:
        return not any(v for x in (claim.left, claim.right) for v in oracle.values(x))
    except (ZeroDivisionError, TooLarge, KeyError):
        return False


class World:
    """One changed circuit: its oracle, and how a claim reads in it.

    `lost` are symbols that mean nothing there; `gone` those that mean something there and nothing in
    the base.  The law called `instead[0]` is given up for a line, as it is in the base.
    """

    def __init__(
        self,
        base: Oracle,
        circuit: Circuit,
        table: Mapping[str, Expr],
        lost: frozenset[str] = frozenset(),
        *,
        instead: tuple[str, Equation] | None = None,
    ) -> None:
        self.base, self.table, self.lost = base, table, lost
        instead = told_with(instead or base.instead, table)
        self.oracle = Oracle(circuit, against=base.against, points=len(base.points), instead=instead)
        self.gone = _live(self.oracle) - _live(base)
        self._known: dict[str, Name] = {}

    def told(self, claim: Equation) -> Equation | None:
        """The claim in this world; None if it speaks of what is not there."""
        for n, name in self.base.names.items():
            if self._known.get(n) is not name:
                self._known[n] = name
                self._define(n, name)
        if mentioned(claim, self.base) & self.lost:
            return None
        new = Equation(claim.left.replaced(self.table), claim.right.replaced(self.table), claim.relation)
        return None if self.oracle.strange(new.left, new.right) else new

    def _define(self, symbol: str, name: Name) -> None:
        """The name in this world; what has no meaning or no value here stays strange."""
        meaning = name.meaning.replaced(self.table)
        if self.oracle.strange(meaning):
            return
        with suppress(GainproofError, ZeroDivisionError):
            if not name.set_so or not self.oracle.define_in(symbol, meaning, name.oracle.circuit, name.label):
                self.oracle.define(symbol, meaning, name.label)


def _live(oracle: Oracle) -> set[str]:
    return {n for q in oracle.laws.values() for n in q.symbols() if n not in oracle.unknowns}


class Worlds:
    """The worlds that a work has opened so far, each made once."""

    def __init__(self, base: Oracle) -> None:
        self.base = base
        self._made: dict[tuple[bool, tuple[tuple[str, Expr], ...]], World | None] = {}
        self._driven: dict[tuple[str, bool, tuple[tuple[str, Expr], ...]], World | None] = {}

    def of(self, table: Mapping[str, Expr], *, ideal: bool = False) -> World | None:
        """The world in which each symbol of `table` is what stands there; None if there is none.

        Where `ideal`, every imperfection is at its limit.
        """
        table = closed(table)
        key = (ideal, tuple(sorted(table.items(), key=lambda x: x[0])))
        if key not in self._made:
            self._made[key] = self._open(table, ideal) if len(self._made) < MOST else None
        return self._made[key]

    def driven(self, node: str, table: Mapping[str, Expr], *, ideal: bool = False) -> World | None:
        """The world with every source off and a test source at the node; None if there is none."""
        table = {**closed(table), **dict.fromkeys(self.base.sources, ZERO)}
        key = (node, ideal, tuple(sorted(table.items(), key=lambda x: x[0])))
        if key not in self._driven:
            self._driven[key] = self._drive(node, table, ideal) if len(self._driven) < MOST_DRIVEN else None
        return self._driven[key]

    def _drive(self, node: str, table: Mapping[str, Expr], ideal: bool) -> World | None:
        base = self.base
        try:
            changed = with_values(base.circuit, table)
            lost = frozenset(imperfections(base.given)) if ideal else frozenset()
            changed = without_imperfections(changed) if ideal else changed
            return World(base, tested(changed, node), table, lost)
        except GainproofError:
            return None

    def _open(self, table: Mapping[str, Expr], ideal: bool) -> World | None:
        base = self.base
        changed = with_values(base.circuit, table)
        lost: frozenset[str] = frozenset()
        try:
            if ideal:
                lost = frozenset(imperfections(base.given))
                changed = without_imperfections(changed)
            if changed.elements == base.circuit.elements:
                return None
            return World(base, changed, table, lost)
        except GainproofError:
            return None


def closed(table: Mapping[str, Expr]) -> dict[str, Expr]:
    """The table with what it sets put into what it sets: R1 = R2 = R3 is R1 = R3 and R2 = R3.

    What is set to itself, round a circle, is left out.
    """
    out: dict[str, Expr] = {}
    for n, given in table.items():
        x = given.replaced(out)
        if n not in x.symbols():
            out = {k: v.replaced({n: x}) for k, v in out.items()} | {n: x}
    return out


def tested(c: Circuit, node: str) -> Circuit:
    """The circuit with every source off, and a test current into the node."""
    return c.off(*(e.name for e in c.sources())).with_test_source(node, name=TEST)


def with_values(c: Circuit, table: Mapping[str, Expr]) -> Circuit:
    """The circuit with symbols in its elements' values replaced."""
    return c.with_elements(
        (
            replace(e, value=_value(value(e).replaced(table)))
            if e.kind != "N" and e.nodes and any(n in table for n in value(e).symbols())
            else e
            for e in c.elements
        ),
        f"{c.name}, as assumed",
    )


def with_units(c: Circuit, named: Collection[str]) -> Circuit:
    """The circuit with every gain that is 1 in the netlist the number 1, where its symbol is not `named`.

    A buffer drawn as E1 with a gain of 1 is meant to have it; all other values are examples.
    """
    gains = {
        e.value.name for e in c.elements if e.kind in "EF" and isinstance(e.value, Sym) and not e.part_of
    }
    ones = {n for n in gains if n in c.parameters and c.parameters[n].value == 1 and n not in named}
    return with_values(c, dict.fromkeys(ones, ONE)) if ones else c


def _value(x: Expr) -> Expr:
    """The value of an element that is switched off is the number zero, so that all see that it is."""
    try:
        return ZERO if not x.symbols() and x.value({}) == 0 else x
    except ZeroDivisionError:
        return x


def without_imperfections(c: Circuit) -> Circuit:
    """The circuit with every imperfection of its op-amps at its limit: nullors, no offsets, no loads.

    Raises GainproofError for a value whose limit cannot be told by looking at it.
    """
    ideal = imperfections(c)
    endless = {n for n, to in ideal.items() if to == "oo"}
    for e in c.elements:
        if e.kind == "N" or not e.nodes or endless.isdisjoint(value(e).symbols()):
            continue
        if e.kind in "EG" and isinstance(e.value, Sym):
            c = perfect(c, e.name)
        elif e.kind == "R" and isinstance(e.value, Sym):
            c = c.opened(e.name)
        else:
            there = _at_infinity(value(e), endless)
            c = c.with_elements((replace(x, value=there) if x is e else x for x in c.elements), c.name)
    return with_values(c, {n: ZERO for n, to in ideal.items() if to == "0"})


def _at_infinity(x: Expr, endless: set[str]) -> Expr:
    """The value where these symbols go to infinity: what is divided by one of them vanishes."""
    if isinstance(x, Quot) and not endless.isdisjoint(x.den.symbols()):
        factors = x.den.args if isinstance(x.den, Prod) else (x.den,)
        if endless.isdisjoint(x.num.symbols()) and all(isinstance(f, Num | Sym) for f in factors):
            return ZERO
    if isinstance(x, Sym) and x.name in endless:
        raise GainproofError(f"{x.name} goes to infinity in a value that holds more than it")
    return x.rebuilt(tuple(_at_infinity(c, endless) for c in x.children)) if x.children else x
