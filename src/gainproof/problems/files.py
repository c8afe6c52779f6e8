"""A set of problems into files: the sheet and beside it the key, or what another program takes.

Everything is made before anything is written, and every file is written whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from gainproof.errors import GainproofError
from gainproof.problems.exports import EXPORTS
from gainproof.problems.nouns import ProblemSet

PAGES = (".pdf", ".tex", ".typ", ".html")
JSON = "json"
FORMATS = (*EXPORTS, JSON)
SUFFIXES = {e.suffix: name for name, e in EXPORTS.items() if e.suffix} | {".json": JSON}
"""The format of a file that the user names without saying one."""


def write(found: ProblemSet, target: Path, format: str = "") -> tuple[list[Path], list[str]]:
    """Write the set to `target`; returns the files written, and what is wrong with the pages.

    Without a `format`, the suffix says what is meant: a page (``sheet.pdf``, with ``sheet-key.pdf`` beside
    it), or one of SUFFIXES.  A format of several files takes `target` for their folder.  Raises
    GainproofError for a format or a suffix that there is not.
    """
    format = chosen(target, format)
    if not format:
        return _pages(found, target)
    if format == JSON:
        from gainproof.problems.records import dumps

        files: Mapping[str, bytes] = {"": dumps(found).encode()}
    else:
        files = EXPORTS[format].files(found)
        if EXPORTS[format].suffix:
            files = {"": next(iter(files.values()))}
    return _put({target / name if name else target: data for name, data in files.items()}), []


def chosen(target: Path, format: str = "") -> str:
    """The format of a target, "" for a page.  Raises GainproofError where `write` would, for its name."""
    if format and format not in FORMATS:
        raise GainproofError(f"there is no format {format!r}; expected one of {', '.join(FORMATS)}")
    if not format and target.suffix not in PAGES:
        format = SUFFIXES.get(target.suffix, "")
        if not format:
            known = ", ".join((*PAGES, *SUFFIXES))
            raise GainproofError(
                f"{target}: cannot tell what to write; expected {known}, or --format with one of "
                f"{', '.join(FORMATS)}"
            )
    suffix = ".json" if format == JSON else EXPORTS[format].suffix if format else target.suffix
    if suffix and target.suffix != suffix:
        raise GainproofError(f"{target}: {format} is written to a {suffix} file")
    if not suffix and target.is_file():
        raise GainproofError(f"{target} is a file; {format} is written to a folder")
    return format


def key_beside(target: Path) -> Path:
    """``sheet-key.pdf`` of ``sheet.pdf``."""
    return target.with_name(f"{target.stem}-key{target.suffix}")


def _pages(found: ProblemSet, target: Path) -> tuple[list[Path], list[str]]:
    from gainproof.problems.page import key, sheet
    from gainproof.render.pdf import write_page

    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        made = {target: sheet, key_beside(target): key}
        faults = []
        for path, source in made.items():
            wrong = write_page(partial(source, found), Path(name) / path.name)
            faults += [f"{path.name}: {w}" for w in wrong]
        for path in made:
            os.replace(Path(name) / path.name, path)
    return list(made), faults


def _put(files: Mapping[Path, bytes]) -> list[Path]:
    from gainproof.render.pdf import write as put

    for path, data in files.items():
        put(path, data)
    return list(files)
