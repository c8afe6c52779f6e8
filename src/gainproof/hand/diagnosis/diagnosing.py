"""The route from a wrong claim to its diagnosis."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from math import inf

from gainproof.errors import Singular
from gainproof.expression import ONE, Equation, Expr
from gainproof.hand.diagnosis.alike import alike, product
from gainproof.hand.diagnosis.bench import Bench, bench_of, parts_of
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.exchanges import exchanged, throughout
from gainproof.hand.diagnosis.lookups import looked_up
from gainproof.hand.diagnosis.needs import Point, needs
from gainproof.hand.diagnosis.pairs import in_pairs
from gainproof.hand.diagnosis.pool import Pool
from gainproof.hand.diagnosis.ranking import Habits, Scene, cost
from gainproof.hand.diagnosis.shapes import reshaped
from gainproof.hand.diagnosis.values import right_value
from gainproof.hand.diagnosis.words import mismatch, sentence
from gainproof.hand.oracle import Oracle
from gainproof.hand.work import Claim, Diagnosis, Span, Suggestion

SUGGESTIONS = 5
"""How many suggestions a diagnosis has at most."""

LIKELY = 4.0
"""Where one edit costs less, two are not tried."""

WORSE = 3.0
"""What costs so much more than the likeliest is not shown."""

HOPELESS = 8.0
"""What costs more is no small change."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Edits that make the line true, and what they cost."""

    cost: float
    edits: tuple[Edit, ...]
    line: Equation


def diagnose(
    claim: Claim,
    oracle: Oracle,
    *,
    before: Sequence[Claim] = (),
    to: Mapping[str, str] | None = None,
    suggestions: int = SUGGESTIONS,
) -> Diagnosis:
    """What is wrong with a false claim, and the likeliest true readings of it.

    `before` are the lines before it, `to` the symbols that go to a limit ("oo" or "0"), if the claim is to
    hold only there.  Kinds are those of `edits.KINDS`, "two errors", "wrong limit" and "no small edit"; each
    suggestion is true at every point of the oracle.
    """
    q = claim.equation
    oracle = oracle.about(q)
    bench, to = bench_of(oracle), dict(to or {})
    repairs = _repairs(claim, bench, before, to)
    if not repairs:
        return _no_small_edit(claim, bench, to)
    shown = tuple(
        Suggestion(r.line, *_change(r.edits[0]), _span(claim, r.edits[0])) for r in repairs[:suggestions]
    )
    best = repairs[0]
    kind = best.edits[0].kind if len(best.edits) == 1 else "two errors"
    said = sentence(best.edits, q)
    wrong = mismatch(q, bench.dimensions())
    if wrong and kind == "other part":
        kind = "dimensions"
    return Diagnosis(kind, _span(claim, best.edits[0]), f"{said} ({wrong})" if wrong else said, shown)


def _repairs(claim: Claim, bench: Bench, before: Sequence[Claim], to: Mapping[str, str]) -> list[Repair]:
    """True lines near the claim, the likeliest first."""
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
    pool.look_around(parts_of((*lines, q)))
    meanings = {x for name in bench.oracle.names.values() for x in name.meaning.walk()}
    scene = Scene(
        q, dimensions, bench.signals, frozenset(bench.oracle.unknowns), parts_of(lines), meanings, claim.link
    )
    habits = Habits.of(scene)
    found: dict[Equation, Repair] = {}

    def consider(tried: Iterable[tuple[Edit, ...]]) -> None:
        for edits in tried:
            line = q
            for e in edits:
                line = e.applied(line)
            if line == q:
                continue
            c = cost(edits, line, scene, habits)
            if line not in found or c < found[line].cost:
                found[line] = Repair(c, edits, line)

    consider((e,) for e in _single(q, point, pool, names, whole))
    best = _true(q, found.values(), bench, to)
    if (not best or best[0].cost > LIKELY) and not to:
        consider(in_pairs(q, point, pool, dimensions, names))
        best = _true(q, found.values(), bench, to)
    return [r for r in best if r.cost <= min(HOPELESS, best[0].cost + WORSE)]


def _true(q: Equation, found: Iterable[Repair], bench: Bench, to: Mapping[str, str]) -> list[Repair]:
    """The cheapest few that are true; of those that are alike only one."""
    heap = [(r.cost, -k, r) for k, r in enumerate(found)]
    heapify(heap)
    out: list[Repair] = []
    seen: set[Hashable] = set()
    while heap and len(out) < SUGGESTIONS:
        total, k, r = heappop(heap)
        key = alike(r.line)
        if key in seen or product(r.line.left) == product(r.line.right):
            continue
        if total == r.cost and (doubt := bench.doubt(q, r.line)):
            if doubt < inf:
                heappush(heap, (total + doubt, k, r))
            continue
        if bench.true(r.line, to):
            seen.add(key)
            out.append(replace(r, cost=total))
    return out


def _single(
    q: Equation, point: Point, pool: Pool, names: Sequence[str], whole: tuple[object, object]
) -> Iterator[Edit]:
    """Single edits that give a part what it needs."""
    for need in needs(q, point, whole):
        if need.has is not None and need.has == need.needs:
            continue
        yield from looked_up(need, pool)
        for kind, new, moved, under in reshaped(need.node):
            if point.value(new) == need.needs:
                yield Edit(kind, need.path, need.node, new, moved, under)
        yield from exchanged(need, names, point, pool.dimensions)
    yield from throughout(q, point, pool.dimensions)


def _names(q: Equation, before: Sequence[Equation], bench: Bench, point: Point) -> list[str]:
    """The symbols that the writer may have meant, those of the line first, then those of the lines before.

    Currents only come into question where the writer speaks of currents, and of symbols that are equal
    always only the first.
    """
    oracle = bench.oracle
    order = dict.fromkeys(q.symbols())
    for line in reversed(before):
        order.update(dict.fromkeys(line.symbols()))
    currents = oracle.circuit.currents
    frequency = {"s"}.intersection(n for law in oracle.laws.values() for n in law.symbols())
    sources = [n for n in oracle.circuit.parameters if n in bench.signals]
    others = [*sources, *oracle.names, *frequency, *oracle.circuit.parameters, *oracle.circuit.voltages]
    if any(n in currents for n in order):
        others += currents
    known = {point.values.get(n) for n in order}
    for n in others:
        value = point.values.get(n)
        if value not in known:
            known.add(value)
            order[n] = None
    return [n for n in order if n in point.values]


def _change(e: Edit) -> tuple[Expr | None, Expr | None]:
    return (e.old, e.new) if e.path else (None, None)


def _span(claim: Claim, e: Edit) -> Span:
    """Where the edit is to be made."""
    if not e.path:
        return claim.span
    side = claim.right if e.path[0] else claim.left
    return side.at(e.path[1:])


def _no_small_edit(claim: Claim, bench: Bench, to: Mapping[str, str]) -> Diagnosis:
    """The right equation for the left side, where no small edit makes the line true."""
    q = claim.equation
    wrong = mismatch(q, bench.dimensions())
    kind = "wrong limit" if to else "dimensions" if wrong else "no small edit"
    value = right_value(q.left, bench, to)
    if value is None or value == q.left == ONE:
        return Diagnosis(kind, claim.span, wrong or "no small change makes this line true")
    line = Equation(q.left, value, q.relation)
    said = wrong or "no small change makes this line true; the left side is given as it should be"
    return Diagnosis(kind, claim.span, said, (Suggestion(line, q.right, value, claim.right.span),))
