"""A chart on a page: the picture in the format's graphics, its title, its caption; and a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gainproof.charts.drawing import picture
from gainproof.charts.nouns import Chart, Figure, Words, figure
from gainproof.render.typesetting import typeset

if TYPE_CHECKING:
    from gainproof.render.printing import Printer

BESIDE, ACROSS = (184.0, 128.0), (357.0, 176.0)
"""Points that a chart takes beside an example, and across the column."""
STACKED = 0.6
"""Of the height, for each chart more that is stacked."""


def printed(printer: Printer, drawn: Chart | Figure, size: tuple[float, float] = ACROSS) -> dict[str, str]:
    """A chart as templates take it: the `picture`, a `title` for those who cannot see it, the `caption`."""
    f = figure(drawn)
    wide, tall = max(size[0], printer.smallest[0]), max(size[1], printer.smallest[1])
    made = picture(f, wide, tall * (1 + STACKED * (len(f.charts) - 1)))
    return {
        "picture": printer.picture(made),
        "title": printer.plain(made.title),
        "caption": worded(printer, f.caption),
    }


def worded(printer: Printer, words: Words) -> str:
    """A line of text with formulas in it."""
    return "".join(printer.text(p) if isinstance(p, str) else printer.inline(typeset(p)) for p in words)


def figure_page(drawn: Chart | Figure, format: str) -> str:
    """The source of a page with the chart alone, in ``latex``, ``typst`` or ``html``.

    Raises GainproofError for another format.
    """
    from gainproof.render import printer_for
    from gainproof.render.printing import clean, environment

    printer = printer_for(format)
    title = figure(drawn).title or figure(drawn).charts[0].title
    template = environment(printer).get_template(f"figure{printer.suffix}.j2")
    return template.render(
        title=printer.text(title), plain_title=clean(title), charts=[printed(printer, drawn)]
    )
