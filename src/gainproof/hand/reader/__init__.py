"""Reads somebody's algebra: Markdown, LaTeX, plain text and notebooks, to claims with their places.

`documents` knows formats, front matter, and where formulas stand; `prose` finds them in plain text and
hears what words say of them; `scanning` makes tokens, `formulas` trees of them, and `claims` the claims and
what they hold under.  `tokens`, `places`, `words` and the `ledger` of what was read serve them all.
Nothing that a document holds raises an error or is run; what cannot be read is told with its place.
"""

from gainproof.hand.reader.reading import read_work

__all__ = ["read_work"]
