"""Edits read off a part's need: what it has, against what it needs.

The opposite is a sign, the reciprocal an inverted fraction, zero a term too many, one a factor too many; a
quotient of the two that is a small expression is a missing factor, a difference a missing term.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from gainproof.expression import ONE, ZERO, Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.needs import Need
from gainproof.hand.diagnosis.pool import Pool
from gainproof.hand.diagnosis.trees import factors, inverted, minus, over, size, summed, times

LARGEST_NUMBER = 1 << 16
"""Of numerator and denominator of a number that somebody may have meant."""


def looked_up(need: Need, pool: Pool, *, deep: bool = True) -> Iterator[Edit]:
    """Every edit of the part that gives it what it needs; if not `deep`, nothing missing is looked for."""
    has, q, x = need.has, need.needs, need.node
    if has == q or isinstance(x, Neg):
        return
    if has is not None:
        if q == -has:
            yield Edit("sign", need.path, x, minus(x))
        if has * q == 1 and not isinstance(x, Num):
            yield Edit("inverted fraction", need.path, x, inverted(x))
    if not q and isinstance(need.above, Sum):
        yield Edit("extra term", need.path, x, ZERO, x)
    if q == 1 and isinstance(need.above, Prod):
        yield Edit("extra factor", need.path, x, ONE, x)
    if q == 1 and isinstance(need.above, Quot):
        yield Edit("extra factor", need.path, x, ONE, x, under=need.above.den is x)
    yield from _replaced(need, pool)
    if deep and has is not None:
        if has:
            yield from _factor(need, q / has, pool)
        yield from _term(need, q - has, pool)
        if isinstance(x, Par | Sym) and has and q and not isinstance(need.above, Par):
            yield from _in_parallel(need, 1 / q - 1 / has, pool)


def _replaced(need: Need, pool: Pool) -> Iterator[Edit]:
    """Another number, symbol or small expression."""
    x = need.node
    if isinstance(x, Num):
        number = small_number(need.needs, pool)
        if number is not None and number != x:
            yield Edit("arithmetic", need.path, x, number)
    if size(x) > 6:
        return
    for value, negative in ((need.needs, False), (-need.needs, True)):
        found = pool.find(value)
        if found is None or found in (x, ONE):
            continue
        kind = "other part"
        if isinstance(x, Sym) and isinstance(found, Sym) and not negative:
            kind = "wrong symbol"
        if isinstance(found, Pow) and found.base == x and not negative:
            kind = "wrong power"
        if isinstance(x, Pow) and not negative and _same_base(x, found):
            kind = "wrong power"
        if isinstance(x, Par) or isinstance(found, Par):
            kind = "wrong parallel formula"
        yield Edit(kind, need.path, x, minus(found) if negative else found)


def _same_base(x: Pow, other: Expr) -> bool:
    return other == x.base or (isinstance(other, Pow) and other.base == x.base)


def small_number(value: Any, pool: Pool) -> Expr | None:
    """The fraction of small whole numbers that the residue is, if it is one (half-extended Euclid)."""
    try:
        r, prime = int(value), int(value.modulus())
    except (TypeError, AttributeError):
        return None
    a, b, s, t = prime, r, 0, 1
    while b > LARGEST_NUMBER:
        a, b, s, t = b, a % b, t, s - a // b * t
    if not b or abs(t) > LARGEST_NUMBER:
        return None
    q = Fraction(b, t)
    return Num(q) if q > 0 else Neg(Num(-q))


def _factor(need: Need, ratio: Any, pool: Pool) -> Iterator[Edit]:
    """A factor is missing, above or below."""
    x = need.node
    if isinstance(need.above, Prod) or isinstance(x, Num):
        return
    for value, negative in ((ratio, False), (-ratio, True)):
        found = pool.find(value) or small_number(value, pool)
        if found is None or found == ONE or isinstance(found, Neg):
            continue
        under = isinstance(found, Quot) and found.num == ONE
        part = found.den if under and isinstance(found, Quot) else found
        for new in _multiplied(x, part, under):
            yield Edit("dropped factor", need.path, x, minus(new) if negative else new, part, under)


def _multiplied(x: Expr, part: Expr, under: bool) -> Iterator[Expr]:
    """`x` times the part, or over it, written where a writer would."""
    if under:
        yield over(x.num, times(x.den, part)) if isinstance(x, Quot) else over(x, part)
    elif isinstance(part, Quot) or isinstance(x, Sum):
        yield times(part, x)
    elif isinstance(x, Quot):
        yield over(times(*factors(x.num), part), x.den)
    elif isinstance(part, Sum):
        yield times(x, part)
    else:
        yield times(part, x)


def _term(need: Need, rest: Any, pool: Pool) -> Iterator[Edit]:
    """A term is missing."""
    x = need.node
    if isinstance(need.above, Sum) or not rest or (x == ZERO and need.above):
        return
    for value, negative in ((rest, False), (-rest, True)):
        found = pool.find(value) or small_number(value, pool)
        if isinstance(x, Sum) and found is None:
            found = pool.find_product(value)
        if found is not None and not isinstance(found, Neg):
            new = summed(x, minus(found) if negative else found)
            yield Edit("dropped term", need.path, x, new, minus(found) if negative else found)


def _in_parallel(need: Need, conductance: Any, pool: Pool) -> Iterator[Edit]:
    """A part in parallel is missing."""
    x = need.node
    found = pool.find(1 / conductance) if conductance else None
    if found is not None:
        yield Edit("dropped term", need.path, x, Par(*(x.args if isinstance(x, Par) else (x,)), found), found)
