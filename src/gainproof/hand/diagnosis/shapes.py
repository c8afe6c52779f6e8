"""Edits of shape: the same symbols, otherwise put together.

Each function takes a part and gives what its writer may have meant.  Which of them is true is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from gainproof.expression import ONE, Expr, Neg, Par, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.hand.diagnosis.parallels import (
    Shape,
    parallel_of_product,
    parallel_of_quotient,
    parallel_of_sum,
    parts_of_parallel,
)
from gainproof.hand.diagnosis.trees import factors, minus, over, summed, times


def reshaped(x: Expr) -> Iterator[Shape]:
    """Every other way of putting the part `x` together."""
    match x:
        case Sum():
            yield from _scope_of_sum(x)
            yield from _gathered(x)
            yield from parallel_of_sum(x)
            yield from _signs(x)
        case Prod():
            yield from _scope_of_product(x)
            yield from _behind_a_fraction(x)
            yield from parallel_of_product(x)
        case Quot():
            yield from _sides(x)
            yield from _scope_of_quotient(x)
            yield from parallel_of_quotient(x)
        case Par():
            yield from parts_of_parallel(x)
        case Pow():
            yield "wrong power", x.base, x, False
            for n in range(2, x.exponent + 2):
                if n != x.exponent:
                    yield "wrong power", Pow(x.base, n), x, False
        case Root():
            yield "wrong power", x.inside, x, False
    if isinstance(x, Sym | Sum):
        yield "wrong power", Pow(x, 2), x, False


def _signs(x: Sum) -> Iterator[Shape]:
    """All terms after the first change their sign, or two do: a bracket's minus that was forgotten."""
    n = len(x.args)
    if n > 2:
        for i in range(1, n):
            yield "sign", Sum(*x.args[:i], *map(minus, x.args[i:])), x, False
        for i, k in combinations(range(n), 2):
            yield "sign", Sum(*(minus(t) if j in (i, k) else t for j, t in enumerate(x.args))), x, False


def _scope_of_sum(x: Sum) -> Iterator[Shape]:
    """a b + c was meant as a (b + c); a/b + c as (a + c)/b or a/(b + c)."""
    n = len(x.args)
    for i, term in enumerate(x.args):
        negative, body = isinstance(term, Neg), term.args[0] if isinstance(term, Neg) else term
        groups = {(lo, i + 1) for lo in range(i)} | {(i, hi) for hi in range(i + 2, n + 1)} | {(0, n)}
        for lo, hi in sorted(groups):
            before, after = x.args[:lo], x.args[hi:]
            for outer, inner, divides in _openings(body):
                inside = [*x.args[lo:i], minus(inner) if negative else inner, *x.args[i + 1 : hi]]
                flipped = negative and lo == i
                if flipped:
                    yield from _grouped(before, [inner, *inside[1:]], after, outer, divides, True)
                yield from _grouped(before, inside, after, outer, divides, False)
            if isinstance(body, Quot) and lo == i:
                for flip in (False, True) if negative else (False,):
                    rest = [minus(t) if flip else t for t in x.args[i + 1 : hi]]
                    whole = over(body.num, summed(body.den, *rest))
                    yield (
                        "bracket scope",
                        summed(*before, minus(whole) if negative else whole, *after),
                        x,
                        False,
                    )


def _gathered(x: Sum) -> Iterator[Shape]:
    """a + b was meant as a (1 + b), or a/(1 + b), and a one was lost; a may be a sum."""
    for i, first in enumerate(x.args[:-1]):
        before, rest = x.args[:i], x.args[i + 1 :]
        negative, body = isinstance(first, Neg), first.args[0] if isinstance(first, Neg) else first
        for flip in (False, True) if negative else (False,):
            inner = Sum(ONE, *(minus(t) if flip else t for t in rest))
            for group in (times(body, inner), over(body, inner)):
                yield "bracket scope", summed(*before, minus(group) if negative else group), group, False
        if i:
            group = times(Sum(*x.args[: i + 1]), Sum(ONE, *rest))
            yield "bracket scope", group, group, False


def _openings(body: Expr) -> Iterator[tuple[Expr, Expr, bool]]:
    """A term as an outer factor (or divisor) and the inner rest."""
    if isinstance(body, Prod):
        fs = body.args
        for k in range(len(fs)):
            yield fs[k], times(*fs[:k], *fs[k + 1 :]), False
        if len(fs) > 2:
            yield times(*fs[:-1]), fs[-1], False
    if isinstance(body, Quot):
        yield body.den, body.num, True
        if isinstance(body.num, Prod):
            for k, f in enumerate(body.num.args):
                inner = times(*body.num.args[:k], *body.num.args[k + 1 :])
                yield over(f, body.den), inner, False
                yield f, over(inner, body.den), False
        elif body.num != ONE:
            yield body.num, over(ONE, body.den), False
            yield over(ONE, body.den), body.num, False


def _grouped(
    before: tuple[Expr, ...],
    inside: list[Expr],
    after: tuple[Expr, ...],
    outer: Expr,
    divides: bool,
    negative: bool,
) -> Iterator[Shape]:
    group = over(summed(*inside), outer) if divides else times(outer, summed(*inside))
    yield "bracket scope", summed(*before, minus(group) if negative else group, *after), group, False


