"""The error of a netlist's budget against temperature."""

from __future__ import annotations

from gainproof.budget.charts import temperature_chart
from gainproof.charts.nouns import Chart
from gainproof.curves.asked import Asked
from gainproof.curves.of_budget import budget_of
from gainproof.errors import GainproofError


def draw(a: Asked) -> Chart:
    """The chart.  Raises GainproofError without temperatures, and as `budget_of` does."""
    if a.temperature is None:
        raise GainproofError("give the temperatures, such as --temperature 25..85")
    return temperature_chart(budget_of(a))
