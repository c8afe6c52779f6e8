"""A function of s with imperfections, the ideal poles and the errors in one denominator.

    1/(1 + s/(Q ω_0) + s²/ω_0² + (1/A_o)(1 + b·s + s²/ω_0²))

Where the ideal result has poles, dividing the errors by them writes every pole twice; here numerator and
denominator keep their powers of s, each divided by its lowest coefficient without imperfections.  The ideal
part is in standard form, as it would be alone (`poles`), and the frequencies that it names serve the errors.

Errors that repeat the ideal part, as the roll-off of an amplifier does, are taken together as its factor:

    1/[(1 + s/ω_t)(1 + s/(Q ω_0) + s²/ω_0²) + s² R_1 C_1/ω_t]
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.poles import CORNERS, RESONANT, Parted, head, joined, spelled
from gainproof.algebra.forms.quotient import over
from gainproof.algebra.forms.sections import Frequencies, parted
from gainproof.algebra.forms.small import MOST_TERMS, Small
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import S, times
from gainproof.algebra.rational import Monomial, Polynomial, Ratio
from gainproof.expression import Expr, Sym, add, mul

Split = tuple[Polynomial, Ratio]
"""A polynomial, and what its ideal part is to be multiplied by."""
MOST = 8
"""With more products of imperfections than this the errors are not written side by side."""


def powers(subject: Subject) -> Iterator[tuple[str, Expr]]:
    """The quotients of sums over the products of imperfections, with the style of each."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    if subject.sources or not f.normal or S not in subject.value.symbols() or not scribe.ideals:
        return
    if len(small.parts(f.num)) > MOST or len(small.parts(f.den)) > MOST:
        return
    short = len(f.num) + len(f.den) <= MOST_TERMS
    apart = (f.num, small.ring.one), (f.den, small.ring.one)
    taken = tuple(repeated(small, p) for p in (f.num, f.den)) if short else apart
    for above, below in (apart, taken) if taken != apart else (apart,):
        yield "powers", _collected(subject, above, below)
        if subject.namer.wishes.named and short and not f.powers:
            for least in (1, 2):
                names = Frequencies(subject)
                form = _standard(subject, names, least, above, below)
                yield (RESONANT if names.resonant else CORNERS if names.given else "powers"), form


def repeated(small: Small, p: Polynomial) -> Split:
    """p = p_0·(1 + q) + rest, p_0 without imperfections: p_0 + rest, and 1 + q.

    As much is taken into q as repeats all terms of p_0, times a number and powers of symbols.
    """
    ring = small.ring
    whole = small.ideal(p)
    ideal = {tuple(map(int, m)): int(c) for m, c in whole.to_dict().items()}
    left = {tuple(map(int, m)): int(c) for m, c in p.to_dict().items()}
    q = ring.one
    (first, least), *_ = sorted(ideal.items())
    found = [m for m in sorted(left) if len(ideal) > 1 and m not in ideal]
    for m in found:
        n, shift = left.get(m, 0) // least, tuple(a - b for a, b in zip(m, first, strict=True))
        moved = {tuple(a + b for a, b in zip(k, shift, strict=True)): n * c for k, c in ideal.items()}
        if n > 0 and all(c > 0 and left.get(k, 0) >= c and k not in ideal for k, c in moved.items()):
            left = {k: c - moved.get(k, 0) for k, c in left.items() if c != moved.get(k)}
            up = ring.polynomial({tuple(max(e, 0) for e in shift): n})
            q = q + Ratio(ring, up, ring.polynomial({tuple(max(-e, 0) for e in shift): 1}))
    return ring.polynomial(left), q


def _collected(subject: Subject, num: Split, den: Split) -> Expr:
    """The quotient without names."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    voice = subject.peeled.voice
    above, up = _lowest(subject, small.ideal(f.num))
    below, down = _lowest(subject, small.ideal(f.den))
    outside = times(f.powers, {Sym(S): up - down} if up != down else {})
    front = scribe.led(Ratio(small.ring, above, below), outside, voice)

    def side(split: Split, scale: Polynomial, order: int) -> Expr:
        p, factor = split
        lift = small.ring.polynomial({tuple(order if n == S else 0 for n in small.ring.names): 1})
        ideal, *errors = (
            scribe.led(Ratio(small.ring, c, scale * lift), scribe.powers(m), voice)
            for m, c in sorted(small.parts(p).items(), key=lambda part: sum(part[0]))
        )
        return add(mul(subject.peeled.form(factor.num), ideal), *errors)

    return over(mul(front, side(num, above, up)), side(den, below, down))


def _standard(subject: Subject, names: Frequencies, least: int, above: Split, below: Split) -> Expr:
    """The quotient with the ideal part in standard form."""
    f, small = subject.normal, subject.small
    under, down, poles = parted(subject, small.ideal(f.den))
    upper, up, zeros = parted(subject, small.ideal(f.num))
    ideal = Parted(upper / under, up - down, zeros, poles)
    den = mul(subject.peeled.form(below[1].num), *spelled(names, poles, "p", least))
    num = mul(subject.peeled.form(above[1].num), *spelled(names, zeros, "z", least))
    front, s = head(subject, ideal, names, least)
    return joined(
        front,
        mul(s, add(num, *_errors(subject, names, above[0], upper, up))),
        add(den, *_errors(subject, names, below[0], under, down)),
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
