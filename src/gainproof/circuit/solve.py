"""From a circuit and a quantity to its exact value, a rational function of the parameters.

Solvers are a small table, one file each in `gainproof.circuit.solvers`; they differ in machinery, never
in their answer.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from gainproof.algebra.rational import Ratio
from gainproof.circuit.ask import Setting, setting
from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, Singular

SOLVERS = ("flint", "sympy", "lcapy")


def solve(c: Circuit, q: Quantity, *, solver: str = "flint") -> Ratio:
    """The exact value of quantity `q`, in lowest terms, as a function of the parameters (and s).

    Raises Singular if the circuit does not determine it, TooLarge if it would not fit.
    """
    if solver not in SOLVERS:
        raise GainproofError(f"there is no solver {solver!r}; there are {', '.join(SOLVERS)}")
    work = import_module(f"gainproof.circuit.solvers.{solver}").solve
    if solver == "lcapy":
        return cast(Ratio, work(c, q))
    ready = setting(c, q)
    try:
        value = work(ready.circuit, ready.wanted).plain()
    except Singular as fault:
        raise Singular(f"{fault}: {_named(ready.circuit, fault.where)}", fault.where) from None
    return quantity_of(value, ready)


def quantity_of(value: Ratio, ready: Setting) -> Ratio:
    """The quantity, from the solved linear form."""
    if ready.drive is None:
        return value
    drive = value.ring.point[ready.drive.name]
    if not ready.inverse:
        return value / drive
    if not value:
        raise Singular(f"no current flows through {ready.drive.name}: the impedance it sees is infinite")
    return drive / value


def _named(c: Circuit, unknowns: tuple[str, ...]) -> str:
    """The nodes and elements behind these unknowns, in words."""
    nodes = [c.voltages[u] for u in unknowns if u in c.voltages]
    elements = [c.currents[u] for u in unknowns if u in c.currents]
    parts = []
    if nodes:
        parts.append(f"the voltage of node {', '.join(nodes)}")
    if elements:
        parts.append(f"the current through {', '.join(elements)}")
    return " and ".join(parts) + " cannot be found" if parts else "the circuit is singular"
