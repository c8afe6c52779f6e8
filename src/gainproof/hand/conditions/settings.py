"""What a writer sets the sources to: “common mode, V1 = V2 = v_c”, “V1 = -v_d/2 and V2 = v_d/2”.

A source is what somebody makes it, so no such line is wrong.  It says what the lines after it are about, till
the sources are set anew.  A name that comes in with it, v_d, is what the first line with it says.  Where as
many names come in as there are lines, V1 = v_c - v_d/2 and V2 = v_c + v_d/2, they say what the names are, and
set nothing; so does a line with the names of several settings, v_o = A_c v_c + A_d v_d, which adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Expr, Num, Sym, add, lift, mul
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.lexicon.held import holder
from gainproof.hand.names.misspelt import no_such_part
from gainproof.hand.truth.assumptions import live_sources
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim, Judged
from gainproof.notation import equation_text

Weights = dict[str, Fraction]
"""A sum of symbols, each with its factor."""


@dataclass(frozen=True)
class _Set:
    """One line: the source, and the sum of sources and names that it is set to."""

    claim: Claim
    source: str
    to: Weights


def sources_set(claim: Claim, state: State) -> Judged | None:
    """Does it set a source to what is made of sources and of names for them alone?"""
    line = _setting(claim, state)
    if line is None:
        _added_up(claim, state)
        return None
    strange = state.oracle.strange(claim.right.expr)
    if strange and (no_such_part(claim, strange, state) or any(_lone(n, state) for n in strange)):
        return None
    met = [n for n in line.to if n in state.modes.names or n in strange]
    if not met and sum(n in state.oracle.names for n in line.to) > 1:
        return None  # V1 = v_c - v_d/2, where lines before say what both are
    enter(line.source, line.to, claim, state)
    if len(met) > 1:
        return _several(claim, state)
    for n in met:
        if n in strange or not _known_here(n, line, state):
            return _named(n, line, state)
    return _taken(line, state)


def enter(source: str, to: Weights, claim: Claim, state: State) -> None:
    """A line says what the source is: it goes on with the line right before it, or sets the sources anew."""
    modes, k = state.modes, state.position(claim)
    if modes.last != k - 1 or source in modes.now:
        begin_anew(state)
        modes.all.append({})
    modes.last = k
    for n, given in modes.now.items():
        if source in given:  # V1 = V2 = v_c
            factor = given[source]
            whole = {**given, **{m: given.get(m, Fraction(0)) + factor * c for m, c in to.items()}}
            modes.now[n] = {m: c for m, c in whole.items() if m != source}
    modes.now[source] = to


def begin_anew(state: State) -> None:
    """Forget every setting of sources: another takes their place."""
    symbols = state.assumed.symbols
    for n in [n for n in symbols if n in state.oracle.sources]:
        del symbols[n]
    state.assumed.off.clear()


def _setting(claim: Claim, state: State) -> _Set | None:
    """The line as a setting of a source; None if it says anything else."""
    oracle = state.oracle
    if claim.relation != "=" or len(live_sources(oracle)) < 2 or _of_nodes_alone(claim, state):
        return None
    source = _source(claim.left.expr, state)
    held = {n: Sym(s) for n in claim.right.expr.symbols() if (s := holder(n, oracle.circuit))}
    other = claim.right.expr.replaced(held)
    names = other.symbols()
    off = state.chain(claim)[-1].right.expr == ZERO  # V1 = V2 = 0
    if not source or off or not names or not all(_of_sources(n, state) for n in names):
        return None
    to = weights(other)
    return None if not to else _Set(claim, source, to)


def _of_nodes_alone(claim: Claim, state: State) -> bool:
    """Does it say, without a word, that two nodes are alike, and no line comes after it that needs it?"""
    sides = (claim.left.expr, claim.right.expr)
    plain = all(isinstance(x, Sym) for x in sides) and not claim.under and not claim.link
    last = state.position(claim) == len(state.claims) - 1
    named = isinstance(sides[0], Sym) and sides[0].name in state.oracle.sources
    return plain and last and not named and not re.search(r"[A-Za-z]{2}", state.words_between(claim))


def _source(x: Expr, state: State) -> str:
    """The source that the side is, or that holds the node whose voltage it is; "" if there is none."""
    if not isinstance(x, Sym):
        return ""
    return x.name if x.name in state.oracle.sources else holder(x.name, state.oracle.circuit)


def _of_sources(n: str, state: State) -> bool:
    """Is it a source, a new name, or one for what is made of sources?"""
    oracle = state.oracle
    if n in oracle.sources or not oracle.knows(n):
        return True
    made = mentioned(Sym(n), oracle) - {n}
    return n in oracle.names and bool(made) and made <= {*oracle.sources, *oracle.names}


def weights(x: Expr) -> Weights | None:
    """The factors of a sum of symbols; None if it is none, or a number stands in it."""
    names = x.symbols()
    try:
        at = {n: {m: Fraction(m == n) for m in names} for n in names}
        out = {n: Fraction(x.value(at[n])) for n in names}
        there = {n: Fraction(k, 7) for k, n in enumerate(names, 2)}
        far = {n: Fraction(11 - k * k, 5) for k, n in enumerate(names, 2)}
        linear = all(x.value(p) == sum(out[n] * p[n] for n in names) for p in (there, far))
    except (ZeroDivisionError, TypeError, KeyError):
        return None
    return {n: c for n, c in out.items() if c} if linear else None


def _sum(of: Mapping[str, Fraction]) -> Expr:
    """The sum of symbols with these factors."""
    return add(*(mul(lift(c), Sym(n)) for n, c in of.items() if c))


def _lone(n: str, state: State) -> bool:
    return sum(n in c.equation.symbols() for c in state.claims) < 2


def _known_here(n: str, line: _Set, state: State) -> bool:
    """Has an earlier line of the same setting said what the name is?"""
    return any(n in to for s, to in state.modes.now.items() if s != line.source)


def _named(n: str, line: _Set, state: State) -> Judged:
    """The name comes in with the line: V1 = -v_d/2 says that v_d = -2 V1."""
    factor = line.to[n]
    rest = {m: -c / factor for m, c in line.to.items() if m != n}
    rest[line.source] = rest.get(line.source, Fraction(0)) + 1 / factor
    state.define(n, _sum(rest), label_of(line.claim))
    state.modes.names.add(n)
    return Judged(line.claim, "definition", "", f"{n} is a new name")


def _taken(line: _Set, state: State) -> Judged | None:
    """The source is what the line says, as far as nothing before it in the same setting says otherwise."""
    oracle, symbols = state.oracle, state.assumed.symbols
    told: Expr = _sum(line.to)
    while any(n in oracle.names for n in told.symbols()):
        told = told.replaced({n: x.meaning for n, x in oracle.names.items()})
    sources = {n: x for n, x in symbols.items() if n in oracle.sources}
    apart = weights(add(told, mul(Num(Fraction(-1)), Sym(line.source))).replaced(sources))
    if apart is None or len(apart) < 2:
        return None
    n = line.source if line.source in apart else next(iter(apart))
    value = _sum({m: -c / apart[n] for m, c in apart.items() if m != n})
    for m, x in sources.items():
        symbols[m] = x.replaced({n: value})
    symbols[n] = value
    state.assumed.labels[n] = label_of(line.claim)
    said = equation_text(line.claim.equation)
    return Judged(line.claim, "limit", "GP144", "it is an assumption about the sources", (), (said,))


def _several(claim: Claim, state: State) -> Judged | None:
    """Several names come in with the lines from here on, as many as there are lines?"""
    lines: dict[str, Weights] = {}
    for c in state.claims[state.position(claim) :]:
        line = _setting(c, state)
        if line is None or line.source in lines:
            break
        lines[line.source] = line.to
    fresh = [*state.oracle.strange(claim.right.expr), *state.modes.names]
    met = dict.fromkeys(n for to in lines.values() for n in to if n in fresh)
    if not _solved(list(met), lines, claim, state):
        return None
    return Judged(claim, "definition", "", f"{', '.join(met)} are new names")


def _added_up(claim: Claim, state: State) -> None:
    """A line with names of several settings is about the sum of these: it says what the names are."""
    modes = state.modes
    here = [n for n in claim.equation.symbols() if n in modes.names]
    if len(here) < 2 or any(sum(n in to for n in here) > 1 for mode in modes.all for to in mode.values()):
        return
    whole: dict[str, Weights] = {}
    for mode in modes.all:
        for source, to in mode.items():
            if len(to) == 1 and not to.keys().isdisjoint(here):
                whole.setdefault(source, {}).update(to)
    if _solved(here, whole, claim, state):
        begin_anew(state)


def _solved(names: Sequence[str], lines: Mapping[str, Weights], claim: Claim, state: State) -> bool:
    """Define the names by the lines, as many as there are names; False if they do not say what these are."""
    if not names or len(names) != len(lines) or any(not to.keys() <= {*names} for to in lines.values()):
        return False
    rows = [([to.get(n, Fraction(0)) for n in names], {s: Fraction(1)}) for s, to in lines.items()]
    for k in range(len(names)):
        pivot = next((r for r in rows[k:] if r[0][k]), None)
        if pivot is None:
            return False
        rows.remove(pivot)
        rows.insert(k, _times(pivot, 1 / pivot[0][k]))
        rows = [r if i == k else _plus(r, _times(rows[k], -r[0][k])) for i, r in enumerate(rows)]
    with suppress(GainproofError, ZeroDivisionError, TooLarge):
        for n, (_, meaning) in zip(names, rows, strict=True):
            state.define(n, _sum(meaning), label_of(claim))
            state.modes.names.add(n)
    return True


_Row = tuple[list[Fraction], Weights]


def _times(row: _Row, k: Fraction) -> _Row:
    return [k * x for x in row[0]], {n: k * x for n, x in row[1].items()}


def _plus(a: _Row, b: _Row) -> _Row:
    made = {n: a[1].get(n, Fraction(0)) + b[1].get(n, Fraction(0)) for n in {**a[1], **b[1]}}
    return [x + y for x, y in zip(a[0], b[0], strict=True)], made
