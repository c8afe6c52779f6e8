"""The budget as a page: table, charts, sensitivities, and what is to be said of them."""

from __future__ import annotations

from gainproof.budget import shown
from gainproof.budget.charts import histogram_chart, temperature_chart
from gainproof.budget.nouns import Budget
from gainproof.budget.tornado import picture, tornado
from gainproof.expression import ONE, Quot, Sym
from gainproof.render import printer_for
from gainproof.render.figures import printed
from gainproof.render.printing import Printer, clean, environment
from gainproof.render.typesetting import typeset

WORDS = {
    "tornado": "What each source of error costs at the output, from the least to the greatest",
    "slopes": "Sensitivities, where what is counted before is at its limit",
    "by": "by",
    "formula": "derivative of the output",
    "value": "value",
}

MOST_ROWS = 40
"""A longer table is set as several, for those of LaTeX do not break."""


def page(b: Budget, format: str) -> str:
    """The source of the page in ``latex``, ``typst`` or ``html``.  Raises GainproofError for another
    format.
    """
    printer = printer_for(format)
    text = printer.text
    keep = shown.kept(b)
    template = environment(printer).get_template(f"budget{printer.suffix}.j2")
    return template.render(
        title=text(shown.title(b)),
        plain_title=clean(shown.title(b)),
        circuit=text(b.title),
        opening=[text(s) for s in shown.opening(b)],
        columns=[text(shown.COLUMNS[k]) for k in keep],
        rows=[[text(line.cells[k]) for k in keep] for line in shown.table(b)],
        totals=[[text(line.cells[k]) for k in keep] for line in shown.totals(b)],
        most=MOST_ROWS,
        charts=_pictures(printer, b),
        slopes=_slopes(printer, b),
        closing=[text(s) for s in shown.closing(b)],
        remarks=[text(s) for s in b.remarks],
        words={n: text(w) for n, w in WORDS.items()},
    )


def _pictures(printer: Printer, b: Budget) -> list[dict[str, str]]:
    """The tornado; the error over a range of temperatures; the histogram, if samples were drawn."""
    out = []
    if (chart := tornado(b)) is not None:
        drawn = picture(chart)
        words = {"title": printer.plain(drawn.title), "caption": printer.text(WORDS["tornado"])}
        out.append({"picture": printer.picture(drawn), **words})
    charts = []
    if b.temperature is not None and b.temperature.low < b.temperature.high:
        charts.append(temperature_chart(b))
    if b.sampled is not None and b.sampled.greatest > b.sampled.least:
        charts.append(histogram_chart(b))
    return out + [printed(printer, c) for c in charts]


def _slopes(printer: Printer, b: Budget) -> list[tuple[str, str, str]]:
    """What the derivative is by, its formula, and its value."""
    out = []
    for symbol, reciprocal, row, value in shown.sensitivities(b):
        by = typeset(Quot(ONE, Sym(symbol)) if reciprocal else Sym(symbol))
        words = ""
        if row.formula is not None:
            words = printer.text("≈ " if row.about else "= ") + printer.inline(typeset(row.formula))
        out.append((printer.inline(by), words, printer.text(value)))
    return out
