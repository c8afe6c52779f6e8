"""What the printers of the page share: phrases, displays and the templates' environment.

A printer turns marks and text into one format.  Templates lay out; they hold no mathematics and no
sentences of the derivation, and never see an expression: only strings that a printer has made.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gainproof.charts.nouns import Chart, Figure
from gainproof.charts.strokes import Picture
from gainproof.errors import GainproofError
from gainproof.render import sentences
from gainproof.render.figures import ACROSS, BESIDE, printed
from gainproof.render.lines import Line, lines
from gainproof.render.live import live
from gainproof.render.marks import Mark
from gainproof.render.room import Room
from gainproof.render.sentences import Cite, Phrase
from gainproof.render.typesetting import formula
from gainproof.render.working import working

if TYPE_CHECKING:
    from jinja2 import Environment

    from gainproof.render.document import Document, Entry, Item
    from gainproof.worked.shown_work import Line as WorkedLine

LONG = 9  # rows of a display that is allowed to break over pages


COLUMN = 40  # entries of the nomenclature that one margin holds
NOTHING: Mapping[str, str] = {}
BRACES: Mapping[str, str] = {}  # Jinja's own: {{ }} and {% %}
GUILLEMETS: Mapping[str, str] = {  # for formats in which braces mean something
    "block_start_string": "«%",
    "block_end_string": "%»",
    "variable_start_string": "«",
    "variable_end_string": "»",
    "comment_start_string": "«#",
    "comment_end_string": "#»",
}


class Printer(Protocol):
    """One format: how it writes text, a formula in a line of text, a reference, a display.

    Its templates may name its `constants`; no chart is smaller than `smallest`, in points.
    """

    name: str
    suffix: str
    room: Room
    smallest: tuple[float, float]
    delimiters: Mapping[str, str]

    @property
    def constants(self) -> Mapping[str, str]: ...
    def text(self, words: str) -> str: ...
    def plain(self, words: str) -> str: ...
    def inline(self, mark: Mark) -> str: ...
    def cite(self, number: str, anchor: str) -> str: ...
    def display(self, rows: Sequence[Line], number: str, anchor: str) -> str: ...
    def drawing(self, drawing: Any) -> str: ...
    def picture(self, p: Picture) -> str: ...


def clean(words: str) -> str:
    """Text without control and unassigned characters; line breaks become spaces."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Zl", "Zp") else c for c in words)


