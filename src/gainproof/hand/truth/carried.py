"""Does a false line follow from an earlier false one?  Then the error was carried forward.

A false line is taken for true in three ways.  The circuit with one of its laws given up for the line is a
circuit like any other, with a general point of its own; the line that holds there, and did not before,
follows from the false one.  A name in the false line may be what it says.  And its two sides may be put for
each other: equals for equals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gainproof.algebra.residues import Residues
from gainproof.errors import TooLarge
from gainproof.expression import ZERO, Equation, Expr, Neg, Num, Prod, Quot, Sum
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.truth.oracle import Oracle, Values
from gainproof.hand.truth.worlds import World, Worlds, says_nothing
from gainproof.rules.point import Contradiction, satisfy

REMEMBERED = 8
"""How many false lines are remembered, the latest."""
PLACES = 24
"""In how many places of a line equals are put for equals, one by one."""


class Mistakes:
    """The false lines so far, each with the worlds in which it is true.

    `fits` says how many of the work's lines are true if a law, or a name, is given up for a wrong line, and
    `made` keeps the circuits in which that was done.  `meant` says as what names were defined wrongly.
    """

    def __init__(self) -> None:
        self.lines: list[tuple[str, Equation]] = []
        self.fits: dict[Equation, list[tuple[int, str, Expr | None]]] = {}
        self.meant: dict[str, Expr] = {}
        self.made: dict[tuple[Equation, str], tuple[World, Worlds] | None] = {}
        self._worlds: dict[tuple[int, Equation], list[Values]] = {}

    def add(self, label: str, line: Equation) -> None:
        """Remember a false line."""
        self.lines.append((label, line))

    def forget(self, line: Equation) -> None:
        """The line was not false after all."""
        self.lines = [(label, q) for label, q in self.lines if q != line]

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
            if any(true_at(claim, world, oracle) for world in self._of(line, oracle)):
                return label
        return ""

    def _of(self, line: Equation, oracle: Oracle) -> list[Values]:
        key = (id(oracle), line)
        if key not in self._worlds:
            self._worlds[key] = [at for _, _, at in worlds_of(line, oracle)]
        return self._worlds[key]


Given = tuple[str, Expr | None, Values]
"""The law that is given up, or a name with what it means instead, and the point where the line is true."""


def worlds_of(line: Equation, oracle: Oracle) -> Iterator[Given]:
    """Points at which the line is true, one for each law or name that may be given up for it."""
    yield from _laws(line, oracle)
    yield from _renamings(line, oracle)


def _laws(line: Equation, oracle: Oracle) -> Iterator[Given]:
    """The general point of the circuit with each of its laws in turn given up for the line."""
    told = spelled_out(line, oracle)
    if not any(n in oracle.unknowns for n in told.symbols()):
        return
    p = oracle.points[0]
    fixed = {n: v for n, v in p.items() if n not in oracle.unknowns and n not in oracle.names}
    fixed |= {n: p[n] for n, x in oracle.names.items() if x.oracle is not oracle}
    for label in oracle.laws:
        over = Residues(beside=p.over)  # type: ignore[arg-type]
        over.values = dict(fixed)
        laws = [q for k, q in oracle.laws.items() if k != label]
        try:
            state = satisfy([*laws, told], oracle.unknowns, over)
        except (Contradiction, ZeroDivisionError, TooLarge):
            continue
        full = {n: state.get(n, over.symbol(n)) for n in oracle.unknowns}
        world = Values({**fixed, **full}, over, oracle.book, None)
        if not says_nothing(line, world, oracle) and not _dies(told, p, world, oracle):
            yield label, None, world


def _dies(line: Equation, here: Values, there: Values, oracle: Oracle) -> bool:
    """Does something vanish there, not here, that is not said to be zero?  Its factor could be any other."""
    return ZERO not in (line.left, line.right) and any(
        not there[n] and here[n] for n in line.symbols() if n in oracle.unknowns
    )


def spelled_out(q: Equation, oracle: Oracle) -> Equation:
    """The equation with the names of this circuit in what they stand for."""
    table = {n: x.meaning for n, x in oracle.names.items() if x.oracle is oracle}
    while any(n in table for n in q.symbols()):
        q = Equation(q.left.replaced(table), q.right.replaced(table), q.relation)
    return q


def _renamings(line: Equation, oracle: Oracle) -> Iterator[Given]:
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
        yield n, meaning, Values({**kept, n: told}, p.over, oracle.book, None)


def true_at(claim: Equation, at: Values, oracle: Oracle) -> bool:
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


def put_among(claim: Equation, lines: Sequence[tuple[str, Equation]], oracle: Oracle) -> str:
    """The wrong line with one side of which, as a term or a factor, put for the other the claim is true.

    The wrong side need not stand there as one part: R2/(R1 (R2 + s C)) holds R2/(R2 + s C).  "" if none does.
    """
    for label, line in reversed(lines):
        if oracle.strange(line.left, line.right):
            continue
        for wrong, right in ((line.right, line.left), (line.left, line.right)):
            if isinstance(wrong, Num):
                continue
            if any(oracle.holds(q) for q in islice(_changed(claim, wrong, right), PLACES)):
                return label
    return ""


def _changed(claim: Equation, wrong: Expr, right: Expr) -> Iterator[Equation]:
    yield from (Equation(claim.left, x) for x in with_part_changed(claim.right, wrong, right))
    yield from (Equation(x, claim.right) for x in with_part_changed(claim.left, wrong, right))


def with_part_changed(x: Expr, wrong: Expr, right: Expr) -> Iterator[Expr]:
    """The tree with each sum, product and quotient that may hold the wrong side changed by what is wrong."""
    if not set(wrong.symbols()) <= set(x.symbols()):
        return
    if isinstance(x, Sum):
        yield Sum(x, Neg(wrong), right)
    elif isinstance(x, Prod | Quot):
        yield Quot(Prod(x, right), wrong)
        yield Quot(Prod(x, wrong), right)
    for k, c in enumerate(x.children):
        for new in with_part_changed(c, wrong, right):
            yield x.rebuilt((*x.children[:k], new, *x.children[k + 1 :]))
