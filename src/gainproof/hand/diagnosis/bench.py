"""What the diagnosis of one circuit's lines has at hand: points, dimensions, and pools that are made once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, KeysView, Mapping
from math import inf
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.circuit.circuit import GROUND
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ZERO, Equation, Expr, Neg, Sum, Sym
from gainproof.hand.diagnosis.certain import Certain
from gainproof.hand.diagnosis.needs import Point
from gainproof.hand.diagnosis.pool import MOST_NAMES, Pool
from gainproof.hand.diagnosis.ranking import SAYS_LITTLE, SAYS_NOTHING
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle, Values
from gainproof.radicals import Radical
from gainproof.rules.judge import Context
from gainproof.units import Dimension, DimensionError, dimension

MOST_POOLS = 8
"""Pools kept for one circuit."""


class Bench:
    """The workbench of one oracle."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        self.given = Context({"given": oracle.circuit}, {}).given_dimensions
        self.pools: dict[tuple[tuple[str, Any], ...], Pool] = {}
        self.anywhere = Residues()
        self.certain = Certain(oracle)
        sources = {n for e in oracle.circuit.sources() if e.value is not None for n in e.value.symbols()}
        self.signals = frozenset(sources.union(oracle.unknowns))
        self.outer = _outer(oracle, sources)
        self.places = {n: k for k, n in enumerate(self.outer)}
        c = oracle.circuit
        self.supplied = {c.current(e.name).symbols()[0] for e in c.sources()}
        self.driven = dict(_driven(oracle))
        self.across = tuple(dict.fromkeys(_across(oracle)))

    def dimensions(self) -> dict[str, Dimension | None]:
        """The dimensions of the circuit's symbols and of the names defined so far."""
        of = dict(self.given)
        for symbol, name in self.oracle.names.items():
            try:
                of[symbol] = dimension(name.meaning, of)
            except DimensionError:
                of[symbol] = None
        return of

    def point(self, to: Mapping[str, str]) -> Point:
        """The first general point, or what is finite where symbols go to a limit.  Raises Singular."""
        p = self.oracle.near(to) if to else self.oracle.points[0]
        known = {n: _value(p, n) for n in dict.fromkeys([*p, *self.oracle.names])}
        if to:
            known = {n: limit(g) for n, g in known.items()}
        return Point({n: v for n, v in known.items() if v is not None}, self.oracle.points[0].over.number)

    def whole(self, q: Equation, to: Mapping[str, str]) -> tuple[Any, Any]:
        """What the sides tend to; None for what has no limit."""
        if not to:
            return None, None
        p = self.oracle.near(to)
        out = []
        for x in (q.left, q.right):
            try:
                out.append(limit(x.value(p, p.over.number)))
            except (ZeroDivisionError, TooLarge, KeyError, TypeError):
                out.append(None)
        return out[0], out[1]

    def pool(self, names: Iterable[str], point: Point, dimensions: Mapping[str, Dimension | None]) -> Pool:
        """The pool over the likeliest names; the same pool for the same names with the same values."""
        few = [n for n in names if n in point.values][:MOST_NAMES]
        used = sorted(few, key=lambda n: (self.places.get(n, len(self.places)), n))
        key = tuple((n, point.values[n]) for n in used)
        if key not in self.pools:
            while len(self.pools) >= MOST_POOLS:
                self.pools.pop(next(iter(self.pools)))
            self.pools[key] = Pool(used, point, dimensions)
        return self.pools[key]

    def by_definition(self) -> Point:
        """A point of no circuit: voltages and currents are free, but for nodes that a source holds.

        What is true there is true by the definitions of its names alone, and two lines whose sides have the
        same values there say the same.
        """
        oracle, p = self.oracle, self.oracle.points[0]
        own = Residues(beside=p.over)  # type: ignore[arg-type]
        known = {n: v for n, v in p.items() if n not in oracle.names and n not in oracle.unknowns}
        known |= {n: own.symbol(n) for n in oracle.unknowns}
        known |= {n: known[source] for n, source in self.driven.items()}
        known |= {n: p[n] for n, x in oracle.names.items() if x.oracle is not oracle}
        return Point(Values(known, p.over, oracle.book, None), p.over.number)

    def doubt(
        self, line: Equation, mended: Equation, free: Point | None = None, *, chained: bool = False
    ) -> float:
        """What it costs that the mended line says nothing of the circuit, where the line speaks of it.

        `free` is the point `by_definition`, if it is made already.  What follows in a chain (`chained`) may
        well say nothing but that one expression is the other.
        """
        if chained:
            return 0.0
        about = self.signals.union(self.oracle.names)
        if about.isdisjoint(line.symbols()):
            return 0.0
        if about.isdisjoint(mended.symbols()) and self.identity(mended):
            return inf
        left, right = (mentioned(x, self.oracle) & self.signals for x in (line.left, line.right))
        if (left | right).isdisjoint(self.oracle.unknowns) or (left == right and len(left) == 1):
            return 0.0  # of parts and sources, or of multiples of one signal, what is true is an identity
        free = free or self.by_definition()
        left = free.value(mended.left)
        nothing = left is not None and left == free.value(mended.right)
        if nothing and isinstance(mended.left, Sym) and isinstance(mended.right, Sym):
            return SAYS_LITTLE
        return SAYS_NOTHING if nothing or any(_trivial(line, mended, free)) else 0.0

    def identity(self, q: Equation) -> bool:
        """Is the equation true whatever its symbols stand for?"""
        values = {n: self.anywhere.symbol(n) for n in q.symbols()}
        try:
            return bool(
                q.left.value(values, self.anywhere.number) == q.right.value(values, self.anywhere.number)
            )
        except (ZeroDivisionError, TooLarge):
            return False

    def counts(self, q: Equation, to: Mapping[str, str]) -> bool:
        """Does every term of the line count in the limit?  One that vanishes could be any other."""
        try:
            p = self.oracle.near(to)
            sides = (q.left, q.right)
            sums = [x.args for side in sides for x in side.walk() if isinstance(x, Sum)]
            whole = [t for side in sides for t in (side.args if isinstance(side, Sum) else (side,))]
            orders = [
                [t.value(p, p.over.number).order for t in terms if t != ZERO] for terms in (*sums, whole)
            ]
        except (ZeroDivisionError, TooLarge, Singular, KeyError, ValueError, AttributeError):
            return False
        return all(len(set(o)) == 1 for o in orders) and len(orders[-1]) > 1

    def true(self, q: Equation, to: Mapping[str, str]) -> bool:
        """Is the equation true in the circuit, or in this limit?  Proved exactly, where that fits."""
        try:
            if not (self.oracle.limit_holds(q, to) if to else self.oracle.holds(q)):
                return False
        except KeyError:
            return False
        return self.certain.holds(q, to) is not False


