"""Rule *limit*: what is left of a result when some symbols go to their limits together.

The symbols are sent there along a ray, A_o → a·t and R_o → r/t with t → ∞ and rates a, r that stay free,
so that a limit is accepted only if it does not depend on who is faster, unless it assumes equal rates.
The judgement compares degrees in t of the exact difference; it takes no limit itself.  Of a quantity
that grows without bound the claim is that quantity/leading term = 1, a limit like any other.  Refuses a claim
in which a limit symbol is left on the right, a leading term that does not grow, and an ``order`` of what is
neglected that is not that power of the one limit symbol.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from gainproof.algebra.rational import Ratio, Ring
from gainproof.circuit.elements.kind import value
from gainproof.derivation import Assumption, Step
from gainproof.errors import TooLarge
from gainproof.expression import ONE, Equation, Expr, Sym, div, power
from gainproof.notation import NotationError, parse, text
from gainproof.radicals import Radical
from gainproof.rules.judge import Context, Finding, cited_result

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
    result = cited_result(step, context)
    if isinstance(result, Finding):
        return result
    leading: Expr | None = None
    if "leading" not in step.data:
        if step.claim.left != result.claim.left:
            return Finding(False, f"the left side is not that of {result.label}")
        whole = result.claim.right
    else:
        try:
            leading = parse(str(step.data["leading"]))
            whole, left = div(result.claim.right, leading), div(result.claim.left, leading)
        except (NotationError, ZeroDivisionError) as fault:
            return Finding(False, f"its leading term cannot be read: {fault}")
        if step.claim != Equation(left, ONE):
            return Finding(False, f"it does not compare {result.label} with what it calls the leading term")
    names = {n: context.shown[label] for n, label in _in_order(context, premises)}
    stray = _stray([whole, step.claim.right], names, context, step.circuit)
    if stray:
        return Finding(False, f"it holds {', '.join(stray)}, of which nothing cited says what it is")
    parts = {n for e in context.circuits[step.circuit].elements if e.kind != "N" for n in value(e).symbols()}
    if not parts.issuperset(to):
        return Finding(False, "only a parameter of the circuit can go to a limit")
    if leftover([step.claim.right], to, names):
        return Finding(False, "a symbol that went to its limit is left in the claim")
    try:
        sides = (whole, step.claim.right, leading or ONE)
        (before, limit, grown), k = _along(sides, to, names, free_rates=not equal_rates)
        fall = _fall(before, limit, k)
        if fall == 0:
            return Finding(False, "the difference does not vanish")
        said = step.data.get("falls_as")
        if said is not None and said != fall:
            return Finding(False, f"what it neglects falls like the power {fall}, not {said}")
        if step.data.get("order", "") not in ("", _order(to, fall)):
            return Finding(False, "what it neglects is not of the order that it says")
        if leading is not None and grown.num.degrees()[k] <= grown.den.degrees()[k]:
            return Finding(False, "what it calls the leading term does not grow without bound")
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


def leftover(sides: Iterable[Expr], gone: Collection[str], names: Mapping[str, Step]) -> bool:
    """Do the expressions, or what their names stand for, speak of one of the symbols that are `gone`?"""
    pending = [n for x in sides for n in x.symbols()]
    seen: set[str] = set()
    while pending:
        n = pending.pop()
        if n in gone:
            return True
        if n in names and n not in seen:
            seen.add(n)
            pending += names[n].claim.right.symbols()
    return False


def _order(to: Mapping[str, str], fall: int | None) -> str:
    """The order of what is neglected, as text: a power of the one symbol, or of one over it."""
    if fall is None or len(to) != 1:
        return ""
    ((n, where),) = to.items()
    return text(power(Sym(n), -fall if where == "oo" else fall))


def _along(
    sides: Sequence[Expr], to: Mapping[str, str], names: Mapping[str, Step], *, free_rates: bool
) -> tuple[list[Ratio], int]:
    """The expressions on the ray, as functions of t and all else, and which symbol of their ring t is."""
    symbols = dict.fromkeys(
        n for x in (*sides, *(p.claim.right for p in names.values())) for n in x.symbols()
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
    values = [x.value(point, ring.number) for x in sides]
    if any(isinstance(x, Radical) for x in values):
        raise TooLarge("a square root that does not cancel")
    return values, ring.names.index(ray)


def _fall(whole: Ratio, limit: Ratio, k: int) -> int | None:
    """With which power of 1/t the difference falls, relative to the claimed limit (absolute if that is 0).

    None if there is no difference, 0 if it does not fall.
    """
    rest = whole - limit
    if not rest:
        return None
    rest = rest / limit if limit else rest
    return max(0, int(rest.den.degrees()[k] - rest.num.degrees()[k]))
