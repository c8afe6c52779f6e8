"""Rule *gain*: the gain from one source to a response, as its partial derivative.

The claim is ``∂x/∂p = …``, and one result ``x = …`` is cited.  The derivative of a quotient of polynomials is
taken exactly.  Refuses a response that is not linear in p, for which one number would be no gain.
"""

from __future__ import annotations

from collections.abc import Container

from gainproof.algebra.rational import Ratio, Ring
from gainproof.derivation import Step
from gainproof.errors import TooLarge
from gainproof.expression import Expr, Partial, Sym
from gainproof.radicals import Radical
from gainproof.rules.judge import Context, Finding, cited_result


def judge(step: Step, context: Context) -> Finding:
    left = step.claim.left
    if not isinstance(left, Partial) or not isinstance(left.by, Sym):
        return Finding(False, "it does not claim a partial derivative by a symbol")
    result = cited_result(step, context)
    if isinstance(result, Finding):
        return result
    if result.claim.left != left.what:
        return Finding(False, f"{result.label} is not about what it takes the derivative of")
    if any(n in context.definitions() for n in left.what.symbols()):
        return Finding(False, "it takes the derivative of what a name stands for, and not of a response")
    names = [s for s in context.shown.values() if s.rule == "define" and s.label in step.premises]
    try:
        stated, slope = _both(step, result, names, left.by.name, context.definitions())
    except KeyError as stray:
        return Finding(False, f"it holds {stray.args[0]}, of which nothing cited says what it is")
    except TooLarge:
        return Finding(False, "too large to judge")
    except ZeroDivisionError as fault:
        return Finding(False, str(fault) or "it divides by an expression that is identically zero")
    if stated != slope:
        return Finding(False, f"it is not the derivative of {result.label}")
    k = slope.ring.names.index(left.by.name)
    if slope.num.degrees()[k] or slope.den.degrees()[k]:
        return Finding(False, f"{result.label} is not linear in {left.by.name}")
    return Finding(True, f"the derivative of {result.label}, taken exactly", step.premises)


def _both(step: Step, result: Step, names: list[Step], by: str, known: Container[str]) -> tuple[Ratio, Ratio]:
    """What the claim says, and the derivative, in one ring."""
    own = {str(s.data["symbol"]) for s in names}
    sides: list[Expr] = [result.claim.right, step.claim.right, *(s.claim.right for s in names)]
    free = [by, *(n for x in sides for n in x.symbols() if n not in own)]
    stray = [n for n in free if n in known]
    if stray:
        raise KeyError(stray[0])
    ring = Ring(dict.fromkeys(free))
    point = dict(ring.point)
    for s in names:
        right = s.claim.right.value(point, ring.number)
        point[str(s.data["symbol"])] = right if not s.claim.left.children else ring.one / right
    whole: Ratio = result.claim.right.value(point, ring.number)
    stated: Ratio = step.claim.right.value(point, ring.number)
    if isinstance(whole, Radical):
        raise TooLarge("a square root that does not cancel")
    k = ring.names.index(by)
    above = whole.num.derivative(k) * whole.den - whole.num * whole.den.derivative(k)
    return stated, Ratio(ring, above, whole.den * whole.den)
