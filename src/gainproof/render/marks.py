"""What is set on the page: a formula after its signs and brackets are decided, before any format.

An expression tree says what is meant; marks say what is seen.  `typeset` turns the one into the
other: it puts brackets where they are needed, ( ) inside [ ] inside { }, a dot between factors that
would run together, and paints the sub-trees that the page points out.  LaTeX, Typst, MathML and the
terminal each print these twelve marks and decide nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gainproof.expression import (
    Abs,
    Equation,
    Expr,
    Neg,
    Num,
    Par,
    Partial,
    Pow,
    Prod,
    Quot,
    Root,
    Sum,
    Sym,
    neg,
)
from gainproof.render.sentences import Tends
from gainproof.symbols import split_symbol
from gainproof.worked.figures import Figure, Polar, Words

MINUS, PLUS, TIMES, PARALLEL, EQUALS, GOES_TO, OVER = "−", "+", "·", "∥", "=", "→", "/"
ALIKE, ABOUT, DEFINED = "∼", "≈", "≜"
UNEQUAL, ABOVE, BELOW = "≠", ">", "<"
ANGLE = "∠"


@dataclass(frozen=True, slots=True)
class Letter:
    """A symbol: its stem (``R``, ``beta``) and what stands below it."""

    stem: str
    below: Letter | Digits | Word | None = None


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as it is printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: ``j6.28·10³ V·Ω``; `power` is that of ten, 0 for none."""

    text: str
    unit: str = ""
    power: int = 0
    imaginary: bool = False

    @property
    def gap(self) -> bool:
        """Is there a space before the unit?"""
        return self.unit not in ("", "°")


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator or a relation between two marks, or in front of one (`prefix`)."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Upright words inside a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Marks beside each other."""

    parts: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction with a bar."""

    over: Mark
    under: Mark


@dataclass(frozen=True, slots=True)
class Raised:
    """A power."""

    base: Mark
    exponent: int


@dataclass(frozen=True, slots=True)
class Rooted:
    """A square root."""

    inside: Mark


@dataclass(frozen=True, slots=True)
class Fenced:
    """Brackets; `level` 1 is round, 2 square, 3 curly, BARS those of a magnitude."""

    level: int
    inside: Mark


@dataclass(frozen=True, slots=True)
class Coloured:
    """A part that the page points out; `role` is ``substituted`` or ``error``."""

    role: str
    inside: Mark


@dataclass(frozen=True, slots=True)
class Braced:
    """A part with a brace above or below it, and a word at the brace."""

    inside: Mark
    word: str
    above: bool


BARS = 4
"""The level of the bars of a magnitude."""

Mark = Letter | Digits | Amount | Sign | Word | Row | Ratio | Raised | Rooted | Fenced | Coloured | Braced


# Painting: sub-trees that the page points out.


@dataclass(frozen=True, slots=True)
class Paint:
    """How a sub-tree is pointed out: a colour by its `role` ("" for none), and the word at a brace."""

    role: str = ""
    word: str = ""


class Painted(Expr):
    """A sub-tree under a `Paint`; lives only between a document and its printing."""

    __slots__ = ()

    def __init__(self, inside: Expr, paint: Paint) -> None:
        super().__init__(inside, paint)

    @property
    def inside(self) -> Expr:
        return self.args[0]  # type: ignore[no-any-return]

    @property
    def paint(self) -> Paint:
        return self.args[1]  # type: ignore[no-any-return]

    @property
    def children(self) -> tuple[Expr, ...]:
        return (self.inside,)

    def rebuilt(self, children: tuple[Expr, ...]) -> Expr:
        return Painted(children[0], self.paint)


def bare(x: Expr) -> Expr:
    """The tree without its paint."""
    if isinstance(x, Painted):
        return bare(x.inside)
    return x.rebuilt(tuple(map(bare, x.children))) if x.children else x


def painted(x: Expr, paints: Mapping[Expr, Paint]) -> Expr:
    """`x` with every sub-tree that is a key of `paints` painted; also a run of terms or factors.

    A sub-tree inside a painted one is not painted again.
    """
    if not paints:
        return x
    if x in paints:
        return Painted(x, paints[x])
    if isinstance(x, Neg) and x.args[0] in paints:
        return Neg(Painted(x.args[0], paints[x.args[0]]))
    if isinstance(x, (Sum, Prod)):
        return type(x)(*_runs(x, paints))
    if not x.children:
        return x
    return x.rebuilt(tuple(painted(c, paints) for c in x.children))


def _runs(x: Sum | Prod, paints: Mapping[Expr, Paint]) -> list[Expr]:
    """The parts of `x`, runs of them painted; of a sum that was subtracted, term by term."""
    wanted = [(key, paint) for key, paint in paints.items() if type(key) is type(x)]
    out: list[Expr] = []
    i = 0
    while i < len(x.args):
        for key, paint in wanted:
            run = x.args[i : i + len(key.args)]
            if run == key.args:
                out.append(Painted(key, paint))
            elif isinstance(x, Sum) and run == tuple(map(neg, key.args)):
                out += [
                    Neg(Painted(t.args[0], paint)) if isinstance(t, Neg) else Painted(t, paint) for t in run
                ]
            else:
                continue
            i += len(run)
            break
        else:
            out.append(painted(x.args[i], paints))
            i += 1
    return out


# From trees to marks.

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


def row(parts: Sequence[Mark]) -> Mark:
    """Marks beside each other; rows inside are flattened, one mark alone stays itself."""
    flat: list[Mark] = []
    for p in parts:
        flat.extend(p.parts if isinstance(p, Row) else (p,))
    return flat[0] if len(flat) == 1 else Row(tuple(flat))


def fenced(inside: Mark) -> Fenced:
    """Brackets one level above those inside."""
    return Fenced(_fences(inside) % 3 + 1, inside)


def _fences(m: Mark) -> int:
    match m:
        case Fenced():
            return m.level
        case Row():
            return max(map(_fences, m.parts), default=0)
        case Ratio():
            return max(_fences(m.over), _fences(m.under))
        case Raised():
            return _fences(m.base)
        case Rooted():
            return _fences(m.inside)
        case Coloured() | Braced():
            return _fences(m.inside)
    return 0


# Measure, in units of the font size.

Measure = Callable[[Mark], float]


def width(m: Mark, size: float = 1.0) -> float:
    """An estimate, from above, of the printed width in em."""
    match m:
        case Letter():
            below = width(m.below, 0.8 * size) if m.below else 0.0
            stem = 0.7 if m.stem in _GREEK else sum(map(_wide, m.stem))
            return size * stem + below + 0.05
        case Digits():
            return 0.5 * size * len(m.text)
        case Amount():
            unit = 0.48 * len(m.unit) + 0.2 if m.unit else 0.0
            power = 1.6 + 0.36 * len(str(m.power)) if m.power else 0.0
            return size * (0.5 * len(m.text) + unit + power + (0.4 if m.imaginary else 0.0))
        case Sign():
            return (0.78 if m.prefix else 0.5 if m.text in (TIMES, OVER) else 1.28) * size
        case Word():
            return 0.48 * size * len(m.text) + 0.3
        case Row():
            return sum(width(p, size) for p in m.parts)
        case Ratio():
            return max(width(m.over, size), width(m.under, size)) + 0.26
        case Raised():
            return width(m.base, size) + 0.36 * len(str(m.exponent)) + 0.05
        case Rooted():
            return width(m.inside, size) + 0.9
        case Fenced():
            return width(m.inside, size) + (0.8 if height(m.inside) < 1.5 else 1.3 + 0.06 * height(m.inside))
        case Coloured():
            return width(m.inside, size)
        case Braced():
            return max(width(m.inside, size), 0.36 * len(m.word))
    raise TypeError(f"not a mark: {m!r}")


def _wide(c: str) -> float:
    """The width of an italic letter, of the sorts that differ much."""
    if c in "ijlft":
        return 0.38
    if c in "mwMW":
        return 0.95
    return 0.77 if c.isupper() else 0.56


def height(m: Mark) -> float:
    """An estimate of the printed height in em; a line of letters is 1."""
    match m:
        case Row():
            return max(map(height, m.parts), default=1.0)
        case Ratio():
            return height(m.over) + height(m.under) + 0.4
        case Fenced() | Coloured():
            return height(m.inside)
        case Raised():
            return height(m.base) + 0.3
        case Rooted():
            return height(m.inside) + 0.2
        case Braced():
            return height(m.inside) + 1.1
    return 1.0


_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon"
    " phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega partial"
)
_GREEK = dict(zip(_NAMES.split(), "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ∂", strict=True))


def is_greek(stem: str) -> bool:
    """Whether a stem is the name of a Greek letter that has a shape of its own."""
    return stem in _GREEK


def greek(stem: str) -> str:
    """The Greek letter of this name, any other stem as it is."""
    return _GREEK.get(stem, stem)


def tends(part: Tends) -> Mark:
    """``A_o → ∞`` as marks."""
    return row([typeset(part.symbol), Sign(GOES_TO), Word("∞") if part.to == "oo" else Digits(part.to)])
