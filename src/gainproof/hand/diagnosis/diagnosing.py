"""The route from a wrong claim to its diagnosis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gainproof.expression import ONE, Equation, Expr, Quot, Sym
from gainproof.hand.diagnosis.bench import Bench, bench_of
from gainproof.hand.diagnosis.candidates import SUGGESTIONS
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.search import repairs
from gainproof.hand.diagnosis.values import right_value
from gainproof.hand.diagnosis.words import mismatch, sentence
from gainproof.hand.truth.limits import spelled
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim, Diagnosis, Span, Suggestion
from gainproof.units import NUMBER


def diagnose(
    claim: Claim,
    oracle: Oracle,
    *,
    before: Sequence[Claim] = (),
    to: Mapping[str, str] | None = None,
    said: bool = True,
    suggestions: int = SUGGESTIONS,
) -> Diagnosis:
    """What is wrong with a false claim, and the likeliest true readings of it.

    `before` are the lines before it, `to` the symbols that go to a limit ("oo" or "0"), if the claim is to
    hold only there; where it is not `said` that they do, the diagnosis says it.  Kinds are those of
    `edits.KINDS`, "two errors", "wrong limit" and "no small edit"; each suggestion is true at every point of
    the oracle.
    """
    q = claim.equation
    bench, to = bench_of(_concerned(q, oracle)), dict(to or {})
    found = repairs(claim, bench, before, to, said=said)
    shown = tuple(
        Suggestion(r.line, *_change(r.edits[0]), _span(claim, r.edits[0])) for r in found[:suggestions]
    )
    anew = _defined_anew(q, bench.oracle)
    if anew and not any(e.kind == "wrong symbol" for r in found[:1] for e in r.edits):
        words = (
            f"{anew} is a part of the circuit, and stands on both sides: that on the left should be another"
        )
        return Diagnosis("wrong symbol", claim.left.span, words, shown)
    if not found:
        return _no_small_edit(claim, bench, to if said else {})
    best = found[0]
    kind = best.edits[0].kind if len(best.edits) == 1 else "two errors"
    words = sentence(best.edits, q)
    wrong = _mismatch(claim, bench)
    if wrong and kind == "other part":
        kind = "dimensions"
    words = f"{words} ({wrong})" if wrong else words
    return Diagnosis(kind, _span(claim, best.edits[0]), words, shown, () if said else spelled(to))


def _concerned(q: Equation, oracle: Oracle) -> Oracle:
    """The oracle of the circuit that the line is about: by one of its sides, where the other is wrong."""
    about = oracle.about(q)
    for side in (q.left, q.right):
        if about is oracle and isinstance(side, Quot):
            outputs = [n for n in side.num.symbols() if n in oracle.unknowns]
            for source in side.den.symbols() if outputs else ():
                ratio = Quot(Sym(outputs[0]), Sym(source))
                about = oracle.about(Equation(ratio, ratio)) if about is oracle else about
    return about


def _defined_anew(q: Equation, oracle: Oracle) -> str:
    """The part of the circuit that the line gives as a sum or product of itself and others: R1 = R1 + R2."""
    x = q.left.den if isinstance(q.left, Quot) and q.left.num == ONE else q.left
    if isinstance(x, Sym) and x.name in oracle.circuit.parameters:
        return x.name if {x.name} < set(q.right.symbols()) <= set(oracle.circuit.parameters) else ""
    return ""


def _mismatch(claim: Claim, bench: Bench) -> str:
    """How the dimensions disagree, "" if they do not; a number printed in digits may have any unit."""
    printed = claim.left.rounding or claim.right.rounding
    of = bench.dimensions()
    return mismatch(claim.equation, {**of, NUMBER: None} if printed else of)


def _change(e: Edit) -> tuple[Expr | None, Expr | None]:
    return (e.old, e.new) if e.path else (None, None)


def _span(claim: Claim, e: Edit) -> Span:
    """Where the edit is to be made."""
    if not e.path:
        return claim.span
    side = claim.right if e.path[0] else claim.left
    return side.at(e.path[1:])


def _no_small_edit(claim: Claim, bench: Bench, to: Mapping[str, str]) -> Diagnosis:
    """The right equation for the left side, where no small edit makes the line true."""
    q = claim.equation
    wrong = _mismatch(claim, bench)
    kind = "wrong limit" if to else "dimensions" if wrong else "no small edit"
    value = right_value(q.left, bench, to)
    if value is None or value == q.left:
        return Diagnosis(kind, claim.span, wrong or "no small change makes this line true")
    line = Equation(q.left, value, q.relation)
    said = wrong or "no small change makes this line true; the left side is given as it should be"
    return Diagnosis(kind, claim.span, said, (Suggestion(line, q.right, value, claim.right.span),))
