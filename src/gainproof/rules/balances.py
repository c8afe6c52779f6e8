"""What Kirchhoff's current law says of a few currents, all the others eliminated.

The balances at all nodes say a great deal, most of it about currents that are of no concern.  What they say
of some currents alone is a linear consequence with whole coefficients: a balance at a cut through those
branches.  It is found by elimination, and is as strong as all the balances are for these currents.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import leaving
from gainproof.expression import ZERO, Equation, Expr, Num, Sym, add, mul


def balances(c: Circuit, among: Collection[str]) -> list[Equation]:
    """The balances of the circuit's currents that speak only of the currents `among` (names of symbols).

    A current source that is switched off carries nothing.
    """
    rows: list[dict[str, Fraction]] = []
    for node in c.nodes:
        row = {
            c.current(e.name).name: Fraction(1 if out else -1)
            for e, out in leaving(c, (node,))
            if not (e.kind == "I" and e.value == ZERO)
        }
        if row:
            rows.append(row)
    found = []
    while rows:
        row = rows.pop()
        pivot = next((n for n in row if n not in among), None)
        if pivot is None:
            found.append(row)
            continue
        rows = [r for x in rows if (r := _without(x, pivot, row))]
    return [Equation(add(*(_term(n, k) for n, k in row.items())), ZERO) for row in found]


def _without(x: dict[str, Fraction], pivot: str, row: dict[str, Fraction]) -> dict[str, Fraction]:
    """The row `x` less as much of `row` as makes the pivot vanish."""
    if pivot not in x:
        return x
    factor = x[pivot] / row[pivot]
    new = {n: x.get(n, Fraction(0)) - factor * row.get(n, Fraction(0)) for n in dict.fromkeys([*x, *row])}
    return {n: k for n, k in new.items() if k}


def _term(name: str, k: Fraction) -> Expr:
    return mul(Num(k), Sym(name)) if k > 0 else -mul(Num(-k), Sym(name))
