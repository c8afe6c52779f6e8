"""What is written for a spreadsheet must not run there: a cell that begins with = + - or @ is a formula."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d+)?", re.IGNORECASE)


def harmless(text: str) -> str:
    """The text of a cell: with an apostrophe before it where a spreadsheet would run it; numbers stay."""
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.fullmatch(text) else text
