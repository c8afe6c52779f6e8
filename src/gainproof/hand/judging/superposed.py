"""Is a sum of what the sources do wrong by the share of one source, which an earlier line has wrong?

By (b), V2 alone gives v_x = …, which is wrong; and (d) adds it to the others.  The sum holds where V2 is off,
and where V2 is alone it says what the wrong line says.
"""

from __future__ import annotations

from gainproof.expression import ZERO, Equation
from gainproof.hand.asking.state import State
from gainproof.hand.truth.assumptions import live_sources
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.worlds import says_nothing


def behind_a_share(q: Equation, state: State) -> str:
    """The label of the wrong line on one source's share that makes the sum wrong; "" if there is none."""
    live = live_sources(state.oracle)
    if len(live) < 2 or not state.mistakes.lines:
        return ""
    made = mentioned(q, state.oracle)
    for source in (n for n in live if n in made):
        for ideal in (False, True):
            state.on_time()
            if _right_without(source, q, state, ideal):
                label = _as_wrong_alone(source, live, q, state, ideal)
                if label:
                    return label
    return ""


def _right_without(source: str, q: Equation, state: State, ideal: bool) -> bool:
    """Does it hold, and say something, where the source is off?"""
    world = state.worlds.of({source: ZERO}, ideal=ideal)
    told = world.told(q) if world is not None else None
    if world is None or told is None:
        return False
    there = world.oracle.about(told)
    return there.holds(told) and not says_nothing(told, there.points[0], there)


def _as_wrong_alone(source: str, live: list[str], q: Equation, state: State, ideal: bool) -> str:
    """The wrong line that it follows from where the source is alone."""
    world = state.worlds.of({n: ZERO for n in live if n != source}, ideal=ideal)
    told = world.told(q) if world is not None else None
    if world is None or told is None or world.oracle.about(told).holds(told):
        return ""
    return state.mistakes.behind(told, world.oracle.about(told), world)
