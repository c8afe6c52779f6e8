"""A budget into a file; what it is, its suffix says."""

from __future__ import annotations

from pathlib import Path

from gainproof.budget.nouns import Budget
from gainproof.errors import GainproofError

SUFFIXES = (".pdf", ".html", ".tex", ".typ", ".xlsx", ".csv", ".json")


def write(b: Budget, target: Path) -> list[str]:
    """Write the budget to `target`, whole or not at all; returns what is wrong with its pages.

    Raises GainproofError for a suffix that is not in SUFFIXES.
    """
    from gainproof.budget import page, records, workbook
    from gainproof.render.pdf import write as put
    from gainproof.render.pdf import write_page

    expect(target)
    if target.suffix == ".json":
        put(target, records.dumps(b))
    elif target.suffix == ".csv":
        put(target, records.table(b))
    elif target.suffix == ".xlsx":
        put(target, workbook.workbook(b))
    else:
        return write_page(lambda format: page.page(b, format), target)
    return []


def expect(target: Path) -> None:
    """Raises GainproofError where `write` would, for its suffix."""
    if target.suffix not in SUFFIXES:
        raise GainproofError(
            f"{target}: cannot write this kind of file; expected {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
        )
