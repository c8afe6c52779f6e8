"""Under which limits a claim holds, where somebody states them and where not.

A claim that states no limit may hold only for A_o → ∞ all the same; the circuit's imperfections are tried one
by one, then gain by gain, then all together, and what is not needed is taken away again.  An equality may
not hold a symbol that goes to its limit, or every term that vanishes there could be wrong; a claim of
approximate equality may, for it is about the leading order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from gainproof.errors import TooLarge
from gainproof.expression import ONE, ZERO, Equation, Expr, Prod, Sym
from gainproof.hand.truth.frequencies import in_s
from gainproof.hand.truth.oracle import Oracle
from gainproof.hand.work import Condition
from gainproof.ideals import imperfections

MOST = 24
"""With more imperfections than this, they are tried all together only."""


ENDS = {"oo": "oo", "0": "0", "≫": "oo", "≪": "0"}
"""Where a quantity goes, by the sign of the condition."""


def stated(conditions: Iterable[Condition], oracle: Oracle) -> dict[str, str]:
    """The limits that a writer states: A_o → ∞, A_o ≫ 1, R_o ≪ R_l; a product is led by its first gain."""
    out: dict[str, str] = {}
    ideal = imperfections(oracle.given)
    for c in conditions:
        to = ENDS.get(c.to)
        if to is None or (c.what is None and not c.symbol):
            continue
        what = in_s(c.what if c.what is not None else Sym(c.symbol), oracle)
        parts = [what.name] if isinstance(what, Sym) else what.symbols()
        known = [n for n in parts if n in oracle.points[0] and n not in (*oracle.unknowns, *oracle.names)]
        leading = [n for n in known if ideal.get(n) == to]
        for n in (leading or known)[:1]:
            out[n] = to
    return out


def products(conditions: Iterable[Condition], oracle: Oracle) -> list[dict[str, str]]:
    """The ends of each factor where a product of them is said to be ≪ 1 or ≫ 1.

    What is true because s R C ≪ 1 is true whichever of the three makes it so.
    """
    out = []
    for c in conditions:
        what = in_s(c.what, oracle) if c.what is not None else None
        factors = what.args if isinstance(what, Prod) else ()
        to = {"≫": "oo", "≪": "0"}.get(c.to)
        free = [f for f in factors if isinstance(f, Sym) and f.name not in oracle.unknowns]
        known = len(free) == len(factors) and all(f.name in oracle.points[0] for f in free)
        if to and known and c.than == ONE:
            out.append({f.name: to for f in free})
    return [way for way in out if way]


def paths(way: Mapping[str, str], q: Equation, oracle: Oracle) -> Iterator[dict[str, str]]:
    """The ways in which the product goes to its end: by one factor alone, and while one other symbol makes up
    for it, g_m → ∞ with R → 0, so that s C R ≪ 1 says nothing of g_m R."""
    others = [n for n in oracle.given.parameters if n in mentioned(q, oracle) and n not in way]
    for n, to in way.items():
        yield {n: to}
        yield from ({n: to, other: "0" if to == "oo" else "oo"} for other in others)


def mentioned(x: Expr | Equation, oracle: Oracle) -> set[str]:
    """The symbols of an expression or a claim, and those that its names are made of."""
    found: set[str] = set()
    pending = list(x.symbols())
    while pending:
        n = pending.pop()
        if n not in found:
            found.add(n)
            if n in oracle.names:
                pending += oracle.names[n].meaning.symbols()
    return found


def needed(
    oracle: Oracle,
    holds: Callable[[Mapping[str, str]], bool],
    *,
    apart: Collection[str] = (),
) -> dict[str, str] | None:
    """The least limits of imperfections under which something `holds`; None if there are none.

    Imperfections in `apart` stay as they are.
    """
    live = {n for q in oracle.laws.values() for n in q.symbols()}
    ideal = {n: to for n, to in imperfections(oracle.given).items() if n in live and n not in apart}
    if not ideal:
        return None
    if not holds(ideal):
        return next(({n: to} for n, to in _singles(ideal) if holds({n: to})), None)
    for n, to in _singles(ideal):
        if holds({n: to}):
            return {n: to}
    gains = {n: to for n, to in ideal.items() if oracle.given.parameters[n].unit == "1"}
    kept = gains if gains and len(gains) < len(ideal) and holds(gains) else ideal
    for n in reversed(list(kept)):
        fewer = {k: to for k, to in kept.items() if k != n}
        if fewer and holds(fewer):
            kept = fewer
    return kept


def _singles(ideal: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(ideal.items()) if len(ideal) <= MOST else []


def spelled(to: Mapping[str, str]) -> tuple[str, ...]:
    """The limits as a verdict names them: "Ao -> oo"."""
    return tuple(f"{n} -> {where}" for n, where in to.items())


def of_currents(x: Expr, oracle: Oracle) -> bool:
    """Is it a current, or a sum of currents, as flows into a pin?"""
    return bool(x.symbols()) and all(n in oracle.circuit.currents for n in x.symbols())


def ideal_rule(claim: Equation, oracle: Oracle) -> bool:
    """Is it a rule of the ideal op-amp: v₊ = v₋, or no current into a pin?"""
    p, c = oracle.points[0], oracle.circuit
    sides = (claim.left, claim.right)
    for a, b in (sides, sides[::-1]):
        if b == ZERO and of_currents(a, oracle):
            return True
    if not all(isinstance(x, Sym) or x == ZERO for x in sides):
        return False
    pins = [(i.pins["in+"], i.pins["in-"]) for i in c.instances if i.role == "opamp"]
    pins += [(e.nodes[2], e.nodes[3]) for e in c.elements if e.kind in "EG" and not e.part_of]
    try:
        told = claim.left.value(p, p.over.number) - claim.right.value(p, p.over.number)
        for plus, minus in pins:
            gap = c.voltage(plus).value(p, p.over.number) - c.voltage(minus).value(p, p.over.number)
            if told in (gap, -gap):
                return True
    except (ZeroDivisionError, TooLarge, KeyError):
        return False
    return False
