"""Elimination of unknowns from linear equations, every step written down.

The unknown that spreads least goes first: its equation is gathered, its coefficient named if it is a sum
that stays, the unknown solved for and put into the other equations.  Coefficients stay as they stand; long
ones are named before they are put anywhere, so that lines stay short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.errors import Singular
from gainproof.expression import ONE, Equation, Expr, Neg, Prod, Quot, Sum, Sym, add, div, neg
from gainproof.methods.lines import (
    Line,
    gathered,
    is_conductance,
    leaves,
    mostly_negative,
    negated,
    side,
    substituted,
)
from gainproof.methods.writer import Writer
from gainproof.tidy import product, quotient

LONG = 14
"""Coefficients with more leaves than this get a name before they are put into another equation."""


@dataclass
class Balance:
    """An equation on its way: where it stands in the derivation and its coefficients."""

    label: str
    line: Line
    needs: tuple[str, ...] = ()


@dataclass
class Elimination:
    """Keeps `wanted` of the `unknowns` to the last; writes steps about the circuit of this name."""

    writer: Writer
    circuit: str
    wanted: Sym
    unknowns: Sequence[Expr]
    residues: Residues = field(default_factory=Residues)

    def run(self, pool: list[Balance]) -> tuple[str, Expr, list[str]]:
        """Eliminate everything but the wanted unknown.

        Returns the label of the last equation, the unknown, and the definitions its coefficients lean on.
        """
        while (choice := self._choice(pool)) is not None:
            b, u = choice
            pool.remove(b)
            users = [x for x in pool if u in x.line]
            if users:
                solved, values = self._solve_for(b, u)
                for x in users:
                    self._make_ready(x)
                    self._combine(x, u, solved, values)
        last = next((b for b in pool if self.wanted in b.line), None)
        if last is None:
            raise Singular(f"no equation is left for {self.wanted.name}")
        self._gather(last, [self.wanted])
        return last.label, self.wanted, self.writer.definitions(*last.line.values())

    def _choice(self, pool: list[Balance]) -> tuple[Balance, Sym] | None:
        """The equation and the unknown whose elimination spreads least.

        Among equals, a node's own balance is solved for its own voltage, whose coefficient is the
        conductance at the node.
        """
        best: tuple[tuple[int, ...], Balance, Sym] | None = None
        for at, b in enumerate(pool):
            self._drop_vanishing(b)
            unknowns = [k for k in b.line if k in self.unknowns]
            for u in unknowns:
                if u == self.wanted or not isinstance(u, Sym):
                    continue
                users = [x for x in pool if u in x.line and x is not b]
                spread = (len(unknowns) - 1) * len(users)
                foreign = 0 if self._is_own(b, u) else 1
                cost = (spread, foreign, len(b.line) * len(users), leaves(b.line[u]), at)
                if best is None or cost < best[0]:
                    best = (cost, b, u)
        return best[1:] if best else None

    def _is_own(self, b: Balance, u: Sym) -> bool:
        """Is this the unknown that an author would solve the equation for, by its coefficient?"""
        return is_conductance(b.line[u]) or leaves(b.line[u]) == 1

    def _drop_vanishing(self, b: Balance) -> None:
        """Leave out coefficients that vanish identically, by the definitions of the names in them."""
        gone = [k for k, c in b.line.items() if self._residue(c) == 0]
        for k in gone:
            b.needs = (*b.needs, *self.writer.definitions(b.line.pop(k)))

    def _residue(self, c: Expr) -> Any:
        """The coefficient at a random point: zero only if it vanishes identically."""
        names = {n: self.residues.symbol(n) for n in c.symbols()}
        return c.value(names, self.residues.number)

    def _gather(self, b: Balance, left: Sequence[Expr]) -> None:
        """Restate the equation with the columns `left` on the left, if it does not stand so already."""
        if mostly_negative(b.line[left[0]]):
            b.line = {k: negated(c) for k, c in b.line.items()}
        claim = gathered(b.line, left)
        if claim != self.writer.claim(b.label):
            self._restate(b, claim, "gather", str(left[0].args[0]) if len(left) == 1 else "")

    def _restate(self, b: Balance, claim: Equation, move: str, for_: str) -> None:
        """The same equation in another form, as a step."""
        data = {"move": move, "for": for_}
        cited = list(dict.fromkeys([b.label, *b.needs]))
        if next(s.number for s in self.writer.steps if s.label == b.label):
            b.label = self.writer.form(b.label, "consequence", claim, cited, circuit=self.circuit, data=data)
        else:
            b.label = self.writer.new("consequence", claim, cited, circuit=self.circuit, data=data)
        b.needs = ()

    def _make_ready(self, x: Balance) -> None:
        """Gather a long equation, unknowns left and sources right, and name its long coefficients."""
        claim = self.writer.claim(x.label)
        if leaves(claim.left) + leaves(claim.right) <= LONG:
            return
        self._gather(x, [k for k in x.line if k in self.unknowns])
        for k, c in x.line.items():
            if (is_conductance(c) and leaves(c) > 4) or leaves(c) > LONG:
                x.line[k], label = self._named(c)
                x.needs = (*x.needs, label)

    def _named(self, c: Expr) -> tuple[Expr, str]:
        """A name for a coefficient, 1/R for a conductance and k for anything else, and its definition."""
        if is_conductance(c):
            name = self.writer.fresh(*(f"R_{x}" for x in "abcdefghjkmnpquvwxyz"), "R_aa")
            claim = Equation(div(ONE, Sym(name)), c)
            label = self.writer.define(name, claim, "parallel combination", "Ω", circuit=self.circuit)
            self.residues.values[name] = 1 / self._residue(c)
            return div(ONE, Sym(name)), label
        name = self.writer.numbered("k_")
        label = self.writer.define(name, Equation(Sym(name), c), "abbreviation", circuit=self.circuit)
        self.residues.values[name] = self._residue(c)
        return Sym(name), label

    def _solve_for(self, b: Balance, u: Sym) -> tuple[str, Line]:
        """u = …, as a step; returns its label and the coefficients of the right side."""
        self._gather(b, [u])
        own = b.line[u]
        values = {k: quotient(negated(c), own) for k, c in b.line.items() if k != u}
        if isinstance(own, Sum) and any(own in c.walk() for c in values.values()):
            name, label = self._named(own)
            values = {
                k: quotient(negated(b.line[k]), name) if own in c.walk() else c for k, c in values.items()
            }
            b.needs = (*b.needs, label)
        for k, c in values.items():
            if leaves(c) > LONG:
                values[k], label = self._named(c)
                b.needs = (*b.needs, label)
        claim = Equation(u, side(values))
        if claim != self.writer.claim(b.label):
            self._restate(b, claim, "solve", u.name)
        return b.label, values

    def _combine(self, x: Balance, u: Sym, solved: str, values: Line) -> None:
        """Put u = … into another equation."""
        before = self.writer.claim(x.label)
        if x.needs:
            unknowns = [k for k in x.line if k in self.unknowns]
            before = gathered(x.line, unknowns)
        table = {u.name: side(values)}
        claim = Equation(put_in(before.left, table), put_in(before.right, table))
        cited = list(dict.fromkeys([x.label, solved, *x.needs]))
        x.line = substituted(x.line, u, values)
        data = {"move": "combine", "for": u.name}
        x.label = self.writer.new("consequence", claim, cited, circuit=self.circuit, data=data)
        x.needs = ()


def put_in(x: Expr, table: dict[str, Expr]) -> Expr:
    """Symbols replaced, with signs and sums tidied as the builders do."""
    match x:
        case Sym():
            return table.get(x.name, x)
        case Sum():
            return add(*(put_in(t, table) for t in x.args))
        case Neg():
            return neg(put_in(x.args[0], table))
        case Quot():
            return quotient(put_in(x.num, table), x.den)
        case Prod():
            whole: Expr = ONE
            for f in x.args:
                whole = product(whole, put_in(f, table))
            return whole
    return x
