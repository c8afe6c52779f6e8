"""Lines that are alike: the same but for the order of terms and factors, where signs stand, and the sides.

Two suggestions that are alike are one, and which of them a writer meant nobody can say.  Nothing is
multiplied out: a (b + c) and a b + a c are two ways of writing.  A parallel combination is like the
reciprocal of the sum of the reciprocals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum
from gainproof.hand.diagnosis.needs import Point
from gainproof.radicals import Radical

Product = tuple[Fraction, frozenset[tuple[Hashable, int]]]
"""A number, and atoms with their powers."""
MOST_KEPT = 10_000
"""Products that are remembered: the readings of one line have most of their parts in common."""


def alike(q: Equation) -> Hashable:
    """The same for lines that are alike."""
    if ZERO in (q.left, q.right) or isinstance(q.left, Sum) or isinstance(q.right, Sum):
        terms = _terms((q.left, Neg(q.right)))
        return _unsigned(terms)[1]
    number, atoms = product(Quot(q.left, q.right))
    if not number:
        return ZERO
    turned = frozenset((a, -n) for a, n in atoms)
    return min((abs(number), atoms), (1 / abs(number), turned), key=hash), number > 0


def written(q: Equation) -> Hashable:
    """The same for lines whose sides are alike, in any order, up to a sign of both, and with as many ∥."""
    (m, a), (n, b) = product(q.left), product(q.right)
    parallel = sum(isinstance(x, Par) for side in (q.left, q.right) for x in side.walk())
    return frozenset({(abs(m), a, m * n > 0), (abs(n), b, m * n > 0)}), parallel


def says(q: Equation, free: Point) -> tuple[Hashable, ...]:
    """What two lines have in common that say the same by the definitions of their names.

    Of v (G - g) = i, v G - v g = i and v G = i + v g the sides differ by the same at a free point, up to a
    sign; of v = R i and v/R = i they have the same quotient, up to a turning over.  Of lines that are true
    there, whatever the circuit, the sides themselves have the same values.
    """
    a, b = free.value(q.left), free.value(q.right)
    if a is None or b is None or isinstance(a, Radical) or isinstance(b, Radical):
        return (alike(q),)
    if a == b:
        values = [a, -a, 1 / a, -1 / a] if a else [a]
        return (("identity", min(map(int, values))),)
    out: list[Hashable] = [("difference", min(int(a - b), int(b - a)))]
    if a and b:
        out.append(("quotient", min(int(a / b), int(b / a))))
    return tuple(out)


@lru_cache(MOST_KEPT)
def product(x: Expr) -> Product:
    """`x` as a number times powers."""
    match x:
        case Num():
            return x.args[0], frozenset()
        case Neg():
            number, atoms = product(x.args[0])
            return -number, atoms
        case Prod():
            return _together((product(f), 1) for f in x.args)
        case Quot():
            return _together(((product(x.num), 1), (product(x.den), -1)))
        case Pow():
            return _together(((product(x.base), x.exponent),))
        case Par():
            return _together(((product(Sum(*(Quot(ONE, p) for p in x.args))), -1),))
        case Sum():
            sign, terms = _unsigned(_terms(x.args))
            if len(terms) == 1:
                ((atoms, number),) = terms
                return sign * number, atoms
            return (Fraction(sign), frozenset({(terms, 1)})) if terms else (Fraction(0), frozenset())
        case Root():
            return Fraction(1), frozenset({(("root", product(x.inside)), 1)})
        case _:
            return Fraction(1), frozenset({(x, 1)})


def _together(parts: Iterable[tuple[Product, int]]) -> Product:
    number = Fraction(1)
    powers: Counter[Hashable] = Counter()
    for (n, atoms), power in parts:
        if not n:
            return Fraction(0), frozenset()
        number = number * n**power
        for a, p in atoms:
            powers[a] += p * power
    return number, frozenset((a, p) for a, p in powers.items() if p)


def _terms(terms: Iterable[Expr]) -> Mapping[frozenset[tuple[Hashable, int]], Fraction]:
    """The numbers of the terms by their atoms; sums within sums are taken up."""
    out: dict[frozenset[tuple[Hashable, int]], Fraction] = {}
    for t in terms:
        sign, body = (-1, t.args[0]) if isinstance(t, Neg) else (1, t)
        if isinstance(body, Sum):
            inner = _terms(body.args).items()
        else:
            number, atoms = product(body)
            inner = {atoms: number}.items()
        for atoms, number in inner:
            out[atoms] = out.get(atoms, Fraction(0)) + sign * number
    return {a: n for a, n in out.items() if n}


def _unsigned(
    terms: Mapping[frozenset[tuple[Hashable, int]], Fraction],
) -> tuple[int, frozenset[tuple[frozenset[tuple[Hashable, int]], Fraction]]]:
    """The terms with a sign taken out, so that minus them is them."""
    if not terms:
        return 1, frozenset()
    first = min(terms, key=hash)
    sign = 1 if terms[first] > 0 else -1
    return sign, frozenset((a, n * sign) for a, n in terms.items())
