"""A second opinion: plain nodal analysis with numbers.

The circuit's matrix is stamped element by element, as C.-W. Ho, A. E. Ruehli and P. A. Brennan do ("The
modified nodal approach to network analysis", IEEE Trans. Circuits Syst. 22, 1975), with a number for every
parameter, and solved by Gaussian elimination.  No law, equation or polynomial of the engine is used.

The numbers are residues modulo a random prime of 61 bits, where arithmetic is exact: two different rational
functions agree at a random point with a probability below 1e-15.  A disagreement is shown in fractions.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.notation import text
from gainproof.witness.measurement import Measurement, measurement, symbols, value
from gainproof.witness.opinion import Opinion

NAME = "numeric nodal analysis"
POINTS = 3
TRIES = 12
Number = Any  # an element of any field: Fraction, residue, complex


class Unsolvable(GainproofError):
    """At this point the nodal equations have no unique solution."""


def opinion(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> Opinion:
    """Does `result`, written in the circuit's parameters and s, answer `quantity`?

    Compared at three random points drawn anew in each run; `netlist` and `values` are not needed.
    """
    try:
        bench = measurement(circuit, quantity)
    except GainproofError as problem:
        return Opinion(NAME, None, str(problem))
    known = symbols(bench)
    strange = [n for n in result.symbols() if n not in known]
    if strange:
        return Opinion(NAME, False, f"the circuit has no {', '.join(strange)}, which the result contains")
    field = _residues(_prime())
    draw = random.Random()
    agreed, why = 0, ""
    for _ in range(TRIES):
        point = {n: field(Fraction(draw.getrandbits(60) + 1)) for n in known}
        try:
            truth = reading(bench, point, field)
        except ZeroDivisionError:
            why = "the reading is infinite"
            continue
        except Unsolvable as problem:
            why = str(problem)
            continue
        try:
            claimed = result.value(point, field)
        except ZeroDivisionError:
            return Opinion(NAME, False, "the result divides by zero where the circuit has a solution")
        if claimed != truth:
            return _difference(bench, result, known, draw)
        agreed += 1
        if agreed == POINTS:
            where = f", at {POINTS} random points" if known else ""
            return Opinion(NAME, True, f"equal, exactly{where}")
    return Opinion(NAME, None, why)


def reading(bench: Measurement, point: Mapping[str, Number], number: Callable[[Fraction], Number]) -> Number:
    """What the measurement reads, with the parameters (and ``s``, rad/s) at `point`, in the point's field.

    Raises Unsolvable, or ZeroDivisionError where the answer is infinite.
    """
    system = _System(bench.elements, point, number)
    x = system.solved()
    if bench.through:
        answer = x[system.branches[bench.through]]
        return -(number(Fraction(1)) / answer) if bench.inverse else answer
    zero = number(Fraction(0))
    plus, minus = (zero if n == GROUND else x[system.nodes[n]] for n in bench.across)
    return plus - minus


class _System:
    """The stamped matrix: a row and a column for each node, and for each current that is an unknown."""

    def __init__(
        self,
        elements: tuple[Element, ...],
        point: Mapping[str, Number],
        number: Callable[[Fraction], Number],
    ) -> None:
        self.elements, self.point, self.number = elements, point, number
        names = dict.fromkeys(n for e in elements for n in e.nodes if n != GROUND)
        self.nodes = {n: k for k, n in enumerate(names)}
        own = [e.name for e in elements if e.kind in STAMPS and STAMPS[e.kind][0]]
        self.branches = {n: len(self.nodes) + k for k, n in enumerate(own)}
        self.size = len(self.nodes) + len(own)
        self.zero, self.one = number(Fraction(0)), number(Fraction(1))
        self.rows = [[self.zero] * (self.size + 1) for _ in range(self.size)]
        for e in elements:
            STAMPS[e.kind][1](self, e)

    def of(self, e: Element) -> Number:
        """The number that stands for the element's value."""
        return value(e).value(self.point, self.number)

    def put(self, row: str | int, column: str | int, x: Number) -> None:
        """Adds x at a row and a column, given as a node or as an index; ground has neither."""
        if row == GROUND or column == GROUND:
            return
        r = self.nodes[row] if isinstance(row, str) else row
        c = self.nodes[column] if isinstance(column, str) else column
        self.rows[r][c] = self.rows[r][c] + x

    def inject(self, row: str | int, x: Number) -> None:
        """Adds x on the right-hand side: for a node, a current into it."""
        self.put(row, self.size, x)

    def branch(self, e: Element) -> int:
        """The index of the element's current, which leaves its first node and enters its second."""
        k = self.branches[e.name]
        self.put(e.nodes[0], k, self.one)
        self.put(e.nodes[1], k, -self.one)
        return k

    def drop(self, row: int, e: Element) -> None:
        """Puts the voltage across the element into a branch's row."""
        self.put(row, e.nodes[0], self.one)
        self.put(row, e.nodes[1], -self.one)

    def solved(self) -> list[Number]:
        """The unknowns, by elimination with the first (for floats, the largest) pivot; see Unsolvable."""
        rows, n, zero = [r[:] for r in self.rows], self.size, self.zero
        inexact = isinstance(zero, float | complex)
        for k in range(n):
            if inexact:
                pivot = max(range(k, n), key=lambda r: abs(rows[r][k]))
            else:
                pivot = next((r for r in range(k, n) if rows[r][k] != zero), k)
            if rows[pivot][k] == zero:
                raise Unsolvable("the nodal equations have no unique solution")
            rows[k], rows[pivot] = rows[pivot], rows[k]
            top = rows[k]
            columns = [c for c in range(k + 1, n + 1) if top[c] != zero]
            inverse = self.one / top[k]
            for row in rows[k + 1 :]:
                if row[k] != zero:
                    factor = row[k] * inverse
                    for c in columns:
                        row[c] = row[c] - factor * top[c]
        x = [zero] * n
        for k in reversed(range(n)):
            total = rows[k][n]
            for c in range(k + 1, n):
                if rows[k][c] != zero:
                    total = total - rows[k][c] * x[c]
            x[k] = total / rows[k][k]
        return x


