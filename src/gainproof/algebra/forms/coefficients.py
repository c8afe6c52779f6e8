"""Coefficients of powers of s on the page: time constants, frequencies, gains.

The spellings of a ratio without s are tried: as a product, turned over, with R_1∥R_2, with its imperfections
in nested brackets or as factors.  The cheapest is kept whose limits can be taken by inspection and that has
no fraction within a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isnan

from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.inspection import points, seen
from gainproof.algebra.forms.quotient import numerators, over
from gainproof.algebra.forms.scaled import scalings
from gainproof.algebra.forms.small import Normal, normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM, times
from gainproof.algebra.rational import Ratio
from gainproof.expression import ONE, Expr, Num, Prod, Quot, Sum, Sym, add, div, mul, neg, par
from gainproof.tidy import above, below, is_minus

UNSEEN = 30.0
"""What a coefficient costs more whose limits cannot be taken by inspection."""
STOREYED = 0.7
"""What a fraction inside a fraction costs more."""


def minus(c: Ratio) -> bool:
    """Is it negative for positive parts, as far as its signs show it?"""
    return all(int(k) < 0 for k in c.num.coeffs()) and all(int(k) > 0 for k in c.den.coeffs())


def static(subject: Subject, c: Ratio) -> Expr:
    """The cheapest spelling of a coefficient without s, its imperfections visible if that can be."""
    known: dict[str, Expr] = subject.static
    key = f"{c.num}/{c.den}"
    if key not in known:
        subject.scribe.hurry()
        known[key] = min(
            (_ordered(subject, x) for x in _statics(subject, c)), key=lambda x: price(subject, x)
        )
    return known[key]


def _ordered(subject: Subject, x: Expr) -> Expr:
    """The factors of all products in reading order, numbers first."""
    if not x.children:
        return x
    x = x.rebuilt(tuple(_ordered(subject, c) for c in x.children))
    if not isinstance(x, Prod):
        return x
    order = subject.scribe.factor_order
    return mul(*sorted(x.args, key=lambda f: (not isinstance(f, Num), isinstance(f, Sum), order(f))))


def _statics(subject: Subject, c: Ratio) -> Iterator[Expr]:
    scribe, small = subject.scribe, subject.small
    yield scribe.write(c, PLAIN)
    yield _turned(scribe.write(c.reciprocal(), PLAIN))
    k, factors = scribe.term(c)
    yield scribe.product(k, factors)
    yield scribe.product(k, _paralleled(subject, factors))
    if small.free(c.num) and small.free(c.den):
        return
    f = normalised(c, small)
    if not f.normal:
        return
    part = replace(subject, value=c, normal=f)
    yield from _from_below(subject, f)
    yield from scalings(part, f)
    for voice in (subject.nested, subject.peeled):
        den = voice.form(f.den)
        for num in numerators(part, f, voice):
            yield over(num, den)


def _turned(x: Expr) -> Expr:
    """1/x as one fraction."""
    body = div(mul(*below(x)), mul(*above(x)))
    return neg(body) if is_minus(x) else body


def _paralleled(subject: Subject, factors: Mapping[Expr, int]) -> dict[Expr, int]:
    """The factors, with R_1 R_2/(R_1 + R_2) as R_1∥R_2."""
    out = dict(factors)
    for x, e in factors.items():
        if not isinstance(x, Sum) or len(x.args) != 2 or abs(e) != 1:
            continue
        if all(isinstance(r, Sym) and subject.scribe.dimensions.get(r.name) == OHM for r in x.args) and all(
            out.get(r, 0) * -e > 0 for r in x.args
        ):
            out = times(times(out, {x: 1, x.args[0]: -1, x.args[1]: -1}, -e), {par(*x.args): -e})
    return out


def _from_below(subject: Subject, f: Normal) -> Iterator[Expr]:
    """ω (1 + A/G): a sum that grows with an imperfection, by what it is without."""
    small, scribe = subject.small, subject.scribe
    parts = small.parts(f.num)
    if len(parts) != 2 or not small.free(f.den):
        return
    (m, c), (n, d) = sorted(parts.items(), key=lambda part: sum(part[0]))
    if any(m) or times(f.powers, scribe.powers(n)):
        return
    ratio = scribe.led(Ratio(small.ring, c, d), f.powers, subject.nested.voice)
    yield mul(scribe.write(Ratio(small.ring, d, f.den), PLAIN), add(ONE, ratio))


def price(subject: Subject, x: Expr) -> float:
    """What a coefficient costs: storeyed fractions and limits that are not seen count."""
    unseen = any(isnan(seen(x, p)) for p in points(subject.scribe, subject.scribe.ideals))
    storeys = sum(
        isinstance(z, Quot) for y in x.walk() if isinstance(y, Quot) for z in y.walk() if z is not y
    )
    return PLAIN.cost(x) + STOREYED * storeys + (UNSEEN if unseen else 0.0)


def beside(x: Expr, y: Expr) -> Expr:
    """x·y, x in the numerator of y if that is a fraction."""
    return div(mul(x, y.num), y.den) if isinstance(y, Quot) else mul(x, y)
