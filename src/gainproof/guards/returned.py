"""What amplifiers tell each other: the matrix H of return ratios, its minors, and the sign of their sums.

H x is what the circuit would tell the amplifiers to deliver if they delivered x.  `Told.sets` gives the
terms of the return difference det(1 - H), one for each set of amplifiers; `Told.judged` the sign of such a
term at an end of s.  What follows from the signs is said in `feedback.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import symbols
from gainproof.circuit.solvers.flint import solve
from gainproof.circuit.variants import called, freed, own_symbol
from gainproof.errors import GainproofError, Singular
from gainproof.expression import ZERO, Expr, Sym
from gainproof.guards.findings import Block, Judgement, Sense
from gainproof.guards.signs import at_values, end, inequality, split

Sets = Mapping[frozenset[int], Ratio]
"""A term of the return difference for every set of amplifiers."""


class Told:
    """H: what each amplifier would be told to deliver, per what each delivers."""

    def __init__(self, c: Circuit, found: list[Element]) -> None:
        self.found = found
        open_ = c
        for e in found:
            if own_symbol(e).name in c.parameters:
                raise GainproofError(f"the name {own_symbol(e).name} is taken: {called(e)} needs it")
            open_ = freed(open_, e.name)
        gains = [_gain(e, c) for e in found]
        known = [*symbols(open_), *(n for g in gains for n in g.symbols()), "s"]
        self.ring = Ring(known)
        self.free = tuple(
            k for k, n in enumerate(self.ring.names) if n in c.parameters and _may_be_negative(c, n)
        )
        self.h = [self._row(open_, e, g) for e, g in zip(found, gains, strict=True)]

    def _row(self, open_: Circuit, e: Element, gain: Expr) -> list[Ratio]:
        if e.kind in "NEG":
            loose = [n for n in e.nodes[2:] if n != GROUND and n not in open_.nodes]
            if loose:
                raise Singular(f"nothing but {called(e)} is connected to node {loose[0]}", tuple(loose))
            told = open_.voltage(e.nodes[2]) - open_.voltage(e.nodes[3])
        else:
            told = open_.current(e.controls[0])
        if told == ZERO:
            return [self.ring.zero for _ in self.found]
        answer = solve(open_, told).plain()
        factor = self.ring.ratio(gain)
        out = []
        for x in self.found:
            k = answer.ring.names.index(own_symbol(x).name)
            part = {m: c for m, c in answer.num.to_dict().items() if m[k]}
            part = {(*m[:k], 0, *m[k + 1 :]): c for m, c in part.items()}
            num, den = self._moved(part, answer.ring), self._moved(answer.den.to_dict(), answer.ring)
            out.append(Ratio(self.ring, num, den) * factor)
        return out

    def _moved(self, terms: Mapping[tuple[int, ...], int], ring: Ring) -> Polynomial:
        """A polynomial of another ring in this one."""
        at = [self.ring.names.index(n) for n in ring.names]
        out = {}
        for m, c in terms.items():
            exponents = [0] * len(self.ring.names)
            for k, power in zip(at, m, strict=True):
                exponents[k] = int(power)
            out[tuple(exponents)] = int(c)
        return self.ring.polynomial(out)

    def blocks(self) -> list[list[int]]:
        """The amplifiers in groups that lie in each other's loops (strong components of H)."""
        n = len(self.found)
        reach = [{j for j in range(n) if self.h[k][j]} | {k} for k in range(n)]
        for _ in range(n):
            reach = [set().union(*(reach[j] for j in r)) for r in reach]
        groups = {frozenset(j for j in range(n) if j in reach[k] and k in reach[j]) for k in range(n)}
        return sorted(map(sorted, groups))

    def sets(self, members: Iterable[int]) -> Sets:
        """C_S for every set S of these amplifiers; that of the empty set is one."""
        out = {frozenset[int](): self.ring.one}
        members = list(members)
        for j in range(1, len(members) + 1):
            for s in combinations(members, j):
                minor = _determinant([[self.h[a][b] for b in s] for a in s], self.ring)
                out[frozenset(s)] = -minor if j % 2 else minor
        return out

    def blocked(self, members: list[int], values: Mapping[str, Fraction]) -> list[Block]:
        """The judgement of a block: as a whole at DC, and of its quick modes where that says more."""
        sums = by_size(self.sets(members), self.ring)
        top = max((j for j, c in sums.items() if c), default=0)
        names = tuple(called(self.found[k]) for k in members)
        if top == 0:
            return [Block(names, Judgement(Sense.NONE))]
        first = self.judged(sums[top], values)
        out = [Block(names, first)]
        reactive = any("s" in x.symbols() for x in sums.values())
        where = "s -> oo" if reactive else "s -> 0"
        if any(_degree(x, self.ring) > 0 for x in sums.values()):
            return out
        for j in range(1, top + 1):
            x = sums[j]
            if not x or _degree(x, self.ring) < 0 or (j == top and not reactive):
                continue
            quick = self.judged(x, values, lowest=False)
            if quick.sense is not Sense.NEGATIVE and quick != first:
                out.append(Block(names, quick, where))
        return out

    def judged(self, x: Ratio, values: Mapping[str, Fraction], lowest: bool = True) -> Judgement:
        """Whether a part of the return difference is positive (the feedback negative) at an end of s."""
        if not x:
            return Judgement(Sense.NONE)
        certain, factors = 1, list[Polynomial]()
        for p in (x.num, x.den):
            own, hanging = split(end(self.ring, p, "s", lowest)[1], self.free)
            certain *= own
            for f in hanging:
                factors = [g for g in factors if g != f] if f in factors else [*factors, f]
        if not factors:
            return Judgement(_sense(certain))
        while_ = inequality(self.ring, certain, factors)
        num, den = (at_values(self.ring, p, values) for p in (x.num, x.den))
        here = None if num is None or den is None else _sense(_end(num, lowest) * _end(den, lowest))
        return Judgement(Sense.DEPENDS, (while_,), here)


