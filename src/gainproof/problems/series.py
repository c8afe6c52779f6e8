"""Values that parts are sold with, and round numbers for the rest.

The preferred values are those of IEC 60063.  E48 and finer are 10^(k/n) rounded to three digits, but for one
value of E192; E24 and coarser were rounded by hand, and are a table.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache

from gainproof.errors import GainproofError

_E24 = (10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91)
SERIES = ("E6", "E12", "E24", "E48", "E96", "E192")
ROUND = (100, 120, 150, 200, 250, 300, 400, 500, 600, 800)
"""Mantissas of values that nobody buys: of sources, and of imperfections where no part gives them."""


@cache
def mantissas(series: str) -> tuple[int, ...]:
    """One decade of a series, from 100 to below 1000.  Raises GainproofError if there is no such series."""
    if series == "round":
        return ROUND
    if series not in SERIES:
        raise GainproofError(f"there is no series {series!r}; expected one of {', '.join(SERIES)}")
    n = int(series[1:])
    if n <= 24:
        return tuple(10 * m for m in _E24[:: 24 // n])
    return tuple(920 if (n, k) == (192, 185) else _rounded(n, k) for k in range(n))


def _rounded(n: int, k: int) -> int:
    """100·10^(k/n) to the nearest whole number, by whole numbers alone."""
    power = 2**n * 10 ** (2 * n + k)  # (2·100·10^(k/n))^n
    return next(m for m in range(100, 1001) if power < (2 * m + 1) ** n)


def decade(value: Fraction) -> int:
    """The exponent of ten of a value that is not zero: 3 of 4.7 kΩ."""
    size = abs(value)
    k = len(str(size.numerator)) - len(str(size.denominator))
    return k if Fraction(10) ** k <= size else k - 1


@lru_cache(maxsize=4096)
def near(value: Fraction, series: str, reach: Fraction = Fraction(3)) -> tuple[Fraction, ...]:
    """The values of a series that are at most `reach` times greater or less than `value`, in its sign.

    In ascending magnitude.  Of zero there are none but itself.
    """
    if not value:
        return (value,)
    sign, size, k = (1 if value > 0 else -1), abs(value), decade(value)
    found = [
        m * Fraction(10) ** (exponent - 2)
        for exponent in range(k - 1 - decade(reach), k + 2 + decade(reach))
        for m in mantissas(series)
    ]
    return tuple(sign * x for x in found if size / reach <= x <= size * reach)
