"""Dimensions: exponents of volt, ampere and second.

Every quantity of circuit analysis is a product of powers of these three: an ohm is V/A, a farad
A·s/V.  Exponents may be halves: a noise voltage is given in V/√Hz, which is V·s^(1/2).  `None` stands for
*unknown*, the dimension of a bare number in a numeric netlist or of a parameter used only inside an
expression; it agrees with everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof.expression import Abs, Expr, Neg, Num, Par, Partial, Pow, Prod, Quot, Root, Sum, Sym

Exponent = int | Fraction
Dimension = tuple[Exponent, Exponent, Exponent]

PURE: Dimension = (0, 0, 0)
UNITS: dict[str, Dimension] = {
    "1": PURE,
    "V": (1, 0, 0),
    "A": (0, 1, 0),
    "s": (0, 0, 1),
    "rad/s": (0, 0, -1),
    "Hz": (0, 0, -1),
    "Ω": (1, -1, 0),
    "S": (-1, 1, 0),
    "F": (-1, 1, 1),
    "H": (1, -1, 1),
    "W": (1, 1, 0),
    "J": (1, 1, 1),
    "V/√Hz": (1, 0, Fraction(1, 2)),
    "A/√Hz": (0, 1, Fraction(1, 2)),
    "V²/Hz": (2, 0, 1),
    "A²/Hz": (0, 2, 1),
}


class DimensionError(ValueError):
    """Two dimensions meet that cannot, `first` and `second` in `where`; or `first` alone has no root."""

    def __init__(self, where: Expr, first: Dimension, second: Dimension | None = None) -> None:
        self.where, self.first, self.second = where, first, second
        without = f"{named(first)} under a square root"
        super().__init__(without if second is None else f"{named(first)} added to {named(second)}")


def spelled(d: Dimension | None) -> str:
    """A dimension in words: ``Ω``, ``Ω²``, ``V·Ω``, ``1`` for a pure number."""
    if d is None:
        return "unknown"
    for name, unit in UNITS.items():
        if unit == d:
            return name
    volts, amperes, seconds = d
    ohms = max(min(volts, -amperes), 0) - max(min(-volts, amperes), 0)  # V/A, as often as it is in it
    powers = {"V": volts - ohms, "A": amperes + ohms, "Ω": max(ohms, 0), "S": max(-ohms, 0), "s": seconds}
    up = "·".join(u + _power(e) for u, e in powers.items() if e > 0) or "1"
    down = "·".join(u + _power(-e) for u, e in powers.items() if e < 0)
    if not down:
        return up
    return f"{up}/({down})" if "·" in down else f"{up}/{down}"


def named(d: Dimension) -> str:
    """A dimension as a sentence calls it."""
    return "a pure number" if d == PURE else spelled(d)


def _power(e: Exponent) -> str:
    if Fraction(e).denominator > 1:
        return f"^({e})"
    return "" if e == 1 else "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in str(e))


NUMBER = ""
"""The key under which a table says what dimension a bare number has; a pure one, if it does not say."""


def dimension(x: Expr, of: Mapping[str, Dimension | None]) -> Dimension | None:
    """The dimension of `x`, its symbols having those of the table `of`.

    Symbols that the table lacks are unknown.  Raises DimensionError where a sum adds unlike terms.
    """
    match x:
        case Num():
            return of.get(NUMBER, PURE)
        case Sym():
            return of.get(x.name)
        case Neg() | Abs():
            return dimension(x.args[0], of)
        case Sum() | Par():
            known: Dimension | None = None
            for t in x.args:
                if _is_zero(t):
                    continue
                d = dimension(t, of)
                if known is None:
                    known = d
                elif d is not None and d != known:
                    raise DimensionError(x, known, d)
            return known
        case Prod():
            return _times([dimension(f, of) for f in x.args], [1] * len(x.args))
        case Partial():
            return _times([dimension(x.what, of), dimension(x.by, of)], [1, -1])
        case Quot():
            return _times([dimension(x.num, of), dimension(x.den, of)], [1, -1])
        case Pow():
            return _times([dimension(x.base, of)], [x.exponent])
        case Root():
            whole = dimension(x.inside, of)
            if whole is None:
                return None
            if any(e % 2 for e in whole):
                raise DimensionError(x, whole)
            return (whole[0] // 2, whole[1] // 2, whole[2] // 2)
    raise TypeError(f"not an expression: {x!r}")


def _is_zero(x: Expr) -> bool:
    return isinstance(x, Num) and x.args[0] == Fraction(0)


def _times(parts: list[Dimension | None], exponents: list[int]) -> Dimension | None:
    total: list[Exponent] = [0, 0, 0]
    for d, e in zip(parts, exponents, strict=True):
        if d is None:
            return None
        for k in range(3):
            total[k] += e * d[k]
    return (total[0], total[1], total[2])
