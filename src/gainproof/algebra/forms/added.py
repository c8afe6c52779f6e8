"""An impedance as its ideal value in series or in parallel with what the imperfections make.

R_in = R1 + R2/(1 + A_o)
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.scribe import OHM
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.expression import Expr, par


def added(subject: Subject) -> Iterator[Expr]:
    """Series and parallel forms of an impedance with a finite ideal value."""
    f, scribe = subject.normal, subject.scribe
    if subject.sources or not f.normal or f.powers or scribe.dimension(subject.value) != OHM:
        return
    ideal = scribe.write(f.gain, subject.peeled.voice)
    rest = subject.value - f.gain
    inverse = subject.value.reciprocal() - f.gain.reciprocal()
    for other, join in ((rest, scribe.total), (inverse, lambda parts: par(*parts))):
        if not other:
            continue
        g = normalised(other if other is rest else other.reciprocal(), subject.small)
        if not g.normal:
            continue
        den = subject.peeled.form(g.den)
        for num in numerators(subject, g, subject.peeled):
            yield join([ideal, over(num, den)])
