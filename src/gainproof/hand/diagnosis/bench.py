"""What the diagnosis of one circuit's lines has at hand: points, dimensions, and pools that are made once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import inf
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.errors import Singular, TooLarge
from gainproof.expression import Equation, Expr
from gainproof.hand.diagnosis.certain import Certain
from gainproof.hand.diagnosis.needs import Point
from gainproof.hand.diagnosis.pool import MOST_NAMES, Pool
from gainproof.hand.diagnosis.ranking import SAYS_NOTHING
from gainproof.hand.oracle import Oracle
from gainproof.rules.judge import Context
from gainproof.units import Dimension, DimensionError, dimension

FREQUENCY = "s"

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
        c = oracle.circuit
        self.supplied = {c.current(e.name).symbols()[0] for e in c.sources()}

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
        places = {n: k for k, n in enumerate(point.values)}
        used = sorted([n for n in names if n in places][:MOST_NAMES], key=places.__getitem__)
        key = tuple((n, point.values[n]) for n in used)
        if key not in self.pools:
            while len(self.pools) >= MOST_POOLS:
                self.pools.pop(next(iter(self.pools)))
            self.pools[key] = Pool(used, point, dimensions)
        return self.pools[key]

    def doubt(self, line: Equation, mended: Equation) -> float:
        """What it costs that the mended line holds whatever the circuit, where the line speaks of it."""
        about = self.signals.union(self.oracle.names)
        if about.isdisjoint(line.symbols()) or not self.identity(mended):
            return 0.0
        return inf if about.isdisjoint(mended.symbols()) else SAYS_NOTHING

    def identity(self, q: Equation) -> bool:
        """Is the equation true whatever its symbols stand for?"""
        values = {n: self.anywhere.symbol(n) for n in q.symbols()}
        try:
            return bool(
                q.left.value(values, self.anywhere.number) == q.right.value(values, self.anywhere.number)
            )
        except (ZeroDivisionError, TooLarge):
            return False

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


def _value(p: Mapping[str, Any], symbol: str) -> Any:
    try:
        return p[symbol]
    except (ZeroDivisionError, Singular, KeyError):
        return None


def limit(germ: Any) -> Any:
    """What a germ tends to, a residue; None if it grows."""
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


def parts_of(equations: Iterable[Equation]) -> set[Expr]:
    """Every part of these lines that is more than a symbol."""
    return {x for q in equations for side in (q.left, q.right) for x in side.walk() if x.children}
