"""What the result says that ngspice must find, and how far its readings are from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """The result's numbers `ours` at the `frequencies` (Hz).

    A deviation is relative; from a result that is zero it is a part of `scale`, what drives the circuit.
    """

    ours: tuple[complex, ...]
    frequencies: tuple[float, ...]
    scale: float = 1.0

    def worst(self, theirs: Sequence[complex]) -> float:
        """The greatest deviation."""
        return max(self._deviations(theirs))

    def apart(
        self, theirs: Sequence[complex], tolerance: float, explained: Sequence[float] | None = None
    ) -> bool:
        """Is a deviation above the tolerance, and above what is `explained`, in the unit of the reading?"""
        return any(
            not (abs(t - o) <= tolerance * self._size(o) or abs(t - o) <= x)
            for o, t, x in zip(self.ours, theirs, explained or [0.0] * len(self.ours), strict=True)
        )

    def to(self, theirs: Sequence[complex]) -> str:
        """How well they agree: "to 3e-10"."""
        return f"to {max(self.worst(theirs), 1e-15):.0e}".replace("e-0", "e-")

    def differs(self, theirs: Sequence[complex]) -> str:
        """Where they are farthest apart: "at 100 Hz it gives …, the result …"."""
        deviations = self._deviations(theirs)
        k = max(range(len(deviations)), key=lambda i: deviations[i])
        where = f"at {self.frequencies[k]:g} Hz " if self.frequencies[k] else ""
        one, other = _spelled(theirs[k], self.ours[k])
        return f"{where}it gives {one}, the result {other}"

    def _deviations(self, theirs: Sequence[complex]) -> list[float]:
        return [abs(t - o) / self._size(o) for o, t in zip(self.ours, theirs, strict=True)]

    def _size(self, ours: complex) -> float:
        return abs(ours) or self.scale


def _spelled(*numbers: complex) -> list[str]:
    """With as many digits as it takes to tell them apart, nine at least."""
    for digits in range(9, 18):
        out = [
            f"{z.real:.{digits}g}{z.imag:+.{digits}g}j" if z.imag else f"{z.real:.{digits}g}" for z in numbers
        ]
        if len(set(out)) == len(out):
            break
    return out
