"""Rule *superpose*: in a linear circuit the response is the sum of the responses to each source alone.

The claim is ``x = k_1 s_1 + k_2 s_2 + …`` with one term for every independent source of the circuit, and for
every source that the step's data ``freed`` call independent: by the substitution theorem a controlled source
is one, of the voltage across it or of the current through it (and an independent source may stand in the sum
by these as well as by its value).  Each k is cited by the source's name in the data's ``terms``, as a result
``x/s = k`` of the circuit in which s alone is on, or as the definition of a name for it; s may be called
there by its own symbol, or by the voltage across it or the current through it.

A source may be left out only if it does nothing to x.  That is not taken on trust: with all sources on that
are left out, whatever their values, and all others off, the circuit must force x to be zero.  Data ``silent``
that name the sources left out must name just these.

Refuses a sum that leaves out a source that matters, results of other circuits, and another x.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gainproof.circuit.ask import driving
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.elements.kind import value
from gainproof.circuit.equations import kcl, laws
from gainproof.circuit.variants import freed, own_symbol, substituted, symbolic
from gainproof.derivation import Step
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Equation, Expr, add, div, mul
from gainproof.rules.bridge import Unfit, coefficient, identical, spelled
from gainproof.rules.judge import Context, Finding, follows


def judge(step: Step, context: Context) -> Finding:
    try:
        c = context.circuits[step.circuit]
        wanted = spelled(step, context, step.claim.left)
        stated = superposed(step, context, c, freed_names(step, c), wanted)
        if identical(spelled(step, context, step.claim.right), stated):
            return Finding(True, "the sum of what each source does alone", step.premises)
        return Finding(False, "it is not the sum of the responses that it cites")
    except (Unfit, GainproofError, ZeroDivisionError) as fault:
        return Finding(False, str(fault) or "it divides by what vanishes")


def freed_names(step: Step, c: Circuit) -> list[str]:
    """The sources that the step's data take for independent, in the circuit's spelling."""
    names = step.data.get("freed") or []
    if not isinstance(names, list) or any(str(n).lower() not in c.by_name for n in names):
        raise Unfit("it does not say which controlled sources it takes for independent")
    return list(dict.fromkeys(c.element(str(n)).name for n in names))


def opened_loop(c: Circuit, names: Iterable[str]) -> Circuit:
    """The circuit with these controlled sources independent."""
    for n in names:
        if c.element(n).kind not in "VI":
            c = freed(c, n)
    return c


def superposed(
    step: Step, context: Context, c: Circuit, names: Sequence[str], wanted: Expr, without: str = ""
) -> Expr:
    """Every strength times its cited share of `wanted`, found with the element `without` taken out."""
    loop = opened_loop(c, names)
    loop = loop.opened(without) if without else loop
    on = [e for e in loop.sources() if e.value != ZERO]
    roles = step.data.get("terms")
    cited = [e for e in on if isinstance(roles, dict) and e.name in roles]
    left_out = [e.name for e in on if e not in cited]
    if left_out and not silent(loop, left_out, wanted):
        raise Unfit(f"it leaves out what is done by {' and '.join(left_out)}")
    if "silent" in step.data and step.data["silent"] != left_out:
        raise Unfit("the sources that it calls silent are not those that it leaves out")
    terms = []
    for e in cited:
        strength = substituted(c, e.name) if e.name in names else value(e)
        terms.append(mul(_share(step, context, e.name, driving(loop, e.name), wanted), strength))
    return add(*terms)


def _share(step: Step, context: Context, source: str, alone: Circuit, wanted: Expr) -> Expr:
    """What is cited for `wanted` per the strength of this source."""
    try:
        own = own_symbol(alone.element(source))
        return coefficient(step, context, source, alone, div(wanted, own))
    except Unfit as fault:
        try:
            return coefficient(step, context, source, alone, div(wanted, substituted(alone, source)))
        except Unfit:
            raise fault from None


def silent(c: Circuit, sources: Sequence[str], wanted: Expr) -> bool:
    """Is `wanted` zero whatever these sources do, the others off?"""
    quiet = c.off(*(e.name for e in c.sources() if e.name not in sources and e.value != ZERO))
    for n in sources:
        quiet = symbolic(quiet, n)
    whole = [*laws(quiet).values(), *(kcl(quiet, (n,)) for n in quiet.nodes)]
    return follows(Equation(wanted, ZERO), whole, [*quiet.voltages, *quiet.currents]).holds
