"""The same task by lcapy and by SymPy: from the netlist's text, or from the nodal matrix, to the gain."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import sympy
from lcapy import Circuit as LcapyCircuit

from gainproof.algebra.rational import Ring
from gainproof.circuit.ask import setting, transfer
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import nodal_system, symbols
from gainproof.derivation import Quantity
from gainproof.engine import to_sympy

warnings.filterwarnings("ignore", module="lcapy")  # that it removes V1, which is meant


def lcapy_text(netlist: str) -> str:
    """The netlist without the line that only SPICE understands."""
    return "\n".join(line for line in netlist.splitlines() if not line.startswith("."))


def lcapy_transfer(netlist: str) -> Callable[[], object]:
    """lcapy's transfer function from node 1 to node 3, a fresh circuit each time."""
    text = lcapy_text(netlist)
    return lambda: LcapyCircuit(text).transfer(1, 0, 3, 0)


def sympy_matrix(circuit: Circuit, quantity: Quantity) -> tuple[Any, Any, int]:
    """The nodal matrix, its right-hand side, and the row of node 3's voltage, as SymPy has them."""
    driven = setting(circuit, quantity).circuit
    system = nodal_system(driven, Ring(symbols(driven)))
    rows = list(system.rows.values())
    size = len(system.unknowns)

    def entry(ratio: Any) -> Any:
        return to_sympy(ratio.expr())

    left = sympy.Matrix(
        size, size, lambda r, k: entry(rows[r].terms[u]) if (u := system.unknowns[k]) in rows[r].terms else 0
    )
    right = sympy.Matrix(size, 1, lambda r, _: -entry(rows[r].constant))
    return left, right, system.unknowns.index(driven.voltage("3").name)


def sympy_lusolve(circuit: Circuit, quantity: Quantity) -> Callable[[], object]:
    """SymPy's Matrix.LUsolve, and `cancel` to make one quotient of the result."""
    left, right, row = sympy_matrix(circuit, quantity)
    return lambda: sympy.cancel(left.LUsolve(right)[row])


__all__ = ["lcapy_text", "lcapy_transfer", "sympy_lusolve", "transfer"]
