"""What a name is by a line that stood earlier, and could not be understood there.

R_in = v_in/I_in = R_i + R_1, where nobody has said what I_in is: the first link leaves two names open, and
the second says what I_in is.  From then on the first says what R_in is, and no line after it can say so anew:
R_in = 12 kΩ is no definition, but a number to be judged.
"""

from __future__ import annotations

from contextlib import suppress

from gainproof.errors import GainproofError, TooLarge
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.truth.isolate import isolated, subjects
from gainproof.hand.work import Claim, Judged


def said_before(claim: Claim, state: State) -> Judged | None:
    """Define each strange name that an earlier line says what it is, now that its other names are known.

    There is no verdict in it; the earlier line is called the definition when it is asked again.
    """
    q = claim.equation
    for n in state.oracle.strange(q.left, q.right):
        for c in state.unexplained:
            if c.relation not in ("=", "≜") or c.under or n not in subjects(c.equation):
                continue
            meaning = isolated(c.equation, n)
            if meaning is None or n in meaning.symbols() or state.oracle.strange(meaning):
                continue
            with suppress(GainproofError, ZeroDivisionError, TooLarge):
                state.define(n, meaning, label_of(c))
                state.explained[id(c)] = n
                break
    return None
