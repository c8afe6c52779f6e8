"""Rule *superpose*: in a linear circuit the response is the sum of the responses to each source alone.

The claim is ``x = k_1 s_1 + k_2 s_2 + …`` with one term for every independent source of the circuit, and for
every controlled source that the step's data ``freed`` call independent: by the substitution theorem it is
one, of the voltage across it or of the current through it.  Each k is cited as ``x/s = k``, a result of the
circuit in which s alone is on.  Refuses a sum that leaves a source out, and results of other circuits.
"""

from __future__ import annotations

from gainproof.circuit.ask import driving
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements.kind import value
from gainproof.circuit.variants import freed, own_symbol, substituted
from gainproof.derivation import Step
from gainproof.expression import ZERO, Expr, add, mul
from gainproof.rules.bridge import Unfit, found, identical
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    try:
        c = context.circuits[step.circuit]
        names = step.data.get("freed") or []
        if not isinstance(names, list) or any(str(n).lower() not in c.by_name for n in names):
            raise Unfit("it does not say which controlled sources it takes for independent")
        if identical(step.claim.right, _sum(step, context, c, [str(n) for n in names])):
            return Finding(True, "the sum of what each source does alone", step.premises)
        return Finding(False, "it is not the sum of the responses that it cites")
    except (Unfit, ZeroDivisionError) as fault:
        return Finding(False, str(fault) or "it divides by what vanishes")


def _sum(step: Step, context: Context, c: Circuit, names: list[str]) -> Expr:
    """Every source's strength times its cited transfer function."""
    open_loop = c
    for n in names:
        open_loop = freed(open_loop, n)
    wanted = step.claim.left
    terms = []
    for e in open_loop.sources():
        if e.value == ZERO:
            continue
        alone = driving(open_loop, e.name)
        strength = substituted(c, e.name) if e.name in names else value(e)
        terms.append(mul(found(step, context, e.name, alone, wanted / own_symbol(e)), strength))
    if not terms:
        raise Unfit("there is no source to superpose")
    return add(*terms)
