"""Is a line false because a name in it was defined wrongly?

“R = R2 + R3”, and then v_2 = V1 R/(R1 + R): the slip is in the definition, and shows in the next line.  A
definition is to blame if a smaller change of it than of the line makes the line true, and if no other line
has been found true with the name as it was defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.limits import mentioned
from gainproof.hand.meanings import true_with
from gainproof.hand.oracle import Values
from gainproof.hand.refuting import refuted
from gainproof.hand.state import State, label_of
from gainproof.hand.work import Claim, Judged

MOST = 160
"""Small changes of one definition that are tried."""
CLEARLY = 0.6
"""By so much must the change of the definition be the likelier one."""
UNLIKELY = 5.5
"""What a change of the line must cost, where the definition stands before it and nothing was said of it."""


def behind_a_definition(claim: Claim, state: State, judged: list[Judged]) -> bool:
    """Was a name of the claim defined wrongly?  Then it has its right meaning from here on.

    The verdict on the definition, in `judged`, is mended; of one that comes later it will be false.
    """
    if claim.relation != "=" or claim.under or not state.diagnosing:
        return False
    q = claim.equation
    for n in q.symbols():
        place = _definition(n, claim, state, judged)
        if place is None or not _only_here(n, claim, state, judged):
            continue
        meaning = state.oracle.names[n].meaning
        best = min(_right_ones(n, meaning, claim, state), key=lambda x: x[0], default=None)
        before = any(j.item is place for j in judged) and not _of_names(claim, state)
        if best is None or _cost(claim, state) < max(best[0] + CLEARLY, UNLIKELY if before else 0.0):
            continue
        with suppress(GainproofError, ZeroDivisionError, TooLarge):
            state.define(n, best[1], label_of(claim))
            _blamed(place, n, state, judged)
            return True
    return False


def _definition(n: str, claim: Claim, state: State, judged: Sequence[Judged]) -> Claim | None:
    """The claim that says what the name is, in parts alone; before this one, or behind it."""
    name = state.oracle.names.get(n)
    if name is None or not mentioned(name.meaning, state.oracle).isdisjoint(state.oracle.unknowns):
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


def _right_ones(n: str, meaning: Expr, claim: Claim, state: State) -> Iterator[tuple[float, Expr]]:
    """Meanings near that of the name with which the claim is true, each with what the change costs."""
    from gainproof.hand.diagnosis.bench import bench_of
    from gainproof.hand.diagnosis.pairs import small_edits
    from gainproof.hand.diagnosis.ranking import BASE

    oracle = state.oracle
    seems_right = _at_one_point(claim.equation, n, state)
    line = Equation(Sym(n), meaning)
    names = [*oracle.circuit.parameters, *oracle.names]
    for k, edit in enumerate(small_edits(line, bench_of(oracle).dimensions(), names)):
        state.on_time()
        if k >= MOST:
            return
        if edit.path[0] == 0 or edit.kind == "sign":
            continue
        new = edit.applied(line).right
        fits = new.symbols() and n not in new.symbols() and new != meaning
        if fits and seems_right(new) and true_with(claim.equation, n, new, state):
            yield BASE[edit.kind], new


def _at_one_point(q: Equation, n: str, state: State) -> Callable[[Expr], bool]:
    """Is the equation true at one point if the name means this?  A quick look before all points are asked."""
    oracle = state.about(q)
    p, names = oracle.points[0], state.oracle.names
    known = {k: v for k, v in p.items() if k not in names}
    known |= {k: p[k] for k, x in names.items() if x.oracle is not oracle and k != n}

    def holds(meaning: Expr) -> bool:
        try:
            at = Values({**known, n: meaning.value(p, p.over.number)}, p.over, state.oracle.book, None)
            return bool(q.left.value(at, p.over.number) == q.right.value(at, p.over.number))
        except (ZeroDivisionError, TooLarge, KeyError):
            return False

    return holds


def _of_names(claim: Claim, state: State) -> bool:
    """Does it put names together, v_out = v_o1 + v_o2, and hold no part that could be wrong?"""
    parts = state.oracle.given.parameters
    return not any(n in parts for n in claim.equation.symbols())


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
            return
    state.explained.pop(id(place), None)
