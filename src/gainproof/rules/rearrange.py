"""Rule *rearrange*: the same quantity in another arrangement, an identity once names are spelled out.

It cites one result and any number of definitions.  Refuses a right side that differs anywhere, or a left
side that is not the cited one.
"""

from gainproof.derivation import Step
from gainproof.expression import Equation
from gainproof.rules.judge import Context, Finding, cited_result, follows


def judge(step: Step, context: Context) -> Finding:
    premises = context.premises(step)
    result = cited_result(step, context)
    if isinstance(result, Finding):
        return result
    if step.claim.left != result.claim.left:
        return Finding(False, f"the left side is not that of {result.label}")
    names = [p for p in premises if p.rule == "define"]
    found = follows(
        Equation(step.claim.right, result.claim.right),
        [p.claim for p in names],
        [str(p.data["symbol"]) for p in names],
    )
    if not found.holds:
        return Finding(False, f"it is not equal to {result.label}", (), found.counterexample)
    return Finding(True, "an identity, " + found.how, step.premises)
