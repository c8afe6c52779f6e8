"""Errors as factors, one imperfection peeled off after the other.

    D̂ = 1 + (G/A)(1 + Z_1/R_i)(1 + R_o/Z_2)

Network functions are affine in every part x, so D̂ = D̂₀·(1 + x/Z), where D̂₀ has no x and Z is the resistance
that x sees (R. D. Middlebrook, "Null double injection and the extra element theorem", IEEE Trans. Educ. 32,
1989).  Z is often a series and parallel combination of parts.  All orders of peeling are tried, the cheapest
is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.cost import Voice
from gainproof.algebra.forms.gains import Namer
from gainproof.algebra.forms.network import combination
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import MOST_TERMS, Small
from gainproof.algebra.forms.spelling import FEW, combinations
from gainproof.algebra.forms.terms import OHM, S
from gainproof.algebra.rational import Monomial, Polynomial, Ratio
from gainproof.expression import ONE, Expr, Sym, div, mul


class Peeled:
    """Writes p/p(0), p being 1 + small apart from a factor."""

    def __init__(self, small: Small, namer: Namer, voice: Voice) -> None:
        self.small = small
        self.scribe: Scribe = small.scribe
        self.namer = namer
        self.voice = voice
        self._forms: dict[str, Expr] = {}

    def form(self, p: Polynomial) -> Expr:
        """The cheapest product for p/p(0); p(0) is not zero."""
        return mul(*(self._irreducible(f) for f in self.small.factors(p)))

    def _irreducible(self, p: Polynomial) -> Expr:
        if self.small.free(p):
            return ONE
        key = str(p)
        known = self._forms.get(key)
        if known is None:
            self.scribe.hurry()
            known = self._forms[key] = min(self._choices(p), key=self.voice.cost)
        return known

    def _choices(self, p: Polynomial) -> Iterator[Expr]:
        small, scribe = self.small, self.scribe
        whole = small.ideal(p)
        shared, q = small.shared(p - whole)
        first = small.ideal(q)
        found = False
        if any(shared) and not first.is_zero():
            lead = scribe.led(Ratio(small.ring, first, whole), scribe.powers(shared), self.voice)
            yield scribe.total([ONE, mul(lead, self.form(q))])
            yield from self._multiplied_out(q, whole, shared)
            found = True
        if len(p) <= MOST_TERMS:
            for peeled in self._peelings(p):
                yield peeled
                found = True
        if not found:
            (_, *terms) = small.terms(p, whole)
            yield scribe.total([ONE, collect(scribe, terms, self.voice)])

    def _multiplied_out(self, q: Polynomial, whole: Polynomial, shared: Monomial) -> Iterator[Expr]:
        """1 + (1/A)(G + Z/R_i), or 1 + (1/A)[1 + R_2/(R_1∥R_i)]: what stands over a gain, as a sum."""
        small, scribe = self.small, self.scribe
        bare = small.ideal(q) == whole
        if bare or self.namer.wishes.parallel or small.free(q) or len(small.factors(q)) > 1:
            return
        outside = scribe.product(Fraction(1), scribe.powers(shared))
        spread = [collect(scribe, small.terms(q, whole), self.voice)]
        z = Ratio(small.ring, q, whole)
        if not scribe.gains and len(z.symbols()) <= FEW and S not in z.symbols():
            spread.extend(combinations(scribe, z))
        for x in spread:
            yield scribe.total([ONE, mul(outside, x)])

    def _peelings(self, p: Polynomial) -> Iterator[Expr]:
        for name in self.small.present(p):
            if self.scribe.dimensions.get(name) != OHM:
                continue
            parted = self.small.extra(p, name)
            if parted is None or self.small.ideal(parted[0]).is_zero():
                continue
            rest, seen = parted
            z = combination(seen, self.scribe.term_order)
            if z is None:
                continue
            x = Sym(name)
            error = div(x, self.namer.load(z)) if self.scribe.ideals[name] == "0" else div(z, x)
            yield mul(self.form(rest), self.scribe.total([ONE, error]))
