"""Which way a writer's currents run.

A current's direction is a convention.  Where at least two lines more are true with some currents reversed
than as the netlist counts, the writer counts those currents the other way.  One line alone is no convention:
there a sign is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from gainproof.errors import TooLarge
from gainproof.expression import Equation
from gainproof.hand.truth.oracle import Oracle, Values

MOST = 7
"""Currents that are turned one by one; of more, all together only."""
EVIDENCE = 2
"""Lines more that must be true."""


def reversed_currents(claims: Sequence[Equation], oracle: Oracle) -> frozenset[str]:
    """The currents that the writer counts from an element's second node to its first."""
    currents = set(oracle.circuit.currents)
    about = [q for q in claims if not currents.isdisjoint(q.symbols())]
    about = [q for q in about if not oracle.strange(q.left, q.right)]
    if sum(not oracle.holds(q) for q in about) < EVIDENCE:
        return frozenset()
    used = list(dict.fromkeys(n for q in about for n in q.symbols() if n in currents))
    ways = product((False, True), repeat=len(used)) if len(used) <= MOST else [(True,) * len(used)]
    true = [q for q in about if oracle.holds(q)]
    best: tuple[int, int, frozenset[str]] = (EVIDENCE - 1, 0, frozenset())
    for way in ways:
        turned = frozenset(n for n, w in zip(used, way, strict=True) if w)
        if turned:
            count = sum(_holds(q, turned, oracle) for q in about) - len(true)
            if (count, -len(turned)) > best[:2]:
                best = (count, -len(turned), turned)
    return best[2] if best[0] >= EVIDENCE else frozenset()


def _holds(claim: Equation, turned: frozenset[str], oracle: Oracle) -> bool:
    try:
        for p in oracle.points:
            at = Values({**p, **{n: -p[n] for n in turned}}, p.over, oracle.book, None)
            if claim.left.value(at, p.over.number) != claim.right.value(at, p.over.number):
                return False
    except (ZeroDivisionError, TooLarge):
        return False
    return True
