"""The form of feedback theory: G_inf·T/(1 + T) + G_0/(1 + T), with the loop gain T.

Every network function is a quotient of two functions affine in the gain A of an amplifier,

    f = (n_0 + n_1 A)/(d_0 + d_1 A) = (n_1/d_1)·T/(1 + T) + (n_0/d_0)·1/(1 + T),    T = A d_1/d_0,

the asymptotic gain formula (S. Rosenstark, "A simplified method of feedback amplifier analysis",
IEEE Trans. Educ. 17, 1974).  Where the denominator factors, each factor with a gain in it has a loop gain of
its own, and if nothing is fed through directly, f = G_inf·T_1/(1 + T_1)·T_2/(1 + T_2) ….  What has gains
in the numerator only, as an input impedance may, is Z_0·(1 + T).

T is named, and so is the feedback factor β, the ideal value of T over its gains.  Where a user has named
the factor, T is written out as the product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.gains import BETA, LONGEST, LOOP
from gainproof.algebra.forms.quotient import weighted
from gainproof.algebra.forms.small import normalised
from gainproof.algebra.forms.spelled import spelled
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.expression import ONE, ZERO, Expr, Prod, Quot, Sum, Sym, add, div, mul
from gainproof.units import PURE


@dataclass(frozen=True)
class Loop:
    """A factor far + near/gain of a numerator or denominator: T = gain·far/near."""

    gain: str
    far: Polynomial
    near: Polynomial

    def ratio(self, ring: Ring) -> Ratio:
        """T over the gain."""
        return Ratio(ring, self.far, self.near)

    def whole(self, ring: Ring) -> Polynomial:
        """The factor."""
        return self.far + self.near * ring.generators[self.gain]


def feedback(subject: Subject) -> Iterator[Expr]:
    """The feedback form, if there is a loop."""
    small, value, ring = subject.small, subject.value, subject.scribe.ring
    loops = [x for p in small.factors(value.den) for x in _loop(subject, p)]
    for loop in loops:
        _name_factor(subject, loop.ratio(ring))
    if loops:
        yield from _asymptotic(subject, loops)
    elif not subject.sources:
        loops = [x for p in small.factors(value.num) for x in _loop(subject, p)]
        for loop in loops:
            _name_factor(subject, loop.ratio(ring))
        if loops:
            before = value
            for loop in loops:
                before = before * Ratio(ring, loop.near * ring.generators[loop.gain], loop.whole(ring))
            yield mul(_whole(subject, before), *(add(ONE, t) for t in _named(subject, loops)))


def _asymptotic(subject: Subject, loops: Sequence[Loop]) -> Iterator[Expr]:
    """What is left when every T/(1 + T) is taken out; or the sum of both terms for one of the loops."""
    ring, value = subject.scribe.ring, subject.value
    rest = value
    for loop in loops:
        rest = rest * Ratio(ring, loop.whole(ring), loop.far)
    if not any(x.gain in rest.symbols() for x in loops):
        ideal = _whole(subject, rest)
        yield mul(ideal, *(Quot(t, add(ONE, t)) for t in _named(subject, loops)))
        return
    loop = max(loops, key=lambda x: len(x.far) + len(x.near))
    k = ring.names.index(loop.gain)
    if value.num.degrees()[k] > 1:
        return
    others = Ratio(ring, loop.whole(ring), value.den)
    slope = value.num.derivative(k)
    constant = value.num - slope * ring.generators[loop.gain]
    ideal = _whole(subject, Ratio(ring, constant, loop.far) * others) if constant else ZERO
    through = _whole(subject, Ratio(ring, slope, loop.near) * others) if slope else ZERO
    (t,) = _named(subject, [loop])
    closed = mul(ideal, Quot(t, add(ONE, t)))
    yield subject.scribe.total(x for x in (closed, div(through, add(ONE, t))) if x != ZERO)


def _loop(subject: Subject, p: Polynomial) -> list[Loop]:
    """The loop of a factor, if it has one; of several gains in it, that with the shortest loop gain."""
    ring, scribe = subject.scribe.ring, subject.scribe
    found: list[tuple[float, str, Loop]] = []
    for n in subject.small.present(p):
        if scribe.ideals[n] != "oo" or scribe.dimensions.get(n) != PURE:
            continue
        parted = subject.small.extra(p, n)
        if parted is not None:
            loop = Loop(n, parted[0], p.derivative(ring.names.index(n)))
            found.append((PLAIN.cost(spelled(subject, loop.ratio(ring))), n, loop))
    return [min(found, key=lambda f: f[:2])[2]] if found else []


def _name_factor(subject: Subject, ratio: Ratio) -> None:
    """Name the ideal feedback factor, unless its name is taken out or it is a name already."""
    scribe, namer = subject.scribe, subject.namer
    factor = normalised(ratio, subject.small).gain
    if not any(isinstance(x, Sum) for x in scribe.term(factor)[1]):
        return
    if any(int(c) < 0 for p in (factor.num, factor.den) for c in p.coeffs()):
        return
    for stem, about, value in (
        (BETA, "feedback factor", factor),
        ("G_N", "noise gain", factor.reciprocal()),
    ):
        symbol = namer.fresh(stem)
        meaning = scribe.write(value, PLAIN)
        if symbol not in namer.wishes.eliminate and PLAIN.cost(meaning) <= LONGEST:
            scribe.define(Name(symbol, meaning, about, "1"), value)
            return


def _named(subject: Subject, loops: Sequence[Loop]) -> list[Expr]:
    """The loop gains: T, or A·H where the user has named H.

    To be called last: what is written before has no T in it.
    """
    ring, namer = subject.scribe.ring, subject.namer
    values = [x.ratio(ring) * ring.point[x.gain] for x in loops]
    written = [spelled(subject, v) for v in values]
    out: list[Expr] = []
    for x, value in zip(written, values, strict=True):
        product = isinstance(x, Prod) and all(isinstance(f, Sym) for f in x.args)
        asked = product and any(n in namer.wishes.wanted for n in x.symbols())
        symbol = namer.fresh(LOOP)
        if asked or isinstance(x, Sym) or symbol in namer.wishes.eliminate:
            out.append(x)
        else:
            out.append(subject.scribe.define(Name(symbol, x, "loop gain", "1"), value))
    return out


def _whole(subject: Subject, f: Ratio) -> Expr:
    """A function, or a sum with a term for each source."""
    if not subject.sources:
        return spelled(subject, f)
    ring = subject.scribe.ring
    parts = {n: Ratio(ring, f.num.derivative(ring.names.index(n)), f.den) for n in subject.sources}
    return subject.scribe.total(weighted(spelled(subject, x), Sym(n)) for n, x in parts.items() if x)
