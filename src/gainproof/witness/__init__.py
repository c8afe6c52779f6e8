"""Second opinions on a result.

A witness reads the circuit itself and shares no law, matrix or solver with the engine.  To add one, write its
file, with ``opinion(circuit, quantity, result, netlist=None, values={})``, and add its line to `WITNESSES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import cast

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.expression import Expr
from gainproof.witness.opinion import Opinion

WITNESSES = {
    "numeric": "gainproof.witness.numeric",
    "lcapy": "gainproof.witness.lcapy",
    "ngspice": "gainproof.witness.ngspice",
}


def opinions(
    circuit: Circuit,
    quantity: Quantity,
    result: Expr,
    *,
    which: tuple[str, ...] = ("numeric",),
    netlist: Path | None = None,
    values: Mapping[str, Fraction] | None = None,
) -> tuple[Opinion, ...]:
    """What the witnesses named in `which` say of `result` as the answer to `quantity`.

    `result` is exact, before any limit, and written in the circuit's parameters and s (rad/s).  `netlist` is
    the file that the circuit came from, `values` an example point; ngspice needs the values.  Raises KeyError
    for a witness that is not in `WITNESSES`.
    """
    said = []
    for name in which:
        witness = import_module(WITNESSES[name])
        said.append(cast(Opinion, witness.opinion(circuit, quantity, result, netlist, values or {})))
    return tuple(said)


__all__ = ["WITNESSES", "Opinion", "opinions"]
