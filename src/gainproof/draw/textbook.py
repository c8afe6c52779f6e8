"""The rules by which a textbook places its symbols.

Sources stand on the left, the signal runs to the right, feedback lies over or under its op-amp, what goes to
ground hangs down, and the output comes out on the right.  The rows are known (`flow`), the roles of the parts
(`roles`) and the columns (`columns`); here the parts get their places, and the wires that a draughtsman would
draw first are wished for.  Nothing here need be free of collisions: the sheet refuses a wire that collides
and finds another way, and the geometric test judges the whole.

Rows that are tied to each other make a *group*.  Groups are placed one by one and stacked.
"""

from __future__ import annotations

import math
from collections.abc import Set

from gainproof.circuit.circuit import GROUND
from gainproof.draw.draughtsman import Draughtsman
from gainproof.draw.drawing import PIN, Box
from gainproof.draw.flow import TIGHT, Flow, Row, Style
from gainproof.draw.layout import Layout
from gainproof.draw.lying import place_in_row, place_inner, place_lane
from gainproof.draw.opamps import place_amp
from gainproof.draw.outputs import place_terminals
from gainproof.draw.parts import Amp, Part
from gainproof.draw.sheet import NoRoute
from gainproof.draw.standing import hang_from_second, hang_shunts, stand_between, stand_upright
from gainproof.draw.walk import Walk


def textbook(two: list[Part], amps: list[Amp], output: tuple[str, ...], style: Style = TIGHT) -> Layout:
    """The layout by the rules.

    Raises NoRoute if the rules lead nowhere.
    """
    if any(p.a == p.b for p in two) or any(a.out == GROUND or a.plus == a.minus for a in amps):
        raise NoRoute("a part with both ends at one node, or an op-amp that no textbook shows")
    flow = Walk(two, amps, output, style=style).run()
    turned = _to_turn(flow, two)
    if turned:
        flow = Walk(two, amps, output, turned, style).run()
    return _laid_out(Draughtsman(two, amps, output, flow, style.wide))


def _to_turn(f: Flow, two: list[Part]) -> frozenset[str]:
    """Op-amps to turn over, because a part joins their second input with that of an op-amp above."""
    out = set()
    for p in two:
        first, second = f.secondary.get(p.a), f.secondary.get(p.b)
        if first and second and first is not second and f.row[p.a].root()[0] is not f.row[p.b].root()[0]:
            out.add(max(first, second, key=f.order.index).name)
    return frozenset(out)


def _laid_out(d: Draughtsman) -> Layout:
    """Place group by group, stack the groups, then place what joins them."""
    f = d.flow
    roots = list(dict.fromkeys(r.root()[0] for r in f.rows))
    late = {f.axis[a.name].root()[0]: a for a in f.merging}
    margin = (5 if d.roles.having("upright") else 2) + d.wide
    whole = Layout()
    for root in roots:
        if root not in late:
            mine = _group(d, root)
            d.base[root] = _lowered(whole, mine, margin)
            whole.take(mine.moved(0, d.base[root]))
    for root, a in late.items():
        whole.take(_merging(d, root, a))
    _between_groups(d, whole)
    place_terminals(d, whole)
    return whole


def _group(d: Draughtsman, root: Row, pins: Set[str] = frozenset()) -> Layout:
    """Place the rows tied to a root; `pins` are nodes of other groups that lead to its op-amp."""
    f, lay = d.flow, Layout()
    mine = {n for n in f.rank if f.row[n].root()[0] is root}
    for a in f.order:
        if f.axis[a.name].root()[0] is root:
            place_amp(d, lay, a)
    for p in d.roles.having("series", "arm", "bridge"):
        left, right = d.roles.left_right(p)
        if (right if d.roles.branches_off(p) else left) in mine:
            place_in_row(d, lay, p, left, right)
    for n in f.rank:
        if n in mine and n not in f.secondary:
            hang_shunts(d, lay, n)
    for p in d.roles.having("stand"):
        if p.a in mine:
            stand_between(d, lay, p)
    for p in d.roles.having("upright"):
        if {p.a, p.b} <= mine:
            stand_upright(d, lay, p)
    _feedback(d, lay, mine, mine | pins)
    return lay


def _feedback(d: Draughtsman, lay: Layout, mine: Set[str], ends: Set[str]) -> None:
    """The lanes, short ones first; second inputs get what hangs from them after the last lane to them."""
    f = d.flow
    nets = [net for net in f.inner if set(d.roles.chain(net)[:2]) <= mine]
    lanes: list[tuple[tuple[str, str], Part | list[str]]] = [
        (d.roles.left_right(p), p) for p in d.roles.having("lane") if {p.a, p.b} <= ends
    ]
    lanes.sort(key=lambda lane: abs(d.x[lane[0][0]] - d.x[lane[0][1]]))
    lanes += [(d.roles.chain(net)[:2], net) for net in nets]
    waiting = [n for n in f.rank if n in mine and n in f.secondary]
    for k in range(len(lanes) + 1):
        for n in [n for n in waiting if not any(n in nodes for nodes, _ in lanes[k:])]:
            waiting.remove(n)
            hang_from_second(d, lay, n)
        if k < len(lanes):
            nodes, what = lanes[k]
            if isinstance(what, Part):
                place_lane(d, lay, [what], [*nodes])
            else:
                place_inner(d, lay, what)


def _merging(d: Draughtsman, root: Row, a: Amp) -> Layout:
    """An op-amp whose inputs come from two groups stands between them."""
    above = {n: d.y(n) for n in a.inputs if n in d.flow.row}
    middle = round(sum(above.values()) / len(above))
    d.base[root] = middle
    top, _ = d.flow.top_bottom(a)
    d.pin_y = {n: middle + (PIN if n == top else -PIN) for n in above}
    lay = _group(d, root, above.keys())
    for n, pin in d.pin_y.items():
        lay.wire(n, (d.x[n], pin), (d.x[n], above[n]))
    d.pin_y = {}
    return lay


def _between_groups(d: Draughtsman, lay: Layout) -> None:
    f = d.flow
    for amp in f.order:
        base, up = lay.amps[amp.name]
        for n, pin in ((amp.plus, PIN if up else -PIN), (amp.minus, -PIN if up else PIN)):
            if n in d.x and f.axis[amp.name].root()[0] is not f.row[n].root()[0]:
                lay.wire(n, (d.x[n], base[1] + pin), (d.x[n], d.y(n)))
    for n, x, to in d.branched:
        lay.wire(n, (x, d.y(to)), (x, d.y(n)), (d.x[n], d.y(n)))
    for net in f.inner:
        if not d.inner_y.keys() & set(net) and d.roles.chain(net)[0]:
            place_inner(d, lay, net)
    for p in d.roles.two:
        if p.name in lay.ends:
            continue
        a, b = d.roles.left_right(p)
        if d.roles.role[p.name] == "upright" and not d.same_group(a, b):
            stand_upright(d, lay, p)
        elif a in d.x and b in d.x and not p.shunt:
            place_lane(d, lay, [p], [a, b])
        else:
            raise NoRoute(p.name)


def _lowered(above: Layout, mine: Layout, margin: int) -> int:
    """How far to lower `mine` so that it stands clear of what is above."""
    upper: list[Box] = [*above.boxes(), *above.strips()]
    shift = 0
    for b in [*mine.boxes(), *mine.strips()]:
        for a in upper:
            if a[0] - 1 < b[2] and b[0] < a[2] + 1:
                shift = min(shift, math.floor(a[1] - b[3]) - margin)
    return shift
