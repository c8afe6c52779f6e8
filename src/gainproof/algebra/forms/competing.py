"""A result whose ideal numerator or denominator is zero because several imperfections compete there.

There is no ideal value to refer the errors to (the common-mode gain of a matched amplifier is an
example), so the competing terms stand as a collected sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.quotient import over
from gainproof.algebra.forms.small import MOST_TERMS
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import times
from gainproof.expression import Expr


def competing(subject: Subject) -> Iterator[Expr]:
    """The collected quotient, divided through by whichever ideal part is not zero."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    if f.normal or subject.sources or len(f.num) + len(f.den) > 2 * MOST_TERMS:
        return
    voice = subject.nested.voice
    above, below = small.ideal(f.num), small.ideal(f.den)
    scale = above if below.is_zero() else below
    if scale.is_zero():
        scale = small.ring.unit
    num = collect(scribe, [(k, times(t, f.powers)) for k, t in small.terms(f.num, scale)], voice)
    den = collect(scribe, small.terms(f.den, scale), voice)
    yield over(num, den)
    if not below.is_zero():
        yield over(num, subject.peeled.form(f.den))
    if not above.is_zero():
        yield over(subject.peeled.form(f.num), den)
