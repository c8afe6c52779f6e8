"""Other forms of a true line that people write just as well: order, sides, split fractions, parallel parts.

Every change is an identity of algebra; the witness judges the outcome all the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.planted.trees import at, factors, fraction, minus, places, product, put, total
from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Prod, Quot, Sum

Change = Callable[[Expr, random.Random], Expr | None]


def shuffled(x: Expr, rng: random.Random) -> Expr | None:
    """Terms or factors in another order; a sum does not begin with a minus if it need not."""
    if isinstance(x, Sum):
        args = rng.sample(x.args, len(x.args))
        return total(sorted(args, key=lambda t: isinstance(t, Neg)) if rng.random() < 0.7 else args)
    if isinstance(x, Prod):
        args = rng.sample(x.args, len(x.args))
        return product(sorted(args, key=lambda f: not isinstance(f, Num)))
    return None


def pulled(x: Expr, rng: random.Random) -> Expr | None:
    """a b/c as (a/c) b."""
    if isinstance(x, Quot) and isinstance(x.num, Prod) and len(x.num.args) == 2:
        a, b = x.num.args if rng.random() < 0.5 else x.num.args[::-1]
        return product([fraction(a, x.den), b])
    return None


def joined(x: Expr, rng: random.Random) -> Expr | None:
    """(a/c) b as a b/c."""
    if isinstance(x, Prod) and sum(isinstance(f, Quot) for f in x.args) == 1:
        (q,) = (f for f in x.args if isinstance(f, Quot))
        rest = [f for f in x.args if f is not q]
        return fraction(product([*factors(q.num), *rest]), q.den)
    return None


def split(x: Expr, rng: random.Random) -> Expr | None:
    """(a - b)/c as a/c - b/c."""
    if isinstance(x, Quot) and isinstance(x.num, Sum) and len(x.num.args) == 2:
        return total([minus(fraction(t.args[0], x.den)) if isinstance(t, Neg) else fraction(t, x.den)
                      for t in x.num.args])  # fmt: skip
    return None


def spelled_parallel(x: Expr, rng: random.Random) -> Expr | None:
    """a ∥ b as a b/(a + b), or of any number as 1/(1/a + 1/b + …)."""
    if not isinstance(x, Par):
        return None
    if len(x.args) == 2 and rng.random() < 0.75:
        return fraction(product(list(x.args)), total(list(x.args)))
    return fraction(ONE, total([fraction(ONE, p) for p in x.args]))


def one_over(x: Expr, rng: random.Random) -> Expr | None:
    """1/a + 1/b as (a + b)/(a b)."""
    if isinstance(x, Sum) and len(x.args) == 2 and all(isinstance(t, Quot) and t.num == ONE for t in x.args):
        a, b = (t.children[1] for t in x.args)
        return fraction(total([a, b]), product([a, b]))
    return None


CHANGES: tuple[tuple[Change, float], ...] = (
    (shuffled, 0.35),
    (pulled, 0.25),
    (joined, 0.25),
    (split, 0.15),
    (spelled_parallel, 0.6),
    (one_over, 0.15),
)
"""What may be changed at each part of a line, and how likely."""


def another_form(q: Equation, rng: random.Random) -> Equation:
    """The line as somebody else may have written it."""
    for place, _ in list(places(q)):
        for change, chance in CHANGES:
            if rng.random() < chance:
                try:
                    x = at(q, place)
                except IndexError:
                    break
                new = change(x, rng)
                if new is not None:
                    q = put(q, place, new)
    if q.right != ZERO and not isinstance(q.right, Num) and rng.random() < 0.12:
        q = Equation(q.right, q.left)
    return q
