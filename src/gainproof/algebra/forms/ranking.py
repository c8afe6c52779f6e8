"""Which of the candidates is printed.

*Never longer than the flat quotient.*  A form that costs more than the flat quotient, its definitions
included, is no candidate, whatever else speaks for it.

*The author's preference.*  Whoever has given the ideal result a name refers the errors to it: nested brackets
in terms of G_I (or, of an impedance, its parts) are preferred to a product of peeled factors, unless they
cost half as much again.  Where the ideal result is itself a plain product, as -R2/R1, the cheapest form wins.
Forms without names compete as well, but a name tells something (this is the noise gain), so they must be
clearly shorter.  It tells that where it stands whole over the gain of an amplifier, G_N/A, or is the ideal
result; any other name, such as one that is taken out and divided by again, only has to be looked up, and its
definition costs as much as if it stood in the form.

*Sources.*  A response is read source by source: a sum with one term for each may cost a seventh more than
one that is collected across them.

*Standard form.*  Who knows filters reads poles, zeros, ω_0 and Q at a glance.  Their definitions do not count
where a form is compared with the flat quotient, and count half where it is compared with others; and it may
cost three quarters more than these.  A polynomial with imperfections among its powers of s is no standard
form any more, and has to be as short as others; b_1, b_2 and b_3 only shorten the line and tell nothing, so
that their definitions count as if they stood in it.  But where its limits are not seen, others are
preferred; and 1/(1 + s R C) needs no name, so that forms without ω_0 and without imperfections have to be
nearly as short as others.  A long definition with imperfections hides them.  1/s in a bracket is avoided.

*Inspection.*  A form whose limits cannot be taken by inspection is put back in the queue, as if it cost more;
a standard form then has no preference either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from gainproof.algebra.forms.cost import DEFINED, KEEPING, PLAIN, of_name
from gainproof.algebra.forms.inspection import by_inspection
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.terms import S, degree_in_s
from gainproof.algebra.forms.told import told, used
from gainproof.expression import Expr, Sum

PREFERRED = ("nested", "parts")
PREFERENCE = 1.5
STANDARD = ("poles", "resonant")
TOLD = 1.75
OPEN = 9.0
"""A definition with imperfections that costs more than this hides them."""
NEARLY = 1.25
BURIED = 2.0
"""What a form costs more with 1/s in a bracket."""
UNNAMED = 1.25
APART = 1.15
UNSEEN = 5.0
"""What a form costs more whose limits cannot be taken by inspection."""


@dataclass(frozen=True)
class Candidate:
    """A form in the symbols and names of `subject`, written by the arrangement `style`.

    In a form that is `spelt_out`, a name that the arrangement used has been replaced by what it means.
    """

    subject: Subject
    style: str
    form: Expr
    spelt_out: bool = False

    @property
    def length(self) -> float:
        """What it costs a reader, definitions included."""
        return length(self.form, self.subject)


def length(form: Expr, subject: Subject) -> float:
    """The cost of a form and of all the names that it uses."""
    return PLAIN.cost(form) + sum(of_name(n.expr) for n in used(subject.scribe, form).values())


def best_first(candidates: Iterable[Candidate], longest: float) -> Iterator[Candidate]:
    """The candidates no longer than `longest` in the order of their rank."""
    queue = [(_rank(c), k, c) for k, c in enumerate(candidates) if _bare(c) <= longest and _allowed(c)]
    heapify(queue)
    inspected: set[int] = set()
    while queue:
        rank, k, c = heappop(queue)
        if k in inspected or by_inspection(c.form, c.subject.scribe, c.subject.limit):
            yield c
        else:
            inspected.add(k)
            heappush(queue, (TOLD * rank + 3 * UNSEEN if c.style in STANDARD else rank + UNSEEN, k, c))


def _bare(c: Candidate) -> float:
    """What is compared with the flat quotient."""
    return PLAIN.cost(c.form) / PREFERENCE if c.style in STANDARD else c.length


def _hidden(c: Candidate) -> float:
    """What long definitions with imperfections in them cost more."""
    scribe = c.subject.scribe
    found = (
        n.expr for n in used(scribe, c.form).values() if any(x in scribe.ideals for x in n.expr.symbols())
    )
    return sum(max(0.0, PLAIN.cost(x) - OPEN) for x in found)


def _pure(c: Candidate) -> bool:
    """Is every polynomial in s, and what it is written with, free of imperfections?"""
    scribe = c.subject.scribe
    sums = [x for x in c.form.walk() if isinstance(x, Sum) and S in x.symbols()]
    meant = [n.expr for n in used(scribe, c.form).values() if n.symbol in scribe.aside]
    return not any(n in scribe.ideals for x in (*sums, *meant) for n in x.symbols())


def _buried(x: Expr) -> bool:
    """Is it a sum with s in the denominator of a term?"""
    return isinstance(x, Sum) and any(degree_in_s(t) < 0 for t in x.args)


def _allowed(c: Candidate) -> bool:
    """Does it use no name that is to be eliminated?"""
    return not any(map(c.subject.namer.eliminated, used(c.subject.scribe, c.form)))


def _rank(c: Candidate) -> float:
    subject, wishes = c.subject, c.subject.namer.wishes
    cost = c.length + (KEEPING.cost(c.form) - PLAIN.cost(c.form) if wishes.parallel else 0.0)
    if not wishes.named:
        return cost * UNNAMED
    if c.style in STANDARD and (c.style == "resonant" or subject.scribe.ideals):
        names = used(subject.scribe, c.form).values()
        cost += (1 - DEFINED) * sum(PLAIN.cost(n.expr) for n in names if n.symbol in subject.namer.shorthand)
        half = (c.length - PLAIN.cost(c.form)) / 2
        return ((cost - half) / TOLD if c.style == "poles" or _pure(c) else cost) + _hidden(c)
    if c.style == "poles":
        return cost / NEARLY
    telling, silent = told(subject, c.form)
    cost += (1 - DEFINED) * sum(PLAIN.cost(subject.scribe.names[n].expr) for n in silent)
    if silent and not telling:
        cost *= UNNAMED
    cost += BURIED * any(_buried(x) for x in (c.form.walk() if not isinstance(c.form, Sum) else ()))
    if c.style == "sources":
        return cost / APART
    own = subject.ideal is not None and telling == [subject.ideal.name] and not silent
    own = own and not c.spelt_out
    preferred = c.style in PREFERRED and own and not wishes.parallel
    return cost / PREFERENCE if preferred else cost
