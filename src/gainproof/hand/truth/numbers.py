"""Claims about numbers: a gain of 994.76, an error of 0.52 %, judged to the digits that were printed.

The numbers of the netlist, or those that somebody gives, are put in exactly; the two sides may then differ by
half a unit of the last digit printed.  A part without a value is given two, and what depends on it is not
judged.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from weakref import WeakKeyDictionary

from gainproof.errors import Singular, TooLarge
from gainproof.expression import Equation, Expr, Num, Quot, lift
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth import digits
from gainproof.hand.truth.digits import CLOSE
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import CONSTANTS, Oracle, Values
from gainproof.hand.work import Claim, Side
from gainproof.ideals import imperfections
from gainproof.notation import text
from gainproof.radicals import rational
from gainproof.worked.values import decimal

SIGNIFICANT = 7
"""Digits of a number in a sentence."""
FAR = Fraction(10**40)
"""As good as infinite."""
FAR_AWAY = Fraction(10**20)
"""What is smaller by so much is due to an imperfection that is not quite at its limit."""
LARGEST_STRUCTURAL = 4
"""A whole number up to this one is a coefficient: 2 in R/2."""
NO_REAL_ROOT = "it holds the square root of what is negative"
OF_FREQUENCY = "it depends on the frequency, and no frequency is given"

MOST_STATES = 8
"""Sets of values of one circuit that are kept."""
_STATES: WeakKeyDictionary[Oracle, dict[Any, dict[str, Fraction]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Number:
    """Whether the claim's numbers agree (None if that cannot be said), and a sentence."""

    agrees: bool | None
    how: str


class _Given:
    """The rationals, with the given values of symbols; others at random, and noted."""

    def __init__(self, values: Mapping[str, Fraction], seed: int) -> None:
        self.given, self.seed = values, seed
        self.known = {**CONSTANTS, **values}
        self.random = random.Random(seed)

    def number(self, q: Fraction) -> Fraction:
        return q

    def symbol(self, name: str) -> Fraction:
        if name not in self.known:
            self.known[name] = Fraction(self.random.randrange(2, 10**6), 997)
        return self.known[name]


def _state(oracle: Oracle, over: _Given) -> dict[str, Fraction]:
    """All symbols of the circuit at these values, worked out once."""
    known = _STATES.setdefault(oracle, {})
    key = (over.seed, tuple(sorted(over.given.items())))
    if key not in known:
        while len(known) >= MOST_STATES:
            known.pop(next(iter(known)))
        state = oracle.state(over)
        names = [n for n in oracle.points[0] if n not in state and n not in oracle.names]
        known[key] = {**{n: over.symbol(n) for n in names}, **state}
    return known[key]


class _Point(Values):
    """The circuit at these values; a name of another circuit's quantity is worked out in that one."""

    def __init__(self, oracle: Oracle, over: _Given, beside: dict[int, _Point]) -> None:
        super().__init__(_state(oracle, over), over, oracle.book, None)
        self.beside = beside
        beside[id(oracle)] = self

    def __missing__(self, symbol: str) -> Any:
        name = self.book.names[symbol]
        assert isinstance(self.over, _Given)
        there = self.beside.get(id(name.oracle)) or _Point(name.oracle, self.over, self.beside)
        self[symbol] = name.meaning.value(there)
        return self[symbol]


def speaks_of_numbers(claim: Equation, oracle: Oracle) -> bool:
    """Has one side a number in it, and no parameter but sources, so that values are meant?"""
    sources = {v for e in oracle.circuit.sources() if e.value is not None for v in e.value.symbols()}
    plain = {n for n, x in oracle.names.items() if not x.meaning.symbols()}
    for side in (claim.left, claim.right):
        names = side.symbols()
        numbers = [n for n in side.walk() if isinstance(n, Num) and n.args[0]]
        if (numbers or not plain.isdisjoint(names)) and all(
            n in sources or n in oracle.unknowns or n in plain or _signal(n, oracle, sources) for n in names
        ):
            return True
    return False


def _signal(name: str, oracle: Oracle, sources: Collection[str]) -> bool:
    """Is it a writer's name for a voltage or a current, v_L = v_p or v_d = v_p - v_n, and no gain?"""
    known = oracle.names.get(name)
    if known is None or any(isinstance(x, Quot) for x in known.meaning.walk()):
        return False
    made = mentioned(known.meaning, oracle)
    return all(n in sources or n in oracle.unknowns or n in oracle.names for n in made)


