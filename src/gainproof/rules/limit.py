"""Rule *limit*: what is left of a result when some symbols go to their limits together.

The symbols are sent there along a ray, A_o → a·t and R_o → r/t with t → ∞ and rates a, r that stay free,
so that a limit is accepted only if it does not depend on who is faster; failing that, at equal rates.
The judgement compares degrees in t of the exact difference; it takes no limit itself.  Of a quantity
that grows without bound the claim is that quantity/leading term = 1, a limit like any other.  Refuses a claim
in which a limit symbol is left on the right.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.algebra.rational import Ratio, Ring
from gainproof.derivation import Assumption, Step
from gainproof.errors import TooLarge
from gainproof.expression import ONE, Equation, Expr, div
from gainproof.notation import NotationError, parse
from gainproof.rules.judge import Context, Finding

_RAY = "t"


def judge(step: Step, context: Context) -> Finding:
    to: Mapping[str, str] = step.data.get("to", {})
    if not to or any(v not in ("oo", "0") for v in to.values()):
        return Finding(False, "it does not say what goes where")
    if step.under != frozenset(Assumption(k, v) for k, v in to.items()):
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
    names = {str(p.data["symbol"]): p for p in premises if p.rule == "define"}
    if _leftover(step.claim.right, to, names):
        return Finding(False, "a symbol that went to its limit is left in the claim")
    try:
        if _agree(whole, step.claim.right, to, names, free_rates=True):
            return Finding(True, "the difference vanishes, proved exactly", step.premises)
        if _agree(whole, step.claim.right, to, names, free_rates=False):
            return Finding(True, "the difference vanishes when all go at equal rates", step.premises)
    except TooLarge:
        return Finding(False, "too large to judge")
    except ZeroDivisionError:
        return Finding(False, "it divides by an expression that is identically zero")
    return Finding(False, "the difference does not vanish")


def _leftover(x: Expr, to: Mapping[str, str], names: Mapping[str, Step]) -> bool:
    return any(n in to or (n in names and _leftover(names[n].claim.right, to, names)) for n in x.symbols())


def _agree(
    whole: Expr, claimed: Expr, to: Mapping[str, str], names: Mapping[str, Step], *, free_rates: bool
) -> bool:
    """Does whole - claimed fall as t grows?"""
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
    rest = whole.value(point, ring.number) - claimed.value(point, ring.number)
    k = ring.names.index(ray)
    return not rest or rest.num.degrees()[k] < rest.den.degrees()[k]
