"""Hints that move single parts of a drawing, for the author who wants it otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.circuit.circuit import Circuit
from gainproof.draw.drawing import LENGTH, overlap
from gainproof.draw.layout import Layout, part_box
from gainproof.draw.parts import parts
from gainproof.draw.sheet import Cell
from gainproof.errors import GainproofError

DIRECTIONS: dict[str, Cell] = {"above": (0, 1), "below": (0, -1), "left": (-1, 0), "right": (1, 0)}
TURNS = ("vertical", "horizontal")
_AT = re.compile(r"at\s+(-?\d{1,4})\s*,\s*(-?\d{1,4})")


@dataclass(frozen=True)
class Hint:
    """What to do with a part: go in a direction, turn, or stand at a point."""

    word: str
    at: Cell | None = None


def read_hints(c: Circuit, hints: Mapping[str, str]) -> dict[str, Hint]:
    """The hints by the element's name in the circuit's spelling; GainproofError for what is not known."""
    movable = {p.name for p in parts(c)[0]}
    out = {}
    for name, said in hints.items():
        e = c.element(name)
        if e.name not in movable:
            raise GainproofError(
                f"hint for {e.name}: it is not a part with two terminals and cannot be moved"
            )
        words = " ".join(str(said).lower().split())
        at = _AT.fullmatch(words)
        if at is None and words not in DIRECTIONS and words not in TURNS:
            raise GainproofError(
                f"hint for {e.name}: {said!r} is not known; expected "
                f'{", ".join([*DIRECTIONS, *TURNS])}, or a place such as "at 3,4"'
            )
        out[e.name] = Hint("at", (int(at[1]), int(at[2]))) if at else Hint(words)
    return out


def heed(lay: Layout, hints: Mapping[str, Hint]) -> Layout:
    """The layout with the hinted parts moved; the wires wanted for these are left to the search."""
    for name, hint in hints.items():
        a, b = lay.ends[name]
        upright = a[0] == b[0]
        first = a if (a[1] > b[1] if upright else a[0] < b[0]) else b
        if hint.at is not None:
            moved = _shifted(a, b, hint.at[0] - a[0], hint.at[1] - a[1])
        elif hint.word in TURNS:
            moved = (a, b) if upright == (hint.word == "vertical") else _turned(a, b, first == a)
        else:
            moved = _aside(lay, name, *DIRECTIONS[hint.word])
        if moved == (a, b):
            continue
        lay.ends[name] = moved
        lay.grounds = [g for g in lay.grounds if g not in (a, b)]
        lay.wires = [(n, points) for n, points in lay.wires if not {a, b} & set(points)]
    return lay


def _shifted(a: Cell, b: Cell, dx: int, dy: int) -> tuple[Cell, Cell]:
    return (a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy)


def _turned(a: Cell, b: Cell, a_first: bool) -> tuple[Cell, Cell]:
    """The part turned about its middle; its left end becomes its upper one."""
    x, y = (a[0] + b[0]) // 2, (a[1] + b[1]) // 2
    half = LENGTH // 2
    one, two = ((x - half, y), (x + half, y)) if a[0] == b[0] else ((x, y + half), (x, y - half))
    return (one, two) if a_first else (two, one)


def _aside(lay: Layout, name: str, dx: int, dy: int) -> tuple[Cell, Cell]:
    """The part moved in one direction until it is beyond everything that it meets on its way."""
    a, b = lay.ends[name]
    others = [x for n, ends in lay.ends.items() if n != name for x in [part_box(*ends)]]
    others += [x for x in lay.boxes() if x not in others and x != part_box(a, b)]
    mine = part_box(a, b)
    sweep = (
        mine[0] - (1e4 if dx < 0 else 0),
        mine[1] - (1e4 if dy < 0 else 0),
        mine[2] + (1e4 if dx > 0 else 0),
        mine[3] + (1e4 if dy > 0 else 0),
    )
    met = [o for o in others if overlap(o, sweep)]
    if not met:
        return _shifted(a, b, 3 * dx, 3 * dy)
    way = {
        (0, 1): lambda: max(o[3] for o in met) - mine[1],
        (0, -1): lambda: mine[3] - min(o[1] for o in met),
        (1, 0): lambda: max(o[2] for o in met) - mine[0],
        (-1, 0): lambda: mine[2] - min(o[0] for o in met),
    }[dx, dy]()
    far = max(0, math.ceil(way)) + 1
    return _shifted(a, b, far * dx, far * dy)
