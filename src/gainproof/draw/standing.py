"""What hangs to ground, and what stands between two rows."""

from __future__ import annotations

import math

from gainproof.draw.draughtsman import DROP, LOOP, Draughtsman
from gainproof.draw.drawing import LENGTH
from gainproof.draw.layout import Layout, extent, hang
from gainproof.draw.parts import Part


def hang_shunts(d: Draughtsman, lay: Layout, n: str) -> None:
    """From a node's row, side by side."""
    y = d.y(n)
    for chain, slot in zip(d.roles.shunts.get(n, []), d.columns.slots(n), strict=True):
        x = d.x[n] + slot
        hang_chain(lay, chain, n, x, y - DROP)
        lay.wire(n, (d.x[n], y), (x, y), (x, y - DROP))


def hang_chain(lay: Layout, chain: list[Part], n: str, x: int, y: int) -> None:
    """A part, or parts in line, from a point of a node's wire down to ground."""
    for p in chain:
        lay.ends[p.name] = hang(x, y, p.a == n)
        n, y = p.other(n), y - LENGTH


def hang_from_second(d: Draughtsman, lay: Layout, n: str) -> None:
    """From the lowest point of an op-amp's second input; its further parts to the left of the first."""
    on_top = d.flow.top_bottom(d.flow.secondary[n])[0] == n
    shunts = d.roles.shunts.get(n, [])
    y = min([d.y(n), *d.reach.get(n, [])])
    if y == d.y(n) and len(shunts) > 1:
        y -= LOOP  # clear of what hangs from the first input
    x = d.x[n] - d.columns.slot * on_top
    if len(shunts) > 1:
        low, _ = extent(lay.boxes(), x - d.columns.slot * len(shunts), x - 1) or (y, y)
        y = min(y, math.floor(low) - 1)
    for k, chain in enumerate(shunts):
        drop = DROP if y == d.y(n) else 0
        hang_chain(lay, chain, n, x, y - drop)
        lay.wire(n, (d.x[n], y), (x, y), (x, y - drop))
        x -= d.columns.pitch(shunts[min(k + 1, len(shunts) - 1)], chain)


def stand_between(d: Draughtsman, lay: Layout, p: Part) -> None:
    """Between the rows of a transistor."""
    upper, lower = d.roles.stand(p) or (p.a, p.b)
    x, high, low = d.columns.stood[p.name], d.y(upper), d.y(lower)
    lay.ends[p.name] = hang(x, high - DROP, p.a == upper)
    lay.wire(upper, (d.x[upper], high), (x, high), (x, high - DROP))
    lay.wire(lower, (d.x[lower], low), (x, low), (x, high - DROP - LENGTH))


def stand_upright(d: Draughtsman, lay: Layout, p: Part) -> None:
    """Between the lowest point of one node and the highest of another."""
    upper, lower = (p.a, p.b) if d.y(p.a) > d.y(p.b) else (p.b, p.a)
    top, bottom = min(d.heights(upper)), max(d.heights(lower))
    sides = [d.x[n] for n in (p.a, p.b)]
    if p.name in d.flow.floats and p.kind not in "VI":
        sides = [d.columns.end(n) for n in (p.a, p.b)]
    x, y = min(sides) if p.kind in "VI" else max(sides), (top + bottom + LENGTH) // 2
    lay.ends[p.name] = hang(x, y, p.a == upper)
    for n, tip, end in ((upper, y, top), (lower, y - LENGTH, bottom)):
        lay.wire(n, (x, tip), (x, end), (d.x[n], end), (d.x[n], d.y(n)))
