"""The dimension that a name is likely to have, by the letter with which it begins.

Everybody calls a voltage v, a resistance R and a time constant τ.  A name that is defined with another
dimension than its letter says is likelier to be defined wrongly.  Letters for several things say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from gainproof.expression import Expr
from gainproof.symbols import split_symbol
from gainproof.units import UNITS, Dimension, DimensionError, dimension

_LETTERS = {
    "V": "v V u U e E",
    "A": "i I",
    "Ω": "R Z r z",
    "S": "G Y g y gm Gm",
    "s": "tau",
    "rad/s": "omega w",
    "F": "C",
    "H": "L",
}
_OF_LETTER = {letter: UNITS[unit] for unit, letters in _LETTERS.items() for letter in letters.split()}
_GREEK = 3
"""Letters that spell a Greek letter, at least."""


def by_letter(name: str) -> Dimension | None:
    """The dimension that its first letters say; None if they say nothing."""
    stem = split_symbol(name)[0]
    return _OF_LETTER.get(stem, None if len(stem) >= _GREEK else _OF_LETTER.get(stem[:1]))


def fits(name: str, meaning: Expr, of: Mapping[str, Dimension | None]) -> bool | None:
    """Has the meaning the dimension that the letter of the name says?  None if one of them says nothing."""
    expected = by_letter(name)
    try:
        found = dimension(meaning, of)
    except DimensionError:
        return False
    return None if expected is None or found is None else found == expected
