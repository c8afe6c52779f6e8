"""The result as ideal × (1 + small)/(1 + small).

With every imperfection as a small parameter ε, a network function is

    K · μ · N̂/D̂,    N̂ = D̂ = 1 at ε = 0,

where K has no imperfection in it and μ is a product of powers of imperfections: empty if the ideal result
is finite and not zero.  `Normal` holds numerator and denominator before they are divided by their values
at ε = 0; where several imperfections compete for the lowest order, that value is zero and `normal` is False.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.terms import Term, times
from gainproof.algebra.rational import Monomial, Polynomial, Ratio, Ring
from gainproof.expression import Expr

MOST_TERMS = 300
"""Polynomials longer than this are not factored."""


def in_small_parameters(f: Ratio, ring: Ring) -> Ratio:
    """`f`, whose symbols the ring has, with the ring's inverted symbols turned over."""
    f = f.plain()
    at = [f.ring.names.index(n) if n in f.ring.names else -1 for n in ring.names]
    over = [n in ring.inverted for n in ring.names]
    parts = [
        {tuple(int(m[k]) if k >= 0 else 0 for k in at): c for m, c in p.to_dict().items()}
        for p in (f.num, f.den)
    ]
    top = [max(m[k] for part in parts for m in part) if o else 0 for k, o in enumerate(over)]

    def turned(part: dict[Monomial, int]) -> Polynomial:
        return ring.polynomial(
            {
                tuple(t - e if o else e for e, t, o in zip(m, top, over, strict=True)): c
                for m, c in part.items()
            }
        )

    num, den = map(turned, parts)
    return Ratio.reduced(ring, num, den)


class Small:
    """Which of a scribe's symbols are small parameters, and how polynomials part by them."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe = scribe
        self.ring = scribe.ring
        self.which = [n in scribe.ideals for n in scribe.ring.names]
        self._parts: dict[str, dict[Monomial, Polynomial]] = {}
        self._factors: dict[str, list[Polynomial]] = {}

    def parts(self, p: Polynomial) -> dict[Monomial, Polynomial]:
        """The coefficients of `p` by the powers of the small parameters (zero elsewhere)."""
        key = str(p)
        known = self._parts.get(key)
        if known is None:
            found: dict[Monomial, dict[Monomial, int]] = {}
            for m, c in p.to_dict().items():
                small = tuple(int(e) if w else 0 for e, w in zip(m, self.which, strict=True))
                rest = tuple(0 if w else int(e) for e, w in zip(m, self.which, strict=True))
                found.setdefault(small, {})[rest] = c
            known = self._parts[key] = {m: self.ring.polynomial(t) for m, t in found.items()}
        return known

    @cached_property
    def nothing(self) -> Monomial:
        """No small parameter at all."""
        return (0,) * len(self.which)

    def ideal(self, p: Polynomial) -> Polynomial:
        """`p` where every small parameter is zero."""
        return self.parts(p).get(self.nothing, self.ring.zero.num)

    def free(self, p: Polynomial) -> bool:
        """Has `p` no small parameter?"""
        return not any(d and w for d, w in zip(p.degrees(), self.which, strict=True))

    def may_vanish(self, p: Polynomial) -> bool:
        """May `p` be zero for positive parts?  So it may where a coefficient of s has terms of both signs.

        A form that divides by it says nothing where a designer makes it zero, by matching parts say.
        """
        at = self.ring.names.index("s") if "s" in self.ring.names else -1
        signs: dict[int, set[bool]] = {}
        for m, c in p.to_dict().items():
            signs.setdefault(int(m[at]) if at >= 0 else 0, set()).add(int(c) > 0)
        return any(len(found) > 1 for found in signs.values())

    def present(self, p: Polynomial) -> list[str]:
        """The imperfections that occur in `p`."""
        return [n for n, d, w in zip(self.ring.names, p.degrees(), self.which, strict=True) if d and w]

    def factors(self, p: Polynomial) -> list[Polynomial]:
        """The factors of p that have small parameters in them, repeated as often as they occur."""
        if len(p) > MOST_TERMS:
            return [p]
        key = str(p)
        if key not in self._factors:
            _, found = p.factor()
            self._factors[key] = [f for f, n in found for _ in range(int(n)) if not self.free(f)]
        return self._factors[key]

    def shared(self, p: Polynomial) -> tuple[Monomial, Polynomial]:
        """The greatest product of small parameters that divides `p`, and the quotient."""
        powers = list(self.parts(p))
        least = tuple(min(m[k] for m in powers) for k in range(len(self.which)))
        return least, (p / self.ring.polynomial({least: 1}) if any(least) else p)

    def terms(self, p: Polynomial, scale: Polynomial) -> list[Term]:
        """p/scale as terms, one for each product of small parameters, that of none first."""
        scribe = self.scribe
        out = []
        for m, c in sorted(self.parts(p).items(), key=lambda t: sum(t[0])):
            k, factors = scribe.term(Ratio(self.ring, c, scale))
            out.append((k, times(factors, scribe.powers(m))))
        return out

    def extra(self, p: Polynomial, name: str) -> tuple[Polynomial, Ratio] | None:
        """p as A·(1 + x/Z), or A·(1 + Z/x) where x is ideally infinite: A and Z.

        Z is what the extra element x sees (Middlebrook's extra element theorem).  None unless p is affine in
        x and both parts are there.
        """
        k = self.ring.names.index(name)
        if p.degrees()[k] != 1:
            return None
        b = p.derivative(k)
        a = p - b * self.ring.context.gens()[k]
        if a.is_zero():
            return None
        return a, Ratio(self.ring, b, a) if name in self.ring.inverted else Ratio(self.ring, a, b)


@dataclass(frozen=True)
class Normal:
    """K·μ·num/den, `num` and `den` not yet divided by their ideal values."""

    gain: Ratio
    powers: Mapping[Expr, int]
    num: Polynomial
    den: Polynomial
    normal: bool


def normalised(f: Ratio, small: Small) -> Normal:
    """The normal form of a function that is not zero."""
    up, num = small.shared(f.num)
    down, den = small.shared(f.den)
    over, under = small.ideal(num), small.ideal(den)
    powers = times(small.scribe.powers(up), small.scribe.powers(down), -1)
    fine = not (over.is_zero() or under.is_zero())
    one = small.ring.unit
    gain = Ratio(small.ring, one if over.is_zero() else over, one if under.is_zero() else under)
    return Normal(gain, powers, num, den, fine)
