"""Expressions as JavaScript functions of numbers, printed from the tree.

A formula becomes a function of two arguments: the arithmetic, and the list of the parameters' numbers:

    ({add,sub,neg,mul,div,pow,par,num},p)=>div(mul(num(2),p[0]),add(p[0],p[1]))

The arithmetic is the page's own (templates/html/arithmetic.js): numbers of twice a double's digits, real or
complex.  No text that a user wrote gets into the program: symbols become places in the list, rational
constants become doubles, and everything else is one of eight words.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof.expression import Expr, Neg, Num, Par, Pow, Prod, Quot, Sum, Sym

ARGUMENTS = "({add,sub,neg,mul,div,pow,par,num},p)=>"


def function(x: Expr, places: Mapping[str, int]) -> str:
    """The function of `x`, whose symbols stand at these `places` of the list.

    Raises KeyError for a symbol without a place, TypeError for a node that has no word, such as a root.
    """
    return ARGUMENTS + _call(x, places)


def double_double(q: Fraction) -> str:
    """A number as the sum of two doubles, ``[0.1,-5.55e-18]``, right to 31 digits.

    Raises OverflowError for a number beyond the doubles.
    """
    high = float(q)
    return f"[{high!r},{float(q - Fraction(high))!r}]"


def _call(x: Expr, places: Mapping[str, int]) -> str:
    match x:
        case Sym():
            return f"p[{places[x.name]}]"
        case Num():
            return f"num({double_double(x.args[0])})"
        case Neg():
            return f"neg({_call(x.args[0], places)})"
        case Sum():
            return _sum(x, places)
        case Prod():
            return f"mul({_list(x.args, places)})"
        case Par():
            return f"par({_list(x.args, places)})"
        case Quot():
            return f"div({_call(x.num, places)},{_call(x.den, places)})"
        case Pow():
            return f"pow({_call(x.base, places)},{x.exponent})"
    raise TypeError(f"there is no word for {x!r}")


def _sum(x: Sum, places: Mapping[str, int]) -> str:
    """The terms added, less those that are taken away."""
    added = [t for t in x.args if not isinstance(t, Neg)]
    taken = [t.args[0] for t in x.args if isinstance(t, Neg)]
    if not added:
        return f"neg(add({_list(taken, places)}))" if len(taken) > 1 else f"neg({_call(taken[0], places)})"
    plus = f"add({_list(added, places)})" if len(added) > 1 else _call(added[0], places)
    if not taken:
        return plus
    minus = f"add({_list(taken, places)})" if len(taken) > 1 else _call(taken[0], places)
    return f"sub({plus},{minus})"


def _list(parts: list[Expr] | tuple[Expr, ...], places: Mapping[str, int]) -> str:
    return ",".join(_call(t, places) for t in parts)
