"""The budget in words and numbers, for every page that shows it: rounded once, with units, and nothing else.

The printers differ in how they set these words, not in what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gainproof.budget.nouns import REFERENCE, Budget, Row
from gainproof.notation import text
from gainproof.worked.values import decimal, engineering

DIGITS = 4
COLUMNS = ("source of error", "limit", "least", "greatest", "at the input", "RSS")
BARS = 12
"""So many of the greatest causes have a bar."""
SEEN = 0.004
"""A bar that is no more than this part of the longest has no length to be seen."""
_OWN = {("V", "A"): "Ω", ("A", "V"): "S"}


@dataclass(frozen=True)
class Line:
    """One row of the table, as words."""

    about: str
    limit: str
    low: str
    high: str
    referred: str
    spread: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The words in the order of COLUMNS."""
        return (self.about, self.limit, self.low, self.high, self.referred, self.spread)


@dataclass(frozen=True)
class Bar:
    """One bar of the tornado chart: from where to where, in the unit of the output."""

    about: str
    low: float
    high: float


def number(q: Fraction | float, unit: str, digits: int = DIGITS) -> str:
    """A number with its unit; with a true minus, and zero without a prefix."""
    words = engineering(Fraction(q), "" if unit == "1" else unit, digits)
    return words.replace("-", "−", 1) if words.startswith("-") else words


def signed(q: Fraction | float, unit: str) -> str:
    """The same, with a plus where it is positive."""
    return ("+" if q > 0 else "") + number(q, unit)


def title(b: Budget) -> str:
    """What the page is about."""
    return f"Error budget of {b.quantity}"


def opening(b: Budget) -> list[str]:
    """Sentences on the ideal value, the gain, the parts, the temperature."""
    out = [f"{fault[0].upper()}{fault[1:]}." for fault in b.faults]
    out.append(f"Ideally {b.quantity} = {number(b.ideal, b.unit, 6)}.")
    if b.gain:
        unit = _gain_unit(b)
        out.append(f"Errors are referred to the input {b.input} by the ideal gain {number(b.gain, unit, 6)}.")
    out += of_parts(b)
    if b.temperature is not None:
        t = b.temperature
        between = f"from {decimal(t.low)} °C to {decimal(t.high)} °C"
        out.append(f"The temperature goes {between}; values hold at {REFERENCE} °C.")
    return [s.replace(" -", " −") for s in out]


def of_parts(b: Budget) -> list[str]:
    """A sentence on each real part."""
    return [f"{name} has the limits of the data sheet of {part}." for name, part in b.parts.items()]


def _gain_unit(b: Budget) -> str:
    own = b.parameters[b.input].unit
    return "" if own == b.unit else per(b.unit, own, False)


def table(b: Budget) -> list[Line]:
    """A line for each cause, greatest first, and one for their interaction."""
    out = [_line(b, r.cause.about, r.cause.shown, r.low, r.high, number(r.spread, b.unit)) for r in b.rows]
    low, high = b.worst.interaction
    if low or high:
        out.append(_line(b, "interaction", "", low, high, ""))
    return out


def totals(b: Budget) -> list[Line]:
    """The worst case, the root of the sum of squares, and Monte Carlo."""
    out = [_line(b, "worst case", "", b.worst.low, b.worst.high, "")]
    low, high = b.mean - b.spread, b.mean + b.spread
    out.append(_line(b, "root of the sum of squares", "3σ", low, high, number(b.spread, b.unit)))
    if b.sampled is not None:
        s = b.sampled
        low, high = (Fraction(s.mean + k * s.deviation) for k in (-3, 3))
        about = f"Monte Carlo, {s.samples} samples, seed {s.seed}"
        out.append(_line(b, about, "3σ", low, high, number(3 * s.deviation, b.unit)))
    return out


def kept(b: Budget) -> list[int]:
    """The columns in which there is anything: without a gain, nothing is referred to the input."""
    rows = [line.cells for line in (*table(b), *totals(b))]
    return [k for k in range(len(COLUMNS)) if any(cells[k] for cells in rows)]


def _line(b: Budget, about: str, limit: str, low: Fraction, high: Fraction, spread: str) -> Line:
    greatest = b.referred(max(low, high, key=abs))
    unit = b.parameters[b.input].unit if b.input else ""
    referred = "" if greatest is None else number(abs(greatest), unit)
    return Line(about, limit, signed(low, b.unit), signed(high, b.unit), referred, spread)


def closing(b: Budget) -> list[str]:
    """Sentences on the proof, on what the root of the sum of squares assumes, and on Monte Carlo."""
    out = [f"Worst case. {b.worst.how}"]
    if b.worst.bounds != (b.worst.low, b.worst.high):
        low, high = (signed(x, b.unit) for x in b.worst.bounds)
        out.append(f"No error lies outside of {low} to {high}.")
    share = b.relative(b.worst.greatest)
    if share is not None:
        out.append(f"The greatest error is {decimal(abs(share) * 100, DIGITS)} % of the ideal value.")
    out.append(
        "A contribution is what the cause adds to those counted before it: first open-loop gains, then other "
        "imperfections, then the parts of the design."
    )
    out += [f"{names} share a symbol and move together." for names in b.together]
    out.append(
        "RSS and Monte Carlo take each cause for normally distributed and independent, its limits at three "
        "standard deviations about the middle."
    )
    if b.sampled is not None:
        s = b.sampled
        low, high = (signed(x, b.unit) for x in (s.least, s.greatest))
        inner = [signed(x, b.unit) for p, x in s.quantiles if p in (s.quantiles[0][0], s.quantiles[-1][0])]
        out.append(
            f"Of the samples, the least error is {low}, the greatest {high}; 99.73 % of them lie between "
            f"{inner[0]} and {inner[1]}."
        )
    return out


def per(unit: str, by: str, reciprocal: bool) -> str:
    """The unit of a derivative: V by Ω is V/Ω, V by 1/Ω is V·Ω."""
    unit, by = ("" if u == "1" else u for u in (unit, by))
    if not by:
        return unit
    if reciprocal:
        return f"{unit}·{by}" if unit else by
    if unit == by:
        return ""
    if (unit, by) in _OWN:
        return _OWN[unit, by]
    return f"{unit}/{by}" if unit else f"1/{by}"


def slope(b: Budget, r: Row) -> str:
    """The sensitivity as a number with its unit."""
    unit = per(b.unit, b.parameters[r.cause.symbol].unit, r.reciprocal)
    if unit.startswith("1/"):
        return f"{number(r.sensitivity, '')} {unit}"
    return number(r.sensitivity, unit)


def sensitivities(b: Budget) -> list[tuple[str, bool, Any, str]]:
    """For each symbol, in the order of the rows: what it is by, whether about, the formula, the number."""
    out, seen = [], set()
    for r in b.rows:
        if r.cause.symbol not in seen:
            seen.add(r.cause.symbol)
            out.append((r.cause.symbol, r.reciprocal, r, slope(b, r)))
    return out


def formula(r: Row) -> str:
    """The sensitivity's formula on one line, "" if it is not short."""
    return "" if r.formula is None else text(r.formula).replace("**", "^")


def bars(b: Budget) -> list[Bar]:
    """The tornado chart: what each cause costs at both ends, greatest first; none too short to be seen."""
    found = [Bar(r.cause.about, *sorted((float(r.low), float(r.high)))) for r in b.rows[:BARS]]
    most = max((max(-x.low, x.high) for x in found), default=0.0)
    return [x for x in found if max(-x.low, x.high) > most * SEEN]
