"""Lots that fall the same on every machine and in every version of Python.

The bits are SHA-256 of the seed and a counter; everything else is whole-number arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Lots:
    """Draws from a seed, a text; equal seeds draw equal lots."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self._bits = self._stream()

    def _stream(self) -> Iterator[int]:
        """64 random bits at a time."""
        block = 0
        while True:
            digest = sha256(f"{self.seed}#{block}".encode()).digest()
            for k in range(0, len(digest), 8):
                yield int.from_bytes(digest[k : k + 8], "big")
            block += 1

    def below(self, n: int) -> int:
        """A whole number from 0 to n - 1, each as likely as any other.  Raises ValueError for n < 1."""
        if not 1 <= n <= 2**32:
            raise ValueError(f"no lot below {n}")
        most = 2**64 - 2**64 % n
        return next(x for x in self._bits if x < most) % n

    def pick(self, among: Sequence[T]) -> T:
        """One of them.  Raises ValueError if there is none."""
        return among[self.below(len(among))]

    def shuffled(self, these: Sequence[T]) -> list[T]:
        """All of them, in an order drawn by lot (R. A. Fisher and F. Yates, 1938)."""
        out = list(these)
        for k in range(len(out) - 1, 0, -1):
            other = self.below(k + 1)
            out[k], out[other] = out[other], out[k]
        return out
