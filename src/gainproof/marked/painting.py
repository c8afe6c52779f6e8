"""The parts of a claim that the marked page points out: what is wrong, and what stands there instead."""

from __future__ import annotations

from gainproof.expression import Equation, Expr, Neg
from gainproof.hand.work import Claim, Side, Suggestion
from gainproof.marked.spelling import node_at
from gainproof.render.paint import Paint, Painted, painted


def wrong_part_red(claim: Claim, suggestion: Suggestion | None) -> Equation:
    """The claim with the part that a suggestion replaces painted; the right side if it replaces none."""
    q = claim.equation
    if suggestion is not None and suggestion.replaced is not None:
        for k, side in enumerate((claim.left, claim.right)):
            path = _path(side, suggestion)
            if path is not None:
                new = _painted_at(side.expr, path, "error")
                return Equation(new, q.right) if k == 0 else Equation(q.left, new)
    return Equation(q.left, Painted(q.right, Paint("error")))


def new_part_green(claim: Claim, suggestion: Suggestion) -> Equation:
    """The suggested claim with the new part painted."""
    q = suggestion.claim
    if suggestion.by is None:
        return q
    looked_for = [suggestion.by, *(suggestion.by.args if isinstance(suggestion.by, Neg) else ())]
    for k, (side, x) in enumerate(((claim.left, q.left), (claim.right, q.right))):
        path = _path(side, suggestion)
        for at in (path, path[:-1] if path else None):
            if at is not None and node_at(x, at) in looked_for:
                new = _painted_at(x, at, "substituted")
                return Equation(new, q.right) if k == 0 else Equation(q.left, new)
    paints = {x: Paint("substituted") for x in looked_for[:1]}
    right = painted(q.right, paints)
    return Equation(q.left, right) if right != q.right else Equation(painted(q.left, paints), q.right)


def _path(side: Side, suggestion: Suggestion) -> tuple[int, ...] | None:
    """Where on a side the replaced part stands; None if it is not there."""
    places = {(): side.span, **side.spans}
    for path, span in places.items():
        if span == suggestion.span and node_at(side.expr, path) == suggestion.replaced:
            return path
    return None


def _painted_at(x: Expr, path: tuple[int, ...], role: str) -> Expr:
    """The tree with the part at `path` painted; a minus stays outside, so that a sum has no +(-x)."""
    if not path:
        return Neg(Painted(x.args[0], Paint(role))) if isinstance(x, Neg) else Painted(x, Paint(role))
    i = path[0]
    return x.rebuilt((*x.children[:i], _painted_at(x.children[i], path[1:], role), *x.children[i + 1 :]))
