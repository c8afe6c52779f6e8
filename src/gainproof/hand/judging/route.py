"""Every line of a work judged: true, true in a limit, carried, a definition, outside, or false.

    judge_work(work, circuit) -> tuple[Judged, ...]

A line is asked one question after another, and the first that is answered decides.  Is it a new name?  A
number?  True whatever its symbols stand for?  True in the circuit, with a proof?  True in another reading?
An assumption about the parts?  True with what was assumed, or in a limit?  True if an earlier wrong line
were?  What is none of these is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import TypeVar

from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation
from gainproof.hand.asking.refuting import behind_the_link, refuted
from gainproof.hand.asking.state import OutOfTime, State, label_of
from gainproof.hand.conditions import (
    assuming,
    balances,
    designs,
    driving,
    limiting,
    requirements,
    scope,
    settings,
)
from gainproof.hand.conditions.partial_results import partial_result
from gainproof.hand.conditions.stated_laws import contradicted
from gainproof.hand.conditions.vanishing import endless, where_it_vanishes
from gainproof.hand.figures import (
    arithmetic,
    at_frequency,
    by_lines,
    chosen_frequencies,
    closeness,
    equal_parts,
    following,
    of_frequency,
    put_in,
    roots_by_size,
)
from gainproof.hand.figures.decibels import in_decibels, with_level_behind
from gainproof.hand.figures.end_units import in_units_of_the_end
from gainproof.hand.judging import naming, questions
from gainproof.hand.judging.as_if import follows
from gainproof.hand.judging.as_told import as_told
from gainproof.hand.judging.blaming import behind_a_definition
from gainproof.hand.judging.blaming_numbers import behind_a_number
from gainproof.hand.judging.reconsidering import reconsidered
from gainproof.hand.judging.said_near import as_said_near
from gainproof.hand.names.explained import take_elsewhere, take_explained
from gainproof.hand.names.said_before import said_before
from gainproof.hand.truth.conventions import reversed_currents
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.truth.worlds import with_units
from gainproof.hand.work import Claim, Judged, Unread, Work

T = TypeVar("T")

QUESTIONS = (
    questions.too_large,
    said_before,
    driving.take_test_names,
    settings.sources_set,
    partial_result,
    naming.new_name,
    balances.brings_about,
    questions.restarted,
    at_frequency.of_magnitude,
    by_lines.as_a_line_says,
    by_lines.another_number,
    arithmetic.a_number,
    questions.identity,
    questions.true,
    questions.undecided,
    questions.other_reading,
    naming.another_meaning,
    questions.identity,
    questions.true,
    naming.given_anew,
    scope.a_source_off,
    assuming.under_assumptions,
    driving.with_test_source,
    where_it_vanishes,
    designs.assumption,
    designs.wanted,
    limiting.in_a_limit,
    by_lines.zero_among_values,
    arithmetic.by_value,
    of_frequency.at_all_frequencies,
    put_in.with_numbers_put_in,
    closeness.about_equal,
    equal_parts.with_equal_parts,
    roots_by_size.about_a_root,
    at_frequency.at_one_frequency,
    questions.carried,
    following.a_small_number,
    questions.uncertain,
    designs.a_choice,
    designs.as_designed,
    requirements.required,
    endless,
    as_said_near,
)
"""In this order; the first answer is the verdict.  A name may take another meaning: two are asked again."""


def judge_work(
    work: Work,
    circuit: Circuit,
    *,
    ideal: bool = False,
    values: Mapping[str, Fraction] | None = None,
    quantities: Mapping[str, Quantity] | None = None,
    diagnosing: bool = True,
) -> tuple[Judged, ...]:
    """The verdict on every item of the work, in its order, and before it on laws among its conditions.

    With `ideal`, the circuit's op-amps are perfect.  `values` are numbers of symbols in SI units, beside
    those of the netlist; `quantities` say which quantity of the circuit a symbol stands for.  With
    `diagnosing`, a false line comes with what is wrong and what it should read.  Raises Singular for a
    circuit whose equations contradict each other.
    """
    work = in_units_of_the_end(work)
    claims = [x.equation for x in work.items if isinstance(x, Claim)]
    circuit = with_units(circuit, {n for q in claims for n in q.symbols()})
    against: frozenset[str] = frozenset()
    if any(n in circuit.currents for q in claims for n in q.symbols()):
        against = reversed_currents(claims, Oracle(circuit, ideal=ideal))
    state = State(work, circuit, against, ideal, values or {}, quantities or {}, diagnosing)
    take_explained(work.meant, state)
    take_elsewhere(work.elsewhere, state)
    judged: list[Judged] = []
    for item in work.items:
        if isinstance(item, Unread):
            judged.append(_unread(item))
            continue
        laws = _guarded(item, partial(contradicted, item, state))
        if isinstance(laws, Judged):
            judged.append(laws)
            continue
        judged += [_judged(claim, state, judged) for claim in laws]
        judged.append(_judged(item, state, judged))
    for k, j in enumerate(judged):
        if j.code == "GP152" and isinstance(j.item, Claim):
            by_number = _guarded(j.item, partial(by_lines.with_a_later_number, j.item, state))
            judged[k] = by_number or _judged(j.item, state, judged[:k])
    return tuple(_guarded(j.item, partial(reconsidered, k, judged, state)) for k, j in enumerate(judged))


def _unread(item: Unread) -> Judged:
    if item.known:
        return Judged(item, "outside", "GP153", f"{item.what} is not judged")
    expected = f"; expected {item.expected}" if item.expected else ""
    return Judged(item, "unread", "GP150", f"{item.what}{expected}")


def _asked(claim: Claim, state: State) -> Judged | None:
    """The first answer to the questions; where it is no, what is said near may still make it so."""
    for ask in QUESTIONS:
        found = ask(claim, state)
        if found is not None:
            return (as_said_near(claim, state) if found.verdict == "false" else None) or found
        state.on_time()
    return None


def _guarded(item: Claim | Unread, ask: Callable[[], T]) -> T | Judged:
    """What is asked of one item; a defect of ours costs it its verdict, and no other item."""
    try:
        return ask()
    except OutOfTime:
        how = "it takes longer to judge than a line may"
    except (TooLarge, RecursionError, ArithmeticError) as fault:
        how = f"it is too large to be judged: {fault}"
    except GainproofError:
        raise
    except Exception as fault:
        how = f"it could not be judged, because of a defect of gainproof: {fault.__class__.__name__}: {fault}"
    return Judged(item, "outside", "GP153", how)


def _judged(claim: Claim, state: State, before: list[Judged]) -> Judged:
    """The verdict on one claim; what comes of it is remembered."""
    state.start()
    found = _guarded(claim, partial(_verdict, claim, state, before))
    _guarded(claim, partial(_remembered, claim, found, state))
    return found


def _verdict(claim: Claim, state: State, before: list[Judged]) -> Judged:
    scope.end_scopes(claim, state)
    limiting.take_rules(claim, state)
    chosen_frequencies.take_frequency(claim, state)
    found = _asked(claim, state)
    if found is None and (behind_a_number(claim, state, before) or behind_a_definition(claim, state, before)):
        found = _asked(claim, state)
    found = found or behind_the_link(claim, state, before)
    if found is None or found.verdict == "false":
        told = as_told(claim, state)
        if told is not None and found is not None:
            state.mistakes.forget(claim.equation)
        found = told or follows(claim, state) or found
    return with_level_behind(in_decibels(found or refuted(claim, state), claim, state), claim, state)


def _remembered(claim: Claim, found: Judged, state: State) -> None:
    """Take in what a line with this verdict says for those after it."""
    q = claim.equation
    if found.verdict in ("identity", "true", "limit", "definition"):
        scope.begin_scopes(claim, state)
    if found.code == "GP152":
        state.unexplained.append(claim)
    if found.verdict in ("false", "carried"):
        label = found.uses[0] if found.verdict == "carried" and found.uses else label_of(claim)
        head = state.chain(claim)[0].left.expr
        state.wrong += [(label, q), *([(label, Equation(head, q.right))] if claim.link else [])]
    if found.verdict in ("true", "false", "carried"):
        state.remember(claim, q, state.about(q), found.verdict == "true" and state.about(q).holds(q))
