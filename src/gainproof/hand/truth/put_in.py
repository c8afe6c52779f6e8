"""Numbers in the place of parts: V_th = V1/2 for V1 R2/(R1 + R2), R_th = 2.5 kΩ, I_N = V1/1k.

What holds of such a name holds with these values of the parts, and for every source that is none of the
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from gainproof.expression import Expr, Num, Pow, Prod, Quot, Root
from gainproof.hand.truth import numbers
from gainproof.hand.truth.oracle import CONSTANTS, Oracle

_MODE = re.compile(r"[vVuUiI]_?(?:in)?_?(?:i?cm?|[io]?dm?|diff\w*|com\w*|avg|mean)")
"""Names for a half or a sum of two sources, which stands for no parts."""
_RESISTANCE = re.compile(r"[RZrz]\w*")
MOVED = 7
"""Each source is so many times the one before it, as an example beside those given."""


def parts_of(oracle: Oracle) -> set[str]:
    """The symbols of the circuit's parts: those of its elements and op-amps, but no sources."""
    return oracle.given.parameters.keys() - oracle.sources.keys()


def surely(meaning: Expr) -> bool:
    """Is it a number, or does it hold one that is no small whole one: V1/1000, R1 + 2000?"""
    return not meaning.symbols() or any(
        n.denominator != 1 or abs(n) > numbers.LARGEST_STRUCTURAL for n in _numbers(meaning)
    )


def perhaps(symbol: str, meaning: Expr, oracle: Oracle) -> bool:
    """Does it hold a small whole number as a factor, as V1/2 and (V_th + V1)/2 do, and R1/2 + R3 for an R?"""
    if _RESISTANCE.fullmatch(symbol) is None and not parts_of(oracle).isdisjoint(meaning.symbols()):
        return False
    plain = CONSTANTS.keys().isdisjoint(meaning.symbols()) and _MODE.fullmatch(symbol) is None
    factors = (x for y in meaning.walk() if isinstance(y, Prod | Quot) for x in y.children)
    return plain and any(isinstance(x, Num) and abs(x.args[0]) > 1 for x in factors)


def of_one_source(symbol: str, meaning: Expr, oracle: Oracle) -> bool:
    """Is it one source, with a factor: V1/2?"""
    return (
        perhaps(symbol, meaning, oracle)
        and len(meaning.symbols()) == 1
        and {*meaning.symbols()} <= {*oracle.sources}
    )


def same_value(one: Expr, other: Expr, oracle: Oracle, values: Mapping[str, Fraction]) -> bool:
    """Have the two one value, whatever the sources are?"""
    for at in (values, with_other_sources(oracle, values)):
        a, b = numbers.values_of((one, other), oracle, at)
        if a is None or a != b:
            return False
    return True


def with_other_sources(oracle: Oracle, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The values with sources that are in no simple ratio to each other."""
    live = sorted(n for n in oracle.sources if n in values)
    return {**values, **{n: values[n] * MOVED ** (k + 1) for k, n in enumerate(live)}}


def _numbers(x: Expr) -> Iterator[Fraction]:
    """The numbers in it that are no exponents."""
    if isinstance(x, Num):
        yield x.args[0]
    for c in x.children[:1] if isinstance(x, Pow | Root) else x.children:
        yield from _numbers(c)
