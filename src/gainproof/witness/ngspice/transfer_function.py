"""The small-signal transfer function at direct current (.tf), with input and output resistance.

ngspice finds them from the matrix of the operating point, factored once: the transfer function and the input
resistance with the source at one volt or ampere, the output resistance with one ampere into the output.
Where the current of the source is below 1e-20 A, it says 1e20 Ω, which is no reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.witness.ngspice.analysis import Analysis
from gainproof.witness.ngspice.deck import Deck

TITLES = {"transfer": "transfer function", "zin": "input resistance", "impedance": "output resistance"}
_NAMES = {
    "transfer": "transfer_function",
    "zin": r"\S+#input_impedance",
    "impedance": r"output_impedance_at_\S+",
}
_OPEN = 1e20


def commands(deck: Deck, quantity: Quantity, frequencies: Sequence[float]) -> list[str]:
    """One command, which finds all three numbers."""
    if deck.through:
        return [f"tf i({deck.through}) {deck.driven}", "print all"]
    plus, minus = deck.across
    return [f"tf v({plus},{minus}) {deck.driven}", "print all"]


def found(said: str, quantity: Quantity) -> list[complex]:
    """The one of the three that is asked for."""
    numbers = [float(x) for x in re.findall(rf"^{_NAMES[quantity.kind]} = (\S+)", said, re.MULTILINE)]
    if quantity.kind != "transfer" and any(abs(x) >= _OPEN for x in numbers):
        raise GainproofError("ngspice finds no current through the source")
    return [complex(x) for x in numbers]


ANALYSIS = Analysis(lambda quantity, frequencies: TITLES[quantity.kind], commands, found)
