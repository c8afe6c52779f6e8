"""In which ways a quantity that is made of others goes where a writer sends it.

β = g_m r_π grows because g_m does, or because r_π does; f is far above f_c = 1/(2π R C) because f is high, or
R large.  A way sends one symbol to its end for each condition.  What a line says of such a limit may depend
on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import islice, product

from gainproof.expression import ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.asking.ends import HIGH, LOW, PASSED
from gainproof.hand.asking.state import State
from gainproof.hand.lexicon.symbols import FREQUENCY
from gainproof.hand.truth.assumptions import PARTS
from gainproof.hand.truth.frequencies import has_frequency, in_s
from gainproof.hand.truth.limits import ENDS, stated
from gainproof.hand.truth.oracle import CONSTANTS, Oracle
from gainproof.hand.work import AT, Claim, Condition
from gainproof.ideals import imperfections

MOST = 16
"""Ways that are tried for one line."""

NEVER = Fraction(10**6)
"""The order of zero."""


def ways(conditions: Iterable[Condition], oracle: Oracle) -> list[dict[str, str]]:
    """The ways in which all conditions about the ends of quantities come true, the likeliest first.

    A symbol of the circuit that is sent to an end itself has one way.
    """
    wanted = [q for q in (quantity(c, oracle) for c in conditions) if q is not None]
    ends = imperfections(oracle.given)
    out: list[dict[str, str]] = []
    for choice in islice(product(*(_single(x, to, ends) for x, to in wanted)), 4 * MOST):
        way = dict(choice)
        if len(set(choice)) == len(way) and all(_goes(x, to, way) for x, to in wanted) and way not in out:
            out.append(way)
    return out[:MOST] if wanted else []


def told(claim: Claim, oracle: Oracle, state: State) -> dict[str, str]:
    """The limits that its conditions state, or the words before it: “at high frequencies”."""
    said = stated(claim.under, oracle)
    if any(c.to == AT and not state.left_behind(c, claim) for c in claim.under):
        return said
    end = state.end_of_frequency(claim) if FREQUENCY not in said and has_frequency(oracle) else ""
    end = _passed(claim.equation, said, oracle) if end == PASSED else end
    return {**said, FREQUENCY: end} if end else said


def _passed(q: Equation, said: Mapping[str, str], oracle: Oracle) -> str:
    """The end of the passband at which something passes, and where the claim holds; "" if there is none."""
    if ZERO in (q.left, q.right):
        return ""
    return next((to for to in (HIGH, LOW) if oracle.limit_holds(q, {**said, FREQUENCY: to})), "")


def quantity(c: Condition, oracle: Oracle) -> tuple[Expr, str] | None:
    """What a condition sends to an end, in symbols of the circuit, and which; None if it does no such thing.

    X ≫ Y sends X/Y to infinity.
    """
    to = ENDS.get(c.to)
    if c.to == "=" and c.than == ZERO and _is_part(c.what, oracle):
        to = "0"
    what = c.what if c.what is not None else Sym(c.symbol) if c.symbol else None
    if to is None or what is None:
        return None
    whole = Quot(what, c.than) if c.than is not None and c.to in ("≫", "≪") else what
    for x in (whole, what):  # what it is compared with may have no meaning yet
        told = in_parts(in_s(x, oracle), oracle)
        if told is not None:
            return told, to
    return None


def _is_part(x: Expr | None, oracle: Oracle) -> bool:
    """Is it a part of the circuit that may be zero?"""
    part = oracle.circuit.parameters.get(x.name) if isinstance(x, Sym) else None
    return part is not None and part.unit in PARTS


def in_parts(x: Expr, oracle: Oracle) -> Expr | None:
    """The expression with its names spelled out; None if it holds voltages, currents or strange symbols."""
    while any(n in oracle.names for n in x.symbols()):
        told = {n: in_s(oracle.names[n].meaning, oracle) for n in x.symbols() if n in oracle.names}
        x = x.replaced(told)
    known = oracle.points[0]
    return x if all(n in known and n not in oracle.unknowns for n in x.symbols()) else None


def _single(x: Expr, to: str, ends: Mapping[str, str]) -> list[tuple[str, str]]:
    """One symbol and where it goes, so that the quantity goes to its end; gains and frequencies first."""
    found = [
        (n, end) for n in x.symbols() for end in ("oo", "0") if n not in CONSTANTS and _goes(x, to, {n: end})
    ]
    return sorted(found, key=lambda w: (ends.get(w[0]) != w[1], w[0] != FREQUENCY))


def _goes(x: Expr, to: str, way: Mapping[str, str]) -> bool:
    order = _order(x, way)
    return order < 0 if to == "oo" else order > 0


def _order(x: Expr, way: Mapping[str, str]) -> Fraction:
    """The power of ε with which it starts, if no terms of a sum cancel."""
    match x:
        case Num():
            return Fraction(0) if x.args[0] else NEVER
        case Sym():
            return Fraction({"oo": -1, "0": 1}.get(way.get(x.name, ""), 0))
        case Neg():
            return _order(x.args[0], way)
        case Sum():
            return min(_order(t, way) for t in x.args)
        case Par():
            return max(_order(p, way) for p in x.args)
        case Prod():
            return sum((_order(f, way) for f in x.args), Fraction(0))
        case Quot():
            return _order(x.num, way) - _order(x.den, way)
        case Pow():
            return x.exponent * _order(x.base, way)
        case Root():
            return _order(x.inside, way) / 2
    return Fraction(0)
