"""Limits of rational functions, by leading terms.

Symbols go to infinity or to zero together, at equal rates: x = 1/ε or x = ε for each of them.  Then
num/den behaves like the quotient of the terms of greatest joint degree, where a symbol that goes to
infinity counts +1 and one that goes to zero counts -1.  No expansion, no cancellation of infinities: the
terms are sorted out, which takes microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.algebra.rational import Polynomial, Ratio, Ring, times
from gainproof.errors import GainproofError

WEIGHT = {"oo": 1, "0": -1}


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a rational function f goes, and how fast.

    `value` is the limit, None if f grows without bound (`infinite`).  `leading` is the dominating term:
    f = leading·(1 + O(ε)).  What the limit neglects is `neglected` at first order: f = value·(1 +
    neglected + …) for a finite limit other than zero, f = neglected·(1 + …) for the limit zero.  It falls
    like ε to the power `order`.  Both are None if f is infinite, or if nothing is neglected.

    Where a product such as R_o·R_i (one going to zero, the other to infinity) survives, the limit depends on
    the rates; `by_rates` says so, and `value` is that of rates exactly equal, x = 1/ε and y = ε.
    """

    value: Ratio | None
    infinite: bool
    order: int | None
    neglected: Ratio | None
    leading: Ratio
    by_rates: bool = False


def limit(ratio: Ratio, to: Mapping[str, str]) -> Limit:
    """The limit of `ratio` as the symbols of `to` go to "oo" or "0", all together at equal rates.

    Symbols that do not occur are ignored.  Raises GainproofError for a destination other than
    these two, and where equal rates make the denominator zero.
    """
    for symbol, where in to.items():
        if where not in WEIGHT:
            raise GainproofError(f"{symbol} cannot go to {where!r}; expected oo or 0")
    f = ratio.plain()
    ring = f.ring
    weights = [WEIGHT[to[n]] if n in to else 0 for n in ring.names]
    if not f or not any(weights):
        return Limit(f, False, None, None, f)
    top, num = _dominating(ring, f.num, weights)
    bottom, den = _dominating(ring, f.den, weights)
    leading = Ratio(ring, num, den)
    if not (any(_settled(num, weights).values()) and any(_settled(den, weights).values())):
        return _by_rates(f, leading, weights)
    if top > bottom:
        return Limit(None, True, None, None, leading)
    if top < bottom:
        return Limit(ring.zero, False, bottom - top, leading, leading)
    if any(leading.num.degrees()[k] or leading.den.degrees()[k] for k, w in enumerate(weights) if w):
        return _by_rates(f, leading, weights)
    rest = times(f.num, leading.den, ring.most_terms) - times(leading.num, f.den, ring.most_terms)
    if rest.is_zero():
        return Limit(leading, False, None, None, leading)
    below, error = _dominating(ring, rest, weights)
    full, whole = _dominating(ring, times(leading.num, f.den, ring.most_terms), weights)
    return Limit(leading, False, full - below, Ratio(ring, error, whole), leading)


def _by_rates(f: Ratio, leading: Ratio, weights: list[int]) -> Limit:
    """The limit at exactly equal rates: one ε for all, whose dominating powers may cancel."""
    ring = f.ring

    def dominating(p: Polynomial) -> tuple[int, Polynomial]:
        while not p.is_zero():
            degree, terms = _dominating(ring, p, weights)
            left = ring.polynomial(_settled(terms, weights))
            if not left.is_zero():
                return degree, left
            p -= terms
        raise GainproofError("at equal rates the quotient is 0/0; take the limits one after the other")

    (top, num), (bottom, den) = dominating(f.num), dominating(f.den)
    if top > bottom:
        return Limit(None, True, None, None, leading, by_rates=True)
    value = Ratio(ring, num, den) if top == bottom else ring.zero
    return Limit(value, False, None, None, leading, by_rates=True)


def _settled(p: Polynomial, weights: list[int]) -> dict[tuple[int, ...], int]:
    """The terms of a polynomial whose limit symbols are put to one."""
    out: dict[tuple[int, ...], int] = {}
    for m, c in p.to_dict().items():
        left = tuple(0 if w else e for w, e in zip(weights, m, strict=True))
        out[left] = out.get(left, 0) + int(c)
    return out


def _dominating(ring: Ring, p: Polynomial, weights: list[int]) -> tuple[int, Polynomial]:
    """The greatest joint degree in a polynomial that is not zero, and its terms of that degree."""
    by_degree: dict[int, dict[tuple[int, ...], int]] = {}
    for m, c in p.to_dict().items():
        degree = sum(w * int(e) for w, e in zip(weights, m, strict=True) if w)
        by_degree.setdefault(degree, {})[m] = c
    top = max(by_degree)
    return top, p if len(by_degree) == 1 else ring.polynomial(by_degree[top])
