"""The verdict on a line that is false: its code, its diagnosis, and what it does to the lines around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gainproof.errors import GainproofError
from gainproof.expression import Equation
from gainproof.hand.asking.state import LOOSE, State, label_of
from gainproof.hand.asking.ways import told, ways
from gainproof.hand.codes import CODE_OF
from gainproof.hand.truth import assumptions, limits
from gainproof.hand.truth.isolate import subjects
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Claim, Diagnosis, Judged, carried_on
from gainproof.ideals import imperfections

BEFORE = 8
"""Lines before a false one that its diagnosis looks at."""
OBSCURE = ("other part", "two errors", "dimensions", "wrong limit", "no small edit")
"""Kinds of error that say little of what is wrong, the one that says least last."""


def refuted(claim: Claim, state: State) -> Judged:
    """The verdict "false"; later lines may follow from the line."""
    diagnosis = diagnosed(claim, state) if state.diagnosing else None
    state.mistakes.add(label_of(claim), claim.equation)
    how = diagnosis.message if diagnosis is not None else "it is false at the circuit's general points"
    code = CODE_OF.get(diagnosis.kind, "GP118") if diagnosis is not None else "GP100"
    symbol = _defined_otherwise(claim, state)
    if symbol:
        code, how = "GP132", f"{state.oracle.names[symbol].label} says what {symbol} is"
    return Judged(claim, "false", code, how, diagnosis=diagnosis)


def _defined_otherwise(claim: Claim, state: State) -> str:
    """The name that the claim defines anew: by words, or by parts where parts defined it; "" if none."""
    own = {n: x.meaning for n, x in state.oracle.names.items() if x.label}
    if claim.symbol in own:
        return claim.symbol
    if claim.relation != "=" or claim.link:
        return ""
    for n in subjects(Equation(claim.left.expr, claim.left.expr)):
        both = (own[n], claim.right.expr) if n in own else ()
        if both and all(limits.mentioned(x, state.oracle).isdisjoint(state.oracle.unknowns) for x in both):
            return n
    return ""


def diagnosed(claim: Claim, state: State) -> Diagnosis | None:
    """What is wrong with it, as far as that can be told, in the circuit that the writer has in mind.

    The plainest of the diagnoses in the circuit, in its limits, and with what was assumed.
    """
    from gainproof.hand.diagnosis import diagnose

    k = state.position(claim)
    before = state.claims[max(0, k - BEFORE) : k]
    claim = _from_its_start(claim, before, state)
    best: Diagnosis | None = None
    for oracle, to, stated in _in_mind(claim, state):
        try:
            said = diagnose(claim, oracle, before=before, to=to, said=stated)
        except (GainproofError, ArithmeticError, KeyError, RecursionError):
            continue
        strange = not stated and _keep(before, to, state)
        if best is None or _obscurity(said) < _obscurity(best) - strange:
            best = said
        if not _obscurity(best):
            break
    return best


def _from_its_start(claim: Claim, before: Sequence[Claim], state: State) -> Claim:
    """The claim as it stands; behind a wrong link of a chain a = b = c, what is meant is a = c."""
    wrong = {q for _, q in state.mistakes.lines}
    link, start = claim.link, claim
    for c in reversed(before):
        if not link or c.link != link - 1 or c.equation not in wrong:
            break
        link, start = c.link, c
    whole = replace(claim, left=start.left)
    return claim if link or start is claim or state.oracle.holds(whole.equation) else whole


def _keep(lines: Sequence[Claim], limit: Iterable[str], state: State) -> bool:
    """Does one of the lines hold a symbol that goes to a limit?"""
    return any(not limits.mentioned(c.equation, state.oracle).isdisjoint(limit) for c in lines)


def _obscurity(said: Diagnosis) -> int:
    """0 for an error with a name of its own; else how far it is from one."""
    return OBSCURE.index(said.kind) + 1 if said.kind in OBSCURE else 0


def _in_mind(claim: Claim, state: State) -> Iterator[tuple[Oracle, Mapping[str, str], bool]]:
    """The circuits and limits that the writer may have in mind, the likeliest first, and if they are said."""
    q = claim.equation
    oracle = state.about(q)
    stated = told(claim, oracle, state)
    stated = next((w for w in ways(claim.under, oracle) if w.items() >= stated.items()), stated)
    live = {n for law in oracle.laws.values() for n in law.symbols()}
    ideal = {n: to for n, to in imperfections(oracle.given).items() if n in live}
    named = limits.mentioned(q, oracle)
    unnamed = {n: to for n, to in ideal.items() if n not in named}
    rules = {n: to for n, to in state.assumed.limits.items() if n in unnamed}
    minds: list[dict[str, str]] = (
        [stated] if stated else [ideal, unnamed] if claim.relation in LOOSE else [rules]
    )
    minds += [{}, unnamed] if not stated else []
    # Where the line holds to the leading order, that limit does not tell what is wrong with it.
    minds = [w for w in minds if not w or not oracle.limit_holds(q, w)] or [{}]
    for to in [w for k, w in enumerate(minds) if w not in minds[:k]]:
        yield oracle, to, claim.relation in LOOSE or to in (stated, rules)
    for table in assumptions.tables(claim, state.assumed, oracle, state.work.source):
        world = state.worlds.of(table)
        if world is not None and world.told(q) == q:
            yield world.oracle, {}, True


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
    return carried_on(claim, label)
