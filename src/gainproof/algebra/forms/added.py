"""An impedance by its parts: what is in series with it, what is in parallel, and the rest.

    R_in = R1 + R_i ∥ R2/(1 + A_o)

A part x is in series with the rest if Z - x has no x in it, in parallel if 1/Z - 1/x has none.  A finite
ideal value is taken out as if it were a part.

Feedback multiplies or divides a part, as it does with an op-amp's own impedances:

    R_in = R_i (1 + A_o/G_I) + R1 ∥ R2        R_out = R_o/(1 + A_o/G_I) ∥ (R1 + R2)

Z is then Z_0 + x·Z_1, or 1/Z is 1/Z_0 + Y_1/x, with no x in the other factors.

Where feedback is positive, a part x may turn negative; it is then x·(1 - G), or x/(1 - G):

    R_out = R1 ∥ R2/[1 - G_N/(1 + G_N/A_o)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.scaled import scalings
from gainproof.algebra.forms.scribe import Scribe
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.spelled import returned, spelled
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM, positive
from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.expression import Expr, Sym, par

DEEPEST = 3
Join = Callable[[Expr, Expr], Expr]


def added(subject: Subject) -> Iterator[Expr]:
    """Series and parallel forms of an impedance with imperfections."""
    if not subject.sources and subject.scribe.ideals and subject.scribe.dimension(subject.value) == OHM:
        for part, rest, join in _parted(subject, subject.value):
            for x in _whole(subject, rest, DEEPEST - 1):
                yield join(part, x)
        yield from _multiplied(subject, subject.value)


def _multiplied(subject: Subject, z: Ratio) -> Iterator[Expr]:
    """Z_0 + x·Z_1 and Z_0 ∥ x/Y_1 for each resistance x; no minus sign in either."""
    ring, scribe = subject.scribe.ring, subject.scribe
    for n in z.symbols():
        k = ring.names.index(n)
        if scribe.dimensions.get(n) != OHM or max(z.num.degrees()[k], z.den.degrees()[k]) > 1:
            continue
        (n_0, n_1), (d_0, d_1) = (_affine(p, k, ring) for p in (z.num, z.den))
        if n in ring.inverted:
            (n_0, n_1), (d_0, d_1) = (n_1, n_0), (d_1, d_0)
        x = ring.point[n]
        for splits, join, above, below in (
            (d_1.is_zero() and not n_0.is_zero(), _series(scribe), (n_0, d_0), (n_1, d_0)),
            (n_0.is_zero() and not d_1.is_zero(), par, (n_1, d_1), (n_1, d_0)),
        ):
            if not splits or below[0].is_zero() or below[1].is_zero():
                continue
            rest, own = Ratio(ring, *above), Ratio(ring, *below) * x
            if positive(rest) and positive(own) and own != x:
                yield join(spelled(subject, own), spelled(subject, rest))


def _affine(p: Polynomial, k: int, ring: Ring) -> tuple[Polynomial, Polynomial]:
    """The coefficients of 1 and of the generator in a polynomial affine in it."""
    slope = p.derivative(k)
    return p - slope * ring.context.gens()[k], slope


def _series(scribe: Scribe) -> Join:
    return lambda a, b: scribe.total([a, b])


def _whole(subject: Subject, z: Ratio, deep: int) -> Iterator[Expr]:
    subject.scribe.hurry()
    if deep:
        for part, rest, join in _parted(subject, z):
            for x in _whole(subject, rest, deep - 1):
                yield join(part, x)
    f = normalised(z, subject.small)
    if not positive(f.gain):
        yield from returned(subject, z)
    elif f.normal:
        yield from scalings(subject, f)
        den = subject.peeled.form(f.den)
        for num in numerators(subject, f, subject.peeled):
            yield over(num, den)


def _parted(subject: Subject, z: Ratio) -> Iterator[tuple[Expr, Ratio, Join]]:
    """A part of `z`, the rest, and how they are joined."""
    scribe = subject.scribe

    series = _series(scribe)
    f = normalised(z, subject.small)
    resistances = [n for n in z.symbols() if scribe.dimensions.get(n) == OHM]
    parts: list[tuple[Expr, Ratio]] = [(Sym(n), scribe.ring.point[n]) for n in resistances]
    if f.normal and not f.powers and f.gain != z and positive(f.gain):
        parts.append((scribe.write(f.gain, subject.peeled.voice), f.gain))
    for x, value in parts:
        own = x.name if isinstance(x, Sym) else ""
        rest = z - value
        if rest and own not in rest.symbols():
            yield x, rest, series
        inverse = z.reciprocal() - value.reciprocal()
        if inverse and own not in inverse.symbols():
            yield x, inverse.reciprocal(), par
