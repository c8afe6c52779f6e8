"""Does a claim hold when imperfections, or symbols that it names, go to their limits?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from gainproof.expression import ZERO, Equation
from gainproof.hand.asking.state import LOOSE, State
from gainproof.hand.asking.ways import told, ways
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.names.meanings import also_means
from gainproof.hand.truth import limits
from gainproof.hand.truth.frequencies import has_frequency
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.orders import keeps_what_vanishes, right_to_its_order
from gainproof.hand.work import Claim, Judged
from gainproof.ideals import imperfections


def in_a_limit(claim: Claim, state: State) -> Judged | None:
    """Does it hold when imperfections, or the symbols that it names, go to their limits?"""
    q = claim.equation
    oracle = state.about(q)
    to = limit_of(claim, q, oracle, state)
    if to is None or _denies_a_bias(claim, to, oracle, state):
        return None
    if FREQUENCY not in to and ZERO not in (q.left, q.right):
        also_means(claim, state)
    stated = told(claim, oracle, state)
    on_its_way = ways(claim.under, oracle)
    if to in on_its_way:
        stated = {**stated, **to}
    rule = limits.ideal_rule(q, oracle)
    known = {**state.assumed.limits, **limits.stated(claim.near, oracle), **stated}
    state.assumed.limits.update(stated)
    under = limits.spelled(to)
    if rule:
        state.assumed.limits.update(to)
        state.assumed.rules.update(to)
    if rule and not all(stated.get(n) == where for n, where in to.items()):
        return Judged(claim, "limit", "GP144", "it is a rule of the ideal op-amp", (), under)
    if to in on_its_way and to != limits.stated(claim.under, oracle):
        other = next((w for w in on_its_way if not _close(w, claim, q, oracle, state)), None)
        if other is not None:
            how = f"it holds for {', '.join(under)}, and not for {', '.join(limits.spelled(other))}"
            return Judged(claim, "limit", "GP139", how, (), under)
    if all(known.get(n) == where for n, where in to.items()):
        return Judged(claim, "limit", "", "it holds in the limit that the work states", (), under)
    if claim.relation in LOOSE and (FREQUENCY not in to or FREQUENCY in known):
        return Judged(claim, "limit", "", "it holds to leading order", (), under)
    if state.speaks_of_ideal(claim):
        state.assumed.limits.update(to)
        return Judged(claim, "limit", "", "it holds in the limit of which the words speak", (), under)
    return Judged(claim, "limit", "GP140", "it holds only in a limit that it does not state", (), under)


_NEGLECTING = re.compile(
    r"\b(?:neglect|ignor|disregard|omit|ideal|perfect|without|no\s+bias|first)", re.IGNORECASE
)
"""Words for a circuit that is simpler than the one drawn."""


def _denies_a_bias(claim: Claim, to: Mapping[str, str], oracle: Oracle, state: State) -> bool:
    """Does it say that no current flows where there is a bias current, which no words leave out?"""
    q = claim.equation
    biases = [n for n in to if n in oracle.given.parameters and oracle.given.parameters[n].unit == "A"]
    alone = any(
        b == ZERO and limits.of_currents(a, oracle) for a, b in ((q.left, q.right), (q.right, q.left))
    )
    if not biases or not alone or any(n in told(claim, oracle, state) for n in biases):
        return False
    return _NEGLECTING.search(state.words_around(claim)) is None


def take_rules(claim: Claim, state: State) -> None:
    """Remember the limit that a condition states by a rule of the ideal op-amp: “as v_n = 0, …”."""
    before = state.claims[state.position(claim) - 1].under if state.position(claim) else ()
    for c in claim.under:
        if c in before or c.what is None or c.to not in ("0", "="):
            continue
        q = Equation(c.what, c.than if c.than is not None else ZERO)
        oracle = state.about(q)
        if oracle.strange(q.left, q.right) or oracle.holds(q) or not limits.ideal_rule(q, oracle):
            continue
        to = limits.needed(oracle, partial(oracle.limit_holds, q))
        if to:
            state.assumed.limits.update(to)
            state.assumed.rules.update(to)


def limit_of(claim: Claim, q: Equation, oracle: Oracle, state: State) -> dict[str, str] | None:
    """The limits in which it holds: those stated, and as few others as are needed; None if there are none.

    An equality that states no limit is judged with the imperfections that it names as they are, and may hold
    no term that vanishes.  A claim about the leading order must be right in the corrections that it names.
    """
    stated = told(claim, oracle, state)
    named = limits.mentioned(q, oracle)
    on_its_way = ways(claim.under, oracle)
    for way in [] if on_its_way == [stated] else on_its_way:
        if _close(way, claim, q, oracle, state) and _meant(way, on_its_way, claim, q, oracle, state):
            return way
    loose = claim.relation in LOOSE and (claim.relation == "≈" or not stated)
    for some in _sets(stated, loose, oracle):
        found = _limit_with(some, claim, q, oracle, state, named)
        if found is not None:
            return found
    for way in limits.products(claim.under, oracle) if claim.relation in LOOSE else []:
        if all(_on_time(state) and oracle.limit_holds(q, path) for path in limits.paths(way, q, oracle)):
            return way
    kept = {n: to for n, to in state.assumed.limits.items() if n not in {FREQUENCY, *named, *stated}}
    kept = {n: to for n, to in kept.items() if n in oracle.points[0] and n not in imperfections(oracle.given)}
    kept = {**stated, **kept} if kept and claim.under else {}  # “and with R_E = 0 …”
    if kept and oracle.limit_holds(q, kept) and not keeps_what_vanishes(q, oracle, kept):
        return kept
    end = state.assumed.limits.get(FREQUENCY) if FREQUENCY not in stated else None
    still = claim.relation in LOOSE or FREQUENCY not in q.symbols()
    if end and still and not claim.under and _close({FREQUENCY: end}, claim, q, oracle, state):
        return {FREQUENCY: end}
    return None


def _meant(
    way: Mapping[str, str],
    others: list[dict[str, str]],
    claim: Claim,
    q: Equation,
    oracle: Oracle,
    state: State,
) -> bool:
    """May it be about this way?  An equality with terms that vanish there must hold in every way."""
    if claim.relation in LOOSE or not keeps_what_vanishes(q, oracle, way):
        return True
    return all(_close(other, claim, q, oracle, state) for other in others)


def _close(way: Mapping[str, str], claim: Claim, q: Equation, oracle: Oracle, state: State) -> bool:
    """Is the line true to its order if the symbols go this way?"""
    return _on_time(state) and right_to_its_order(q, oracle, way)


def _on_time(state: State) -> bool:
    state.on_time()
    return True


def _sets(stated: dict[str, str], loose: bool, oracle: Oracle) -> list[dict[str, str]]:
    """The limits stated: all together; the last alone, which may be said instead of the others.

    What is about equal may be meant for low frequencies, or for high ones.
    """
    out = [stated]
    if len(stated) > 1:
        out.append(dict([list(stated.items())[-1]]))
    if loose and FREQUENCY not in stated and has_frequency(oracle):
        out += [{**stated, FREQUENCY: to} for to in ("0", "oo")]
    return out


def _limit_with(
    told: dict[str, str], claim: Claim, q: Equation, oracle: Oracle, state: State, named: set[str]
) -> dict[str, str] | None:
    """The limits in which it holds: these, and as few others as are needed."""
    if told and right_to_its_order(q, oracle, told):
        return told

    def equal(to: Mapping[str, str]) -> bool:
        state.on_time()
        return oracle.limit_holds(q, {**told, **to})

    def about(to: Mapping[str, str]) -> bool:
        state.on_time()
        return right_to_its_order(q, oracle, {**told, **to}, [n for n in to if n not in named])

    if not told:
        more = limits.needed(oracle, equal, apart=named)
        if more is not None and (
            claim.relation in LOOSE
            or all(state.assumed.rules.get(n) == x for n, x in more.items())
            or limits.ideal_rule(q, oracle)
            or not keeps_what_vanishes(q, oracle, more)
        ):
            return more
        if claim.relation not in LOOSE:
            return None
    more = limits.needed(oracle, about, apart=told)
    return None if more is None else {**told, **more}
