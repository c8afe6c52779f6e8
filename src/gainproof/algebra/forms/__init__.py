"""The textbook form: ideal result × (1 + small)/(1 + small), proved equal to the exact quotient.

`arrange` lets every arrangement of the table below write the function as it would, ranks what they wrote
(`ranking`) by what it costs a reader (`cost`), proves the best, and tries its limits by inspection.  The
arrangements know network theory and typography, never a circuit.

They write on a *subject*: the function, its imperfections, and names.  A function has several: one with all
names that seem worth it, one without names, and, where no imperfection is known but a pure number occurs that
may be the gain of an amplifier, one that is written as if that gain were ideally infinite.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf, isinf, isnan
from time import process_time

from gainproof.algebra.forms.added import added
from gainproof.algebra.forms.arrangement import Arrangement, Name
from gainproof.algebra.forms.competing import competing
from gainproof.algebra.forms.cost import PLAIN
from gainproof.algebra.forms.feedback import feedback
from gainproof.algebra.forms.function import Function
from gainproof.algebra.forms.inspection import points, remaining, seen, vanishing
from gainproof.algebra.forms.plain import plain
from gainproof.algebra.forms.poles import poles
from gainproof.algebra.forms.powers import powers
from gainproof.algebra.forms.proof import proved
from gainproof.algebra.forms.quotient import quotients, reciprocals
from gainproof.algebra.forms.ranking import Candidate, best_first
from gainproof.algebra.forms.response import response
from gainproof.algebra.forms.scaled import scaled
from gainproof.algebra.forms.scribe import OutOfTime
from gainproof.algebra.forms.shortened import shortened
from gainproof.algebra.forms.subject import Subject
from gainproof.algebra.forms.told import used, without_silent_names
from gainproof.algebra.forms.wishes import wishes
from gainproof.algebra.rational import Ratio
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import ZERO, Expr, Sym
from gainproof.notation import text
from gainproof.units import Dimension

__all__ = ["Arrangement", "Name", "arrange", "proved"]

Writer = Callable[[Subject], Iterator[tuple[str, Expr]]]


def _styled(style: str, write: Callable[[Subject], Iterator[Expr]]) -> Writer:
    return lambda subject: ((style, x) for x in write(subject))


ARRANGEMENTS: tuple[Writer, ...] = (
    poles,
    _styled("plain", plain),
    _styled("nested", lambda s: quotients(s, s.nested)),
    _styled("peeled", lambda s: quotients(s, s.peeled)),
    _styled("nested", scaled),
    _styled("parts", added),
    powers,
    _styled("competing", competing),
    _styled("plain", reciprocals),
    response,
)

STYLES = (
    "textbook",
    "feedback",
    "nested",
    "peeled",
    "parts",
    "powers",
    "poles",
    "resonant",
    "sources",
    "collected",
    "plain",
    "competing",
    "flat",
)
NAMED_ERRORS = ("nested", "peeled")
WRITING = 0.8
"""The share of the budget for writing; the rest is for ranking, inspection and proof."""
AT_SIGHT = 60
"""A form of no more characters than this is taken in at sight; a longer one is no wider than the quotient."""
WIDER = 3
"""But for so many characters."""
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
    eliminate: Collection[str] = (),
    keep: Collection[str] = (),
    sources: Sequence[str] = (),
    names: bool = True,
) -> Arrangement:
    """The form of `exact` that a textbook would print, proved equal to it, never longer than the quotient:
    it costs a reader no more, names included, and unless it is short has no more characters.

    `ideals` maps imperfections to "oo" or "0"; `dimensions` gives what is known of each symbol; new names
    avoid `taken`.  `sources` are the symbols of independent sources in which a response is linear.  `budget`
    is in seconds of the processor, so that a busy machine finds the same; when it ends, the best form found
    so far is returned and `note` says so.

    `style` is one of STYLES: "textbook"; "feedback", which is G_inf·T/(1 + T) + G_0/(1 + T) with a loop gain
    T; "flat", the quotient as it is; or the one kind of arrangement to be used.  `wanted` are names a user
    asks for, with their meaning.  Names to `eliminate` are not given, whatever they would mean.  `keep` may
    hold "parallel": parallel combinations are written as such wherever they appear, and never named.  Without
    `names` none is given but those that are wanted, which takes a third of the time.

    Raises GainproofError for an unknown style or word, and for a name that is both wanted and eliminated.
    """
    if style not in STYLES:
        raise GainproofError(f"there is no style {style!r}; there are {', '.join(STYLES)}")
    asked = replace(wishes(wanted, eliminate, keep), named=names)
    if not exact:
        return Arrangement(ZERO, (), "flat", ZERO, ())
    flat = Arrangement(exact.expr(), (), "flat", None, (), "")
    if style == "flat":
        return flat
    size = len(exact.num) + len(exact.den)
    if size > LONGEST:
        return replace(flat, note=f"a quotient of {size} terms is left as it is")
    deadline = process_time() + WRITING * budget
    function = Function(exact, ideals, dimensions, taken, deadline, asked, sources)
    remark = ""
    if style == "feedback":
        found, late = _candidates(function.loops(), style)
        done = _best(found, ideals, inf, inf, _late(late))
        if done is not None:
            return done
        remark = "no loop gain is found to write the feedback form with; the textbook form"
        style = "textbook"
    found, late = _candidates(function.subjects(), style)
    longest = PLAIN.cost(flat.form) if style == "textbook" else inf
    widest = max(AT_SIGHT, len(text(flat.form)) + WIDER) if style == "textbook" else inf
    done = _best(found, ideals, longest, widest, remark or _late(late))
    if done is not None:
        return done
    if any(c.length > longest or _width(c.form, c.subject) > widest for c in found):
        end = "every arrangement is longer; the flat quotient"
    else:
        end = "no arrangement fits; the flat quotient"
    return replace(flat, note=remark or ("the time for arranging ended" if late else end))


def _late(late: bool) -> str:
    return "the time for arranging ended; the best form so far" if late else ""


def _best(
    found: Sequence[Candidate], ideals: Mapping[str, str], longest: float, widest: float, note: str
) -> Arrangement | None:
    """The first of the ranking that is proved, costs no more than `longest` and is no wider than `widest`."""
    for c in best_first(found, longest):
        form = c.subject.namer.settled(c.form)
        if c.style in NAMED_ERRORS:
            form = shortened(c.subject, form)
        if _width(form, c.subject) > widest:
            continue
        if proved(form, c.subject.value, c.subject.scribe.point()):
            return _finished(c, form, ideals, note)
    return None


def _width(form: Expr, subject: Subject) -> int:
    """How many characters the form has; a name that is given, such as omega_0, is one."""
    return len(text(form.replaced(dict.fromkeys(used(subject.scribe, form), Sym("x")))))


def _candidates(subjects: Iterator[Subject], style: str) -> tuple[list[Candidate], bool]:
    """Every form written in time; and whether the time ended."""
    found: dict[Expr, Candidate] = {}
    try:
        for subject in subjects:
            for write in (_styled(style, feedback),) if style == "feedback" else ARRANGEMENTS:
                for kind, form in write(subject):
                    if style in ("textbook", kind):
                        found.setdefault(form, Candidate(subject, kind, form))
                        for x in without_silent_names(subject, form):
                            found.setdefault(x, Candidate(subject, kind, x, spelt_out=True))
    except (OutOfTime, TooLarge):
        return list(found.values()), True
    return list(found.values()), False


def _finished(c: Candidate, form: Expr, ideals: Mapping[str, str], note: str) -> Arrangement:
    scribe = c.subject.scribe
    names = tuple(used(scribe, form).values())
    present = {n: v for n, v in ideals.items() if n in scribe.ideals}
    ideal: Expr | None = form
    errors: tuple[Expr, ...] = ()
    if present:
        *_, point = points(scribe, present)
        value = seen(form, point)
        if isnan(value):
            ideal, note = None, note or "the joint limit cannot be taken by inspection"
        elif value == 0 or isinf(value):
            ideal = ZERO if value == 0 else None
        else:
            ideal = remaining(form, point)
            errors = tuple(dict.fromkeys(vanishing(form, point)))
    return Arrangement(form, names, c.style, ideal, errors, note)
