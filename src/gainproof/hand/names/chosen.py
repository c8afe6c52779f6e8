"""Which symbols are the frequency in a work, and which lines choose it: s = 1/(R C), ω L = 1/(ω C)."""

from __future__ import annotations

from gainproof.expression import ONE, Equation, Num, Pow, Prod, Quot, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth.frequencies import ANGULAR, FREQUENCIES, OF_FREQUENCY, has_frequency
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim


def is_frequency(symbol: str, state: State) -> bool:
    """Is it s, a name that was taken for ω, or ω itself in a work that speaks of j?"""
    if symbol == FREQUENCY:
        return has_frequency(state.oracle)
    name = state.oracle.names.get(symbol)
    if name is not None or symbol not in FREQUENCIES or symbol == "j" or not has_frequency(state.oracle):
        return name is not None and name.label == OF_FREQUENCY and symbol != "j"
    met = any(n.code == "frequency" for n in state.work.notices)
    return met or any("j" in c.equation.symbols() for c in state.claims)


def chosen_by(symbol: str, claim: Claim, state: State) -> Equation | None:
    """The frequency that it chooses, s = 1/(R C) or ω R C = 1; None if it does no such thing, s = s C v."""
    q = claim.equation
    told = (
        is_frequency(symbol, state)
        if symbol in subjects(q)
        else not claim.link and _in_a_product(symbol, q, state)
    )
    alone = isolated(q, symbol) if told else None
    if alone is None or not mentioned(alone, state.oracle).isdisjoint({FREQUENCY, *state.oracle.unknowns}):
        return None
    return Equation(Sym(symbol), alone)


def _in_a_product(symbol: str, q: Equation, state: State) -> bool:
    """Is a product of ω with parts said to be one, or another such?  Then ω is that of s from here on.

    ω R C = 1, ω τ = 1, ω L = R and ω L = 1/(ω C) choose a frequency; Q = ω L/R says what Q is, and
    ω R C = 0.5 may be reckoned.
    """
    products = (Prod, Quot, Pow, Sym, Num)
    if symbol not in ANGULAR or not all(isinstance(x, products) for s in (q.left, q.right) for x in s.walk()):
        return False
    others = [n for n in q.symbols() if n != symbol]
    if symbol not in q.symbols() or not (ONE in (q.left, q.right) or all(_is_part(n, state) for n in others)):
        return False
    name = state.oracle.names.get(symbol)
    return of_frequency(symbol, state) or (name is not None and name.label == OF_FREQUENCY)


def _is_part(n: str, state: State) -> bool:
    """Is it a part that is no source, or a name for one?"""
    while n in state.oracle.names and isinstance(meaning := state.oracle.names[n].meaning, Sym):
        n = meaning.name
    return n in state.oracle.given.parameters and n not in state.oracle.sources


def of_frequency(symbol: str, state: State) -> bool:
    """Is it ω or j of s = jω, in a circuit that has a frequency?  Then it is known from here on.

    All that is known of j is that its square is -1, so what holds holds for s = -jω, too.
    """
    meaning = FREQUENCIES.get(symbol)
    if meaning is None or not has_frequency(state.oracle) or state.oracle.knows(symbol):
        return False
    state.define(symbol, meaning, OF_FREQUENCY)
    return True
