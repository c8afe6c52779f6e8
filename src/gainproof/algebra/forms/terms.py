"""Terms, a number times whole powers of tokens; and what is seen of an expression at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof.algebra.rational import Ratio
from gainproof.expression import Expr, Neg, Pow, Prod, Quot, Sum, Sym
from gainproof.units import UNITS

S = "s"
OHM, SIEMENS = UNITS["Ω"], UNITS["S"]
Term = tuple[Fraction, dict[Expr, int]]


def times(a: Mapping[Expr, int], b: Mapping[Expr, int], n: int = 1) -> dict[Expr, int]:
    """The product a·bⁿ of powers of tokens."""
    out = dict(a)
    for x, e in b.items():
        e = out.get(x, 0) + n * e
        if e:
            out[x] = e
        else:
            out.pop(x, None)
    return out


def has_sum(x: Expr) -> bool:
    """Does a bracketed sum occur in `x`?"""
    return any(isinstance(y, Sum) for y in x.walk())


def degree_in_s(x: Expr) -> int:
    """The power of s among the factors of a term."""
    match x:
        case Sym():
            return int(x.name == S)
        case Neg():
            return degree_in_s(x.args[0])
        case Pow():
            return x.exponent * degree_in_s(x.base)
        case Prod():
            return sum(map(degree_in_s, x.args))
        case Quot():
            return degree_in_s(x.num) - degree_in_s(x.den)
    return 0


def positive(gain: Ratio) -> bool:
    """Is there no minus sign in it?"""
    return all(int(c) > 0 for p in (gain.num, gain.den) for c in p.coeffs())
