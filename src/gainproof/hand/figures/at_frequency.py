"""What is said at one frequency, and of magnitudes.

A line such as “at ω = 1/(RC), |H| = 1/√2” is asked at random points of the circuit where s is j times that
frequency; what is printed in digits is asked with the values of the netlist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor, log10, sqrt
from random import Random

from gainproof.algebra.phasors import Phasor
from gainproof.errors import TooLarge
from gainproof.expression import Abs, Equation, Num, Root
from gainproof.hand.asking.refuting import refuted
from gainproof.hand.asking.state import LOOSE, State
from gainproof.hand.asking.ways import told, ways
from gainproof.hand.figures.chosen_frequencies import frequencies
from gainproof.hand.truth import assumptions, digits, limits, numbers
from gainproof.hand.truth.carried import REMEMBERED, put
from gainproof.hand.truth.frequencies import (
    has_frequency,
)
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.phasor_points import (
    FAR,
    NEAR,
    SEEDS,
    Chosen,
    has_value,
    holds_at,
    point_at,
    room_of,
    size_of,
    vanishes_at,
)
from gainproof.hand.work import Claim, Diagnosis, Judged, Suggestion, carried_on
from gainproof.notation import text

ASKED = [Fraction(7) * Fraction(10) ** k for k in range(-1, 10)]
"""Frequencies that lie so near to each other that no corner is missed."""
FOUR_DIGITS = Fraction(1, 2000)
"""Half a unit of the last of four digits."""


def of_magnitude(claim: Claim, state: State) -> Judged | None:
    """Does it speak of a magnitude, and is that right: at all frequencies, in a limit, with values?"""
    q = claim.equation
    if not any(isinstance(x, Abs) for side in (q.left, q.right) for x in side.walk()):
        return None
    oracle = state.about(q)
    if oracle.strange(q.left, q.right):
        return None
    if holds_at(q, oracle, None, {}):
        return Judged(claim, "true", "", "judged at random points and frequencies")
    for chosen in frequencies(claim, state):
        found = _at(claim, chosen, state) or _assuming(claim, chosen, state)
        if found is not None:
            return found
    for way in [told(claim, oracle, state), *ways(claim.under, oracle)]:
        ends = {n: FAR if to == "oo" else 1 / FAR for n, to in way.items()}
        if way and (holds_at(q, oracle, None, ends, NEAR) or vanishes_at(q, oracle, ends)):
            how = "it holds in the limit that the work states"
            return Judged(claim, "limit", "", how, (), limits.spelled(way))
    number = _number(claim, None, oracle, state)
    if number is not None:
        return number
    ideal = _ideal(q, None, oracle)
    if ideal:
        code = "" if claim.relation in LOOSE or state.speaks_of_ideal(claim) else "GP140"
        return Judged(claim, "limit", code, "it holds only in a limit", (), limits.spelled(ideal))
    assumed = _assuming(claim, None, state)
    if assumed is not None:
        return assumed
    if not has_value(q, oracle):
        return Judged(claim, "outside", "GP153", "its magnitudes have no value that could be judged")
    near = _at_all(claim, oracle, state) or _near_the_values(claim, oracle, state)
    return near or _carried(claim, oracle, state) or _refuted(claim, oracle, state)


def _at_all(claim: Claim, oracle: Oracle, state: State) -> Judged | None:
    """Is a formula in ω with numbers right with the values given, |H| = 1/√(1 + 10⁻⁸ ω²)?"""
    if numbers.structural(claim) or not has_frequency(oracle) or not has_value(claim.equation, oracle):
        return None
    for omega in ASKED:
        state.on_time()
        if _number(claim, Chosen(Num(omega), "any"), oracle, state) is None:
            return None
    return Judged(claim, "true", "", "with the values given it is so at all frequencies")


def _near_the_values(claim: Claim, oracle: Oracle, state: State) -> Judged | None:
    """Is it true for parts near the values given?  |K/(3 - K)| = K/(3 - K) is, for the K of the netlist."""
    near = [_beside(state.values, Random(seed)) for seed in SEEDS]
    for chosen in (*frequencies(claim, state), None):
        for table in ({}, *state.tables(claim)):
            state.on_time()
            world = state.worlds.of(table) if table else None
            told = world.told(claim.equation) if world is not None else claim.equation
            there = chosen and replace(chosen, angular=chosen.angular.replaced(table))
            if told is None or (table and world is None):
                continue
            about = world.oracle.about(told) if world is not None else oracle
            if all(holds_at(told, about, there, values) for values in near):
                under = () if chosen is None else (chosen.said,)
                how = "it holds for parts near the values given"
                set_so = assumptions.in_words(table)
                return Judged(claim, "limit", "", how, (), (*under, *set_so))
    return None


def _beside(values: Mapping[str, Fraction], random: Random) -> dict[str, Fraction]:
    """Squares of fractions, each a few per cent beside its value: other parts are near theirs, too."""
    roots = {n: Fraction(sqrt(x) * random.uniform(0.97, 1.03)) for n, x in sorted(values.items()) if x > 0}
    return {n: x.limit_denominator(max(1000, int(1000 / x))) ** 2 for n, x in roots.items()}


def _refuted(claim: Claim, oracle: Oracle, state: State) -> Judged:
    """The verdict "false"; of a number, with the number that it should be."""
    said = refuted(claim, state)
    for chosen in (*frequencies(claim, state), None):
        diagnosis = _mended(claim, chosen, oracle, state)
        if diagnosis is not None:
            return replace(said, code="GP114", how=diagnosis.message, diagnosis=diagnosis)
    return said


def _mended(claim: Claim, chosen: Chosen | None, oracle: Oracle, state: State) -> Diagnosis | None:
    """The line with the number that its other side has there; None if it has none, or no real one."""
    points = [point_at(oracle, chosen, state.values, seed) for seed in SEEDS]
    for asked, other, left in ((claim.left, claim.right, True), (claim.right, claim.left, False)):
        if other.expr.symbols() or not asked.expr.symbols():
            continue
        try:
            values = {x.expr.value(p, p.over.number) for p in points if p is not None for x in (asked,)}
        except (ZeroDivisionError, TooLarge, KeyError):
            return None
        value = values.pop() if len(values) == 1 and None not in points else Phasor(0, 1)
        if value.im or not value.re:
            return None
        half = next(iter(other.rounding.values()), FOUR_DIGITS * Fraction(10) ** floor(log10(abs(value.re))))
        new = numbers.rounded(value.re, half)
        line = Equation(asked.expr, new) if left else Equation(new, asked.expr)
        where = "" if chosen is None else f", where {chosen.said},"
        how = f"with the values given{where} {text(asked.expr)[:60]} is {numbers.shown(value.re)}"
        shown = (Suggestion(line, other.expr, new, other.span),) if state.diagnosing else ()
        return Diagnosis("arithmetic", other.span, how, shown)
    return None


def _carried(claim: Claim, oracle: Oracle, state: State) -> Judged | None:
    """Is it true with one side of an earlier wrong line put for the other?"""
    q = claim.equation
    for label, line in reversed(state.wrong[-REMEMBERED:]):
        for wrong, right in ((line.left, line.right), (line.right, line.left)):
            told = Equation(put(q.left, wrong, right), put(q.right, wrong, right))
            if told != q and not isinstance(wrong, Num) and holds_at(told, oracle, None, {}):
                return carried_on(claim, label)
    return None


def _ends(way: Mapping[str, str]) -> dict[str, Fraction]:
    return {n: FAR if to == "oo" else 1 / FAR for n, to in way.items()}


def at_one_frequency(claim: Claim, state: State) -> Judged | None:
    """Does it hold with the values given, or at a frequency that the work has chosen, or has named?"""
    q = claim.equation
    oracle = state.about(q)
    rooted = any(isinstance(x, Root) for side in (q.left, q.right) for x in side.walk())
    number = _number(claim, None, oracle, state) if rooted and not oracle.strange(q.left, q.right) else None
    if number is not None or not has_frequency(state.oracle):
        return number
    for chosen in frequencies(claim, state):
        state.on_time()
        found = _at(claim, chosen, state) or _assuming(claim, chosen, state)
        if found is not None:
            return found
    return None


def _assuming(claim: Claim, chosen: Chosen | None, state: State) -> Judged | None:
    """The verdict if it is true at this frequency, or at all, with what the work has set."""
    q = claim.equation
    for table in state.tables(claim):
        state.on_time()
        world = state.worlds.of(table)
        told = world.told(q) if world is not None else None
        there = chosen and replace(chosen, angular=chosen.angular.replaced(table))
        if world is None or told is None:
            continue
        oracle = world.oracle.about(told)
        under = assumptions.in_words(table)
        whole = under if chosen is None else (chosen.said, *under)
        if holds_at(told, oracle, there, {}):
            return Judged(claim, "limit", "", "it holds with what is assumed", (), whole)
        ideal = _ideal(told, there, oracle)
        if ideal:
            code = "" if claim.relation in LOOSE or ideal.items() <= state.assumed.limits.items() else "GP140"
            whole = (*whole, *limits.spelled(ideal))
            return Judged(claim, "limit", code, "it holds in a limit, with what is assumed", (), whole)
    return None


def _ideal(q: Equation, chosen: Chosen | None, oracle: Oracle) -> dict[str, str] | None:
    """The least limits of imperfections, none of which it names, in which it is true at the frequency."""
    return limits.needed(
        oracle, lambda to: holds_at(q, oracle, chosen, _ends(to), NEAR), apart=mentioned(q, oracle)
    )


def _at(claim: Claim, chosen: Chosen, state: State) -> Judged | None:
    """The verdict if it is true at this frequency."""
    q = claim.equation
    oracle = state.about(q)
    if oracle.strange(q.left, q.right):
        return None
    if holds_at(q, oracle, chosen, {}):
        code = "" if chosen.stated else "GP140"
        return Judged(claim, "limit", code, "it holds at the frequency that is chosen", (), (chosen.said,))
    ideal = _ideal(q, chosen, oracle)
    if ideal:
        under = (chosen.said, *limits.spelled(ideal))
        code = "" if claim.relation in LOOSE else "GP140"
        return Judged(claim, "limit", code, "it holds at the frequency that is chosen, in a limit", (), under)
    return _number(claim, chosen, oracle, state)


def _number(claim: Claim, chosen: Chosen | None, oracle: Oracle, state: State) -> Judged | None:
    """The verdict if it is a number that is right with the values given, to the digits printed."""
    at = point_at(oracle, chosen, state.values, 1)
    other = point_at(oracle, chosen, state.values, 2)
    printed = claim.left.rounding or claim.right.rounding or claim.relation in LOOSE
    alone = not (claim.left.expr.symbols() and claim.right.expr.symbols())
    if at is None or other is None or not (printed or alone):
        return None
    try:
        a, b = (x.expr.value(at, at.over.number) for x in (claim.left, claim.right))
        if (a, b) != tuple(x.expr.value(other, other.over.number) for x in (claim.left, claim.right)):
            return None
        room = room_of(claim.left, at) + room_of(claim.right, at)
    except (ZeroDivisionError, TooLarge, KeyError):
        return None
    if claim.relation in LOOSE:
        room = max(room, digits.CLOSE * max(size_of(a), size_of(b)))
    if size_of(a - b) > room:
        return None
    under = () if chosen is None else (chosen.said,)
    return Judged(claim, "true", "", "it holds with the values given", (), under)
