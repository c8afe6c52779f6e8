"""Sources without ground: one stands between two rows if the signal goes on from both of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gainproof.draw.parts import Part
from gainproof.expression import ZERO

if TYPE_CHECKING:
    from gainproof.draw.walk import Walk


def seed_floating(walk: Walk) -> None:
    """Begin at both ends of a source of which neither is grounded."""
    for p in walk.two:
        if floats(walk, p):
            walk.flow.floats.add(p.name)
            walk.enter(p.a, 0, None)
            walk.enter(p.b, 0, None)
            return


def floats(walk: Walk, p: Part) -> bool:
    """Is this a source from both of whose ends the signal goes on?"""
    source = p.kind in "VI" and not p.shunt and not p.element.part_of and p.element.value != ZERO
    return source and all(_leads_on(walk, n, p) for n in (p.a, p.b))


def _leads_on(walk: Walk, n: str, but: Part) -> bool:
    across = walk.flow.across
    return n in walk.inputs or any(
        q is not but
        and not q.shunt
        and q.name not in across
        and q.other(n) not in walk.flow.rank
        and q.other(n) not in walk.driven
        for q in walk.at[n]
    )
