"""What lines before a number say that it is the number of: R_in = r + (1 + β) R_E, and then R_in = 24 kΩ."""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.expression import Expr
from gainproof.hand.asking.state import LOOSE, State
from gainproof.hand.work import Claim

FAR = 40
"""Claims before a number in which a line may say what its name is."""


def lines_that_say(x: Expr, claim: Claim, state: State) -> Iterator[tuple[Claim, Expr]]:
    """The formulas to which chains before the claim say that this is equal, the latest first.

    A chain that is wrong up to there says nothing, nor does one that gives a number, or has two readings.
    """
    wrong = {line for _, line in state.wrong}
    k = state.position(claim)
    for c in reversed(state.claims[max(0, k - FAR) : k]):
        chain = state.chain(c)[: c.link + 1]
        said = x in (chain[0].left.expr, c.left.expr) and c.right.expr != x and c.right.expr.symbols()
        sure = c.relation not in LOOSE and not c.otherwise
        if said and sure and wrong.isdisjoint(d.equation for d in chain):
            yield c, c.right.expr
