"""K·μ·N̂/D̂ on the page, N̂ and D̂ being written by one of the two voices."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.nested import Nested
from gainproof.algebra.forms.peeled import Peeled
from gainproof.algebra.forms.small import Normal
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM, SIEMENS, times
from gainproof.expression import ONE, Expr, Neg, Quot, Sum, Sym, div, mul, neg

SHORT = 3
"""A numerator of more terms than this is not written as a sum."""


def over(num: Expr, den: Expr) -> Expr:
    """num/den, where a numerator like R2/R1 stays one: it is the ideal result."""
    if den == ONE:
        return num
    if isinstance(num, Neg):
        return neg(over(num.args[0], den))
    if isinstance(num, Quot) and num.num == ONE:
        return Quot(ONE, mul(num.den, den))
    return Quot(num, den)


def weighted(part: Expr, source: Sym) -> Expr:
    """part·source, the source above the line of a fraction."""
    if isinstance(part, Neg):
        return neg(weighted(part.args[0], source))
    if isinstance(part, Quot) and not isinstance(part.num, Sum):
        return Quot(mul(part.num, source), part.den)
    return mul(part, source)


def reciprocals(subject: Subject) -> Iterator[Expr]:
    """An immittance as one over a collected sum: 1/(R_s + (R_s + R_l)/A_o)."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    if not f.normal or f.powers or subject.sources or not small.free(f.num) or small.free(f.den):
        return
    if scribe.dimension(subject.value) in (OHM, SIEMENS):
        terms = small.terms(f.den, f.num)
        ideal, rest = terms[:1], terms[1:]
        voice = subject.peeled.voice
        yield div(ONE, scribe.total([scribe.product(*ideal[0]), collect(scribe, rest, voice)]))


def quotients(subject: Subject, voice: Nested | Peeled) -> Iterator[Expr]:
    """The spellings of a function whose ideal numerator and denominator are not zero."""
    if not subject.normal.normal or subject.sources:
        return
    den = voice.form(subject.normal.den)
    for num in numerators(subject, subject.normal, voice):
        yield over(num, den)


def numerators(subject: Subject, f: Normal, voice: Nested | Peeled) -> Iterator[Expr]:
    """The spellings of K·μ·N̂: as a product, or as a sum if K is a single symbol.

    Where K may be zero, N̂ would divide by it: then only as a sum.
    """
    scribe = subject.scribe
    if not subject.small.free(f.num) and subject.small.may_vanish(subject.small.ideal(f.num)):
        yield from _sums(subject, f, voice)
        return
    k, factors = scribe.term(f.gain)
    error = voice.form(f.num)
    yield mul(scribe.product(k, times(factors, f.powers)), error)
    if len(factors) > 1:
        yield mul(scribe.product(Fraction(1), f.powers), scribe.write(f.gain, voice.voice), error)
    single = k == 1 and len(factors) == 1 and all(isinstance(x, Sym) and e == 1 for x, e in factors.items())
    if error != ONE and single and not f.powers:
        (_, *rest) = subject.small.terms(f.num, subject.small.ideal(f.den))
        if len(rest) < SHORT:
            yield scribe.total([*factors, collect(scribe, rest, voice.voice)])


def _sums(subject: Subject, f: Normal, voice: Nested | Peeled) -> Iterator[Expr]:
    """K·μ·N̂ as a sum of K and what the imperfections add to it."""
    scribe = subject.scribe
    (ideal, *rest) = subject.small.terms(f.num, subject.small.ideal(f.den))
    more = collect(scribe, rest, voice.voice)
    for first in (scribe.product(*ideal), scribe.write(f.gain, voice.voice)):
        yield mul(scribe.product(Fraction(1), f.powers), scribe.total([first, more]))
