"""How wide and how high marks are when they are printed, estimated from above, in em."""

from __future__ import annotations

from collections.abc import Callable

from gainproof.render.marks import (
    OVER,
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
    is_greek,
)

Measure = Callable[[Mark], float]


def width(m: Mark, size: float = 1.0) -> float:
    """An estimate, from above, of the printed width in em."""
    match m:
        case Letter():
            below = width(m.below, 0.8 * size) if m.below else 0.0
            stem = 0.7 if is_greek(m.stem) else sum(map(_wide, m.stem))
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
