"""The plain layout: every node a level rail, every part in a column of its own beneath the rails.

Its wires meet only where they should, whatever the circuit: rails are level, the wires to them upright, and
no two of these share a column.
"""

from __future__ import annotations

import math

from gainproof.circuit.circuit import GROUND
from gainproof.draw.drawing import LENGTH, PIN, WIDTH, width
from gainproof.draw.layout import Layout, lie
from gainproof.draw.parts import Amp, Part

PITCH = 2  # between rails


def rows(two: list[Part], amps: list[Amp], output: tuple[str, ...]) -> Layout:
    """The plain layout of any circuit."""
    lay = Layout()
    nodes = [n for p in two for n in (p.a, p.b)] + [n for a in amps for n in (a.out, a.reference, *a.inputs)]
    rail = {n: 4 + PITCH * k for k, n in enumerate(dict.fromkeys(n for n in reversed(nodes) if n != GROUND))}
    reach: dict[str, list[int]] = {n: [] for n in rail}

    def up(node: str, x: int, y: int) -> None:
        if node == GROUND:
            lay.grounds.append((x, y))
            return
        lay.wire(node, (x, y), (x, rail[node]))
        reach[node].append(x)

    x = 0
    for p in two:
        aside = max(0, math.ceil((width(p.runs) - LENGTH - 1) / 2))  # of its label, beyond its ends
        x += aside
        lay.ends[p.name] = lie(x, 0, True)
        up(p.a, x, 0)
        up(p.b, x + LENGTH, 0)
        x += LENGTH + 2 + aside
    for a in amps:
        x += 3
        y = -4
        lay.amps[a.name] = ((x, y), True)
        for node, at, column in ((a.plus, y + PIN, x - 1), (a.minus, y - PIN, x - 2)):
            lay.wire(node, (x, at), (column, at))
            up(node, column, at)
        tip = x + WIDTH
        lay.wire(a.out, (tip, y), (tip + 2, y))
        up(a.out, tip + 2, y)
        if a.reference != GROUND:
            below = (x + WIDTH // 2, y - 3)
            lay.wire(a.reference, below, (below[0], y - 5), (tip + 3, y - 5))
            up(a.reference, tip + 3, y - 5)
        x += WIDTH + 5
    for n in output:
        lay.terminals.append((n, (x, rail[n]), True))
        reach[n].append(x)
    for n, xs in reach.items():
        lay.wire(n, *((at, rail[n]) for at in sorted(xs)))
    return lay
