"""A line judged as if an earlier wrong line were a law of the circuit: does it follow from that line?

A wrong line, taken for a law in the place of another, makes a circuit of its own.  The writer goes on in it,
with limits, frequencies, numbers and what is assumed, and so a later line is asked all of that there.  Which
law was given up nobody says: most likely one without which most of the writer's lines are true.
"""

from __future__ import annotations

from copy import copy, deepcopy

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr
from gainproof.hand.asking.state import OutOfTime, State
from gainproof.hand.conditions import assuming, limiting
from gainproof.hand.figures import arithmetic, at_frequency, closeness
from gainproof.hand.truth.carried import REMEMBERED, Mistakes, put_among, spelled_out, true_at, worlds_of
from gainproof.hand.truth.worlds import World, Worlds, says_nothing
from gainproof.hand.work import Claim, Judged, carried_on

MOST = 4
"""Circuits in which one line is asked."""
FAR = 80
"""How many lines of a work are asked which circuit it is about."""


def follows(claim: Claim, state: State) -> Judged | None:
    """Is it true where an earlier wrong line is a law: always, as assumed, in a limit, in numbers?"""
    try:
        label = put_among(claim.equation, state.wrong[-REMEMBERED:], state.about(claim.equation))
        if label:
            return carried_on(claim, label)
        for label, line, law, meaning in _likeliest(claim, state):
            state.on_time()
            there = _there(line, law, meaning, claim, state)
            if there is not None and _holds(claim, there):
                return carried_on(claim, label)
    except (OutOfTime, GainproofError, TooLarge, ArithmeticError, RecursionError):
        return None
    return None


def _holds(claim: Claim, there: State) -> bool:
    """Is the line true there, in one way or another?"""
    q = claim.equation
    oracle = there.about(q)
    if oracle.strange(q.left, q.right) or says_nothing(q, oracle.points[0], oracle):
        return False
    if oracle.holds(q):
        return True
    for ask in (
        at_frequency.of_magnitude,
        arithmetic.a_number,
        assuming.under_assumptions,
        limiting.in_a_limit,
        arithmetic.by_value,
        closeness.about_equal,
        at_frequency.at_one_frequency,
    ):
        there.on_time()
        found = ask(claim, there)
        if found is not None and found.verdict in ("true", "limit"):
            return True
        if found is not None and found.verdict != "definition":
            return False
    return False


def _likeliest(claim: Claim, state: State) -> list[tuple[str, Equation, str, Expr | None]]:
    """Wrong lines before, each with what is given up for it; first what fits the work best for each line."""
    found = []
    for label, line in reversed(state.wrong[-REMEMBERED:]):
        if line == claim.equation or state.oracle.strange(line.left, line.right):
            continue
        if line not in state.mistakes.fits:
            state.on_time()
            state.mistakes.fits[line] = _fits(line, state)
        fits = state.mistakes.fits[line]
        found += [(k, -fit, label, line, law, x) for k, (fit, law, x) in enumerate(fits)]
    once = {(spelled_out(x[3], state.oracle), x[4]): x[2:] for x in sorted(found, key=lambda x: x[:2])}
    return list(once.values())[:MOST]


def _fits(line: Equation, state: State) -> list[tuple[int, str, Expr | None]]:
    """How well each circuit in which the line is true fits the work: the best of them."""
    oracle = state.about(line)
    others = [c.equation for c in state.claims[:FAR] if c.equation != line]
    known = [q for q in others if not oracle.strange(q.left, q.right)]
    found = [
        (sum(true_at(q, at, oracle) for q in known), law, meaning)
        for law, meaning, at in worlds_of(line, oracle)
    ]
    return sorted(found, key=lambda x: -x[0])[:MOST]


def _there(line: Equation, law: str, meaning: Expr | None, claim: Claim, state: State) -> State | None:
    """What is remembered of the work, in the circuit in which the line is true; None if there is none."""
    made = state.mistakes.made
    if (line, law) not in made:
        made[line, law] = _made(line, law, meaning, state)
    found = made[line, law]
    if found is None or found[0].told(claim.equation) is None:
        return None
    there = copy(state)
    there.take(*found)
    there.assumed, there.values, there.given = deepcopy(state.assumed), dict(state.values), dict(state.given)
    there.modes, there.changed = deepcopy(state.modes), dict(state.changed)
    there.mistakes, there.wrong, there.otherwise = Mistakes(), [], {}
    there.diagnosing = False
    return there


def _made(line: Equation, law: str, meaning: Expr | None, state: State) -> tuple[World, Worlds] | None:
    base = state.oracle
    try:
        if meaning is None:
            world = World(base, base.circuit, {}, instead=(law, spelled_out(line, base)))
        else:
            world = World(base, base.circuit, {})
        world.told(line)
        for n, x in {**state.mistakes.meant, **({law: meaning} if meaning is not None else {})}.items():
            world.oracle.define(n, x, "")
    except (GainproofError, TooLarge, ZeroDivisionError):
        return None
    return world, Worlds(world.oracle)
