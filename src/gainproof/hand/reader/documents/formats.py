"""Which format a document is written in, and the text that is read of it.

Of a notebook the text is what Jupytext calls the percent format: before each cell a line ``# %% [markdown]``
or ``# %% [code]`` with the number of the cell, then its source.  Lines are counted in this text.
"""

from __future__ import annotations

import json
import re
from typing import Any

FORMATS = ("markdown", "latex", "text", "notebook")
SUFFIXES = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd", ".rst", ".org", ".html"), "markdown"),
    **dict.fromkeys((".tex", ".ltx", ".latex"), "latex"),
    ".ipynb": "notebook",
    **dict.fromkeys((".txt", ".text", ".mac", ".py", ".m", ".nb", ".wl"), "text"),
}
_MOST_CELLS = 20_000
_MARKS = ("$", "\\begin{", "\\[", "\\(", "```")


def guessed(source: str, file: str) -> str:
    """The format by the file's name, or by the text; plain text with dollars is read as Markdown."""
    dot = file.rfind(".")
    known = SUFFIXES.get(file[dot:].lower(), "") if dot >= 0 else ""
    if known and known != "text":
        return known
    if "\\documentclass" in source or "\\begin{document}" in source:
        return "latex"
    if known != "text" and source.lstrip().startswith("{") and '"cells"' in source:
        return "notebook"
    return "markdown" if any(mark in source for mark in _MARKS[1:]) or source.count("$") > 1 else "text"


def text_of(source: str, file: str = "", format: str = "") -> str:
    """The text that is read, and in which lines and columns are counted; see the module's text."""
    if (format or guessed(source, file)) != "notebook":
        return source
    try:
        book = json.loads(source)
    except (ValueError, RecursionError):
        return source
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list):
        return source
    return "".join(_cell(cell, k + 1) for k, cell in enumerate(cells[:_MOST_CELLS]))


def _cell(cell: Any, number: int) -> str:
    kind, text = "", ""
    if isinstance(cell, dict):
        kind = str(cell.get("cell_type", ""))
        said = cell.get("source", "")
        text = "".join(x for x in said if isinstance(x, str)) if isinstance(said, list) else str(said)
    kind = kind if kind in ("markdown", "code", "raw") else "raw"
    return f"# %% [{kind}] {number}\n{text.rstrip()}\n\n"


_INLINE = re.compile(r"(?<!\\)\\\(((?:[^$\\\n]|\\(?![()]).|\n(?![ \t]*\n)){1,4000})(?<!\\)\\\)", re.S)


def with_dollars(source: str) -> str:
    r"""The text with ``\(x\)`` as ``$ x $``, which is as long: what is asked of words knows one spelling."""
    return _INLINE.sub(r"$ \1 $", source) if "\\(" in source else source
