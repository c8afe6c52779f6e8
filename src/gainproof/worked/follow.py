"""The worked example as formulas, for a page whose reader may change the values.

The example itself is exact arithmetic at one set of values.  To follow a slider, a page wants the same
numbers as expressions: the result, and what it goes to where the imperfections are ideal.  Both come from
the engine's exact result, the second by its limit; and both must give the example's own numbers at the
example's own values, or there are none.  What each imperfection costs follows from the result where some of
them are ideal and others are not, which are limits too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gainproof.algebra.limits import limit
from gainproof.algebra.rational import Ratio, Ring
from gainproof.errors import GainproofError, TooLarge
from gainproof.expression import Expr, Root
from gainproof.worked.evaluation import response
from gainproof.worked.example import Used, WorkedExample

MOST_NODES = 4000
"""Nodes of one formula; a longer one would take longer than a frame of the screen."""
MOST_SHARES = 5
"""Imperfections whose shares have formulas; there are as many formulas as pairs of them, and more."""


@dataclass(frozen=True)
class Share:
    """The result with `symbol` as the only imperfection, with it alone made ideal, and with it and one other.

    `pairs` are in the order of the shares; its own is `alone`.
    """

    symbol: str
    alone: Expr
    removed: Expr
    pairs: tuple[Expr, ...]


@dataclass(frozen=True)
class Formulas:
    """The numbers of an example as formulas in its `values` (and in s, if there is a `frequency` in hertz).

    `ideal` is None where the example has none, or where it depends on how fast the imperfections go.  The
    `shares` are those of the example's contributions, in their order; () if there are too many.
    """

    values: tuple[Used, ...]
    unit: str
    value: Expr
    ideal: Expr | None
    frequency: Fraction | None
    shares: tuple[Share, ...] = ()


def formulas(exact: Expr, ideals: Mapping[str, str], example: WorkedExample) -> Formulas | None:
    """The formulas of `example`, which was worked from `exact` with the imperfections `ideals` ("oo" or "0").

    None where they would be too long to follow a slider, or where the result has a square root.  Raises
    GainproofError if a formula does not give the example's number.
    """
    if _long(exact) or any(isinstance(x, Root) for x in exact.walk()):
        return None
    try:
        ratio = Ring(exact.symbols()).ratio(exact)
        value = _at(ratio, example.frequency)
        whole = exact if "s" not in exact.symbols() or example.frequency is not None else value
        ideal = None if example.ideal is None else _where(ratio, ideals, example)
        shares = () if ideal is None else _shares(ratio, ideals, example)
    except TooLarge:
        return None
    if whole is None or _long(whole) or (ideal is not None and _long(ideal)):
        return None
    numbers = {u.symbol: u.value for u in example.values}
    _confirm(whole, example.value, numbers, example.frequency)
    if ideal is not None and example.ideal is not None:
        _confirm(ideal, example.ideal, numbers, example.frequency)
    return Formulas(example.values, example.unit, whole, ideal, example.frequency, shares)


def _shares(ratio: Ratio, ideals: Mapping[str, str], example: WorkedExample) -> tuple[Share, ...]:
    names = [c.symbol for c in example.contributions]
    if len(names) > MOST_SHARES:
        return ()

    def only(*imperfect: str) -> Expr | None:
        return _where(ratio, {n: to for n, to in ideals.items() if n not in imperfect}, example)

    out = []
    for n in names:
        alone, removed = only(n), only(*(m for m in names if m != n))
        pairs = [only(n, m) for m in names]
        if alone is None or removed is None or any(p is None or _long(p) for p in (alone, removed, *pairs)):
            return ()
        out.append(Share(n, alone, removed, tuple(p for p in pairs if p is not None)))
    return tuple(out)


def _where(ratio: Ratio, ideals: Mapping[str, str], example: WorkedExample) -> Expr | None:
    """What the result goes to; as in the example, the imperfections first, then s.  None for no formula."""
    gone = limit(ratio, {n: to for n, to in ideals.items() if n in ratio.ring.names})
    if gone.by_rates or gone.value is None:
        return None
    return _at(gone.value, example.frequency)


def _at(ratio: Ratio, frequency: Fraction | None) -> Expr | None:
    """The ratio as it is where there is a frequency, else where s goes to zero."""
    if frequency is not None or "s" not in ratio.ring.names:
        return ratio.expr()
    found = limit(ratio, {"s": "0"}).value
    return None if found is None else found.expr()


def _confirm(x: Expr, number: Fraction, values: Mapping[str, Fraction], frequency: Fraction | None) -> None:
    found = response(x, values, {})
    if found is not None and frequency is not None:
        polar = found.at(frequency)
        agrees = polar is not None and polar[0] == number
    else:
        agrees = found is not None and found.at_dc() == number
    if not agrees:
        raise GainproofError("a formula of the worked example does not give the number that was worked out")


def _long(x: Expr) -> bool:
    return sum(1 for _ in x.walk()) > MOST_NODES
