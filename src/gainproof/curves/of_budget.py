"""The charts of an error budget, from a netlist and what is uncertain in it."""

from __future__ import annotations

from gainproof.budget import Budget, error_budget
from gainproof.budget.charts import histogram_chart, temperature_chart
from gainproof.charts.nouns import Chart
from gainproof.curves.asked import Asked
from gainproof.errors import GainproofError

SAMPLES = 100_000
"""Where nobody says how many."""


def over_temperature(a: Asked) -> Chart:
    """The error against temperature.  Raises InputError and GainproofError as `error_budget` does."""
    if a.temperature is None:
        raise GainproofError("give the temperatures, such as --temperature 25..85")
    return temperature_chart(_budget(a, 0))


def drawn_at_random(a: Asked) -> Chart:
    """The histogram of a Monte Carlo run.  Raises InputError and GainproofError as `error_budget` does."""
    return histogram_chart(_budget(a, a.samples or SAMPLES))


def _budget(a: Asked, samples: int) -> Budget:
    return error_budget(
        a.netlist,
        of=a.of,
        tf=a.tf,
        set=a.set,
        tolerance=a.tolerance,
        tempco=a.tempco,
        temperature=a.temperature,
        part=a.part or None,
        parts=a.parts,
        samples=samples,
        seed=a.seed,
        formulas=False,
    )
