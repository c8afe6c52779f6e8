"""A symbol that means nothing, and looks like one with which the line is true: R_0 for R."""

from __future__ import annotations

import re

from gainproof.expression import Equation, Expr, Sym
from gainproof.hand.meanings import true_with
from gainproof.hand.state import State
from gainproof.hand.work import Claim, Diagnosis, Judged, Path, Span, Suggestion

_STEM = re.compile(r"[A-Za-z]+?(?=_|\d|$)")
"""What a name is without what stands below it."""


def misspelt(claim: Claim, symbol: str, state: State) -> Judged | None:
    """Is the line true with a known symbol in its place that differs only in what stands below it?"""
    q = claim.equation
    for n in (*state.oracle.names, *state.oracle.circuit.parameters, *state.oracle.unknowns):
        if not _stem(symbol) or _stem(n) != _stem(symbol) or not true_with(q, symbol, Sym(n), state):
            continue
        told = Equation(q.left.replaced({symbol: Sym(n)}), q.right.replaced({symbol: Sym(n)}), q.relation)
        places = _places(claim, symbol)
        once = len(places) == 1
        change = Suggestion(told, Sym(symbol) if once else None, Sym(n) if once else None, places[0])
        how = f"{symbol} should be {n}, for {symbol} means nothing here"
        diagnosis = Diagnosis("wrong symbol", places[0], how, (change,))
        return Judged(claim, "false", "GP107", how, diagnosis=diagnosis)
    return None


def _stem(name: str) -> str:
    found = _STEM.match(name)
    return found[0] if found is not None else ""


def _places(claim: Claim, symbol: str) -> list[Span]:
    """Where the symbol stands."""
    out: list[Span] = []

    def seek(x: Expr, path: Path) -> None:
        if x == Sym(symbol):
            out.append(side.at(path))
        for k, c in enumerate(x.children):
            seek(c, (*path, k))

    for side in (claim.left, claim.right):
        seek(side.expr, ())
    return out
