"""The Bode plot of a circuit, as numbers: open-loop gain, noise gain, closed-loop gain, the loop's phase.

`bode` finds the loop and everything that a designer reads off its plot: where the noise gain meets the
open-loop gain and how steeply (the rate of closure), the margins, the closed loop's bandwidth, and whether
it is stable at all.  Every number is of exact transfer functions (`transfers`), so that each printed digit is
right.  How it is drawn is told in `bode_figure`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.circuit.ask import unit_of
from gainproof.circuit.circuit import Circuit
from gainproof.circuit.netlist import Netlist
from gainproof.curves.asked import values_beside
from gainproof.curves.crossover import (
    Crossover,
    Opposition,
    Passband,
    crossovers,
    growing,
    oppositions,
    passband,
)
from gainproof.curves.loops import Loop, closed_loop, find_loop, numbered
from gainproof.curves.rolling import GBW, rolled
from gainproof.curves.sweeping import frequencies, phases, span
from gainproof.curves.transfers import Transfer
from gainproof.derivation import Quantity
from gainproof.engine import opened, question
from gainproof.errors import GainproofError
from gainproof.worked.given import Value
from gainproof.worked.values import decimal

DIGITS = 12
"""Significant digits in JSON."""
"""The unit of an output per input, both by their letters."""


@dataclass(frozen=True)
class Bode:
    """What a Bode plot shows.

    `closed` is the closed-loop gain H, in `unit`; `loop` the loop around an amplifier, None where there is
    none (`no_loop` then says why).  `low` and `high` are the ends of the plot in hertz.  `growing` is the
    number of natural frequencies in the right half-plane, `ringing` of those on the jω axis.
    """

    quantity: Quantity
    unit: str
    closed: Transfer
    low: Fraction
    high: Fraction
    loop: Loop | None = None
    no_loop: str = ""
    crossovers: tuple[Crossover, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    passband: Passband | None = None
    growing: int = 0
    ringing: int = 0

    @property
    def stable(self) -> bool:
        """Does every natural oscillation that a loop or the output shows die away?"""
        return not self.growing and not self.ringing

    @property
    def phase_margin(self) -> float | None:
        """The least of all crossings, in degrees; None where there is no crossing."""
        return min((x.margin for x in self.crossovers), default=None)

    @property
    def gain_margin(self) -> Opposition | None:
        """Where the least rise of the loop gain brings it to -1; None where no rise does."""
        rises = [x for x in self.oppositions if x.loop < 0]
        return max(rises, key=lambda x: x.loop, default=None)

    @property
    def gain_bandwidth(self) -> Fraction | None:
        """|A| times frequency at the last crossing, in hertz; None where there is none, or no A."""
        if not self.crossovers or self.loop is None or self.loop.gain is None:
            return None
        f = self.crossovers[-1].frequency
        return f * root(self.loop.gain.square(f))

    @property
    def unity(self) -> Fraction | None:
        """The last frequency in hertz at which |A| is one; None where there is none, or no A."""
        found = self.loop.gain.reaching() if self.loop and self.loop.gain else []
        return found[-1] if found else None

    @property
    def drawn(self) -> dict[str, Transfer]:
        """The transfer functions whose magnitudes are shown, by what they are called."""
        own = "impedance" if self.quantity.kind != "transfer" else "closed-loop gain" if self.loop else "gain"
        if self.loop is None:
            return {own: self.closed}
        if self.loop.gain is None or self.loop.noise_gain is None:
            return {"loop gain": self.loop.ratio, own: self.closed}
        return {"open-loop gain": self.loop.gain, "noise gain": self.loop.noise_gain, own: self.closed}

    @property
    def turned(self) -> Transfer:
        """The transfer function whose phase is shown: the loop's, or that of the gain where there is none."""
        return self.closed if self.loop is None else self.loop.ratio

    def frequencies(self) -> list[float]:
        """Frequencies in hertz from end to end, closer together where a curve turns sharply."""
        return frequencies([*self.drawn.values(), self.turned], self.low, self.high)

    def phases(self, at: Iterable[float]) -> list[float]:
        """The phase in degrees at rising frequencies in hertz, without jumps of 360°."""
        return phases(self.turned, at, inverting=-180.0 if self.loop else 180.0)

    def table(self) -> tuple[tuple[str, ...], list[tuple[float, ...]]]:
        """Column names, and a row for each frequency; NaN where a magnitude is zero or infinite."""
        at = self.frequencies()
        phase = "loop phase" if self.loop else "phase"
        names = ("frequency (Hz)", *(f"{n} (dB)" for n in self.drawn), f"{phase} (degrees)")
        columns = [[f.decibels(x) for x in at] for f in self.drawn.values()]
        return names, list(zip(at, *columns, self.phases(at), strict=True))

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text of 12 digits, hertz, dB and degrees."""
        loop, band = self.loop, self.passband
        margin = self.gain_margin
        return {
            "quantity": str(self.quantity),
            "unit": self.unit,
            "from": str(self.low),
            "to": str(self.high),
            "amplifier": loop.called if loop else "",
            "split": bool(loop and loop.gain),
            "remark": loop.why if loop else self.no_loop,
            "stable": self.stable,
            "growing": self.growing,
            "crossings": [
                {
                    "frequency": _text(x.frequency),
                    "gain_db": _text(x.gain),
                    "rate_of_closure": _text(x.closure),
                    "phase_margin": _text(x.margin),
                }
                for x in self.crossovers
            ],
            "phase_margin": _text(self.phase_margin),
            "gain_margin_db": _text(None if margin is None else -margin.loop),
            "gain_margin_at": _text(None if margin is None else margin.frequency),
            "bandwidth": None
            if band is None
            else {"reference_db": _text(band.reference), "from": _text(band.low), "to": _text(band.high)},
            "peak": None if band is None or band.peak is None else [_text(band.peak), _text(band.rise)],
            "gain_bandwidth": _text(self.gain_bandwidth),
            "unity_gain": _text(self.unity),
        }


def bode(
    netlist: str | os.PathLike[str] | Netlist,
    *,
    tf: tuple[str, str] | str | None = None,
    of: str | None = None,
    values: Mapping[str, Value] | None = None,
    element: str = "",
    part: str | Iterable[str] | Mapping[str, str] | None = None,
    parts: Iterable[str | os.PathLike[str]] = (),
) -> Bode:
    """The Bode plot of a netlist's own question, or of `tf` or `of` (as in `gainproof.derive`).

    `values`, as for `derive`, go before those of the netlist; ``GBW`` is the gain-bandwidth product of every
    op-amp whose gain is the same at all frequencies, ``GBW_X1`` that of X1; a real `part` has its own.
    `element` is the amplifier whose loop is shown; the one with the least phase margin if it is not said.
    Raises InputError, GainproofError: see `bode_of`.
    """
    folders = tuple(parts)
    source = opened(netlist, part=part, parts=folders)
    found = {x: _product(name, folders) for x, name in source.parts.items()}
    products = {x: q for x, q in found.items() if q is not None}
    return bode_of(source.circuit, question(source, tf, of), values, element, products)


def bode_of(
    c: Circuit,
    q: Quantity,
    values: Mapping[str, Value] | None = None,
    element: str = "",
    products: Mapping[str, Fraction] | None = None,
) -> Bode:
    """The Bode plot of a quantity of a circuit.

    `products` are the gain-bandwidth products of real parts, by the op-amp's name; those of `values` go
    before them.  Raises GainproofError for a quantity that is no transfer function, for a missing value or
    one that no symbol has, for an `element` without a loop, and where nothing depends on frequency.
    """
    if q.kind in ("response", "noise"):
        raise GainproofError(
            f'a Bode plot is of a transfer function, and {q} is none; ask for one, such as "V(out) V1"'
        )
    given = values_beside(values or {}, c, (GBW,))
    ready = _ready(c, given, products or {})
    closed = closed_loop(ready, q)
    loop = find_loop(ready, element)
    shown = [closed] if loop is None else [closed, loop.ratio, *filter(None, (loop.gain, loop.noise_gain))]
    if all(f.constant for f in shown):
        raise GainproofError(_flat(ready, closed))
    found = crossovers(loop.ratio, loop.gain) if loop else ()
    against = oppositions(loop.ratio) if loop else ()
    band = passband(closed) if q.kind == "transfer" else None
    reached = [x.frequency for x in found] + [x.frequency for x in against]
    reached += [x for x in (band.low, band.high) if x] if band else []
    low, high = span(shown, reached)
    grows, rings = growing(closed, [loop.ratio, *loop.beside] if loop else [])
    return Bode(
        q,
        unit_of(q, c),
        closed,
        low,
        high,
        loop,
        "" if loop else _no_loop(ready),
        found,
        against,
        band,
        grows,
        rings,
    )


def _ready(c: Circuit, values: Mapping[str, Fraction], products: Mapping[str, Fraction]) -> Circuit:
    """The circuit with numbers, gain-bandwidth products among them."""
    own = {n: x for n, x in values.items() if n not in c.parameters}
    return rolled(numbered(c, values), own, products)


def _product(part: str, folders: Iterable[str | os.PathLike[str]]) -> Fraction | None:
    """The gain-bandwidth product of a real part, in hertz; None if its data file has none."""
    from gainproof.datasheets.library import find

    found = find(part, folders).figures.get(GBW)
    return None if found is None else found.pick()


def root(square: Fraction) -> Fraction:
    """The square root, to thirty digits."""
    from decimal import Context, Decimal

    context = Context(prec=30)
    return Fraction(context.sqrt(context.divide(Decimal(square.numerator), Decimal(square.denominator))))


def _flat(c: Circuit, closed: Transfer) -> str:
    """Why there is nothing to plot, and what would help."""
    if not closed:
        return "what is asked is zero at every frequency, so that a Bode plot has nothing to show"
    amplifier = any(e.kind in "NEFGH" for e in c.elements)
    cure = (
        "give the op-amp a gain-bandwidth product (--set GBW=1Meg, or GBW among the values of a folder), or "
        "in the netlist a gain with a pole, Ao={A0/(1 + s/wp)}"
        if amplifier
        else "a capacitor or an inductor would change that"
    )
    return f"nothing in this circuit depends on frequency, so that a Bode plot has nothing to show; {cure}"


def _no_loop(c: Circuit) -> str:
    if any(e.kind == "N" for e in c.elements):
        return "The op-amps are ideal, so that there is no loop gain to show; --set GBW=1Meg gives them one."
    return "There is no feedback loop; what is shown is the gain alone."


def _text(x: Fraction | float | None) -> str | None:
    """A number in digits; decibels and degrees to no more than twelve decimals."""
    if x is None:
        return None
    return decimal(x if isinstance(x, Fraction) else Fraction(round(x, DIGITS)), DIGITS)