def judged_by_value(
    claim: Claim,
    sides: tuple[Side, Side],
    oracle: Oracle,
    values: Mapping[str, Fraction],
    slack: Fraction = Fraction(0),
) -> Number:
    """Do the two sides have one value, to the digits printed, and `slack` of themselves?"""
    found: list[tuple[Fraction, Fraction, Fraction]] = []
    left, right = sides
    try:
        for seed in (1, 2):
            at = _Point(oracle, _Given(values, seed), {})
            a, b = rational(left.expr.value(at)), rational(right.expr.value(at))
            if a is None or b is None:
                return Number(None, NO_REAL_ROOT)
            room = digits.room(left, right, at, claim.left) + digits.room(right, left, at, claim.right)
            found.append((a, b, room))
    except ZeroDivisionError:
        examples = [n for n in oracle.sources if n in values]
        if not examples:
            return Number(None, "it has no value: it divides by zero")
        # V_o/(V_2 - V_1) is a gain, which the values of the sources are examples for
        return judged_by_value(
            claim, sides, oracle, {n: x for n, x in values.items() if n not in examples}, slack
        )
    except (Singular, TooLarge, KeyError) as fault:
        return Number(None, f"it has no value: {fault}")
    (a, b, room), other = found
    if any(abs(x - y) > slack * abs(x) for x, y in zip((a, b), other[:2], strict=True)):
        if FREQUENCY not in values and _depends_on_frequency(sides, oracle, values):
            return Number(None, OF_FREQUENCY)
        if a * other[1] == b * other[0] and abs(a - b) > room:
            return Number(False, "one side is a multiple of the other, whatever the values are")
        missing = [n for n in oracle.circuit.parameters if n not in values]
        if not set(missing) <= mentioned(Equation(left.expr, right.expr), oracle):
            return Number(None, f"no value is given for {', '.join(missing) or 'a part of it'}")
        if any(abs(x - y) > r for x, y, r in found):
            return Number(False, "it does not hold with the values given")
        return Number(True, "it holds with the values given")
    if claim.relation in ("≈", "→"):
        close = CLOSE * max(abs(a), abs(b))
        printed = max(digits.last_digit(left), digits.last_digit(right))
        room = max(room, min(close, printed) if printed else close)
    room = max(room, slack * max(abs(a), abs(b)))
    told, asked = (a, left) if not right.expr.symbols() else (b, right)
    if abs(a - b) <= room:
        return Number(True, f"with the values given it is {shown(told)}")
    how = f"with the values given, {text(asked.expr)[:60]} is {shown(told)}"
    alone = isinstance(left.expr, Num)
    zeros = digits.zeros(right) if alone else max(digits.zeros(left), digits.zeros(right))
    if abs(a - b) <= min(CLOSE * abs(told), zeros):  # but 20 = 21 is wrong
        return Number(None, f"{how}; how many of the digits count is not certain")
    return Number(False, how)


def _depends_on_frequency(sides: tuple[Side, Side], oracle: Oracle, values: Mapping[str, Fraction]) -> bool:
    """Is it the frequency, for which no value is given, that the value depends on?"""
    if not any(FREQUENCY in law.symbols() for law in oracle.laws.values()):
        return False
    known = {**{n: Fraction(1) for n in oracle.points[0] if n not in oracle.unknowns}, **values}
    known.pop(FREQUENCY, None)
    return any(value_of(side.expr, oracle, known) is None for side in sides)


def value_of(x: Expr, oracle: Oracle, values: Mapping[str, Fraction]) -> Fraction | None:
    """The value of an expression at these values; None if it has none."""
    try:
        a, b = (rational(x.value(_Point(oracle, _Given(values, seed), {}))) for seed in (1, 2))
    except (Singular, ZeroDivisionError, TooLarge, KeyError):
        return None
    return a if a == b else None


def values_of(parts: Sequence[Expr], oracle: Oracle, values: Mapping[str, Fraction]) -> list[Fraction | None]:
    """The values of many expressions at these values; None for one that has none."""
    found: list[list[Fraction | None]] = []
    for seed in (1, 2):
        at = _Point(oracle, _Given(values, seed), {})
        found.append([])
        for x in parts:
            try:
                found[-1].append(rational(x.value(at)))
            except (Singular, ZeroDivisionError, TooLarge, KeyError):
                found[-1].append(None)
    return [a if a == b else None for a, b in zip(*found, strict=True)]


def shown(value: Fraction) -> str:
    """The number in a sentence."""
    return decimal(value, SIGNIFICANT)


def rounded(value: Fraction, half: Fraction) -> Expr:
    """The number to the digit of which `half` is half a unit."""
    return lift(round(value / (2 * half)) * 2 * half)


def unit_for(value: Fraction, printed: Fraction, half: Fraction) -> Fraction:
    """Half a unit of the last digit of `value`, where it has as many digits as a number printed to `half`."""
    for moved in range(12) if value and printed else ():
        for unit in (half / Fraction(10) ** moved, half * Fraction(10) ** moved):
            places = len(str(int(abs(value) / (2 * unit))))
            if places == len(str(int(abs(printed) / (2 * half)))):
                return unit
    return half


def at_limits(claim: Claim, oracle: Oracle, values: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The limits at which the numbers agree, every imperfection as good as ideal; () if they do not.

    A claim that names an imperfection is not about its limit, and no sum of numbers, 1e5/1001 = 99.9, is.
    """
    ideal = imperfections(oracle.given)
    if not claim.left.expr.symbols() and not claim.right.expr.symbols():
        return ()
    if not mentioned(claim.equation, oracle).isdisjoint(ideal):
        return ()
    far = {n: FAR if to == "oo" else 1 / FAR for n, to in ideal.items()}
    sides = (claim.left, claim.right)
    if not ideal or not judged_by_value(claim, sides, oracle, {**values, **far}, 1 / FAR_AWAY).agrees:
        return ()
    return tuple(f"{n} -> {to}" for n, to in ideal.items())


def structural(claim: Claim) -> bool:
    """Are its numbers small whole ones, that belong to the algebra and not to the values?"""
    if claim.left.rounding or claim.right.rounding:
        return False
    numbers = [n.args[0] for x in (claim.left.expr, claim.right.expr) for n in x.walk() if isinstance(n, Num)]
    return all(n.denominator == 1 and n <= LARGEST_STRUCTURAL for n in numbers)
