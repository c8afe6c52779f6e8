"""A response to several sources.

    v_3 = G_I/(1 + G_I/A_o)·[V_1 - v_os - R_s I_b+ + (R1∥R2) I_b-]

The function is linear in its sources.  If they differ only by factors without imperfections, they are
referred to one of them, whose transfer function stands before the bracket (or, where the bracket is short,
has it in its numerator).  Otherwise, or where that is cheaper, the numerator is collected as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.nested import Nested
from gainproof.algebra.forms.peeled import Peeled
from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.scribe import times
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Polynomial, Ratio
from gainproof.expression import ONE, Expr, Neg, Sym, add, mul

SHORT = 2
"""A bracket of more terms than this stands behind the fraction, not in it."""
MOST_REFERENCES = 4


def response(subject: Subject) -> Iterator[tuple[str, Expr]]:
    """Spellings of a response, with the voice of each."""
    if not subject.sources:
        return
    parts = {n: subject.value.num.derivative(subject.small.ring.names.index(n)) for n in subject.sources}
    for x in _referred(subject, parts, subject.nested):
        yield "nested", x
    for x in _referred(subject, parts, subject.peeled):
        yield "peeled", x
    for voice in (subject.nested, subject.peeled):
        for x in _collected(subject, parts, voice):
            yield "collected", x


def _referred(subject: Subject, parts: dict[str, Polynomial], voice: Nested | Peeled) -> Iterator[Expr]:
    small, scribe, den = subject.small, subject.scribe, subject.value.den
    for reference in list(parts.values())[:MOST_REFERENCES]:
        weights = {n: Ratio(small.ring, p, reference) for n, p in parts.items()}
        if not all(small.free(w.num) and small.free(w.den) for w in weights.values()):
            continue
        f = normalised(Ratio(small.ring, reference, den), small)
        if not f.normal:
            continue
        terms = [mul(scribe.write(w, subject.peeled.voice), Sym(n)) for n, w in weights.items()]
        bracket = scribe.total(terms) if isinstance(terms[0], Neg) else add(*terms)
        below = voice.form(f.den)
        for num in numerators(subject, f, voice):
            if len(terms) > SHORT and below != ONE:
                yield mul(over(num, below), bracket)
            else:
                yield over(mul(num, bracket), below)


def _collected(subject: Subject, parts: dict[str, Polynomial], voice: Nested | Peeled) -> Iterator[Expr]:
    small, scribe, den = subject.small, subject.scribe, subject.value.den
    shared, below = small.shared(den)
    whole = small.ideal(below)
    if whole.is_zero():
        return
    away = scribe.powers(shared)
    terms = [
        (k, times(times(t, away, -1), {Sym(n): 1}))
        for n, p in parts.items()
        for k, t in small.terms(p, whole)
    ]
    yield over(collect(scribe, terms, voice.voice), voice.form(below))
