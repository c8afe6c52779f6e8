"""SymPy's DomainMatrix on the same nodal matrix: slower, and independent of our elimination."""

from __future__ import annotations

from typing import Any

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import nodal_system, symbols
from gainproof.errors import Singular
from gainproof.expression import Expr


def solve(c: Circuit, wanted: Expr) -> Ratio:
    """The value of `wanted`, a linear form in the unknowns, by LU decomposition over QQ(parameters).

    Raises Singular if the nodal matrix is.
    """
    from sympy import QQ, Symbol
    from sympy.polys.matrices import DomainMatrix
    from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError

    ring = Ring(symbols(c))
    system = nodal_system(c, ring)
    gens = [Symbol(n) for n in ring.names] or [Symbol("unused")]
    field = QQ.frac_field(*gens)

    def entry(r: Ratio) -> Any:
        def polynomial(p: Any) -> Any:
            return field.field(
                field.field.ring.from_dict({m or (0,): QQ(int(k)) for m, k in p.to_dict().items()})
            )

        return polynomial(r.num) / polynomial(r.den)

    n = len(system.unknowns)
    rows = list(system.rows.values())
    if len(rows) != n:
        raise Singular(f"{len(rows)} equations for {n} unknowns", system.unknowns)
    left = [[entry(row.terms[u]) if u in row.terms else field.zero for u in system.unknowns] for row in rows]
    right = [[-entry(row.constant)] for row in rows]
    try:
        x = DomainMatrix(left, (n, n), field).lu_solve(DomainMatrix(right, (n, 1), field)).to_list()
    except DMNonInvertibleMatrixError:
        raise Singular("the nodal matrix is singular", system.unknowns) from None
    form = system.form(wanted)
    total = entry(form.constant)
    for k, u in enumerate(system.unknowns):
        if u in form.terms:
            total += entry(form.terms[u]) * x[k][0]
    return Ratio(ring, *_whole(ring, total.numer, total.denom))


def _whole(ring: Ring, num: Any, den: Any) -> tuple[Any, Any]:
    """SymPy's polynomials over QQ as integer polynomials of the ring, scaled alike."""
    from math import lcm

    scale = lcm(*(int(k.denominator) for p in (num, den) for k in p.values()))

    def over(p: Any) -> Any:
        return ring.polynomial({m[: len(ring.names)]: int(k * scale) for m, k in p.items()})

    return over(num), over(den)
