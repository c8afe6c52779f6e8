"""A function of s in standard form: its gain, its zeros over its poles.

    K·(1 + s/ω_z)/(1 + s/(Q ω_0) + s²/ω_0²)

Numerator and denominator are parted into sections (`sections`).  K is the gain at low frequency; where powers
of s are left in the numerator they are referred to the poles, K·(s/ω_p)/(1 + s/ω_p), and K is the gain at
high frequency or in mid-band.  Where s is left in the denominator, as of a controller, K may be the
proportional gain: K·(1 + 1/(s T)).

Imperfections are treated like any part: G_I/(1 + G_I/A_0) and ω_c = ω_p (1 + A_0/G_I) are found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gainproof.algebra.forms.coefficients import minus, price, static
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.quotient import over
from gainproof.algebra.forms.sections import Frequencies, Section, parted
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import OHM, S, has_sum
from gainproof.algebra.rational import Ratio
from gainproof.expression import ONE, Expr, Neg, Quot, Sym, add, div, mul, neg, power

RESONANT, CORNERS, POWERS = "resonant", "poles", "powers"
"""Styles: with natural frequencies or named coefficients, with real poles and zeros alone, without names."""
UNREFERRED = 6.0
"""What a power of s in the numerator costs more that is not referred to the poles."""
MOST_SECTIONS = 8
NONE = 1000
"""An order that no section has: none is named."""


@dataclass(frozen=True)
class Parted:
    """gain · s^order · zeros/poles."""

    gain: Ratio
    order: int
    zeros: list[Section]
    poles: list[Section]


def poles(subject: Subject) -> Iterator[tuple[str, Expr]]:
    """The standard forms, with the style of each."""
    if subject.sources or S not in subject.value.symbols():
        return
    above, up, zeros = parted(subject, subject.value.num)
    below, down, found = parted(subject, subject.value.den)
    f = Parted(above / below, up - down, zeros, found)
    if len(zeros) + len(found) > MOST_SECTIONS:
        return
    high = any(len(x.a) > 1 for x in (*zeros, *found))
    yield (POWERS if high else CORNERS), _written(subject, f, Frequencies(subject), NONE)
    if subject.namer.wishes.named:
        for least in (1, 2) if high else (1,):
            names = Frequencies(subject)
            form = _written(subject, f, names, least)
            yield (RESONANT if names.resonant else CORNERS), form
    yield from ((CORNERS, x) for x in _reactance(subject, f))
    yield from ((CORNERS, x) for x in _controller(subject, f))


def _written(subject: Subject, f: Parted, names: Frequencies, least: int) -> Expr:
    """The quotient, sections of order `least` or more being named; NONE for none."""
    below = spelled(names, f.poles, "p", least)
    above = spelled(names, f.zeros, "z", least)
    gain, s = head(subject, f, names, least)
    return joined(gain, mul(s, *above), mul(*below))


def joined(gain: Expr, num: Expr, den: Expr) -> Expr:
    """gain·num/den; a gain that is a fraction stands beside, where it would be a storey of the fraction."""
    size = gain.args[0] if isinstance(gain, Neg) else gain
    tall = isinstance(size, Quot) and (num != ONE or (size.num != ONE and has_sum(size.den)))
    return mul(gain, over(num, den)) if tall and den != ONE else over(mul(gain, num), den)


def spelled(names: Frequencies, sections: list[Section], kind: str, least: int) -> list[Expr]:
    """The sections as factors; those of one order are numbered if there are several."""
    of_order = [len(x.a) for x in sections]
    out = []
    for k, x in enumerate(sections):
        several = of_order.count(len(x.a)) > 1
        number = str(of_order[: k + 1].count(len(x.a))) if several else ""
        out.append(power(names.named(x, kind, number) if len(x.a) >= least else names.plain(x), x.times))
    return out


def head(subject: Subject, f: Parted, names: Frequencies, least: int) -> tuple[Expr, Expr]:
    """gain·s^order as two factors, s over the frequencies of the poles if these are named and as many."""
    plain = _head(subject, f.gain, f.order), ONE
    found = list(_referred(subject, f, names, least)) if f.order > 0 else []
    return min(
        (*found, plain), key=lambda x: PLAIN.cost(mul(*x)) + (UNREFERRED if found and x is plain else 0.0)
    )


def _head(subject: Subject, gain: Ratio, order: int) -> Expr:
    """gain·s^order."""
    s: dict[Expr, int] = {Sym(S): order} if order else {}
    led = subject.scribe.led(gain, s, PLAIN)
    x = static(subject, gain)
    other = div(x, power(Sym(S), -order)) if order < 0 else mul(power(Sym(S), order), x) if order else x
    return min(led, other, key=lambda x: price(subject, x))


def _referred(subject: Subject, f: Parted, names: Frequencies, least: int) -> Iterator[tuple[Expr, Expr]]:
    """gain·s^order, with powers of s over the named frequencies of the poles."""
    for x in f.poles:
        if len(x.a) < least:
            continue
        if len(x.a) == 2 and f.order <= 2 and x.a[f.order - 1]:
            term = _term_in(names.named(x, "p", ""), f.order)
            yield _head(subject, f.gain / _size(x.a[f.order - 1]), 0), term
        if len(x.a) == 1 and f.order <= x.times:
            term = _term_in(names.named(x, "p", ""), 1)
            yield _head(subject, f.gain / _size(x.a[0]) ** f.order, 0), power(term, f.order)


def _term_in(section: Expr, order: int) -> Expr:
    """The term of a named section that has s to this power, without its sign."""
    term = section.children[-1 if order == 2 else 1]
    return neg(term) if isinstance(term, Neg) else term


def _size(c: Ratio) -> Ratio:
    return -c if minus(c) else c


def _reactance(subject: Subject, f: Parted) -> Iterator[Expr]:
    """s·L_eq and 1/(s·C_eq), the impedances of simulated reactances."""
    scribe, namer = subject.scribe, subject.namer
    if f.zeros or f.poles or abs(f.order) != 1 or not namer.wishes.named:
        return
    if scribe.dimension(subject.value) != OHM:
        return
    names = Frequencies(subject)
    if f.order > 0:
        yield mul(Sym(S), names.symbol("L_eq", f.gain, "equivalent inductance", "H"))
    else:
        c = f.gain.reciprocal()
        yield div(ONE, mul(Sym(S), names.symbol("C_eq", c, "equivalent capacitance", "F")))


def _controller(subject: Subject, f: Parted) -> Iterator[Expr]:
    """K·(1 + 1/(s T_i) + s T_d): s in the denominator is taken into a zero."""
    if f.order != -1 or not f.zeros or f.zeros[0].times > 1 or not f.zeros[0].a[0]:
        return
    first, *rest = f.zeros
    names = Frequencies(subject)
    a = first.a[0]
    shifted = [subject.scribe.led(a.reciprocal(), {Sym(S): -1}, PLAIN)]
    for j, c in enumerate(first.a[1:], 1):
        if c:
            shifted.append(subject.scribe.led(c / a, {Sym(S): j}, PLAIN))
    above = [power(names.plain(x), x.times) for x in rest]
    below = [power(names.plain(x), x.times) for x in f.poles]
    yield joined(_head(subject, f.gain * a, 0), mul(add(ONE, *shifted), *above), mul(*below))
