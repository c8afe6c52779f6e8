"""A result that grows without bound or vanishes, as the part that scales it times or over a bracket.

    R_in = R_i [1 + (1/G)(A_o + R2/R_i)]        R_out = R_o/(1 + A_o/G + …)

Where the denominator has no imperfections and one term of the numerator is a single part of the result's
own dimension, that part stands before the bracket; the dominating term is in the bracket, and is seen.
With numerator and denominator exchanged, it stands over the bracket.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.collect import LEVELS, collect
from gainproof.algebra.forms.small import Normal
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import times
from gainproof.algebra.rational import Polynomial
from gainproof.expression import ONE, Expr, Sym, div, mul


def scaled(subject: Subject) -> Iterator[Expr]:
    """The scaled forms of a result that is infinite or zero in the ideal case."""
    if not subject.sources:
        yield from scalings(subject, subject.normal)


def scalings(subject: Subject, f: Normal) -> Iterator[Expr]:
    """The scaled forms of a function in normal form."""
    if not f.normal or not f.powers:
        return
    if subject.small.free(f.den):
        for x, bracket in _brackets(subject, f.num, f.den, 1, f):
            yield mul(x, bracket)
    if subject.small.free(f.num):
        for x, bracket in _brackets(subject, f.den, f.num, -1, f):
            yield div(x, bracket)


def _brackets(
    subject: Subject, p: Polynomial, scale: Polynomial, sign: int, f: Normal
) -> Iterator[tuple[Expr, Expr]]:
    """Each part x with p/scale·μ^sign = x^sign·bracket."""
    scribe = subject.scribe
    terms = [(k, times(t, f.powers, sign)) for k, t in subject.small.terms(p, scale)]
    dimension = scribe.dimension(subject.value)
    for k, t in terms:
        if k != 1 or len(t) != 1:
            continue
        ((x, e),) = t.items()
        if e != sign or not isinstance(x, Sym) or scribe.dimensions.get(x.name) != dimension:
            continue
        rest = [(n, times(other, {x: -sign})) for n, other in terms if other is not t]
        if rest:
            yield x, scribe.total([ONE, collect(scribe, rest, subject.nested.voice, LEVELS - 1)])
