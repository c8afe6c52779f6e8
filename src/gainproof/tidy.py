"""What an author does at sight: like terms added, equal factors above and below a bar cancelled.

The builders of `expression` keep what is written; these functions make one fraction of a product, and one
sum of several, where nobody would write it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gainproof.expression import ONE, Expr, Neg, Num, Pow, Prod, Quot, Sum, add, div, lift, mul, neg, power


def total(terms: Iterable[Expr]) -> Expr:
    """The sum: like terms of opposite sign cancel, numbers are added, positive terms come first."""
    weights: dict[Expr, Fraction] = {}
    for t in terms:
        for part in t.args if isinstance(t, Sum) else (t,):
            weight, body = _weighted(part)
            weights[body] = weights.get(body, Fraction(0)) + weight
    parts = [
        mul(lift(abs(w)), body) if w > 0 else neg(mul(lift(-w), body)) for body, w in weights.items() if w
    ]
    return add(*(p for p in parts if not isinstance(p, Neg)), *(p for p in parts if isinstance(p, Neg)))


def _weighted(x: Expr) -> tuple[Fraction, Expr]:
    if isinstance(x, Neg):
        w, body = _weighted(x.args[0])
        return -w, body
    if isinstance(x, Num):
        return x.args[0], ONE
    if isinstance(x, Prod) and isinstance(x.args[0], Num):
        return x.args[0].args[0], mul(*x.args[1:])
    return Fraction(1), x


def product(a: Expr, b: Expr) -> Expr:
    """The product as one fraction, equal factors above and below cancelled."""
    return fraction([*above(a), *above(b)], [*below(a), *below(b)], left_out(a) != left_out(b))


def quotient(a: Expr, b: Expr) -> Expr:
    """The quotient as one fraction, equal factors above and below cancelled."""
    return fraction([*above(a), *below(b)], [*below(a), *above(b)], left_out(a) != left_out(b))


def fraction(over: Iterable[Expr], under: Iterable[Expr], minus: bool = False) -> Expr:
    """The fraction of two lists of factors.

    A sum beside other factors stands after the bar: (a/b)·(c + d).
    """
    over, under = list(over), list(under)
    for f in list(under):
        if f in over:
            over.remove(f)
            under.remove(f)
    sums: list[Expr] = [f for f in over if isinstance(f, Sum)]
    plain = [f for f in over if not isinstance(f, Sum)]
    if sums and plain and under:
        body = mul(div(_powers(plain), _powers(under)), _powers(sums))
    else:
        body = div(_powers(over), _powers(under))
    return neg(body) if minus else body


def _powers(factors: list[Expr]) -> Expr:
    """The product with equal factors collected into powers, numbers first."""
    ordered = sorted(dict.fromkeys(factors), key=lambda f: not isinstance(f, Num))
    return mul(*(power(f, factors.count(f)) for f in ordered))


def is_minus(x: Expr) -> bool:
    """Does the expression read better with its sign changed: a negative term, or a sum of such?"""
    return isinstance(x, Neg) or (isinstance(x, Sum) and all(isinstance(t, Neg) for t in x.args))


def left_out(x: Expr) -> bool:
    """Is the sign that `above` and `below` leave out, of the whole and of each factor, a minus?"""
    inner = neg(x) if is_minus(x) else x
    factors = inner.args if isinstance(inner, Prod) else ()
    return (is_minus(x) + sum(left_out(f) for f in factors)) % 2 == 1


def above(x: Expr) -> list[Expr]:
    """The factors above the bar, sign apart."""
    x = neg(x) if is_minus(x) else x
    if isinstance(x, Prod):
        return [f for part in x.args for f in above(part)]
    return _factors(x.num if isinstance(x, Quot) else x)


def below(x: Expr) -> list[Expr]:
    """The factors below the bar."""
    x = neg(x) if is_minus(x) else x
    if isinstance(x, Prod):
        return [f for part in x.args for f in below(part)]
    return _factors(x.den) if isinstance(x, Quot) else []


def _factors(x: Expr) -> list[Expr]:
    if isinstance(x, Pow):
        return [x.base] * x.exponent
    if isinstance(x, Prod):
        return [f for p in x.args for f in _factors(p)]
    return [] if x == ONE else [x]
