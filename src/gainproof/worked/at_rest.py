"""A formula at rest: where s, or any other symbol, is zero, and what it multiplies is gone."""

from __future__ import annotations

from collections.abc import Set

from gainproof.expression import (
    ZERO,
    Expr,
    Neg,
    Par,
    Partial,
    Pow,
    Prod,
    Quot,
    Root,
    Sum,
    Sym,
    add,
    div,
    mul,
    neg,
    power,
    root,
)


def without(x: Expr, gone: Set[str]) -> Expr:
    """The expression where the symbols in `gone` are zero, and nothing is left of what that removes.

    Raises ZeroDivisionError where it then divides by zero.
    """
    if gone.isdisjoint(x.symbols()):
        return x
    parts = [without(c, gone) for c in x.children]
    match x:
        case Sym():
            return ZERO
        case Sum():
            return add(*parts)
        case Neg():
            return neg(parts[0])
        case Prod():
            return mul(*parts)
        case Quot():
            return div(*parts)
        case Pow():
            return ZERO if parts[0] == ZERO else power(parts[0], x.exponent)
        case Root():
            return root(parts[0])
        case Par():
            return ZERO if ZERO in parts else x.rebuilt(tuple(parts))
        case Partial():
            raise ZeroDivisionError
    return x
