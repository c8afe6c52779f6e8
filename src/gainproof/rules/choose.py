"""Rule *choose*: what is left of a response when one part is chosen so that a source has no effect.

The step's data say which ``part`` has which ``value``, and what that ``cancels``.  The claim is the cited
result with the value put in.  Refuses a value that leaves the source in, and a source that had no effect
before.
"""

from __future__ import annotations

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.elements.kind import value
from gainproof.derivation import Assumption, Step
from gainproof.errors import TooLarge
from gainproof.notation import NotationError, parse
from gainproof.radicals import Radical
from gainproof.rules.judge import Context, Finding, cited_result


def judge(step: Step, context: Context) -> Finding:
    part, source = str(step.data.get("part", "")), str(step.data.get("cancels", ""))
    try:
        chosen = parse(str(step.data.get("value", "")))
    except NotationError as fault:
        return Finding(False, f"the value of its part cannot be read: {fault}")
    if step.under != {Assumption(part, str(step.data.get("value")))}:
        return Finding(False, "its assumption is not the choice it makes")
    result = cited_result(step, context)
    if isinstance(result, Finding):
        return result
    if step.claim.left != result.claim.left:
        return Finding(False, f"the left side is not that of {result.label}")
    of_circuit = {
        n for e in context.circuits[step.circuit].elements if e.kind != "N" for n in value(e).symbols()
    }
    if not of_circuit.issuperset({part, source, *chosen.symbols()}) or part in (source, *chosen.symbols()):
        return Finding(False, "it does not choose a part of the circuit by the other parts")
    try:
        return _compared(step, result, context, part, source)
    except KeyError as stray:
        return Finding(False, f"it holds {stray.args[0]}, of which nothing cited says what it is")
    except TooLarge:
        return Finding(False, "too large to judge")
    except ZeroDivisionError:
        return Finding(False, "it divides by an expression that is identically zero")


def _compared(step: Step, result: Step, context: Context, part: str, source: str) -> Finding:
    """Is the claim the result with the part at its value, and is the source gone?"""
    chosen = parse(str(step.data["value"]))
    names = [p for p in context.premises(step) if p.rule == "define"]
    own = {str(p.data["symbol"]) for p in names}
    sides = (result.claim.right, step.claim.right, *(p.claim.right for p in names), chosen)
    free = [source, *(n for x in sides for n in x.symbols() if n not in own)]
    c = context.circuits[step.circuit]
    stray = [n for n in free if n in context.definitions() or n in c.voltages or n in c.currents]
    if stray:
        raise KeyError(stray[0])
    ring = Ring(dict.fromkeys(free))
    before = dict(ring.point)
    after = {**before, part: ring.ratio(chosen)}
    for s in (s for s in context.shown.values() if s in names):
        for point in (before, after):
            right = s.claim.right.value(point, ring.number)
            point[str(s.data["symbol"])] = right if not s.claim.left.children else ring.one / right
    whole: Ratio = result.claim.right.value(before, ring.number)
    left_over: Ratio = result.claim.right.value(after, ring.number)
    k = ring.names.index(source)
    if isinstance(whole, Radical) or isinstance(left_over, Radical):
        raise TooLarge("a square root that does not cancel")
    if left_over != step.claim.right.value(after, ring.number):
        return Finding(False, f"it is not {result.label} with {part} as chosen")
    if not _holds(whole, k):
        return Finding(False, f"{source} has no effect on {result.label} to begin with")
    if _holds(left_over, k):
        return Finding(False, f"{source} is still in it")
    return Finding(True, f"{source} cancels, proved exactly", step.premises)


def _holds(x: Ratio, k: int) -> bool:
    """Does the function depend on its symbol number `k`?"""
    return bool(x.num.degrees()[k] or x.den.degrees()[k])
