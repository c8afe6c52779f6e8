"""Edits read off a part's need: what it has, against what it needs.

The opposite is a sign, the reciprocal an inverted fraction, zero a term too many, one a factor too many; a
quotient of the two that is a small expression is a missing factor, a difference a missing term.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

from gainproof.expression import ONE, ZERO, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.diagnosis.edits import Edit
from gainproof.hand.diagnosis.needs import Need
from gainproof.hand.diagnosis.pool import OHM, VOLT, Pool
from gainproof.hand.diagnosis.trees import (
    cancelled,
    factors,
    inverted,
    minus,
    opposite,
    over,
    size,
    summed,
    times,
)
from gainproof.radicals import Radical
from gainproof.units import DimensionError, dimension

LONGEST_SUM = 12
"""Terms of a sum of which runs of neighbours are looked at."""

MOST_FACTORS = 5
"""Factors of a product of which a few are looked at together."""

SHORT = 3
"""Symbols of a term; where others have more, the missing one may too."""

LARGEST_NUMBER = 1 << 16
"""Of numerator and denominator of a number that somebody may have meant."""


def looked_up(need: Need, pool: Pool, *, deep: bool = True) -> Iterator[Edit]:
    """Every edit of the part that gives it what it needs; if not `deep`, only what is small is missing."""
    has, q, x = need.has, need.needs, need.node
    if has == q:
        return
    if isinstance(x, Neg):
        if deep and has is not None and need.above is None:
            yield from _term(need, q - has, pool, deep=deep)
        return
    if has is not None:
        if q == -has and not isinstance(need.above, Prod | Quot):
            for new in dict.fromkeys((minus(x), opposite(x))):
                yield Edit("sign", need.path, x, new)
        if has * q == 1 and not isinstance(x, Num):
            yield Edit("inverted fraction", need.path, x, inverted(x))
    if not q and isinstance(need.above, Sum):
        yield Edit("extra term", need.path, x, ZERO, x)
    if q == 1 and isinstance(need.above, Prod):
        yield Edit("extra factor", need.path, x, ONE, x)
    if q == 1 and isinstance(need.above, Quot):
        yield Edit("extra factor", need.path, x, ONE, x, under=need.above.den is x)
    yield from _replaced(need, pool)
    if isinstance(q, Radical) and pool.point.value(Root(x)) == q:
        yield Edit("wrong power", need.path, x, Root(x))
    if deep and isinstance(x, Sum):
        yield from _runs(need, pool)
    if deep and isinstance(x, Prod) and has and q:
        yield from _beside_factors(need, pool)
    if has is not None:
        if has:
            yield from _factor(need, q / has, pool)
        if q or need.above is None:
            yield from _term(need, q - has, pool, deep=deep)
        if deep and has and q and not isinstance(need.above, Par) and _resistive(x, pool):
            yield from _in_parallel(need, pool.one / q - pool.one / has, pool)


def _replaced(need: Need, pool: Pool) -> Iterator[Edit]:
    """Another number, symbol or small expression."""
    x = need.node
    if isinstance(x, Num):
        for number in (*small_number(need.needs), *map(minus, small_number(-need.needs))):
            if number != x:
                yield Edit("arithmetic", need.path, x, number)
    if size(x) > 6:
        return
    for value, negative in ((need.needs, False), (-need.needs, True)):
        several = pool.find(value)
        if isinstance(x, Sym) and not negative:
            several += [n for n in pool.symbols(value) if n not in several]
        if isinstance(x, Sym) and need.above is None and not value and pool.dimensions.get(x.name) == VOLT:
            several += pool.grounded
        for found in several:
            if found not in (x, ONE):
                kind = _kind(x, found, negative)
                yield Edit(kind, need.path, x, minus(found) if negative else found)


def _kind(x: Expr, found: Expr, negative: bool) -> str:
    """What it is to write `x` for `found`."""
    if isinstance(x, Sym) and isinstance(found, Sym) and not negative:
        return "wrong symbol"
    if isinstance(found, Pow) and found.base == x and not negative:
        return "wrong power"
    if isinstance(x, Pow) and not negative and _same_base(x, found):
        return "wrong power"
    parallel = isinstance(x, Par) or isinstance(found, Par)
    return "wrong parallel formula" if parallel and set(x.symbols()) & set(found.symbols()) else "other part"


def _same_base(x: Pow, other: Expr) -> bool:
    return other == x.base or (isinstance(other, Pow) and other.base == x.base)


def small_number(value: Any) -> tuple[Expr, ...]:
    """The positive fraction of small whole numbers that the residue is, if any (half-extended Euclid)."""
    try:
        r, prime = int(value), int(value.modulus())
    except (TypeError, AttributeError):  # a formal root
        return ()
    a, b, s, t = prime, r, 0, 1
    while b > LARGEST_NUMBER:
        a, b, s, t = b, a % b, t, s - a // b * t
    return (Num(Fraction(b, t)),) if b and 0 < t <= LARGEST_NUMBER else ()


def _factor(need: Need, ratio: Any, pool: Pool) -> Iterator[Edit]:
    """A factor is missing, above or below."""
    x = need.node
    if isinstance(need.above, Prod) or isinstance(x, Num):
        return
    for value, negative in ((ratio, False), (-ratio, True)):
        for part, under in _missing(value, pool):
            shorter = cancelled(x, inverted(part) if under else part)
            new = shorter or _multiplied(x, part, under)
            kind = "dropped factor" if shorter is None else "other part"
            yield Edit(kind, need.path, x, minus(new) if negative else new, part, under)


def _missing(ratio: Any, pool: Pool, *, likely: bool = False) -> Iterator[tuple[Expr, bool]]:
    """A factor of this value, and whether it belongs below the line; 1 + x if it need not be `likely`."""
    several = pool.find(ratio)
    several += [n for n in pool.symbols(ratio) if n not in several]
    for found in several or small_number(ratio):
        if isinstance(found, Quot) and found.num == ONE:
            yield found.den, True
        elif found != ONE:
            yield found, False
    if not several and not likely:
        for value, under in ((ratio, False), (pool.one / ratio, True)) if ratio else ():
            for found in pool.find(value - pool.one):
                yield summed(ONE, found), under
            for found in pool.find(pool.one - value):
                yield summed(ONE, minus(found)), under


def _runs(need: Need, pool: Pool) -> Iterator[Edit]:
    """A factor is missing of a few neighbouring terms of a sum, and with it their bracket."""
    x = need.node
    n = len(x.args)
    values = [pool.point.value(t) for t in x.args]
    if n > LONGEST_SUM or None in values:
        return
    for lo in range(n - 1):
        has = values[lo]
        for hi in range(lo + 2, n + 1):
            has = has + values[hi - 1]
            if hi - lo == n:
                continue
            needs = need.needs - need.has + has
            run = Sum(*x.args[lo:hi])
            for part, under in _missing(needs / has, pool, likely=True) if has else ():
                whole = summed(*x.args[:lo], _multiplied(run, part, under), *x.args[hi:])
                yield Edit("dropped factor", need.path, x, whole, part, under)


def _beside_factors(need: Need, pool: Pool) -> Iterator[Edit]:
    """A term is missing beside a few of the factors, and with it their bracket: a b for a (b + c)."""
    x = need.node
    fs = x.args
    values = [pool.point.value(f) for f in fs]
    if not 2 < len(fs) <= MOST_FACTORS or None in values:
        return
    more = need.needs / need.has - pool.one
    for n in range(2, len(fs)):
        for few in combinations(range(len(fs)), n):
            rest = more
            for k in few:
                rest = rest * values[k]
            group = times(*(fs[k] for k in few))
            for value, negative in ((rest, False), (-rest, True)):
                for found in pool.find(value):
                    part = minus(found) if negative else found
                    new = [*fs[: few[0]], summed(group, part), *fs[few[0] :]]
                    kept = [f for k, f in enumerate(new) if k == few[0] or k - (k > few[0]) not in few]
                    yield Edit("dropped term", need.path, x, times(*kept), part)


def _multiplied(x: Expr, part: Expr, under: bool) -> Expr:
    """`x` times the part, or over it, written where a writer would."""
    if under:
        return over(x.num, times(x.den, part)) if isinstance(x, Quot) else over(x, part)
    if isinstance(part, Quot) or isinstance(x, Sum):
        return times(part, x)
    if isinstance(x, Quot):
        return over(times(*factors(x.num), part), x.den)
    return times(x, part) if isinstance(part, Sum) else times(part, x)


def _term(need: Need, rest: Any, pool: Pool, *, deep: bool) -> Iterator[Edit]:
    """A term is missing."""
    x = need.node
    if isinstance(need.above, Sum) or not rest or x == ZERO:
        return
    for value, negative in ((rest, False), (-rest, True)):
        several: list[Expr] = pool.find(value) or list(small_number(value))
        several += [n for n in pool.symbols(value) if n not in several]
        whole = isinstance(x, Sum) or need.above is None
        if deep and whole and not several:
            terms = x.args if isinstance(x, Sum) else (x,)
            several = pool.find_product(value, long=any(size(t) > SHORT for t in terms))
        for found in several:
            if found == x:
                continue
            part = minus(found) if negative else found
            yield Edit("dropped term", need.path, x, summed(x, part), part)


def _resistive(x: Expr, pool: Pool) -> bool:
    """May it be a resistance, or an impedance?"""
    try:
        return dimension(x, pool.dimensions) in (OHM, None)
    except DimensionError:
        return False


def _in_parallel(need: Need, conductance: Any, pool: Pool) -> Iterator[Edit]:
    """A part in parallel is missing."""
    x = need.node
    for found in pool.find(pool.one / conductance) if conductance else ():
        if not _resistive(found, pool):
            continue
        yield Edit("dropped term", need.path, x, Par(*(x.args if isinstance(x, Par) else (x,)), found), found)
