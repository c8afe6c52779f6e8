"""What an analysis of ngspice's is: a title, the commands that ask it, and how its readings are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gainproof.derivation import Quantity
from gainproof.witness.ngspice.deck import Deck


@dataclass(frozen=True)
class Analysis:
    """One way to ask ngspice.

    `title` names it for a quantity and frequencies (Hz; 0 is direct current); `commands` are what ngspice is
    to run on a deck; `found` picks the readings from what it printed, one for each frequency, fewer if it
    failed.
    """

    title: Callable[[Quantity, Sequence[float]], str]
    commands: Callable[[Deck, Quantity, Sequence[float]], list[str]]
    found: Callable[[str, Quantity], list[complex]]
