"""The open terminals where a voltage is asked for."""

from __future__ import annotations

import math

from gainproof.circuit.circuit import GROUND
from gainproof.draw.draughtsman import Draughtsman
from gainproof.draw.layout import Layout
from gainproof.draw.sheet import Cell


def place_terminals(d: Draughtsman, lay: Layout) -> None:
    """At the right edge, if the way there is free; else close to the node."""
    if len(d.output) == 2 and set(d.output) <= set(d.flow.arms):
        if not d.roles.having("bridge"):
            left, right = sorted(d.output, key=lambda n: d.x[n])
            lay.end_at(left, (d.x[left], d.y(left)), (d.x[left] + 2, d.y(left)))
            lay.end_at(right, (d.x[right], d.y(right)), (d.x[right] - 2, d.y(right)))
        return
    sources = {p.other(GROUND) for p in d.flow.seeds}
    edge = math.ceil(max((b[2] for b in [*lay.boxes(), *lay.strips()]), default=0))
    for n in d.output:
        y = d.y(n)
        if n in sources and (d.flow.row[n].nodes[-1] != n or d.roles.fed_back(n)):
            lay.end_at(n, (d.x[n], y), (d.x[n] - 2, y))
            continue
        start = d.x[n] + d.columns.width.get(n, 0)
        at = (max(start + 2, edge), y)
        if not lay.free((start + 0.5, y - 0.4, at[0] + 2, y + 0.4)):
            at = _stub(d, lay, n) or at
        while any(t == at for _, t, _ in lay.terminals):
            at = (at[0], at[1] - 3)
        lay.end_at(n, (at[0], y) if at[0] < start + 2 else (d.x[n], y), at)


def _stub(d: Draughtsman, lay: Layout, n: str) -> Cell | None:
    """A place for a terminal close to its node, when the way to the right edge is not free."""
    heights = d.heights(n)
    for far in (2, 3, 4, 5):
        for x in range(d.x[n], d.x[n] + d.columns.width.get(n, 0) + 2):
            for way, y in ((-1, min(heights)), (1, max(heights))):
                end, near = y + way * far, y + way * 0.6
                stem = (x - 0.4, min(end, near), x + 0.4, max(end, near))
                if lay.free(stem) and lay.free((x - 0.4, end - 0.6, x + 2.8, end + 0.6)):
                    return (x, end)
    return None
