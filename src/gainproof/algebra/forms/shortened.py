"""A line too long for a page, with its errors named.

    G_I (1 + ε_n)/(1 + ε_d)

What stands beside the 1 in a bracket is given a name where it is longer than a line; its definition follows
the result.  The name vanishes with the imperfections, as its definition shows.
"""

from __future__ import annotations

from gainproof.algebra.forms.arrangement import Name
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.subject import Subject
from gainproof.expression import ONE, Expr, Neg, Prod, Quot, Sum, Sym, add

LONG = 60.0
"""An error that costs more than this does not fit on a line with others."""
STEM = "epsilon"


def shortened(subject: Subject, form: Expr) -> Expr:
    """`form`, the long errors of its numerator and denominator named; equal to it."""
    if subject.sources or not subject.namer.wishes.named or not subject.scribe.ideals:
        return form
    return _named(subject, form, "n")


def _named(subject: Subject, x: Expr, where: str) -> Expr:
    if isinstance(x, Quot):
        return Quot(_named(subject, x.num, where), _named(subject, x.den, "d"))
    if isinstance(x, Prod | Neg):
        return x.rebuilt(tuple(_named(subject, c, where) for c in x.children))
    if not isinstance(x, Sum) or x.args[0] != ONE or PLAIN.cost(x) <= LONG:
        return x
    scribe, namer = subject.scribe, subject.namer
    symbol = namer.fresh(f"{STEM}_{where}")
    if symbol in namer.wishes.eliminate:
        return x
    rest = add(*x.args[1:])
    about = "relative error of the numerator" if where == "n" else "relative error of the denominator"
    scribe.note(Name(symbol, rest, about, "1"), scribe.ring.ratio(rest, scribe.point()))
    return add(ONE, Sym(symbol))
