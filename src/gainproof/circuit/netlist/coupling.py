"""The mutual inductance M = k·√(L1·L2) of two coupled inductors, in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from gainproof.expression import Expr

DIGITS = 30


def mutual_inductance(
    k: Fraction | Expr | None, first: Fraction | None, second: Fraction | None
) -> tuple[Fraction, bool] | None:
    """M in henry and whether it is exact; None unless the coefficient and both inductances are numbers.

    An irrational root is rounded down to 30 significant digits.
    """
    if not isinstance(k, Fraction) or first is None or second is None or first * second < 0:
        return None
    square = first * second
    n, d = square.numerator, square.denominator
    root_n, root_d = isqrt(n), isqrt(d)
    if root_n * root_n == n and root_d * root_d == d:
        return k * Fraction(root_n, root_d), True
    scale = 0  # the root is wanted as an integer of at least 30 digits over 10**scale
    while n * 10 ** (2 * scale) < d * 10 ** (2 * DIGITS):
        scale += DIGITS
    return k * Fraction(isqrt(n * 10 ** (2 * scale) // d), 10**scale), False
