"""What one source does to the output, by a name of its own: v_o1 where V2 is off, and v_out = v_o1 + v_o2.

Such a name is no new quantity that may be anything: it is the output, in the circuit where the other sources
are off.  A line that says something else of it is wrong, and not only the sum that follows.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from gainproof.errors import TooLarge
from gainproof.expression import ZERO, Equation, Expr, Sum, Sym
from gainproof.hand import assumptions, limiting
from gainproof.hand.refuting import refuted
from gainproof.hand.state import State, label_of
from gainproof.hand.work import Claim, Judged


def partial_response(claim: Claim, state: State) -> Judged | None:
    """Does it say of a part of the output what is false of the output, whichever source is alone?

    There is no other verdict in it; a line that is right defines the name.
    """
    name, off = claim.left.expr, dict(state.assumed.off)
    off |= {n: x for n, x in assumptions.conditional(claim.under, state.oracle).items() if x == ZERO}
    if (
        not isinstance(name, Sym)
        or claim.link
        or claim.relation != "="
        or not off.keys() & state.oracle.sources.keys()
    ):
        return None
    if state.oracle.strange(name, claim.right.expr) != [name.name]:
        return None
    whole = _whole_of(name, state) or _sum_with(name, claim, state)
    named = any(
        n in state.oracle.names for n in claim.right.expr.symbols()
    )  # it may be the name that is wrong
    if whole is None or named or _true(Equation(whole, claim.right.expr), claim, off, state):
        return None
    told = state.beside(claim, replace(claim, left=replace(claim.left, expr=whole)))
    said = replace(refuted(told, state), item=claim)
    there = state.oracle.beside(
        state.oracle.circuit.off(*(state.oracle.sources[n] for n in off if n in state.oracle.sources))
    )
    state.oracle.define_there(name.name, whole, there, label_of(claim))
    return said


def _whole_of(name: Sym, state: State) -> Expr | None:
    """The voltage or the current that the name has with a number behind it, v_out of v_out1."""
    stem = name.name.rstrip("0123456789").rstrip("_")
    return Sym(stem) if stem != name.name and stem in state.oracle.unknowns else None


def _sum_with(name: Sym, claim: Claim, state: State) -> Expr | None:
    """The voltage or the current that a later line says is the sum of this name and of others like it."""
    for c in state.claims[state.position(claim) + 1 :]:
        for a, b in ((c.left.expr, c.right.expr), (c.right.expr, c.left.expr)):
            named = (
                isinstance(b, Sum)
                and name in b.args
                and all(isinstance(x, Sym) and x.name not in state.oracle.unknowns for x in b.args)
            )
            if named and isinstance(a, Sym) and a.name in state.oracle.unknowns:
                return a
    return None


def _true(q: Equation, claim: Claim, off: dict[str, Expr], state: State) -> bool:
    """Is it true with these sources off, or with any one alone, as it stands or in a limit?"""
    live = assumptions.live_sources(state.oracle)
    tables: list[dict[str, Expr]] = [off]
    for kept in live:
        tables.append({n: ZERO for n in live if n != kept})
    assumed: list[dict[str, Expr]] = [{}, {**state.assumed.said, **state.assumed.symbols}]
    for table in tables:
        for more in assumed:
            for ideal in (False, True):
                state.on_time()
                world = state.worlds.of({**more, **table}, ideal=ideal)
                told = world.told(q) if world is not None else None
                if world is None or told is None:
                    continue
                with suppress(ZeroDivisionError, TooLarge):
                    if (
                        world.oracle.holds(told)
                        or limiting.limit_of(claim, told, world.oracle, state) is not None
                    ):
                        return True
    return not state.oracle.strange(q.left, q.right) and state.oracle.holds(q)
