"""One function on its own, by whichever of the arrangements is the shortest."""

from __future__ import annotations

from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.inspection import by_inspection
from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.ranking import UNSEEN
from gainproof.algebra.forms.scaled import scalings
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Ratio
from gainproof.expression import Expr


def spelled(subject: Subject, f: Ratio) -> Expr:
    """The shortest spelling of a function that is not zero."""
    small, scribe = subject.small, subject.scribe
    if small.free(f.num) and small.free(f.den):
        return scribe.write(f, subject.peeled.voice)
    scribe.hurry()
    choices = [scribe.product(*scribe.term(f))]
    normal = normalised(f, small)
    if normal.normal:
        choices.extend(scalings(subject, normal))
        for voice in (subject.nested, subject.peeled):
            den = voice.form(normal.den)
            choices.extend(over(num, den) for num in numerators(subject, normal, voice))
    return min(choices, key=lambda x: PLAIN.cost(x) + UNSEEN * (not by_inspection(x, scribe, None)))
