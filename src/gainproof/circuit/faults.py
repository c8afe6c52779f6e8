"""Structural faults: circuits whose equations have no unique solution, whatever the values.

Three facts of graph theory find nearly all of them.  Kirchhoff's current laws of an *island*, nodes
without a path to ground, add up to 0 = 0.  A *loop* of voltage sources leaves the current around it
open.  A *cutset* of current sources fixes no voltage.  (L. O. Chua, C. A. Desoer, E. S. Kuh, *Linear and
Nonlinear Circuits*, 1987, ch. 8.)  The rest, for which values matter, is found by the solver.
"""

from __future__ import annotations

from collections.abc import Iterable

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.circuit.forest import Forest
from gainproof.errors import Place, Problem

_VOLTAGE = frozenset("VEHN")  # their branch fixes a voltage or, a nullor's output, leaves the current open
_CURRENT = frozenset("IGF")
MOST_TOLD = 20
"""Faults of one sort that are told; a circuit with more has one cause."""


def faults(circuit: Circuit, complete: bool = True, file: str = "") -> list[Problem]:
    """Every structural fault, at the place of an element that has part in it.

    With `complete` false, elements are missing, and only faults are told that no further element
    could cure.
    """
    found = _loops(circuit)
    if not complete:
        return found
    if not circuit.elements:
        return [Problem(Place(file or "<netlist>"), "the circuit has no elements", "at least one")]
    if not any(GROUND in e.nodes for e in circuit.elements):
        return [
            Problem(
                circuit.elements[0].place,
                "the circuit has no ground",
                "a node 0 or gnd",
                f"its nodes are {_listed(circuit.nodes)}; call one of them 0",
            )
        ]
    islands = _islands(circuit)
    return found + (islands or _cutsets(circuit)) + _open_nullors(circuit)


def dangling(circuit: Circuit) -> list[tuple[str, Problem]]:
    """Nodes at which one resistor, capacitor or inductor ends and nothing else is, each with a remark.

    Its current is zero and the equations are sound; yet the name may be misspelt.  So it may be where
    both ends of an element are on one node.
    """
    count: dict[str, int] = {}
    last: dict[str, Element] = {}
    for e in circuit.elements:
        for n in e.nodes:
            count[n] = count.get(n, 0) + 1
            last[n] = e
    loops = [
        (n, Problem(e.place, f"both ends of {e.name} are on node {n}, so that it changes nothing"))
        for e in circuit.elements
        for n in e.nodes[:1]
        if e.kind in "RCLI" and e.nodes[1] == n and not e.part_of
    ]
    return loops + [
        (
            n,
            Problem(
                last[n].place,
                f"nothing but {last[n].name} is connected to node {n}, so that it carries no current",
                "",
                "check the node's name",
            ),
        )
        for n, times in count.items()
        if times == 1 and n != GROUND and last[n].kind in "RCL"
    ]


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _loops(circuit: Circuit) -> list[Problem]:
    """Loops of voltage sources, and ideal op-amps whose inputs voltage sources hold together."""
    found: list[Problem] = []
    branches, inputs = Forest(), Forest()
    steering = {c.lower() for e in circuit.elements for c in e.controls}
    for e in circuit.elements:
        if e.kind not in _VOLTAGE:
            continue
        a, b = e.nodes[0], e.nodes[1]
        if not branches.join(a, b, e) and len(found) < MOST_TOLD:
            ring = [*branches.path(a, b), e]
            if steering.isdisjoint(r.name.lower() for r in ring):
                found.append(_loop(ring))
        if e.kind == "V":
            inputs.join(a, b, e)
    for e in circuit.elements:
        if e.kind == "N" and not inputs.join(e.nodes[2], e.nodes[3], e):
            held = [r.name for r in inputs.path(e.nodes[2], e.nodes[3])]
            found.append(
                Problem(
                    e.place,
                    f"the inputs of the ideal op-amp {e.name} are "
                    + (f"held together by {_listed(held)}" if held else "the same node"),
                    "inputs that its output can bring together",
                    "connect them to different nodes, or give it a finite gain",
                )
            )
    return found


def _loop(ring: list[Element]) -> Problem:
    e = ring[-1]
    if len(ring) == 1:
        return Problem(
            e.place,
            f"both ends of {e.name} are on node {e.nodes[0]}",
            "two nodes",
            "connect it elsewhere; a resistor of zero is a wire",
        )
    return Problem(
        e.place,
        f"{' and '.join([', '.join(r.name for r in ring[:-1]), e.name])} form a loop of voltage sources",
        "a voltage fixed once",
        "take one of them out, or put a resistor in series",
    )


