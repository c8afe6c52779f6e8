"""Collects a sum of terms: a factor common to many of them is written once, before a bracket.

Greedy, as one does by hand: the factor that most terms share goes first (a factor before a divisor, an
imperfection before a part of the design), then the bracket and the rest are collected in turn.  Brackets
are nested at most `levels` deep, for a page has only ( ), [ ] and { }.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gainproof.algebra.forms.cost import Voice
from gainproof.algebra.forms.terms import S, times
from gainproof.expression import Expr, Sym, mul, neg

if TYPE_CHECKING:
    from gainproof.algebra.forms.scribe import Scribe
    from gainproof.algebra.forms.terms import Term

LEVELS = 3


def collect(scribe: Scribe, terms: Sequence[Term], voice: Voice, levels: int = LEVELS) -> Expr:
    """The sum of `terms` (one at least), collected where that is cheaper to read."""
    flat = scribe.total(scribe.product(k, t) for k, t in terms)
    if levels < 1 or len(terms) < 2:
        return flat
    shared = _most_shared(scribe, terms)
    if shared is None:
        return flat
    scribe.hurry()
    token, sign = shared
    inside = [(k, times(t, {token: -sign})) for k, t in terms if t.get(token, 0) * sign > 0]
    outside = [(k, t) for k, t in terms if t.get(token, 0) * sign <= 0]
    alike, outside = _alike(inside, outside) if sign > 0 else ([], outside)
    minus = all(k < 0 for k, _ in inside)
    within = levels if _over_s(inside) else levels - 1
    bracket = collect(scribe, [(-k, t) for k, t in inside] if minus else inside, voice, within)
    if alike:
        head = mul(scribe.total([token, *alike]), bracket)
        head = neg(head) if minus else head
    else:
        head = scribe.beside(-1 if minus else 1, {token: sign}, bracket)
    whole = head if not outside else scribe.total([collect(scribe, outside, voice, levels), head])
    return min(flat, whole, key=voice.cost)


def _alike(inside: Sequence[Term], outside: Sequence[Term]) -> tuple[list[Expr], list[Term]]:
    """The tokens that multiply in `outside` the same terms as `inside` has, and what they leave over."""
    left = {frozenset(t.items()): k for k, t in outside}
    found: list[Expr] = []
    if len(inside) < 2:
        return found, list(outside)
    for token in dict.fromkeys(x for _, t in outside for x in t):
        keys = [(k, frozenset(times(t, {token: 1}).items())) for k, t in inside]
        if all(left.get(key) == k for k, key in keys):
            found.append(token)
            for _, key in keys:
                del left[key]
    return found, [(k, t) for k, t in outside if frozenset(t.items()) in left]


def _over_s(terms: Sequence[Term]) -> bool:
    """Do all terms have a divisor s?  It goes below the bracket even of the last level, not into it."""
    return all(t.get(Sym(S), 0) < 0 for _, t in terms)


def _most_shared(scribe: Scribe, terms: Sequence[Term]) -> tuple[Expr, int] | None:
    """The token, and the sign of its power, that most terms share; None if none is in two."""
    count: dict[tuple[Expr, int], int] = {}
    for _, t in terms:
        for token, e in t.items():
            key = (token, 1 if e > 0 else -1)
            count[key] = count.get(key, 0) + 1
    best = max(
        count.items(),
        key=lambda c: (c[1], c[0][1] > 0, isinstance(c[0][0], Sym) and c[0][0].name in scribe.ideals),
        default=None,
    )
    return None if best is None or best[1] < 2 else best[0]
