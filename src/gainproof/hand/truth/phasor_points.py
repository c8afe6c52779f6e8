"""Points of a circuit at one frequency: phasors with rational parts.

All parts have random values, squares of rationals, so that most roots come out exactly; or those of the
netlist.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.algebra.phasors import Phasor
from gainproof.errors import Singular, TooLarge
from gainproof.expression import ZERO, Equation, Expr, Sum
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth import digits
from gainproof.hand.truth.frequencies import FREQUENCIES
from gainproof.hand.truth.oracle import CONSTANTS, Oracle, Values
from gainproof.hand.work import Side

SEEDS = (1, 2)
FAINT = Fraction(1, 10**30)
"""What is less than this beside the terms of a line is due to a root that is not rational."""
NEAR = Fraction(1, 10**12)
"""What is less than this is due to a limit that is not quite reached."""
FAR = Fraction(10**20)
"""As good as infinite."""
ROUGH = Fraction(1, 200)
"""How far a number may be off that is not printed in digits."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A frequency that a writer chose, as an angular one, what was said of it, and if it was said at all."""

    angular: Expr
    said: str
    stated: bool = True


class _Phasors:
    """Phasors: symbols that are `given` have their values, others are random squares."""

    def __init__(self, given: Mapping[str, Fraction], seed: int) -> None:
        self.known = {n: Phasor(x) for n, x in {**CONSTANTS, **given}.items()}
        self.random = random.Random(seed)

    def number(self, q: Fraction) -> Phasor:
        return Phasor(q)

    def symbol(self, name: str) -> Phasor:
        if name not in self.known:
            self.known[name] = Phasor(
                Fraction(self.random.randrange(2, 400), self.random.randrange(2, 60)) ** 2
            )
        return self.known[name]


class PhasorPoint(Values):
    """A circuit at one frequency."""

    def __init__(
        self, oracle: Oracle, over: _Phasors, fixed: Mapping[str, Phasor], beside: dict[int, PhasorPoint]
    ):
        parameters = {n: over.symbol(n) for n in oracle.points[0] if n not in oracle.names}
        super().__init__({**parameters, **oracle.state(over), **fixed}, over, oracle.book, None)
        self.fixed, self.beside = fixed, beside
        beside[id(oracle)] = self

    def __missing__(self, symbol: str) -> Any:
        name = self.book.names[symbol]
        there = self.beside.get(id(name.oracle))
        if there is None:
            assert isinstance(self.over, _Phasors)
            there = PhasorPoint(name.oracle, self.over, self.fixed, self.beside)
        self[symbol] = name.meaning.value(there, self.over.number)
        return self[symbol]


def has_value(q: Equation, oracle: Oracle) -> bool:
    at = point_at(oracle, None, {}, SEEDS[0])
    try:
        return at is not None and None not in [x.value(at, at.over.number) for x in (q.left, q.right)]
    except (ZeroDivisionError, TooLarge, KeyError, OverflowError):
        return False


def holds_at(
    q: Equation, oracle: Oracle, chosen: Chosen | None, ends: Mapping[str, Fraction], room: Fraction = FAINT
) -> bool:
    """Is it true at random points where the frequency is this one, and these symbols have these values?"""
    for seed in SEEDS:
        at = point_at(oracle, chosen, ends, seed)
        try:
            if at is None or not _same(q, at, room):
                return False
        except (ZeroDivisionError, TooLarge, KeyError, OverflowError):
            return False
    return True


def vanishes_at(q: Equation, oracle: Oracle, ends: Mapping[str, Fraction]) -> bool:
    """Is what it calls zero very small where these symbols have these values, beside what it is elsewhere?"""
    if ZERO not in (q.left, q.right):
        return False
    x = q.right if q.left == ZERO else q.left
    for seed in SEEDS:
        there, here = (point_at(oracle, None, given, seed) for given in (ends, {}))
        try:
            if there is None or here is None:
                return False
            if size_of(x.value(there, there.over.number)) > NEAR * size_of(x.value(here, here.over.number)):
                return False
        except (ZeroDivisionError, TooLarge, KeyError, OverflowError):
            return False
    return True


def point_at(
    oracle: Oracle, chosen: Chosen | None, given: Mapping[str, Fraction], seed: int
) -> PhasorPoint | None:
    over = _Phasors({n: x for n, x in given.items() if n != FREQUENCY}, seed)
    try:
        omega = over.symbol("omega of the work")
        if chosen is not None:
            omega = _value(chosen.angular, oracle, over)
        elif FREQUENCY in given:
            omega = Phasor(given[FREQUENCY])
        over.known[FREQUENCY] = Phasor(0, 1) * omega
        own = {n for n in FREQUENCIES if n not in oracle.names or oracle.names[n].meaning == FREQUENCIES[n]}
        fixed = {n: Phasor(0, 1) if n == "j" else omega for n in own}
        return PhasorPoint(oracle, over, fixed, {})
    except (Singular, ZeroDivisionError, TooLarge, KeyError):
        return None


def _value(x: Expr, oracle: Oracle, over: _Phasors) -> Phasor:
    """The value of what is made of parts, numbers and names of such."""
    table = {n: _value(oracle.names[n].meaning, oracle, over) for n in x.symbols() if n in oracle.names}
    return x.value({n: table[n] if n in table else over.symbol(n) for n in x.symbols()}, over.number)  # type: ignore[no-any-return]


def _same(q: Equation, at: PhasorPoint, room: Fraction) -> bool:
    a, b = (x.value(at, at.over.number) for x in (q.left, q.right))
    if a == b:
        return True
    terms = [t for x in (q.left, q.right) for s in x.walk() if isinstance(s, Sum) for t in s.args]
    sizes = [size_of(x.value(at, at.over.number)) for x in terms if len(terms) < 40]
    scale = max([size_of(a), size_of(b), *(sizes if room == FAINT else [])])
    return size_of(a - b) <= room * scale


def size_of(x: Phasor) -> Fraction:
    """About the magnitude: the greater of its parts."""
    return max(abs(x.re), abs(x.im))


def room_of(side: Side, at: PhasorPoint) -> Fraction:
    """How far the printed digits let the side be off."""
    here = side.expr.value(at, at.over.number)
    room = Fraction(0)
    if not side.rounding and not side.expr.symbols():
        return ROUGH * size_of(here)
    for path, half in side.rounding.items():
        moved = digits.moved(side.expr, path, half)
        if moved is not None:
            room += size_of(moved.value(at, at.over.number) - here)
    return room
