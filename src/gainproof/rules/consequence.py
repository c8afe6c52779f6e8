"""Rule *consequence*: the claim holds wherever the cited steps hold.

Refuses a claim that needs more than what is cited, and premises about another circuit.
"""

from itertools import islice

from gainproof.derivation import Step
from gainproof.rules.judge import Context, Finding, follows, least_support

LONGEST = 5000
"""Nodes of a claim beyond which the least set of premises is not looked for."""


def judge(step: Step, context: Context) -> Finding:
    premises = context.premises(step)
    if not premises:
        return Finding(False, "it cites nothing")
    unknowns = context.unknowns(step)
    found = follows(step.claim, [p.claim for p in premises], unknowns)
    if not found.holds:
        return found
    if sum(1 for _ in islice(step.claim.right.walk(), LONGEST)) == LONGEST:
        return Finding(True, found.how, step.premises)
    uses = least_support(step.claim, {p.label: p.claim for p in premises}, unknowns)
    return Finding(True, found.how, uses)
