"""Does a false line follow from an earlier false one?  Then the error was carried forward.

A false line is taken for true in three ways.  The circuit with one of its laws given up for the line is a
circuit like any other, with a general point of its own; the line that holds there, and did not before,
follows from the false one.  A name in the false line may be what it says.  And its two sides may be put for
each other: equals for equals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.errors import TooLarge
from gainproof.expression import Equation, Expr, Num
from gainproof.hand.isolate import isolated
from gainproof.hand.oracle import Oracle, Values
from gainproof.hand.worlds import World, says_nothing
from gainproof.rules.point import Contradiction, satisfy

REMEMBERED = 8
"""How many false lines are remembered, the latest."""
PLACES = 24
"""In how many places of a line equals are put for equals, one by one."""


class Mistakes:
    """The false lines so far, each with the worlds in which it is true."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, Equation]] = []
        self._worlds: dict[tuple[int, Equation], list[Values]] = {}

    def add(self, label: str, line: Equation) -> None:
        """Remember a false line."""
        self.lines.append((label, line))

    def behind(self, claim: Equation, oracle: Oracle, world: World | None = None) -> str:
        """The label of the latest false line that gives this claim; "" if none does.

        The claim is as it reads in the `world`, if one is given, and the lines are read there too.
        """
        for label, line in reversed(self.lines[-REMEMBERED:]):
            if world is not None:
                told = world.told(line)
                if told is None:
                    continue
                line = told
            if oracle.strange(line.left, line.right):
                continue
            if _swapped(claim, line, oracle):
                return label
            if any(_true(claim, world, oracle) for world in self._of(line, oracle)):
                return label
        return ""

    def _of(self, line: Equation, oracle: Oracle) -> list[Values]:
        key = (id(oracle), line)
        if key not in self._worlds:
            self._worlds[key] = [*_worlds(line, oracle), *_renamings(line, oracle)]
        return self._worlds[key]


def _worlds(line: Equation, oracle: Oracle) -> Iterator[Values]:
    """The general point of the circuit with each of its laws in turn given up for the line."""
    if not any(n in oracle.unknowns for n in line.symbols()):
        return
    p = oracle.points[0]
    fixed = {n: v for n, v in p.items() if n not in oracle.unknowns and n not in oracle.names}
    for label in oracle.laws:
        over = Residues(beside=p.over)  # type: ignore[arg-type]
        over.values = dict(fixed)
        names = [n for n in line.symbols() if n in oracle.names]
        over.values.update((n, p[n]) for n in names)
        laws = [q for k, q in oracle.laws.items() if k != label]
        try:
            state = satisfy([*laws, line], oracle.unknowns, over)
        except (Contradiction, ZeroDivisionError, TooLarge):
            continue
        full = {n: state.get(n, over.symbol(n)) for n in oracle.unknowns}
        world = Values({**fixed, **full}, over, oracle.book, None)
        if not says_nothing(line, world, oracle):
            yield world


def _renamings(line: Equation, oracle: Oracle) -> Iterator[Values]:
    """The circuit's own point with a name of the line standing for what the line says."""
    p = oracle.points[0]
    for n in line.symbols():
        meaning = isolated(line, n) if n in oracle.names else None
        if meaning is None:
            continue
        try:
            told = meaning.value(p, p.over.number)
        except (ZeroDivisionError, TooLarge):
            continue
        kept = {k: v for k, v in p.items() if k not in oracle.names}
        yield Values({**kept, n: told}, p.over, oracle.book, None)


def _true(claim: Equation, at: Values, oracle: Oracle) -> bool:
    """Is the claim true there, and not only because what it speaks of vanishes?"""
    p = oracle.points[0]
    try:
        if says_nothing(claim, at, oracle):
            return False
        return bool(claim.left.value(at, p.over.number) == claim.right.value(at, p.over.number))
    except (ZeroDivisionError, TooLarge, KeyError):
        return False


def _swapped(claim: Equation, line: Equation, oracle: Oracle) -> bool:
    """Is the claim true with one side of the false line put for the other, in one place or in all?"""
    p = oracle.points[0]

    def value(x: Expr) -> Any:
        try:
            return x.value(p, p.over.number)
        except (ZeroDivisionError, TooLarge, KeyError):
            return None

    for wrong, right in ((line.right, line.left), (line.left, line.right)):
        target = value(wrong)
        if target is None or isinstance(wrong, Num):
            continue
        whole = Equation(_put(claim.left, target, right, value), _put(claim.right, target, right, value))
        if whole != claim and oracle.holds(whole):
            return True
        for k in range(PLACES):
            one = _once(claim, target, right, value, k)
            if one is None:
                break
            if oracle.holds(one):
                return True
    return False


def put(x: Expr, old: Expr, new: Expr) -> Expr:
    """The tree with every part that reads so replaced."""
    if x == old:
        return new
    return x.rebuilt(tuple(put(c, old, new) for c in x.children)) if x.children else x


def _put(x: Expr, target: Any, new: Expr, value: Any) -> Expr:
    """The tree with every part of this value replaced."""
    if value(x) == target:
        return new
    return x.rebuilt(tuple(_put(c, target, new, value) for c in x.children)) if x.children else x


def _once(claim: Equation, target: Any, new: Expr, value: Any, k: int) -> Equation | None:
    """The claim with the k-th part of this value replaced; None if there are fewer."""
    left = k

    def put(x: Expr) -> Expr:
        nonlocal left
        if left < 0:
            return x
        if value(x) == target:
            left -= 1
            return new if left < 0 else x
        return x.rebuilt(tuple(put(c) for c in x.children)) if x.children else x

    found = Equation(put(claim.left), put(claim.right))
    return found if left < 0 else None
