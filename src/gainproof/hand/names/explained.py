"""Names that the words of a work explain: which way round the writer counts them.

“The current through R1” says no direction, and so the one is taken in which more lines are true, in the
circuit or with perfect op-amps.  What is seen from the terminals of a part that is taken out is worked out
in the circuit without it; it is taken for that if some line with the name is true then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import product

from gainproof.circuit.solve import solve
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Quot, Sym, neg
from gainproof.hand.asking.state import State
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.solved import in_parameters
from gainproof.hand.work import ALONE, Claim, Elsewhere

MOST = 6
"""Names that are turned in all ways; of more, each alone."""
FAR = 80
"""How many lines are asked."""


def take_explained(meant: Mapping[str, Expr], state: State) -> None:
    """Define every name that words explain, in the direction in which most lines are true."""
    names = [n for n in meant if not state.oracle.knows(n)]
    against = {n: neg(Sym(n)) for n in state.oracle.against}
    directed = state.work.directed
    meant = {n: meant[n].replaced(against) for n in names}
    gains = [n for n in names if isinstance(meant[n], Quot)]  # they have no direction
    meant |= {n: x for n in names if (x := _alone(n, meant[n], state)) is not None}
    lines = [c for c in state.claims if not set(names).isdisjoint(c.equation.symbols())][:FAR]
    if not names:
        return
    oracles = _oracles(state)
    ways = list(product((False, True), repeat=len(names))) if len(names) <= MOST else _each(len(names))
    told = [k for k, n in enumerate(names) if n in directed or n in gains]
    ways = [way for way in ways if not any(way[k] for k in told)]
    best = max(ways, key=lambda way: (_true(_turned(meant, names, way), lines, oracles), -sum(way)))
    for n, x in _turned(meant, names, best).items():
        if n not in state.work.loose or not _belied(n, x, lines, oracles):
            state.oracle.define(n, x, "")


def _belied(n: str, meaning: Expr, lines: Sequence[Claim], oracles: Sequence[Oracle]) -> bool:
    """Do the lines take the name for what one of them says, and none for what the words seem to say?"""
    own = [(c, isolated(c.equation, n)) for c in lines if n in subjects(c.equation) and c.relation == "="]
    first = next(((c, x) for c, x in own if x is not None and n not in x.symbols()), None)
    if first is None or _true({n: meaning}, [c for c in lines if n in c.equation.symbols()], oracles):
        return False
    others = (c for c in lines if c is not first[0] and n in c.equation.symbols())
    table = {n: first[1]}
    told = (Equation(c.left.expr.replaced(table), c.right.expr.replaced(table)) for c in others)
    return any(_holds(q, oracles) and not oracles[0].identity(q) for q in told)


def _alone(n: str, meaning: Expr, state: State) -> Expr | None:
    """What a name is that stands only where one source acts alone; None if it stands anywhere else."""
    stages = {
        (c.stage.to, c.stage.symbol) if c.stage else ("", "")
        for c in state.claims
        if n in c.equation.symbols()
    }
    to, symbol = stages.pop() if len(stages) == 1 else ("", "")
    if to != ALONE or symbol not in state.oracle.sources or len(state.oracle.sources) < 2:
        return None
    if isinstance(meaning, Quot):
        return None
    there = state.oracle.beside(state.oracle.circuit.only(state.oracle.sources[symbol]))
    with suppress(GainproofError, TooLarge, ZeroDivisionError, KeyError, ValueError):
        return in_parameters(meaning, there)
    return None


def take_elsewhere(told: Mapping[str, Elsewhere], state: State) -> None:
    """Define every name for a quantity of the circuit without a part, with which some line is true.

    Where a line is true with one, V_th, the others told of the same terminals, R_th, are sure as well.
    """
    meant: dict[str, Expr] = {}
    for n, x in told.items():
        with suppress(GainproofError, TooLarge, ZeroDivisionError):
            if not state.oracle.knows(n):
                meant[n] = solve(state.oracle.circuit.opened(x.without), x.quantity).expr()
    voltages = [n for n in meant if told[n].quantity.kind == "response"]
    lines = [c for c in state.claims if not meant.keys().isdisjoint(c.equation.symbols())][:FAR]
    oracles = [*_oracles(state), *_without({told[n].without for n in meant}, state)]
    turned = {**meant, **{n: neg(meant[n]) for n in voltages}}
    table = max((meant, turned), key=lambda t: _true(t, lines, oracles))
    sure = {n for n in table if _true(table, [c for c in lines if n in c.equation.symbols()], oracles)}
    out = {told[n].without for n in sure}
    for n, meaning in table.items():
        if told[n].without in out:
            state.oracle.define(n, meaning, "")


def _each(count: int) -> list[tuple[bool, ...]]:
    return [(False,) * count, *(tuple(k == turned for k in range(count)) for turned in range(count))]


def _oracles(state: State) -> list[Oracle]:
    """The circuit's, and that of the circuit with perfect op-amps."""
    world = state.worlds.of({}, ideal=True)
    return [state.oracle, *([world.oracle] if world is not None else [])]


def _without(parts: Collection[str], state: State) -> Iterator[Oracle]:
    """The circuit without each of these parts: what is told of the open terminals is true there."""
    for part in sorted(parts):
        with suppress(GainproofError):
            yield state.oracle.beside(state.oracle.circuit.opened(part))


def _turned(meant: Mapping[str, Expr], names: Sequence[str], way: Sequence[bool]) -> dict[str, Expr]:
    return {n: neg(meant[n]) if w else meant[n] for n, w in zip(names, way, strict=True)}


def _true(table: Mapping[str, Expr], lines: Sequence[Claim], oracles: Sequence[Oracle]) -> int:
    """How many of the lines are true with these meanings."""
    count = 0
    for c in lines:
        count += _holds(Equation(c.left.expr.replaced(table), c.right.expr.replaced(table)), oracles)
    return count


def _holds(q: Equation, oracles: Sequence[Oracle]) -> bool:
    """Is it true in one of the circuits?"""
    for oracle in oracles:
        try:
            if not oracle.strange(q.left, q.right) and oracle.about(q).holds(q):
                return True
        except (GainproofError, TooLarge, ZeroDivisionError, KeyError):
            continue
    return False
