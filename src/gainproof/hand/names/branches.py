"""Names of currents that are those of a part: i_b = V1/(R_s + …), which flows through R_s.

With the sources off and a test source instead, the writer's i_b is still the current there, and no longer
V1/(R_s + …).  Which part it is, is read off its value at the circuit's general points.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from gainproof.circuit.circuit import Element
from gainproof.circuit.equations import leaving
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Sym, neg
from gainproof.hand.asking.state import State
from gainproof.hand.names.meanings import FAR, true_with
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim

TWICE = 2
"""So many lines say of which part a current is."""


def as_branches(claim: Equation, oracle: Oracle, there: Oracle) -> Equation:
    """The claim with every name of a current that is a part's current in `oracle` told as that.

    Where it is the current of several parts, in series, these must be so in the other circuit, too.
    """
    table: dict[str, Expr] = {}
    for n in claim.symbols():
        if n[0] in "iI" and n in oracle.names and oracle.names[n].meaning.symbols():
            with suppress(GainproofError, ZeroDivisionError, TooLarge, KeyError):
                found = list(_currents(n, oracle, there))
                if found and len({there.values(x) for x in found}) == 1:
                    table[n] = found[0]
    return Equation(claim.left.replaced(table), claim.right.replaced(table), claim.relation)


def _currents(n: str, oracle: Oracle, there: Oracle) -> Iterator[Expr]:
    """The currents of parts, or their opposites, that are what the name is."""
    value = oracle.values(Sym(n))
    for current in oracle.circuit.currents:
        for x in (Sym(current), neg(Sym(current))):
            if oracle.values(x) == value and current in there.points[0]:
                yield x


def into_node(node: str, oracle: Oracle) -> list[tuple[Element, Expr]]:
    """What is at the node, each with the current that leaves the node for it, counted as the writer does."""
    c = oracle.circuit
    turned = {n: neg(Sym(n)) for n in oracle.against}
    currents = ((e, c.current(e.name), out) for e, out in leaving(c, (node,)))
    return [(e, (i if out else neg(i)).replaced(turned)) for e, i, out in currents]


def take_branch(n: str, state: State, more_than: int) -> bool:
    """Is a name of a current that of a part, in more lines than these?  Then it is defined so.

    Two lines or more are true in the circuit as it is, of those that hold no other strange name.
    """
    lines = [c for c in state.claims if n in c.equation.symbols()][:FAR]
    lines = [c for c in lines if state.oracle.strange(c.left.expr, c.right.expr) == [n]]
    best: tuple[int, Expr] | None = None
    for current in state.oracle.circuit.currents:
        for x in (Sym(current), neg(Sym(current))):
            state.on_time()
            count = _true(n, x, lines, state)
            if count > (best[0] if best is not None else max(more_than, TWICE - 1)):
                best = count, x
    if best is not None:
        state.oracle.define(n, best[1], "")
    return best is not None


def _true(n: str, x: Expr, lines: list[Claim], state: State) -> int:
    count = 0
    for c in lines:
        with suppress(GainproofError, ZeroDivisionError, TooLarge, KeyError):
            count += true_with(c.equation, n, x, state)
    return count
