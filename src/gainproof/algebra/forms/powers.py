"""A function of s with imperfections, the ideal poles and the errors in one denominator.

    1/(1 + s/(Q ω_0) + s²/ω_0² + (1/A_o)(1 + b·s + s²/ω_0²))

Where the ideal result has poles, dividing the errors by them writes every pole twice; here numerator and
denominator keep their powers of s, each divided by its lowest coefficient without imperfections.  The ideal
part is in standard form, as it would be alone (`poles`), and the frequencies that it names serve the errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.poles import CORNERS, RESONANT, Parted, head, joined, spelled
from gainproof.algebra.forms.quotient import over
from gainproof.algebra.forms.sections import Frequencies, parted
from gainproof.algebra.forms.small import MOST_TERMS
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import S, times
from gainproof.algebra.rational import Monomial, Polynomial, Ratio
from gainproof.expression import Expr, Sym, add, mul

MOST = 8
"""With more products of imperfections than this the errors are not written side by side."""


def powers(subject: Subject) -> Iterator[tuple[str, Expr]]:
    """The quotients of sums over the products of imperfections, with the style of each."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    if subject.sources or not f.normal or S not in subject.value.symbols() or not scribe.ideals:
        return
    if len(small.parts(f.num)) > MOST or len(small.parts(f.den)) > MOST:
        return
    yield "powers", _collected(subject)
    if subject.namer.wishes.named and len(f.num) + len(f.den) <= MOST_TERMS and not f.powers:
        for least in (1, 2):
            names = Frequencies(subject)
            form = _standard(subject, names, least)
            yield (RESONANT if names.resonant else CORNERS if names.given else "powers"), form


def _collected(subject: Subject) -> Expr:
    """The quotient without names."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    voice = subject.peeled.voice
    above, up = _lowest(subject, small.ideal(f.num))
    below, down = _lowest(subject, small.ideal(f.den))
    outside = times(f.powers, {Sym(S): up - down} if up != down else {})
    front = scribe.led(Ratio(small.ring, above, below), outside, voice)

    def side(p: Polynomial, scale: Polynomial, order: int) -> Expr:
        lift = small.ring.polynomial({tuple(order if n == S else 0 for n in small.ring.names): 1})
        return add(
            *(
                scribe.led(Ratio(small.ring, c, scale * lift), scribe.powers(m), voice)
                for m, c in sorted(small.parts(p).items(), key=lambda part: sum(part[0]))
            )
        )

    return over(mul(front, side(f.num, above, up)), side(f.den, below, down))


def _standard(subject: Subject, names: Frequencies, least: int) -> Expr:
    """The quotient with the ideal part in standard form."""
    f, small = subject.normal, subject.small
    below, down, poles = parted(subject, small.ideal(f.den))
    above, up, zeros = parted(subject, small.ideal(f.num))
    ideal = Parted(above / below, up - down, zeros, poles)
    den = mul(*spelled(names, poles, "p", least))
    num = mul(*spelled(names, zeros, "z", least))
    front, s = head(subject, ideal, names, least)
    return joined(
        front,
        mul(s, add(num, *_errors(subject, names, f.num, above, up))),
        add(den, *_errors(subject, names, f.den, below, down)),
    )


def _errors(subject: Subject, names: Frequencies, p: Polynomial, scale: Ratio, order: int) -> Iterator[Expr]:
    """The terms of `p` with imperfections, over scale·s^order."""
    small, scribe = subject.small, subject.scribe
    for m, c in sorted(small.parts(p).items(), key=lambda part: sum(part[0])):
        if m == small.nothing:
            continue
        constant, low, sections = parted(subject, c)
        outside = times(scribe.powers(m), {Sym(S): low - order} if low != order else {})
        front = scribe.led(constant / scale, outside, subject.peeled.voice)
        yield mul(front, *(names.known(x) ** x.times for x in sections))


def _lowest(subject: Subject, p: Polynomial) -> tuple[Polynomial, int]:
    """The coefficient of the lowest power of s, and that power."""
    k = subject.small.ring.names.index(S)
    low = min(int(m[k]) for m in p.monoms())
    terms: dict[Monomial, int] = {
        (*m[:k], 0, *m[k + 1 :]): c for m, c in p.to_dict().items() if int(m[k]) == low
    }
    return subject.small.ring.polynomial(terms), low
