"""The greatest and the least value of a function over a box, found and proved.

Three facts do it, one after the other.

* *Monotonicity.*  Interval arithmetic on N'D − ND' shows, for most variables, that the derivative has one
  sign in the whole box.  Such a variable stands at an end.
* *Corners.*  A quotient of functions that are affine in a variable cannot turn round in it: whatever the
  others are, it is greatest at an end.  Then all the corners of the variables that are left are looked at.
* *Bisection.*  A variable that may turn round (parts that share a symbol make powers of it) is cut in halves,
  until what interval arithmetic says of a part is no more than what was found.  What cannot be settled is
  told: the extreme lies between what was found and the bound.

Intervals are computed in floating point and widened by more than all roundings can amount to; corners are
computed exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.budget.function import Function, Terms, compiled
from gainproof.errors import GainproofError

MOST_CORNERS = 16
"""So many variables have their corners looked at all at once."""
FEW = 32
"""So many of the best corners are worked out exactly."""
MOST_PARTS = 1_500
"""So many parts of the box are looked at before the search ends with a bound."""
CLOSE = 1e-10
"""A bound so near to what was found, as a part of the greatest deviation, is no better than it."""
ROUNDING = 2.0**-52

Interval = tuple[float, float]
Box = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True)
class Extreme:
    """An extreme value, `corner` where it is, and a `bound` beyond which no value lies.

    `how` is "monotone", "corners" or "bisection": the last of the three facts that the proof needed.
    """

    value: Fraction
    corner: Mapping[str, Fraction]
    bound: Fraction
    how: str

    @property
    def exact(self) -> bool:
        """Is the bound the value itself?"""
        return self.bound == self.value


def extremes(f: Function, box: Mapping[str, tuple[Fraction, Fraction]]) -> tuple[Extreme, Extreme]:
    """The least and the greatest value of `f` in the box, which gives each variable its ends.

    Raises GainproofError if the denominator cannot be shown to differ from zero in the whole box.
    """
    ((least, greatest),) = extremes_of_many(f, [box])
    return least, greatest


def extremes_of_many(
    f: Function, boxes: Sequence[Mapping[str, tuple[Fraction, Fraction]]]
) -> list[tuple[Extreme, Extreme]]:
    """The same for each of several boxes; what can be prepared once for all of them is."""
    found = [tuple(box[n] for n in f.names) for box in boxes]
    hull = tuple((min(a for a, _ in sides), max(b for _, b in sides)) for sides in zip(*found, strict=True))
    search = _Search(f, hull)
    out = []
    for box in found:
        search.box = box
        out.append((search.extreme(-1), search.extreme(1)))
    return out


class _Search:
    """The search in `box`, which may be replaced by any other within the first."""

    def __init__(self, f: Function, box: Box) -> None:
        self.f, self.box = f, box
        self.scales = [max(abs(a), abs(b)) or Fraction(1) for a, b in box]
        self.num, self.den = _Polynomial(f.num, self.scales), _Polynomial(f.den, self.scales)
        positive = [a >= 0 for a, _ in box]
        self.slopes = [
            None if p is None else _Polynomial(_without_factors(p, positive), self.scales) for p in f.slopes
        ]
        self.turns = [f.turns(n) for n in f.names]
        self.value = compiled(f, self.scales)

    def extreme(self, sign: int) -> Extreme:
        """The greatest value of sign·f."""
        waiting = [self.box]
        best: tuple[Fraction, Box] | None = None
        parts, how, unsettled = 0, "monotone", []
        while waiting:
            part = waiting.pop()
            parts += 1
            below = self.den.over(part, self.scales)
            if below[0] <= 0 <= below[1] and not self._sure_corners(part):
                if parts > MOST_PARTS:
                    raise GainproofError(
                        "within the tolerances the result may be infinite: its denominator may vanish"
                    )
                waiting += self._cut(part, any_variable=True)
                how = "bisection"
                continue
            part, left = self._ends(part, sign)
            turning = [k for k in left if self.turns[k]]
            if left and how == "monotone":
                how = "corners"
            if not turning and len(left) <= MOST_CORNERS:
                found = self._corners(part, left, sign)
                if best is None or sign * found[0] > sign * best[0]:
                    best = found
                continue
            guess = self._corners(part, left[:MOST_CORNERS], sign)
            if best is None or sign * guess[0] > sign * best[0]:
                best = guess
            bound = self._bound(part, sign)
            room = CLOSE * max(float(abs(best[0])), 1e-300)
            if bound is not None and sign * bound <= sign * float(best[0]) + room:
                unsettled.append(bound)
            elif parts > MOST_PARTS:
                unsettled.append(bound if bound is not None else sign * float("inf"))
            else:
                waiting += self._cut(part)
            if turning:
                how = "bisection"
        assert best is not None
        value = best[0]
        furthest = max((sign * b for b in unsettled), default=sign * float(value))
        if furthest == float("inf"):
            raise GainproofError(
                "the extremes within the tolerances could not be bounded; give narrower ones"
            )
        bound_ = max(sign * value, Fraction(furthest)) * sign if unsettled else value
        return Extreme(value, {n: a for n, (a, _) in zip(self.f.names, best[1], strict=True)}, bound_, how)

    def _ends(self, part: Box, sign: int) -> tuple[Box, list[int]]:
        """Put each variable with a derivative of one sign at its end; repeated, for each makes the box
        smaller.
        """
        box = list(part)
        moved = True
        while moved:
            moved = False
            for k, p in enumerate(self.slopes):
                low, high = box[k]
                if p is None or low == high:
                    continue
                down, up = p.over(tuple(box), self.scales)
                if down >= 0 or up <= 0:
                    end = high if (down >= 0) == (sign > 0) else low
                    box[k] = (end, end)
                    moved = True
        return tuple(box), [k for k, (a, b) in enumerate(box) if a != b]

    def _corners(self, part: Box, left: Sequence[int], sign: int) -> tuple[Fraction, Box]:
        """The best corner: all in floating point, then the best few exactly; others at their lower end."""
        import numpy as np

        values = np.broadcast_to(self.value(self._columns(part, left)), (1 << len(left),))
        few = np.argsort(sign * values)[-FEW:]
        near = abs(values[few] - values[few[-1]]) <= CLOSE * abs(values).max()
        found = []
        for i in few[near]:
            ends = [low for low, _ in part]
            for j, k in enumerate(left):
                ends[k] = part[k][int(i) >> j & 1]
            corner = tuple((e, e) for e in ends)
            found.append((self.f.at(dict(zip(self.f.names, ends, strict=True))), corner))
        return max(found, key=lambda pair: sign * pair[0])

    def _sure_corners(self, part: Box) -> bool:
        """Has a denominator that is affine in each variable one sign at all corners, and so everywhere?"""
        left = [k for k, (a, b) in enumerate(part) if a != b]
        if len(left) > MOST_CORNERS or any(self.turns[k] for k in left):
            return False
        values, error = self.den.at(self._columns(part, left))
        return bool((values > error).all() or (values < -error).all())

    def _columns(self, part: Box, left: Sequence[int]) -> list[Any]:
        """Scaled variables at all corners of those that are `left`; the others at their lower end."""
        import numpy as np

        index = np.arange(1 << len(left))
        scaled = [(float(a / s), float(b / s)) for (a, b), s in zip(part, self.scales, strict=True)]
        columns = [np.full(len(index), a) for a, _ in scaled]
        for j, k in enumerate(left):
            columns[k] = np.where(index >> j & 1, scaled[k][1], scaled[k][0])
        return columns

    def _bound(self, part: Box, sign: int) -> float | None:
        """Beyond this no value of the part lies; None if nothing can be said."""
        n, d = self.num.over(part, self.scales), self.den.over(part, self.scales)
        if d[0] <= 0 <= d[1]:
            return None
        quotients = [a / b for a in n for b in d]
        factor = self.num.largest / self.den.largest
        furthest = max(quotients) if sign > 0 else min(quotients)
        return furthest * float(factor) + sign * 8 * ROUNDING * abs(furthest * float(factor))

    def _cut(self, part: Box, any_variable: bool = False) -> list[Box]:
        """Two halves of a part at a variable that may turn round, or its two faces at one that cannot."""
        wide = [k for k, (a, b) in enumerate(part) if a != b]
        turning = [k for k in wide if self.turns[k]]
        pick = turning or wide
        if not pick:
            raise GainproofError("within the tolerances the result is infinite: its denominator vanishes")
        k = max(pick, key=lambda k: (part[k][1] - part[k][0]) / self.scales[k])
        a, b = part[k]
        middle = (a + b) / 2
        halves = [(a, middle), (middle, b)] if turning or any_variable else [(a, a), (b, b)]
        return [(*part[:k], half, *part[k + 1 :]) for half in halves]


def _without_factors(p: Terms, positive: Sequence[bool]) -> Terms:
    """The polynomial without the powers of positive variables that all its terms share; its sign is the
    same.
    """
    if not p:
        return p
    shared = [min(m[k] for m in p) if positive[k] else 0 for k in range(len(positive))]
    return {tuple(e - x for e, x in zip(m, shared, strict=True)): c for m, c in p.items()}


class _Polynomial:
    """A polynomial in scaled variables, its greatest coefficient 1, evaluated over intervals."""

    def __init__(self, p: Terms, scales: Sequence[Fraction]) -> None:
        import numpy as np

        scaled = []
        for m, c in p.items():
            for q, e in zip(scales, m, strict=True):
                if e:
                    c *= q**e
            scaled.append(c)
        self.largest = max(map(abs, scaled), default=Fraction(1))
        self.coefficients = np.array([float(c / self.largest) for c in scaled])
        self.exponents = np.array(list(p), dtype=int).reshape(len(p), len(scales))
        depth = int(self.exponents.sum(axis=1).max()) if len(p) else 0
        self.roundings = 4 * (len(p) + 2 * depth + 4) * ROUNDING

    def over(self, box: Box, scales: Sequence[Fraction]) -> Interval:
        """An interval that holds every value in the box, widened by what rounding can amount to."""
        import numpy as np

        low = np.ones(len(self.coefficients))
        high = np.ones(len(self.coefficients))
        for k in range(self.exponents.shape[1]):
            e = self.exponents[:, k]
            if not e.any():
                continue
            a, b = float(box[k][0] / scales[k]), float(box[k][1] / scales[k])
            pa, pb = np.power(a, e), np.power(b, e)
            least, most = np.minimum(pa, pb), np.maximum(pa, pb)
            if a < 0 < b:
                least = np.where((e % 2 == 0) & (e > 0), 0.0, least)
            four = (low * least, low * most, high * least, high * most)
            low, high = np.minimum.reduce(four), np.maximum.reduce(four)
        c = self.coefficients
        down, up = np.where(c > 0, c * low, c * high), np.where(c > 0, c * high, c * low)
        slack = self.roundings * float(np.maximum(abs(down), abs(up)).sum())
        least, most = float(down.sum()), float(up.sum())
        return (
            max(least - slack, 0.0) if (down >= 0).all() else least - slack,
            min(most + slack, 0.0) if (up <= 0).all() else most + slack,
        )

    def at(self, columns: Sequence[Any]) -> tuple[Any, Any]:
        """The values at points, and by how much rounding may have moved each."""
        import numpy as np

        total, size = np.zeros(len(columns[0])), np.zeros(len(columns[0]))
        for c, m in zip(self.coefficients, self.exponents, strict=True):
            term = np.full(len(columns[0]), c)
            for x, e in zip(columns, m, strict=True):
                if e:
                    term = term * x**e
            total += term
            size += abs(term)
        return total, size * self.roundings
