"""One function on its own, by whichever of the arrangements is the shortest."""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.cost import KEEPING, PLAIN
from gainproof.algebra.forms.inspection import by_inspection
from gainproof.algebra.forms.network import combination
from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.ranking import UNSEEN
from gainproof.algebra.forms.scaled import scalings
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM, positive
from gainproof.algebra.rational import Ratio
from gainproof.expression import ONE, Expr, Quot, Sym, div, mul, neg
from gainproof.units import PURE


def spelled(subject: Subject, f: Ratio, parts: bool = True) -> Expr:
    """The shortest spelling of a function that is not zero; with `parts` also as x·(1 + T) and x/(1 + T)."""
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
            written = [over(num, den) for num in numerators(subject, normal, voice)]
            choices.extend(map(_one_fraction, written) if normal.powers else written)
    z = combination(f, scribe.term_order, scribe.conductances) if scribe.dimension(f) == OHM else None
    if z is not None:
        choices.append(z)
    if parts:
        choices.extend(returned(subject, f))
    prices = KEEPING if subject.namer.wishes.parallel else PLAIN
    return min(choices, key=lambda x: prices.cost(x) + UNSEEN * (not by_inspection(x, scribe, None)))


def _one_fraction(x: Expr) -> Expr:
    """(a/b)/c as a/(b·c): where there is no finite ideal value, none has to stand apart."""
    if isinstance(x, Quot) and isinstance(x.num, Quot):
        return Quot(x.num.num, mul(x.num.den, x.den))
    return x


def returned(subject: Subject, f: Ratio) -> Iterator[Expr]:
    """x·(1 + T) and x/(1 + T) for a part x of the dimension of `f`, T having no x.

    Also with a minus sign: R/(1 - G) is a resistance from the input of an amplifier to its output.
    """
    scribe = subject.scribe
    dimension = scribe.dimension(f)
    if dimension in (None, PURE):
        return
    one = scribe.ring.one
    for n in f.symbols():
        if scribe.dimensions.get(n) != dimension:
            continue
        x = scribe.ring.point[n]
        for t, over_it in ((f / x - one, False), (x / f - one, True)):
            if not t or n in t.symbols() or not (positive(t) or positive(-t)):
                continue
            size = spelled(subject, t if positive(t) else -t, parts=False)
            bracket = scribe.total([ONE, size if positive(t) else neg(size)])
            yield div(Sym(n), bracket) if over_it else mul(Sym(n), bracket)
