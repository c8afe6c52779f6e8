"""The choice of a part that removes a source from a response, found by the engine.

A response is linear in its sources.  The coefficient of one of them, I_b say, may be a difference that some
part can make zero: R_1∥R_2 - R_3, so that R_3 = R_1∥R_2 removes it.  The part must occur to the first power
there, and what it has to be must be positive for all positive parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gainproof.algebra.rational import Polynomial, Ratio, Ring
from gainproof.errors import GainproofError
from gainproof.units import Dimension


@dataclass(frozen=True)
class Choice:
    """`part` at `value` removes `source`; `left_over` is the response then."""

    source: str
    part: str
    value: Ratio
    left_over: Ratio


def chosen(
    response: Ratio,
    source: str,
    part: str,
    dimensions: Mapping[str, Dimension | None],
    ideals: Mapping[str, str],
) -> Choice:
    """The choice of `part` (of any part, if "") that removes `source` from the response.

    A part of the fewest other terms is preferred: the compensation resistor, not one that sets the gain.
    Raises GainproofError if the response does not hold the source, or no part can remove it.
    """
    f = response.plain()
    names = list(f.ring.names)
    known = {n.lower(): n for n in names}
    for word, what in ((source, "source"), (part, "part")):
        if word and word.lower() not in known:
            raise GainproofError(
                f"there is no {what} {word!r} in the response; it holds {', '.join(f.symbols())}"
            )
    source, part = known[source.lower()], known.get(part.lower(), "")
    k = names.index(source)
    share = f.num.derivative(k)
    if share.is_zero() or share.degrees()[k] or f.den.degrees()[k]:
        raise GainproofError(f"the response is not linear in {source}")
    free = [
        n
        for n in ([part] if part else f.symbols())
        if n not in ideals and n != source and not _electrical(dimensions.get(n))
    ]
    choices = [c for n in free if (c := _solved(f, share, n)) is not None]
    if not choices:
        which = f"{part} cannot be chosen" if part else "no part can be chosen"
        raise GainproofError(f"{which} so that {source} has no effect for all values of the other parts")
    at = min(choices, key=lambda c: _presence(f, c[0]))
    value = at[1]
    ring = f.ring
    point = {at[0]: value}
    left_over = ring.ratio(response.expr(), point)
    return Choice(source, at[0], value, left_over)


def _solved(f: Ratio, share: Polynomial, name: str) -> tuple[str, Ratio] | None:
    """The value of a part at which the source's share vanishes, if it is one and positive."""
    ring: Ring = f.ring
    k = ring.names.index(name)
    if share.degrees()[k] != 1:
        return None
    slope = share.derivative(k)
    rest = share - slope * ring.context.gen(k)
    value = Ratio(ring, -rest, slope)
    return (name, value) if value and _positive(value) else None


def _positive(x: Ratio) -> bool:
    """Is it positive for all positive values of its symbols?"""
    signs = {int(c) > 0 for p in (x.num, x.den) for c in p.coeffs()}
    return signs == {True}


def _presence(f: Ratio, name: str) -> int:
    """How many terms of the response hold the symbol."""
    k = f.ring.names.index(name)
    return sum(1 for p in (f.num, f.den) for m in p.monoms() if m[k])


def _electrical(d: Dimension | None) -> bool:
    """Is it a voltage or a current, so a source and no part?"""
    from gainproof.units import UNITS

    return d in (UNITS["V"], UNITS["A"])
