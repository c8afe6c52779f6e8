"""On which equations a claim rests: the claim as a combination of the circuit's laws, and of earlier lines.

At a general choice of the parameters, laws and claims are affine in voltages and currents, so each is a row
of numbers.  The laws are independent, so a claim is at most one combination of them, and the laws with a
coefficient other than zero are the least set that it rests on.  Earlier lines are such combinations too; the
least set with lines in it is found among those that rest on nothing that the claim does not rest on.  A claim
that is not affine (a product of voltages) is left to `rules.judge.least_support`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gainproof.algebra.affine import Affine, NotAffine
from gainproof.errors import TooLarge
from gainproof.expression import Equation, Expr, Quot
from gainproof.hand.truth.oracle import Oracle

Row = dict[str, Any]
"""Coefficients by unknown; "" is the constant's.  Of a combination: coefficients by label."""


class Rows:
    """The laws of an oracle's circuit as rows, and claims as combinations of them."""

    def __init__(self, oracle: Oracle) -> None:
        self.oracle = oracle
        p = oracle.points[0]
        self.zero, self.one = p.over.symbol("s") - p.over.symbol("s"), p.over.symbol("s") / p.over.symbol("s")
        self._forms = {n: Affine({n: self.one}, self.zero) for n in oracle.unknowns}
        self._basis = Basis(self.zero)
        for label, q in oracle.laws.items():
            row = self.row(q)
            if row is not None:
                self._basis.add(label, row, self.one)
        self._seen: dict[Equation, Row | None] = {}

    def row(self, claim: Equation) -> Row | None:
        """Left minus right, fractions multiplied out; None if it is not affine or divides by zero."""
        p = self.oracle.points[0]
        at = _Forms(self._forms, self.oracle)

        def form(x: Expr) -> Any:
            return x.value(at, p.over.number)

        try:
            try:
                difference = form(claim.left) - form(claim.right)
            except NotAffine:
                (a, b), (c, d) = (
                    (form(x.num), form(x.den)) if isinstance(x, Quot) else (form(x), self.one)
                    for x in (claim.left, claim.right)
                )
                difference = a * d - c * b
        except (NotAffine, ZeroDivisionError, TooLarge, KeyError):
            return None
        if not isinstance(difference, Affine):
            difference = Affine({}, difference)
        row = dict(difference.terms)
        if difference.constant != self.zero:
            row[""] = difference.constant
        return row

    def combination(self, claim: Equation) -> Row | None:
        """The coefficients of the laws that add up to the claim; None if none do, or it is not affine."""
        if claim not in self._seen:
            row = self.row(claim)
            self._seen[claim] = None if row is None else self._basis.combination(row)
        return self._seen[claim]

    def least(self, claim: Equation, lines: Iterable[tuple[str, Equation]]) -> tuple[str, ...] | None:
        """The lines, those named first preferred, and laws that it rests on; None if it is not affine."""
        whole = self.combination(claim)
        if whole is None:
            return None
        basis = Basis(self.zero)
        for label, q in lines:
            part = self.combination(q)
            if part and part.keys() <= whole.keys():
                basis.add(label, part, self.one)
        for label in whole:
            basis.add(label, {label: self.one}, self.one)
        found = basis.combination(whole)
        return None if found is None else tuple(found)

    def gives(self, claim: Equation, lines: Sequence[Equation], beside: Iterable[str]) -> bool | None:
        """Do these lines, and the laws called `beside`, give the claim?  None if that is not affine."""
        row = self.row(claim)
        if row is None:
            return None
        basis = Basis(self.zero)
        for label in beside:
            law = self.row(self.oracle.laws[label])
            if law is not None:
                basis.add(label, law, self.one)
        for k, q in enumerate(lines):
            part = self.row(q)
            if part is None:
                return None
            basis.add(f"line {k}", part, self.one)
        return basis.combination(row) is not None


class _Forms(dict[str, Any]):
    """Unknowns as affine forms; a name that is made of them is one too."""

    def __init__(self, known: Mapping[str, Any], oracle: Oracle) -> None:
        super().__init__(known)
        self.oracle = oracle

    def __missing__(self, symbol: str) -> Any:
        p = self.oracle.points[0]
        name = self.oracle.names.get(symbol)
        if name is None or name.oracle is not self.oracle:
            return p[symbol]
        self[symbol] = name.meaning.value(self, p.over.number)
        return self[symbol]


class Basis:
    """Independent rows, each with the combination of labels that made it."""

    def __init__(self, zero: Any) -> None:
        self.zero = zero
        self.rows: list[tuple[str, Row, Row]] = []

    def _reduced(self, row: Row) -> tuple[Row, Row]:
        """What is left of a row, and the combination that was taken away."""
        rest: Row = dict(row)
        taken: Row = {}
        for pivot, base, made in self.rows:
            if pivot in rest:
                factor = rest[pivot] / base[pivot]
                self._take(rest, base, factor)
                self._take(taken, made, -factor)
        return rest, taken

    def _take(self, row: Row, other: Row, factor: Any) -> None:
        for k, v in other.items():
            new = row.get(k, self.zero) - v * factor
            if new == self.zero:
                row.pop(k, None)
            else:
                row[k] = new

    def add(self, label: str, row: Row, one: Any) -> None:
        """Take in a row, unless those before it add up to it."""
        rest, taken = self._reduced(row)
        if rest:
            pivot = next((k for k in rest if k), "")
            made = {k: -v for k, v in taken.items()}
            made[label] = one
            self.rows.append((pivot, rest, made))

    def combination(self, row: Row) -> Row | None:
        """The coefficients that add up to the row; None if it is no combination."""
        rest, taken = self._reduced(row)
        return None if rest else taken
