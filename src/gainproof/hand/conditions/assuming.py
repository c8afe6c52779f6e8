"""Does a claim hold with what a writer has set: parts that are equal, sources that are off?"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from gainproof.expression import ZERO, Equation, Expr
from gainproof.hand.asking.state import State
from gainproof.hand.conditions import limiting
from gainproof.hand.conditions.deviations import said_to_be_small, with_deviations
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.truth import assumptions, limits
from gainproof.hand.truth.worlds import World, all_vanishes, holds_what_is_off, says_nothing
from gainproof.hand.work import Claim, Judged


def under_assumptions(claim: Claim, state: State) -> Judged | None:
    """Does it hold with what the work has set, or with what it sets itself?"""
    small = said_to_be_small(claim, state)
    more = tuple(c for c in small if c not in claim.under)
    asked = state.beside(claim, replace(claim, under=(*claim.under, *more))) if more else claim
    known = state.tables(claim)
    for table in with_deviations(known, small, state):
        found = holding(table, asked, state)
        if found is not None:
            return replace(found, item=claim)
    return None


def holding(table: Mapping[str, Expr], claim: Claim, state: State) -> Judged | None:
    """The verdict, if the claim holds in the circuit with this set, and says something there."""
    state.on_time()
    world = state.worlds.of(table)
    told = world.told(claim.equation) if world is not None else None
    if world is None or told is None:
        return None
    there = world.oracle.about(told)
    if says_nothing(told, there.points[0], there):
        return None
    own = assumptions.conditional(claim.under, state.oracle)
    if _names_what_is_off(claim.equation, table.keys() - own.keys(), told, world, state):
        return None
    assumed = state.assumed
    by_words = not table.keys() <= {*own, *assumed.symbols, *assumed.said, *assumed.off}
    if by_words and holds_what_is_off(told, there.points[0], there):
        return None
    if not own and ZERO not in (told.left, told.right) and there.holds(Equation(told.left, ZERO)):
        return None  # what was assumed elsewhere makes both sides vanish, and so says nothing
    if all_vanishes(told, there):
        return None
    holds = there.holds(told)
    to = None if holds else limiting.limit_of(claim, told, there, state)
    if not holds and to is None:
        return None
    if to and own and _vanishes_anyway(claim.equation, table, own, to, state):
        return None
    under = assumptions.in_words(table)
    uses = tuple(dict.fromkeys(assumed.labels[n] for n in table if n in assumed.labels))
    if to is None:
        return Judged(claim, "limit", "", "it holds with what is assumed", uses, under)
    whole = (*under, *limits.spelled(to))
    return Judged(claim, "limit", "", "it holds in a limit, with what is assumed", uses, whole)


def _vanishes_anyway(
    q: Equation, table: Mapping[str, Expr], own: Mapping[str, Expr], to: Mapping[str, str], state: State
) -> bool:
    """Does it vanish in the limit whatever the claim sets?  Without bias currents nothing needs a balance."""
    if ZERO not in (q.left, q.right):
        return False
    sources = state.oracle.sources
    world = state.worlds.of({n: x for n, x in table.items() if n not in own or n in sources})
    told = world.told(q) if world is not None else None
    return world is not None and told is not None and world.oracle.about(told).limit_holds(told, to)


def _names_what_is_off(q: Equation, table: Set[str], told: Equation, world: World, state: State) -> bool:
    """Does it name a source, or what a source does, that is off there, and is no sum without its term?

    Who names a source does not speak of the circuit without it, and v_o1 + v_o2 is what both sources do.
    """
    there = world.oracle
    set_so = table & state.oracle.sources.keys()
    off = {n for n in set_so if world.table[n] == ZERO}
    if not set_so or there.identity(told):
        return False
    p = there.points[0]
    dead = any(n in state.oracle.names and p[n] == 0 for n in told.symbols())
    named = {held_by(n, state.oracle.circuit) or n for n in q.symbols()}
    return not off.isdisjoint(named) or (dead and ZERO not in (q.left, q.right))
