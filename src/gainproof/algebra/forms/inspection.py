"""Limits by inspection: what a reader sees who puts infinity and zero into the form as printed.

Evaluation follows IEEE 754, where ∞·0 and ∞/∞ are no numbers: what comes out as a number is a limit that can
be seen.  The same evaluation tells which terms vanish, and what remains of a form in the ideal case.

One pattern is read as a whole, for whoever knows feedback knows it by heart: T/(1 + T) goes to 1 with
T → ∞.  It is evaluated as 1/(1 + 1/T).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf, isclose, isinf, isnan

from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio
from gainproof.errors import GainproofError
from gainproof.expression import ONE, ZERO, Expr, Neg, Par, Prod, Quot, Sum, add, mul, neg


def points(scribe: Scribe, ideals: Mapping[str, str] | None = None) -> Iterator[dict[str, float]]:
    """Values with every imperfection at its ideal: each alone, then all together."""
    ideals = scribe.ideals if ideals is None else ideals
    usual = ordinary(list(scribe.ring.names))
    at = {n: inf if where == "oo" else 0.0 for n, where in ideals.items()}
    for some in [*({n: x} for n, x in at.items()), at]:
        point = {**usual, **some}
        for n, name in scribe.names.items():
            point[n] = seen(name.expr, point)
        yield point


def by_inspection(form: Expr, scribe: Scribe, goal: float | None) -> bool:
    """Does every limit put into the form as printed give a number, and the joint one the right number?

    `goal` is what `joint_limit` gives.
    """
    values = [seen(form, point) for point in points(scribe)]
    if any(isnan(x) for x in values):
        return False
    if goal is None or isinf(goal):
        return goal is None or isinf(values[-1])
    return isclose(values[-1], goal, rel_tol=1e-9, abs_tol=1e-12)


def joint_limit(exact: Ratio, scribe: Scribe) -> float | None:
    """The limit of `exact`, every imperfection ideal, at ordinary values; None where it depends on rates."""
    try:
        found = limit(exact, scribe.ideals)
    except GainproofError:
        return None
    if found.by_rates:
        return None
    return inf if found.value is None else seen(found.value.expr(), ordinary(list(scribe.ring.names)))


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

    def square_root(self) -> Ieee:
        return Ieee(math.sqrt(self.x) if self.x >= 0 else math.nan)


def seen(form: Expr, point: Mapping[str, float]) -> float:
    """The value of `form` as IEEE 754 has it at a point with infinities and zeros."""
    values = {n: Ieee(x) for n, x in point.items()}
    return float(_read(form).value(values, lambda q: Ieee(float(q))).x)


def closed_loop(x: Expr) -> bool:
    """Is this T/(1 + T)?"""
    return isinstance(x, Quot) and x.den == add(ONE, x.num) and x.num != ONE


@lru_cache(maxsize=4096)
def _read(form: Expr) -> Expr:
    """`form` with T/(1 + T) as 1/(1 + 1/T)."""
    if not form.children:
        return form
    if closed_loop(form):
        assert isinstance(form, Quot)
        return Quot(ONE, add(ONE, Quot(ONE, _read(form.num))))
    return form.rebuilt(tuple(map(_read, form.children)))


def vanishing(form: Expr, point: Mapping[str, float]) -> Iterator[Expr]:
    """The greatest terms of sums in `form` that are zero at the point, beside terms that are not; and
    T/(1 + T) as a whole, whose departure from 1 is the error."""
    if isinstance(form, Sum):
        gone = [t for t in form.args if seen(t, point) == 0]
        if len(gone) < len(form.args):
            yield from (t.args[0] if isinstance(t, Neg) else t for t in gone)
            for t in form.args:
                if t not in gone:
                    yield from vanishing(t, point)
            return
    if isinstance(form, Quot) and closed_loop(form) and isinf(seen(form.num, point)):
        yield form
        return
    for child in form.children:
        yield from vanishing(child, point)


def remaining(form: Expr, point: Mapping[str, float]) -> Expr:
    """`form` without the terms that vanish at the point, and without what is divided by infinity."""
    if seen(form, point) == 0:
        return ZERO
    if not form.children:
        return form
    if closed_loop(form) and seen(form, point) == 1:
        return ONE
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
    return {n: (1009 + 311 * k * k + 97 * k) / 512 for k, n in enumerate(names)}