def _components(circuit: Circuit, left_out: frozenset[str]) -> tuple[Forest, list[list[str]]]:
    """The sets of nodes joined by elements of other kinds than `left_out`, ground's own excepted."""
    forest = Forest()
    for e in circuit.elements:
        if len(e.nodes) > 1 and e.kind not in left_out:
            forest.join(e.nodes[0], e.nodes[1], e)
    ground = forest.root(GROUND)
    apart: dict[str, list[str]] = {}
    for n in circuit.nodes:
        root = forest.root(n)
        if root != ground:
            apart.setdefault(root, []).append(n)
    return forest, list(apart.values())


def _islands(circuit: Circuit) -> list[Problem]:
    """Nodes without a path to ground; an op-amp's input that nothing else is connected to is one."""
    found = []
    _, apart = _components(circuit, frozenset())
    for nodes in apart[:MOST_TOLD]:
        within = [e for e in circuit.elements if not set(nodes).isdisjoint(e.nodes)]
        inside = [e for e in within if not set(nodes).isdisjoint(e.nodes[:2])]
        if not inside:
            e = within[0]
            found.append(
                Problem(
                    e.place,
                    f"node {_listed(nodes)} floats: nothing but an input of {e.name} is connected to it",
                    "a path to ground",
                    "check the node's name",
                )
            )
        else:
            one = len(nodes) == 1
            found.append(
                Problem(
                    inside[0].place,
                    f"node{'' if one else 's'} {_listed(nodes)}, with {_listed(e.name for e in inside)}, "
                    f"{'has' if one else 'have'} no path to ground",
                    "a path to ground",
                    "check the nodes' names, or connect one of them to 0",
                )
            )
    return found


def _cutsets(circuit: Circuit) -> list[Problem]:
    """Parts that only current sources connect to the rest."""
    found = []
    _forest, apart = _components(circuit, _CURRENT)
    for nodes in apart[:MOST_TOLD]:
        inside = set(nodes)
        crossing = [
            e
            for e in circuit.elements
            if e.kind in _CURRENT and (e.nodes[0] in inside) != (e.nodes[1] in inside)
        ]
        seen = any(
            (e.nodes[2] in inside) != (e.nodes[3] in inside) for e in circuit.elements if len(e.nodes) == 4
        )
        if all(e.kind == "I" for e in crossing) or not seen:
            found.append(
                Problem(
                    crossing[0].place,
                    f"only current sources ({_listed(e.name for e in crossing)}) connect node"
                    f"{'' if len(nodes) == 1 else 's'} {_listed(nodes)} to the rest: no voltage is fixed",
                    "another path for the current",
                    "put a resistor across one of them",
                )
            )
    return found


def _open_nullors(circuit: Circuit) -> list[Problem]:
    """Ideal op-amps whose output cannot reach their inputs."""
    nullors = [e for e in circuit.elements if e.kind == "N"]
    if not nullors:
        return []
    fixed = Forest()
    for e in circuit.elements:
        if e.kind == "V":
            fixed.join(e.nodes[0], e.nodes[1], e)
    held = fixed.root(GROUND)
    by_name = circuit.by_name
    reach: dict[str, set[str]] = {}

    def way(sources: Iterable[str], targets: Iterable[str]) -> None:
        ends = [t for t in targets if fixed.root(t) != held]
        for a in sources:
            if fixed.root(a) != held:
                reach.setdefault(a, set()).update(ends)

    for e in circuit.elements:
        if e.kind in "RCLV":
            way(e.nodes, e.nodes)
        elif e.kind in "EGN":
            way(e.nodes[2:], e.nodes[:2])
            way(e.nodes[:2], e.nodes[:2])
            if e.kind == "N":
                way(e.nodes[2:], e.nodes[2:])
        elif e.kind in "FH":
            for control in e.controls:
                way(by_name[control.lower()].nodes, e.nodes)
            way(e.nodes, e.nodes)
        elif e.kind == "K":
            coupled = [n for c in e.controls for n in by_name[c.lower()].nodes]
            way(coupled, coupled)
    found = []
    for e in nullors[:1000]:
        if fixed.root(e.nodes[2]) == fixed.root(e.nodes[3]) or fixed.root(e.nodes[0]) == held:
            continue  # told already, as inputs held together or as a loop
        seen = {n for n in e.nodes[:2] if fixed.root(n) != held}
        todo = list(seen)
        while todo:
            for n in reach.get(todo.pop(), ()):
                if n not in seen:
                    seen.add(n)
                    todo.append(n)
        if seen.isdisjoint(e.nodes[2:]):
            found.append(
                Problem(
                    e.place,
                    f"the ideal op-amp {e.name} has no feedback from {e.nodes[0]} to its inputs",
                    "a path from its output to an input",
                    "connect one, or give it a finite open-loop gain",
                )
            )
    return found
