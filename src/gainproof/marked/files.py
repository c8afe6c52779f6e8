"""Verdicts into a file: the marked page, or records for programs; what it is, its suffix says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gainproof.errors import GainproofError
from gainproof.hand.verdicts import Verification
from gainproof.marked import records, sarif
from gainproof.marked.page import pages

SUFFIXES = (".pdf", ".html", ".tex", ".typ", ".json", ".sarif")
_SOURCES = {".tex": "latex", ".typ": "typst", ".html": "html"}


def write(found: Sequence[Verification], target: Path, title: str = "", intro: str = "") -> list[str]:
    """Write the works to `target`, whole or not at all; returns what is wrong with its pages.

    `title` and `intro` stand above the works.

    Raises GainproofError for a suffix that is not in SUFFIXES.
    """
    from gainproof.render.pdf import by_pdflatex, by_typst, check_pdf, engine_here
    from gainproof.render.pdf import write as put

    expect(target)
    if target.suffix == ".json":
        put(target, records.dumps(found))
    elif target.suffix == ".sarif":
        put(target, sarif.dumps(found))
    elif target.suffix in _SOURCES:
        put(target, pages(found, _SOURCES[target.suffix], title, intro))
    elif engine_here() == "pdflatex":
        pdf, log = by_pdflatex(pages(found, "latex", title, intro))
        put(target, pdf)
        return check_pdf(target, log)
    else:
        put(target, by_typst(pages(found, "typst", title, intro)))
        return check_pdf(target)
    return []


def expect(target: Path) -> None:
    """Raises GainproofError where `write` would, for its suffix."""
    if target.suffix not in SUFFIXES:
        raise GainproofError(
            f"{target}: cannot write this kind of file; expected {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        )
