"""The verdict on a line that is false: its code, its diagnosis, and what it does to the lines around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gainproof.errors import GainproofError
from gainproof.expression import Equation
from gainproof.hand import limits
from gainproof.hand.codes import CODE_OF
from gainproof.hand.isolate import subjects
from gainproof.hand.state import LOOSE, State, label_of
from gainproof.hand.work import Claim, Diagnosis, Judged
from gainproof.ideals import imperfections

BEFORE = 8
"""Lines before a false one that its diagnosis looks at."""


def refuted(claim: Claim, state: State) -> Judged:
    """The verdict "false"; later lines may follow from the line."""
    diagnosis = diagnosed(claim, state) if state.diagnosing else None
    state.mistakes.add(label_of(claim), claim.equation)
    how = diagnosis.message if diagnosis is not None else "it is false at the circuit's general points"
    return Judged(claim, "false", _code(claim, state, diagnosis), how, diagnosis=diagnosis)


def _code(claim: Claim, state: State, diagnosis: Diagnosis | None) -> str:
    q = claim.equation
    subject = set(subjects(q))
    own = {n for n, x in state.oracle.names.items() if x.label}
    if claim.symbol in own or (claim.relation == "=" and not claim.link and subject & own):
        return "GP132"
    return CODE_OF.get(diagnosis.kind, "GP118") if diagnosis is not None else "GP100"


def diagnosed(claim: Claim, state: State) -> Diagnosis | None:
    """What is wrong with it, as far as that can be told; in the limit that the writer has in mind."""
    from gainproof.hand.diagnosis import diagnose

    k = state.position(claim)
    before = state.claims[max(0, k - BEFORE) : k]
    told = None
    for to in _limits_in_mind(claim, state):
        try:
            said = diagnose(claim, state.about(claim.equation), before=before, to=to)
        except (GainproofError, ZeroDivisionError, KeyError, RecursionError):
            continue
        if said.kind not in ("no small edit", "wrong limit", "two errors"):
            return said
        told = told or said
    return told


def _limits_in_mind(claim: Claim, state: State) -> list[Mapping[str, str]]:
    oracle = state.about(claim.equation)
    named = limits.mentioned(claim.equation, oracle)
    stated = limits.stated(claim.under, oracle)
    if stated:
        return [stated]
    live = {n for q in oracle.laws.values() for n in q.symbols()}
    to = {n: x for n, x in imperfections(oracle.given).items() if n in live and n not in named}
    if claim.relation in LOOSE:
        return [to, {}] if to else [{}]
    rules = {n: x for n, x in state.assumed.limits.items() if n in to}
    return [rules, {}] if rules else [{}, to] if to else [{}]


def behind_the_link(claim: Claim, state: State, judged: list[Judged]) -> Judged | None:
    """Is the middle of a chain a = b = c wrong, of which a = b seemed to hold in a limit?

    a = c is true and b = c is not: what was taken for a limit is an error, and b = c follows from it.
    """
    if not claim.link or not judged:
        return None
    before = judged[-1]
    first = before.item
    if before.verdict != "limit" or before.code not in ("GP140", "GP133") or not isinstance(first, Claim):
        return None
    whole = Equation(first.left.expr, claim.right.expr)
    if claim.relation != "=" or not state.about(whole).holds(whole):
        return None
    judged[-1] = replace(refuted(first, state), code="GP133")
    label = label_of(first)
    return Judged(claim, "carried", "GP134", f"it follows from {label}, which is wrong", (label,))
