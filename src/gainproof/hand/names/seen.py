"""What a circuit has of the kind that a customary name is for: what is seen somewhere, gains.

at_inputs(state), at_outputs(state), at_ends(part, state), gains(state) -> Iterator[Seen]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import combinations, islice

from gainproof.circuit.circuit import GROUND, Element
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Expr, Quot, Sym, add, neg
from gainproof.hand.asking.state import State
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.names.branches import into_node
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.worlds import TEST, tested
from gainproof.notation import text

OUT = re.compile(r"v_?(?:o|out|output)", re.IGNORECASE)
"""The voltage of a node that is an output by its name."""
LOAD = re.compile(r"[RZC]_?(?:L|l|Load|load|LOAD)\d*")
"""A part that stands at an output."""
MOST_BRANCHES = 5
"""At a node, of which any may be left out."""
IN_SERIES = "RLCV"
"""Elements that carry on the current of a source."""
MOST_PARTS = 8
"""Parts that stand on two nodes, of which it is asked what they see."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A quantity of the circuit, what it is in words, the oracle of its circuit, and if it may be meant."""

    expr: Expr
    words: str
    there: Oracle
    likely: bool


def at_outputs(state: State) -> Iterator[Seen]:
    """The impedances that a test source sees at the nodes; as the less likely, what sources and parts see."""
    yield from _tested(state, likely=True)
    yield from seen_by_sources(state, likely=False)
    yield from seen_by_parts(state)


def at_ends(part: str, state: State) -> Iterator[Seen]:
    """The same, where words say that it is what this part sees."""
    yield from seen_by_parts(state, part)
    yield from (replace(x, likely=False) for x in at_outputs(state))


def at_inputs(state: State) -> Iterator[Seen]:
    """The impedances that the sources see, behind what is in series too; those of any node."""
    yield from seen_by_sources(state, likely=True)
    yield from _tested(state, likely=False)


def _tested(state: State, *, likely: bool) -> Iterator[Seen]:
    oracle = state.oracle
    c = oracle.circuit
    named = any(OUT.fullmatch(n) for n in c.voltages)
    for node in c.nodes:
        voltage = c.voltage(node)
        if voltage == ZERO:
            continue
        with suppress(GainproofError):
            there = oracle.beside(tested(c, node))
            output = not named or any(OUT.fullmatch(n) for n in voltage.symbols())
            loaded = any(LOAD.fullmatch(e.name) for e, _ in into_node(node, oracle))
            most = int(loaded or (named and output))  # of branches that a writer may leave out
            for out, current in _into(node, oracle):
                words = f"what is seen at {node}"
                yield Seen(
                    Quot(voltage, current), words, there, likely and (output or loaded) and out <= most
                )


def at_node(node: str, state: State, out: Sequence[str] = ()) -> Iterator[Seen]:
    """What a test source sees at the node, whole or with any of the branches there left out.

    Parts that are `out` are taken out of the circuit, if they are there; the rest is whole then.
    """
    oracle = state.oracle
    c = oracle.circuit
    voltage = c.voltage(node)
    if voltage == ZERO:
        return
    at_it = [c.element(n) for n in oracle.sources.values() if node in c.element(n).nodes]
    for e in at_it:
        yield from seen_by_sources(state, likely=True, name=e.name)
    if any(e.kind == "V" for e in at_it):
        return  # a dead voltage source would be all that is seen
    with suppress(GainproofError):
        bare = c
        for name in out:
            bare = bare.opened(name)
        there = oracle.beside(tested(bare, node))
        for _, current in _into(node, there if out else oracle):
            yield Seen(Quot(voltage, current), f"what is seen at {node}", there, likely=True)


def seen_by_sources(state: State, *, likely: bool, name: str = "") -> Iterator[Seen]:
    """What each source sees, or the one of this name, behind what is in series with it, too."""
    oracle = state.oracle
    c = oracle.circuit
    turned = {n: neg(Sym(n)) for n in oracle.against}
    for e in c.sources():
        if e.part_of or (name and e.name != name):
            continue
        there = oracle.beside(c.only(e.name))
        current = neg(c.current(e.name).replaced(turned))
        for node in _behind(e, oracle):
            words = f"what {e.name} sees"
            yield Seen(Quot(c.voltage(node), current), words, there, likely and node in e.nodes)


def _behind(source: Element, oracle: Oracle) -> Iterator[str]:
    """The nodes to which the whole current of a source comes, through what is in series with it."""
    for node in source.nodes:
        last, met = source, {GROUND}
        while node not in met:
            yield node
            met.add(node)
            others = [e for e, _ in into_node(node, oracle) if e.name != last.name]
            if len(others) == 1 and others[0].kind in IN_SERIES:
                last = others[0]
                node = next((n for n in last.nodes if n != node), GROUND)


def seen_by_parts(state: State, by: str = "") -> Iterator[Seen]:
    """The impedances between the ends of each part that does not stand on ground, or of the one told."""
    oracle = state.oracle
    c = oracle.circuit
    parts = [e for e in c.elements if e.kind in "RLC" and not e.part_of]
    asked = (e for e in parts if (e.name == by if by else GROUND not in e.nodes))
    for e in islice(asked, MOST_PARTS):
        a, b = e.nodes[:2]
        with suppress(GainproofError):
            alone = c.opened(e.name).off(*(x.name for x in c.sources()))
            there = oracle.beside(alone.with_test_source(a, b, name=TEST))
            across = Quot(add(c.voltage(a), neg(c.voltage(b))), Sym(TEST))
            yield Seen(across, f"what {e.name} sees", there, likely=bool(by))


def _into(node: str, oracle: Oracle) -> Iterator[tuple[int, Expr]]:
    """The current that enters what is at the node, whole, and with so many branches of it left out."""
    branches = [b for _, b in into_node(node, oracle)][:MOST_BRANCHES]
    for size in range(len(branches), 0, -1):
        for some in combinations(branches, size):
            yield len(branches) - size, add(*some)


def gains(state: State) -> Iterator[Seen]:
    """Voltages of nodes over each source, the others off, and over the voltages of other nodes."""
    oracle = state.oracle
    c = oracle.circuit
    voltages = [v for node in c.nodes if (v := c.voltage(node)) != ZERO]
    named = any(OUT.fullmatch(n) for n in c.voltages)
    for v in voltages:
        if isinstance(v, Sym) and held_by(v.name, c):
            continue  # it is an input
        for symbol, name in oracle.sources.items():
            there = oracle.beside(c.only(name))
            likely = not named or any(OUT.fullmatch(n) for n in v.symbols())
            ratio = Quot(v, Sym(symbol))
            yield Seen(ratio, text(ratio), there, likely)
        for other in voltages:
            if other != v:
                yield Seen(Quot(v, other), "", oracle, likely=False)
