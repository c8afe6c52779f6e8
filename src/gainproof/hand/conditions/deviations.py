"""Names for how far a part is off, R2 = R (1 + δ), that are said to be small: δ ≪ 1, δ → 0.

No part goes to an end then, R2 but comes close to R.  So the part is written with the name, which is a
quantity of its own in that circuit, and goes to zero there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.asking.state import LOOSE, State
from gainproof.hand.asking.ways import in_parts, quantity, ways
from gainproof.hand.truth.assumptions import is_free
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.truth.limits import ENDS, mentioned
from gainproof.hand.work import Claim, Condition

MOST = 4
"""Deviations of one claim."""


def said_to_be_small(claim: Claim, state: State) -> list[Condition]:
    """The conditions on deviations that the claim is under.

    What is about equal is under those, too, that lines before it state of a deviation that it names.
    """
    own = [c for c in claim.under if _deviates(c, state)]
    if own or claim.relation not in LOOSE:
        return own
    named = mentioned(claim.equation, state.oracle)
    before = state.claims[: state.position(claim)]
    told = [c for x in reversed(before) for c in x.under if c.symbol in named and _deviates(c, state)]
    return list({c.symbol: c for c in reversed(told)}.values())


def with_deviations(
    tables: Iterable[Mapping[str, Expr]], small: Iterable[Condition], state: State
) -> Iterator[dict[str, Expr]]:
    """Each table, and behind them each with a part for every deviation written with its name."""
    known = [dict(t) for t in tables] if small else tables
    yield from (dict(t) for t in known)
    names = list(islice(dict.fromkeys(c.symbol for c in small), MOST))
    for table in [*known, {}] if names else ():
        told = dict(table)
        for n in names:
            found = _part_with(n, told, state)
            if found is None:
                break
            told = {k: x.replaced(dict([found])) for k, x in told.items()} | dict([found])
        else:
            yield told


def _deviates(c: Condition, state: State) -> bool:
    """Does it send a name to an end, to which it goes by no end of any part?"""
    name = state.oracle.names.get(c.symbol)
    if name is None or c.to not in ENDS or quantity(c, state.oracle) is None or ways([c], state.oracle):
        return False
    meaning = in_parts(name.meaning, state.oracle)
    return meaning is not None and all(is_free(n, state.oracle) for n in meaning.symbols())


def _part_with(name: str, table: Mapping[str, Expr], state: State) -> tuple[str, Expr] | None:
    """A part, and what it is by the name: R2 = R (1 + δ); None if none can be told so."""
    meaning = in_parts(state.oracle.names[name].meaning, state.oracle)
    if meaning is None:
        return None
    meaning = meaning.replaced(table)
    for part in meaning.symbols():
        value = isolated(Equation(Sym(name), meaning), part)
        if value is not None and is_free(part, state.oracle):
            return part, value
    return None
