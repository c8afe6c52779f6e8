"""Which frequencies a line may be about: of its own conditions, of lines before it, and named ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.expression import ZERO, Equation, Expr, Num, Prod, Quot, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.asking.ways import told
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth.frequencies import (
    ANGULAR,
    CYCLIC,
    FREQUENCIES,
    GENERAL,
    OF_FREQUENCY,
    has_frequency,
    is_frequency,
)
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.phasor_points import Chosen
from gainproof.hand.work import AT, Claim, Condition
from gainproof.notation import text
from gainproof.symbols import split_symbol

_ROOTS = (FREQUENCY, "z")
"""First letters of what a zero is called."""
_SENTENCE_END = re.compile(r"[.!?]\s|\n[ \t]*\n")
_THERE = re.compile(r"\b(?:there|here|where|(?:at|for)\s+(?:this|that|it|which|the)\b)", re.IGNORECASE)
"""Words that go back to what the sentence before names."""


def frequencies(claim: Claim, state: State) -> Iterator[Chosen]:
    """The frequencies that the claim may be about: of its own conditions, of lines before, and named ones."""
    oracle = state.oracle
    if not has_frequency(oracle):
        return
    own = [x for c in claim.under if not state.left_behind(c, claim) for x in _of_condition(c, oracle)]
    for after in (True, False):
        told_in_words = None if own else state.frequency_in_words(claim, behind=after)
        if told_in_words is not None:
            own += _chosen(told_in_words[0], Num(told_in_words[1]), oracle)
    yield from own
    if own or FREQUENCY in told(claim, oracle, state):
        return
    yield from _named_zero(claim, state)
    behind = state.next_in_line(claim)
    for a, b in ((behind.left, behind.right), (behind.right, behind.left)) if behind is not None else ():
        if isinstance(a, Sym) and _may_be(a.name, oracle):
            yield from _chosen(a.name, b, oracle)
    general = {FREQUENCY, *(n for n in FREQUENCIES if is_frequency(n, oracle))}
    every = not general.isdisjoint(claim.equation.symbols())  # who writes ω means any, where no word says one
    vanishes = state.chosen is not None and state.chosen[1] == ZERO
    if every and (vanishes or not state.sentence_speaks_of_one_frequency(claim)):
        return
    if state.chosen is not None:
        yield from _chosen(*state.chosen, oracle)
    for n, name in reversed(list(oracle.names.items())):
        if n not in FREQUENCIES or name.meaning != FREQUENCIES[n]:
            stem, below = split_symbol(n)
            if stem in (*ANGULAR, *CYCLIC):
                stated = every or not below or state.speaks_of_one_frequency(claim)
                for found in _chosen(stem, Sym(n), oracle):
                    said = found.said if below else f"{n} = {text(name.meaning)}"
                    yield Chosen(found.angular, said, stated)


def _named_zero(claim: Claim, state: State) -> Iterator[Chosen]:
    """The zero that the claim before names, if this one says that something vanishes there.

    “There is a zero: at s = g_m/C, v_c = 0”, “s_z = g_m/C; there v_c = 0”.
    """
    k = state.position(claim)
    if not k or claim.link or ZERO not in (claim.left.expr, claim.right.expr):
        return
    *others, last = _SENTENCE_END.split(state.words_between(claim))
    if others and not _THERE.search(last):
        return
    before = state.claims[k - 1]
    said = before.equation
    if state.landmark is not None and state.landmark[1] is before:
        said = state.landmark[0]
    elif not (isinstance(said.left, Sym) and split_symbol(said.left.name)[0] in _ROOTS):
        return
    if isinstance(said.left, Sym):
        of = said.left.name if said.left.name in (*ANGULAR, *CYCLIC) else FREQUENCY
        yield from _chosen(of, said.right, state.oracle)


def take_frequency(claim: Claim, state: State) -> None:
    """Remember the frequency that a condition chooses; ω and f are that of s from here on."""
    oracle = state.oracle
    in_words = state.frequency_in_words(claim, behind=False) if has_frequency(oracle) else None
    if in_words is not None:
        state.choose(Equation(Sym(in_words[0]), Num(in_words[1])))
    for c in claim.under:
        if c.to != AT or not isinstance(c.what, Sym) or c.than is None or not has_frequency(oracle):
            continue
        state.choose(Equation(c.what, c.than))
        if c.what.name in GENERAL and not oracle.knows(c.what.name):
            state.define(c.what.name, GENERAL[c.what.name], OF_FREQUENCY)


def _of_condition(c: Condition, oracle: Oracle) -> Iterator[Chosen]:
    """The frequency that a condition chooses, if it does."""
    for a, b in ((c.what, c.than), (c.than, c.what)):
        if c.to in (AT, "=") and isinstance(a, Sym) and b is not None and _may_be(a.name, oracle):
            yield from _chosen(a.name, b, oracle)


def _may_be(symbol: str, oracle: Oracle) -> bool:
    return is_frequency(symbol, oracle) or symbol in (*ANGULAR, *CYCLIC)


def _chosen(symbol: str, value: Expr, oracle: Oracle) -> Iterator[Chosen]:
    """The frequency as an angular one, if it is made of parts and numbers."""
    made = mentioned(Equation(value, value), oracle)
    if oracle.strange(value) or not made.isdisjoint({FREQUENCY, *oracle.unknowns}):
        return
    angular = Prod(Num(2), Sym("pi"), value) if symbol in CYCLIC else value
    if symbol == FREQUENCY:
        angular = Quot(value, FREQUENCIES["j"])
    yield Chosen(angular, f"{symbol} = {text(value)}")
