"""What a line says a symbol is: the symbol alone on one side, by undoing one operation after another.

"1/R = 1/R1 + 1/R2" says that R = 1/(1/R1 + 1/R2), "v_2 = β v_3" that β = v_2/v_3.  It works where the symbol
stands in one place of the line, under sums, products, fractions, squares and parallel combinations; and in
two places of products, ω L = 1/(ω C).
"""

from __future__ import annotations

from gainproof.expression import (
    ONE,
    Equation,
    Expr,
    Neg,
    Num,
    Par,
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


def isolated(claim: Equation, symbol: str) -> Expr | None:
    """The expression that the claim says the symbol equals; None if that cannot be read off."""
    places = [sum(x == Sym(symbol) for x in side.walk()) for side in (claim.left, claim.right)]
    if sum(places) == 2:
        return _from_products(claim, symbol)
    if sum(places) != 1:
        return None
    side, other = (claim.left, claim.right) if places[0] else (claim.right, claim.left)
    while side != Sym(symbol):
        k = next(k for k, c in enumerate(side.children) if symbol in c.symbols())
        undone = _undone(side, k, other)
        if undone is None:
            return None
        side, other = side.children[k], undone
    return other


def _from_products(claim: Equation, symbol: str) -> Expr | None:
    """What the symbol is, squared at most, where both sides are products; the positive root."""
    sides = (claim.left, claim.right)
    if not all(isinstance(x, (Prod, Quot, Pow, Sym, Num)) for side in sides for x in side.walk()):
        return None
    times = _times(claim.left, symbol) - _times(claim.right, symbol)
    a, b = (_without(x, symbol) for x in (sides if times > 0 else sides[::-1]))
    try:
        return {1: div(b, a), 2: root(div(b, a))}.get(abs(times))
    except ZeroDivisionError:
        return None


def _times(x: Expr, symbol: str) -> int:
    """How often the symbol is a factor of a product."""
    match x:
        case Prod():
            return sum(_times(f, symbol) for f in x.args)
        case Quot():
            return _times(x.num, symbol) - _times(x.den, symbol)
        case Pow():
            return x.exponent * _times(x.base, symbol)
    return int(x == Sym(symbol))


def _without(x: Expr, symbol: str) -> Expr:
    """A product without the symbol."""
    match x:
        case Prod():
            return mul(*(_without(f, symbol) for f in x.args))
        case Quot():
            return div(_without(x.num, symbol), _without(x.den, symbol))
        case Pow():
            return power(_without(x.base, symbol), x.exponent)
    return ONE if x == Sym(symbol) else x


def subjects(claim: Equation) -> list[str]:
    """The symbols that the claim is plainly about: R of R = …, of 1/R = …, of R² = … and of … = R."""
    inner = [x.den if isinstance(x, Quot) and x.num == ONE else x for x in (claim.left, claim.right)]
    inner = [x.base if isinstance(x, Pow) and x.exponent == 2 else x for x in inner]
    return [x.name for x in inner if isinstance(x, Sym)]


def _undone(x: Expr, k: int, value: Expr) -> Expr | None:
    """What child `k` of x is, where x has this value."""
    rest = tuple(c for i, c in enumerate(x.children) if i != k)
    try:
        match x:
            case Sum():
                return add(value, *(neg(t) for t in rest))
            case Neg():
                return neg(value)
            case Prod():
                return div(value, mul(*rest))
            case Quot():
                return mul(value, x.den) if k == 0 else div(x.num, value)
            case Pow() if x.exponent == 2:
                return root(value)
            case Root():
                return power(value, 2)
            case Par():
                return div(ONE, add(div(ONE, value), *(neg(div(ONE, p)) for p in rest)))
    except ZeroDivisionError:
        return None
    return None
