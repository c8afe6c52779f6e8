"""Rule *law*: the claim is the law of one element of the circuit, known voltages put in.

Refuses anything that says less, more or else than the law: both follow from each other.
"""

from gainproof.circuit.equations import law
from gainproof.derivation import Step
from gainproof.rules.judge import Context, Finding, restates


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    name = str(step.data.get("element", ""))
    if name.lower() not in c.by_name:
        return Finding(False, f"the circuit has no element {name!r}")
    e = c.element(name)
    stated = law(c, e)
    if stated is None:
        return Finding(False, f"{e.name} has no law of its own")
    cited = [p.claim for p in context.premises(step)]
    what = f"the law of {e.name}"
    fault = restates(step.claim, stated, cited, context.unknowns(step), what)
    return fault or Finding(True, what, step.premises)
