"""Lines about a test source: with every source off, a current is driven into a node, for an impedance there.

What a writer calls the test current and the test voltage is read off the lines that hold them: the node, and
whether the current goes into all of what is there, or leaves one part of it out, are such that most lines are
true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from gainproof.circuit.circuit import Circuit, Element
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Equation, Expr, Sym, add, neg
from gainproof.hand.asking.state import State
from gainproof.hand.conditions import limiting
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.names.branches import as_branches, into_node, take_branch
from gainproof.hand.names.explained import take_explained
from gainproof.hand.truth import assumptions, limits, numbers
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.worlds import TEST, World, all_vanishes, says_nothing, tested
from gainproof.hand.work import Claim, Judged

Meaning = Mapping[str, Expr]
MOST_LINES = 12
"""So many lines say what a test source is."""


def take_test_names(claim: Claim, state: State) -> Judged | None:
    """Find out what the names of a test source mean, when a line first holds one; there is no verdict."""
    names = [n for n in state.work.tests if not state.oracle.knows(n)]
    if state.test_met or set(names).isdisjoint(claim.equation.symbols()):
        return None
    state.test_met = True
    lines = _lines(names, claim, state)
    node = next((state.work.tests[n] for n in names if state.work.tests[n]), "")
    if _take_from_netlist(names, node, lines, state):
        return None
    found = _found(names, node, lines, state)
    others = [n for n in names if n[0] in "iI" and take_branch(n, state, found[0] if found else 0)]
    if others:
        state.test_met = set(others) == set(names)
        return None
    if found is None:
        return None
    _, node, meaning = found
    with suppress(GainproofError):
        there = state.oracle.beside(tested(state.oracle.circuit, node))
        for n, x in meaning.items():
            state.oracle.test(n, x, there)
        state.driven = node
    return None


def _take_from_netlist(names: list[str], node: str, lines: Sequence[Claim], state: State) -> bool:
    """Is it a source of the netlist, which holds the node?  Then the current is the one that it gives."""
    c = state.oracle.circuit
    voltage = c.voltage(node) if node else ZERO
    source = held_by(voltage.name, c) if isinstance(voltage, Sym) else ""
    if not source:
        return False
    take_explained({n: neg(c.current(state.oracle.sources[source])) for n in names if n[0] in "iI"}, state)
    return True


def _found(
    names: list[str], told: str, lines: Sequence[Claim], state: State
) -> tuple[int, str, Meaning] | None:
    """The node and the meanings under which most lines are true, how many; else where words say."""
    best: tuple[int, str, Meaning] | None = None
    for node in sorted(state.oracle.circuit.nodes, key=lambda n: n != told):
        worlds = [w for i in (False, True) if (w := state.worlds.driven(node, {}, ideal=i)) is not None]
        asked = [[(as_branches(c.equation, state.oracle, w.oracle), w) for w in worlds] for c in lines]
        for meaning in _meanings(names, node, state):
            count = sum(any(_true(q, meaning, w) for q, w in told) for told in asked)
            if count > (best[0] if best is not None else 0):
                best = (count, node, meaning)
    if best is not None:
        return best
    return (0, told, next(_meanings(names, told, state))) if told else None


def _lines(names: list[str], claim: Claim, state: State) -> list[Claim]:
    """The lines from here on that hold one of the names, and no other that is strange."""
    after = state.claims[state.position(claim) :]
    held = [c for c in after if not set(names).isdisjoint(c.equation.symbols())]
    return [c for c in held if set(state.oracle.strange(c.left.expr, c.right.expr)) <= set(names)][
        :MOST_LINES
    ]


def _meanings(names: list[str], node: str, state: State) -> Iterator[Meaning]:
    """What the names may mean at the node: its voltage, and the current into what is there, or most of it."""
    c = state.oracle.circuit
    there = into_node(node, state.oracle)
    branches = [b for _, b in there]
    loads = [b for e, b in there if _is_load(e, node, c)]
    voltages = {n: c.voltage(node) for n in names if n[0] not in "iI"}
    currents = [n for n in names if n[0] in "iI"]
    for into in [branches, *([b for b in branches if b is not out] for out in loads)]:
        if not into:
            continue
        whole = add(*into)
        for current in (whole, neg(whole)):
            yield {**voltages, **dict.fromkeys(currents, current)}
            if not currents:
                return


def _is_load(e: Element, node: str, c: Circuit) -> bool:
    """Is it a part from the node to ground, or to a node that a source holds, which may be left out?"""
    ends = [c.voltage(n) for n in e.nodes if n != node]
    return e.kind in "RLCZY" and all(v == ZERO or (isinstance(v, Sym) and held_by(v.name, c)) for v in ends)


def _true(q: Equation, meaning: Meaning, world: World) -> bool:
    told = world.told(Equation(q.left.replaced(meaning), q.right.replaced(meaning)))
    if told is None:
        return False
    there = world.oracle
    with suppress(ZeroDivisionError, KeyError):
        if says_nothing(told, there.points[0], there) or all_vanishes(told, there):
            return False
        return there.holds(told)
    return False


def with_test_source(claim: Claim, state: State) -> Judged | None:
    """Does it hold with every source off and a test source at a node of which it speaks?"""
    for node, table in _places(claim, state):
        state.on_time()
        world = state.worlds.driven(node, table)
        if world is None:
            continue
        told = world.told(as_branches(claim.equation, state.oracle, world.oracle))
        if told is None:
            continue
        there = world.oracle
        if says_nothing(told, there.points[0], there) or all_vanishes(told, there):
            continue
        holds = there.holds(told)
        to = None if holds else limiting.limit_of(claim, told, there, state)
        valued = not holds and to is None and _by_value(claim, told, there, state)
        if holds or to is not None or valued:
            state.driven = node
            under = assumptions.in_words(world.table)
            how = f"it holds with what is assumed and a test source at {node}"
            how += ", and the values given" if valued else ""
            return Judged(claim, "limit", "", how, (), (*under, *limits.spelled(to or {})))
    return None


def _by_value(claim: Claim, told: Equation, there: Oracle, state: State) -> bool:
    """Does it hold with the values of the parts, which are numbers in it: v_a = v_b/3?"""
    if not numbers.speaks_of_numbers(told, there):
        return False
    sides = replace(claim.left, expr=told.left), replace(claim.right, expr=told.right)
    asked = replace(claim, left=sides[0], right=sides[1])
    values = {**state.values, **state.given}
    tried = [{**values, TEST: Fraction(x, 1000)} for x in (1, 7)]
    return all(numbers.judged_by_value(asked, sides, there, at).agrees for at in tried)


def _places(claim: Claim, state: State) -> Iterator[tuple[str, dict[str, Expr]]]:
    """The nodes at which a test source may be, each with what else is set."""
    live = set(assumptions.live_sources(state.oracle))
    named = live.intersection(claim.equation.symbols())
    tables = [{}, *state.tables(claim)]
    quiet = [t for t in tables if live <= {n for n, x in t.items() if x == ZERO}]
    if named and not any(named <= t.keys() for t in quiet):
        return
    mentioned = limits.mentioned(claim.equation, state.oracle)
    c = state.oracle.circuit
    nodes = [n for n in c.nodes if (v := c.voltage(n)).symbols() and not mentioned.isdisjoint(v.symbols())]
    for table in quiet or ([{}] if state.driven else []):
        for node in dict.fromkeys([*([state.driven] if state.driven else []), *(nodes if quiet else [])]):
            yield node, {n: x for n, x in table.items() if n not in live}
