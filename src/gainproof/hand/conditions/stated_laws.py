"""Laws of the circuit that stand among the conditions of a line: “With V_out = A_o V_n …”.

What ties voltages and currents to each other by parts is no choice of the writer's.  Where the circuit
contradicts it, it is as false as a line of its own.
"""

from __future__ import annotations

from dataclasses import replace

from gainproof.expression import Equation
from gainproof.hand.asking.state import State
from gainproof.hand.truth import limits
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim, Condition, Side, Span


def contradicted(claim: Claim, state: State) -> list[Claim]:
    """The conditions of a claim that are laws, and false ones, as claims of their own, each of them once."""
    before = state.claims[state.position(claim) - 1].under if state.position(claim) else ()
    found = [_alone(c, claim, state) for c in claim.under if c not in before]
    return [c for c in found if c is not None and not _holds(c.equation, state.about(c.equation))]


def _alone(c: Condition, claim: Claim, state: State) -> Claim | None:
    """The condition as a claim; None if it is no law."""
    if c.to != "=" or c.what is None or c.than is None or not _law(Equation(c.what, c.than), state.oracle):
        return None
    rows = state.work.source.splitlines()
    row = rows[c.span.line - 1] if c.span.line <= len(rows) else ""
    said = row[c.span.column - 1 :][: c.span.length]
    cut = said.find("=")
    if cut < 1 or not said[cut + 1 :].strip("+ "):
        return None
    first, last = said[:cut].rstrip(), said[cut + 1 :].strip().lstrip("+ ")
    left = Side(c.what, replace(c.span, length=len(first)))
    right = Side(c.than, Span(c.span.line, c.span.column + said.rindex(last), len(last)))
    return state.beside(claim, Claim(left, right, "=", said, c.span))


def _law(q: Equation, oracle: Oracle) -> bool:
    """Does it tie unknowns to each other by parts of the circuit?"""
    if oracle.strange(q.left, q.right):
        return False
    parts = [n for n in q.symbols() if n in oracle.given.parameters and n not in oracle.sources]
    return bool(parts) and all(any(n in oracle.unknowns for n in x.symbols()) for x in (q.left, q.right))


def _holds(q: Equation, oracle: Oracle) -> bool:
    """Is it true, or true in a limit of imperfections?"""
    return oracle.holds(q) or limits.needed(oracle, lambda to: oracle.limit_holds(q, to)) is not None
