"""Places in an equation, and putting something else there.

A place is the way from the equation to a part of it: the side (0 or 1), then indices of children.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Pow, Prod, Quot, Sum

Place = tuple[int, ...]


def places(q: Equation) -> Iterator[tuple[Place, Expr]]:
    """Every part with its place, the sides first."""
    pending: list[tuple[Place, Expr]] = [((0,), q.left), ((1,), q.right)]
    while pending:
        place, x = pending.pop(0)
        yield place, x
        pending += [((*place, k), c) for k, c in enumerate(x.children)]


def at(q: Equation, place: Place) -> Expr:
    """The part at a place."""
    x = q.left if place[0] == 0 else q.right
    for k in place[1:]:
        x = x.children[k]
    return x


def put(q: Equation, place: Place, new: Expr) -> Equation:
    """The equation with another part at this place."""
    left, right = q.left, q.right
    if place[0] == 0:
        left = _put(left, place[1:], new)
    else:
        right = _put(right, place[1:], new)
    return Equation(left, right, q.relation)


def _put(x: Expr, way: Place, new: Expr) -> Expr:
    if not way:
        return new
    k, *rest = way
    children = [_put(c, tuple(rest), new) if n == k else c for n, c in enumerate(x.children)]
    if isinstance(x, Pow):
        return power(children[0], x.exponent)
    if isinstance(x, Neg):
        return minus(children[0])
    if isinstance(x, Sum):
        return total(children)
    if isinstance(x, Prod):
        return product(children)
    return x.rebuilt(tuple(children))


def minus(x: Expr) -> Expr:
    """The other sign; two signs cancel."""
    return x.args[0] if isinstance(x, Neg) else x if x == ZERO else Neg(x)


def total(terms: list[Expr]) -> Expr:
    """A sum, flat; a bracket that is taken away keeps its bracket."""
    flat: list[Expr] = []
    for t in terms:
        flat.extend(t.args if isinstance(t, Sum) else (t,))
    flat = [t for t in flat if t != ZERO]
    return ZERO if not flat else flat[0] if len(flat) == 1 else Sum(*flat)


def product(factors: list[Expr]) -> Expr:
    """A product, flat, its sign in front."""
    flat: list[Expr] = []
    negative = False
    for f in factors:
        if isinstance(f, Neg):
            negative, f = not negative, f.args[0]
        flat.extend(f.args if isinstance(f, Prod) else (f,))
    flat = [f for f in flat if f != ONE]
    body = ONE if not flat else flat[0] if len(flat) == 1 else Prod(*flat)
    return minus(body) if negative else body


def fraction(above: Expr, below: Expr) -> Expr:
    """A fraction, its sign in front; over one it is none."""
    if isinstance(above, Neg):
        return minus(fraction(above.args[0], below))
    if isinstance(below, Neg):
        return minus(fraction(above, below.args[0]))
    return above if below == ONE else Quot(above, below)


def power(base: Expr, n: int) -> Expr:
    """A whole power from the first up."""
    return base if n == 1 else Pow(base, n)


def factors(x: Expr) -> list[Expr]:
    """The factors of a product; of anything else, itself."""
    return list(x.args) if isinstance(x, Prod) else [x]


def is_number(x: Expr) -> bool:
    """A number, with or without a sign."""
    return isinstance(x, Num) or (isinstance(x, Neg) and isinstance(x.args[0], Num))
