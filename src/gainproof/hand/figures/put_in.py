"""Does a line hold where numbers stand in the place of parts: V_th = V1/2, and then v = V_th R4/(R4 + R_th)?

Who puts them in goes on with formulas that hold with these values of the parts alone.  Such a line is judged
by value, with other sources too, where no name stands for the value of one.
"""

from __future__ import annotations

from gainproof.expression import Num, Sym
from gainproof.hand.asking.state import State
from gainproof.hand.figures.arithmetic import spelled_out
from gainproof.hand.figures.by_chance import evaluated
from gainproof.hand.figures.given import with_values_given
from gainproof.hand.truth import numbers, put_in
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim, Judged, Side


@with_values_given
def with_numbers_put_in(claim: Claim, state: State) -> Judged | None:
    """Does it hold with the values of the parts, where a name or its right side puts numbers in?"""
    if not (_of_numbers(claim, state) or evaluated(claim, state)):
        return None
    sides = spelled_out(claim.left, state), spelled_out(claim.right, state)
    if not _agrees(claim, sides, state):
        return None
    return Judged(claim, "true", "", "with the values given it is so; numbers stand in the place of parts")


def _of_numbers(claim: Claim, state: State) -> bool:
    """Is a name in it, or one that such a name is made of, told with numbers in the place of parts?"""
    names = state.oracle.names
    made = [n for n in mentioned(claim.equation, state.oracle) if n in names]
    made = [n for n in made if n not in state.oracle.book.tests]
    if any(put_in.surely(names[n].meaning) for n in made):
        return True
    halves = [n for n in made if put_in.perhaps(n, names[n].meaning, state.oracle)]
    plain = any(put_in.of_one_source(n, names[n].meaning, state.oracle) for n in halves)
    return plain or any(_comes_to_a_number(claim, state) or _worked_out(n, state) for n in halves)


def _worked_out(symbol: str, state: State) -> bool:
    """Does a chain that begins with the name come to a number?"""
    first = (c for c in state.claims if not c.link and c.left.expr == Sym(symbol))
    return any(_comes_to_a_number(c, state) for c in first)


def _comes_to_a_number(claim: Claim, state: State) -> bool:
    """Does its chain come to a number?"""
    return any(not c.right.expr.symbols() and c.right.expr != Num(0) for c in state.chain(claim))


def _agrees(claim: Claim, sides: tuple[Side, Side], state: State) -> bool:
    """Do the sides agree with the values given, and with other sources, where none is put in as a number?"""
    oracle, names = state.about(claim.equation), state.oracle.names
    if not numbers.judged_by_value(claim, sides, oracle, state.values).agrees:
        return False
    if any(n in names and not names[n].meaning.symbols() for n in mentioned(claim.equation, oracle)):
        return True
    others = put_in.with_other_sources(oracle, state.values)
    return bool(numbers.judged_by_value(claim, sides, oracle, others).agrees)
