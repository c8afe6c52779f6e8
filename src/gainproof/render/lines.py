"""Claims broken into lines that fit.

A formula too wide for its column runs off the page in silence, and a fraction cannot be broken.  So a wide
claim is first cut (`cutting`).  What is left are sums, whose terms are filled into aligned rows, as are the
factors of a product and the parts of a parallel combination.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from gainproof.expression import Equation, Expr, Neg, Par, Prod, Sum
from gainproof.render.cutting import cut
from gainproof.render.marks import MINUS, PARALLEL, PLUS, TIMES, Mark, Sign, Word, row
from gainproof.render.room import INDENT, Room
from gainproof.render.typesetting import factor, signed, typeset


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a display: what stands before the alignment point, what after it."""

    before: Mark
    after: Mark
    indent: bool = False


EMPTY = row([])


def lines(claim: Equation, room: Room, taken: set[str]) -> tuple[Line, ...]:
    """The rows of a claim; names made up for wide parts avoid `taken`, and are added to it.

    Every row fits the room if every single factor of the claim does.
    """
    rows = [line for part in cut(claim, room, taken) for line in _lines(part, room)]
    aligned = max(room.measure(x.before) for x in rows) + max(room.measure(x.after) for x in rows)
    if aligned + INDENT > room.widest and len(rows) > 1:
        rows = [replace(x, before=EMPTY, after=row([x.before, x.after])) for x in rows]
    return tuple(rows)


def broken(x: Expr, room: Room, space: float) -> list[Mark]:
    """The rows of a sum, product or parallel combination that is wider than `space`; else one row."""
    if room.small(x, space):
        return [typeset(x)]
    match x:
        case Sum():
            return _filled(_terms(x), len(x.args), "terms", room, space)
        case Prod():
            return _filled(_joined(x.args, TIMES), len(x.args), "factors", room, space)
        case Par():
            return _filled(_joined(x.args, PARALLEL), len(x.args), "parts", room, space)
        case Neg() if isinstance(x.args[0], Prod):
            inside = broken(x.args[0], room, space - INDENT)
            return [row([Sign(MINUS, prefix=True), inside[0]]), *inside[1:]]
    return [typeset(x)]


def _lines(claim: Equation, room: Room) -> list[Line]:
    """The rows of a claim that was cut."""
    left, right = claim.left, claim.right
    if room.fits(claim):
        return [Line(typeset(left), row([Sign(claim.relation), typeset(right)]))]
    if room.narrow(left):
        first, *rest = broken(right, room, room.beside(left))
        return [
            Line(typeset(left), row([Sign(claim.relation), first])),
            *(Line(EMPTY, r, indent=True) for r in rest),
        ]
    space = room.widest - 2 * INDENT
    above, below = broken(left, room, space), broken(right, room, space)
    below[0] = row([Sign(claim.relation), below[0]])
    if len(below) == 1 and sum(map(room.measure, (above[-1], below[0]))) <= space:
        above[-1] = row([above[-1], below.pop()])
    return [Line(EMPTY, r, indent=i > 0) for i, r in enumerate([*above, *below])]


def _filled(
    pieces: Iterable[tuple[Mark, ...]], count: int, what: str, room: Room, space: float
) -> list[Mark]:
    """Rows of as many pieces as fit; `what` the pieces are is told where there are too many rows."""
    out: list[list[Mark]] = [[]]
    used = 0.0
    for done, piece in enumerate(islice(pieces, count)):
        w = sum(map(room.measure, piece))
        if out[-1] and used + w > space:
            if len(out) >= room.most_rows:
                out.append([Sign(PLUS), Word(f"… {_grouped(count - done)} more {what}, in the JSON")])
                break
            out.append([])
            used = INDENT
        out[-1] += piece
        used += w
    return [row(r) for r in out]


def _terms(x: Sum) -> Iterable[tuple[Mark, ...]]:
    yield (typeset(x.args[0]),)
    for t in x.args[1:]:
        sign, body = signed(t)
        yield (Sign(sign), body)


def _joined(parts: tuple[Expr, ...], sign: str) -> Iterable[tuple[Mark, ...]]:
    for i, p in enumerate(parts):
        yield (factor(p),) if i == 0 else (Sign(sign), factor(p))


def _grouped(n: int) -> str:
    return f"{n:,}".replace(",", " ")
