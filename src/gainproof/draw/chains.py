"""Chains that hang: parts in line from a node to ground, such as a resistor and a capacitor, or a reference
voltage behind a resistor.

Nothing else is connected between the parts of a chain.  It hangs down from its node as a single part to
ground would, unless it is the way of the signal.  A source begins a row, unless another's signal is at its
node already; sources that meet at the input of an op-amp have rows of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from heapq import heappop, heappush

from gainproof.circuit.circuit import GROUND
from gainproof.draw.parts import Amp, Part
from gainproof.draw.transistors import transistors
from gainproof.expression import ZERO

FAR = 1 << 30


def hanging(two: list[Part], amps: list[Amp], output: tuple[str, ...]) -> dict[str, list[list[Part]]]:
    """The chains of two parts or more that hang, by the node from which they do; each from that node down."""
    at = _parts_at(two)
    pins = {n for a in amps for n in (a.out, a.reference, *a.inputs)}
    kept = {GROUND, *pins, *output, *(n for p in two if p.kind in "EG" for n in p.element.nodes[2:4])}
    kept |= {n for t in transistors(two) for n in (t.collector, t.emitter)}
    sources = [p for p in two if p.shunt and p.kind in "VI" and p.element.value != ZERO]
    out: dict[str, list[list[Part]]] = {}
    for foot in [p for p in two if p.shunt and p not in sources[:1]]:
        top, chain = _upwards(foot, at, kept)
        if len(chain) < 2 or top == GROUND:
            continue
        if foot in sources:
            hangs = _joins(top, foot, sources, at, amps)
        else:
            hangs = _leads_aside(top, chain, at, pins, output)
        if hangs:
            out.setdefault(top, []).append(chain)
    return out


def _parts_at(two: list[Part]) -> dict[str, list[Part]]:
    at: dict[str, list[Part]] = {}
    for p in two:
        for n in dict.fromkeys((p.a, p.b)):
            at.setdefault(n, []).append(p)
    return at


def _upwards(foot: Part, at: Mapping[str, list[Part]], kept: Set[str]) -> tuple[str, list[Part]]:
    """From a grounded part up to the first node where more than two parts meet; the chain from there down."""
    chain, n = [foot], foot.other(GROUND)
    while n not in kept and len(at[n]) == 2:
        (above,) = [p for p in at[n] if p is not chain[0]]
        chain.insert(0, above)
        n = above.other(n)
    return n, chain


def _leads_aside(
    top: str,
    chain: list[Part],
    at: Mapping[str, list[Part]],
    pins: Set[str],
    output: tuple[str, ...],
) -> bool:
    """Does the signal go another way from `top` than down this chain, on which there is no source?"""
    if top in output:
        return True
    if top in pins:
        return chain[0].kind != "V" or len(at[top]) > 1  # an offset voltage lies in the row of its input
    return sum(not p.shunt and p is not chain[0] for p in at[top]) > 1


def _joins(top: str, foot: Part, sources: list[Part], at: Mapping[str, list[Part]], amps: list[Amp]) -> bool:
    """Is another source's signal at `top` before that of `foot`, on its only way to the op-amps?"""
    inputs = {n for a in amps for n in a.inputs} - {a.out for a in amps}
    others = [p for p in sources if p is not foot]
    before = [a for a in amps if top not in a.inputs]

    def far(p: Part, through: list[Amp]) -> int:
        return _distances(p, at, amps, through).get(top, FAR)

    if 1 < min(far(p, before) for p in others) < FAR:
        by_parts = [p for p in others if far(p, []) < FAR]
        return not any(inputs & _distances(p, at, amps, [], top).keys() for p in by_parts)
    earlier = sources[: sources.index(foot)]
    return top not in inputs and any(far(p, before) < FAR for p in earlier)


def _distances(
    source: Part, at: Mapping[str, list[Part]], amps: list[Amp], through: list[Amp], but: str = ""
) -> dict[str, int]:
    """How many junctions and op-amps the signal of a source has passed at each node that it reaches.

    It goes through parts, and of the op-amps `through` some from input to output; not through the node `but`.
    """
    driven = {a.out for a in amps}
    inputs = {n for a in amps for n in a.inputs} - driven
    start = source.other(GROUND)
    best = {start: 0}
    queue = [(0, start)]
    while queue:
        far, n = heappop(queue)
        if far > best[n]:
            continue
        onward = [(far + 1, a.out) for a in through if n in a.inputs]
        if n == start or n not in inputs:
            near = [p.other(n) for p in at.get(n, [])]
            open_ = [m for m in near if m not in (GROUND, but) and m not in driven]
            onward += [(far + (len(at[m]) > 2 or m in inputs), m) for m in open_]
        for cost, m in onward:
            if cost < best.get(m, FAR):
                best[m] = cost
                heappush(queue, (cost, m))
    return best
