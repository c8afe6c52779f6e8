"""Do parts bring about what they are said to, set as somebody says: “balance (v_ab = 0) needs R2 R3 = R1 R4”?

No circuit forces parts to be so, and so the line would pass as an assumption.  But what it is needed for is
said, and that must hold with it, and not without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gainproof.expression import Equation, Expr
from gainproof.hand.asking.state import State
from gainproof.hand.conditions import designs
from gainproof.hand.conditions.assuming import under_assumptions
from gainproof.hand.truth import assumptions
from gainproof.hand.truth.carried import REMEMBERED
from gainproof.hand.work import BROUGHT_ABOUT, Claim, Condition, Judged, Side, carried_on
from gainproof.notation import equation_text


def brings_about(claim: Claim, state: State) -> Judged | None:
    """Does what its condition calls wanted hold with it?"""
    for c in claim.under:
        if c.to != BROUGHT_ABOUT or c.what is None or c.than is None:
            continue
        wanted = Equation(c.what, c.than)
        together = [x for x in state.claims if not x.link and c in x.under]
        sure = all(assumptions.set_by(x.equation, state.oracle) is not None for x in together)
        if (
            not together
            or not sure
            or state.oracle.strange(c.what, c.than)
            or state.about(wanted).holds(wanted)
        ):
            continue
        said = equation_text(wanted)
        if _holds_with(together, wanted, c, claim, state):
            found = designs.assumption(claim, state)
            how = f"with it {said}"
            return replace(found, how=how) if found is not None else Judged(claim, "limit", "", how)
        for label, line in state.wrong[-REMEMBERED:]:
            for one, other in ((line.left, line.right), (line.right, line.left)):
                told = Equation(_put(wanted.left, one, other), _put(wanted.right, one, other))
                if told != wanted and _holds_with(together, told, c, claim, state):
                    return carried_on(claim, label)
        return Judged(claim, "false", "GP118", f"with it {said} does not hold")
    return None


def _put(x: Expr, old: Expr, new: Expr) -> Expr:
    return new if x == old else x


def _holds_with(lines: Sequence[Claim], wanted: Equation, c: Condition, claim: Claim, state: State) -> bool:
    """Is this so where the parts are as these claims set them?"""
    state.on_time()
    set_so = (Condition("", "=", x.span, x.left.expr, x.right.expr) for x in lines)
    others = (x for x in claim.under if x.to != BROUGHT_ABOUT)
    sides = Side(wanted.left, c.span), Side(wanted.right, c.span)
    asked = Claim(*sides, "=", equation_text(wanted), claim.span, under=(*others, *set_so))
    found = under_assumptions(state.beside(claim, asked), state)
    return found is not None and found.verdict in ("true", "limit")
