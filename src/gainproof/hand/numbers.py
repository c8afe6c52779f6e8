"""Claims about numbers: a gain of 994.76, an error of 0.52 %, judged to the digits that were printed.

The numbers of the netlist, or those that somebody gives, are put in exactly; the two sides may then differ by
half a unit of the last digit printed.  A part without a value is given two, and what depends on it is not
judged.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gainproof.errors import Singular, TooLarge
from gainproof.expression import Equation, Expr, Num
from gainproof.hand.oracle import Oracle, Values
from gainproof.hand.work import Claim, Path, Side
from gainproof.ideals import imperfections
from gainproof.notation import text
from gainproof.worked.values import decimal

SIGNIFICANT = 7
"""Digits of a number in a sentence."""
FAR = Fraction(10**40)
"""As good as infinite."""
LARGEST_STRUCTURAL = 4
"""A whole number up to this one is a coefficient: 2 in R/2."""
CLOSE = Fraction(1, 20)
"""How far two numbers may differ that are called about equal, relative to the greater."""


@dataclass(frozen=True, slots=True)
class Number:
    """Whether the claim's numbers agree (None if that cannot be said), and a sentence."""

    agrees: bool | None
    how: str


class _Given:
    """The rationals, with the given values of symbols; others at random, and noted."""

    def __init__(self, values: Mapping[str, Fraction], seed: int) -> None:
        self.known = dict(values)
        self.random = random.Random(seed)

    def number(self, q: Fraction) -> Fraction:
        return q

    def symbol(self, name: str) -> Fraction:
        if name not in self.known:
            self.known[name] = Fraction(self.random.randrange(2, 10**6), 997)
        return self.known[name]


def speaks_of_numbers(claim: Equation, oracle: Oracle) -> bool:
    """Has one side a number in it, and no parameter but sources, so that values are meant?"""
    sources = {v for e in oracle.circuit.sources() if e.value is not None for v in e.value.symbols()}
    for side in (claim.left, claim.right):
        numbers = [n for n in side.walk() if isinstance(n, Num) and n.args[0]]
        if numbers and all(n in sources or n in oracle.unknowns for n in side.symbols()):
            return True
    return False


def judged_by_value(
    claim: Claim, sides: tuple[Side, Side], oracle: Oracle, values: Mapping[str, Fraction]
) -> Number:
    """Do the two sides have one value, to the digits printed?"""
    known = {n: p.value for n, p in oracle.given.parameters.items() if p.value is not None} | dict(values)
    found: list[tuple[Fraction, Fraction, Fraction]] = []
    left, right = sides
    try:
        for seed in (1, 2):
            over = _Given(known, seed)
            state = oracle.state(over)
            free = {n: over.symbol(n) for n in oracle.points[0] if n not in state and n not in oracle.names}
            at = Values({**free, **state}, over, oracle.book, None)
            a, b = left.expr.value(at), right.expr.value(at)
            if not isinstance(a, Fraction) or not isinstance(b, Fraction):
                return Number(None, "it holds a square root")
            room = _room(left, right, at) + _room(right, left, at)
            found.append((a, b, room))
    except (Singular, ZeroDivisionError, TooLarge, KeyError) as fault:
        return Number(None, f"it has no value: {fault}")
    (a, b, room), other = found
    if (a, b) != other[:2]:
        missing = [n for n in oracle.circuit.parameters if n not in known]
        return Number(None, f"no value is given for {', '.join(missing) or 'a part of it'}")
    if claim.relation in ("≈", "→"):
        room = max(room, CLOSE * max(abs(a), abs(b)))
    exact = decimal(a if right.expr.symbols() == [] else b, SIGNIFICANT)
    if abs(a - b) <= room:
        return Number(True, f"with the values given it is {exact}")
    shown = text(left.expr if right.expr.symbols() == [] else right.expr)[:60]
    return Number(False, f"with the values given, {shown} is {exact}")


def at_limits(claim: Claim, oracle: Oracle, values: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The limits at which the numbers agree, every imperfection as good as ideal; () if they do not."""
    ideal = imperfections(oracle.given)
    far = {n: FAR if to == "oo" else 1 / FAR for n, to in ideal.items()}
    if not ideal or not judged_by_value(claim, (claim.left, claim.right), oracle, {**values, **far}).agrees:
        return ()
    return tuple(f"{n} -> {to}" for n, to in ideal.items())


def structural(claim: Claim) -> bool:
    """Are its numbers small whole ones, that belong to the algebra and not to the values?"""
    if claim.left.rounding or claim.right.rounding:
        return False
    numbers = [n.args[0] for x in (claim.left.expr, claim.right.expr) for n in x.walk() if isinstance(n, Num)]
    return all(n.denominator == 1 and n <= LARGEST_STRUCTURAL for n in numbers)


def _room(side: Side, other: Side, at: Values) -> Fraction:
    """How far the printed digits let the side be off: each rounded number moved by half its last digit."""
    rounding = dict(side.rounding)
    if not rounding and isinstance(side.expr, Num) and side.expr.args[0] and other.expr.symbols():
        rounding[()] = Fraction(1, 2)
    here = side.expr.value(at)
    room = Fraction(0)
    for path, half in rounding.items():
        moved = _moved(side.expr, path, half)
        if moved is not None:
            room += abs(moved.value(at) - here)
    return room


def _moved(x: Expr, path: Path, by: Fraction) -> Expr | None:
    """The tree with the number at the end of the path greater by so much; None if there is none."""
    if not path:
        return Num(x.args[0] + by) if isinstance(x, Num) else None
    k, *rest = path
    if k >= len(x.children):
        return None
    new = _moved(x.children[k], tuple(rest), by)
    return None if new is None else x.rebuilt((*x.children[:k], new, *x.children[k + 1 :]))
