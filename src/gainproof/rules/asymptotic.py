"""Rule *asymptotic*: x = x_∞ T/(1 + T) + x_0/(1 + T), the asymptotic gain formula.

`x` is a response, or a response per input; x_∞ is the same quantity with one controlled source perfect, x_0
with it dead, and T its return ratio.  All three are cited as definitions, each in its own variant of the
circuit; results that say what one of them is may be cited beside, so that a term that vanishes can be left
out.  The step's data say which ``source`` it is.

Where nothing comes back to the source there is no x_∞.  Then x = x_0 + A a b/(1 + T), which is the same
theorem: a is what controls the source, which is dead, per input; b the output that it makes with the input
off, per what it does; and A its gain.

Refuses definitions from other circuits, and a return ratio of another source or of the opposite sign.
"""

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.elements.kind import value
from gainproof.circuit.loop import control, quiet, return_ratio
from gainproof.circuit.variants import dead, freed, own_symbol, perfect
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ONE, Expr, Sym, add, div, mul
from gainproof.rules.bridge import Unfit, defined, given
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    try:
        e = c.element(str(step.data.get("source", "")))
        ratio = return_ratio(c, e.name)
        direct = defined(step, context, "G_0", dead(c, e.name), step.claim.left)
        loop = defined(step, context, "T", ratio.circuit, ratio.quotient)
        roles = step.data.get("terms")
        if isinstance(roles, dict) and "G_oo" in roles:
            ideal = defined(step, context, "G_oo", perfect(c, e.name), step.claim.left)
            forward, spelled = mul(ideal, loop), "G_oo T/(1 + T) + G_0/(1 + T)"
            stated = add(div(forward, add(ONE, loop)), div(direct, add(ONE, loop)))
        else:
            stated = add(direct, div(_forward(step, context, c, e), add(ONE, loop)))
            spelled = "G_0 + A a b/(1 + T)"
    except (Unfit, GainproofError) as fault:
        return Finding(False, str(fault))
    if not given(step, context, step.claim.right, stated):
        return Finding(False, f"it is not {spelled}")
    return Finding(True, f"the asymptotic gain formula for {e.name}", step.premises)


def _forward(step: Step, context: Context, c: Circuit, e: Element) -> Expr:
    """What goes through the source while nothing comes back: what controls it, its gain, what it does.

    The data's ``drive`` is the input's symbol; the product is the same whatever the one part is divided by
    and the other multiplied with.
    """
    drive = Sym(str(step.data["drive"])) if step.data.get("drive") else ONE
    silent, alone = dead(c, e.name), freed(quiet(c), e.name)
    a = defined(step, context, "a", silent, div(control(silent, e), drive))
    b = defined(step, context, "b", alone, div(mul(step.claim.left, drive), own_symbol(e)))
    return mul(value(e), a, b)