def _gain(e: Element, c: Circuit) -> Expr:
    """An amplifier's gain; an ideal op-amp, which has none, is given a symbol."""
    if e.kind != "N":
        return value(e)
    name = f"A_{called(e)}".replace(".", "_")
    while name in c.parameters:
        name += "_"
    return Sym(name)


def _may_be_negative(c: Circuit, name: str) -> bool:
    v = c.parameters[name].value
    return v is not None and v <= 0


def by_size(sets: Sets, ring: Ring) -> dict[int, Ratio]:
    """The sums over sets of the same size."""
    out: dict[int, Ratio] = {}
    for s, x in sets.items():
        out[len(s)] = out.get(len(s), ring.zero) + x
    return out


def _degree(x: Ratio, ring: Ring) -> int:
    """How x grows with s: the highest power above less that below; 0 for zero."""
    return (end(ring, x.num, "s", False)[0] - end(ring, x.den, "s", False)[0]) if x else 0


def _determinant(m: list[list[Ratio]], ring: Ring) -> Ratio:
    """The determinant by elimination in the field of rational functions."""
    rows = [list(r) for r in m]
    out = ring.one
    while rows:
        pivot = next((r for r in rows if r[0]), None)
        if pivot is None:
            return ring.zero
        if rows.index(pivot) % 2:
            out = -out
        rows = [r for r in rows if r is not pivot]
        out = out * pivot[0]
        rows = [
            [x - y * (r[0] / pivot[0]) for x, y in zip(r[1:], pivot[1:], strict=True)] if r[0] else r[1:]
            for r in rows
        ]
    return out


def _end(coefficients: list[Fraction], lowest: bool) -> Fraction:
    """The first or last coefficient that is not zero; zero if none is."""
    order = coefficients if lowest else coefficients[::-1]
    return next((x for x in order if x), Fraction(0))


def _sense(x: Fraction | int) -> Sense:
    return Sense.NEGATIVE if x > 0 else Sense.POSITIVE if x < 0 else Sense.NONE
