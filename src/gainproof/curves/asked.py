"""What is to be drawn of which circuit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist
from gainproof.worked.given import Value, assignments, exact, values_given


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

    What such a name has is a frequency in hertz.  Raises GainproofError for every word that cannot be read,
    and for every name that the circuit lacks.
    """
    return values_beside(assignments(words, "--set", "Ao=200k"), c, beside)


def values_beside(values: Mapping[str, Value], c: Circuit, beside: tuple[str, ...]) -> dict[str, Fraction]:
    """Values by symbol, read as those of `gainproof.derive`; names in `beside` as `numbers` keeps them."""
    kept, others = {}, {}
    for name, value in values.items():
        stem, bar, whose = name.partition("_")
        if stem.upper() in beside and name not in c.parameters:
            kept[f"{stem.upper()}{bar}{whose}"] = exact(value, "Hz").value
        else:
            others[name] = value
    return {**values_given(others, c).values, **kept}
