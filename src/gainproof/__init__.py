"""gainproof: symbolic derivations of amplifier circuits.

A SPICE netlist goes in; a derivation comes out: numbered equations from Kirchhoff's laws to a boxed result,
every line proved against the circuit, limits taken, the answer in the form that a good author would print.

    >>> import gainproof
    >>> d = gainproof.derive("V1 in 0\\nX1 in n out opamp Ao=Ao\\nR1 n 0\\nR2 out n\\n", tf="V(out) V1")
    >>> gainproof.text(d.step(d.result).claim.right)
    'G_I/(1 + G_I/Ao)'
    >>> all(v.holds for v in gainproof.check(d))
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gainproof.checker import check
    from gainproof.circuit.netlist import read
    from gainproof.engine import derive
    from gainproof.notation import parse, text
    from gainproof.studies import study
    from gainproof.verification import verify

__version__ = "0.1.0"
__all__ = ["check", "derive", "parse", "read", "study", "text", "verify"]

_HOMES = {
    "check": "gainproof.checker",
    "derive": "gainproof.engine",
    "parse": "gainproof.notation",
    "read": "gainproof.circuit.netlist",
    "study": "gainproof.studies",
    "text": "gainproof.notation",
    "verify": "gainproof.verification",
}


def __getattr__(name: str) -> Any:
    """The public functions, imported when they are first asked for, under their own names."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'gainproof' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found
