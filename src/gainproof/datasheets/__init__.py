"""Real op-amps: what their data sheets say, one file a part, and where each figure was read.

A figure has what the data sheet gives (least, typical, greatest), the condition, and its unit.  What could
not be looked up is absent; nothing is guessed.  To add a part, write ``parts/NAME.toml``, or a file in a
folder of your own (``docs/parts.md``).
"""

from gainproof.datasheets.library import VARIABLE, every, find
from gainproof.datasheets.part import FIGURES, Datasheet, Figure, Part, Source
from gainproof.datasheets.use import fillings, op_amp_values

__all__ = [
    "FIGURES",
    "VARIABLE",
    "Datasheet",
    "Figure",
    "Part",
    "Source",
    "every",
    "fillings",
    "find",
    "op_amp_values",
]
