"""What lies: in a row, between two columns, or over or under it as feedback does."""

from __future__ import annotations

import math
from itertools import pairwise

from gainproof.draw.draughtsman import DROP, LANE, TALL, Draughtsman
from gainproof.draw.drawing import LENGTH
from gainproof.draw.layout import Layout, extent, hang, lie
from gainproof.draw.parts import Part
from gainproof.draw.standing import hang_chain


def place_in_row(d: Draughtsman, lay: Layout, p: Part, a: str, b: str) -> None:
    """A part between two nodes of a row, the left one first; of a bridge, an arm or what lies between two."""
    role = d.roles.role[p.name]
    if role == "series":
        _series(d, lay, p, a, b)
    elif role == "arm":
        x, rail = d.x[b], d.y(a)
        lay.ends[p.name] = hang(x, d.y(b) + LENGTH + 1, p.a == a)
        lay.wire(a, (d.x[a], rail), (x, rail), (x, d.y(b) + LENGTH + 1))
        lay.wire(b, (x, d.y(b) + 1), (x, d.y(b)))
    else:
        x, y = (d.x[a] + d.x[b] - LENGTH) // 2, d.y(a)
        lay.ends[p.name] = lie(x, y, p.a == a)
        lay.wire(a, (d.x[a], y), (x, y))
        lay.wire(b, (x + LENGTH, y), (d.x[b], y))


def _series(d: Draughtsman, lay: Layout, p: Part, a: str, b: str) -> None:
    """Between two columns, in the row of its left node or in the row that branches off there."""
    branch = d.roles.branches_off(p)
    left, right = d.columns.end(a), d.x[b]
    column = left if branch else d.x[a]
    y = d.y(b if branch else a)
    x = right - LENGTH - 1 if d.roles.met(b) else left + (right - left - LENGTH) // 2
    lay.ends[p.name] = lie(x, y, p.a == a)
    lay.wire(a, (column, y), (x, y))
    lay.wire(b, (x + LENGTH, y), (right, y))
    if d.same_group(a, b):
        lay.wire(b, (right, y), (right, d.y(b)))
        lay.wire(a, (column, y), (column, d.y(a)), (d.x[a], d.y(a)))
    elif branch:
        d.branched.append((a, column, b))


def place_lane(d: Draughtsman, lay: Layout, parts: list[Part], nodes: list[str], hanging: int = 0) -> None:
    """Parts in line, over or under what stands between their ends; `hanging` parts hang."""
    if d.x[nodes[0]] > d.x[nodes[-1]]:
        nodes, parts = nodes[::-1], parts[::-1]
    left, right = nodes[0], nodes[-1]
    span = LENGTH * len(parts) + 2 * (len(parts) - 1)
    start = (d.x[left] + d.x[right]) // 2 - span // 2
    ends = (min(d.x[left], start), max(d.x[right], start + span))
    rows = (d.y(left), d.y(right))
    low, high = extent([*lay.boxes(), *lay.strips()], ends[0] - 0.2, ends[1] + 0.2) or rows
    if d.roles.under(parts):
        y = math.floor(min(low, *rows) - LANE) - d.wide
    else:
        y = math.ceil(max(high, *rows) + LANE + (TALL + LENGTH * (hanging - 1) if hanging else 0)) + d.wide
    for k, (p, n) in enumerate(zip(parts, nodes, strict=False)):
        x = start + k * (LENGTH + 2)
        lay.ends[p.name] = lie(x, y, p.a == n)
        if n != left:
            d.x[n], d.inner_y[n] = x - 1, y
            lay.wire(n, (x - 2, y), (x, y))
    for n, tip in ((left, start), (right, start + span)):
        lay.wire(n, (tip, y), (d.x[n], y), (d.x[n], d.y(n)))
        d.reach.setdefault(n, []).append(y)


def place_inner(d: Draughtsman, lay: Layout, net: list[str]) -> None:
    """A feedback network: a chain of parts, and what hangs from its nodes."""
    left, right, path = d.roles.chain(net)
    parts: list[Part] = []
    nodes = [left, *path, right]
    for a, b in pairwise(nodes):
        parts += [p for p in d.roles.two if {p.a, p.b} == {a, b} and p not in parts][:1]
    hanging = max((len(chain) for n in path for chain in d.roles.shunts.get(n, [])), default=0)
    place_lane(d, lay, parts, nodes, hanging)
    for n in path:
        for k, chain in enumerate(d.roles.shunts.get(n, [])):
            x, y = d.x[n] + d.columns.slot * k, d.inner_y[n]
            hang_chain(lay, chain, n, x, y - DROP)
            lay.wire(n, (d.x[n], y), (x, y), (x, y - DROP))
