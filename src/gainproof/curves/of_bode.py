"""The Bode plot of a netlist's question."""

from __future__ import annotations

from gainproof.charts.nouns import Figure
from gainproof.curves.asked import Asked, numbers
from gainproof.curves.bode import bode
from gainproof.curves.bode_figure import bode_figure
from gainproof.curves.rolling import GBW
from gainproof.engine import opened


def draw(a: Asked) -> Figure:
    """Open-loop gain, noise gain, closed-loop gain, and the loop's phase.

    Values of symbols that the circuit lacks are those of another.  Raises InputError and GainproofError as
    `bode` does.
    """
    source = opened(a.netlist, part=a.part or None, parts=a.parts)
    known = source.circuit.parameters
    values = {n: x for n, x in a.values.items() if n in known or n.partition("_")[0] == GBW}
    values |= numbers(a.set, source.circuit, beside=(GBW,))
    return bode_figure(bode(source, tf=a.tf, of=a.of, values=values, element=a.element, parts=a.parts))
