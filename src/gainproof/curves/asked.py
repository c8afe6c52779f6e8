"""What is to be drawn of which circuit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist
from gainproof.errors import GainproofError
from gainproof.worked.values import read


@dataclass(frozen=True)
class Asked:
    """A netlist, a question as for `gainproof.derive`, and everything that a kind of chart may want to know.

    `set`, `tolerance`, `tempco` and `temperature` are words as for `gainproof.budget.error_budget`; `values`
    are numbers by symbol, in SI units, which go before those of the netlist.  `against` is the imperfection
    on the horizontal axis, `element` the amplifier whose loop is shown, `frequency` in hertz.
    """

    netlist: str | os.PathLike[str] | Netlist
    tf: str | None = None
    of: str | None = None
    values: Mapping[str, Fraction] = field(default_factory=dict)
    set: tuple[str, ...] = ()
    tolerance: tuple[str, ...] = ()
    tempco: tuple[str, ...] = ()
    temperature: str | None = None
    part: tuple[str, ...] = ()
    parts: tuple[str | os.PathLike[str], ...] = ()
    against: str = ""
    element: str = ""
    frequency: Fraction | None = None
    samples: int = 0
    seed: int = 0


def numbers(words: tuple[str, ...], c: Circuit, beside: tuple[str, ...] = ()) -> dict[str, Fraction]:
    """Values by symbol of ``Ao=200k``; a name in `beside`, alone or with an op-amp's (``GBW_X1``), is kept.

    Raises GainproofError for a word that cannot be read, and for a name that the circuit lacks.
    """
    known = {n.lower(): n for n in c.parameters}
    out: dict[str, Fraction] = {}
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not name or not value or ".." in value:
            raise GainproofError(f"cannot read the value {word!r}; expected such as Ao=200k")
        if name.partition("_")[0] in beside:
            out[name] = read(value)
            continue
        symbol = known.get(name.lower())
        if symbol is None:
            raise GainproofError(f"there is no symbol {name!r}; the circuit has {', '.join(c.parameters)}")
        out[symbol] = read(value, "" if c.parameters[symbol].unit == "1" else c.parameters[symbol].unit)
    return out
