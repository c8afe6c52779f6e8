"""Rule *limit*: what is left of a result when some symbols go to their limits together.

The symbols are sent there along a ray, A_o → a·t and R_o → r/t with t → ∞ and rates a, r that stay free,
so that a limit is accepted only if it does not depend on who is faster, unless it assumes equal rates.
The judgement compares degrees in t of the exact difference; it takes no limit itself.  Of a quantity
that grows without bound the claim is that quantity/leading term = 1, a limit like any other.  Refuses a claim
in which a limit symbol is left on the right.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.elements.kind import value
from gainproof.derivation import Assumption, Step
from gainproof.errors import TooLarge
from gainproof.expression import ONE, Equation, Expr, div
from gainproof.notation import NotationError, parse
from gainproof.radicals import Radical
from gainproof.rules.judge import Context, Finding

_RAY = "t"
EQUAL_RATES = Assumption("rates", "equal")
"""What a limit assumes that depends on who is faster."""


def judge(step: Step, context: Context) -> Finding:
    to: Mapping[str, str] = step.data.get("to", {})
    if not isinstance(to, dict) or not to or any(v not in ("oo", "0") for v in to.values()):
        return Finding(False, "it does not say what goes where")
    equal_rates = bool(step.data.get("equal_rates"))
    assumed = {Assumption(k, v) for k, v in to.items()} | ({EQUAL_RATES} if equal_rates else set())
    if step.under != assumed:
        return Finding(False, "its assumptions are not the limits it takes")
    premises = context.premises(step)
    results = [p for p in premises if p.rule != "define"]
    if len(results) != 1:
        return Finding(False, f"it must cite one result, and cites {len(results)}")
    (result,) = results
    if step.claim.left == result.claim.left:
        whole = result.claim.right
    elif "leading" in step.data:
        try:
            leading = parse(str(step.data["leading"]))
        except NotationError as fault:
            return Finding(False, f"its leading term cannot be read: {fault}")
        if step.claim != Equation(div(result.claim.left, leading), ONE):
            return Finding(False, f"it does not compare {result.label} with what it calls the leading term")
        whole = div(result.claim.right, leading)
    else:
        return Finding(False, f"the left side is not that of {result.label}")
    names = {n: context.shown[label] for n, label in _in_order(context, premises)}
    sides = [whole, step.claim.right]
    stray = _stray(sides, names, context, step.circuit)
    if stray:
        return Finding(False, f"it holds {', '.join(stray)}, of which nothing cited says what it is")
    parts = {n for e in context.circuits[step.circuit].elements if e.kind != "N" for n in value(e).symbols()}
    if not parts.issuperset(to):
        return Finding(False, "only a parameter of the circuit can go to a limit")
    if _leftover(step.claim.right, to, names):
        return Finding(False, "a symbol that went to its limit is left in the claim")
    try:
        fall = _fall(whole, step.claim.right, to, names, free_rates=not equal_rates)
        if fall == 0:
            return Finding(False, "the difference does not vanish")
        said = step.data.get("falls_as")
        if said is not None and fall is not None and said != fall:
            return Finding(False, f"what it neglects falls like the power {fall}, not {said}")
        ways = " when all go at equal rates" if equal_rates else ""
        return Finding(True, f"the difference vanishes{ways}, proved exactly", step.premises)
    except TooLarge:
        return Finding(False, "too large to judge")
    except ZeroDivisionError:
        return Finding(False, "it divides by an expression that is identically zero")


def _in_order(context: Context, premises: list[Step]) -> list[tuple[str, str]]:
    """The cited definitions, symbol and label, in the order in which they were made."""
    cited = {p.label for p in premises if p.rule == "define"}
    return [(str(s.data.get("symbol")), s.label) for s in context.shown.values() if s.label in cited]


def _stray(sides: list[Expr], names: Mapping[str, Step], context: Context, circuit: str) -> list[str]:
    """Symbols that are neither parameters nor defined by what is cited."""
    c = context.circuits[circuit]
    closed = {*c.voltages, *c.currents, *context.definitions()} - names.keys()
    used = {n for x in (*sides, *(s.claim.right for s in names.values())) for n in x.symbols()}
    return sorted(used & closed)


def _leftover(x: Expr, to: Mapping[str, str], names: Mapping[str, Step]) -> bool:
    return any(n in to or (n in names and _leftover(names[n].claim.right, to, names)) for n in x.symbols())


def _fall(
    whole: Expr, claimed: Expr, to: Mapping[str, str], names: Mapping[str, Step], *, free_rates: bool
) -> int | None:
    """With which power of 1/t the difference falls, relative to the claimed limit (absolute if that is 0).

    None if there is no difference, 0 if it does not fall.
    """
    symbols = dict.fromkeys(
        n for x in (whole, claimed, *(p.claim.right for p in names.values())) for n in x.symbols()
    )
    ray = _RAY
    while ray in symbols:
        ray += "t"
    ring = Ring([n for n in symbols if n not in names] + [ray], most_terms=2_000_000)
    t = ring.point[ray]
    point: dict[str, Ratio] = dict(ring.point)
    for n, where in to.items():
        rate = ring.point[n] if free_rates and n in ring.point else ring.one
        point[n] = rate * t if where == "oo" else rate / t
    for n, p in names.items():
        value = p.claim.right.value(point, ring.number)
        point[n] = (
            value if p.claim.left.symbols() == [n] and p.claim.left.children == () else ring.one / value
        )
    limit = claimed.value(point, ring.number)
    rest = whole.value(point, ring.number) - limit
    if isinstance(rest, Radical) or isinstance(limit, Radical):
        raise TooLarge("a square root that does not cancel")
    if not rest:
        return None
    rest = rest / limit if limit else rest
    k = ring.names.index(ray)
    return max(0, int(rest.den.degrees()[k] - rest.num.degrees()[k]))
