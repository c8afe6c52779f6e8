"""Residues modulo a random prime: exact arithmetic at a random point, half a microsecond an operation.

Two different rational functions agree at a random point modulo a random 61-bit prime with a probability
below degree/2^60 (J. T. Schwartz, "Fast probabilistic algorithms for verification of polynomial
identities", J. ACM 27 (1980)).  The prime is drawn anew for each field, so that no input can be made to
fit it.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from flint import fmpz, nmod


class Residues:
    """Residues modulo a random 61-bit prime, drawn anew each time, with random values of the symbols.

    A field made `beside` another has its prime, and values of its own.
    """

    def __init__(self, beside: Residues | None = None) -> None:
        self.random = random.SystemRandom()
        self.prime: int = beside.prime if beside else _random_prime(self.random)
        self.values: dict[str, Any] = {}

    def number(self, q: Fraction) -> Any:
        return nmod(q.numerator, self.prime) / nmod(q.denominator, self.prime)

    def symbol(self, name: str) -> Any:
        if name not in self.values:
            self.values[name] = nmod(self.random.randrange(1, self.prime), self.prime)
        return self.values[name]


def _random_prime(source: random.Random) -> int:
    while True:
        n = source.randrange(1 << 60, 1 << 61) | 1
        if fmpz(n).is_prime():
            return n
