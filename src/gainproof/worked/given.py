"""Values that a user gives to the parts of a circuit: ``Ao=200k``, or ``{"R1": "2 Mohm", "vos": 0.001}``.

Names are those of symbols or of elements, in any case.  A value is a text (`values.read` says which), a
number, or a quantity of pint; its unit is checked against that of the symbol.  Every problem is told in one
pass.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Sym
from gainproof.worked.values import Reading, reading, wanted

Value = Any
"""str, int, Fraction, Decimal, float, or a quantity of pint."""
MOST_TENS = 1000
"""A Decimal is neither larger nor smaller than so many powers of ten; no part is."""


@dataclass(frozen=True)
class Given:
    """Exact numbers by symbol, in SI units, and how those were understood that are not plain."""

    values: Mapping[str, Fraction]
    remarks: tuple[str, ...] = ()


def symbols(c: Circuit) -> dict[str, str]:
    """The symbols of a circuit by every name, in lower case, that a user may call them: their own and their
    elements'.
    """
    names = {n.lower(): n for n in c.parameters}
    for e in c.elements:
        if isinstance(e.value, Sym) and e.value.name in c.parameters:
            names.setdefault(e.name.lower(), e.value.name)
    return names


def assignments(words: Iterable[str], option: str, example: str) -> dict[str, str]:
    """``NAME=VALUE`` as a dictionary.  Raises GainproofError with every word that is none, or comes twice."""
    out: dict[str, str] = {}
    problems = []
    for word in words:
        name, sign, value = (part.strip() for part in word.partition("="))
        if not sign or not name or not value:
            problems.append(f"{option} {word!r}: expected NAME=VALUE, such as {example}")
        elif name.lower() in {n.lower() for n in out}:
            problems.append(f"{option} {word!r}: {name} is given twice")
        else:
            out[name] = value
    if problems:
        raise GainproofError("\n".join(problems))
    return out


def values_given(values: Mapping[str, Value], c: Circuit) -> Given:
    """The values by symbol.  Raises GainproofError with every name that the circuit lacks, every value that
    cannot be read or is of another dimension, and every symbol that is given twice.
    """
    known = symbols(c)
    out: dict[str, Fraction] = {}
    remarks, problems = [], []
    for name, value in values.items():
        symbol = known.get(name.lower())
        if symbol is None:
            problems.append(
                f"there is no symbol {name!r} to give a value; there are {', '.join(c.parameters)}"
            )
            continue
        if symbol in out:
            problems.append(f"{symbol} is given twice")
            continue
        try:
            found = exact(value, c.parameters[symbol].unit)
        except GainproofError as fault:
            problems.append(f"{name}: {fault}")
            continue
        out[symbol] = found.value
        if found.how:
            remarks.append(f"{name}: {found.how}")
    if problems:
        raise GainproofError("\n".join(problems))
    return Given(out, tuple(remarks))


def with_values(c: Circuit, values: Mapping[str, Fraction]) -> Circuit:
    """The circuit with these example values (by symbol) in place of its own."""
    known = {n: replace(p, value=values[n]) if n in values else p for n, p in c.parameters.items()}
    return replace(c, parameters=known)


def exact(value: Value, unit: str) -> Reading:
    """One value, exactly; a float counts as its shortest decimal.  Raises GainproofError for what is none."""
    if isinstance(value, str):
        return reading(value, unit)
    if hasattr(value, "unit_items"):
        from gainproof.worked.other_units import unit_of

        return Reading(_number(value.magnitude) * unit_of(value, unit, f"expected {wanted(unit)}"))
    return Reading(_number(value))


def _number(value: Value) -> Fraction:
    expected = "expected a number, a text such as 10k, or a quantity of pint"
    if isinstance(value, bool):
        raise GainproofError(f"{value} is not a value; {expected}")
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite() or abs(value.adjusted()) > MOST_TENS:
            raise GainproofError(
                f"{value} is not a value; expected at most 1e{MOST_TENS}, at least 1e-{MOST_TENS}"
            )
        return Fraction(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise GainproofError(f"{value} is not a value; expected a finite number")
        return Fraction(repr(float(value)))
    try:
        return Fraction(operator.index(value))
    except TypeError:
        raise GainproofError(f"{value!r} is not a value; {expected}") from None
