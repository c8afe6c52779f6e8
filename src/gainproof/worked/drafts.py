"""Lines of shown work in the making: how many digits each number is printed to.

A student who follows the printed numbers must get the printed result, to its last digit.  So digits are not
chosen by taste alone.  Every number is known exactly, and each printed digit is right; then each line is
worked anew from the numbers that are *printed* in it, and where that would round otherwise, those numbers get
one digit more, until every line agrees with itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from gainproof.expression import ZERO, Expr, add
from gainproof.worked.balls import (
    Number,
    at_place,
    near_tie,
    pi,
    place_of,
    polar,
    rectangular,
    worth,
)
from gainproof.worked.figures import Polar, exact_decimal, figure

MOST_DIGITS = 16
"""A number that would need more, for the line after it to come out, cannot be shown."""
MOST_EXACT, MOST_GIVEN = 8, 12
"""A number of at most so many digits, worked out or given, is printed as it is."""
DEGREES, FINEST = -2, -8
"""The decade of the last digit of a phase, and the last that there may be."""
NOTHING = (Fraction(0), Fraction(0))
"""The ends of a part that is zero, exactly."""


class Unsettled(Exception):
    """No number of digits makes the lines agree with themselves."""


@dataclass(eq=False)
class Draft:
    """A number, the formulas that give it (none for one that is given), and the numbers that are put in.

    Whether the numbers of the line give that at its end is asked again only when one of them has changed.
    `name` is the symbol under which later lines use it; with `polar` it is printed as magnitude and phase,
    and later lines use the magnitude.  `digits` grow; `printed` and `exact` follow from them.
    """

    kind: str
    left: Expr
    name: str
    formulas: tuple[Expr, ...]
    value: Number
    unit: str
    digits: int
    operands: tuple[Draft, ...] = field(default=(), repr=False)
    polar: bool = False
    degrees: int = DEGREES
    printed: Expr = ZERO
    exact: bool = False
    asked: tuple[Expr, Expr, int, int] | None = field(default=None, repr=False)
    agreed: bool = field(default=False, repr=False)

    @property
    def numbers(self) -> Expr:
        """The last formula with the numbers that are printed for its operands."""
        return self.formulas[-1].replaced({d.name: d.put_in for d in self.operands})

    @property
    def put_in(self) -> Expr:
        return self.printed.magnitude if isinstance(self.printed, Polar) else self.printed

    @property
    def rough(self) -> bool:
        """Are there rounded numbers among those that are put in?"""
        return not all(d.exact for d in self.operands)

    def show(self) -> None:
        """Print the number, to its digits or to as many more as decide it.  Raises Unsettled."""
        while self.digits <= MOST_DIGITS and self.degrees >= FINEST:
            d = self.short()
            self.exact = d is not None
            shown = figure(d, self.unit, exact=True) if d is not None else self.rounded(self.value)
            if shown is not None and not (self.rough and self.tied()):
                self.printed = shown
                return
            if self.polar and near_tie(polar(self.value)[1], self.degrees):
                self.degrees -= 1
            else:
                self.digits += 1
        raise Unsettled

    def short(self) -> Decimal | None:
        """The number itself, if it has few digits and no rounded one is put in where it is worked out."""
        if not isinstance(self.value, Fraction) or self.rough:
            return None
        return exact_decimal(self.value, MOST_EXACT if self.formulas else MOST_GIVEN)

    def rounded(self, x: Number) -> Expr | None:
        """Any number as this one is printed; None if that is not decided."""
        if self.polar:
            size, turn = polar(x)
            place = self.place()
            length, angle = None if place is None else at_place(size, place), at_place(turn, self.degrees)
            return None if length is None or angle is None else Polar(figure(length, self.unit), angle)
        parts, largest, place = rectangular(x), self.largest(), self.place()
        if largest == NOTHING:
            return figure(Decimal(0), self.unit, exact=True) if parts == (NOTHING, NOTHING) else None
        if place is None:
            return None
        shown, like = [at_place(e, place) for e in parts], at_place(largest, place)
        if like is None or None in shown:
            return None
        terms = [figure(p, self.unit, imaginary=k == 1, like=like) for k, p in enumerate(shown) if p]
        return add(*terms) if terms else None

    def largest(self) -> tuple[Fraction, Fraction]:
        """The larger of real and imaginary part, or the magnitude."""
        parts = polar(self.value)[:1] if self.polar else rectangular(self.value)
        return max(parts, key=lambda e: abs(e[0] + e[1]))

    def place(self) -> int | None:
        return place_of(self.largest(), self.digits)

    def tied(self) -> bool:
        """Would a little more round it otherwise?  Then hardly any numbers that are put in would do."""
        place = self.place()
        parts = polar(self.value)[:1] if self.polar else rectangular(self.value)
        turned = self.polar and near_tie(polar(self.value)[1], self.degrees)
        return turned or (place is not None and any(e != NOTHING and near_tie(e, place) for e in parts))

    def agrees(self) -> bool:
        """Do the numbers that are printed in the line give the number that is printed at its end?"""
        if self.exact or not self.operands:
            return True
        line = (self.numbers, self.printed, self.digits, self.degrees)
        if line != self.asked:
            self.asked, self.agreed = line, self._comes_out()
        return self.agreed

    def _comes_out(self) -> bool:
        try:
            return self.rounded(worth(self.numbers, {"pi": pi()})) == self.printed
        except ZeroDivisionError:
            return False

    def finer(self) -> list[Draft]:
        """The numbers that are put in and could have more digits.  Raises Unsettled if there are none."""
        found = [x for x in self.operands if not x.exact]
        if not found:
            raise Unsettled
        return found


def settle(drafts: Sequence[Draft]) -> None:
    """Give every number the digits that it needs; each draft comes after its operands.  Raises Unsettled."""
    for d in drafts:
        d.show()
    asked = list(drafts)
    while asked:
        more = {x for d in asked if not d.agrees() for x in d.finer()}
        for x in more:
            x.digits += 1
            x.show()
        asked = [d for d in drafts if d in more or not more.isdisjoint(d.operands)]
