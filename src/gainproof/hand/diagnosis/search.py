"""True lines near a wrong one, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from gainproof.errors import Singular
from gainproof.expression import ZERO, Equation
from gainproof.hand.diagnosis.bench import Bench, bench_of, parts_of
from gainproof.hand.diagnosis.candidates import SUGGESTIONS, Candidates, Repair
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.exchanges import exchanged, in_two_places, throughout
from gainproof.hand.diagnosis.habits import Scene, coherent
from gainproof.hand.diagnosis.lookups import looked_up
from gainproof.hand.diagnosis.needs import Point, needs
from gainproof.hand.diagnosis.pairs import in_pairs, small_edits
from gainproof.hand.diagnosis.parallels import parallel_spellings
from gainproof.hand.diagnosis.pool import Pool
from gainproof.hand.diagnosis.shapes import reshaped
from gainproof.hand.diagnosis.values import right_value
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim
from gainproof.units import UNITS, Dimension

SIGNALS = (UNITS["V"], UNITS["A"])
"""What a name that is a voltage or a current is measured in."""

LIKELY = 4.5
"""Where one edit costs less, two are not tried."""

SURE = 2.5
"""Where one edit costs less in a limit, what has no value there is not looked at."""

MOST_IN_LIMIT = 150
"""Small edits tried in a limit."""


def repairs(
    claim: Claim, bench: Bench, before: Sequence[Claim], to: Mapping[str, str], *, said: bool = True
) -> list[Repair]:
    """True lines near the claim, the likeliest first; where the limit is not `said`, every term counts.

    Where nothing likely is found, the line may have been meant as a quotient, with one of the sources on.
    """
    best = _repairs(claim, bench, before, to, said=said)
    if not best or best[0].cost > LIKELY:
        for oracle in _single_sources(claim.equation, bench.oracle):
            alone = _repairs(claim, bench_of(oracle), before, to, said=said, two=False)
            if alone:
                best = sorted((*best, *alone), key=lambda r: r.cost)[:SUGGESTIONS]
    return best


def _single_sources(q: Equation, oracle: Oracle) -> Iterator[Oracle]:
    """The circuit with one source on, for each of several: those of the line, if it names some."""
    live = {n: e.name for e in oracle.circuit.sources() if e.value for n in e.value.symbols()}
    named = [n for n in q.symbols() if n in live]
    for n in (named or live) if len(live) > 1 else ():
        yield oracle.beside(oracle.circuit.only(live[n]))


def _repairs(
    claim: Claim,
    bench: Bench,
    before: Sequence[Claim],
    to: Mapping[str, str],
    *,
    said: bool = True,
    two: bool = True,
) -> list[Repair]:
    """True lines of one circuit near the claim; with two errors too, if `two`."""
    q = claim.equation
    lines = [c.equation for c in before]
    try:
        point = bench.point(to)
        whole = bench.whole(q, to)
    except Singular:
        return []
    dimensions = bench.dimensions()
    names = _names(q, lines, bench, point)
    pool = bench.pool(names, point, dimensions)
    written = (*parts_of((*lines, q)), *bench.across)
    pool.look_around(written, [*names, *bench.outer], virtual=not to)
    meanings = {x for name in bench.oracle.names.values() for x in name.meaning.walk()}
    scene = Scene(
        line=q,
        dimensions=dimensions,
        signals=bench.signals.union(n for n in bench.oracle.names if dimensions[n] in SIGNALS),
        unknowns=frozenset(bench.oracle.unknowns),
        given=bench.oracle.circuit.parameters,
        doubles={n for n in bench.outer if n not in names},
        supplied=bench.supplied,
        gone=to,
        known={*bench.oracle.names, *(n for line in lines for n in line.symbols())},
        before=parts_of(lines),
        named=meanings,
        link=claim.link,
    )
    candidates = Candidates(scene, bench, to, said=said)
    candidates.add((w,) for e in _single(q, point, pool, names, whole) for w in _ways(e))
    if to and said:
        candidates.add((e,) for e in _ends(q, bench, to))
    best = candidates.best()
    if to and (not best or best[0].cost > SURE):
        candidates.add((e,) for e in _in_the_limit(q, bench, to, dimensions, names))
        best = candidates.best()
    if two and not to and (not best or best[0].cost > LIKELY):
        candidates.add(in_pairs(q, point, pool, dimensions, names))
        candidates.add(in_two_places(q, point, dimensions, names))
        best = candidates.best()
    return best


def _single(
    q: Equation, point: Point, pool: Pool, names: Sequence[str], whole: tuple[object, object]
) -> Iterator[Edit]:
    """Single edits that give a part what it needs."""
    for need in needs(q, point, whole):
        if need.has is not None and need.has == need.needs:
            continue
        try:
            yield from looked_up(need, pool)
        except ZeroDivisionError:  # a sum of square roots that vanishes for one sign of them
            continue
        for kind, new, moved, under in reshaped(need.node):
            if point.value(new) == need.needs:
                yield Edit(kind, need.path, need.node, new, moved, under)
        yield from exchanged(need, names, point, pool.dimensions)
    yield from throughout(q, point, pool.dimensions)


def _ways(e: Edit) -> Iterator[Edit]:
    """The edit, and with parts in parallel written in other ways."""
    yield e
    for k, new in enumerate(parallel_spellings(e.new), 1):
        yield replace(e, new=new, otherwise=k)


def _in_the_limit(
    q: Equation,
    bench: Bench,
    to: Mapping[str, str],
    dimensions: Mapping[str, Dimension | None],
    names: Sequence[str],
) -> Iterator[Edit]:
    """Small edits that make the line true in the limit: what a part needs there may well have no value."""
    if ZERO in (q.left, q.right):
        return
    anywhere = [*names, *(n for n in to if n not in names)]
    if not coherent(q, dimensions):
        anywhere, dimensions = list(dict.fromkeys((*q.symbols(), *to))), {}
    for e in islice(small_edits(q, dimensions, anywhere), MOST_IN_LIMIT):
        if bench.oracle.limit_holds(e.applied(q), to):
            yield e


def _ends(q: Equation, bench: Bench, to: Mapping[str, str]) -> Iterator[Edit]:
    """The right side, and the left, as what the other tends to."""
    for k, (side, other) in enumerate(((q.left, q.right), (q.right, q.left))):
        value = right_value(other, bench, to)
        if value is not None and value != ZERO:
            yield Edit("wrong limit", (k,), side, value)


def _names(q: Equation, before: Sequence[Equation], bench: Bench, point: Point) -> list[str]:
    """The symbols that the writer may have meant, those of the line first, then those of the lines before.

    Currents only come into question where the writer speaks of currents, and of symbols that are equal
    always only the first.
    """
    oracle = bench.oracle
    order = dict.fromkeys(q.symbols())
    for line in reversed(before):
        order.update(dict.fromkeys(line.symbols()))
    spoken = [*order, *(n for k in order if k in oracle.names for n in oracle.names[k].meaning.symbols())]
    currents = any(n in oracle.circuit.currents for n in spoken) or not coherent(q, bench.dimensions())
    known = {v for n in order for v in _either_sign(point.values.get(n))}
    for n in (*oracle.names, *bench.outer):
        if (currents or n not in oracle.circuit.currents) and point.values.get(n) not in known:
            known.update(_either_sign(point.values.get(n)))
            order[n] = None
    return [n for n in order if n in point.values]


def _either_sign(value: Any) -> tuple[Any, ...]:
    return () if value is None else (value, -value)
