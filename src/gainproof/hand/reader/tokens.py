"""Tokens: what the scanner makes of the characters, and the grammar reads.  Each keeps its place.

=========  ====================================================================================
kind       text
=========  ====================================================================================
``num``    a number; `value` is the Fraction, `rounding` half a unit of its last digit if it has one
``sym``    a symbol; `value` is what it stands for
``op``     ``+ - * / ^ ∥ ( ) { }``, ``frac``, ``sqrt``, ``over``, ``,`` inside brackets
``rel``    ``= ≈ → ≜ ≫ ≪ < > ≤ ≥ ≠``
``inf``    infinity
``word``   a word of prose, or a name of letters that nobody has said
``sep``    ``row``, ``;``, ``,``, ``implies``, ``iff``; ``soft`` (a wide space, ``&``) parts only equations
``tag``    the number that an equation bears
``limit``  the inside of ``\\lim_{…}`` or of an arrow, tokens in `value`
``bad``    what no formula holds; `value` says what was expected
=========  ====================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

MOST_CHARACTERS = 2_000_000
"""Of one document."""
MOST_TOKENS = 20_000
"""Of one display or line."""
DEEPEST = 60
"""Nested brackets."""
MOST_DIGITS = 40
"""Of one number."""
LARGEST_EXPONENT = 40
"""Of ten, in 1e-12; a number beyond has no use in a circuit."""
TALLEST = 120
"""Levels of one tree: a/b/c/d has three."""
LARGEST_POWER = 16
LARGEST_DEGREE = 64
"""Of powers of powers."""
LONGEST_NAME = 64
LOGARITHM = "the function log"
"""The text of a common logarithm, which only a level may hold."""
BAR = "|"
"""The text of a bar of the magnitude |x|."""


@dataclass(slots=True)
class Token:
    """One token: the characters from `at` up to `end` of the document.

    `spaced` says that the blank before it means nothing, `single` that a number is a row of single digits
    where one token is asked for: both are so in LaTeX.
    """

    kind: str
    text: str
    at: int
    end: int
    value: Any = None
    rounding: Fraction | None = None
    spaced: bool = False
    single: bool = False

    def is_op(self, *texts: str) -> bool:
        return self.kind == "op" and self.text in texts


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


class NotRead(ValueError):
    """A formula cannot be read: where, what was found, what was expected."""

    def __init__(self, at: int, end: int, what: str, expected: str) -> None:
        self.at, self.end, self.what, self.expected = at, end, what, expected
        super().__init__(f"{what}; expected {expected}")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed while reading, before its place is counted in lines and columns."""

    code: str
    at: int
    end: int
    message: str
