"""How the walk passes an op-amp: which input is on top, and what stands before the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gainproof.circuit.circuit import GROUND
from gainproof.draw.flow import Row
from gainproof.draw.parts import Amp, Part

if TYPE_CHECKING:
    from gainproof.draw.walk import Walk


def fire(walk: Walk) -> bool:
    f = walk.flow
    ready = [a for a in walk.amps if a.name not in walk.fired and any(n in f.rank for n in a.inputs)]
    if not ready:
        return False
    a = min(ready, key=lambda a: (min(f.rank[n] for n in a.inputs if n in f.rank), walk.amps.index(a)))
    walk.fired.add(a.name)
    f.order.append(a)
    known = [n for n in (a.minus, a.plus) if n in f.rank]
    if len(known) == 2 and known[0] != known[1]:
        known.sort(key=lambda n: next(k for k, r in enumerate(f.rows) if r is f.row[n]))
        behind = [n for n in known if n in walk.driven]
        if len(behind) == 1:
            known.sort(key=lambda n: n in behind)
    first = known[0]
    second = a.minus if first == a.plus else a.plus
    down = a.name in walk.flipped
    f.top[a.name] = second if down else first
    sign = -1 if down else 1
    row = f.row[first]
    separate = False
    if second in f.rank and second != first and second != a.out:
        other = f.row[second]
        separate = other.root()[0] is not row.root()[0] and bool(other.root()[0].amps and row.root()[0].amps)
        if not walk.loose and not separate and not other.amps and not walk.hung(row):
            other.tie(row, -4 * sign)
    axis = Row()
    f.rows.append(axis)
    taken = any(other.base is row and other.offset == -2 * sign for other in f.axis.values())
    taken = taken or row.nodes[-1] != first
    if separate:
        f.merging.append(a)
    elif not taken:
        axis.tie(row, -2 * sign)
        row.root()[0].amps += 1
    row.closed = True
    axis.amps += 1
    f.axis[a.name] = axis
    rank = max(f.rank[n] for n in known)
    if second not in f.rank and second != GROUND and second not in walk.driven:
        _enter_second(walk, a, first, second)
        f.row[second].tie(axis, -2 * sign)
        f.row[second].closed = True
    came: Amp | Part = a
    for n in f.outlet[a.name]:
        rank += 1
        if n not in f.rank and n != GROUND:
            walk.enter(n, rank, came, axis)
        came = walk.at[a.out][0] if a.out in walk.at else a
    return True


def _enter_second(walk: Walk, a: Amp, first: str, second: str) -> None:
    """An op-amp's input that no signal reaches; sources in series with it begin a row of their own."""
    f = walk.flow
    chain = _sources_before(walk, second)
    if not chain:
        walk.enter(second, f.rank[first], a)
        f.secondary[second] = a
        return
    start = second
    for p in chain:
        start = p.other(start)
    walk.enter(start, f.rank[first], None)
    f.beside[start] = first
    here = start
    for p in reversed(chain):
        here = p.other(here)
        walk.enter(here, f.rank[f.row[start].nodes[-1]] + 1, p, f.row[start])


def _sources_before(walk: Walk, node: str) -> list[Part]:
    """The voltage sources in series with an input, from the pin outwards; nothing else joins them."""
    chain: list[Part] = []
    while True:
        here = [p for p in walk.at.get(node, []) if p not in chain]
        alone = len(here) == 1 and here[0].kind in "VE" and not here[0].shunt
        if not alone or here[0].other(node) in walk.flow.rank or here[0].other(node) in walk.driven:
            return chain
        chain.append(here[0])
        node = here[0].other(node)


def _side(walk: Walk, node: str) -> set[str]:
    """An input with the nodes that only voltage sources part from it."""
    found, todo = {node}, [node]
    while todo:
        n = todo.pop()
        for p in walk.at.get(n, []):
            m = p.other(n)
            if p.kind in "VE" and not p.shunt and m not in found and n != GROUND:
                found.add(m)
                todo.append(m)
    return found


def between_inputs(walk: Walk, a: Amp) -> list[Part]:
    plus, minus = _side(walk, a.plus), _side(walk, a.minus)
    walk.flow.side |= {(a.name, a.plus): plus, (a.name, a.minus): minus}
    if plus & minus:
        return []
    both = [p for p in walk.two if {p.a, p.b} & plus and {p.a, p.b} & minus]
    if GROUND in (a.plus, a.minus) or any(GROUND in (p.a, p.b) for p in both):
        both = [p for p in both if not p.shunt or p.name.rpartition(".")[2].lower() == "ri"]
    if (plus | minus) & set(walk.flow.outlet[a.name]):
        both = [p for p in both if p.element.part_of and p.element.part_of == a.element.part_of]
    return [p for p in both if p.kind not in "VE"]
