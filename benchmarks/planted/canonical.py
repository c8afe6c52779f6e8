"""Is this equation the one that was meant, as written?

`same` compares two equations up to what no reader would call a difference: the order of terms, of factors
and of the two sides, nested fractions (a/b/c, a (b/c), a b/c), signs drawn in or out of a product, a fraction
or a whole side, numbers worked out, R1 for R_1.  Brackets that are multiplied out, common denominators and
parts in parallel spelled out are another way of writing.

`equal_sides` asks less: each side has the value it had, whatever its symbols stand for.
"""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

from gainproof.expression import Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym

Form = tuple[Fraction, tuple[object, ...]]
"""A number, and the other factors in order, each with its power."""

ROUNDS = 3
PRIME = (1 << 61) - 1


def same(a: Equation, b: Equation) -> bool:
    """Are these one equation, as written?"""
    return _forms(a) == _forms(b)


def equal_sides(a: Equation, b: Equation) -> bool:
    """Has each side of `a` the value of a side of `b`, at random points where every symbol is free?"""
    draw = random.Random(repr(b))
    straight = crossed = True
    for _ in range(ROUNDS):
        point: dict[str, int] = {}
        for x in (a.left, a.right, b.left, b.right):
            for n in x.symbols():
                point.setdefault(bare(n), draw.randrange(1, PRIME))
        try:
            (p, q), (r, s) = ((_residue(e.left, point), _residue(e.right, point)) for e in (a, b))
        except ZeroDivisionError:
            return False
        straight = straight and (p, q) in ((r, s), (-r % PRIME, -s % PRIME))
        crossed = crossed and (p, q) in ((s, r), (-s % PRIME, -r % PRIME))
    return straight or crossed


def bare(name: str) -> str:
    """A name without what only its spelling has."""
    return name.replace("_", "")


def _forms(q: Equation) -> tuple[object, ...]:
    """Both sides, in order, with the sign that makes the first one positive."""
    sides = []
    for sign in (1, -1):
        pair = [_scaled(_form(x), sign) for x in (q.left, q.right)]
        sides.append(tuple(sorted(pair, key=repr)))
    return min(sides, key=repr)


def _scaled(form: Form, sign: int) -> Form:
    return sign * form[0], form[1]


def _form(x: Expr) -> Form:
    number, powers = _factored(x)
    if not number:
        return Fraction(0), ()
    return number, tuple(sorted(((base, n) for base, n in powers.items() if n), key=repr))


def _factored(x: Expr) -> tuple[Fraction, Counter[object]]:
    """The number in front and the other factors with their powers."""
    match x:
        case Num():
            return Fraction(x.args[0]), Counter()
        case Sym():
            return Fraction(1), Counter({bare(x.name): 1})
        case Neg():
            number, powers = _factored(x.args[0])
            return -number, powers
        case Prod():
            number, powers = Fraction(1), Counter[object]()
            for f in x.args:
                n, p = _factored(f)
                number *= n
                powers = _merged(powers, p, 1)
            return number, powers
        case Quot():
            number, powers = _factored(x.num)
            n, p = _factored(x.den)
            return (number / n if n else Fraction(0)), _merged(powers, p, -1)
        case Pow():
            number, powers = _factored(x.base)
            return number**x.exponent, Counter({b: n * x.exponent for b, n in powers.items()})
        case Sum():
            return _sum(x)
        case Par():
            return Fraction(1), Counter({("par", tuple(sorted((_form(p) for p in x.args), key=repr))): 1})
        case Root():
            return Fraction(1), Counter({("root", _form(x.args[0])): 1})
    raise TypeError(f"not an expression: {x!r}")


def _merged(a: Counter[object], b: Counter[object], sign: int) -> Counter[object]:
    out = Counter(a)
    for base, n in b.items():
        out[base] += sign * n
    return out


def _sum(x: Sum) -> tuple[Fraction, Counter[object]]:
    """A sum as one factor, with its sign in front; like terms are counted together."""
    terms: Counter[object] = Counter()
    for t in _flat(x):
        number, rest = _form(t)
        terms[rest] += number  # type: ignore[assignment]
    left = sorted(((rest, n) for rest, n in terms.items() if n), key=repr)
    if not left:
        return Fraction(0), Counter()
    if len(left) == 1:
        return Fraction(left[0][1]), Counter(dict(left[0][0]))  # type: ignore[call-overload]
    sign = -1 if left[0][1] < 0 else 1
    return Fraction(sign), Counter({("sum", tuple((rest, sign * n) for rest, n in left)): 1})


def _flat(x: Sum) -> list[Expr]:
    out: list[Expr] = []
    for t in x.args:
        inner, sign = (t.args[0], -1) if isinstance(t, Neg) else (t, 1)
        if isinstance(inner, Sum):
            out.extend(u if sign > 0 else Neg(u) for u in _flat(inner))
        else:
            out.append(t)
    return out


def _residue(x: Expr, point: dict[str, int]) -> int:
    """The value modulo a prime."""
    match x:
        case Num():
            return x.args[0].numerator * _inverse(x.args[0].denominator)  # type: ignore[no-any-return]
        case Sym():
            return point[bare(x.name)]
        case Neg():
            return -_residue(x.args[0], point) % PRIME
        case Sum():
            return sum(_residue(t, point) for t in x.args) % PRIME
        case Prod():
            out = 1
            for f in x.args:
                out = out * _residue(f, point) % PRIME
            return out
        case Quot():
            return _residue(x.num, point) * _inverse(_residue(x.den, point)) % PRIME
        case Pow():
            return pow(_residue(x.base, point), x.exponent, PRIME)
        case Par():
            return _inverse(sum(_inverse(_residue(p, point)) for p in x.args))
    raise ZeroDivisionError("a root has no value here")


def _inverse(n: int) -> int:
    if n % PRIME == 0:
        raise ZeroDivisionError("modulo a prime")
    return pow(n, -1, PRIME)
