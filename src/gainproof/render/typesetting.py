"""From an expression to its marks: signs, brackets, and a dot between factors that would run together.

Brackets stand where they are needed, ( ) inside [ ] inside { }; what is painted stays painted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from gainproof.expression import Abs, Equation, Expr, Neg, Num, Par, Partial, Pow, Prod, Quot, Root, Sum, Sym
from gainproof.render.marks import (
    ANGLE,
    BARS,
    GOES_TO,
    MINUS,
    OVER,
    PARALLEL,
    PLUS,
    TIMES,
    Amount,
    Braced,
    Coloured,
    Digits,
    Fenced,
    Letter,
    Mark,
    Raised,
    Ratio,
    Rooted,
    Row,
    Sign,
    Word,
    fenced,
    row,
)
from gainproof.render.paint import Paint, Painted
from gainproof.render.sentences import Tends
from gainproof.symbols import split_symbol
from gainproof.worked.figures import Figure, Polar, Words

_SUM, _PAR, _PRODUCT, _FRACTION, _POWER, _ATOM = range(6)


def _level(x: Expr) -> int:
    while isinstance(x, Painted):
        x = x.inside
    match x:
        case Sum() | Neg():
            return _SUM
        case Num():
            q: Fraction = x.args[0]
            return _SUM if q < 0 else _ATOM if q.denominator == 1 else _FRACTION
        case Par():
            return _PAR
        case Prod():
            return _PRODUCT
        case Quot() | Partial():
            return _FRACTION
        case Figure():
            return _FRACTION if x.unit or x.power or x.imaginary else _ATOM
        case Pow():
            return _POWER
    return _ATOM


def typeset(x: Expr) -> Mark:
    """The marks of an expression."""
    match x:
        case Sym():
            return letter(x.name)
        case Num():
            return _number(x.args[0])
        case Sum():
            parts = [_within(x.args[0], _PAR, first=True)]
            for t in x.args[1:]:
                sign, body = signed(t)
                parts += [Sign(sign), body]
            return row(parts)
        case Neg():
            return row([Sign(MINUS, prefix=True), _within(x.args[0], _PAR)])
        case Prod():
            return row(_factors(x.args))
        case Quot():
            return Ratio(_lifted(typeset(x.num)), typeset(x.den))
        case Pow():
            return Raised(_within(x.base, _ATOM), x.exponent)
        case Root():
            return Rooted(typeset(x.inside))
        case Abs():
            return Fenced(BARS, typeset(x.inside))
        case Par():
            parts = [_within(x.args[0], _FRACTION)]
            for p in x.args[1:]:
                parts += [Sign(PARALLEL), _within(p, _FRACTION)]
            return row(parts)
        case Figure():
            return Amount(x.digits, x.unit, x.power, x.imaginary)
        case Polar():
            turn = Amount(str(abs(x.phase)), "°")
            minus = [Sign(MINUS, prefix=True)] if x.phase < 0 else []
            return row([typeset(x.magnitude), Sign(ANGLE), *minus, turn])
        case Words():
            return Word(x.name)
        case Partial():
            return Ratio(*(row([Letter("partial"), typeset(y)]) for y in x.args))
        case Painted():
            return _coat(typeset(x.inside), x.paint)
    raise TypeError(f"not an expression: {x!r}")


def equation(claim: Equation) -> Mark:
    """A claim in one row."""
    return row([typeset(claim.left), Sign(claim.relation), typeset(claim.right)])


def signed(term: Expr) -> tuple[str, Mark]:
    """A later term of a sum: its sign and what follows it."""
    if isinstance(term, Neg):
        return MINUS, _within(term.args[0], _PAR)
    if isinstance(term, Num) and term.args[0] < 0:
        return MINUS, _number(-term.args[0])
    return PLUS, _within(term, _PAR)


def factor(x: Expr) -> Mark:
    """A factor, bracketed as in a product."""
    return _within(x, _PRODUCT)


def _within(x: Expr, least: int, first: bool = False) -> Mark:
    """The marks of `x` where anything looser than `least` wants brackets."""
    if first and isinstance(x, Neg):
        return typeset(x)
    if isinstance(x, Painted):
        return _coat(_within(x.inside, least), x.paint)
    inside = typeset(x)
    return fenced(inside) if _level(x) < least else inside


def _coat(inside: Mark, paint: Paint) -> Mark:
    if paint.word:
        inside = Braced(inside, paint.word, above=False)
    return Coloured(paint.role, inside) if paint.role else inside


def _factors(parts: Sequence[Expr]) -> list[Mark]:
    out: list[Mark] = []
    for i, f in enumerate(parts):
        mark = _within(f, _PRODUCT, first=i == 0)
        if i and (_starts_with_digit(mark) or _run_together(out[-1], mark)):
            out.append(Sign(TIMES))
        out.append(mark)
    return out


def _lifted(m: Mark) -> Mark:
    """A numerator, its braces moved above it, away from the bar."""
    match m:
        case Row():
            return Row(tuple(map(_lifted, m.parts)))
        case Coloured():
            return Coloured(m.role, _lifted(m.inside))
        case Braced():
            return Braced(m.inside, m.word, above=True)
    return m


def _starts_with_digit(m: Mark) -> bool:
    match m:
        case Digits() | Amount():
            return True
        case Raised():
            return _starts_with_digit(m.base)
        case Row():
            return _starts_with_digit(m.parts[0])
        case Coloured() | Braced():
            return _starts_with_digit(m.inside)
        case Ratio():
            return isinstance(m.over, Digits | Amount) and isinstance(m.under, Digits | Amount)
    return False


def _run_together(before: Mark, after: Mark) -> bool:
    """Would these factors look like one, as a unit before a bracket, or two fractions of numbers?"""
    last = before.parts[-1] if isinstance(before, Row) else before
    if isinstance(last, Amount) and not last.unit and isinstance(after, Letter):
        return False
    return _with_amounts(before) or _with_amounts(after)


def _with_amounts(m: Mark) -> bool:
    match m:
        case Amount():
            return True
        case Row():
            return any(map(_with_amounts, m.parts))
        case Ratio():
            return _with_amounts(m.over) or _with_amounts(m.under)
        case Raised():
            return _with_amounts(m.base)
        case Rooted() | Fenced() | Coloured() | Braced():
            return _with_amounts(m.inside)
    return False


def _number(q: Fraction) -> Mark:
    if q < 0:
        return row([Sign(MINUS, prefix=True), _number(-q)])
    if q.denominator == 1:
        return Digits(str(q.numerator))
    return Ratio(Digits(str(q.numerator)), Digits(str(q.denominator)))


def letter(name: str) -> Letter:
    """The symbol called `name`; a subscript that names a part, as in ``i_R1``, has one of its own.

    The subscript of ``G_oo`` is an infinity.
    """
    stem, below = split_symbol(name)
    if not below:
        return Letter(stem)
    if below.isdigit():
        return Letter(stem, Digits(below))
    if below == "oo":
        return Letter(stem, Word("∞"))
    return Letter(stem, letter(below) if _PART.fullmatch(below) else Letter(below))


_PART = re.compile(r"[A-Z][A-Za-z]{0,2}\d{1,4}")


def tends(part: Tends) -> Mark:
    """``A_o → ∞`` as marks."""
    return row([typeset(part.symbol), Sign(GOES_TO), Word("∞") if part.to == "oo" else Digits(part.to)])


def formula(part: object) -> Mark:
    """A part of a phrase that is mathematics, as marks.  Raises TypeError for anything else."""
    match part:
        case Tends():
            return tends(part)
        case Equation():
            return equation(part)
        case Expr():
            return typeset(part)
    raise TypeError(f"not part of a phrase: {part!r}")


def flat(m: Mark) -> Mark:
    """The same formula in one line: fractions as ``a/b``, with the brackets that this needs."""
    match m:
        case Row():
            out: list[Mark] = []
            for p in m.parts:
                after_slash = bool(out) and not isinstance(out[-1], Sign) and _has_slash(out)
                out.extend((Sign(TIMES), flat(p)) if after_slash and not isinstance(p, Sign) else (flat(p),))
            return row(out)
        case Ratio():
            over, under = flat(m.over), flat(m.under)
            over = fenced(over) if _loose(over) else over
            under = fenced(under) if isinstance(under, Row) else under
            return row([over, Sign(OVER), under])
        case Raised():
            return Raised(flat(m.base), m.exponent)
        case Rooted():
            return Rooted(flat(m.inside))
        case Fenced():
            inside = flat(m.inside)
            return Fenced(BARS, inside) if m.level == BARS else fenced(inside)
        case Coloured():
            return Coloured(m.role, flat(m.inside))
        case Braced():
            return flat(m.inside)
    return m


def _loose(m: Mark) -> bool:
    """Whether a row holds a sign that binds less tightly than a slash."""
    return isinstance(m, Row) and any(
        isinstance(p, Sign) and p.text in (PLUS, MINUS, PARALLEL) for p in m.parts
    )


def _has_slash(parts: Sequence[Mark]) -> bool:
    """Whether the last term among `parts` ends in a quotient."""
    last = parts[-1]
    return isinstance(last, Row) and Sign(OVER) in last.parts
