"""A response to several sources.

    v_3 = G_I/(1 + G_I/A_o)·[V_1 - v_os - R_s I_b+ + (R1∥R2) I_b-]

The function is linear in its sources.  If they differ only by factors without imperfections, they are
referred to one of them, whose transfer function stands before the bracket (or, where the bracket is short,
has it in its numerator).  Otherwise, or where that is cheaper, each source has its own gain and error over
the shared denominator, or the numerator is collected as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.nested import Nested
from gainproof.algebra.forms.peeled import Peeled
from gainproof.algebra.forms.quotient import numerators, over, weighted
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import times
from gainproof.algebra.rational import Polynomial, Ratio
from gainproof.expression import ONE, Expr, Neg, Sym, add, mul

SHORT = 2
"""A bracket of more terms than this stands behind the fraction, not in it."""
MOST_REFERENCES = 4


def response(subject: Subject) -> Iterator[tuple[str, Expr]]:
    """Spellings of a response, with the style of each."""
    if not subject.sources:
        return
    at = subject.small.ring.names.index
    parts = {n: subject.value.num.derivative(at(n)) for n in subject.sources}
    for style, voice in (("nested", subject.nested), ("peeled", subject.peeled)):
        if _alike(subject, parts):
            yield from ((style, x) for x in _referred(subject, parts, voice))
            yield from (("collected", x) for x in _shared(subject, parts, voice))
        yield from (("sources", x) for x in _by_source(subject, parts, voice))
        yield from (("collected", x) for x in _collected(subject, parts, voice))


def _alike(subject: Subject, parts: dict[str, Polynomial]) -> bool:
    """Do the sources' parts differ only by factors without imperfections?"""
    first = next(iter(parts.values()))
    ratios = (Ratio(subject.small.ring, p, first) for p in parts.values())
    return all(subject.small.free(r.num) and subject.small.free(r.den) for r in ratios)


def _referred(subject: Subject, parts: dict[str, Polynomial], voice: Nested | Peeled) -> Iterator[Expr]:
    """The transfer function of one source, times the sources as seen from there."""
    small, scribe, den = subject.small, subject.scribe, subject.value.den
    for reference in list(parts.values())[:MOST_REFERENCES]:
        f = normalised(Ratio(small.ring, reference, den), small)
        if not f.normal or small.may_vanish(reference):
            continue
        weights = {n: Ratio(small.ring, p, reference) for n, p in parts.items()}
        terms = [mul(scribe.write(w, subject.peeled.voice), Sym(n)) for n, w in weights.items()]
        bracket = scribe.total(terms) if isinstance(terms[0], Neg) else add(*terms)
        below = voice.form(f.den)
        for num in numerators(subject, f, voice):
            if len(terms) > SHORT and below != ONE:
                yield mul(over(num, below), bracket)
            else:
                yield over(mul(num, bracket), below)


def _shared(subject: Subject, parts: dict[str, Polynomial], voice: Nested | Peeled) -> Iterator[Expr]:
    """The collected ideal response, times the error that all sources share."""
    small, scribe, den = subject.small, subject.scribe, subject.value.den
    each = {n: normalised(Ratio(small.ring, p, den), small) for n, p in parts.items()}
    f = next(iter(each.values()))
    if not f.normal or small.may_vanish(small.ideal(f.num)):
        return
    gains = [(k, times(t, {Sym(n): 1})) for n, g in each.items() for k, t in [scribe.term(g.gain)]]
    num = mul(scribe.product(Fraction(1), f.powers), collect(scribe, gains, voice.voice), voice.form(f.num))
    yield over(num, voice.form(f.den))


def _by_source(subject: Subject, parts: dict[str, Polynomial], voice: Nested | Peeled) -> Iterator[Expr]:
    """Each source with its own gain and error, over the denominator they share; unless one gain is of all."""
    first, *others = parts.values()
    if others and all(p in (first, -first) for p in others):
        return
    small, scribe, den = subject.small, subject.scribe, subject.value.den
    shared, below = small.shared(den)
    if small.ideal(below).is_zero():
        return
    terms = []
    for n, p in parts.items():
        f = normalised(Ratio(small.ring, p, small.ring.unit), small)
        if not f.normal:
            return
        whole = small.ideal(below)
        f = replace(f, den=whole, gain=f.gain / Ratio(small.ring, whole, small.ring.unit))
        f = replace(f, powers=times(f.powers, scribe.powers(shared), -1))
        terms.append(weighted(min(numerators(subject, f, voice), key=voice.voice.cost), Sym(n)))
    yield over(scribe.total(terms), voice.form(below))


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
