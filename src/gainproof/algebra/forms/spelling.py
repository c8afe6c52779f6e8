"""The ways to spell a coefficient: 1 + R2/R1, a collected sum, a difference, a combination of parts.

Each yields spellings that a reader may find shorter than the factored term; `Scribe.write` keeps the
cheapest.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from gainproof.algebra.forms.collect import collect
from gainproof.algebra.forms.cost import Voice
from gainproof.algebra.forms.network import combination
from gainproof.algebra.forms.terms import OHM, SIEMENS, S, positive, times
from gainproof.algebra.rational import Monomial, Ratio
from gainproof.expression import ONE, Expr, Par, Prod, Quot, Sum, Sym, neg
from gainproof.units import PURE

if TYPE_CHECKING:
    from gainproof.algebra.forms.scribe import Scribe

MORE_THAN_ONE = 2
FEW = 12
"""Functions of more symbols than this are not searched for combinations."""


def spellings(scribe: Scribe, c: Ratio, voice: Voice, *, parted: bool = True) -> Iterator[Expr]:
    """All spellings of `c`, the factored term first; differences only if it may be `parted`."""
    k, factors = scribe.term(c)
    yield scribe.product(k, factors)
    if factors in scribe.final:
        return
    sums: list[Expr] = [x for x in factors if isinstance(x, Sum)]
    if not sums and not any(isinstance(x, Sym) and x.name in scribe.names for x in factors):
        return
    yield _led_by_one(scribe, k, factors, sums, voice)
    yield from _spread(scribe, k, factors, sums, voice)
    if not any(S in x.symbols() for x in sums):
        yield _gathered(scribe, k, factors, voice)
        yield from _turned_over(scribe, k, factors, sums, voice)
    if parted:
        yield from _parted_by_sign(scribe, c, voice)
    names = c.symbols()
    if len(names) <= FEW and S not in names:
        yield from combinations(scribe, c)


def _parted_by_sign(scribe: Scribe, c: Ratio, voice: Voice) -> Iterator[Expr]:
    """A difference as the one less the other, each spelled on its own; also with a named gain taken out.

    The one and the other are not parted again: a gain that is a difference itself could be taken out of what
    it was just multiplied with, for ever.
    """
    yield from _difference(scribe, c, voice, {})
    for n, gain in scribe.gains.items():
        for part, e in ((c / gain, 1), (c * gain, -1)):
            yield from _difference(scribe, part, voice, {Sym(n): e})


def _difference(scribe: Scribe, c: Ratio, voice: Voice, outside: dict[Expr, int]) -> Iterator[Expr]:
    if not all(int(k) > 0 for k in c.den.coeffs()):
        return
    more: dict[Monomial, int] = {}
    less: dict[Monomial, int] = {}
    for m, k in c.num.to_dict().items():
        (more if k > 0 else less)[m] = abs(int(k))
    if more and less:
        a, b = (Ratio(scribe.ring, scribe.ring.polynomial(p), c.den) for p in (more, less))
        whole = scribe.total(
            [scribe.write(a, voice, parted=False), neg(scribe.write(b, voice, parted=False))]
        )
        yield scribe.product(Fraction(1), {whole: 1, **outside}) if outside else whole
        if not outside:
            yield from _less_a_ratio(scribe, c, voice)


def _less_a_ratio(scribe: Scribe, c: Ratio, voice: Voice) -> Iterator[Expr]:
    """A difference of gains as a positive gain less the ratio of two parts, or the ratio less the gain."""
    names = c.symbols()
    if scribe.dimension(c) != PURE or len(names) > FEW:
        return
    for x, y in permutations(names, 2):
        if scribe.dimensions.get(x) is None or scribe.dimensions.get(x) != scribe.dimensions.get(y):
            continue
        ratio = scribe.ring.point[x] / scribe.ring.point[y]
        term = scribe.product(Fraction(1), {Sym(x): 1, Sym(y): -1})
        for rest, sign in ((c + ratio, 1), (ratio - c, -1)):
            if rest and len(rest.num) < len(c.num) and positive(rest):
                gain = scribe.write(rest, voice, parted=False)
                yield scribe.total([gain, neg(term)] if sign > 0 else [term, neg(gain)])


def _led_by_one(
    scribe: Scribe, k: Fraction, factors: dict[Expr, int], sums: list[Expr], voice: Voice
) -> Expr:
    """(a + b)/a as 1 + b/a, for each sum above that has such a term."""
    for x in sums:
        if factors[x] != 1:
            continue
        choices = []
        terms = scribe.terms_of(x)
        for number, lead in terms:
            if any(factors.get(y, 0) > -e for y, e in lead.items()):
                continue
            led = scribe.total(scribe.product(n / number, times(t, lead, -1)) for n, t in terms)
            if led not in factors:
                rest = times({y: e for y, e in factors.items() if y != x}, lead)
                choices.append((k * number, times(rest, {led: 1})))
        if choices:
            k, factors = min(choices, key=lambda c: voice.cost(scribe.product(*c)))
    return scribe.product(k, factors)


def _spread(
    scribe: Scribe, k: Fraction, factors: dict[Expr, int], sums: list[Expr], voice: Voice
) -> Iterator[Expr]:
    """(a + b + c)/d as a sum of fractions, collected; only for one sum over symbols."""
    if len(sums) != 1 or factors[sums[0]] != 1:
        return
    rest = {y: e for y, e in factors.items() if y != sums[0]}
    terms = [(k * n, times(t, rest)) for n, t in scribe.terms_of(sums[0])]
    if terms:
        yield collect(scribe, terms, voice)


def _gathered(scribe: Scribe, k: Fraction, factors: dict[Expr, int], voice: Voice) -> Expr:
    """The term, each sum over symbols collected."""
    out: dict[Expr, int] = {}
    for x, e in factors.items():
        terms = scribe.terms_of(x) if isinstance(x, Sum) else []
        out = times(out, _factors(collect(scribe, terms, voice)) if terms else {x: 1}, e)
    return scribe.product(k, out)


def _factors(x: Expr) -> dict[Expr, int]:
    """(1/G)(a + b) as its factors, so that its reciprocal is G/(a + b)."""
    out: dict[Expr, int] = {}
    for y in x.args if isinstance(x, Prod) else (x,):
        out = times(out, {y.den: -1} if isinstance(y, Quot) and y.num == ONE else {y: 1})
    return out


def _turned_over(
    scribe: Scribe, k: Fraction, factors: dict[Expr, int], sums: list[Expr], voice: Voice
) -> Iterator[Expr]:
    """a·b/(a·b·c + a·d) as 1/(c + d/b), or as x/(…) with a part x left above; only for one sum, below.

    Only where it saves the reader more than one symbol: R2/(R1 + R2) is a divider, and looks like one.
    """
    if len(sums) != 1 or factors[sums[0]] != -1:
        return
    above = {y: e for y, e in factors.items() if e > 0}
    below = {y: e for y, e in factors.items() if e < 0 and y != sums[0]}
    terms = scribe.terms_of(sums[0])
    longest = _occurrences(scribe.product(k, factors)) - MORE_THAN_ONE
    keep: list[dict[Expr, int]] = [{}, *({y: 1} for y in above)]
    for kept in keep:
        away = times(above, kept, -1)
        if away and not any(isinstance(y, Sum) for y in (*away, *below)):
            spread = [(n, times(times(t, below, -1), away, -1)) for n, t in terms]
            turned = None
            if spread:
                turned = scribe.product(k, times(kept, _factors(collect(scribe, spread, voice)), -1))
            if turned is not None and _occurrences(turned) <= longest:
                yield turned


def _occurrences(x: Expr) -> int:
    """How often symbols stand in `x`."""
    return sum(isinstance(y, Sym) for y in x.walk())


def combinations(scribe: Scribe, c: Ratio) -> Iterator[Expr]:
    """Spellings by a series or parallel combination Z: ±Z, 1/Z, Z·x, Z/x, x/Z, 1 + Z/x, 1 + x/Z.

    x may be a named gain; it is not one of the parts in parallel, for R2/(R1∥R2) is 1 + R2/R1.
    """
    minus = all(int(k) < 0 for k in c.num.coeffs())
    c = -c if minus else c
    for found in _with_combination(scribe, c):
        yield neg(found) if minus else found
    if scribe.dimension(c) == PURE:
        rest = c - scribe.ring.one
        if rest:
            for found in _with_combination(scribe, rest):
                found = scribe.total([ONE, found])
                yield neg(found) if minus else found


def _with_combination(scribe: Scribe, c: Ratio) -> Iterator[Expr]:
    d = scribe.dimension(c)
    if d is None:
        return
    point = scribe.ring.point
    one = (None, scribe.ring.one, 0, PURE)
    known = {n: point[n] for n in c.symbols()} | scribe.gains
    others = [one, *((n, x, e, scribe.dimensions.get(n)) for n, x in known.items() for e in (1, -1))]
    for n, x, e, own in others:
        if own is None:
            continue
        left = (d[0] - e * own[0], d[1] - e * own[1], d[2] - e * own[2])
        if left not in (OHM, SIEMENS):
            continue
        z = c if n is None else c / x if e > 0 else c * x
        if left == SIEMENS:
            z = z.reciprocal()
        found = combination(z, scribe.term_order, scribe.conductances)
        if found is not None and not (isinstance(found, Par) and n is not None and Sym(n) in found.args):
            token = {found: 1 if left == OHM else -1}
            yield scribe.product(Fraction(1), token if n is None else times(token, {Sym(n): e}))


def in_gains(scribe: Scribe, x: Sum) -> dict[Expr, int]:
    """A sum over parts as a named gain, a part, and a combination, if it is that; else the sum itself.

    With G_I = 1 + R2/R1, Rs·R1 + Rs·R2 + R1·R2 is G_I·R1·(Rs + R1∥R2).
    """
    names = x.symbols()
    if not scribe.gains or not 3 <= len(names) <= FEW or any(n in scribe.ideals or n == S for n in names):
        return {x: 1}
    value = scribe.ring.ratio(x, scribe.point())
    for gain, meaning in scribe.gains.items():
        if scribe.dimensions.get(gain) != PURE:
            continue
        for n in names:
            rest = value / meaning / scribe.ring.point[n] if n in scribe.ring.point else scribe.ring.zero
            if not rest or scribe.dimension(rest) != OHM or len(rest.symbols()) > len(names):
                continue
            z = combination(rest, scribe.term_order)
            if isinstance(z, Sum):
                return {Sym(gain): 1, Sym(n): 1, z: 1}
    return {x: 1}