class Setter:
    """Prints the parts of one document for a printer: what its template receives."""

    def __init__(self, printer: Printer, document: Document, prefix: str) -> None:
        self.printer = printer
        self.document = document
        self.prefix = prefix
        self.anchors = {item.label: f"{prefix}-{i}" for i, item in enumerate(document.items, 1)}
        self.taken = {n for item in document.items for n in item.claim.symbols()} | document.names

    def phrase(self, phrase: Phrase) -> str:
        return "".join(map(self.part, phrase))

    def part(self, part: object) -> str:
        match part:
            case str():
                return self.printer.text(part)
            case Cite():
                return self.printer.cite(part.number, self.anchors[part.label])
        return self.printer.inline(formula(part))

    def rows(self, item: Item) -> tuple[Line, ...]:
        boxed = item.place == "result"
        return lines(item.claim, self.printer.room.left_by(item.number, boxed), self.taken)

    def view(self) -> dict[str, Any]:
        """The document as plain strings, for the template."""
        d, p = self.document, self.printer
        return {
            "title": p.text(d.title),
            "plain_title": clean(d.title),
            "number": p.text(d.number),
            "part": d.part,
            "anchor": self.prefix,
            "intro": p.text(d.intro),
            "drawing": p.drawing(d.drawing) if d.drawing is not None else "",
            "nomenclature": [
                [self.entry(e) for e in d.nomenclature[i : i + COLUMN]]
                for i in range(0, len(d.nomenclature), COLUMN)
            ],
            "items": [self.item(i, item) for i, item in enumerate(d.items, 1)],
            "result_name": p.text(d.result_name),
            "failed": p.text(sentences.FAILED_PAGE.format(count=len(d.failed))) if d.failed else "",
            "checks": [
                {"passed": c.passed, "about": self.phrase(c.about), "detail": p.text(c.detail)}
                for c in d.checks
            ],
            "example": self.example(),
            "charts": [self.chart(c, ACROSS) for c in d.charts],
            "remarks": [p.text(r) for r in d.remarks],
            "warning": self.phrase(d.warning),
            "conditions": [self.phrase(c) for c in d.conditions],
            "roads": [[p.text(w) for w in (r.method, r.steps, r.number, r.verdict)] for r in d.roads],
        }

    def entry(self, e: Entry) -> dict[str, str]:
        definition = self.part(e.definition) if e.definition is not None else ""
        words = [self.phrase(e.about), definition or self.printer.text(e.value)]
        return {"symbol": self.part(e.symbol), "words": self.printer.text(", ").join(w for w in words if w)}

    def item(self, index: int, item: Item) -> dict[str, Any]:
        rows = self.rows(item)
        anchor = self.anchors[item.label]
        return {
            "index": index,
            "label": item.label,
            "rule": item.rule,
            "place": item.place,
            "title": self.phrase(item.title),
            "reasons": [self.phrase(r) for r in item.reasons],
            "sentence": self.printer.text(item.sentence),
            "failed": self.printer.text(item.failed),
            "long": len(rows) > LONG,
            "display": self.printer.display(rows, item.number, anchor),
        }

    def example(self) -> dict[str, Any] | None:
        e = self.document.example
        if e is None:
            return None
        text = self.printer.text
        return {
            "values": [(self.part(s), text(t)) for s, t in e.values],
            "rows": [(text(a), text(b)) for a, b in e.rows],
            "contributions": [(self.phrase(s), text(t)) for s, t in e.contributions],
            "plot": self.chart(e.plot, BESIDE) if e.plot is not None else None,
            **self.work(e.work),
            "work_left_out": self.printer.text(e.work_left_out),
            "live": live(e.formulas, self.part, self.prefix, e.plot),
        }

    def work(self, lines: Sequence[WorkedLine]) -> dict[str, Any]:
        """The displays of the shown work, and whether pages may break between them."""
        displays = working(lines, self.printer.room)
        return {
            "work": [
                self.printer.display(rows, "", f"{self.prefix}-work-{k}")
                for k, rows in enumerate(displays, 1)
            ],
            "long": len(displays) > 1,
        }

    def chart(self, drawn: Chart | Figure, size: tuple[float, float]) -> dict[str, str]:
        """A chart and what it says: `title` for those who cannot see it, `caption` for all."""
        return printed(self.printer, drawn, size)


def templates_folder() -> Path:
    """The folder of templates: inside the installed package, else at the top of the repository."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "templates", package.parents[1] / "templates"):
        if folder.is_dir():
            return folder
    raise GainproofError(
        f"the templates are missing: there is no folder {package / 'templates'}; reinstall gainproof"
    )


def environment(printer: Printer) -> Environment:
    """The Jinja2 environment of a format; a name that the view lacks is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(templates_folder() / printer.name),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **printer.delimiters,  # type: ignore[arg-type]
    )
    made.filters["plain"] = printer.plain
    made.globals |= printer.constants
    return made


def report(printer: Printer, documents: Sequence[Document], title: str) -> str:
    """All documents bound into one source text; a title page if more than one of them is no mere part."""
    views = [Setter(printer, d, f"d{k}").view() for k, d in enumerate(documents, 1)]
    title = title or (documents[0].title if documents else "")
    template = environment(printer).get_template(f"report{printer.suffix}.j2")
    return template.render(
        title=printer.text(title),
        plain_title=clean(title),
        documents=views,
        chapters=_chapters(views),
        words=words(printer),
    )


def _chapters(views: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The views that are no mere parts; one of which a part failed has failed."""
    out: list[dict[str, Any]] = []
    for view in views:
        if view["part"] and out:
            out[-1]["failed"] = out[-1]["failed"] or view["failed"]
        else:
            out.append(dict(view))
    return out


def words(printer: Printer) -> dict[str, Any]:
    """The headings and labels that templates place."""
    table = {
        "example": sentences.EXAMPLE,
        "from_margin": sentences.EXAMPLE_MARGIN,
        "numbers": sentences.NUMBERS,
        "netlist_values": sentences.NETLIST_VALUES,
        "shares": sentences.SHARES,
        "interaction": sentences.INTERACTION,
        "checks": sentences.CHECKS,
        "nomenclature": sentences.NOMENCLATURE,
        "failed": sentences.FAILED_STEP,
        "roads": sentences.ROADS,
        "conditions": sentences.CONDITIONS,
        "warning": sentences.WARNING,
    }
    heads = [printer.text(w) for w in sentences.ROAD_HEADS]
    return {name: printer.text(w) for name, w in table.items()} | {"road_heads": heads}
