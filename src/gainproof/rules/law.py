"""Rule *law*: the claim is the law of one element of the circuit, known voltages put in.

Refuses anything that says less, more or else than the law: both follow from each other.
"""

from gainproof.circuit.equations import law
from gainproof.derivation import Step
from gainproof.rules.judge import Context, Finding, follows, refuted


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    name = str(step.data.get("element", ""))
    if name.lower() not in c.by_name:
        return Finding(False, f"the circuit has no element {name!r}")
    e = c.element(name)
    stated = law(c, e)
    if stated is None:
        return Finding(False, f"{e.name} has no law of its own")
    premises = context.premises(step)
    known = [p.claim for p in premises]
    unknowns = context.unknowns(step)
    if known and not refuted(stated, known, unknowns):
        return Finding(False, f"what it cites says the law of {e.name} already")
    forth = follows(step.claim, [stated, *known], unknowns)
    if not forth.holds:
        return Finding(False, f"it is not the law of {e.name}", (), forth.counterexample)
    back = follows(stated, [step.claim, *known], unknowns)
    if not back.holds:
        return Finding(False, f"it says less than the law of {e.name}")
    return Finding(True, f"the law of {e.name}", step.premises)
