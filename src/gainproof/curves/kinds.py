"""The kinds of charts: to add one, write its file, which has a function ``draw``, and add its line."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gainproof.charts.nouns import Chart, Figure
    from gainproof.curves.asked import Asked


@dataclass(frozen=True)
class Kind:
    """What a chart shows, in a line; the `module` of this room that draws it; the options it has a use for.

    One that is `of_budget` needs tolerances and limits, not example values alone.
    """

    about: str
    module: str
    options: tuple[str, ...] = ()
    of_budget: bool = False

    def draw(self, asked: Asked) -> Chart | Figure:
        """The chart.  Raises InputError for a faulty netlist, GainproofError for what cannot be drawn."""
        found: Chart | Figure = import_module(f"gainproof.curves.{self.module}").draw(asked)
        return found


VALUES = ("set", "part", "parts")
BUDGET = (*VALUES, "tolerance", "tempco", "temperature")
KINDS: dict[str, Kind] = {
    "error": Kind("gain error against an imperfection", "error", (*VALUES, "against", "frequency")),
    "bode": Kind("gains and the loop's phase against frequency", "of_bode", (*VALUES, "element")),
    "temperature": Kind("error against temperature", "over_temperature", BUDGET, True),
    "histogram": Kind("Monte Carlo", "at_random", (*BUDGET, "monte_carlo", "seed"), True),
}
"""What may be drawn, by name."""
