"""Reads somebody's algebra: Markdown, LaTeX, plain text and notebooks, to claims with their places.

`front` reads what a document says of its circuit; `passages` tells formulas from prose, `by_line` and
`lines` find them in plain text, `sentences` between words; `leading` hears what words say of a formula,
`sayings` what they set, `explaining` what they call by a name; `scanner` makes tokens (`commands` and
`latex` know TeX, `plain` other spellings, `names`, `units` and `numbers` the harder words); `clauses` cuts
them where statements end; `grammar` makes trees, `levels` those of decibels; `statements` makes claims,
`conditions` and `arguments` what they hold under. Nothing that a document holds raises an error or is run;
what cannot be read is told with its place.
"""

from gainproof.hand.reader.reading import read_work

__all__ = ["read_work"]
