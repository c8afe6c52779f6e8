"""What somebody takes for zero, at a balance, a threshold: “where v_o = 0, V1 = VD/Ao”.

Nothing in the circuit forces it, but one of the sources can be such that it is so.  There the claim is
judged.
"""

from __future__ import annotations

from gainproof.algebra.residues import Residues
from gainproof.errors import TooLarge
from gainproof.expression import ONE, ZERO, Equation, Quot
from gainproof.hand.asking.state import State
from gainproof.hand.truth.limits import ideal_rule
from gainproof.hand.truth.oracle import Oracle, Values
from gainproof.hand.truth.worlds import says_nothing
from gainproof.hand.work import Claim, Judged
from gainproof.notation import equation_text
from gainproof.rules.point import Contradiction, satisfy


def where_it_vanishes(claim: Claim, state: State) -> Judged | None:
    """Does it hold where a source is such that what its conditions call zero is zero?"""
    q = claim.equation
    oracle = state.about(q)
    for c in claim.under:
        about = c.what is not None and any(n in oracle.unknowns for n in c.what.symbols())
        if not about or c.what is None or c.to not in ("0", "=") or c.than not in (None, ZERO):
            continue
        set_so = Equation(c.what, ZERO)
        if ideal_rule(set_so, oracle):
            continue
        for source in q.symbols():
            state.on_time()
            if source in oracle.sources and _holds(q, set_so, source, oracle):
                said = equation_text(set_so)
                how = f"it holds where {source} makes {said}"
                return Judged(claim, "limit", "", how, (), (said,))
    return None


def endless(claim: Claim, state: State) -> Judged | None:
    """Does it say that something is infinite, read as 1/R = 0, and was not found to be so?

    A name whose denominator vanishes under an assumption has no value there, and cannot be asked.
    """
    q = claim.equation
    reciprocal = isinstance(q.left, Quot) and q.left.num == ONE and q.right == ZERO
    rows = state.work.source.splitlines()
    at = claim.right.span
    said = rows[at.line - 1][at.column - 1 :][: at.length] if at.line <= len(rows) else ""
    if not reciprocal or said.strip().isdigit():
        return None
    return Judged(claim, "outside", "GP153", "that this is infinite was not found to be so")


def _holds(q: Equation, set_so: Equation, source: str, oracle: Oracle) -> bool:
    """Is it true at points of the circuit where the source is what this equation wants?"""
    unknowns = [*oracle.unknowns, source]
    for p in oracle.points:
        over = Residues(beside=p.over)  # type: ignore[arg-type]
        fixed = {n: v for n, v in p.items() if n not in unknowns and n not in oracle.names}
        over.values = dict(fixed)
        try:
            state = satisfy([*oracle.laws.values(), set_so], unknowns, over)
            there = Values(
                {**fixed, **{n: state.get(n, over.symbol(n)) for n in unknowns}}, over, oracle.book, None
            )
            if says_nothing(q, there, oracle):
                return False
            if q.left.value(there, over.number) != q.right.value(there, over.number):
                return False
        except (Contradiction, ZeroDivisionError, TooLarge, KeyError):
            return False
    return True
