"""A chart into a file; what it is, its suffix says."""

from __future__ import annotations

from pathlib import Path

from gainproof.charts.as_svg import svg
from gainproof.charts.as_table import csv_table
from gainproof.charts.drawing import picture
from gainproof.charts.nouns import Chart, Figure, figure
from gainproof.errors import GainproofError

SUFFIXES = (".svg", ".pdf", ".html", ".tex", ".typ", ".csv")


def write(drawn: Chart | Figure, target: Path) -> list[str]:
    """Write the chart to `target`, whole or not at all; returns what is wrong with its page.

    Raises GainproofError for a suffix that is not in SUFFIXES.
    """
    from gainproof.render.figures import ACROSS, STACKED, figure_page
    from gainproof.render.pdf import write as put
    from gainproof.render.pdf import write_page

    expect(target)
    if target.suffix == ".csv":
        put(target, csv_table(drawn))
    elif target.suffix == ".svg":
        wide, tall = ACROSS
        made = picture(drawn, wide, tall * (1 + STACKED * (len(figure(drawn).charts) - 1)))
        put(target, svg(made, alone=True) + "\n")
    else:
        return write_page(lambda format: figure_page(drawn, format), target)
    return []


def expect(target: Path) -> None:
    """Raises GainproofError where `write` would, for its suffix."""
    if target.suffix not in SUFFIXES:
        raise GainproofError(
            f"{target}: cannot write this kind of file; expected {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        )
