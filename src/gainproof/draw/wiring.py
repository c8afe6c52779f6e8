"""From a layout to a wired sheet: symbols take their room, wanted wires are laid, the rest is searched."""

from __future__ import annotations

from itertools import pairwise

from gainproof.circuit.circuit import GROUND
from gainproof.draw.drawing import HALF, PIN, WIDTH
from gainproof.draw.layout import Layout
from gainproof.draw.parts import Amp, Part
from gainproof.draw.sheet import Budget, Cell, Sheet

MARGIN = 4  # how far wires may run outside of what is placed


def wired(two: list[Part], amps: list[Amp], layout: Layout, budget: Budget) -> tuple[Sheet, list[Cell]]:
    """The sheet with every net joined, and where the marks of ground hang.  Raises NoRoute."""
    sheet = Sheet(budget)
    for p in two:
        _stand(sheet, *layout.ends[p.name])
    for a in amps:
        _stand_triangle(sheet, layout.amps[a.name][0])
    for p in two:
        for node, at in zip((p.a, p.b), layout.ends[p.name], strict=True):
            sheet.pin(node, at)
    for a in amps:
        (x, y), up = layout.amps[a.name]
        pin = PIN if up else -PIN
        for node, at in ((a.out, (x + WIDTH, y)), (a.plus, (x, y + pin)), (a.minus, (x, y - pin))):
            sheet.pin(node, at)
        if a.reference != GROUND:
            sheet.pin(a.reference, (x + WIDTH // 2, y - 3))
    for node, at, _ in layout.terminals:
        sheet.pin(node, at)
    marks = _grounded(sheet, layout)
    for x, y in marks:
        sheet.block([(x, y - 1)])
        sheet.crowd([(x - 1, y - 1), (x + 1, y - 1)])
    for node, points in layout.wires:
        if node != GROUND:
            for run in pairwise(points):
                sheet.lay(node, run)
    frame = _frame(sheet)
    for net in sorted({n for n in sheet.pins.values() if n != GROUND}, key=lambda n: (_span(sheet, n), n)):
        sheet.join(net, frame)
    sheet.prune()
    return sheet, marks


def _stand(sheet: Sheet, a: Cell, b: Cell) -> None:
    """A two-terminal part blocks what lies between its ends, and its label wants the room beside it."""
    (x0, y0), (x1, y1) = min(a, b), max(a, b)
    inside = [(x0, y) for y in range(y0 + 1, y1)] if x0 == x1 else [(x, y0) for x in range(x0 + 1, x1)]
    sheet.block(inside)
    dx, dy = (1, 0) if x0 == x1 else (0, 1)
    sheet.crowd((x + k * dx, y + k * dy) for x, y in inside for k in (1, -1))


def _stand_triangle(sheet: Sheet, base: Cell) -> None:
    x, y = base
    open_points = {(0, PIN), (0, -PIN), (WIDTH, 0), (WIDTH // 2, -3)}
    for dx in range(WIDTH + 1):
        reach = HALF * (1 - dx / WIDTH) + 0.2
        sheet.block(
            (x + dx, y + dy) for dy in range(-3, 4) if abs(dy) <= reach and (dx, dy) not in open_points
        )
    sheet.crowd((x - 1, y + dy) for dy in range(-3, 4))


def _grounded(sheet: Sheet, layout: Layout) -> list[Cell]:
    """Lay the short wires to ground; marks where they are wanted, and at every grounded end left without."""
    for node, points in layout.wires:
        if node == GROUND:
            sheet.lay(node, points)
    ends = [at for at, node in sheet.pins.items() if node == GROUND]
    marks: list[Cell] = []
    for piece in sheet.joined(GROUND):
        here = [at for at in ends if at in piece]
        if here:
            marks += [m for m in dict.fromkeys(layout.grounds) if m in piece] or [min(here)]
    for m in marks:
        sheet.pin(GROUND, m)
    return marks


def _span(sheet: Sheet, net: str) -> int:
    """Half the way around a net's pins; short nets are wired first."""
    at = [c for c, n in sheet.pins.items() if n == net]
    xs, ys = [x for x, _ in at], [y for _, y in at]
    return max(xs) - min(xs) + max(ys) - min(ys)


def _frame(sheet: Sheet) -> tuple[int, int, int, int]:
    cells = [*sheet.pins, *sheet.solid]
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    return (min(xs) - MARGIN, min(ys) - MARGIN, max(xs) + MARGIN, max(ys) + MARGIN)
