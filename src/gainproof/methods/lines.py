"""Linear equations as an author handles them: coefficients stay as they were written.

A `Line` says that a sum of coefficient times *column* is zero.  Columns are the unknowns and the sources;
coefficients are expressions such as ``1/R1 + 1/R2``.  Only what an author does at sight is done: equal
terms of opposite sign cancel, equal factors of numerator and denominator cancel, numbers are added.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from gainproof.expression import ONE, ZERO, Equation, Expr, Neg, Num, Prod, Quot, Sum, Sym, add, div, mul, neg
from gainproof.tidy import is_minus, product, quotient, total

Line = dict[Expr, Expr]
"""Coefficient by column; the column ONE holds what multiplies neither unknown nor source."""


def columns(x: Expr, of: Collection[Expr]) -> Line:
    """The coefficients of `x`, which is linear in the columns `of`."""
    if x in of:
        return {x: ONE}
    match x:
        case Sum():
            line: Line = {}
            for t in x.args:
                line = plus(line, columns(t, of))
            return line
        case Neg():
            return {k: neg(c) for k, c in columns(x.args[0], of).items()}
        case Quot():
            return {k: quotient(c, x.den) for k, c in columns(x.num, of).items()}
        case Prod():
            for i, f in enumerate(x.args):
                inner = columns(f, of)
                if any(k != ONE for k in inner):
                    rest = mul(*x.args[:i], *x.args[i + 1 :])
                    return {k: product(rest, c) for k, c in inner.items()}
    return {ONE: x} if x != ZERO else {}


def plus(a: Mapping[Expr, Expr], b: Mapping[Expr, Expr]) -> Line:
    """The sum of two lines."""
    line = dict(a)
    for k, c in b.items():
        s = total([line[k], c]) if k in line else c
        if s == ZERO:
            del line[k]
        else:
            line[k] = s
    return line


def scaled(line: Mapping[Expr, Expr], factor: Expr) -> Line:
    """The line times a factor."""
    return {k: product(factor, c) for k, c in line.items()}


def substituted(line: Mapping[Expr, Expr], column: Expr, value: Mapping[Expr, Expr]) -> Line:
    """The line with a column replaced by a combination of others."""
    rest = {k: c for k, c in line.items() if k != column}
    return plus(rest, scaled(value, line[column]))


def term(column: Expr, coefficient: Expr) -> Expr:
    """Coefficient times column as an author writes it: v/R, A·v, v·(1/R1 + 1/R2)."""
    if column == ONE:
        return coefficient
    if is_minus(coefficient):
        return neg(term(column, neg(coefficient)))
    if isinstance(coefficient, Quot):
        return div(_times_column(coefficient.num, column), coefficient.den)
    if isinstance(coefficient, Prod) and isinstance(coefficient.args[0], Quot):
        return mul(term(column, coefficient.args[0]), *coefficient.args[1:])
    return _times_column(coefficient, column)


def _times_column(c: Expr, column: Expr) -> Expr:
    return mul(column, c) if isinstance(c, Sum) and not isinstance(column, Sum) else mul(c, column)


def side(line: Mapping[Expr, Expr]) -> Expr:
    """The line's terms summed, those with a plus sign first; columns with one coefficient share it."""
    groups: dict[Expr, list[Expr]] = {}
    for k, c in line.items():
        groups.setdefault(neg(c) if is_minus(c) else c, []).append(k)
    terms = []
    for c, shared in groups.items():
        if c == ONE or len(shared) == 1:
            terms += [term(k, line[k]) for k in shared]
        else:
            signed = [neg(k) if is_minus(line[k]) else k for k in shared]
            terms.append(term(total(signed), c))
    return add(*(t for t in terms if not isinstance(t, Neg)), *(t for t in terms if isinstance(t, Neg)))


def is_conductance(c: Expr) -> bool:
    """Is the coefficient a sum of reciprocals, 1/R1 + 1/R2 + …?"""
    return isinstance(c, Sum) and all(isinstance(t, Quot) and t.num == ONE for t in c.args)


def gathered(line: Mapping[Expr, Expr], left: Collection[Expr]) -> Equation:
    """The line with the columns `left` on the left and all else on the right."""
    right = {k: negated(c) for k, c in line.items() if k not in left}
    return Equation(side({k: c for k, c in line.items() if k in left}), side(right))


def in_common(c: Expr) -> Expr:
    """The coefficient with a number that all its terms begin with before the sum: (R1 + R2)/2."""
    if not isinstance(c, Sum):
        return c
    parts = [_numbered(t) for t in c.args]
    numbers = {abs(q) for q, _ in parts}
    if len(numbers) != 1 or numbers == {Fraction(1)}:
        return c
    (q,) = numbers
    whole = total(neg(body) if n < 0 else body for n, body in parts)
    return div(mul(Num(q.numerator), whole), Num(q.denominator))


def _numbered(t: Expr) -> tuple[Fraction, Expr]:
    """The number that a term begins with, and the rest."""
    if isinstance(t, Neg):
        q, body = _numbered(t.args[0])
        return -q, body
    if isinstance(t, Prod) and isinstance(t.args[0], Num):
        return t.args[0].args[0], mul(*t.args[1:])
    return Fraction(1), t


def negated(c: Expr) -> Expr:
    """Minus the coefficient, its positive terms first."""
    return total(neg(t) for t in c.args) if isinstance(c, Sum) else neg(c)


def mostly_negative(c: Expr) -> bool:
    """Does the coefficient read better with its sign changed?"""
    if isinstance(c, Sum):
        return sum(isinstance(t, Neg) for t in c.args) * 2 > len(c.args)
    return isinstance(c, Neg)


def leaves(x: Expr) -> int:
    """How many symbols and numbers the expression shows."""
    return sum(isinstance(n, Sym | Num) for n in x.walk())
