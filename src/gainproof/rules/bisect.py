"""Rule *bisect*: Bartlett's bisection theorem.

    x = Σ x_d/s · (s_a - s_b)/2 + Σ x_c/s · (s_a + s_b)/2

`x` is a voltage or a current of a circuit with a mirror, s_a and s_b the strengths of a source and of its
mirror image; x_d/s is what x is per source in the differential half circuit, x_c/s in the common one.  A
source on the axis drives the common half alone, one across it the differential half alone.

The step's data hold the ``mirror`` as pairs of ``nodes`` and of ``elements``, left to right, and the steps
that are cited for each part, as ``odd V1`` and ``even V1``: definitions, of the quotient or its inverse, or
results.  Refuses what is no mirror, other half circuits, a missing part, a wrong sign.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.circuit.ask import driving
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.halves import common_half, differential_half, drives, seen
from gainproof.circuit.mirror import Mirror, objection
from gainproof.circuit.variants import own_symbol
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, Num, add, div, mul
from gainproof.rules.bridge import Unfit, defined, found, identical, term
from gainproof.rules.judge import Context, Finding


def judge(step: Step, context: Context) -> Finding:
    c = context.circuits[step.circuit]
    try:
        m = _mirror(step)
        wrong = objection(c, m)
        if wrong:
            return Finding(False, f"the circuit has no such mirror: {wrong}")
        stated = _sum(step, context, c, m)
        if not identical(step.claim.right, stated):
            return Finding(False, "it is not the sum of the odd and the even part")
    except (Unfit, GainproofError, ZeroDivisionError) as fault:
        return Finding(False, str(fault) or "it divides by what vanishes")
    return Finding(True, "Bartlett's bisection theorem", step.premises)


def _mirror(step: Step) -> Mirror:
    """The mirror that the step's data describe."""
    told = step.data.get("mirror")
    pairs = [told.get(k) if isinstance(told, Mapping) else None for k in ("nodes", "elements")]
    if not all(isinstance(p, Mapping) for p in pairs):
        raise Unfit("it does not say which nodes and elements are mirror images")
    nodes, elements = ({str(a): str(b) for a, b in p.items()} for p in pairs if p is not None)
    return Mirror(nodes, elements)


def _sum(step: Step, context: Context, c: Circuit, m: Mirror) -> Expr:
    """Every part that the theorem asks for, times its strength."""
    modes = ((differential_half(c, m), -1, "odd"), (common_half(c, m), 1, "even"))
    terms = []
    for drive in drives(c, m):
        for half, sign, mode in modes:
            strength = drive.odd if sign < 0 else drive.even
            if strength == ZERO:
                continue
            size, form = seen(c, m, half, step.claim.left, sign)
            if size == 0:
                continue
            alone = driving(half, drive.source)
            per = div(form, own_symbol(alone.element(drive.source)))
            terms.append(mul(Num(size), _part(step, context, f"{mode} {drive.source}", alone, per), strength))
    return add(*terms) if terms else ZERO


def _part(step: Step, context: Context, role: str, alone: Circuit, per: Expr) -> Expr:
    """What is cited for a part: its name, one over the name of its inverse, or its value."""
    if term(step, context, role).rule != "define":
        return found(step, context, role, alone, per)
    try:
        return defined(step, context, role, alone, per)
    except Unfit:
        return div(ONE, defined(step, context, role, alone, div(ONE, per)))
