"""The error at one temperature after the other: exact, and at the farthest end that of the whole budget."""

from fractions import Fraction

import pytest

from gainproof.budget import error_budget
from gainproof.budget.charts import histogram_chart, temperature_chart
from gainproof.budget.nouns import Temperature
from gainproof.budget.temperatures import at, over_temperature, temperatures
from gainproof.charts.lettering import spoken
from gainproof.errors import GainproofError

AMPLIFIER = """* inverting
V1 in 0 1
R1 in n 1k
R2 n out 10k
X1 0 n out opamp Ao=100k vos=1m Ib=50p
"""


def budget(temperature: str | None, **more):
    words = {"tolerance": ["0.1%"], "tempco": ["25ppm"]} if temperature else {"tolerance": ["0.1%"]}
    drifts = ["vos_drift=2u", "Ib_doubling=10"] if temperature else []
    return error_budget(AMPLIFIER, of="V(out)", set=drifts, temperature=temperature, **words, **more)


@pytest.mark.parametrize("temperature", ["25..85", "-35..85", "25..26"])
def test_at_the_hottest_it_is_the_worst_case_of_the_budget(temperature: str) -> None:
    """Up to 85 °C every drift and every doubling is at its greatest there."""
    b = budget(temperature)
    found = over_temperature(b)
    assert found[-1].temperature == b.temperature.high
    assert (found[-1].least, found[-1].greatest) == (b.worst.low, b.worst.high)
    assert (found[-1].mean, found[-1].spread) == (b.mean, b.spread)


def test_no_temperature_is_worse_than_the_budget_of_the_range() -> None:
    """A budget from −40 to 85 °C takes the drift of the coldest with the currents of the hottest."""
    b = budget("-40..85")
    found = over_temperature(b)
    assert all(b.worst.low <= x.least <= x.greatest <= b.worst.high for x in found)
    assert max(x.greatest for x in found) < b.worst.high


def test_at_the_reference_no_drift_counts() -> None:
    """The budget without temperatures is that of 25 °C."""
    (x,) = (x for x in over_temperature(budget("-40..85")) if x.temperature == 25)
    b = budget(None)
    assert (x.least, x.greatest, x.mean, x.spread) == (b.worst.low, b.worst.high, b.mean, b.spread)


def test_each_point_is_the_budget_of_that_temperature() -> None:
    b = budget("0..70")
    seen = 0
    for t in (0, 10, 40, 70):
        low, high = min(t, 25), max(t, 25)
        (there,) = at(b, [Fraction(t)])
        alone = budget(f"{low}..{high}")
        assert (there.least, there.greatest) == (alone.worst.low, alone.worst.high)
        seen += 1
    assert seen == 4


def test_the_band_holds_the_spread_and_widens_away_from_the_reference() -> None:
    found = over_temperature(budget("-40..85"))
    assert len(found) >= 25
    assert all(x.least <= x.mean - x.spread <= x.mean + x.spread <= x.greatest for x in found)
    cold = [x.greatest - x.least for x in found if x.temperature <= 25]
    hot = [x.greatest - x.least for x in found if x.temperature >= 25]
    assert cold == sorted(cold, reverse=True)
    assert hot == sorted(hot)


def test_the_steps_hold_both_ends_and_the_reference() -> None:
    t = Temperature(Fraction(-41), Fraction(86))
    assert {-41, 25, 86} <= set(temperatures(t))
    assert len(temperatures(t, few=True)) < len(temperatures(t))
    assert 25 not in temperatures(Temperature(Fraction(30), Fraction(31)))


def test_without_a_range_there_is_nothing_to_draw() -> None:
    with pytest.raises(GainproofError, match="no temperatures"):
        over_temperature(budget(None))
    with pytest.raises(GainproofError, match="one temperature"):
        over_temperature(budget("85..85"))
    with pytest.raises(GainproofError, match="no samples"):
        histogram_chart(budget(None))


def test_the_chart_over_temperature_says_what_the_budget_says() -> None:
    b = budget("-35..85")
    chart = temperature_chart(b)
    by_name = {spoken(c.name): c for c in chart.curves}
    assert set(by_name) == {"greatest", "least", "+3σ", "−3σ"}
    assert by_name["greatest"].points[-1] == (85.0, float(b.worst.high))
    assert chart.bands[0].points[0][:2] == by_name["least"].points[0]
    assert [m.x for m in chart.marks] == [25.0]
    said = spoken(chart.caption)
    assert "85 °C" in said
    assert "25 °C" in said
    assert temperature_chart(budget("25..85")).marks == ()


def test_the_histogram_has_every_sample_and_the_ends_of_the_worst_case() -> None:
    b = budget(None, samples=5000)
    chart = histogram_chart(b)
    assert sum(chart.bars[0].heights) == 5000
    assert len(chart.bars[0].edges) == len(chart.bars[0].heights) + 1
    marked = {spoken(m.label): m.x for m in chart.marks}
    assert marked["+3σ"] == float(b.mean + b.spread)
    assert {m.x for m in chart.marks} >= {float(b.worst.low), float(b.worst.high), 0.0}
    assert chart.x.low < float(b.worst.low) < float(b.worst.high) < chart.x.high
    assert "5 000" in spoken(chart.caption)
