"""Expressions in which ideal parameters have been put at infinity or zero.

The arithmetic of limits, as far as it needs no thought: x + oo = oo, x/oo = 0, x/0 = oo.  What
needs thought (oo - oo, 0·oo, oo/oo) is refused.
"""

from __future__ import annotations

from gainproof.circuit.netlist.values import OO, NotAValue
from gainproof.expression import (
    ZERO,
    Expr,
    Neg,
    Num,
    Par,
    Pow,
    Prod,
    Quot,
    Sum,
    add,
    div,
    mul,
    neg,
    par,
    power,
)


def settled(x: Expr) -> Expr:
    """`x` with its infinities and zeros worked out; `OO` where it is infinite.

    Raises NotAValue where the limit depends on how it is approached.
    """
    if not x.children:
        return x
    parts = [settled(c) for c in x.children]
    infinite = [p for p in parts if p == OO or p == Neg(OO)]
    match x:
        case Sum():
            if len(infinite) > 1:
                raise _open(x)
            return infinite[0] if infinite else add(*parts)
        case Neg():
            return neg(parts[0])
        case Prod():
            if infinite and ZERO in parts:
                raise _open(x)
            return OO if infinite else mul(*parts)
        case Quot():
            if len(infinite) == 2 or parts == [ZERO, ZERO]:
                raise _open(x)
            if parts[1] in infinite:
                return ZERO
            return OO if infinite or parts[1] == ZERO else div(*parts)
        case Pow():
            return OO if infinite else ZERO if parts[0] == ZERO else power(parts[0], x.exponent)
        case Par():
            if ZERO in parts:
                return ZERO
            finite = [p for p in parts if p not in infinite]
            return par(*finite) if finite else OO
    raise TypeError(f"not an expression: {x!r}")


def _open(x: Expr) -> NotAValue:
    from gainproof.notation import text

    number = "" if isinstance(x, Num) else text(x)
    return NotAValue(
        f"the limit of {number} depends on how it is approached",
        "at most one ideal parameter",
        "give it a value",
    )
