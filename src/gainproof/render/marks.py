"""What is set on the page: a formula after its signs and brackets are decided, before any format.

An expression tree says what is meant; marks say what is seen.  `typesetting` turns the one into the other.
LaTeX, Typst, MathML and the terminal each print these twelve marks and decide nothing themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
