"""Rule *kvl*: the voltages of the branches along a closed loop sum to zero.

The step's data name the loop, a list of hops [element, from node, to node], each starting where the one
before it ends.  Every branch must be there, once, with the voltage that its law gives: R·i, i/(s·C), s·L·i,
V, A·v_c; where a law gives none (a current source, the output of an ideal op-amp) it is the difference of two
node voltages.  The inputs of an ideal op-amp are at one voltage, so a loop may pass through them.  Instead of
``loop``, an open ``path`` gives the voltage between its two ends.

Currents may be written as others by any balance of currents in the circuit, so that they can be mesh currents
whose definitions are cited.  Refuses a loop that is not closed, a term that is missing or has the wrong sign
or the wrong current, and what the balances and the citations say without Kirchhoff's voltage law.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import S, across, value
from gainproof.circuit.equations import law
from gainproof.derivation import Step
from gainproof.expression import ZERO, Equation, Expr, add, div, mul, neg
from gainproof.rules.balances import balances
from gainproof.rules.bridge import Unfit
from gainproof.rules.judge import Context, Finding, refuted, restates

Hop = tuple[Element, str, str]


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    closed = "loop" in step.data
    try:
        hops = _hops(c, step.data.get("loop" if closed else "path"), closed=closed)
        stated = Equation(
            ZERO if closed else c.voltage(hops[0][1]) - c.voltage(hops[-1][2]),
            add(*(_drop(c, h) for h in hops)),
        )
    except Unfit as fault:
        return Finding(False, str(fault))
    cited = [p.claim for p in context.premises(step)]
    among = {n for q in (step.claim, stated, *cited) for n in q.symbols() if n in c.currents}
    known = balances(c, among)
    unknowns = context.unknowns(step)
    along = ", ".join(e.name for e, _, _ in hops)
    what = f"the sum of voltages {'around the loop' if closed else 'along the path'} through {along}"
    if not refuted(stated, [*known, *cited], unknowns):
        return Finding(False, f"the balances of currents and what it cites say {what} already")
    refusal = restates(step.claim, stated, cited, unknowns, what, known)
    return refusal or Finding(True, what, step.premises)


def _hops(c: Circuit, said: object, *, closed: bool) -> list[Hop]:
    """The hops that the step's data name; Unfit unless they make a loop, or a path, of the circuit."""
    if not isinstance(said, list | tuple) or not said:
        raise Unfit("it does not say along which branches it goes")
    hops = [_hop(c, h) for h in said]
    for one, next_ in pairwise(hops):
        if one[2] != next_[1]:
            raise Unfit(
                f"after {one[0].name} it is at node {one[2]}, and {next_[0].name} starts at {next_[1]}"
            )
    if closed != (hops[0][1] == hops[-1][2]):
        raise Unfit("the loop is not closed" if closed else "the path is closed, and has no two ends")
    if len({(e.name, frozenset((a, b))) for e, a, b in hops}) < len(hops):
        raise Unfit("it goes through a branch twice")
    return hops


def _hop(c: Circuit, said: object) -> Hop:
    """One hop: an element, and the two of its nodes between which it goes."""
    if not isinstance(said, list | tuple) or len(said) != 3:
        raise Unfit(f"{said!r} is no hop; expected an element, the node before it and the node after it")
    name, a, b = map(str, said)
    if name.lower() not in c.by_name:
        raise Unfit(f"the circuit has no element {name!r}")
    e = c.element(name)
    if (a, b) not in (*_both(e.nodes[:2]), *(_both(e.nodes[2:]) if e.kind == "N" else ())):
        raise Unfit(f"{e.name} does not go from node {a} to node {b}")
    return e, a, b


def _both(nodes: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(nodes), tuple(reversed(nodes))] if nodes else []


def _drop(c: Circuit, hop: Hop) -> Expr:
    """The voltage from the first node of the hop to the second, as the law of its element gives it."""
    e, a, b = hop
    if e.kind == "N" and (a, b) in _both(e.nodes[2:]):
        return ZERO
    stated = law(c, e)
    assert stated is not None
    forward = across(e, c)
    if e.kind in "RLVEH":
        forward = stated.right
    elif e.kind == "C":
        forward = div(c.current(e.name), mul(S, value(e)))
    return forward if (a, b) == e.nodes[:2] else neg(forward)
