"""The worked example: a result at the numbers of a design, and what each imperfection costs.

The *error* is the usual gain error, (ideal - value)/ideal: positive where the value falls short.  With all
imperfections at once it is not the sum of what each costs alone: where the open-loop gain is infinite, for
instance, feedback hides every other imperfection.  So three numbers are given for each (see `Contribution`),
and what their sum leaves unexplained is shown, not hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.circuit.circuit import Parameter
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.units import UNITS, DimensionError, dimension, spelled
from gainproof.worked.evaluation import response
from gainproof.worked.gain_errors import GainErrors, magnitude
from gainproof.worked.sweep import Sweep, sweep
from gainproof.worked.values import decimal, engineering

DIGITS = 12
"""Significant digits in JSON."""


@dataclass(frozen=True)
class Used:
    """A value that the example uses, in the SI unit `unit` (a key of `UNITS`, or "")."""

    symbol: str
    value: Fraction
    unit: str
    about: str = ""

    def __str__(self) -> str:
        return engineering(self.value, self.unit)


@dataclass(frozen=True)
class Contribution:
    """What one imperfection costs; every number is a part of the ideal value (0.01 is 1 %).

    `alone`: the error if it were the only one.  `added`: for the largest, its error alone; for any other, by
    how much it changes the error where the largest is present.  `removed`: by how much the error of the whole
    falls if this one is made ideal.
    """

    symbol: str
    ideal: str
    alone: Fraction
    added: Fraction
    removed: Fraction


@dataclass(frozen=True)
class WorkedExample:
    """Numbers in, numbers out; `value` and `ideal` in `unit`.

    With a `frequency` in hertz they are magnitudes and there is a `phase` in degrees; without, they are the
    values at s = 0.  `ideal` and `error` are None where there is no imperfection, or the ideal value is zero
    or infinite.
    """

    quantity: Quantity
    values: tuple[Used, ...]
    value: Fraction
    unit: str
    ideal: Fraction | None = None
    error: Fraction | None = None
    contributions: tuple[Contribution, ...] = ()
    sweep: Sweep | None = None
    frequency: Fraction | None = None
    phase: float | None = None

    @property
    def sum_of_increments(self) -> Fraction:
        """The sum of what each imperfection adds."""
        return sum((c.added for c in self.contributions), Fraction(0))

    @property
    def interaction(self) -> Fraction:
        """The part of the error that the sum does not explain."""
        return (self.error or Fraction(0)) - self.sum_of_increments

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text of 12 digits, `values` and `exact` as exact rationals."""
        out: dict[str, Any] = {
            "quantity": str(self.quantity),
            "values": {u.symbol: str(u.value) for u in self.values},
            "units": {u.symbol: u.unit for u in self.values},
            "value": decimal(self.value, DIGITS),
            "unit": self.unit,
            "ideal": None if self.ideal is None else decimal(self.ideal, DIGITS),
            "error_percent": _percent(self.error),
            "contributions": [
                {
                    "symbol": c.symbol,
                    "ideal": c.ideal,
                    "alone_percent": _percent(c.alone),
                    "added_percent": _percent(c.added),
                    "removed_percent": _percent(c.removed),
                }
                for c in self.contributions
            ],
            "sum_percent": _percent(self.sum_of_increments),
            "interaction_percent": _percent(self.interaction),
        }
        if self.frequency is None:
            out["exact"] = str(self.value)
        else:
            out |= {"frequency": str(self.frequency), "phase": f"{self.phase:.6g}"}
        if self.sweep:
            out["sweep"] = {
                "symbol": self.sweep.symbol,
                "points": [[str(x), _percent(y)] for x, y in self.sweep.points],
            }
        return out


def obstacle(exact: Expr, values: Mapping[str, Fraction], frequency: Fraction | None = None) -> str:
    """Why there can be no worked example, as a sentence without a full stop; "" if there can."""
    missing = [n for n in exact.symbols() if n != "s" and n not in values]
    if missing:
        return f"no example value for {', '.join(missing)}"
    try:
        whole = response(exact, values, {})
    except ZeroDivisionError:
        whole = None
    if whole is None:
        return "at the example values the result divides by zero"
    if magnitude(whole, frequency) is None:
        where = "s = 0; give a frequency" if frequency is None else "this frequency"
        return f"at the example values the result is infinite at {where}"
    return ""


