"""Hints that move single parts and op-amps of a drawing, for the author who wants it otherwise."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.draw.drawing import LENGTH, PIN, WIDTH, Box, overlap
from gainproof.draw.layout import Layout, amp_box, part_box
from gainproof.draw.parts import parts
from gainproof.draw.sheet import Cell
from gainproof.errors import GainproofError

DIRECTIONS: dict[str, Cell] = {"above": (0, 1), "below": (0, -1), "left": (-1, 0), "right": (1, 0)}
TURNS = ("vertical", "horizontal")
FLIP = "flipped"
_AT = re.compile(r"at\s+(-?\d{1,4})\s*,\s*(-?\d{1,4})")


@dataclass(frozen=True)
class Hint:
    """What to do with a part: go in a direction, turn, flip, or stand at a point."""

    word: str
    at: Cell | None = None


def read_hints(c: Circuit, hints: Mapping[str, str]) -> dict[str, Hint]:
    """The hints by the element's name in the circuit's spelling; GainproofError for what is not known."""
    two, amps = parts(c)
    triangles = {a.name for a in amps}
    owners = {a.element.part_of.lower(): a.name for a in amps if a.element.part_of}
    out = {}
    for name, said in hints.items():
        known = owners.get(name.lower()) or c.element(name).name
        if known not in triangles and known not in {p.name for p in two}:
            raise GainproofError(
                f"hint for {known}: it is neither a part with two terminals nor an op-amp; it cannot be moved"
            )
        words = " ".join(str(said).lower().split())
        at = _AT.fullmatch(words)
        allowed = [*DIRECTIONS, *((FLIP,) if known in triangles else TURNS)]
        if at is None and words not in allowed:
            raise GainproofError(
                f"hint for {known}: {said!r} is not known; expected "
                f'{", ".join(allowed)}, or a place such as "at 3,4"'
            )
        out[known] = Hint("at", (int(at[1]), int(at[2]))) if at else Hint(words)
    return out


def heed(lay: Layout, hints: Mapping[str, Hint]) -> Layout:
    """The layout with what is hinted moved; the wires wanted for that are left to the search."""
    for name, hint in hints.items():
        move = _move_amp if name in lay.amps else _move_part
        move(lay, name, hint)
    if hints and lay.terminals:
        _push_terminals(lay)
    return lay


def _move_amp(lay: Layout, name: str, hint: Hint) -> None:
    (x, y), up = lay.amps[name]
    grounded = [dy for dy in (PIN, -PIN) if (x - 1, y + dy) in lay.grounds]
    if hint.word == FLIP:
        to, up, grounded = (x, y), not up, [-dy for dy in grounded]
    else:
        to = hint.at or _beyond(lay, amp_box((x, y)), *DIRECTIONS[hint.word], (x, y))
    lay.amps[name] = (to, up)
    _forget(lay, _pins((x, y)))
    for dy in grounded:
        lay.wire(GROUND, (to[0], to[1] + dy), (to[0] - 1, to[1] + dy))
        lay.grounds.append((to[0] - 1, to[1] + dy))


def _pins(base: Cell) -> list[Cell]:
    """The inputs and the output of an op-amp, and the end of the wire to an input at ground."""
    x, y = base
    return [(x, y + PIN), (x, y - PIN), (x + WIDTH, y), (x - 1, y + PIN), (x - 1, y - PIN)]


def _move_part(lay: Layout, name: str, hint: Hint) -> None:
    a, b = lay.ends[name]
    upright = a[0] == b[0]
    first = a if (a[1] > b[1] if upright else a[0] < b[0]) else b
    if hint.at is not None:
        moved = _shifted(a, b, hint.at[0] - a[0], hint.at[1] - a[1])
    elif hint.word in TURNS:
        moved = (a, b) if upright == (hint.word == "vertical") else _turned(a, b, first == a)
    else:
        x, y = _beyond(lay, part_box(a, b), *DIRECTIONS[hint.word], a)
        moved = _shifted(a, b, x - a[0], y - a[1])
    if moved != (a, b):
        lay.ends[name] = moved
        _forget(lay, [a, b])


def _forget(lay: Layout, cells: list[Cell]) -> None:
    """Wires to these points, and marks of ground there, are wanted no more."""
    lay.grounds = [g for g in lay.grounds if g not in cells]
    lay.wires = [(n, points) for n, points in lay.wires if not {*cells} & {*points}]


def _push_terminals(lay: Layout) -> None:
    """Terminals at the right edge stay there when something has moved beyond them."""
    edge = math.ceil(max(b[2] for b in lay.boxes())) + 2
    right = max((at[0] for _, at, label_right in lay.terminals if label_right), default=edge)
    moved = {at: (edge, at[1]) for _, at, _ in lay.terminals if at[0] == right < edge - 1}
    lay.terminals = [(n, moved.get(at, at), label_right) for n, at, label_right in lay.terminals]
    lay.wires = [(n, tuple(moved.get(c, c) for c in points)) for n, points in lay.wires]


def _shifted(a: Cell, b: Cell, dx: int, dy: int) -> tuple[Cell, Cell]:
    return (a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy)


def _turned(a: Cell, b: Cell, a_first: bool) -> tuple[Cell, Cell]:
    """The part turned about its middle; its left end becomes its upper one."""
    x, y = (a[0] + b[0]) // 2, (a[1] + b[1]) // 2
    half = LENGTH // 2
    one, two = ((x - half, y), (x + half, y)) if a[0] == b[0] else ((x, y + half), (x, y - half))
    return (one, two) if a_first else (two, one)


def _beyond(lay: Layout, mine: Box, dx: int, dy: int, at: Cell) -> Cell:
    """Where `at` comes to lie when its box moves in one direction beyond all that it meets on its way."""
    others = [o for o in lay.boxes() if o != mine]
    others += [(x - 3, y - 1, x + 3, y + 1) for _, (x, y), _ in lay.terminals]
    sweep = (
        mine[0] - (1e4 if dx < 0 else 0),
        mine[1] - (1e4 if dy < 0 else 0),
        mine[2] + (1e4 if dx > 0 else 0),
        mine[3] + (1e4 if dy > 0 else 0),
    )
    met = [o for o in others if overlap(o, sweep)]
    if not met:
        return (at[0] + 3 * dx, at[1] + 3 * dy)
    way = {
        (0, 1): lambda: max(o[3] for o in met) - mine[1],
        (0, -1): lambda: mine[3] - min(o[1] for o in met),
        (1, 0): lambda: max(o[2] for o in met) - mine[0],
        (-1, 0): lambda: mine[2] - min(o[0] for o in met),
    }[dx, dy]()
    far = max(0, math.ceil(way)) + 1
    return (at[0] + far * dx, at[1] + far * dy)
