"""A result that grows without bound, as the imperfection that scales it times a bracket.

    R_in = R_i [1 + (1/G)(A_o + R2/R_i)]

Where the denominator has no imperfections and one term of the numerator is an imperfection of the
result's own dimension, that one stands before the bracket; the dominating term is in it, and is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.collect import LEVELS, collect
from gainproof.algebra.forms.scribe import times
from gainproof.algebra.forms.subject import Subject
from gainproof.expression import ONE, Expr, Sym, mul


def scaled(subject: Subject) -> Iterator[Expr]:
    """The scaled forms of an infinite result."""
    f, scribe = subject.normal, subject.scribe
    if subject.sources or not f.normal or not f.powers or not subject.small.free(f.den):
        return
    terms = [(k, times(t, f.powers)) for k, t in subject.small.terms(f.num, f.den)]
    for k, t in terms:
        if k != 1 or len(t) != 1:
            continue
        ((x, e),) = t.items()
        if e != 1 or not isinstance(x, Sym) or scribe.ideals.get(x.name) != "oo":
            continue
        rest = [(n, times(other, {x: -1})) for n, other in terms if other is not t]
        if rest:
            bracket = scribe.total([ONE, collect(scribe, rest, subject.nested.voice, LEVELS - 1)])
            yield mul(x, bracket)