def _behind_a_fraction(x: Prod) -> Iterator[Shape]:
    """a/b c was meant as a/(b c)."""
    for i, f in enumerate(x.args):
        for k, g in enumerate(x.args):
            if isinstance(f, Quot) and k != i and not isinstance(g, Quot):
                rest = [h for j, h in enumerate(x.args) if j not in (i, k)]
                whole = over(f.num, times(*factors(f.den), g))
                yield "wrong side of the fraction", times(*rest[:i], whole, *rest[i:]), g, True


def _scope_of_product(x: Prod) -> Iterator[Shape]:
    """a (b + c) was meant as a b + c."""
    for i, f in enumerate(x.args):
        if not isinstance(f, Sum):
            continue
        rest = (*x.args[:i], *x.args[i + 1 :])
        for k, g in enumerate(rest) if len(rest) > 1 else ():
            others = [*rest[:k], *rest[k + 1 :]]
            for cut in range(1, len(f.args)):
                inner = summed(times(g, summed(*f.args[:cut])), *f.args[cut:])
                yield "bracket scope", times(*others, inner), x, False
        for k, term in enumerate(f.args):
            negative = isinstance(term, Neg)
            inner = term.args[0] if negative else term
            first = times(*rest[:i], inner, *rest[i:])
            first = minus(first) if negative else first
            yield "bracket scope", summed(*f.args[:k], first, *f.args[k + 1 :]), x, False
        if len(f.args) > 2:
            for cut in range(1, len(f.args)):
                left = times(*rest[:i], summed(*f.args[:cut]), *rest[i:])
                yield "bracket scope", summed(left, *f.args[cut:]), x, False
                right = times(*rest[:i], summed(*f.args[cut:]), *rest[i:])
                yield "bracket scope", summed(*f.args[:cut], right), x, False
    for i, f in enumerate(x.args):
        if isinstance(f, Quot):
            rest = (*x.args[:i], *x.args[i + 1 :])
            for g in rest:
                others = list(rest)
                others.remove(g)
                moved = times(*others, over(f.num, times(*factors(f.den), g)))
                yield "wrong side of the fraction", moved, g, True
            for g in factors(f.den):
                below = list(factors(f.den))
                below.remove(g)
                moved = times(*rest, over(times(*factors(f.num), g), times(*below)))
                yield "wrong side of the fraction", moved, g, False


def _sides(x: Quot) -> Iterator[Shape]:
    """A factor, or several, on the wrong side of the fraction."""
    above, below = factors(x.num), factors(x.den)
    if len(above) + len(below) > 2 or ONE in (x.num, x.den):
        for i, f in enumerate(above):
            yield (
                "wrong side of the fraction",
                over(times(*above[:i], *above[i + 1 :]), times(*below, f)),
                f,
                True,
            )
        for i, f in enumerate(below):
            if x.num != ONE or len(below) > 1:
                rest = times(*below[:i], *below[i + 1 :])
                yield "wrong side of the fraction", over(times(*above, f), rest), f, False


def _scope_of_quotient(x: Quot) -> Iterator[Shape]:
    """(a + b)/c was meant as a + b/c or a/c + b; a/(b + c) as a/b + c."""
    if isinstance(x.num, Sum):
        terms = x.num.args
        for k, term in enumerate(terms):
            negative, inner = isinstance(term, Neg), term.args[0] if isinstance(term, Neg) else term
            piece = minus(over(inner, x.den)) if negative else over(inner, x.den)
            yield "bracket scope", summed(*terms[:k], piece, *terms[k + 1 :]), x, False
        for cut in range(2, len(terms)):
            yield "bracket scope", summed(over(summed(*terms[:cut]), x.den), *terms[cut:]), x, False
        if len(terms) > 2:
            for cut in range(1, len(terms) - 1):
                yield "bracket scope", summed(*terms[:cut], over(summed(*terms[cut:]), x.den)), x, False
    if isinstance(x.den, Sum):
        terms = x.den.args
        for cut in range(1, len(terms)):
            yield "bracket scope", summed(over(x.num, summed(*terms[:cut])), *terms[cut:]), x, False
    for f, rest, below in _sum_factors(x):
        for k, term in enumerate(f.args):
            negative = isinstance(term, Neg)
            inner = times(*rest, term.args[0] if negative else term)
            piece = minus(inner) if negative else inner
            total = summed(*f.args[:k], piece, *f.args[k + 1 :])
            yield "bracket scope", over(x.num, total) if below else over(total, x.den), x, False


def _sum_factors(x: Quot) -> Iterator[tuple[Sum, list[Expr], bool]]:
    """The sums among the factors of numerator and denominator, with the other factors there."""
    for side, below in ((x.num, False), (x.den, True)):
        if isinstance(side, Prod):
            for i, f in enumerate(side.args):
                if isinstance(f, Sum):
                    yield f, [*side.args[:i], *side.args[i + 1 :]], below
