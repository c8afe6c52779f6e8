"""The histogram of circuits drawn at random: Monte Carlo on a netlist's budget."""

from __future__ import annotations

from gainproof.budget.charts import histogram_chart
from gainproof.charts.nouns import Chart
from gainproof.curves.asked import Asked
from gainproof.curves.of_budget import budget_of

SAMPLES = 100_000
"""Where nobody says how many."""


def draw(a: Asked) -> Chart:
    """The chart.  Raises GainproofError as `budget_of` does."""
    return histogram_chart(budget_of(a, a.samples or SAMPLES))