def _admittance(m: _System, e: Element, y: Number) -> None:
    a, b = e.nodes
    m.put(a, a, y)
    m.put(b, b, y)
    m.put(a, b, -y)
    m.put(b, a, -y)


def _resistor(m: _System, e: Element) -> None:
    _admittance(m, e, m.one / m.of(e))


def _capacitor(m: _System, e: Element) -> None:
    _admittance(m, e, m.point["s"] * m.of(e))


def _inductor(m: _System, e: Element) -> None:
    k = m.branch(e)
    m.drop(k, e)
    m.put(k, k, -m.point["s"] * m.of(e))


def _coupling(m: _System, e: Element) -> None:
    one, other = (m.branches[n] for n in e.controls)
    z = m.point["s"] * m.of(e)
    m.put(one, other, -z)
    m.put(other, one, -z)


def _voltage_source(m: _System, e: Element) -> None:
    k = m.branch(e)
    m.drop(k, e)
    m.inject(k, m.of(e))


def _current_source(m: _System, e: Element) -> None:
    i = m.of(e)
    m.inject(e.nodes[0], -i)
    m.inject(e.nodes[1], i)


def _vcvs(m: _System, e: Element) -> None:
    k, gain = m.branch(e), m.of(e)
    m.drop(k, e)
    m.put(k, e.nodes[2], -gain)
    m.put(k, e.nodes[3], gain)


def _vccs(m: _System, e: Element) -> None:
    out, into, plus, minus = e.nodes
    g = m.of(e)
    m.put(out, plus, g)
    m.put(out, minus, -g)
    m.put(into, plus, -g)
    m.put(into, minus, g)


def _cccs(m: _System, e: Element) -> None:
    k, gain = m.branches[e.controls[0]], m.of(e)
    m.put(e.nodes[0], k, gain)
    m.put(e.nodes[1], k, -gain)


def _ccvs(m: _System, e: Element) -> None:
    k = m.branch(e)
    m.drop(k, e)
    m.put(k, m.branches[e.controls[0]], -m.of(e))


def _nullor(m: _System, e: Element) -> None:
    k = m.branch(e)
    m.put(k, e.nodes[2], m.one)
    m.put(k, e.nodes[3], -m.one)


STAMPS: dict[str, tuple[bool, Callable[[_System, Element], None]]] = {
    "R": (False, _resistor),
    "C": (False, _capacitor),
    "L": (True, _inductor),
    "K": (False, _coupling),
    "V": (True, _voltage_source),
    "I": (False, _current_source),
    "E": (True, _vcvs),
    "G": (False, _vccs),
    "F": (False, _cccs),
    "H": (True, _ccvs),
    "N": (True, _nullor),
}
"""By kind: whether it brings an unknown current, and its stamp."""


@cache
def _prime() -> int:
    from flint import fmpz

    draw = random.SystemRandom()
    while True:
        n = draw.getrandbits(60) | 1 << 60 | 1
        if fmpz(n).is_prime():
            return n


def _residues(p: int) -> Callable[[Fraction], Number]:
    from flint import nmod

    def number(q: Fraction) -> Number:
        return nmod(q.numerator, p) / nmod(q.denominator, p)

    return number


def _difference(bench: Measurement, result: Expr, known: list[str], draw: random.Random) -> Opinion:
    """Shows the disagreement at a point of small whole numbers."""
    for size in range(1, 100):
        point = {n: Fraction(draw.randint(1, 8 + size)) for n in known}
        try:
            truth, claimed = reading(bench, point, Fraction), result.value(point)
        except (ZeroDivisionError, Unsolvable):
            continue
        if truth != claimed:
            where = ", ".join(f"{n} = {v}" for n, v in point.items())
            at = f"at {where} " if where else ""
            return Opinion(NAME, False, f"{at}the circuit gives {truth}, the result {claimed}")
    return Opinion(NAME, False, f"the circuit does not give {text(result)}")
