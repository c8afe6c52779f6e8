"""The operating point (.op): a voltage or a current with every independent source at its direct value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.derivation import Quantity
from gainproof.witness.ngspice.analysis import Analysis
from gainproof.witness.ngspice.deck import Deck, digits

_READING = re.compile(r"^reading = (\S+)", re.MULTILINE)


def commands(deck: Deck, quantity: Quantity, frequencies: Sequence[float]) -> list[str]:
    """The sources of a netlist file keep the direct value that they have; one that has none is given ours.

    So a file whose sources are not what we read is noticed.
    """
    given = []
    for name, amount in deck.sources.items():
        if amount:
            given += [f"if @{name}[dc] = 0", f"alter @{name}[dc]={digits(amount)}", "end"]
    return [*given, "op", f"let reading = {deck.reading}", "print reading"]


def found(said: str, quantity: Quantity) -> list[complex]:
    """The one reading."""
    return [complex(float(x)) for x in _READING.findall(said)]


ANALYSIS = Analysis(lambda quantity, frequencies: "operating point", commands, found)
