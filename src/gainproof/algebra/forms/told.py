"""What the names of a form tell its reader, and whether they earn their place.

A gain tells something where it is the ideal result, or stands whole over the gain of an amplifier, as the
noise gain does in G_N/A.  Any other name only has to be looked up; the form is tried without it.  Where a
form uses several names, one may shorten the definition of another: R_T = R4 + G_N R2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.terms import positive, times
from gainproof.expression import ONE, Expr, Neg, Prod, Quot, Sum, Sym, mul

if TYPE_CHECKING:
    from gainproof.algebra.forms.scribe import Scribe
    from gainproof.algebra.forms.subject import Subject


def used(scribe: Scribe, form: Expr) -> dict[str, Name]:
    """The names that `form` uses, directly or through others, each after those it is made of."""
    out: dict[str, Name] = {}

    def visit(x: Expr) -> None:
        for n in x.symbols():
            if n in scribe.names and n not in out:
                visit(scribe.names[n].expr)
                out[n] = scribe.names[n]

    visit(form)
    return out


def told(subject: Subject, form: Expr) -> tuple[list[str], list[str]]:
    """The gains that a form names but no user wants: those that tell something, and the silent ones."""
    scribe = subject.scribe
    telling: list[str] = []
    silent: list[str] = []
    for n in used(scribe, form):
        if n in scribe.gains and n not in subject.namer.wishes.wanted:
            tells = Sym(n) == subject.ideal or _over_an_amplifier(n, form, scribe)
            (telling if tells else silent).append(n)
    return telling, silent


def without_silent_names(subject: Subject, form: Expr) -> Iterator[Expr]:
    """The form with each of its silent names written out, and with all of them, where others are left."""
    telling, silent = told(subject, form)
    table = {n: subject.scribe.names[n].expr for n in silent if n in form.symbols()}
    table = {n: x for n, x in table.items() if isinstance(x, Sum)}
    if telling and table:
        for n in table:
            yield _written_out(form, {n: table[n]}, subject.scribe)
        if len(table) > 1:
            yield _written_out(form, table, subject.scribe)


def by_each_other(scribe: Scribe, form: Expr) -> list[Name]:
    """The names that a form uses, each after those it is made of; a gain whose definition is shorter by means
    of another gain of the form is defined by it."""
    names = used(scribe, form)
    for n in [n for n in names if n in scribe.gains]:
        others = [
            m for m in names if m in scribe.gains and m in form.symbols() and n not in _behind(names, m)
        ]
        shortest = min(_by_others(scribe, names[n], others), key=PLAIN.cost)
        names[n] = replace(names[n], expr=shortest)
    return sorted(names.values(), key=lambda name: len(_behind(names, name.symbol)))


def _behind(names: Mapping[str, Name], n: str) -> set[str]:
    """The name, and all names that its definition uses."""
    return {n}.union(*(_behind(names, m) for m in names[n].expr.symbols() if m in names))


def _by_others(scribe: Scribe, name: Name, others: list[str]) -> Iterator[Expr]:
    """The definition of a gain, and spellings by one of the others: x·other, with a positive rest or none."""
    yield name.expr
    value = scribe.gains[name.symbol]
    known = {*others, *scribe.ring.names}
    parts = [(ONE, scribe.ring.one), *((Sym(n), scribe.ring.point[n]) for n in value.symbols())]
    for other in others:
        k, factors = scribe.term(value / scribe.gains[other])
        product = scribe.product(k, times(factors, {Sym(other): 1}))
        if known.issuperset(product.symbols()):
            yield product
        for x, size in parts:
            part = scribe.gains[other] * size
            rest = value - part
            if rest and positive(rest) and scribe.dimension(part) == scribe.dimension(value):
                spelled = scribe.total([scribe.write(rest, PLAIN), mul(Sym(other), x)])
                if known.issuperset(spelled.symbols()):
                    yield spelled


def _over_an_amplifier(name: str, form: Expr, scribe: Scribe) -> bool:
    """Does it stand beside the gain of an amplifier, as in G_N/A, not divided by itself again there?"""
    for term in _terms(form):
        once = Sym(name) in term and sum(name in x.symbols() for x in term) == 1
        if once and any(map(scribe.amplifies, term)):
            return True
    return False


def _terms(x: Expr) -> Iterator[list[Expr]]:
    """Every product in `x` as its factors, above and below the line."""
    factors = [x]
    while any(isinstance(y, Quot | Prod | Neg) for y in factors):
        factors = [z for y in factors for z in (y.args if isinstance(y, Quot | Prod | Neg) else (y,))]
    yield factors
    for y in factors:
        for child in y.children:
            yield from _terms(child)


def _written_out(x: Expr, table: Mapping[str, Expr], scribe: Scribe) -> Expr:
    """`x` with names replaced by what they mean, sums of sums being one."""
    if isinstance(x, Sym):
        return table.get(x.name, x)
    if not x.children:
        return x
    children = tuple(_written_out(c, table, scribe) for c in x.children)
    return scribe.total(children) if isinstance(x, Sum) and children != x.children else x.rebuilt(children)
