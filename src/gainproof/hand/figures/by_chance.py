"""Does a formula hold only by the values that the circuit happens to have: V1*v_o = 2*v_n with V1 = 1 V?"""

from __future__ import annotations

from fractions import Fraction

from gainproof.expression import Equation, Num, Sum
from gainproof.hand.asking.state import State
from gainproof.hand.truth import numbers
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.put_in import parts_of
from gainproof.hand.work import Claim, Side


def by_chance(claim: Claim, sides: tuple[Side, Side], state: State) -> bool:
    """Does a formula hold only for the values of the netlist: V1*v_o = 2*v_n for v_o = 2*v_n, with V1 = 1 V?

    A formula has symbols on both sides, and no number but small whole ones, none of them a term of a side.
    It is asked again with other sources; with other parts, if it has parts in it.
    """
    q, oracle = claim.equation, state.about(claim.equation)
    if not q.left.symbols() or not q.right.symbols() or names_numbers(claim, state):
        return False
    if not numbers.structural(claim) and (_puts_sources_in(claim, state) or _of_no_source(claim, state)):
        return False
    if any(
        not t.symbols() for side in (q.left, q.right) for t in (side.args if isinstance(side, Sum) else ())
    ):
        return False
    known = {n for n in oracle.given.parameters if n in state.values}
    parts = mentioned(q, oracle) & known - set(oracle.sources)
    formula = parts and numbers.structural(claim) and not evaluated(claim, state)
    others = known if formula else known & set(oracle.sources)
    far = others <= set(oracle.sources)
    moved = {
        n: state.values[n] * (Fraction(7) ** (k + 1) if far else Fraction(2 * k + 3, 2 * k + 7))
        for k, n in enumerate(sorted(others))
    }
    return not numbers.judged_by_value(claim, sides, oracle, {**state.values, **moved}).agrees


def names_numbers(claim: Claim, state: State) -> bool:
    """Is there a name in it that is a mere number, β = 100, and so tied to the values of the parts?"""
    names = state.oracle.names
    return any(n in names and not names[n].meaning.symbols() for n in claim.equation.symbols())


def evaluated(claim: Claim, state: State) -> bool:
    """Does its right side hold a number and no part, and its left side parts: V1*R2/(R1 + R2) = V1/2?"""
    left, right = claim.left.expr, claim.right.expr
    if not right.symbols() or not any(isinstance(x, Num) and x.args[0] for x in right.walk()):
        return False
    parts = parts_of(state.oracle)
    a, b = (mentioned(Equation(x, x), state.oracle) & parts for x in (left, right))
    return parts.isdisjoint(right.symbols()) and bool(a) and not (b and parts.isdisjoint(left.symbols()))


def _of_no_source(claim: Claim, state: State) -> bool:
    return state.oracle.sources.keys().isdisjoint(claim.equation.symbols())


def _puts_sources_in(claim: Claim, state: State) -> bool:
    """Is it (V1 - v_a)/R1 = (10 V - v_a)/1k, with the numbers of sources on its right side?"""
    left, right = claim.left.expr, claim.right.expr
    formula = not any(isinstance(x, Num) and x.args[0] for x in left.walk())
    sources = state.oracle.sources.keys()
    return formula and not sources.isdisjoint(left.symbols()) and sources.isdisjoint(right.symbols())
