"""Parts of an expression by their path, and an expression with a part put in another's place.

What is put in keeps the shape of everything around it.  Only what no writer would leave is tidied where it is
put: a zero term, a factor 1, a sign inside a product, a sum inside a sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Prod, Quot, Sum
from gainproof.hand.work import Path


def parts(x: Expr, path: Path = ()) -> Iterator[tuple[Path, Expr]]:
    """Every part of `x` with its path, each before its own parts."""
    yield path, x
    for i, child in enumerate(x.children):
        yield from parts(child, (*path, i))


def size(x: Expr) -> int:
    """Symbols and numbers written."""
    return sum(1 for n in x.walk() if not n.children)


def part(q: Equation, path: Path) -> Expr:
    """The part of an equation; the first index is 0 for the left side and 1 for the right."""
    x = q.right if path[0] else q.left
    for i in path[1:]:
        x = x.children[i]
    return x


def with_part(q: Equation, path: Path, new: Expr) -> Equation:
    """The equation with `new` in the place of the part at `path`."""
    if path[0]:
        return Equation(q.left, planted(q.right, path[1:], new), q.relation)
    return Equation(planted(q.left, path[1:], new), q.right, q.relation)


def planted(x: Expr, path: Path, new: Expr) -> Expr:
    """`x` with `new` in the place of the part at `path`."""
    if not path:
        return new
    return _over(x, path[0], planted(x.children[path[0]], path[1:], new))


def _over(parent: Expr, i: int, new: Expr) -> Expr:
    """`parent` with `new` as its child `i`."""
    if isinstance(parent, Neg):
        return minus(new)
    if isinstance(parent, Sum):
        return summed(*parent.args[:i], new, *parent.args[i + 1 :])
    if isinstance(parent, Prod):
        return times(*parent.args[:i], new, *parent.args[i + 1 :])
    if isinstance(parent, Quot):
        return over(new, parent.den) if i == 0 else over(parent.num, new)
    if isinstance(parent, Par):
        inner = new.args if isinstance(new, Par) else (new,)
        return Par(*parent.args[:i], *inner, *parent.args[i + 1 :])
    return parent.rebuilt(tuple(new if k == i else c for k, c in enumerate(parent.children)))


def minus(x: Expr) -> Expr:
    """Minus `x`, in front of the whole of it."""
    if isinstance(x, Neg):
        return x.args[0]  # type: ignore[no-any-return]
    return x if x == ZERO else Neg(x)


def opposite(x: Expr) -> Expr:
    """Minus `x`, as one writes it: b - a for a - b, and (b - a)/c for (a - b)/c."""
    if isinstance(x, Quot) and isinstance(x.num, Sum) and not isinstance(opposite(x.num), Neg):
        return Quot(opposite(x.num), x.den)
    if isinstance(x, Sum) and len(x.args) == 2 and sum(isinstance(t, Neg) for t in x.args) == 1:
        return Sum(*sorted(map(minus, x.args), key=lambda t: isinstance(t, Neg)))
    return minus(x)


def summed(*terms: Expr) -> Expr:
    """The sum in this order; zeros left out, sums inside taken up."""
    flat: list[Expr] = []
    for t in terms:
        flat.extend(t.args if isinstance(t, Sum) else () if t == ZERO else (t,))
    return Sum(*flat) if len(flat) > 1 else flat[0] if flat else ZERO


def times(*factors: Expr) -> Expr:
    """The product in this order; ones left out, signs in front, products inside taken up."""
    flat: list[Expr] = []
    negative = False
    for f in factors:
        if isinstance(f, Neg):
            negative, f = not negative, f.args[0]
        if f == ZERO:
            return ZERO
        flat.extend(f.args if isinstance(f, Prod) else () if f == ONE else (f,))
    body = Prod(*flat) if len(flat) > 1 else flat[0] if flat else ONE
    return Neg(body) if negative else body


def over(num: Expr, den: Expr) -> Expr:
    """The fraction with this bar; signs in front, no bar over 1, and a (1 + b) for a over 1/(1 + b)."""
    if isinstance(den, Quot) and den.num == ONE:
        return times(num, den.den)
    negative = isinstance(num, Neg) != isinstance(den, Neg)
    num = num.args[0] if isinstance(num, Neg) else num
    den = den.args[0] if isinstance(den, Neg) else den
    body = ZERO if num == ZERO else num if den == ONE else Quot(num, den)
    return Neg(body) if negative and body != ZERO else body


def cancelled(x: Expr, y: Expr) -> Expr | None:
    """The product of two fractions, without what stands above and below; None if nothing does."""
    up, down = [*_above(x), *_above(y)], [*_below(x), *_below(y)]
    common = [f for f in up if f in down]
    for f in dict.fromkeys(common):
        for _ in range(min(up.count(f), down.count(f))):
            up.remove(f)
            down.remove(f)
    return over(times(*up), times(*down)) if common else None


def _above(x: Expr) -> tuple[Expr, ...]:
    return factors(x.num if isinstance(x, Quot) else x)


def _below(x: Expr) -> tuple[Expr, ...]:
    return factors(x.den) if isinstance(x, Quot) else ()


def factors(x: Expr) -> tuple[Expr, ...]:
    """The factors as written; none of 1."""
    return x.args if isinstance(x, Prod) else () if x == ONE else (x,)


def inverted(x: Expr) -> Expr:
    """The reciprocal: a fraction turned over, else one over `x`."""
    if isinstance(x, Neg):
        return Neg(inverted(x.args[0]))
    if isinstance(x, Num):
        return Num(1 / x.args[0]) if x.args[0] else x
    return over(x.den, x.num) if isinstance(x, Quot) else Quot(ONE, x)
