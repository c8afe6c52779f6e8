"""The nodal equations of a case, as SymPy has them: what a user of SymPy alone would write down and solve."""

from __future__ import annotations

from typing import Any

from benchmarks.forms.bench import Case
from gainproof.algebra.affine import Affine
from gainproof.algebra.rational import Ring
from gainproof.circuit.ask import setting
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import nodal_system, symbols
from gainproof.circuit.netlist import read
from gainproof.engine import to_sympy


def equations(name: str, netlist: str) -> tuple[list[Any], list[Any], Any]:
    """The equations, all equal to zero, for a drive of 1; their unknowns; the quantity asked for in these."""
    import sympy

    case = Case(name, netlist)
    ready = setting(read(netlist).circuit, case.quantity)
    driven: Circuit = ready.circuit
    system = nodal_system(driven, Ring(symbols(driven)))
    unknowns = {u: sympy.Symbol(str(u)) for u in system.unknowns}

    def spelled(row: Affine) -> Any:
        terms = [to_sympy(c.expr()) * unknowns[u] for u, c in row.terms.items()]
        return sympy.Add(*terms, to_sympy(row.constant.expr()))

    answer = spelled(system.form(ready.wanted))
    rows = [spelled(row) for row in system.rows.values()]
    if ready.drive is not None:
        one = {to_sympy(ready.drive): 1}
        rows, answer = [row.subs(one) for row in rows], answer.subs(one)
        answer = 1 / answer if ready.inverse else answer
    return rows, list(unknowns.values()), answer
