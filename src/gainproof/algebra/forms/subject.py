"""What an arrangement is given: the function, its normal form, and the tools to write with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gainproof.algebra.forms.cost import KEEPING, PLAIN, Voice
from gainproof.algebra.forms.gains import Namer
from gainproof.algebra.forms.nested import Nested
from gainproof.algebra.forms.peeled import Peeled
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import Normal, Small
from gainproof.algebra.rational import Ratio
from gainproof.expression import Expr, Sym


@dataclass(frozen=True)
class Subject:
    """`value` is the function in the scribe's ring, `normal` its normal form (of a response: of the first
    source's part), `ideal` the name of the ideal result if it has one, `sources` the symbols in which it is
    linear.  `limit` is the value that the joint limit has at the point of ordinary values: infinite, or None
    where it depends on the rates."""

    value: Ratio
    scribe: Scribe
    small: Small
    namer: Namer
    normal: Normal
    ideal: Sym | None
    sources: tuple[str, ...]
    limit: float | None

    @cached_property
    def static(self) -> dict[str, Expr]:
        """Coefficients of powers of s as `sections` has spelled them."""
        return {}

    @cached_property
    def nested(self) -> Nested:
        """Errors referred to the named gain: names are cheap, parallel combinations dear."""
        return Nested(self.small, self.namer, Voice(parallel=2.0, symbols=self.namer.prices(1.5)))

    @cached_property
    def peeled(self) -> Peeled:
        """Errors as factors: parallel combinations are cheap, names dear."""
        cheap = KEEPING if self.namer.wishes.parallel else PLAIN
        return Peeled(self.small, self.namer, Voice(cheap.parallel, self.namer.prices(2.0)))
