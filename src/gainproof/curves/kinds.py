"""The kinds of charts, one line each."""

from __future__ import annotations

from gainproof.curves import bode_figure, error, of_budget
from gainproof.curves.asked import Kind

VALUES = ("set", "part", "parts")
BUDGET = (*VALUES, "tolerance", "tempco", "temperature")
RANDOM = (*BUDGET, "monte_carlo", "seed")
KINDS: dict[str, Kind] = {
    "error": Kind("gain error against an imperfection", error.draw, (*VALUES, "against", "frequency")),
    "bode": Kind("open-loop gain, noise gain, closed-loop gain", bode_figure.draw, (*VALUES, "element")),
    "temperature": Kind("error against temperature", of_budget.over_temperature, BUDGET, True),
    "histogram": Kind("errors of circuits drawn at random", of_budget.drawn_at_random, RANDOM, True),
}
"""What may be drawn, by name."""
