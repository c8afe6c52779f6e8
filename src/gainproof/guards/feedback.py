"""Which way the feedback acts: the sign of return ratios and of the return difference at DC.

A limit A → ∞ exists for a circuit whose op-amp inputs are swapped, and it is the same: (X+ - X-) = 0 does not
know which input is which.  The sign of the loop does.

With every amplifier's output made independent, let x be what the amplifiers deliver and H x what the rest of
the circuit, the gains included, would tell them to deliver (other inputs off).  The return difference of all
of them is F = det(1 - H) = 1 + Σ_S C_S, with C_S = (-1)^|S| det H[S,S] over sets S of amplifiers (H. W. Bode,
"Network Analysis and Feedback Amplifier Design", 1945, ch. 4; I. W. Sandberg, "On the theory of linear
multi-loop feedback systems", BSTJ 42 (1963)).  Each C_S holds the product of the gains of S.  F is the
circuit's determinant over that with all amplifiers dead, which for a passive rest is positive.

* One amplifier, the others ideal: its return ratio T is the quotient of the terms of highest joint degree,
  those of sets with it by those of sets without it.
* All of a block (amplifiers that lie in each other's loops): natural frequencies are zeros of a polynomial
  whose last coefficient, at s = 0, has the sign of the terms of highest joint degree, and whose first is
  positive.  Opposite signs mean an odd number of positive real natural frequencies: the operating point
  is unstable, whatever poles the amplifiers and strays add (M. M. Green, A. N. Willson, "How to identify
  unstable dc operating points", IEEE Trans. CAS-I 39 (1992)).
* Against modes quicker than the circuit's own capacitors, which they see as shorts: with equal one-pole
  amplifiers F = 0 at s → ∞ reads Σ_j C_j / (1 + sτ)^j = 0, C_j the sum over sets of j, and a C_j that is
  negative puts a zero in the right half-plane (Routh 1877, Hurwitz 1895: necessary).

So a positive sense is certain: no amplifier.  A negative one is necessary, not sufficient, for stability; it
is sufficient for one amplifier with one pole in a resistive circuit, and, if every C_j is positive, for two
equal ones.  What the poles of a filter do (a Sallen-Key circuit's K > 3) is another question.

Where capacitors leave no loop at DC (an integrator), or no circuit, s goes to 0 from above: the lowest power
of s decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import symbols
from gainproof.circuit.netlist.opamps import LEAST_GAIN
from gainproof.circuit.solvers.flint import solve
from gainproof.circuit.variants import called, freed, own_symbol
from gainproof.errors import GainproofError, Singular, TooLarge
from gainproof.expression import ZERO, Expr, Num, Sym
from gainproof.guards.findings import Block, Feedback, Judgement, Loop, Sense
from gainproof.guards.signs import at_values, end, inequality, split

MOST = 6
"""Amplifiers of one block that are judged; their sets are 2^n."""

Sets = Mapping[frozenset[int], Ratio]


def judge(c: Circuit, sent: Iterable[str] = (), values: Mapping[str, Fraction] | None = None) -> Feedback:
    """The feedback of a circuit, its independent sources off.

    Amplifiers are ideal op-amps and controlled sources whose gain goes to infinity ideally, by the symbols
    that the user has `sent` there, or by its size in numbers.  `values` are example values by symbol.
    """
    found = amplifiers(c, sent)
    if not found:
        return Feedback()
    quiet = c.off(*(e.name for e in c.sources() if e.value != ZERO))
    numbers = dict(values or {})
    try:
        whole = _Told(_idealised(quiet, found, ""), found)
    except Singular:
        try:
            whole = _Told(quiet, found)
        except (GainproofError, ZeroDivisionError) as fault:
            return Feedback(why=str(fault))
    except (GainproofError, ZeroDivisionError) as fault:
        return Feedback(why=str(fault))
    loops: list[Loop] = []
    blocks: list[Block] = []
    why = ""
    for members in whole.blocks():
        if len(members) > MOST:
            why = f"{len(members)} amplifiers lie in each other's loops; at most {MOST} are judged"
            continue
        try:
            own = whole.blocked(members, numbers)
            blocks += own
            loops += [_loop(quiet, found, whole, members, k, numbers) for k in members]
        except TooLarge as fault:
            why = str(fault)
    bad = {n for b in blocks if b.judgement.regenerative for n in b.names}
    gains = {n for e in found if called(e) in bad for n in _gains(e, c, sent)}
    return Feedback(tuple(loops), tuple(blocks), frozenset(gains), why)


def amplifiers(c: Circuit, sent: Iterable[str] = ()) -> list[Element]:
    """The elements whose gain is infinite, ideally or by wish, or as good as infinite in numbers."""
    return [e for e in c.elements if e.kind == "N" or (e.kind in "EFGH" and _boundless(e, c, sent))]


def _boundless(e: Element, c: Circuit, sent: Iterable[str]) -> bool:
    x = value(e)
    if isinstance(x, Num):
        return e.kind == "E" and e.nodes[1] == GROUND and abs(x.args[0]) >= LEAST_GAIN
    to = dict.fromkeys(_gains(e, c, sent), "oo")
    return bool(to) and limit(Ring(x.symbols()).ratio(x), to).infinite


def _gains(e: Element, c: Circuit, sent: Iterable[str]) -> list[str]:
    """The symbols of an element's value that go to infinity."""
    if e.kind == "N":
        return []
    wished = set(sent)
    return [
        n for n in value(e).symbols() if n in wished or (n in c.parameters and c.parameters[n].ideal == "oo")
    ]


