"""Which terms of a claim count close to a limit, and to what order the claim is right.

Close to A_o → ∞ every part of a claim is a germ with an order in ε.  A term of higher order than its sum is
negligible there.  A term that names what goes to its limit was written on purpose, as a correction: a claim
that has one must be right beyond that order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.errors import Singular, TooLarge
from gainproof.expression import Equation, Expr, Sum, add
from gainproof.hand.truth.germs import order_of
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.truth.oracle import Oracle, Values
from gainproof.radicals import Radical


@dataclass(frozen=True, slots=True)
class Seen:
    """A part close to the limit: its germ, the part without what is negligible, and the order that it keeps.

    `order` is how far below its sum the smallest correction in it is, 0 if there is none.
    """

    germ: Any
    main: Expr
    order: Fraction


def seen(x: Expr, at: Values, oracle: Oracle, going: Collection[str]) -> Seen:
    """The part at a point close to the limit of the symbols in `going`."""
    if not x.children:
        return Seen(x.value(at, at.over.number), x, Fraction(0))
    parts = [seen(c, at, oracle, going) for c in x.children]
    germ = x.value(at, at.over.number)
    whole = x.rebuilt(tuple(p.main for p in parts))
    deepest = max(p.order for p in parts)
    if not isinstance(x, Sum):
        return Seen(germ, whole, deepest)
    orders = [order_of(p.germ) if p.germ else None for p in parts]
    low = min((k for k in orders if k is not None), default=Fraction(0))
    kept, correction = [], Fraction(0)
    for part, k, c in zip(parts, orders, x.children, strict=True):
        if k is None or k == low:
            kept.append(part)
        elif not mentioned(c, oracle).isdisjoint(going):
            correction = max(correction, k - low)
    main = whole if len(kept) == len(parts) else add(*(p.main for p in kept))
    return Seen(germ, main, max((correction, *(p.order for p in kept))))


def right_to_its_order(
    claim: Equation, oracle: Oracle, to: Mapping[str, str], fast: Collection[str] = ()
) -> bool:
    """Does the claim hold close to the limit, beyond the smallest correction that it states?

    Of two formulas the one with fewer corrections is meant to be about the other.  The symbols in `fast` go
    to their limits so fast that they leave no correction.
    """
    try:
        p = oracle.near(to, frozenset(fast))
        going = {n for n in to if n not in fast}
        a, b = seen(claim.left, p, oracle, going), seen(claim.right, p, oracle, going)
        rest = a.germ - b.germ
        if not rest:
            return True
        claimed = _claimed(a, b)
        scale = min(order_of(a.germ), order_of(b.germ)) if a.germ and b.germ else 0
        return order_of(rest) - scale > claimed
    except (ZeroDivisionError, TooLarge, Singular, TypeError, ValueError):
        return False


def main_part(x: Expr, oracle: Oracle, to: Mapping[str, str]) -> Expr | None:
    """What is left of it without its corrections close to the limit; None if it has none."""
    try:
        found = seen(x, oracle.near(to), oracle, to)
    except (ZeroDivisionError, TooLarge, Singular, TypeError, ValueError):
        return None
    return found.main if found.order else None


def _claimed(a: Seen, b: Seen) -> Fraction:
    """The order of the smallest correction that is claimed: none, if one side has no correction at all.

    A voltage has corrections that nobody sees; it is the other side that claims to have them all.
    """
    told = [x.order for x in (a, b) if x.order]
    return Fraction(0) if _pure(a.germ) or _pure(b.germ) or not told else min(told)


def _pure(germ: Any) -> bool:
    """Is it a power of ε alone, times a constant?  So is 1 + j, a sum with roots of constants."""
    if isinstance(germ, Radical):
        one_power = len({order_of(Radical({m: c}, germ.kind)) for m, c in germ.terms.items()}) <= 1
        return one_power and all(_pure(x) for m, c in germ.terms.items() for x in (c, *m))
    return all(sum(c != 0 for c in p.coeffs()) <= 1 for p in (germ.num, germ.den))


def keeps_what_vanishes(claim: Equation, oracle: Oracle, to: Mapping[str, str]) -> bool:
    """Does the claim hold terms that vanish in the limit, and say more than that they do?

    (V1 - v_n)/R1 = V1/R1 says just that v_n vanishes.  Of (V1 + v_n)/R1 = i nobody can mean the limit: there
    the term would not have been written.
    """
    try:
        p = oracle.near(to)
        a, b = seen(claim.left, p, oracle, ()), seen(claim.right, p, oracle, ())
    except (ZeroDivisionError, TooLarge, Singular, TypeError, ValueError):
        return True
    if (a.main, b.main) == (claim.left, claim.right):
        return False
    return not oracle.identity(Equation(a.main, b.main))
