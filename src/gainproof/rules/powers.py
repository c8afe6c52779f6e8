"""Rule *powers*: sources of noise that are not correlated add their powers.

The claim is ``S = H_1² S_1 + H_2² S_2 + …``, where S names the power density of the output that the step's
data tell, with one term for every source of noise of the circuit (`gainproof.circuit.noise`).  Each H is
cited by the source's name in the data's ``terms``, as a result of the circuit in which that source alone is
on, or as the definition of a name for it.  In a circuit whose parts depend on the frequency, H² is
H(s) H(-s), which at s = jω is |H|²; there H has to be cited as a result.

With a ``source`` in the data, S is the equivalent density at that input: that of the output, of which such a
step has to be cited, divided by the square of the input's gain, cited under the input's name.

A source may be left out only if the circuit forces its effect to be zero, and that is computed.  Refuses a
sum that leaves out a source that matters, results of other circuits, a wrong density, and a symbol with a
meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gainproof.circuit.ask import driving, form
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.equations import kcl, laws
from gainproof.circuit.noise import CONSTANTS, alone, dynamic, noise_sources
from gainproof.circuit.variants import own_symbol
from gainproof.derivation import Derivation, Step, meaning, spelled_out
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Equation, Expr, Sum, Sym, add, div, mul, neg, power
from gainproof.rules.bridge import Unfit, coefficient, found, identical
from gainproof.rules.judge import Context, Finding, follows


def judge(step: Step, context: Context) -> Finding:
    try:
        c = context.circuits[step.circuit]
        fresh = _new(step, context)
        if fresh:
            return Finding(False, fresh)
        if not CONSTANTS.keys() <= c.parameters.keys() or any(e.value != ZERO for e in c.sources()):
            return Finding(False, "its circuit is not one for noise: sources off, with k_B, T and f")
        source = step.data.get("source")
        right = spelled_out(step.claim.right, _numbers(step, context))
        if source:
            stated = [_referred(step, context, c, str(source))]
        else:
            stated = _terms(step, context, c, _output(step, c))
        if _equal(right, stated):
            return Finding(True, "the sum of the powers of all sources of noise", step.premises)
        return Finding(False, "it is not the sum of the powers of all sources of noise")
    except (Unfit, GainproofError, ZeroDivisionError) as fault:
        return Finding(False, str(fault) or "it divides by what vanishes")


def densities(d: Derivation, held: Collection[str]) -> list[Expr]:
    """The symbols for the density of the output asked for that steps which held have brought in.

    Only this rule does, in the given circuit.
    """
    return [
        Sym(s.names)
        for s in d.steps
        if s.label in held
        and s.rule == "powers"
        and not s.data.get("source")
        and s.circuit == "given"
        and tuple(s.data.get("output", ())) == d.quantity.output
    ]


def _new(step: Step, context: Context) -> str:
    """Why the left side is no symbol that this step may give a meaning; "" if it is."""
    name = step.names
    if not name or step.claim.left != Sym(name):
        return f"the left side does not name {name!r}"
    taken = {n for c in context.circuits.values() for n in (*c.parameters, *c.voltages, *c.currents)}
    return f"{name} already has a meaning" if name in {"s", *taken, *context.definitions()} else ""


def _output(step: Step, c: Circuit) -> tuple[str, ...]:
    said = step.data.get("output")
    if not isinstance(said, list | tuple) or len(said) not in (1, 2):
        raise Unfit("it does not say which output it is about")
    words = [str(n) for n in said]
    return tuple(map(c.node, words)) if len(words) == 2 else (c.element(words[0]).name,)


def _numbers(step: Step, context: Context) -> dict[str, Expr]:
    """The names for numbers that the step cites, in order, with what they stand for."""
    cited = [s for s in context.shown.values() if s.label in step.premises and s.rule == "define"]
    return {s.names: meaning(s) for s in cited if context.universal(s)}


def _equal(right: Expr, terms: Sequence[Expr]) -> bool:
    """Is the right side the sum of the terms?  Compared one by one where it is written so."""
    written = right.args if isinstance(right, Sum) else (right,)
    if len(written) == len(terms) and all(map(identical, written, terms)):
        return True
    return identical(right, add(*terms))


def _terms(step: Step, context: Context, c: Circuit, output: tuple[str, ...]) -> list[Expr]:
    """Every density times the square of its cited transfer function."""
    roles = step.data.get("terms")
    cited = roles if isinstance(roles, Mapping) else {}
    terms, left_out = [], []
    for source in noise_sources(c):
        only = alone(c, source)
        if source.name in cited:
            h = div(form(only, output), source.symbol)
            terms.append(mul(_squared(step, context, source.name, only, h), source.density))
        elif not _silent(only, form(only, output)):
            left_out.append(source.name)
    if left_out:
        raise Unfit(f"it leaves out the noise of {' and '.join(left_out)}")
    return terms


def _referred(step: Step, context: Context, c: Circuit, source: str) -> Expr:
    """The density of the output over the square of what the output is per an independent source."""
    output = _output(step, c)
    own = [
        p
        for p in context.premises(step)
        if p.rule == "powers"
        and not p.data.get("source")
        and p.circuit == step.circuit
        and _output(p, c) == output
    ]
    if len(own) != 1:
        raise Unfit("it does not cite the density of the output")
    driven = driving(c, source)
    gain = div(form(driven, output), own_symbol(driven.element(source)))
    return div(Sym(own[0].names), _squared(step, context, source, driven, gain))


def _squared(step: Step, context: Context, role: str, c: Circuit, h: Expr) -> Expr:
    """H², or H(s) H(-s) where anything in the circuit depends on s."""
    if not dynamic(c):
        return power(coefficient(step, context, role, c, h), 2)
    plain = spelled_out(found(step, context, role, c, h), context.definitions())
    if not context.states.isdisjoint(plain.symbols()):
        raise Unfit(f"what it cites for {role} does not show how it depends on s")
    return mul(plain, plain.replaced({"s": neg(Sym("s"))}))


def _silent(c: Circuit, wanted: Expr) -> bool:
    """Does the circuit force `wanted` to be zero, whatever its source does?"""
    whole = [*laws(c).values(), *(kcl(c, (n,)) for n in c.nodes)]
    return follows(Equation(wanted, ZERO), whole, [*c.voltages, *c.currents]).holds
