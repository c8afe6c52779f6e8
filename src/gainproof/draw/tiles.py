"""Things by where they are: the sheet in square tiles, so that only what is near has to be looked at."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from gainproof.draw.drawing import Box

T = TypeVar("T")
SIZE = 5  # grid units


class Tiles(Generic[T]):
    """Things with their rooms."""

    def __init__(self, things: Iterable[tuple[Box, T]] = ()) -> None:
        self._things: list[T] = []
        self._at: dict[tuple[int, int], list[int]] = {}
        for box, thing in things:
            self.put(box, thing)

    def put(self, box: Box, thing: T) -> None:
        """Add a thing."""
        for tile in _touched(box):
            self._at.setdefault(tile, []).append(len(self._things))
        self._things.append(thing)

    def near(self, box: Box) -> Iterator[T]:
        """The things in the tiles that a box touches, each once, in the order in which they were added."""
        found = {k for tile in _touched(box) for k in self._at.get(tile, ())}
        return (self._things[k] for k in sorted(found))


def _touched(box: Box) -> Iterator[tuple[int, int]]:
    left, low, right, high = (math.floor(v / SIZE) for v in box)
    return ((x, y) for x in range(left, right + 1) for y in range(low, high + 1))
