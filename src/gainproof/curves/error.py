"""The gain error against one imperfection: with all the others as they are, and with this one alone.

Where the others cost something, the first curve cannot fall below what they cost, however good this one gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gainproof import ideals
from gainproof.charts.nouns import Chart
from gainproof.circuit.circuit import Parameter, listed
from gainproof.circuit.solve import solve
from gainproof.curves.asked import Asked, numbers
from gainproof.engine import opened, question
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.render.plot import error_chart
from gainproof.witness import opinions
from gainproof.worked.example import obstacle, unit_of
from gainproof.worked.gain_errors import GainErrors
from gainproof.worked.sweep import sweep

SEEN = Fraction(1, 10)
"""Two curves that differ by no more than this part are drawn as one."""


def draw(a: Asked) -> Chart:
    """The chart of a netlist's question.

    Raises InputError, GainproofError: see `error_against`, and where a witness finds another result.
    """
    source = opened(a.netlist, part=a.part or None, parts=a.parts)
    c = source.circuit
    q = question(source, a.tf, a.of)
    exact = solve(c, q).expr()
    values = {n: p.value for n, p in c.parameters.items() if p.value is not None}
    values |= {**a.values, **numbers(a.set, c)}
    for o in opinions(c, q, exact, which=("numeric",)):
        if o.agrees is False:
            raise GainproofError(f"{o.name} disagrees with the result: {o.how}")
    return error_against(exact, ideals.imperfections(c), values, c.parameters, a.against, a.frequency)


def error_against(
    exact: Expr,
    goals: Mapping[str, str],
    values: Mapping[str, Fraction],
    parameters: Mapping[str, Parameter],
    against: str = "",
    frequency: Fraction | None = None,
) -> Chart:
    """The error of an exact result against the imperfection `against`, by default an open-loop gain.

    `goals` says where each imperfection ideally goes.  Where the ideal value is zero, the error is no part of
    it and is drawn in the unit of the result.  Raises GainproofError where there is no imperfection,
    for one that the result does not depend on, for a missing value, and where there is no error.
    """
    present = {n: to for n, to in goals.items() if n in exact.symbols()}
    if not present:
        raise GainproofError("there is no error to draw: the result depends on no imperfection of an op-amp")
    if why := obstacle(exact, values, frequency):
        raise GainproofError(f"there is no error to draw: {why}")
    name = _named(against, present)
    errors = GainErrors(exact, values, present, frequency)
    unit = "%"
    if errors.ideal == 0:
        errors = GainErrors(exact, values, present, frequency, absolute=True)
        unit = unit_of(exact, parameters)
    whole = errors.error(frozenset())
    swept = None if whole is None else sweep(errors, name, parameters[name].unit)
    if whole is None or swept is None:
        why = "the ideal value is infinite" if whole is None else f"{name} is zero"
        raise GainproofError(f"there is no error to draw: {why}")
    others = frozenset(present) - {name}
    alone = sweep(errors, name, swept.unit, others) if others else None
    if alone is not None and _alike([e for _, e in alone.points], [e for _, e in swept.points]):
        alone = None
    rest = errors.error(frozenset({name}))
    chart = error_chart(swept, values[name], whole, alone, rest, unit)
    if chart is None:
        raise GainproofError(f"there is no error to draw: it is zero for every {name}")
    return chart


def _named(against: str, present: Mapping[str, str]) -> str:
    if not against:
        return next(iter(present))
    found = next((n for n in present if n.lower() == against.lower()), "")
    if not found:
        raise GainproofError(
            f"{against!r} is no imperfection that the result depends on; there are {listed(list(present))}"
        )
    return found


def _alike(first: list[Fraction], second: list[Fraction]) -> bool:
    """Would two curves lie on each other?"""
    return len(first) == len(second) and all(
        abs(a - b) * 2 <= (abs(a) + abs(b)) * SEEN for a, b in zip(first, second, strict=True)
    )
