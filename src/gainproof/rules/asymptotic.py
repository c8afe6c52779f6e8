"""Rule *asymptotic*: x = x_∞ T/(1 + T) + x_0/(1 + T), the asymptotic gain formula.

`x` is a response, or a response per input; x_∞ is the same quantity with one controlled source perfect, x_0
with it dead, and T its return ratio.  All three are cited as definitions, each in its own variant of the
circuit.  The step's data say which ``source`` it is.  Refuses definitions from other circuits, and a
return ratio of another source or of the opposite sign.
"""

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import dead, freed, own_symbol, perfect
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, add, div, mul, neg
from gainproof.rules.bridge import Unfit, defined, identical
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    try:
        e = c.element(str(step.data.get("source", "")))
        ideal = defined(step, context, "G_oo", perfect(c, e.name), step.claim.left)
        direct = defined(step, context, "G_0", dead(c, e.name), step.claim.left)
        loop = defined(step, context, "T", quiet_loop(c, e.name), return_ratio(c, e))
    except (Unfit, GainproofError) as fault:
        return Finding(False, str(fault))
    stated = add(div(mul(ideal, loop), add(ONE, loop)), div(direct, add(ONE, loop)))
    if not identical(step.claim.right, stated):
        return Finding(False, "it is not G_oo T/(1 + T) + G_0/(1 + T)")
    return Finding(True, f"the asymptotic gain formula for {e.name}", step.premises)


def quiet_loop(c: Circuit, source: str) -> Circuit:
    """The circuit in which a return ratio is found: inputs off, the controlled source independent."""
    return freed(c.off(*(x.name for x in c.sources() if x.value != ZERO)), source)


def return_ratio(c: Circuit, e: Element) -> Expr:
    """What the controlled source would be told to do, per what it does, with the opposite sign."""
    by_voltage = e.kind in "EG"
    told = c.voltage(e.nodes[2]) - c.voltage(e.nodes[3]) if by_voltage else c.current(e.controls[0])
    return neg(div(mul(value(e), told), own_symbol(e)))
