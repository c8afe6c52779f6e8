"""An impedance by its parts: what is in series with it, what is in parallel, and the rest.

    R_in = R1 + R_i ∥ R2/(1 + A_o)

A part x is in series with the rest if Z - x has no x in it, in parallel if 1/Z - 1/x has none.  A finite
ideal value is taken out as if it were a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.scaled import scalings
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM
from gainproof.algebra.rational import Ratio
from gainproof.expression import Expr, Sym, par

DEEPEST = 3
Join = Callable[[Expr, Expr], Expr]


def added(subject: Subject) -> Iterator[Expr]:
    """Series and parallel forms of an impedance with imperfections."""
    if not subject.sources and subject.scribe.ideals and subject.scribe.dimension(subject.value) == OHM:
        for part, rest, join in _parted(subject, subject.value):
            for x in _whole(subject, rest, DEEPEST - 1):
                yield join(part, x)


def _whole(subject: Subject, z: Ratio, deep: int) -> Iterator[Expr]:
    subject.scribe.hurry()
    if deep:
        for part, rest, join in _parted(subject, z):
            for x in _whole(subject, rest, deep - 1):
                yield join(part, x)
    f = normalised(z, subject.small)
    if f.normal and positive(f.gain):
        yield from scalings(subject, f)
        den = subject.peeled.form(f.den)
        for num in numerators(subject, f, subject.peeled):
            yield over(num, den)


def positive(gain: Ratio) -> bool:
    """Is there no minus sign in it?"""
    return all(int(c) > 0 for c in gain.num.coeffs()) and all(int(c) > 0 for c in gain.den.coeffs())


def _parted(subject: Subject, z: Ratio) -> Iterator[tuple[Expr, Ratio, Join]]:
    """A part of `z`, the rest, and how they are joined."""
    scribe = subject.scribe

    def series(a: Expr, b: Expr) -> Expr:
        return scribe.total([a, b])

    f = normalised(z, subject.small)
    if not positive(f.gain):
        return
    resistances = [n for n in z.symbols() if scribe.dimensions.get(n) == OHM]
    parts: list[tuple[Expr, Ratio]] = [(Sym(n), scribe.ring.point[n]) for n in resistances]
    if f.normal and not f.powers and f.gain != z:
        parts.append((scribe.write(f.gain, subject.peeled.voice), f.gain))
    for x, value in parts:
        own = x.name if isinstance(x, Sym) else ""
        rest = z - value
        if rest and own not in rest.symbols():
            yield x, rest, series
        inverse = z.reciprocal() - value.reciprocal()
        if inverse and own not in inverse.symbols():
            yield x, inverse.reciprocal(), par
