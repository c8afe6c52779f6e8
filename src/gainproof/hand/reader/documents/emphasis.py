"""Marks of Markdown around words and results, which are none of algebra: ``**Step 1:** v_o = **6.67 V**``."""

from __future__ import annotations

import re

_BOLD = re.compile(r"(?<![\w*)\]}^\\])\*\*(?=[^\s*])((?:(?!\*\*)[^\n])*[^\s*\\])\*\*(?![\w*(\[{])")
_LABEL = re.compile(r"(?<!\S)(\*|__|_)(?=[^\W\d_])([^*_=\n$\\]{1,60}:)\1(?=\s)")
"""A label in italics, ``*Given:* R1 = …``; what begins like a product is none."""
_RULED = re.compile(r"^([ \t]*)(-{2,}|={2,}|~{2,}|\+{2,})([ \t]+(?=\w).*?[ \t]+)\2([ \t]*)$", re.MULTILINE)
"""A heading between dashes, ``-- Gain (Ro = 0) --``."""


def without_marks(source: str) -> str:
    """The text with blanks for the marks, and headings between dashes as Markdown has them.

    Every character keeps its place.  A power, x**2, stays.
    """
    source = _RULED.sub(lambda m: f"{m[1]}#{' ' * (len(m[2]) - 1)}{m[3]}{' ' * len(m[2])}{m[4]}", source)
    if "**" in source:
        source = _BOLD.sub(lambda m: f"  {m[1]}  ", source)
    if ":*" in source or ":_" in source:
        source = _LABEL.sub(lambda m: m[0].replace(m[1], " " * len(m[1])), source)
    return source
