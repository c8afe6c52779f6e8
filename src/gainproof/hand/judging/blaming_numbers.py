"""Is a line false because a name in it was told with a wrong number: Uth = (V0 + V1)/4, where it is a half?

Such a name holds by value alone, and so what it must be for the line to be true is asked by value, with other
sources, and with other parts of those that stand in the line: these are none of the numbers.  The name is to
blame if one number in what was said of it, or one sign or factor, mends all of these at once, and if nothing
of the kind mends the line or another name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction

from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Equation, Expr, Neg, Num, Pow, Prod, Root, Sym
from gainproof.hand.asking.state import State, label_of
from gainproof.hand.judging.blaming import solved, through
from gainproof.hand.truth import numbers, put_in
from gainproof.hand.truth.isolate import isolated
from gainproof.hand.truth.limits import mentioned
from gainproof.hand.work import Claim, Diagnosis, Judged, Suggestion

SOUGHT = "sought factor"
SIMPLE = 12
"""The greatest whole number in the quotient that a wrong factor is off by."""
Points = Sequence[Mapping[str, Fraction]]


def behind_a_number(claim: Claim, state: State, judged: list[Judged]) -> bool:
    """Was a name of the claim told with a wrong number?  Then it has the right one from here on.

    The verdict on the line that told it, in `judged`, is mended.
    """
    q = claim.equation
    if claim.relation != "=" or claim.under or not (q.left.symbols() and q.right.symbols()):
        return False
    places = {n: k for n in mentioned(q, state.oracle) if (k := _told(n, state, judged)) is not None}
    if not places or not _circuit_alone(claim, state):
        return False
    found = [(n, *new) for n in places for new in _mended(n, claim, state)]
    found = [x for x in found if x[2]] or found  # a number is changed sooner than a factor is forgotten
    if len({n for n, *_ in found}) != 1:
        return False
    n, new, _ = found[0]
    with suppress(GainproofError, ZeroDivisionError, TooLarge):
        old = state.oracle.names[n]
        state.mistakes.meant[n] = old.meaning
        state.define(n, new, old.label)
        place = judged[places[n]].item
        assert isinstance(place, Claim)
        how = f"the line after it takes {n} for something else"
        change = Suggestion(Equation(Sym(n), new), None, None, place.span)
        diagnosis = Diagnosis("contradicts a definition", place.span, how, (change,))
        judged[places[n]] = Judged(place, "false", "GP132", how, diagnosis=diagnosis)
        state.wrong.append((label_of(place), place.equation))
        return True
    return False


def _told(n: str, state: State, judged: Sequence[Judged]) -> int | None:
    """Which verdict is that on the line that tells the name with numbers; None if it was used since."""
    name = state.oracle.names.get(n)
    if name is None or not (put_in.surely(name.meaning) or put_in.perhaps(n, name.meaning, state.oracle)):
        return None
    place: int | None = None
    for k, j in enumerate(judged):
        if not isinstance(j.item, Claim):
            continue
        q = j.item.equation
        if j.verdict == "definition" and Sym(n) in (q.left, q.right) and label_of(j.item) == name.label:
            place = k
        elif j.verdict in ("true", "limit") and q.right.symbols() and n in mentioned(q, state.oracle):
            return None
    return place


def _circuit_alone(claim: Claim, state: State) -> bool:
    """Does no number in the line mend it?"""
    points = list(_points(claim, (), state, sources=True))
    for side, other in ((claim.left.expr, claim.right.expr), (claim.right.expr, claim.left.expr)):
        for told, leaf in _with_factor(side):
            if isinstance(leaf, Num) and _factor(Equation(told, other), points, state) is not None:
                return False
    return True


def _mended(n: str, claim: Claim, state: State) -> Iterator[tuple[Expr, bool]]:
    """What the name is with one factor more, with which the line holds at every point; is it of a number?"""
    old = state.oracle.names[n].meaning
    q = through(claim.equation, n, state)
    needed = isolated(q, n) or solved(q, n)
    if needed is None or n in needed.symbols():
        return
    points = list(
        _points(claim, mentioned(Equation(old, old), state.oracle), state, sources=bool(old.symbols()))
    )
    if len(points) < 2:
        return
    signs = any(isinstance(x, Neg) for side in (claim.left, claim.right) for x in side.expr.walk())
    for told, leaf in _with_factor(old):
        state.on_time()
        factor = _factor(Equation(told, needed), points, state)
        if factor is not None and factor < 0 and signs:
            continue  # the sign may as well be wrong in the line
        if factor is not None and isinstance(leaf, Num):
            yield _put(told, leaf, factor), True
        elif factor is not None and _simple(factor):
            yield told.replaced({SOUGHT: Num(factor)}), False


def _put(told: Expr, leaf: Expr, factor: Fraction) -> Expr:
    """The expression with the number in the place of its product with the factor."""
    product = Prod(Sym(SOUGHT), leaf)
    if told == product:
        assert isinstance(leaf, Num)
        return Num(factor * leaf.args[0])
    return told.rebuilt(tuple(_put(c, leaf, factor) for c in told.children)) if told.children else told


def _simple(factor: Fraction) -> bool:
    return 0 < abs(factor.numerator) <= SIMPLE and factor.denominator <= SIMPLE


def _points(
    claim: Claim, own: Collection[str], state: State, *, sources: bool
) -> Iterator[dict[str, Fraction]]:
    """The values given; with other sources; and with each part of the line another, but its `own`."""
    values = {**state.values, **state.given}
    yield values
    if sources and len(state.oracle.sources) > 1:
        yield put_in.with_other_sources(state.oracle, values)
    for n in claim.equation.symbols():
        if n in put_in.parts_of(state.oracle) and n in values and n not in own:
            yield {**values, n: values[n] * Fraction(17, 11)}


def _factor(q: Equation, points: Points, state: State) -> Fraction | None:
    """The factor with which the sides agree at all points; None if there is none but one."""
    sought = isolated(q, SOUGHT)
    if sought is None:
        return None
    oracle = state.about(Equation(sought, sought))
    found = {numbers.value_of(sought, oracle, at) for at in points}
    (factor, *others) = found
    return None if others or factor in (None, 0, 1) else factor


def _with_factor(x: Expr) -> Iterator[tuple[Expr, Expr]]:
    """The expression with each of its numbers and symbols times what is sought; and that leaf."""
    if isinstance(x, Num | Sym):
        yield Prod(Sym(SOUGHT), x), x
    for k, c in enumerate(x.children):
        if isinstance(x, Pow | Root) and k:
            break
        for told, leaf in _with_factor(c):
            yield x.rebuilt(tuple(told if i == k else y for i, y in enumerate(x.children))), leaf
