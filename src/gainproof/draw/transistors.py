"""Transistors of small-signal circuits: a controlled current source that stands between two rows.

A source of current G from C to E whose controlling voltage is from B to E is the model of a transistor with
base, collector and emitter, or gate, drain and source.  Base and collector share a row; the emitter has a row
of its own, DEEP below, and what lies between the two rows stands upright: the source, r_o beside it, and r_π
at the base.  If the emitter has its row already, the collector goes above it, as in a cascode; and the second
transistor of a differential pair is the mirror image of the first, below the row of the emitters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gainproof.draw.parts import Part

if TYPE_CHECKING:
    from gainproof.draw.walk import Walk

DEEP = 7  # from the row of the collector to that of the emitter; a part to ground fits between


@dataclass(frozen=True)
class Transistor:
    """A controlled source of current between two nodes of the signal, with its three nodes."""

    part: Part
    base: str
    collector: str
    emitter: str


def transistors(two: list[Part]) -> Iterator[Transistor]:
    """The controlled sources that are drawn upright."""
    for p in two:
        if p.kind != "G" or p.shunt or p.a == p.b:
            continue
        shared = {p.a, p.b} & set(p.element.nodes[2:4])
        if len(shared) == 1:
            (emitter,) = shared
            (base,) = set(p.element.nodes[2:4]) - shared or {emitter}
            if base != emitter:
                yield Transistor(p, base, p.other(emitter), emitter)


def pass_base(walk: Walk, node: str) -> None:
    """Go on from a base to collector and emitter, whichever have no row yet."""
    f = walk.flow
    for t in walk.transistors:
        if t.base != node or t.collector in f.rank or t.collector in walk.driven:
            continue
        row = f.row[node]
        if t.emitter in f.rank:
            if not row.goes_on_from(node) or row.amps or not row.tie(f.row[t.emitter], -DEEP):
                continue
        else:
            walk.enter(t.emitter, f.rank[node] + 1, None)
            f.row[t.emitter].tie(row, -DEEP)
        joint = next((p for p in walk.at[t.collector] if p.other(t.collector) == node), None)
        goes_on = row.goes_on_from(node)
        walk.enter(t.collector, f.rank[node] + 1, joint, row if goes_on else None)
        if not goes_on:
            f.row[t.collector].tie(row, 0)
        f.after[t.collector] = node
        _stand(walk, t)


def pass_source(walk: Walk, node: str, part: Part) -> bool:
    """Go through a transistor, up from its emitter or down from its collector; False if it is none.

    Where another transistor stands above the emitter already, this one is its mirror image below.
    """
    f = walk.flow
    t = next((t for t in walk.transistors if t.part is part), None)
    if t is None or part.other(node) in f.rank:
        return False
    up = node == t.emitter and not any(node == emitter for _, emitter in f.stands)
    other = part.other(node)
    walk.enter(other, f.rank[node] + 1, None)
    f.row[other].tie(f.row[node], DEEP if up else -DEEP)
    _stand(walk, t)
    return True


def _stand(walk: Walk, t: Transistor) -> None:
    walk.flow.stands += [(t.collector, t.emitter), (t.base, t.emitter)]
