"""The checker: replays a derivation, step by step, and says of each whether it holds.

A step may cite only what was shown, and held, before it; its rule judges the claim from the cited premises
alone; its dimensions must agree; and what it holds *under* is the union of its premises' assumptions and
its own.  The checker trusts the circuits, the rules and exact arithmetic, and nothing else.
"""

from __future__ import annotations

from gainproof.derivation import Assumption, Derivation, Step, Verdict
from gainproof.rules import RULES, Context
from gainproof.rules.judge import dimensions


def check(d: Derivation) -> tuple[Verdict, ...]:
    """One verdict per step, in order."""
    shown: dict[str, Step] = {}
    under: dict[str, frozenset[Assumption]] = {}
    verdicts = []
    for step in d.steps:
        verdict = _judged(step, Context(d.circuits, shown), under)
        verdicts.append(verdict)
        if verdict.holds:
            shown[step.label] = step
            under[step.label] = verdict.under
    return tuple(verdicts)


def _judged(step: Step, context: Context, under: dict[str, frozenset[Assumption]]) -> Verdict:
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
    if step.under and step.rule != "limit":
        return refuse("only a limit may assume something")
    found = RULES[step.rule](step, context)
    if not found.holds:
        return Verdict(step.label, False, found.how, found.uses, counterexample=found.counterexample)
    sized = dimensions(step, context)
    if not sized.holds:
        return refuse(sized.how)
    inherited = step.under.union(*(under[p] for p in step.premises))
    return Verdict(step.label, True, found.how, found.uses, inherited)


def failures(d: Derivation, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """The verdicts that do not hold, first first."""
    return tuple(v for v in verdicts if not v.holds)
