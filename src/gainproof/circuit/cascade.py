"""Stages of a circuit: a front that drives the rest by ideal voltage outputs.

What a voltage source without inner resistance drives cannot act back on it.  So the elements of a circuit
fall into two sets: a *front*, whose voltages the rest does not change, and the *rest*, for which the outputs
of the front are independent sources.  Nothing of the rest may touch the front but at an *output*: a node
that a voltage source of the front, independent or controlled, or an ideal op-amp, holds against ground.
Only the current of that source depends on the load.

`fronts` searches, and nobody has to believe it: `cut` says whether a front is one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.variants import called, freed
from gainproof.errors import GainproofError
from gainproof.expression import Expr

MOST_FRONTS = 200
"""Fronts that a search looks at."""


@dataclass(frozen=True)
class Stages:
    """A circuit cut in two: `front` and `rest` are circuits, `outputs` the sources that both share.

    In the rest the outputs that are controlled are independent sources of their own names.
    """

    whole: Circuit
    front: Circuit
    rest: Circuit
    outputs: tuple[str, ...]

    def unknowns_of_front(self) -> dict[str, Expr]:
        """The unknowns of the front, in terms of the whole's; not the currents that the load changes."""
        kept = {e.name for e in self.front.elements}.difference(self.outputs)
        return _translated(self.front, self.whole, kept)

    def unknowns_of_rest(self) -> dict[str, Expr]:
        """The unknowns of the rest, and its sources that are outputs, in terms of the whole's unknowns."""
        kept = {e.name for e in self.rest.elements}.difference(self.outputs)
        table = _translated(self.rest, self.whole, kept)
        for n in self.outputs:
            e = self.whole.element(n)
            value = self.rest.element(n).value
            if e.kind not in "VI" and value is not None:
                (own,) = value.symbols()
                table[own] = self.whole.voltage(e.nodes[0]) - self.whole.voltage(e.nodes[1])
        return table


def cut(c: Circuit, front: Collection[str]) -> Stages:
    """The circuit cut behind the elements called `front`.

    Raises GainproofError, saying why, if what is behind can act back on them.
    """
    names = {c.element(n).name for n in front}
    ahead = [e for e in c.elements if e.name in names]
    behind = [e for e in c.elements if e.name not in names]
    if not ahead or not behind:
        raise GainproofError("a front is neither the whole circuit nor nothing of it")
    for e in c.elements:
        if any((c.element(n).name in names) != (e.name in names) for n in e.controls):
            raise GainproofError(f"{e.name} and what it is controlled by are not on one side of the cut")
    shared = _nodes(ahead) & _nodes(behind)
    outputs = []
    for n in (n for n in c.nodes if n in shared):
        source = next((e for e in ahead if _holds(e, n)), None)
        if source is None:
            raise GainproofError(f"nothing holds the voltage of node {n}, where the rest touches the front")
        if any(source.name in e.controls for e in ahead):
            raise GainproofError(f"the current of {source.name} controls the front, and the rest changes it")
        outputs.append(source.name)
    end = c
    for n in outputs:
        if c.element(n).kind != "V":
            end = freed(end, n)
    rest = [e for e in end.elements if e.name not in names or e.name in outputs]
    what = " and ".join(called(c.element(n)) for n in outputs)
    return Stages(
        c,
        c.with_elements(ahead, f"{c.name}, up to {what}"),
        end.with_elements(rest, f"{c.name}, behind {what}"),
        tuple(outputs),
    )


def fronts(c: Circuit) -> list[tuple[str, ...]]:
    """The fronts of one or two controlled sources, the largest first.

    A front is what determines the voltages of these sources, and what depends on neither.
    """
    held = {n: e for e in c.elements for n in c.nodes if _holds(e, n)}
    seeds = [n for n, e in held.items() if e.kind != "V"]
    needed = {n: _needed(c, held, n) for n in seeds}
    found: dict[frozenset[str], None] = {}
    for some in [*((n,) for n in seeds), *combinations(seeds, 2)]:
        need = frozenset().union(*(needed[n] for n in some))
        found[need | _beside(c, held, need)] = None
        if len(found) >= MOST_FRONTS:
            break
    proper = [f for f in found if len(f) < len(c.elements)]
    return [tuple(e.name for e in c.elements if e.name in f) for f in sorted(proper, key=len, reverse=True)]


def _needed(c: Circuit, held: dict[str, Element], node: str) -> frozenset[str]:
    """The elements that determine the voltage of a node which a source holds."""
    need: dict[str, None] = {}
    nodes, open_nodes = set(), [node]

    def take(e: Element) -> None:
        if e.name not in need:
            need[e.name] = None
            open_nodes.extend(e.nodes)
            for n in e.controls:
                take(c.element(n))
            for k in c.elements:
                if k.kind == "K" and e.name in k.controls:
                    take(k)

    while open_nodes:
        n = open_nodes.pop()
        if n == GROUND or n in nodes:
            continue
        nodes.add(n)
        if n in held:
            take(held[n])
        else:
            for e in c.elements:
                if n in e.nodes[:2]:
                    take(e)
    return frozenset(need)


def _beside(c: Circuit, held: dict[str, Element], front: frozenset[str]) -> frozenset[str]:
    """The elements behind a front that touch it at independent sources alone."""
    fixed = {n for n, e in held.items() if e.name in front} | {GROUND}
    nodes = {n for n, e in held.items() if e.kind != "V" and e.name in front}
    left = [e for e in c.elements if e.name not in front]
    reached: set[str] = set()
    while True:
        new = [e for e in left if not nodes.isdisjoint(e.nodes) or not reached.isdisjoint(e.controls)]
        if not new:
            return frozenset(e.name for e in left)
        left = [e for e in left if e not in new]
        reached.update(e.name for e in new)
        nodes.update(n for e in new for n in e.nodes if n not in fixed)


def _holds(e: Element, node: str) -> bool:
    """Does the element hold the voltage of the node against ground, whatever current that takes?"""
    return e.kind in "VEHN" and set(e.nodes[:2]) == {node, GROUND}


def _nodes(elements: Collection[Element]) -> set[str]:
    return {n for e in elements for n in e.nodes if n != GROUND}


def _translated(part: Circuit, whole: Circuit, currents: Collection[str]) -> dict[str, Expr]:
    """The unknowns of a part as unknowns of the whole: voltages, and the currents of these elements."""
    table: dict[str, Expr] = {name: whole.voltage(n) for name, n in part.voltages.items()}
    return table | {name: whole.current(n) for name, n in part.currents.items() if n in currents}
