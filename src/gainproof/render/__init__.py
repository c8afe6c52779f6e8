"""The page: one document model, printed as LaTeX, Typst, HTML, PDF and on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gainproof.errors import GainproofError

if TYPE_CHECKING:
    from gainproof.render.document import Document

FORMATS = ("latex", "typst", "html")


def render(documents: Sequence[Document], format: str, title: str = "") -> str:
    """The source of one report that binds `documents`, in ``latex``, ``typst`` or ``html``.

    With several documents that are no mere parts it begins with a title page and its contents.  Raises
    GainproofError for another format.
    """
    from gainproof.render.printing import Printer, report

    printer: Printer
    if format == "latex":
        from gainproof.render.latex import Latex

        printer = Latex()
    elif format == "typst":
        from gainproof.render.typst import Typst

        printer = Typst()
    elif format == "html":
        from gainproof.render.html import Html

        printer = Html()
    else:
        raise GainproofError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    return report(printer, documents, title)
