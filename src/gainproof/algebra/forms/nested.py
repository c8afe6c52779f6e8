"""Errors referred to a named ideal gain, in nested brackets.

    D̂ = 1 + (G/A){1 + … + (1/G)[…]}

The first product of small parameters, with its coefficient, stands before a bracket that begins with 1.
A term in the bracket that has G in it anyway loses it; the others are gathered behind 1/G and collected.
Factors of D̂ are treated one by one.  An output resistance that works into a load is written R_o/R_L.
"""

from __future__ import annotations

from gainproof.algebra.forms.collect import LEVELS, collect
from gainproof.algebra.forms.cost import Voice
from gainproof.algebra.forms.gains import Namer
from gainproof.algebra.forms.network import combination
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import Small
from gainproof.algebra.forms.terms import OHM, Term, times
from gainproof.algebra.rational import Polynomial, Ratio
from gainproof.expression import ONE, Expr, Sym, div, mul


class Nested:
    """Writes p/p(0), p being 1 + small apart from a factor."""

    def __init__(self, small: Small, namer: Namer, voice: Voice) -> None:
        self.small = small
        self.scribe: Scribe = small.scribe
        self.namer = namer
        self.voice = voice

    def form(self, p: Polynomial) -> Expr:
        """The nested form of p/p(0); p(0) is not zero."""
        return self._form(p, None)

    def _form(self, p: Polynomial, before: Polynomial | None) -> Expr:
        if self.small.free(p):
            return ONE
        self.scribe.hurry()
        factors = self.small.factors(p)
        if len(factors) > 1:
            return mul(*(self._form(f, None) for f in factors))
        p = factors[0]
        return self._loaded(p) or self._led(p) or self._gathered(p, before)

    def _loaded(self, p: Polynomial) -> Expr | None:
        """1 + R_o/R_L, if that is all there is."""
        for name in self.small.present(p):
            if self.scribe.ideals[name] != "0" or self.scribe.dimensions.get(name) != OHM:
                continue
            parted = self.small.extra(p, name)
            if parted is None or not self.small.free(parted[0]):
                continue
            z = combination(parted[1], self.scribe.term_order)
            load = z if z is None else self.namer.load(z)
            if load is not None and load != z:
                return self.scribe.total([ONE, div(Sym(name), load)])
        return None

    def _led(self, p: Polynomial) -> Expr | None:
        """1 + lead·{…}, if one product of small parameters divides all terms but the 1."""
        whole = self.small.ideal(p)
        shared, q = self.small.shared(p - whole)
        first = self.small.ideal(q)
        if not any(shared) or first.is_zero():
            return None
        gain = Ratio(self.small.ring, first, whole)
        lead = self.scribe.led(gain, self.scribe.powers(shared), self.voice)
        return self.scribe.total([ONE, mul(lead, self._form(q, whole))])

    def _gathered(self, p: Polynomial, before: Polynomial | None) -> Expr:
        """1 + … + (1/G)[…]; G is the ideal value of p over `before`, a name or a symbol."""
        whole = self.small.ideal(p)
        (_, *kept) = self.small.terms(p, whole)
        reference = self._reference(whole, before)
        if before is None or reference is None:
            return self.scribe.total([ONE, collect(self.scribe, kept, self.voice, LEVELS)])
        (_, *bare) = self.small.terms(p, before)
        inside: list[Term] = []
        behind: list[Term] = []
        for with_, without in zip(kept, bare, strict=True):
            shorter = self._cost(with_) <= self._cost(without)
            (inside if shorter else behind).append(with_ if shorter else without)
        parts: list[Expr] = [ONE]
        if inside:
            parts.append(collect(self.scribe, inside, self.voice, LEVELS - 1))
        if len(behind) == 1:
            k, factors = behind[0]
            parts.append(self.scribe.product(k, times(factors, {reference: -1})))
        elif behind:
            bracket = collect(self.scribe, behind, self.voice, LEVELS - 2)
            parts.append(self.scribe.beside(1, {reference: -1}, bracket))
        return self.scribe.total(parts)

    def _reference(self, whole: Polynomial, before: Polynomial | None) -> Sym | None:
        if before is None:
            return None
        k, factors = self.scribe.term(Ratio(self.small.ring, whole, before))
        if k != 1 or len(factors) != 1:
            return None
        ((x, e),) = factors.items()
        return x if e == 1 and isinstance(x, Sym) else None

    def _cost(self, t: Term) -> float:
        return self.voice.cost(self.scribe.product(*t))
