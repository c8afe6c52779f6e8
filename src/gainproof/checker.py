"""The checker: replays a derivation, step by step, and says of each whether it holds.

A step may cite only what was shown, and held, before it; its rule judges the claim from the cited premises
alone; its dimensions must agree; and what it holds *under* is the union of its premises' assumptions and its
own.  What is cited must be of the same circuit, or speak of numbers alone; only the network theorems lead
from one circuit to another.  What holds under an assumption is not an equation of the circuit any more, so
it may only be rearranged: put beside another equation, a limit would prove that infinity times zero is
anything.  Nor may it be rearranged by what was assumed away, or by a voltage that depends on it.

Beside the rules stands one plain question that no chain of citations can talk its way around: is the claim
true?  Every circuit has a general point, at which all its laws and balances hold; a claim without assumptions
must hold there, and divide by nothing that vanishes there.

The checker trusts the circuits, the rules and exact arithmetic, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.circuit.ask import setting
from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Assumption, Derivation, Step, Verdict
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Partial
from gainproof.rules import ASSUMING, BRIDGES, RULES, Context, powers
from gainproof.rules.bridge import same
from gainproof.rules.judge import dimensions, follows
from gainproof.rules.limit import leftover
from gainproof.rules.truth import Truth


def check(d: Derivation) -> tuple[Verdict, ...]:
    """One verdict per step, in order."""
    shown: dict[str, Step] = {}
    under: dict[str, frozenset[Assumption]] = {}
    verdicts = []
    context = Context(d.circuits, shown)
    truth = Truth(d.circuits)
    for step in d.steps:
        verdict = _judged(step, context, truth, under)
        verdicts.append(verdict)
        if verdict.holds:
            shown[step.label] = step
            under[step.label] = verdict.under
    return tuple(verdicts)


def _judged(step: Step, context: Context, truth: Truth, under: dict[str, frozenset[Assumption]]) -> Verdict:
    def refuse(how: str) -> Verdict:
        return Verdict(step.label, False, how)

    if step.label in context.shown:
        return refuse("its label is taken by an earlier step")
    missing = [p for p in step.premises if p not in context.shown]
    if missing:
        return refuse(f"it cites {', '.join(missing)}, which was not shown before it")
    if step.circuit not in context.circuits:
        return refuse(f"there is no circuit {step.circuit!r}")
    if step.rule not in RULES:
        return refuse(f"there is no rule {step.rule!r}")
    if step.under and step.rule not in ASSUMING:
        return refuse("only a limit or a choice may assume something")
    if step.claim.relation != "=":
        return refuse("only equations can be judged")
    if step.rule != "gain" and any(isinstance(x, Partial) for q in _sides(step) for x in q.walk()):
        return refuse("only a gain is a partial derivative")
    for p in context.premises(step):
        if p.circuit != step.circuit and step.rule not in BRIDGES and not context.universal(p):
            return refuse(f"{p.label} is about another circuit ({p.circuit})")
        if under[p.label] and step.rule != "rearrange":
            return refuse(f"{p.label} holds only under an assumption, and may only be rearranged")
    found = RULES[step.rule](step, context)
    if not found.holds:
        return Verdict(step.label, False, found.how, found.uses, counterexample=found.counterexample)
    mismatch, sized = dimensions(step, context)
    if mismatch:
        return refuse(mismatch)
    inherited = step.under.union(*(under[p] for p in step.premises))
    if inherited:
        gone = {a.symbol for a in inherited} | context.states
        names = {str(s.data["symbol"]): s for s in context.shown.values() if s.rule == "define"}
        if leftover([step.claim.right], gone, names):
            return refuse(f"it holds under {_listed(inherited)}, and still speaks of what depends on that")
    else:
        objection = truth.objection(step)
        if objection:
            return refuse(objection)
    return Verdict(step.label, True, found.how, found.uses, inherited, sized=sized)


def _listed(under: frozenset[Assumption]) -> str:
    return ", ".join(map(str, sorted(under)))


def _sides(step: Step) -> tuple[Expr, Expr]:
    return step.claim.left, step.claim.right


def failures(d: Derivation, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts that do not hold, first first."""
    return tuple(v for v in verdicts if not v.holds)


def unanswered(d: Derivation, verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    """Why the derivation does not answer its question, a sentence for each reason; empty if it does.

    Steps may all be true and be about something else.  The exact step and the boxed one must state the
    quantity that was asked, in the circuit that answers it, in terms of parameters alone and without
    assumptions; the limits must be limits of it.
    """
    held = {v.label: v for v in verdicts if v.holds}
    steps = {s.label: s for s in d.steps}
    wrong = [
        f"{label} is not a step that holds" for label in (d.exact, d.result, *d.limits) if label not in held
    ]
    if wrong:
        return tuple(wrong)
    if d.quantity.kind == "noise":
        named = powers.densities(d, held)
        answers = dict.fromkeys((d.exact, d.result))
        wrong = [f"{n} is not about {d.quantity}" for n in answers if steps[n].claim.left not in named]
        return (*wrong, *_unfit(d, held, d.circuit))
    try:
        ready = setting(d.circuit, d.quantity)
    except GainproofError as fault:
        return (str(fault),)
    exact = steps[d.exact]
    context = Context(d.circuits, {s.label: s for s in d.steps if s.label in held})
    definitions = [
        s.claim
        for s in context.shown.values()
        if s.rule == "define" and (s.circuit == exact.circuit or context.universal(s))
    ]
    unknowns = [*ready.circuit.voltages, *ready.circuit.currents, *d.names]
    asked = follows(Equation(exact.claim.left, ready.quotient), definitions, unknowns)
    if not asked.holds:
        wrong.append(f"{d.exact} is not about {d.quantity}")
    if steps[d.result].claim.left != exact.claim.left:
        wrong.append(f"{d.result} is not about what {d.exact} is about")
    return (*wrong, *_unfit(d, held, ready.circuit))


def _unfit(d: Derivation, held: Mapping[str, Verdict], answering: Circuit) -> list[str]:
    """Why the exact step, the boxed one and the limits are no answer, whatever they are about.

    The circuit is another than the `answering` one, something is assumed, a voltage or a current is left in
    the answer, or a limit is not one of the exact result.
    """
    steps = {s.label: s for s in d.steps}
    states = Context(d.circuits, {}).states
    wrong = []
    for label in dict.fromkeys((d.exact, d.result)):
        s = steps[label]
        if not same(d.circuits[s.circuit], answering):
            wrong.append(f"{label} is about another circuit than the one that answers {d.quantity}")
        if held[label].under:
            wrong.append(f"{label} holds only under {_listed(held[label].under)}")
        try:
            stray = [n for n in d.spelled_out(s.claim.right).symbols() if n in states]
        except TooLarge as fault:
            return [*wrong, f"{label} cannot be read: {fault}"]
        if stray:
            wrong.append(f"{label} still contains {', '.join(stray)}")
    for label in d.limits:
        if steps[label].rule != "limit" or d.exact not in steps[label].premises:
            wrong.append(f"{label} is not a limit of {d.exact}")
    return wrong
