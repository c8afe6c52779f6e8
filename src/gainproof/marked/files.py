"""Verdicts into a file: the marked page, or records for programs; what it is, its suffix says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gainproof.errors import GainproofError
from gainproof.hand.verdicts import Verification
from gainproof.marked import records, sarif
from gainproof.marked.page import pages

SUFFIXES = (".pdf", ".html", ".tex", ".typ", ".json", ".sarif")


def write(found: Sequence[Verification], target: Path, title: str = "", intro: str = "") -> list[str]:
    """Write the works to `target`, whole or not at all; returns what is wrong with its pages.

    `title` and `intro` stand above the works.

    Raises GainproofError for a suffix that is not in SUFFIXES.
    """
    from gainproof.render.pdf import write as put
    from gainproof.render.pdf import write_page

    expect(target)
    if target.suffix == ".json":
        put(target, records.dumps(found))
    elif target.suffix == ".sarif":
        put(target, sarif.dumps(found))
    else:
        return write_page(lambda format: pages(found, format, title, intro), target)
    return []


def expect(target: Path) -> None:
    """Raises GainproofError where `write` would, for its suffix."""
    if target.suffix not in SUFFIXES:
        raise GainproofError(
            f"{target}: cannot write this kind of file; expected {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        )
