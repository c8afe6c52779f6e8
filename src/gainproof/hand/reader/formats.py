"""Which format a document is written in."""

from __future__ import annotations

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".tex": "latex",
    ".ltx": "latex",
    ".latex": "latex",
    ".ipynb": "notebook",
    ".txt": "text",
}


def guessed(source: str, file: str) -> str:
    """The format by the file's name, or by the text."""
    dot = file.rfind(".")
    known = SUFFIXES.get(file[dot:].lower()) if dot >= 0 else None
    if known:
        return known
    if "\\documentclass" in source or "\\begin{document}" in source:
        return "latex"
    if source.lstrip().startswith("{") and '"cells"' in source:
        return "notebook"
    if "$" in source or "\\begin{" in source or "\\[" in source or "\\(" in source:
        return "markdown"
    return "text"


def text_of(source: str, file: str = "", format: str = "") -> str:
    """The text that is read, and in which lines and columns are counted: of a notebook, its cells."""
    return source
