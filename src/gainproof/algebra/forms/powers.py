"""A function of s with imperfections, the ideal poles and the errors in one denominator.

    1/(1 + a1·s + a2·s² + (1 + b1·s + b2·s²)/A_o)

Where the ideal result has poles, dividing the errors by them writes every pole twice; here numerator and
denominator keep their powers of s, each divided by its value at s = 0 without imperfections.
"""

from __future__ import annotations

from collections.abc import Iterator

from gainproof.algebra.forms.quotient import over
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import S, times
from gainproof.algebra.rational import Monomial, Polynomial, Ratio
from gainproof.expression import Expr, Sym, add, mul

MOST = 4
"""With more products of imperfections than this the errors are not written side by side."""


def powers(subject: Subject) -> Iterator[Expr]:
    """The quotient of sums over the products of imperfections."""
    f, small, scribe = subject.normal, subject.small, subject.scribe
    if subject.sources or not f.normal or S not in subject.value.symbols() or not scribe.ideals:
        return
    if len(small.parts(f.num)) > MOST or len(small.parts(f.den)) > MOST:
        return
    voice = subject.peeled.voice
    above, up = _lowest(subject, small.ideal(f.num))
    below, down = _lowest(subject, small.ideal(f.den))
    outside = times(f.powers, {Sym(S): up - down} if up != down else {})
    head = scribe.led(Ratio(small.ring, above, below), outside, voice)

    def side(p: Polynomial, scale: Polynomial, order: int) -> Expr:
        lift = small.ring.polynomial({tuple(order if n == S else 0 for n in small.ring.names): 1})
        return add(
            *(
                scribe.led(Ratio(small.ring, c, scale * lift), scribe.powers(m), voice)
                for m, c in sorted(small.parts(p).items(), key=lambda part: sum(part[0]))
            )
        )

    yield over(mul(head, side(f.num, above, up)), side(f.den, below, down))


def _lowest(subject: Subject, p: Polynomial) -> tuple[Polynomial, int]:
    """The coefficient of the lowest power of s, and that power."""
    k = subject.small.ring.names.index(S)
    low = min(int(m[k]) for m in p.monoms())
    terms: dict[Monomial, int] = {
        (*m[:k], 0, *m[k + 1 :]): c for m, c in p.to_dict().items() if int(m[k]) == low
    }
    return subject.small.ring.polynomial(terms), low
