"""The error with any set of imperfections made ideal, exact: (ideal − value)/ideal, or ideal − value."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from fractions import Fraction

from gainproof.expression import Expr
from gainproof.worked.evaluation import Response, response


class GainErrors:
    """The result `exact` at `values` (by symbol, SI units), each set of imperfections evaluated once.

    `ideals` says where the imperfections go, "oo" or "0"; at a `frequency` in hertz, magnitudes are compared.
    The errors are parts of the ideal value, or if `absolute` in the unit of the result.
    """

    def __init__(
        self,
        exact: Expr,
        values: Mapping[str, Fraction],
        ideals: Mapping[str, str],
        frequency: Fraction | None,
        absolute: bool = False,
    ) -> None:
        self.exact, self.values, self.ideals, self.frequency = exact, values, ideals, frequency
        self.absolute = absolute
        self.seen: dict[frozenset[str], Fraction | None] = {}
        self.ideal = self.number(frozenset(ideals))

    def response(self, perfect: frozenset[str]) -> Response | None:
        """The result with these imperfections at their ideals; None where it is infinite."""
        try:
            return response(self.exact, self.values, {n: self.ideals[n] for n in perfect})
        except ZeroDivisionError:
            return None

    def number(self, perfect: frozenset[str]) -> Fraction | None:
        """Its value at s = 0, or its magnitude."""
        if perfect not in self.seen:
            whole = self.response(perfect)
            self.seen[perfect] = None if whole is None else magnitude(whole, self.frequency)
        return self.seen[perfect]

    def error(self, perfect: frozenset[str]) -> Fraction | None:
        """The error that is left; None where it is infinite, or a part of zero."""
        value = self.number(perfect)
        if value is None or self.ideal is None:
            return None
        if self.absolute:
            return self.ideal - value
        if not self.ideal:
            return None
        return (self.ideal - value) / self.ideal

    def at(self, name: str, value: Fraction) -> GainErrors:
        """The same with another value of one imperfection, of which the ideal value knows nothing."""
        other = copy(self)
        other.values, other.seen = {**self.values, name: value}, {}
        return other


def magnitude(whole: Response, frequency: Fraction | None) -> Fraction | None:
    """The value at s = 0, or the magnitude at a frequency."""
    if frequency is None:
        return whole.at_dc()
    polar = whole.at(frequency)
    return None if polar is None else polar[0]
