"""Reads somebody's algebra: Markdown, LaTeX, plain text and notebooks, to claims with their places.

`front` reads what a document says of its circuit; `passages` tells formulas from prose; `scanner` makes
tokens (`names` and `numbers` are its harder half, `latex` and `plain` its tables); `clauses` cuts them where
statements end; `grammar` makes trees; `statements` makes claims.  Nothing that a document holds raises an
error or is run; what cannot be read is told with its place.
"""

from gainproof.hand.reader.reading import read_work

__all__ = ["read_work"]
