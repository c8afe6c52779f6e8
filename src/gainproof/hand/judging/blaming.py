"""Is a line false because a name in it was defined wrongly?

“R = R2 + R3”, and then v_2 = V1 R/(R1 + R): the slip is in the definition, and shows in the next line.
What the name must be for the line to be true is read off the line; with that meaning the definition is a
false line, and is diagnosed as one.  It is to blame if a clearly smaller change of it than of the line makes
the line true, and if no other line has been found true with the name as it was defined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Num, Prod, Sum, Sym, div, neg
from gainproof.hand.asking.refuting import refuted
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.lexicon.usual_units import fits
from gainproof.hand.names.meanings import Meaning, lines_with, true_with
from gainproof.hand.truth import numbers
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim, Judged

CLEARLY = 0.4
"""By so much must the change of the definition be the likelier one."""
MISSING = {"dropped factor", "dropped term", "extra factor", "extra term"}
AS_WELL = 0.8
"""What it costs that a factor or term is wrong in the definition, which may as well be so in the line."""
FRACTION = "beta"
"""The name of the part of an output that is fed back, which is no more than 1."""
UNLIKE = 1.5
"""What it costs that a name gets a dimension that its letter does not have, and had it before."""


def behind_a_definition(claim: Claim, state: State, judged: list[Judged]) -> bool:
    """Was a name of the claim defined wrongly?  Then it has its right meaning from here on.

    The verdict on the definition, in `judged`, is mended; of one that comes later it will be false.
    """
    of_symbols = claim.left.expr.symbols() and claim.right.expr.symbols()
    if claim.relation != "=" or claim.under or not of_symbols or not state.diagnosing:
        return False
    best: tuple[float, str, Expr, Claim] | None = None
    for n in _names(claim.equation, state):
        place = _definition(n, claim, state, judged)
        if place is None or not _only_here(n, claim, state, judged):
            continue
        for cost, new in _right_ones(n, place, claim, state):
            cost += _unlike(n, new, state)
            if best is None or cost < best[0]:
                best = cost, n, new, place
    if best is None:
        return False
    cost, n, new, place = best
    if _cost(claim, state) < cost + CLEARLY:
        return False
    with suppress(GainproofError, ZeroDivisionError, TooLarge):
        state.mistakes.meant[n] = state.oracle.names[n].meaning
        state.define(n, new, label_of(claim))
        _blamed(place, n, state, judged)
        return True
    return False


def rather_the_line(n: str, own: Expr, other: Meaning, place: Claim, state: State) -> bool:
    """Is a line wrong that follows the definition at `place`, and not this, though lines agree on another?

    Lines that follow from a wrong one agree with it.  A clearly smaller change of the first of the lines that
    disagree with the definition mends it than would make the definition what they agree on.
    """
    label, costs = label_of(place), []
    lines = (c for c in lines_with(n, place, state) if c is not place)
    line = next((c for c in lines if not true_with(c.equation, n, own, state)), None)
    for asked, meaning in ((line, own), (place, other.expr)):
        cost = float("inf")
        with suppress(GainproofError, ZeroDivisionError, TooLarge):
            state.define(n, meaning, label)
            cost = _cost(asked, state) if asked is not None else cost
        state.oracle.forget(n)
        costs.append(cost)
    return costs[0] + CLEARLY < costs[1]


def _names(q: Equation, state: State) -> list[str]:
    """The names that stand in the equation, and those that these are made of."""
    return [n for n in mentioned(q, state.oracle) if n in state.oracle.names]


def _definition(n: str, claim: Claim, state: State, judged: Sequence[Judged]) -> Claim | None:
    """The claim that says what the name is, with parts in it; before this one, or behind it."""
    name = state.oracle.names[n]
    parts = state.oracle.given.parameters.keys() - state.oracle.sources.keys()
    if parts.isdisjoint(mentioned(name.meaning, state.oracle)):
        return None
    lines = [j.item for j in judged if j.verdict == "definition" and isinstance(j.item, Claim)]
    lines += [c for c in state.claims[state.position(claim) + 1 :] if state.explained.get(id(c)) == n]
    told = [c for c in lines if Sym(n) in (c.left.expr, c.right.expr) and name.meaning.symbols()]
    told = [c for c in told if c.relation in ("=", "≜") and label_of(c) == name.label]
    return told[-1] if told else None


def _only_here(n: str, claim: Claim, state: State, judged: Sequence[Judged]) -> bool:
    """Has no line before been found true with the name?"""
    return not any(
        j.verdict in ("true", "limit")
        and isinstance(j.item, Claim)
        and n in mentioned(j.item.equation, state.oracle)
        for j in judged
    )


def _right_ones(n: str, place: Claim, claim: Claim, state: State) -> Iterator[tuple[float, Expr]]:
    """Meanings near that of the name with which the claim is true, each with what the change costs.

    What the name must be for the claim to be true is read off the claim; with that meaning, the definition is
    a false line like any other.
    """
    from gainproof.hand.diagnosis.bench import bench_of
    from gainproof.hand.diagnosis.search import repairs

    q = through(claim.equation, n, state)
    needed = isolated(q, n) or solved(q, n)
    if needed is None or n in needed.symbols():
        return
    old, label = state.oracle.names[n].meaning, state.oracle.names[n].label
    found = []
    try:
        state.define(n, needed, label)
        if state.about(q).holds(q):
            found = repairs(place, bench_of(state.about(place.equation)), (), {})
    except (GainproofError, ZeroDivisionError, TooLarge):
        pass
    finally:
        state.define(n, old, label)
    for r in found:
        kinds = {e.kind for e in r.edits}
        cost = r.cost + (AS_WELL if kinds & MISSING else 0)
        new = isolated(r.line, n) if Sym(n) in (r.line.left, r.line.right) else None
        if new is not None and new != neg(old) and n not in new.symbols():
            yield cost, new


def solved(q: Equation, n: str) -> Expr | None:
    """What the name is, where the difference of the sides is one linear function of it over another."""
    below, at, above = (
        Sum(q.left.replaced({n: Num(k)}), neg(q.right.replaced({n: Num(k)}))) for k in (1, 2, 3)
    )
    try:
        pole = div(Sum(Prod(Num(2), at), neg(above), neg(below)), Sum(above, neg(below)))
        slope = Sum(Prod(above, Sum(Num(1), pole)), neg(at))
        return Sum(Num(2), neg(div(at, slope)))
    except ZeroDivisionError:
        return None


def through(q: Equation, n: str, state: State) -> Equation:
    """The equation with each name that is made of this one spelled out."""
    names = state.oracle.names
    while True:
        table = {
            k: names[k].meaning
            for k in q.symbols()
            if k in names and k != n and n in mentioned(names[k].meaning, state.oracle)
        }
        if not table:
            return q
        q = Equation(q.left.replaced(table), q.right.replaced(table))


def _unlike(n: str, new: Expr, state: State) -> float:
    """What the dimension of the new meaning costs, or saves, by that of the old one."""
    from gainproof.hand.diagnosis.bench import bench_of

    of = bench_of(state.oracle).dimensions()
    old = state.oracle.names[n].meaning
    before, after = fits(n, old, of), fits(n, new, of)
    if n.startswith(FRACTION):
        size = [numbers.value_of(x, state.oracle, state.values) for x in (old, new)]
        if size[0] is not None and size[1] is not None and size[0] <= 1 < size[1]:
            return UNLIKE
    return UNLIKE * ((before is True and after is False) - (before is False and after is True))


def _cost(claim: Claim, state: State) -> float:
    """What the likeliest change of the claim itself costs."""
    from gainproof.hand.diagnosis.bench import bench_of
    from gainproof.hand.diagnosis.search import repairs

    found = repairs(claim, bench_of(state.about(claim.equation)), (), {})
    return found[0].cost if found else float("inf")


def _blamed(place: Claim, n: str, state: State, judged: list[Judged]) -> None:
    """The definition is false."""
    how = f"the line after it takes {n} for something else"
    for k, j in enumerate(judged):
        if j.item is place:
            judged[k] = replace(refuted(place, state), code="GP132", how=how)
            state.wrong.append((label_of(place), place.equation))
            return
    state.explained.pop(id(place), None)
