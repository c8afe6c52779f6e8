"""The index of a report in HTML: a line for each chapter, its boxed results, and a box to search them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from gainproof import notation
from gainproof.expression import Equation
from gainproof.render.document import Document
from gainproof.render.html import Html
from gainproof.render.lines import lines
from gainproof.render.printing import Setter, clean, environment

FALSE_LINES = "{count} of {all} lines are false."


@dataclass(frozen=True)
class Listed:
    """A chapter in the index: its page, what it is called, its documents in order, a word on it."""

    page: str
    title: str
    documents: Sequence[Document] = ()
    word: str = ""
    failed: bool = False


def index_page(chapters: Iterable[Listed], title: str) -> str:
    """The index as a page of its own, which links to the pages of the chapters."""
    printer = Html()
    views = [_chapter(printer, c, f"c{k}") for k, c in enumerate(chapters, 1)]
    template = environment(printer).get_template("index.html.j2")
    return template.render(title=printer.text(title), plain_title=clean(title), chapters=views)


def _chapter(printer: Html, c: Listed, prefix: str) -> dict[str, Any]:
    results: list[dict[str, str]] = []
    found = [c.title, c.word]
    seen: set[Equation] = set()
    for k, d in enumerate(c.documents, 1):
        setter = Setter(printer, d, f"d{k}")
        found += [d.title, d.intro]
        for item in d.items:
            if item.place != "result" or item.failed or item.claim in seen:
                continue
            seen.add(item.claim)
            found += [d.result_name, notation.text(item.claim.left), *item.claim.symbols()]
            rows = lines(item.claim, printer.room.left_by(item.number, boxed=True), setter.taken)
            results.append(
                {
                    "page": f"{c.page}#{setter.anchors[item.label]}",
                    "name": printer.text(d.result_name),
                    "of": printer.text("" if d.title == c.title else d.title),
                    "display": printer.display(rows, item.number, f"{prefix}-{len(results) + 1}"),
                }
            )
    return {
        "page": printer.text(c.page),
        "title": printer.text(c.title),
        "number": printer.text(c.documents[0].number if c.documents else ""),
        "word": printer.text(c.word),
        "failed": c.failed or any(d.failed for d in c.documents),
        "find": printer.text(" ".join(found).lower()),
        "results": results,
    }
