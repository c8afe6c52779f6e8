"""Does a formula rest on parts of one value: “R1 = R3 = 10k, R2 = R4 = 20k”, v_o = (R2/R1)(V2 - V1)?

Who gives several parts one value in one breath may write one of them for the others from there on.  A formula
that is true of all parts with one name put for another has a wrong index, and does not rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.conditions.assuming import holding
from gainproof.hand.diagnosis.trees import parts, with_part
from gainproof.hand.figures.changed_values import given_by
from gainproof.hand.work import Claim, Judged

MOST = 12
"""Places of names that are tried."""


def with_equal_parts(claim: Claim, state: State) -> Judged | None:
    """Does it hold where parts are equal that the work gives one value, R1 = R3 = 10 kΩ?"""
    alike = _alike(claim, state)
    mentioned = set(claim.equation.symbols())
    if not alike or not any(n in mentioned for pair in alike.items() for n in pair):
        return None
    table: dict[str, Expr] = {n: Sym(first) for n, first in alike.items()}
    found = holding(table, claim, state)
    if found is None or any(state.about(q).holds(q) for q in _renamed(claim.equation, alike)):
        return None
    return found


def _alike(claim: Claim, state: State) -> dict[str, str]:
    """Each part that was given its value together with another before it: R3 with R1 in R1 = R3 = 10 kΩ."""
    out: dict[str, str] = {}
    before = state.claims[: state.position(claim)]
    for one, other in pairwise(before):
        if one.span.line != other.span.line or not one.span.column < other.span.column < _end(one):
            continue
        first, second = given_by(one, state), given_by(other, state)
        if first is not None and second is not None and first[1] == second[1] and first[0] != second[0]:
            out[second[0]] = out.get(first[0], first[0])
    return out


def _end(c: Claim) -> int:
    return c.span.column + c.span.length


def _renamed(q: Equation, alike: dict[str, str]) -> Iterator[Equation]:
    """The equation with one name of a part put for another of its value, in one place or in all."""
    groups: dict[str, set[str]] = {}
    for n, first in alike.items():
        groups.setdefault(first, {first}).add(n)
    for group in groups.values():
        for old in sorted(group & set(q.symbols())):
            sides = enumerate((q.left, q.right))
            places = [(k, *at) for k, x in sides for at, y in parts(x) if y == Sym(old)]
            for new in sorted(group - {old}):
                table: dict[str, Expr] = {old: Sym(new)}
                yield Equation(q.left.replaced(table), q.right.replaced(table))
                yield from (with_part(q, at, Sym(new)) for at in places[:MOST])
