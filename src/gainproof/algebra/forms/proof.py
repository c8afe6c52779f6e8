"""The gate: no form leaves the arranger that is not proved, and limits are tried by inspection.

A proof puts the definitions of the names into the form and compares numerators and denominators as exact
polynomials.  Inspection puts infinity and zero into the form as printed and computes as IEEE 754 does, where
∞·0 and ∞/∞ are no numbers: what comes out as a number is a limit that a reader can see.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

from gainproof.algebra.rational import Ratio
from gainproof.errors import TooLarge
from gainproof.expression import ONE, ZERO, Expr, Neg, Par, Prod, Quot, Sum, add, mul, neg


def proved(form: Expr, exact: Ratio, point: Mapping[str, Ratio]) -> bool:
    """Is `form`, its symbols and names having the values of `point`, exactly `exact`?"""
    try:
        return bool(form.value(point, exact.ring.number) == exact)
    except (KeyError, ZeroDivisionError, TooLarge):
        return False


class Ieee:
    """A double that divides by zero as IEEE 754 says, without an exception."""

    __slots__ = ("x",)

    def __init__(self, x: float) -> None:
        self.x = x

    def __neg__(self) -> Ieee:
        return Ieee(-self.x)

    def __add__(self, other: Ieee) -> Ieee:
        return Ieee(self.x + other.x)

    def __sub__(self, other: Ieee) -> Ieee:
        return Ieee(self.x - other.x)

    def __mul__(self, other: Ieee) -> Ieee:
        return Ieee(self.x * other.x)

    def __truediv__(self, other: Ieee) -> Ieee:
        if other.x:
            return Ieee(self.x / other.x)
        if not self.x or math.isnan(self.x):
            return Ieee(math.nan)
        return Ieee(math.copysign(math.inf, self.x) * math.copysign(1, other.x))

    def __pow__(self, n: int) -> Ieee:
        try:
            return Ieee(self.x**n)
        except OverflowError:
            return Ieee(math.inf)


def seen(form: Expr, point: Mapping[str, float]) -> float:
    """The value of `form` as IEEE 754 has it at a point with infinities and zeros."""
    values = {n: Ieee(x) for n, x in point.items()}
    return float(form.value(values, lambda q: Ieee(float(q))).x)


def vanishing(form: Expr, point: Mapping[str, float]) -> Iterator[Expr]:
    """The greatest terms of sums in `form` that are zero at the point, beside terms that are not."""
    if isinstance(form, Sum):
        gone = [t for t in form.args if seen(t, point) == 0]
        if len(gone) < len(form.args):
            yield from (t.args[0] if isinstance(t, Neg) else t for t in gone)
            for t in form.args:
                if t not in gone:
                    yield from vanishing(t, point)
            return
    for child in form.children:
        yield from vanishing(child, point)


def remaining(form: Expr, point: Mapping[str, float]) -> Expr:
    """`form` without the terms that vanish at the point, and without what is divided by infinity."""
    if not form.children:
        return form
    if seen(form, point) == 0:
        return ZERO
    kept = [remaining(c, point) for c in form.children]
    if isinstance(form, Sum):
        return add(*(c for c in kept if c != ZERO))
    if isinstance(form, Prod):
        return mul(*kept)
    if isinstance(form, Neg):
        return neg(kept[0])
    if isinstance(form, Quot):
        return kept[0] if kept[1] == ONE else form.rebuilt((kept[0], kept[1]))
    if isinstance(form, Par):
        present = [k for c, k in zip(form.args, kept, strict=True) if math.isfinite(seen(c, point))]
        return present[0] if len(present) == 1 else form.rebuilt(tuple(present))
    return form.rebuilt(tuple(kept))


def ordinary(names: list[str]) -> dict[str, float]:
    """Values of no special relation for the parts of a circuit."""
    return {n: float(Fraction(1009 + 311 * k * k + 97 * k, 512)) for k, n in enumerate(names)}
