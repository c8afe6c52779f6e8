"""What is true in a circuit, by a sparse tableau of rational numbers.

All node voltages and all element currents are unknowns; every element states its law, every node
Kirchhoff's.  The system is solved at a point of random rational numbers, exactly.  Neither the engine's laws
nor its oracle are used, so that a line which the engine holds true is true here by other means.

A limit is asked by numbers too: symbols that go to infinity (or zero) are put to 10^40 (10^-40), and an
equation holds in the limit if the two sides then agree to 10^-15 of what they are made of.  Where all of that
goes to zero, 0 = 0 is left: at an ideal op-amp's inputs v_n/R1 = 7 v_n/R2.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import fmpq, fmpq_mat

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.expression import Equation, Expr, Neg, Prod, Quot, Root, Sum, Sym

FAR = 10**40
CLOSE = fmpq(1, 10**15)
Point = Mapping[str, Any]


class Undecided(Exception):
    """The equation has no value where it was asked, or the circuit none."""


def number(q: Fraction) -> fmpq:
    """A rational number."""
    return fmpq(q.numerator, q.denominator)


def solved(c: Circuit, values: Point) -> dict[str, Any]:
    """Every voltage and current of `c` where its parameters (and s) have these values; see Undecided."""
    nodes = {n: k for k, n in enumerate(c.nodes)}
    elements = {e.name: len(nodes) + k for k, e in enumerate(c.elements)}
    size = len(nodes) + len(elements)
    rows = [[fmpq(0)] * size for _ in range(size)]
    right = [fmpq(0)] * size

    def put(row: int, node: str, x: Any) -> None:
        if node != GROUND:
            rows[row][nodes[node]] += x

    for e in c.elements:
        own = elements[e.name]
        for node, sign in ((e.nodes[0], 1), (e.nodes[1], -1)):
            if node != GROUND:
                rows[nodes[node]][own] += sign
        x = fmpq(0) if e.kind == "N" else (Sym(e.name) if e.value is None else e.value).value(values, number)
        _law(e, own, x, values, put, rows, right, elements)
    try:
        found = fmpq_mat(rows).solve(fmpq_mat(size, 1, right))
    except ZeroDivisionError:
        raise Undecided("the circuit is singular at this point") from None
    out = {name: found[nodes[n], 0] for name, n in c.voltages.items()}
    return out | {name: found[elements[n], 0] for name, n in c.currents.items()}


def _law(
    e: Element, own: int, x: Any, values: Point, put: Any, rows: Any, right: Any, elements: Mapping[str, int]
) -> None:
    """The row of one element, whose value is `x`."""
    across = values["s"] * x if e.kind == "C" else 0 if e.kind in "IGFN" else 1
    put(own, e.nodes[0], across)
    put(own, e.nodes[1], -across)
    match e.kind:
        case "R":
            rows[own][own] -= x
        case "L":
            rows[own][own] -= values["s"] * x
        case "C":
            rows[own][own] -= 1
        case "V":
            right[own] = x
        case "I":
            rows[own][own], right[own] = fmpq(1), x
        case "E" | "N" | "G":
            gain = fmpq(-1) if e.kind == "N" else x
            put(own, e.nodes[2], -gain)
            put(own, e.nodes[3], gain)
            rows[own][own] += e.kind == "G"
        case "F" | "H":
            rows[own][own] += e.kind == "F"
            rows[own][elements[e.controls[0]]] -= x
        case _:
            raise Undecided(f"{e.name}: no law is known here for {e.kind}")


class Witness:
    """The points of one circuit; `names` are defined symbols, each by symbols that come before it."""

    def __init__(self, circuit: Circuit, seed: int = 0, points: int = 2) -> None:
        self.circuit = circuit
        draw = random.Random(f"{seed} {circuit.title}")
        self.parameters = sorted({*circuit.parameters, "s"})
        self._draws = [
            {n: fmpq(draw.randrange(10**6, 10**7), draw.randrange(10**6, 10**7)) for n in self.parameters}
            for _ in range(points)
        ]
        self._far: dict[tuple[tuple[str, str], ...], Point] = {}

    @cached_property
    def points(self) -> list[Point]:
        """General points: parameters, s, voltages and currents."""
        return [draw | solved(self.circuit, draw) for draw in self._draws]

    def far(self, to: Mapping[str, str]) -> Point:
        """A point where the symbols of `to` have almost gone to "oo" or "0"."""
        key = tuple(sorted(to.items()))
        if key not in self._far:
            draw = dict(self._draws[0])
            for n, where in to.items():
                draw[n] = draw[n] * FAR if where == "oo" else draw[n] / FAR
            self._far[key] = draw | solved(self.circuit, draw)
        return self._far[key]

    def holds(self, q: Equation, names: Mapping[str, Expr] | None = None) -> bool:
        """Is the equation true at every point, exactly?  Undecided where it has no value."""
        return all(_equal(q, named(p, names or {})) for p in self.points)

    def tends(
        self,
        q: Equation,
        to: Mapping[str, str],
        names: Mapping[str, Expr] | None = None,
        *,
        vanishing: bool = False,
    ) -> bool:
        """Do both sides agree in the limit?  With `vanishing`, also if all that is in them goes to zero."""
        if not to:
            return self.holds(q, names)
        point = named(self.far(to), names or {})
        try:
            left, right = (x.value(point, number) for x in (q.left, q.right))
            size = max(_size(q.left, point), _size(q.right, point))
        except (ZeroDivisionError, KeyError, OverflowError) as why:
            raise Undecided(str(why)) from None
        return bool(abs(left - right) <= CLOSE * size or (vanishing and size <= CLOSE))

    def reversed(self, q: Equation, names: Mapping[str, Expr] | None = None) -> bool:
        """Is it true if every current runs the other way?"""
        flipped = [{n: -x if n in self.circuit.currents else x for n, x in p.items()} for p in self.points]
        return all(_equal(q, named(p, names or {})) for p in flipped)


def named(point: Point, names: Mapping[str, Expr]) -> Point:
    """The point with the values of names that were defined, in order."""
    out = dict(point)
    for n, meaning in names.items():
        try:
            out[n] = meaning.value(out, number)
        except (ZeroDivisionError, KeyError) as why:
            raise Undecided(f"{n}: {why}") from None
    return out


def _equal(q: Equation, point: Point) -> bool:
    if any(isinstance(n, Root) for x in (q.left, q.right) for n in x.walk()):
        raise Undecided("a square root is no rational number")
    try:
        return bool(q.left.value(point, number) == q.right.value(point, number))
    except (ZeroDivisionError, KeyError) as why:
        raise Undecided(str(why)) from None


def _size(x: Expr, point: Point) -> Any:
    """How large the largest thing is that an expression is made of, so that a sum of zero has a measure."""
    match x:
        case Sum():
            return max(_size(t, point) for t in x.args)
        case Neg():
            return _size(x.args[0], point)
        case Prod():
            out = fmpq(1)
            for f in x.args:
                out *= _size(f, point)
            return out
        case Quot():
            return _size(x.num, point) / abs(x.den.value(point, number))
    return abs(x.value(point, number))
