"""What a true line rests on, and whether it follows from the lines that it cites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gainproof.circuit.variants import called
from gainproof.expression import Equation, Sym
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.proof import support
from gainproof.hand.truth.support import Rows
from gainproof.hand.work import Claim

RECENT = 40
"""Earlier lines that a line may be said to rest on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was judged: what it is called, its number, the circuit that it is about."""

    label: str
    number: str
    equation: Equation
    oracle: Oracle
    true: bool


def grounds(
    claim: Claim, oracle: Oracle, rows: Rows, lines: Sequence[Line]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The laws that the claim rests on; and the least set of earlier lines, definitions and laws."""
    q = claim.equation
    whole = rows.combination(q)
    defined = [x.label for n in q.symbols() if (x := oracle.names.get(n)) is not None and x.label]
    if whole is None:
        laws = support(oracle, q)
        return laws, tuple(dict.fromkeys([*defined, *laws]))
    near = [x for x in lines if x.true and x.oracle is oracle][-RECENT:]
    cited = [x for x in near if x.number and x.number in claim.cites]
    order = [*reversed(cited), *(x for x in reversed(near) if x not in cited)]
    least = rows.least(q, [(x.label, x.equation) for x in order]) or ()
    return tuple(whole), tuple(dict.fromkeys([*defined, *least]))


def goes_round(claim: Claim, numbers: Mapping[str, int], position: int) -> str:
    """The number of a line that the claim cites, and that is itself or comes later; "" if there is none.

    `numbers` says at which position of the work each number stands first.
    """
    return next((n for n in claim.cites if numbers.get(n, -1) >= position), "")


def cited_wrongly(
    claim: Claim, laws: Sequence[str], oracle: Oracle, rows: Rows, lines: Sequence[Line]
) -> bool:
    """Does a true claim not follow from the lines that it cites?

    Beside them it may use every part's own law, every definition, and the line just before it.  One line
    alone may be cited as one ground of several, and is wrong only if nothing in it is of use.
    """
    cited = [x for x in lines if x.number and x.number in claim.cites and x.true]
    if len(cited) < len(claim.cites) or not cited or any(x.oracle is not oracle for x in cited):
        return False
    if len(claim.cites) == 1:
        used = rows.combination(cited[0].equation)
        return bool(used and laws and set(laws).isdisjoint(used))
    passive = [called(e) for e in oracle.circuit.elements if e.kind in "RCLVI"]
    before = [x for x in lines[-1:] if x.true and x.oracle is oracle]
    beside = [k for k in passive if k in oracle.laws]
    return rows.gives(claim.equation, [x.equation for x in (*cited, *before)], beside) is False


def feeds_itself(claim: Claim, chained: bool) -> bool:
    """Does an identity put an equation into itself, v = (v·R)/R or 0 = 0, and so say nothing of the circuit?

    An identity within a chain rewrites what stands before it, and so does one that keeps both sides long.
    """
    q = claim.equation
    if chained:
        return False
    for a, b in ((q.left, q.right), (q.right, q.left)):
        if isinstance(a, Sym) and a != b and a.name in b.symbols():
            return True
    return False