def example(
    exact: Expr,
    ideal: Expr | None,
    ideals: Mapping[str, str],
    values: Mapping[str, Fraction],
    quantity: Quantity,
    parameters: Mapping[str, Parameter],
    frequency: Fraction | None = None,
) -> WorkedExample | None:
    """The example of `exact` at `values` (by symbol, SI units), or None where there is an `obstacle`.

    `ideals` says where the imperfections go ("oo" or "0"); `ideal`, if given, is the result there and must
    equal, as a number, what `exact` goes to.  `frequency` is in hertz.  Raises GainproofError if it does not.
    """
    if obstacle(exact, values, frequency):
        return None
    symbols = [n for n in exact.symbols() if n != "s"]
    imperfect = {n: to for n, to in ideals.items() if n in symbols}
    errors = GainErrors(exact, values, imperfect, frequency)
    if ideal is not None and imperfect:
        claimed = response(ideal, values, {})
        found = errors.number(frozenset(imperfect))
        if claimed is None or magnitude(claimed, frequency) != found:
            raise GainproofError("the ideal result is not what the exact result goes to")
    value = errors.number(frozenset())
    assert value is not None
    contributions = _contributions(errors)
    polar = errors.response(frozenset()).at(frequency) if frequency is not None else None  # type: ignore[union-attr]
    return WorkedExample(
        quantity,
        tuple(_used(n, values[n], parameters) for n in symbols),
        value,
        unit_of(exact, parameters),
        errors.ideal if imperfect else None,
        errors.error(frozenset()) if imperfect else None,
        contributions,
        _swept(errors, contributions, parameters),
        frequency,
        None if polar is None else polar[1],
    )


def _contributions(errors: GainErrors) -> tuple[Contribution, ...]:
    """Largest first; none if any of the errors is undefined."""
    every = frozenset(errors.ideals)
    alone = {n: errors.error(every - {n}) for n in errors.ideals}
    removed = {n: errors.error(frozenset({n})) for n in errors.ideals}
    whole = errors.error(frozenset())
    if not every or whole is None:
        return ()
    size = {
        n: (abs(a), abs(whole - r))
        for n in errors.ideals
        if (a := alone[n]) is not None and (r := removed[n]) is not None
    }
    if len(size) < len(every):
        return ()
    ranked = sorted(errors.ideals, key=lambda n: size[n], reverse=True)
    largest = ranked[0]
    out = []
    for n in ranked:
        a, r = alone[n], removed[n]
        pair, first = errors.error(every - {n, largest}), alone[largest]
        if a is None or r is None or pair is None or first is None:
            return ()
        out.append(Contribution(n, errors.ideals[n], a, a if n == largest else pair - first, whole - r))
    return tuple(out)


def _swept(
    errors: GainErrors, contributions: tuple[Contribution, ...], parameters: Mapping[str, Parameter]
) -> Sweep | None:
    """The sweep of the imperfection that costs most."""
    if not contributions:
        return None
    name = contributions[0].symbol
    return sweep(errors, name, _used(name, errors.values[name], parameters).unit)


def _used(name: str, value: Fraction, parameters: Mapping[str, Parameter]) -> Used:
    known = parameters.get(name, Parameter(name))
    return Used(name, value, known.unit, known.about)


def unit_of(exact: Expr, parameters: Mapping[str, Parameter]) -> str:
    """The unit of the result, from the units of what it is made of; "" if they do not tell."""
    table = {n: UNITS.get(p.unit) for n, p in parameters.items()} | {"s": UNITS["Hz"]}
    try:
        found = dimension(exact, table)
    except DimensionError:
        return ""
    return "" if found is None else spelled(found)


def _percent(q: Fraction | None) -> str | None:
    return None if q is None else decimal(100 * q, DIGITS)
