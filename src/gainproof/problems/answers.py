"""The number in the key: how many digits it has, and how near an answer must come to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gainproof.problems.nouns import Answer
from gainproof.worked.values import engineering, rounded

TOLERANCE = Fraction(1, 100)
"""Relative; by default, and at most."""
DIGITS = 4
"""Significant digits of an answer, if they will do."""
MOST_DIGITS = 9
STEPS = tuple(Fraction(m, 1000 * 10**k) for k in range(9) for m in (10, 5, 2))
"""Tolerances that look like one: 1 %, 0.5 %, 0.2 %, 0.1 %, …"""


def answer(value: Fraction, unit: str, wrong: Iterable[Fraction] = (), most: Fraction = TOLERANCE) -> Answer:
    """The answer, with a tolerance that shuts out the values that are `wrong` (such as the ideal one).

    The tolerance is at most `most`, and at most a third of the way to the nearest wrong value; there are so
    many digits that what is printed lies in the inner half of what counts as right.
    """
    gaps = [abs(w - value) / abs(value) / 3 for w in wrong if w != value] if value else []
    room = min([most, *gaps])
    tolerance = most if room >= most else next((t for t in STEPS if t <= room), STEPS[-1])
    digits = DIGITS
    while digits < MOST_DIGITS and abs(Fraction(rounded(value, digits)) - value) > abs(value) * tolerance / 2:
        digits += 1
    return Answer(value, unit, tolerance, shown(value, unit, digits))


def shown(value: Fraction, unit: str, digits: int = DIGITS) -> str:
    """The value with prefix and unit, to so many digits: ``9.500 V``, and ``10 V`` if it is just that."""
    exact = Fraction(rounded(value, digits)) == value
    return engineering(value, unit, digits) if exact else _padded(value, unit, digits)


def alike(values: Sequence[Fraction], unit: str, digits: int = DIGITS) -> list[str]:
    """The values to set side by side, each with as many significant digits as the others.

    They are so many as `digits`, at least `DIGITS`; fewer if fewer say every value exactly: ``10``, ``-10``,
    ``20``.
    """
    most = max(digits, DIGITS)
    enough = next((n for n in range(1, most) if all(Fraction(rounded(q, n)) == q for q in values)), most)
    return [_padded(q, unit, enough) for q in values]


def significant(number: str) -> int:
    """How many significant digits a printed number has: 4 for ``9.500 V``."""
    mantissa = number.partition(" ")[0].partition("e")[0]
    return len(mantissa.replace("-", "").replace(".", "").lstrip("0"))


def digits_for(tolerance: Fraction) -> int:
    """So many digits that a number that is rounded to them lies within the relative tolerance."""
    return next(n for n in range(1, MOST_DIGITS + 10) if Fraction(5) / 10**n <= tolerance)


def _padded(value: Fraction, unit: str, digits: int) -> str:
    """To so many digits, noughts at the end among them."""
    number, space, rest = engineering(value, unit, digits).partition(" ")
    number, e, exponent = number.partition("e")
    if (more := digits - significant(number)) > 0:
        number += ("" if "." in number else ".") + "0" * more
    return f"{number}{e}{exponent}{space}{rest}"
