"""Fraction-free elimination on python-flint's exact polynomials (the default).

Bareiss' algorithm (E. H. Bareiss, "Sylvester's identity and multistep integer-preserving Gaussian
elimination", Math. Comp. 22 (1968)) on sparse rows: every division is exact and no fraction ever
appears.  The pivot is the one that fills in least (H. M. Markowitz, 1957); the wanted unknown is kept
to the last, so that one row, D·x = N, remains.
"""

from __future__ import annotations

from typing import Any

from gainproof.algebra.affine import Affine
from gainproof.algebra.rational import Ratio, Ring, times
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import nodal_system
from gainproof.errors import Singular
from gainproof.expression import Expr

CONSTANT = ""
Row = dict[str, Any]


def solve(c: Circuit, wanted: Expr) -> Ratio:
    """The value of `wanted`, a linear form in the unknowns, as a ratio in the parameters.

    Raises Singular if the equations do not determine it, TooLarge if it would outgrow memory.
    """
    system = nodal_system(c)
    ring = system.ring
    rows = [_polynomial_row(row, ring) for row in system.rows.values()]
    target = "w"
    while target in system.unknowns:
        target += "w"
    rows.append(_polynomial_row(Affine({target: ring.one}, ring.zero) - system.form(wanted), ring))
    num, den = _eliminate(rows, set(system.unknowns), target)
    return Ratio(ring, num, den)


def _polynomial_row(form: Affine, ring: Ring) -> Row:
    """The row times its common denominator; the constant goes to the key CONSTANT."""
    entries: dict[str, Ratio] = {k: v for k, v in form.terms.items() if v}
    if form.constant:
        entries[CONSTANT] = form.constant
    scale = ring.unit
    for v in entries.values():
        if v.den is not ring.unit:
            scale = times(scale, v.den / scale.gcd(v.den))
    if scale is ring.unit:
        return {k: v.num for k, v in entries.items()}
    return {k: times(v.num, scale / v.den) for k, v in entries.items()}


def _eliminate(rows: list[Row], columns: set[str], target: str) -> tuple[Any, Any]:
    """N and D of D·target = N, after every column but the target's is eliminated."""
    rows = _substituted([r for r in rows if r], columns)
    last = None
    while columns:
        best = _cheapest(rows, columns)
        if best is None:
            raise Singular("the equations do not determine every voltage and current", tuple(sorted(columns)))
        pivot_row, column = best
        columns.discard(column)
        pivot = pivot_row.pop(column)
        rows = [
            r for r in (_cleared(r, column, pivot_row, pivot, last) for r in rows if r is not pivot_row) if r
        ]
        last = pivot
    for row in rows:
        if target in row:
            num = row.get(CONSTANT)
            return (row[target] * 0 if num is None else -num), row[target]
    raise Singular("the equations contradict each other or do not determine the result", (target,))


def _substituted(rows: list[Row], columns: set[str]) -> list[Row]:
    """The rows after every column that stands alone (coefficient 1 or -1) in some row is substituted.

    Such a pivot needs no fraction-free step: voltages set by sources and the currents of sources go here.
    """
    while True:
        units = [(len(row), k, row) for row in rows for k, p in row.items() if k in columns and p in (1, -1)]
        if not units:
            return rows
        _, column, pivot_row = min(units, key=lambda u: u[:2])
        columns.discard(column)
        sign = pivot_row.pop(column)
        rest = []
        for row in rows:
            if row is pivot_row:
                continue
            factor = row.pop(column, None)
            if factor is not None:
                factor = factor * sign
                for k, w in pivot_row.items():
                    v = row.get(k)
                    t = -times(factor, w) if v is None else v - times(factor, w)
                    if t.is_zero():
                        del row[k]
                    else:
                        row[k] = t
            if row:
                rest.append(row)
        rows = rest


def _cheapest(rows: list[Row], columns: set[str]) -> tuple[Row, str] | None:
    """The row and column whose pivot fills in least; None if no column is left in any row."""
    counts: dict[str, int] = {}
    for row in rows:
        for k in row:
            counts[k] = counts.get(k, 0) + 1
    costs = [
        (((len(row) - 1) * (counts[k] - 1) * len(p), len(p), k), row)
        for row in rows
        for k, p in row.items()
        if k in columns
    ]
    if not costs:
        return None
    (_, _, column), row = min(costs, key=lambda c: c[0])
    return row, column


def _cleared(row: Row, column: str, pivot_row: Row, pivot: Any, last: Any) -> Row:
    """`row` without `column`, by Bareiss' step; exact division by the pivot before."""
    factor = row.pop(column, None)
    new: Row = {}
    if factor is None:
        for k, v in row.items():
            t = times(v, pivot)
            new[k] = t if last is None else t / last
        return new
    for k in {**row, **pivot_row}:
        v, w = row.get(k), pivot_row.get(k)
        if v is None:
            t = -times(factor, w)
        elif w is None:
            t = times(v, pivot)
        else:
            t = times(v, pivot) - times(factor, w)
        if not t.is_zero():
            new[k] = t if last is None else t / last
    return new
