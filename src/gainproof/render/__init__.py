"""The page: one document model, printed as LaTeX, Typst, HTML, PDF and on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from gainproof.render.document import Document
    from gainproof.render.printing import Printer

FORMATS = ("latex", "typst", "html")


def render(documents: Sequence[Document], format: str, title: str = "") -> str:
    """The source of one report that binds `documents`, in ``latex``, ``typst`` or ``html``.

    With several documents that are no mere parts it begins with a title page and its contents.  Raises
    GainproofError for another format.
    """
    from gainproof.render.printing import report

    return report(printer_for(format), documents, title)


def printer_for(format: str) -> Printer:
    """The printer of a format, ``latex``, ``typst`` or ``html``.  Raises GainproofError for another."""
    if format == "latex":
        from gainproof.render.latex import Latex

        return Latex()
    if format == "typst":
        from gainproof.render.typst import Typst

        return Typst()
    if format == "html":
        from gainproof.render.html import Html

        return Html()
    raise GainproofError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
