"""Rule *stages*: what holds in the front of a circuit, or in what is behind it, holds in the whole.

A front that drives the rest by ideal voltage outputs does not feel its load (`gainproof.circuit.cascade`).
The step's data name the elements of the ``front``; the cited steps are about the front alone, or about the
rest with the front's outputs as sources.  Their voltages and currents are read as the whole circuit's, and
the claim has to follow.  Refuses a front that its load acts back on, and what speaks of a current that
the load changes.
"""

from gainproof.circuit.cascade import Stages, cut
from gainproof.circuit.circuit import Circuit
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import Equation
from gainproof.rules.bridge import Unfit, same
from gainproof.rules.judge import Context, Finding, follows


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    front = step.data.get("front")
    if not isinstance(front, list | tuple):
        return Finding(False, "it does not say which elements are the front")
    try:
        stages = cut(c, [str(n) for n in front])
        cited = [_read(p, c, context, stages) for p in context.premises(step)]
    except (Unfit, GainproofError) as fault:
        return Finding(False, str(fault))
    found = follows(step.claim, cited, context.unknowns(step))
    if not found.holds:
        return Finding(False, "it does not follow from the stages", (), found.counterexample)
    return Finding(True, f"{' and '.join(stages.outputs)} feel no load, {found.how}", step.premises)


def _read(p: Step, c: Circuit, context: Context, stages: Stages) -> Equation:
    """What a cited step says of the whole circuit."""
    about = context.circuits[p.circuit]
    if context.universal(p) or same(about, c):
        return p.claim
    if same(about, stages.front):
        table = stages.unknowns_of_front()
    elif same(about, stages.rest):
        table = stages.unknowns_of_rest()
    else:
        raise Unfit(f"{p.label} is about neither the front nor the rest")
    unknown = [
        n for n in p.claim.symbols() if n not in table and (n in about.voltages or n in about.currents)
    ]
    if unknown:
        raise Unfit(f"{p.label} speaks of {', '.join(unknown)}, which the load changes")
    return Equation(p.claim.left.replaced(table), p.claim.right.replaced(table))
