"""Rule *circuit*: the claim holds in its circuit, by all its laws and Kirchhoff's current law at every node.

It is for small circuits whose answer a reader sees: a divider, a resistance between two nodes.  Refuses a
claim that the circuit does not force.
"""

from gainproof.circuit.equations import kcl, laws
from gainproof.derivation import Step
from gainproof.rules.judge import Context, Finding, follows


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    whole = [*laws(c).values(), *(kcl(c, (n,)) for n in c.nodes)]
    cited = [p.claim for p in context.premises(step)]
    found = follows(step.claim, [*whole, *cited], context.unknowns(step))
    if not found.holds:
        return Finding(False, "it does not follow from the circuit", (), found.counterexample)
    return Finding(True, f"the circuit forces it, {found.how}", step.premises)
