"""Which of the candidates is printed.

*Never longer than the flat quotient.*  A form that costs more than the flat quotient, its definitions
included, is no candidate, whatever else speaks for it.

*The author's preference.*  Whoever has given the ideal result a name refers the errors to it: nested brackets
in terms of G_I (or, of an impedance, its parts) are preferred to a product of peeled factors, unless they
cost half as much again.  Where the ideal result is itself a plain product, as -R2/R1, the cheapest form wins.
Forms without names compete as well, but a name tells something (this is the noise gain), so they must be
clearly shorter.

*Inspection.*  A form whose limits cannot be taken by inspection is put back in the queue, as if it cost more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from gainproof.algebra.forms.cost import KEEPING, PLAIN, of_name
from gainproof.algebra.forms.gains import used
from gainproof.algebra.forms.inspection import by_inspection
from gainproof.algebra.forms.subject import Subject
from gainproof.expression import Expr

PREFERRED = ("nested", "parts")
PREFERENCE = 1.5
UNNAMED = 1.25
UNSEEN = 5.0
"""What a form costs more whose limits cannot be taken by inspection."""


@dataclass(frozen=True)
class Candidate:
    """A form in the symbols and names of `subject`, written by the arrangement `style`."""

    subject: Subject
    style: str
    form: Expr

    @property
    def length(self) -> float:
        """What it costs a reader, definitions included."""
        return length(self.form, self.subject)


def length(form: Expr, subject: Subject) -> float:
    """The cost of a form and of all the names that it uses."""
    return PLAIN.cost(form) + sum(of_name(n.expr) for n in used(subject.scribe, form).values())


def best_first(candidates: Iterable[Candidate], longest: float) -> Iterator[Candidate]:
    """The candidates no longer than `longest` in the order of their rank."""
    queue = [(_rank(c), k, c) for k, c in enumerate(candidates) if c.length <= longest and _allowed(c)]
    heapify(queue)
    inspected: set[int] = set()
    while queue:
        rank, k, c = heappop(queue)
        if k in inspected or by_inspection(c.form, c.subject.scribe, c.subject.limit):
            yield c
        else:
            inspected.add(k)
            heappush(queue, (rank + UNSEEN, k, c))


def _allowed(c: Candidate) -> bool:
    """Does it use no name that is to be eliminated?"""
    return not any(n in c.subject.namer.wishes.eliminate for n in used(c.subject.scribe, c.form))


def _rank(c: Candidate) -> float:
    wishes = c.subject.namer.wishes
    cost = c.length + (KEEPING.cost(c.form) - PLAIN.cost(c.form) if wishes.parallel else 0.0)
    if not wishes.named:
        return cost * UNNAMED
    preferred = c.style in PREFERRED and c.subject.ideal is not None and not wishes.parallel
    return cost / PREFERENCE if preferred else cost
