"""The textbook form: ideal result × (1 + small)/(1 + small), proved equal to the exact quotient.

`arrange` lets every arrangement of the table below write the function as it would, ranks what they wrote by
what it costs a reader (`cost`), proves the best, and tries its limits by inspection.  The arrangements know
network theory and typography, never a circuit.

*The author's preference.*  Whoever has given the ideal result a name refers the errors to it: nested brackets
in terms of G_I (or, of an impedance, its parts) are preferred to a product of peeled factors, unless they
cost half as much again.  Where the ideal result is itself a plain product, as -R2/R1, the cheapest form wins.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import isinf, isnan
from time import perf_counter

from gainproof.algebra.forms.added import added
from gainproof.algebra.forms.arrangement import Arrangement, Name
from gainproof.algebra.forms.competing import competing
from gainproof.algebra.forms.cost import PLAIN, of_name
from gainproof.algebra.forms.gains import Namer, used
from gainproof.algebra.forms.inspection import by_inspection, joint_limit, points, remaining, seen, vanishing
from gainproof.algebra.forms.plain import plain
from gainproof.algebra.forms.powers import powers
from gainproof.algebra.forms.proof import proved
from gainproof.algebra.forms.quotient import quotients
from gainproof.algebra.forms.response import response
from gainproof.algebra.forms.scaled import scaled
from gainproof.algebra.forms.scribe import OutOfTime, Scribe
from gainproof.algebra.forms.small import Small, in_small_parameters, normalised
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.rational import Ratio
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Expr
from gainproof.units import UNITS, Dimension

__all__ = ["Arrangement", "Name", "arrange", "proved"]

Writer = Callable[[Subject], Iterator[tuple[str, Expr]]]


def _styled(style: str, write: Callable[[Subject], Iterator[Expr]]) -> Writer:
    return lambda subject: ((style, x) for x in write(subject))


ARRANGEMENTS: tuple[Writer, ...] = (
    _styled("plain", plain),
    _styled("nested", lambda s: quotients(s, s.nested)),
    _styled("peeled", lambda s: quotients(s, s.peeled)),
    _styled("nested", scaled),
    _styled("parts", added),
    _styled("powers", powers),
    _styled("competing", competing),
    response,
)

STYLES = ("textbook", "nested", "peeled", "parts", "powers", "collected", "plain", "competing", "flat")
PREFERRED = ("nested", "parts")
PREFERENCE = 1.5
UNSEEN = 5.0
"""What a form costs more whose limits cannot be taken by inspection."""
LONGEST = 4000
"""A quotient of more terms than this is left as it is."""


def arrange(
    exact: Ratio,
    *,
    ideals: Mapping[str, str],
    dimensions: Mapping[str, Dimension | None],
    taken: Container[str],
    budget: float = 1.0,
    style: str = "textbook",
    wanted: Mapping[str, Expr] | None = None,
    sources: Sequence[str] = (),
) -> Arrangement:
    """The form of `exact` that a textbook would print, proved equal to it.

    `ideals` maps imperfections to "oo" or "0"; `dimensions` gives what is known of each symbol; new names
    avoid `taken`; `wanted` are names a user asks for, with their meaning.  `sources` are the symbols of
    independent sources in which a response is linear.  `budget` is in seconds; when it ends, the best form
    found so far is returned and `note` says so.  `style` is one of STYLES: "textbook", or the one kind of
    arrangement to be used.  Raises GainproofError for another.
    """
    if style not in STYLES:
        raise GainproofError(f"there is no style {style!r}; there are {', '.join(STYLES)}")
    if not exact:
        return Arrangement(ZERO, (), "flat", ZERO, ())
    deadline = perf_counter() + budget
    flat = Arrangement(exact.expr(), (), "flat", None, (), "")
    if style == "flat":
        return flat
    if len(exact.num) + len(exact.den) > LONGEST:
        return _noted(flat, f"a quotient of {len(exact.num) + len(exact.den)} terms is left as it is")
    try:
        subject = _subject(exact, ideals, dimensions, taken, deadline, wanted or {}, sources)
    except (OutOfTime, TooLarge):
        return _noted(flat, "the time for arranging ended")
    found, late = _candidates(subject, style)
    for name, written in _best_first(subject, found):
        form = subject.namer.settled(written)
        if proved(form, subject.value, subject.scribe.point()):
            note = "the time for arranging ended; the best form so far" if late else ""
            return _finished(subject, form, name, note)
    return _noted(flat, "the time for arranging ended" if late else "no arrangement fits; the flat quotient")


def _noted(a: Arrangement, note: str) -> Arrangement:
    return Arrangement(a.form, a.names, a.style, a.ideal, a.errors, note)


def _subject(
    exact: Ratio,
    ideals: Mapping[str, str],
    dimensions: Mapping[str, Dimension | None],
    taken: Container[str],
    deadline: float,
    wanted: Mapping[str, Expr],
    sources: Sequence[str],
) -> Subject:
    names = exact.symbols()
    driving = _driving(exact, sources, dimensions)
    small_ones = {n: v for n, v in ideals.items() if n not in driving}
    scribe = Scribe(names, small_ones, dimensions, deadline)
    small = Small(scribe)
    value = in_small_parameters(exact, scribe.ring)
    part = value
    if driving:
        part = Ratio(scribe.ring, value.num.derivative(scribe.ring.names.index(driving[0])), value.den)
    normal = normalised(part, small)
    namer = Namer(scribe, taken)
    namer.wanted(wanted)
    ideal = namer.gains(normal, small) if scribe.ideals else None
    return Subject(value, scribe, small, namer, normal, ideal, driving, joint_limit(exact, scribe))


def _driving(
    exact: Ratio, sources: Sequence[str], dimensions: Mapping[str, Dimension | None]
) -> tuple[str, ...]:
    """The symbols in which a response is linear: the sources, and whatever else is a voltage or a current."""
    f = exact.plain()
    if not any(n in sources for n in f.symbols()):
        return ()
    given = [n for n in f.symbols() if n in sources]
    alike = [n for n in f.symbols() if n in sources or dimensions.get(n) in (UNITS["V"], UNITS["A"])]
    for names in (alike, given):
        at = [f.ring.names.index(n) for n in names]
        if not any(f.den.degrees()[k] for k in at) and all(
            sum(m[k] for k in at) == 1 for m in f.num.monoms()
        ):
            return tuple(sorted(names, key=lambda n: (n not in sources, at[names.index(n)])))
    return ()


def _candidates(subject: Subject, style: str) -> tuple[dict[Expr, str], bool]:
    """Every form written in time, with its style; and whether the time ended."""
    found: dict[Expr, str] = {}
    late = False
    for write in ARRANGEMENTS:
        try:
            for name, form in write(subject):
                if style in ("textbook", name):
                    found.setdefault(form, name)
        except (OutOfTime, TooLarge):
            late = True
    return found, late


def _best_first(subject: Subject, found: Mapping[Expr, str]) -> Iterator[tuple[str, Expr]]:
    """The forms in the order of their rank; those that inspection fails are put back once."""
    queue = [(_rank(subject, style, form), k, style, form) for k, (form, style) in enumerate(found.items())]
    heapify(queue)
    inspected: set[int] = set()
    while queue:
        rank, k, style, form = heappop(queue)
        if k in inspected or by_inspection(form, subject.scribe, subject.limit):
            yield style, form
        else:
            inspected.add(k)
            heappush(queue, (rank + UNSEEN, k, style, form))


def _rank(subject: Subject, style: str, form: Expr) -> float:
    cost = PLAIN.cost(form)
    cost += sum(of_name(n.expr) for n in used(subject.scribe, form).values())
    return cost / PREFERENCE if style in PREFERRED and subject.ideal is not None else cost


def _finished(subject: Subject, form: Expr, style: str, note: str) -> Arrangement:
    names = tuple(used(subject.scribe, form).values())
    ideal: Expr | None = form
    errors: tuple[Expr, ...] = ()
    if subject.scribe.ideals:
        *_, point = points(subject.scribe)
        value = seen(form, point)
        if isnan(value):
            ideal, note = None, note or "the joint limit cannot be taken by inspection"
        elif value == 0 or isinf(value):
            ideal = ZERO if value == 0 else None
        else:
            ideal = remaining(form, point)
            errors = tuple(dict.fromkeys(vanishing(form, point)))
    return Arrangement(form, names, style, ideal, errors, note)
