"""Op-amps, with the parts across their inputs and the wires to their pins."""

from __future__ import annotations

from gainproof.circuit.circuit import GROUND
from gainproof.draw.draughtsman import LOOP, Draughtsman
from gainproof.draw.drawing import PIN, WIDTH
from gainproof.draw.layout import Layout, hang
from gainproof.draw.parts import Amp, Part


def place_amp(d: Draughtsman, lay: Layout, a: Amp) -> None:
    """A triangle, what stands across its inputs, and the wires to its pins."""
    root, height = d.flow.axis[a.name].root()
    y, x = d.base.get(root, 0) + height, d.columns.base[a.name]
    top, bottom = d.flow.top_bottom(a)
    lay.amps[a.name] = ((x, y), top == a.plus)
    lay.wire(a.out, (x + WIDTH, y), (d.x[a.out], y))
    for p in d.roles.across(a):
        _across(d, lay, p, a, y)
    for node, pin in ((top, y + PIN), (bottom, y - PIN)):
        if node == GROUND:
            if not d.roles.across(a):
                lay.wire(GROUND, (x, pin), (x - 1, pin))
                lay.grounds.append((x - 1, pin))
        elif d.roles.driven.get(node) is a:
            away = node in d.flow.looped
            loop = d.y(node) if away else pin + (LOOP if pin > y else -LOOP)
            right = d.x[node]
            lay.wire(node, (x, pin), (x - 1, pin), (x - 1, loop), (right, loop), (right, d.y(node)))
            d.reach.setdefault(node, []).append(loop)
        else:
            lay.wire(node, (x, pin), (d.x[node], pin))
            if d.flow.row[node].root()[0] is root:
                lay.wire(node, (d.x[node], pin), (d.x[node], d.y(node)))


def _across(d: Draughtsman, lay: Layout, p: Part, a: Amp, y: int) -> None:
    x, right = d.columns.across[p.name], d.columns.base[a.name]
    top, bottom = d.flow.top_bottom(a)
    upper = p.a if p.a in d.flow.side[a.name, top] else p.b
    lower = p.other(upper)
    lay.ends[p.name] = hang(x, y + PIN, p.a == upper)
    for node, pin, height in ((upper, top, y + PIN), (lower, bottom, y - PIN)):
        if node in d.x and d.flow.secondary.get(node) is not a and d.roles.driven.get(node) is not a:
            lay.wire(node, (d.x[node], height), (x, height))
        if node == pin:
            lay.wire(node, (x, height), (right, height))
        if node == GROUND:
            lay.grounds.append((x, height))
