"""A budget drawn: the error against temperature, and the histogram of a Monte Carlo run.

What `shown` says in words the charts show: the same worst case, the same three standard deviations.
"""

from __future__ import annotations

from gainproof.budget import shown
from gainproof.budget.nouns import REFERENCE, Budget
from gainproof.budget.temperatures import over_temperature
from gainproof.charts.lettering import filled
from gainproof.charts.nouns import Axis, Band, Bars, Chart, Curve, Mark
from gainproof.errors import GainproofError
from gainproof.worked.values import decimal

OVER_TEMPERATURE = (
    "The error of {quantity} against temperature. None lies outside of the band: at {hottest} °C it goes "
    "from {low} to {high}.{spread}{reference}"
)
SPREAD = (
    " Between the inner lines are 99.7 % of the circuits, if causes are independent and normally distributed."
)
AT_REFERENCE = " Figures and values hold at {reference} °C, where no drift counts."
DRAWN = (
    "The error of {quantity} in {samples} circuits drawn at random; they reach from {least} to {greatest}. "
    "The worst case goes from {low} to {high}; three standard deviations, by the root of the sum of squares, "
    "from {below} to {above}."
)
AROUND = 0.03
"""The axis of a histogram goes so far beyond what is marked, as a part of it."""


def temperature_chart(b: Budget) -> Chart:
    """Worst case and spread at each temperature.  Raises GainproofError for a budget without a range."""
    found = over_temperature(b)
    ts = [float(x.temperature) for x in found]
    least, greatest = ([float(getattr(x, end)) for x in found] for end in ("least", "greatest"))
    up, down = ([float(x.mean + sign * x.spread) for x in found] for sign in (1, -1))
    curves = [Curve(tuple(zip(ts, greatest, strict=True)), ("greatest",), "second")]
    curves.append(Curve(tuple(zip(ts, least, strict=True)), ("least",), "second"))
    causes = sum(len(v.causes) for v in b.variables)
    if causes > 1:
        curves.append(Curve(tuple(zip(ts, up, strict=True)), ("+3σ",), "third"))
        curves.append(Curve(tuple(zip(ts, down, strict=True)), ("−3σ",), "third"))
    worst = max(found, key=lambda x: x.greatest - x.least)
    within = found[0].temperature < REFERENCE < found[-1].temperature
    said = {
        "quantity": str(b.quantity),
        "hottest": decimal(worst.temperature).replace("-", "−"),
        "low": shown.signed(worst.least, b.unit),
        "high": shown.signed(worst.greatest, b.unit),
        "spread": SPREAD if causes > 1 else "",
        "reference": AT_REFERENCE.format(reference=REFERENCE) if within else "",
    }
    return Chart(
        Axis(("temperature",), "°C", low=ts[0], high=ts[-1]),
        Axis((f"error of {b.quantity}",), b.unit, zero=True),
        tuple(curves),
        bands=(Band(tuple(zip(ts, least, greatest, strict=True)), role="second"),),
        marks=(Mark(x=float(REFERENCE), role="quiet"),) if within else (),
        title=f"Error of {b.quantity} against temperature",
        caption=filled(OVER_TEMPERATURE, **{name: (words,) for name, words in said.items()}),
    )


def histogram_chart(b: Budget) -> Chart:
    """The histogram of a budget.  Raises GainproofError where no samples were drawn, or none has an error."""
    s = b.sampled
    if s is None:
        raise GainproofError("no samples were drawn; ask for some, such as --monte-carlo 100000")
    edges, heights = zip(*s.histogram, strict=True)
    if not edges[-1] > edges[0]:
        raise GainproofError("there is no histogram to draw: every sample has the same error")
    low, high = float(b.worst.low), float(b.worst.high)
    below, above = (float(b.mean + sign * b.spread) for sign in (-1, 1))
    first, last = min(low, below, edges[0]), max(high, above, edges[-1])
    more = (last - first) * AROUND
    said = {
        "quantity": str(b.quantity),
        "samples": f"{s.samples:,}".replace(",", " "),
        "low": shown.signed(low, b.unit),
        "high": shown.signed(high, b.unit),
        "below": shown.signed(below, b.unit),
        "above": shown.signed(above, b.unit),
        "least": shown.signed(s.least, b.unit),
        "greatest": shown.signed(s.greatest, b.unit),
    }
    return Chart(
        Axis((f"error of {b.quantity}",), b.unit, low=first - more, high=last + more),
        Axis(("samples",), low=0.0),
        bars=(Bars(tuple(edges), tuple(map(float, heights[:-1]))),),
        marks=(
            Mark(x=low, label=("worst case",)),
            Mark(x=high, label=("worst case",)),
            Mark(x=below, label=("−3σ",), role="third"),
            Mark(x=above, label=("+3σ",), role="third"),
            Mark(x=0.0, label=("ideal",), role="ideal"),
        ),
        title=f"Histogram of the error of {b.quantity}",
        caption=filled(DRAWN, **{name: (words,) for name, words in said.items()}),
    )
