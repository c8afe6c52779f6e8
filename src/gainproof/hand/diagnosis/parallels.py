"""Edits of shape where parts in parallel are combined as nobody may, and the ways of writing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from gainproof.expression import ONE, Expr, Neg, Num, Par, Prod, Quot, Sum
from gainproof.hand.diagnosis.trees import factors, over, summed, times

Shape = tuple[str, Expr, Expr, bool]
"""Kind, the new part, what was moved or dropped, whether it belongs below the line."""


def parallel_of_sum(x: Sum) -> Iterator[Shape]:
    """In series was meant in parallel; resistances were added where conductances are, and the reverse."""
    n = len(x.args)
    for lo, hi in combinations(range(n + 1), 2):
        run = x.args[lo:hi]
        if len(run) < 2 or any(isinstance(t, Neg | Num) for t in run):
            continue
        for new in _meant_parallel(run):
            yield "wrong parallel formula", summed(*x.args[:lo], new, *x.args[hi:]), x, False
    if not any(isinstance(t, Neg | Num) for t in x.args) and not _reciprocals(x.args):
        yield "wrong parallel formula", summed(*(over(ONE, t) for t in x.args)), x, False


def _meant_parallel(run: tuple[Expr, ...]) -> Iterator[Expr]:
    """What a sum may have been, were its terms in parallel; or those before and after one of its signs."""
    if _reciprocals(run):
        yield over(ONE, Sum(*run))
        yield over(ONE, summed(*(t.children[1] for t in run)))
    yield Par(*run)
    if len(run) > 2:
        for cut in range(1, len(run)):
            yield Par(summed(*run[:cut]), summed(*run[cut:]))


def _reciprocals(terms: tuple[Expr, ...]) -> bool:
    return all(isinstance(t, Quot) and t.num == ONE for t in terms)


def parallel_of_product(x: Prod) -> Iterator[Shape]:
    """a b was meant as a b/(a + b), and what stands below was lost."""
    for (i, a), (k, b) in combinations(enumerate(x.args), 2):
        if not isinstance(a, Num | Quot) and not isinstance(b, Num | Quot):
            rest = [f for j, f in enumerate(x.args) if j not in (i, k)]
            yield "wrong parallel formula", times(*rest[:i], Par(a, b), *rest[i:]), x, False


PARALLEL, PRODUCT, RECIPROCAL = "a ∥ b", "a b/(a + b)", "1/(1/a + 1/b)"
"""The ways of writing parts in parallel."""


def parallel_spellings(x: Expr) -> Iterator[Expr]:
    """The part in the other ways of writing parts in parallel."""
    if isinstance(x, Neg):
        yield from map(Neg, parallel_spellings(x.args[0]))
        return
    parts, written = in_parallel(x)
    if len(parts) > 1 and written != PARALLEL:
        yield Par(*parts)
    if any(isinstance(p, Quot) for p in parts):
        return  # nobody writes a fraction under a fraction
    if len(parts) == 2 and written != PRODUCT:
        yield over(times(*parts), summed(*parts))
    if len(parts) > 1 and written != RECIPROCAL:
        yield over(ONE, Sum(*(over(ONE, p) for p in parts)))


def in_parallel(x: Expr) -> tuple[tuple[Expr, ...], str]:
    """The parts in parallel that `x` is made of and the way in which it writes them; none, and "", else."""
    if isinstance(x, Par):
        return x.args, PARALLEL
    if not isinstance(x, Quot) or not isinstance(x.den, Sum):
        return (), ""
    if x.num == ONE and _reciprocals(x.den.args):
        return tuple(t.children[1] for t in x.den.args), RECIPROCAL
    above = factors(x.num)
    whole = summed(*above) if len(above) == 2 else ONE
    same = isinstance(whole, Sum) and Counter(whole.args) == Counter(x.den.args)
    return (above, PRODUCT) if same else ((), "")


def parallel_of_quotient(x: Quot) -> Iterator[Shape]:
    """a b/(a + b): turned over, with a minus below, with a square above, or without its numerator."""
    top, bottom = x.num, x.den
    if isinstance(top, Sum) and isinstance(bottom, Prod):
        yield "wrong parallel formula", over(bottom, top), x, False
    if isinstance(bottom, Sum) and len(bottom.args) == 2:
        a, b = bottom.args
        positive = [a.args[0] if isinstance(a, Neg) else a, b.args[0] if isinstance(b, Neg) else b]
        for extra in _without(top, positive):
            yield "wrong parallel formula", over(times(*extra, *positive), Sum(*positive)), x, False
        yield "wrong parallel formula", over(top, over(times(*positive), Sum(*positive))), x, False
    if top == ONE and isinstance(bottom, Sum):
        yield "wrong parallel formula", summed(*(over(ONE, t) for t in bottom.args)), x, False
        yield "wrong parallel formula", over(ONE, summed(*(over(ONE, t) for t in bottom.args))), x, False


def _without(top: Expr, pair: list[Expr]) -> Iterator[list[Expr]]:
    """The factors of the numerator that are not of the pair, or all of them."""
    rest = list(factors(top))
    yield list(rest)
    if isinstance(top, Sum):
        yield []
    for f in pair:
        if f in rest:
            rest.remove(f)
    rest = [f for f in rest if not (isinstance(f, Sum) and set(f.args) == set(pair))]
    yield rest


def parts_of_parallel(x: Par) -> Iterator[Shape]:
    """In parallel was meant in series, or with one part fewer."""
    yield "wrong parallel formula", Sum(*x.args), x, False
    for i, p in enumerate(x.args):
        rest = (*x.args[:i], *x.args[i + 1 :])
        yield "extra term", Par(*rest) if len(rest) > 1 else rest[0], p, False
