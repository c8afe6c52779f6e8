"""Levels in decibels: 20 log|H| = -3 dB is read as |H| = 10^(-3/20), which can be judged.

A side of an equation that is a level, a sum of logarithms and decibels, becomes the ratio of which it is the
level; a plain number beside a logarithm is a level too, and so is one beside a name for a level.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from gainproof.expression import ONE, Abs, Expr, Neg, Num, Pow, Root
from gainproof.hand.reader.formulas.nodes import Node, leaf, node, product, quotient
from gainproof.hand.reader.tokens import LOGARITHM, NotRead, Token

DECIBEL = "dB"
FULL = 20
"""Of a level of voltages: 20 log."""
LARGEST = 400
"""Decibels; no gain is more."""


def is_logarithm(t: Token) -> bool:
    return t.kind == "bad" and t.text == LOGARITHM


def in_decibels(side: Sequence[Token]) -> bool:
    """Does it end with the unit dB?"""
    return len(side) > 1 and side[-1].kind in ("word", "sym") and side[-1].text == DECIBEL


def speaks_of_levels(sides: Sequence[Sequence[Token]], names: Collection[str]) -> bool:
    """Is one side a logarithm, or a name for a level?"""
    named = any(len(side) == 1 and side[0].text in names for side in sides)
    return named or any(is_logarithm(t) for side in sides for t in side)


def ratio(
    side: Sequence[Token],
    beside: bool,
    names: Collection[str],
    parts: Collection[str],
    read: Callable[[Sequence[Token]], Node],
) -> Node | None:
    """The ratio of which the side is the level; None if it is none.

    `beside` says that the equation speaks of levels elsewhere, `names` are those of levels, `parts` symbols
    that are positive.  Raises NotRead.
    """
    decibels = in_decibels(side)
    tokens = side[:-1] if decibels else side
    number = beside and all(t.kind == "num" or t.is_op("+", "-") for t in tokens)
    if not (decibels or number or any(map(is_logarithm, tokens))):
        return None
    factors = [_factor(sign, term, names, parts, read) for sign, term in _terms(tokens)]
    return product(factors)


def _terms(tokens: Sequence[Token]) -> list[tuple[int, list[Token]]]:
    """The terms of a sum, with their signs."""
    out: list[tuple[int, list[Token]]] = []
    sign, level = 1, 0
    term: list[Token] = []
    for t in tokens:
        if level == 0 and t.is_op("+", "-") and not (term and is_logarithm(term[-1])):
            if term:
                out.append((sign, term))
                sign, term = 1, []
            sign = -sign if t.text == "-" else sign
            continue
        level += t.is_op("(", "{") - t.is_op(")", "}")
        term.append(t)
    return [*out, (sign, term)] if term else out


def _factor(
    sign: int,
    term: list[Token],
    names: Collection[str],
    parts: Collection[str],
    read: Callable[[Sequence[Token]], Node],
) -> Node:
    """What a term of a level multiplies the ratio by."""
    at = next((k for k, t in enumerate(term) if is_logarithm(t)), -1)
    if at < 0:
        if len(term) == 1 and term[0].kind == "num":
            return _number(sign, term[0])
        if len(term) == 1 and term[0].text in names:
            return _raised(leaf(term[0].value, term[0]), Fraction(sign))
        raise NotRead(term[0].at, term[-1].end, LOGARITHM, "levels alone beside it")
    head = [t for t in term[:at] if not t.is_op("*")]
    if len(head) > 1 or any(t.kind != "num" for t in head) or at + 1 == len(term):
        raise NotRead(term[0].at, term[-1].end, LOGARITHM, "a number before it")
    factor = Fraction(head[0].value) if head else Fraction(1)
    return _raised(size(read(term[at + 1 :]), parts), sign * factor / FULL)


def _number(sign: int, t: Token) -> Node:
    level = sign * Fraction(t.value)
    if abs(level) > LARGEST:
        raise NotRead(t.at, t.end, "a level out of all measure", f"at most {LARGEST} dB")
    half = t.rounding if t.rounding is not None else Fraction(1, 2)
    value = Fraction(10) ** int(level / FULL) if level % FULL == 0 else _power(level)
    return Node(Num(value), t.at, t.end, (), abs(_power(level + half) - value))


def _power(level: Fraction) -> Fraction:
    return Fraction(f"{10 ** (float(level) / FULL):.15g}")


def size(x: Node, parts: Collection[str]) -> Node:
    """The magnitude of what a level is one of; a positive number, or part, is its own."""
    inside = x.expr.inside if isinstance(x.expr, Abs) else x.expr
    if not inside.symbols():
        inside = inside.args[0] if isinstance(inside, Neg) else inside
        return Node(inside, x.at, x.end) if isinstance(inside, Num) else x
    return x if isinstance(x.expr, Abs) or _positive(inside, parts) else node(Abs, [x], x.at, x.end)


def _raised(x: Node, exponent: Fraction) -> Node:
    size = abs(exponent)
    if size == Fraction(1, 2):
        x = node(Root, [x], x.at, x.end)
    elif size == 2:
        x = Node(Pow(x.expr, 2), x.at, x.end, (x,), None, x.height + 1, 2 * x.degree)
    elif size != 1:
        raise NotRead(x.at, x.end, LOGARITHM, "10 or 20 times it")
    return quotient(Node(ONE, x.at, x.end), x) if exponent < 0 else x


def _positive(x: Expr, parts: Collection[str]) -> bool:
    """Is it made of parts alone, with no minus sign in it?"""
    return all(n in parts for n in x.symbols()) and not any(isinstance(c, Neg) for c in x.walk())
