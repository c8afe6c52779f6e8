"""What one source does alone, where a later line adds it up: v_o1 = -R2/R1 V1, and then v_out = v_o1 + v_o2.

The name is new, and yet the circuit says what it is: the sum's left side with the other sources off.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Equation, Expr, Neg, Sum, Sym, neg
from gainproof.hand.asking.state import LOOSE, State, label_of
from gainproof.hand.codes import CODE_OF
from gainproof.hand.conditions import assuming
from gainproof.hand.truth import assumptions
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.solved import in_parameters
from gainproof.hand.truth.worlds import with_values
from gainproof.hand.work import Claim, Condition, Diagnosis, Judged, Side


def partial_result(claim: Claim, state: State) -> Judged | None:
    """Is it a new name for what one source does, and does the source do something else?"""
    oracle = state.oracle
    if claim.relation in LOOSE or claim.link:
        return None
    for n in subjects(claim.equation):
        meaning = isolated(claim.equation, n) if not oracle.knows(n) else None
        if meaning is None or oracle.strange(meaning):
            continue
        source, off = _alone(meaning, state)
        whole = _summed(n, claim, state) if source else None
        if whole is None:
            continue
        told = _about(claim, whole, meaning, off, state)
        for sign in (told, replace(told, right=replace(told.right, expr=neg(meaning)))):
            if assuming.under_assumptions(sign, state) is not None:
                if sign is told or not _only_in_sums(n, claim, state):
                    return None
                break
        return _false(claim, n, told, meaning, source, state)
    return None


def where_it_was_told(symbol: str, meaning: Expr, claim: Claim, state: State) -> Expr:
    """What a name that a later line adds up stands for: by parts, and by the source that is on in its line.

    “With I1 = 0: v_b1 = v_a R4/(R3 + R4)” is about this v_a alone, and v_b1 is no multiple of any other.
    """
    oracle, own = state.oracle, assumptions.conditional(claim.under, state.oracle)
    off = state.assumed.off | {n: x for n, x in own.items() if n in oracle.sources and x == ZERO}
    if not off or mentioned(meaning, oracle).isdisjoint(oracle.unknowns) or not _summed(symbol, claim, state):
        return meaning
    with suppress(GainproofError, ZeroDivisionError, TooLarge, KeyError):
        told = in_parameters(meaning, oracle.beside(with_values(oracle.circuit, off)))
        return meaning if oracle.sources.keys().isdisjoint(told.symbols()) else told
    return meaning


def _alone(meaning: Expr, state: State) -> tuple[str, list[str]]:
    """The one source that the meaning, made of parts, speaks of, and the others; "" if it is not made so."""
    oracle = state.oracle
    live = [n for n in oracle.sources if oracle.circuit.element(oracle.sources[n]).value != ZERO]
    made = mentioned(meaning, oracle)
    named = [n for n in live if n in made]
    if len(named) != 1 or len(live) < 2 or not made.isdisjoint(oracle.unknowns):
        return "", []
    return named[0], [n for n in live if n not in named]


def _term(n: str, x: Expr, state: State) -> Expr | None:
    """The name's term in a sum of names, v_o1 + v_o2; None if the expression is no such sum."""
    terms = x.args if isinstance(x, Sum) else ()
    plain = [t.args[0] if isinstance(t, Neg) else t for t in terms]
    named = all(isinstance(t, Sym) and t.name not in state.oracle.unknowns for t in plain)
    return terms[plain.index(Sym(n))] if named and Sym(n) in plain else None


def _summed(n: str, claim: Claim, state: State) -> Expr | None:
    """The unknown that a later line calls a sum with the name in it, with its sign; None if no line does."""
    for later in state.claims[state.position(claim) + 1 :]:
        for whole, side in ((later.left.expr, later.right.expr), (later.right.expr, later.left.expr)):
            term = _term(n, side, state)
            if term is not None and isinstance(whole, Sym) and whole.name in state.oracle.unknowns:
                return neg(whole) if isinstance(term, Neg) else whole
    return None


def _only_in_sums(n: str, claim: Claim, state: State) -> bool:
    """Does the name stand in no other line after the claim, which could take it the other way round?"""
    after = [c for c in state.claims[state.position(claim) + 1 :] if n in c.equation.symbols()]
    return all(_term(n, x, state) or n not in x.symbols() for c in after for x in (c.left.expr, c.right.expr))


def _about(claim: Claim, whole: Expr, meaning: Expr, off: list[str], state: State) -> Claim:
    """The claim about the unknown, with the other sources off."""
    under = tuple(Condition(n, "=", claim.span, Sym(n), ZERO) for n in off)
    left, right = (claim.left, claim.right) if isinstance(claim.left.expr, Sym) else (claim.right, claim.left)
    told = replace(
        claim,
        left=Side(whole, left.span),
        right=replace(right, expr=meaning),
        under=(*claim.under, *under),
    )
    return state.beside(claim, told)


def _false(claim: Claim, n: str, told: Claim, meaning: Expr, source: str, state: State) -> Judged:
    """The verdict; from here on the name is what the source does, where that can be told."""
    found = _diagnosed(told, state) if state.diagnosing else None
    state.mistakes.add(label_of(claim), told.equation)
    shown = [s.claim.right for s in found.suggestions if s.claim.left == told.left.expr] if found else []
    with suppress(GainproofError, ZeroDivisionError, TooLarge):
        state.define(n, shown[0] if shown else meaning, label_of(claim))
    if found is None:
        return Judged(claim, "false", "GP100", f"it is not what {source} alone does")
    mended = tuple(replace(s, claim=Equation(Sym(n), s.claim.right)) for s in found.suggestions)
    found = replace(
        found, message=f"{found.message}, with {source} alone", suggestions=mended if shown else ()
    )
    return Judged(claim, "false", CODE_OF.get(found.kind, "GP118"), found.message, diagnosis=found)


def _diagnosed(told: Claim, state: State) -> Diagnosis | None:
    """What is wrong with it, in the circuit with the other sources off; with perfect op-amps first."""
    from gainproof.hand.diagnosis import diagnose

    off = {c.symbol: ZERO for c in told.under if c.than == ZERO and c.symbol in state.oracle.sources}
    for ideal in (True, False):
        world = state.worlds.of(off, ideal=ideal)
        if world is None or world.told(told.equation) != told.equation:
            continue
        with suppress(GainproofError, ArithmeticError, KeyError, RecursionError):
            return diagnose(told, world.oracle)
    return None