def _idealised(c: Circuit, found: list[Element], keep: str) -> Circuit:
    """The circuit with the imperfections inside op-amps gone, but for those of the instance `keep`.

    An ideal amplifier has no voltage across its input resistance and does not feel its output resistance.
    """
    amps = {e.name for e in found}
    kept: list[Element] = []
    for e in c.elements:
        ideals = (
            {c.parameters[n].ideal for n in value(e).symbols() if n in c.parameters}
            if e.part_of and e.part_of != keep and e.kind != "N" and e.name not in amps
            else set()
        )
        if e.kind == "R" and ideals == {"oo"}:
            continue
        if (e.kind == "R" and ideals == {"0"}) or (e.kind == "E" and ideals == {"oo"}):
            kept.append(replace(e, kind="V", nodes=e.nodes[:2], value=ZERO, controls=()))
        else:
            kept.append(e)
    return c.with_elements(kept, f"{c.name}, ideal op-amps")


class _Told:
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
        sums = _by_size(self.sets(members), self.ring)
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


def _loop(
    c: Circuit,
    found: list[Element],
    whole: _Told,
    members: list[int],
    k: int,
    values: Mapping[str, Fraction],
) -> Loop:
    """The return ratio of one amplifier with its own imperfections, the others ideal."""
    e = found[k]
    told = whole
    if e.part_of and e.kind != "N":
        try:
            told = _Told(_idealised(c, found, e.part_of), found)
        except Singular:
            told = _Told(c, found)
    sets = told.sets(members)
    with_it, without = (
        _by_size({s: x for s, x in sets.items() if (k in s) is inside}, told.ring) for inside in (True, False)
    )
    above = next((with_it[j] for j in sorted(with_it, reverse=True) if with_it[j]), None)
    below = next(without[j] for j in sorted(without, reverse=True) if without[j])
    gain = next(iter(_gains(e, c, value(e).symbols())), "") if e.kind != "N" else ""
    if above is None:
        return Loop(called(e), gain, Judgement(Sense.NONE))
    ratio = above / below
    at_dc = end(told.ring, ratio.num, "s", True)[0] == end(told.ring, ratio.den, "s", True)[0]
    return Loop(called(e), gain, told.judged(ratio, values), at_dc)


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


def _by_size(sets: Sets, ring: Ring) -> dict[int, Ratio]:
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
