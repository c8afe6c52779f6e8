"""What an expression costs its reader.

An entropy in the sense of R. D. Middlebrook's "low-entropy expressions" (Frontiers in Education, 1991):
every symbol has to be looked up, so symbols dominate; operations cost little; a minus sign that is not
forced is dear, because signs are where readers (and authors) go wrong.  A *voice* sets the prices that
are a matter of style: what a parallel combination costs, and what a name costs where a plain symbol would do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gainproof.expression import ONE, Expr, Neg, Num, Par, Pow, Prod, Quot, Root, Sum, Sym

SYMBOL = 1.0
NUMBER = 0.5
PLUS = 0.5
MINUS = 3.0
TIMES = 0.2
POWER = 1.0
NAMED = 1.0
DEFINED = 0.3
"""What a name costs, and what its definition costs in proportion to the same in the text."""


@dataclass(frozen=True)
class Voice:
    """A way of speaking: the price of a `parallel` combination, and those of `symbols` that are special."""

    parallel: float
    symbols: Mapping[str, float] = field(default_factory=dict)
    memo: dict[Expr, float] = field(default_factory=dict, compare=False, repr=False)

    def cost(self, x: Expr) -> float:
        """The cost of reading `x`."""
        known = self.memo.get(x)
        if known is None:
            known = self.memo[x] = self._cost(x)
        return known

    def _cost(self, x: Expr) -> float:
        match x:
            case Sym():
                return self.symbols.get(x.name, SYMBOL)
            case Num():
                return 0.0 if x == ONE else NUMBER
            case Sum():
                return sum(map(self.cost, x.args)) + PLUS * sum(not isinstance(t, Neg) for t in x.args[1:])
            case Neg():
                return MINUS + self.cost(x.args[0])
            case Prod():
                return sum(map(self.cost, x.args)) + TIMES * (len(x.args) - 1)
            case Quot():
                return self.cost(x.num) + self.cost(x.den) + TIMES
            case Pow():
                return self.cost(x.base) + POWER
            case Root():
                return self.cost(x.inside) + POWER
            case Par():
                return sum(map(self.cost, x.args)) + self.parallel
        raise TypeError(f"not an expression: {x!r}")


PLAIN = Voice(parallel=0.8)
"""Prices where no style has been chosen."""
KEEPING = Voice(parallel=-1.2)
"""Prices where parallel combinations are to be kept: each makes good the symbol that it repeats."""


def of_name(meaning: Expr) -> float:
    """What it costs a reader to learn a name, once."""
    return NAMED + DEFINED * PLAIN.cost(meaning)
