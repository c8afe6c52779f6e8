"""Every line of a work judged: true, true in a limit, carried, a definition, outside, or false.

    judge_work(work, circuit) -> tuple[Judged, ...]

A line is asked one question after another, and the first that is answered decides.  Is it a new name?  A
number?  True whatever its symbols stand for?  True in the circuit, with a proof?  True in another reading?
An assumption about the parts?  True with what was assumed, or in a limit?  True if an earlier wrong line
were?  What is none of these is false.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Sym
from gainproof.hand import questions
from gainproof.hand.codes import CODE_OF
from gainproof.hand.conventions import reversed_currents
from gainproof.hand.isolate import isolated
from gainproof.hand.oracle import Oracle
from gainproof.hand.state import OutOfTime, State, label_of
from gainproof.hand.work import Claim, Diagnosis, Judged, Unread, Work

QUESTIONS = (
    questions.new_name,
    questions.a_number,
    questions.identity,
    questions.true,
    questions.undecided,
    questions.other_reading,
    questions.assumption,
    questions.under_assumptions,
    questions.in_a_limit,
    questions.carried,
)
"""In this order; the first answer is the verdict."""


def judge_work(
    work: Work,
    circuit: Circuit,
    *,
    ideal: bool = False,
    values: Mapping[str, Fraction] | None = None,
    quantities: Mapping[str, Quantity] | None = None,
    diagnosing: bool = True,
) -> tuple[Judged, ...]:
    """The verdict on every item of the work, in its order.

    With `ideal`, the circuit's op-amps are perfect.  `values` are numbers of symbols in SI units, beside
    those of the netlist; `quantities` say which quantity of the circuit a symbol stands for.  With
    `diagnosing`, a false line comes with what is wrong and what it should read.  Raises Singular for a
    circuit whose equations contradict each other.
    """
    claims = [x.equation for x in work.items if isinstance(x, Claim)]
    against: frozenset[str] = frozenset()
    if any(n in circuit.currents for q in claims for n in q.symbols()):
        against = reversed_currents(claims, Oracle(circuit, ideal=ideal))
    state = State(work, circuit, against, ideal, values or {}, quantities or {})
    return tuple(_unread(x) if isinstance(x, Unread) else _judged(x, state, diagnosing) for x in work.items)


def _unread(item: Unread) -> Judged:
    expected = f"; expected {item.expected}" if item.expected else ""
    return Judged(item, "unread", "GP150", f"{item.what}{expected}")


def _judged(claim: Claim, state: State, diagnosing: bool) -> Judged:
    """The verdict on one claim; what comes of it is remembered."""
    state.start()
    try:
        for ask in QUESTIONS:
            found = ask(claim, state)
            if found is not None:
                break
            state.on_time()
        else:
            found = _false(claim, state, diagnosing)
    except OutOfTime:
        found = Judged(claim, "outside", "GP153", "it takes longer to judge than a line may")
    except (TooLarge, RecursionError) as fault:
        found = Judged(claim, "outside", "GP153", f"it is too large to be judged: {fault}")
    q = claim.equation
    if found.verdict in ("true", "identity", "false", "carried") and not state.oracle.strange(
        q.left, q.right
    ):
        state.remember(claim, q, state.oracle.about(q), found.verdict in ("true", "identity"))
    return found


def _false(claim: Claim, state: State, diagnosing: bool) -> Judged:
    q = claim.equation
    diagnosis = _diagnosis(claim, state) if diagnosing else None
    code = _code(claim, state, diagnosis)
    state.mistakes.add(label_of(claim), q)
    how = diagnosis.message if diagnosis is not None else "it is false at the circuit's general points"
    return Judged(claim, "false", code, how, diagnosis=diagnosis)


def _code(claim: Claim, state: State, diagnosis: Diagnosis | None) -> str:
    q = claim.equation
    for a, b in ((q.left, q.right), (q.right, q.left)):
        if isinstance(a, Sym) and a.name in state.oracle.given.parameters and not b.symbols():
            return "GP136"
    for n in state.oracle.names:
        if (isolated(q, n) is not None and n == claim.symbol) or q.left == Sym(n):
            return "GP132"
    return CODE_OF.get(diagnosis.kind, "GP100") if diagnosis is not None else "GP100"


def _diagnosis(claim: Claim, state: State) -> Diagnosis | None:
    """What is wrong with it, as far as that can be told."""
    from gainproof.hand.diagnosis import diagnose

    position = next(k for k, c in enumerate(state.claims) if c is claim)
    to = dict(state.assumed.limits) if claim.relation == "→" or claim.under else {}
    try:
        return diagnose(claim, state.oracle, before=state.claims[max(0, position - 8) : position], to=to)
    except (GainproofError, ZeroDivisionError, KeyError, RecursionError):
        return None