def _outer(oracle: Oracle, sources: Collection[str]) -> tuple[str, ...]:
    """The symbols of the circuit that people write, the likeliest first: none inside an op-amp."""
    c = oracle.circuit
    laws = dict.fromkeys(n for q in oracle.laws.values() for n in q.symbols())
    plain = [n for n, e in c.currents.items() if "." not in e]
    supplied = {e.name for e in c.sources()}
    return (
        *(n for n in c.parameters if n in sources),
        *(n for n in laws if n == FREQUENCY),
        *(n for n in c.parameters if n not in sources),
        *(n for n, node in c.voltages.items() if "." not in node),
        *sorted(plain, key=lambda n: c.currents[n] in supplied),
    )


def _driven(oracle: Oracle) -> Iterator[tuple[str, str]]:
    """The node voltages that are a source's own, each with that source's symbol."""
    c = oracle.circuit
    for e in c.sources():
        if e.kind == "V" and isinstance(e.value, Sym) and e.nodes[1] == GROUND:
            for n in c.voltage(e.nodes[0]).symbols():
                yield n, e.value.name


def _across(oracle: Oracle) -> Iterator[Expr]:
    """What the laws of the circuit's elements say of two nodes: the voltage from one to the other."""
    c = oracle.circuit
    for e in c.elements:
        if any("." in n for n in e.nodes):
            continue
        for pair in (e.nodes[:2], e.nodes[2:4]):
            if len(pair) == 2 and GROUND not in pair:
                a, b = map(c.voltage, pair)
                yield Sum(a, Neg(b))
                yield Sum(b, Neg(a))


def _trivial(line: Equation, mended: Equation, free: Point) -> Iterator[bool]:
    """Is a new part of the line zero or one, whatever the circuit?"""
    for x in parts_of((mended,)) - parts_of((line,)):
        yield free.value(x) in (0, 1)


def _value(p: Mapping[str, Any], symbol: str) -> Any:
    try:
        return p[symbol]
    except (ZeroDivisionError, Singular, KeyError):
        return None


def limit(germ: Any) -> Any:
    """What a germ tends to, a residue; None if it grows, for no germ, and for a sum of roots of germs."""
    if germ is None or isinstance(germ, Radical):
        return None
    num, den = germ.num, germ.den
    if den[0] != 0:
        return num[0] / den[0]
    return None


def bench_of(oracle: Oracle) -> Bench:
    """The workbench of this oracle, which keeps it."""
    if oracle.bench is None:
        oracle.bench = Bench(oracle)
    bench: Bench = oracle.bench
    return bench


def parts_of(equations: Iterable[Equation]) -> KeysView[Expr]:
    """Every part of these lines that is more than a symbol, once, in the order they are written in."""
    parts = (x for q in equations for side in (q.left, q.right) for x in side.walk() if x.children)
    return dict.fromkeys(parts).keys()
