"""Rule *blackman*: Z = Z_0 (1 + T_sc)/(1 + T_oc), Blackman's impedance formula.

Z is the impedance that an independent source, the ``port``, sees while all others are off; Z_0 is the same
with one controlled source, the ``source``, dead; T_sc and T_oc are that source's return ratios with the port
shorted and with it open.  All three are cited as definitions, each in its own variant of the circuit; a
return ratio that vanishes may be cited beside, and left out.

Refuses a left side that is no impedance of the port, return ratios that change places, and definitions from
other circuits.  R. B. Blackman, "Effect of feedback on impedance", Bell Syst. Tech. J. 22 (1943), p. 269.
"""

from gainproof.circuit.circuit import Circuit, Element
from gainproof.circuit.loop import port, return_ratio
from gainproof.circuit.variants import dead, own_symbol
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, add, div, mul
from gainproof.rules.bridge import Unfit, defined, given, identical, spelled
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    try:
        e = c.element(str(step.data.get("source", "")))
        p = c.element(str(step.data.get("port", "")))
        if any(x.value != ZERO for x in c.sources() if x != p) or p.value != own_symbol(p):
            raise Unfit(f"{p.name} is not the only source that is on")
        left = spelled(step, context, step.claim.left)
        if not identical(left, seen(c, p)):
            raise Unfit(f"the left side is not the impedance that {p.name} sees")
        alone = defined(step, context, "Z_0", dead(c, e.name), left)
        closed = return_ratio(port(c, p.name, shorted=True), e.name)
        opened = return_ratio(port(c, p.name, shorted=False), e.name)
        short = defined(step, context, "T_sc", closed.circuit, closed.quotient)
        free = defined(step, context, "T_oc", opened.circuit, opened.quotient)
    except (Unfit, GainproofError) as fault:
        return Finding(False, str(fault))
    if not given(step, context, step.claim.right, div(mul(alone, add(ONE, short)), add(ONE, free))):
        return Finding(False, "it is not Z_0 (1 + T_sc)/(1 + T_oc)")
    return Finding(True, f"Blackman's formula for {e.name}", step.premises)


def seen(c: Circuit, p: Element) -> Expr:
    """The impedance that an independent source sees, in the circuit's unknowns."""
    if p.kind == "V":
        return div(own_symbol(p), -c.current(p.name))
    return div(c.voltage(p.nodes[1]) - c.voltage(p.nodes[0]), own_symbol(p))
