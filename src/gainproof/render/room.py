"""The room that there is for a formula, and whether it fits.

How wide a formula is, is measured on its marks, so that the page (in em) and the terminal (in characters)
break their lines alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice

from gainproof.expression import Equation, Expr
from gainproof.render.marks import Mark, Sign
from gainproof.render.measures import Measure, height, width
from gainproof.render.typesetting import typeset

MOST_ROWS = 36  # rows of one sum; more are not read by anyone, the JSON has them all
TALLEST = 14.0  # em of one row
INDENT = 2.0
TAG_GAP, TAG_LETTER = 1.0, 0.5  # em that keep a number off its formula, em of one of its letters
BOX = 1.2  # em that the frame of a result takes
BOUNDLESS = 1e9
_NARROW = 0.4  # a left side of more than this part of the width stands in rows of its own


@dataclass(frozen=True, slots=True)
class Room:
    """The space there is: the widest row, the tallest, the most rows of one sum, and how to measure."""

    widest: float
    tallest: float = TALLEST
    most_rows: int = MOST_ROWS
    measure: Measure = width
    tall: Callable[[Mark], float] = field(default=height)

    def left_by(self, number: str, boxed: bool = False) -> Room:
        """The room that is left beside a number in brackets, and inside of a box."""
        tag = TAG_GAP + TAG_LETTER * (len(number) + 2) if number else 0.0
        return replace(self, widest=self.widest - tag - (BOX if boxed else 0.0))

    def narrow(self, left: Expr) -> bool:
        """May the right side begin beside this left side?"""
        return self.span(left) <= self.widest * _NARROW

    def beside(self, left: Expr) -> float:
        """The width that is left for rows beside a left side."""
        return self.widest - self.span(left) - 2 * INDENT

    def span(self, x: Expr) -> float:
        """The width of `x`; BOUNDLESS for what is far too long, which is never typeset."""
        if _leaves(x, 400) >= 400:
            return BOUNDLESS
        return self.measure(typeset(x))

    def fits(self, claim: Equation) -> bool:
        """Does the claim fit in one row?"""
        left, right = self.span(claim.left), self.span(claim.right)
        if left + self.measure(Sign(claim.relation)) + right > self.widest:
            return False
        return all(self.tall(typeset(x)) <= self.tallest for x in (claim.left, claim.right))

    def small(self, x: Expr, space: float) -> bool:
        """Does `x` fit in a part of a row?"""
        return self.span(x) <= space and self.tall(typeset(x)) <= self.tallest


def _leaves(x: Expr, most: int) -> int:
    """The number of leaves of `x`, counted no further than `most`."""
    return sum(1 for _ in islice((n for n in x.walk() if not n.children), most))
