"""A set of problems in the formats of other programs: one file a format, one line of the table.

A writer makes the files of a set in memory and writes nothing: their names, relative to where the set goes,
and their bytes.  A format whose files are one goes to the file that the user names; of several, to the
folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gainproof.problems.nouns import ProblemSet

Files = Mapping[str, bytes]
"""What is to be written: by path relative to the target, in order."""


class Export(NamedTuple):
    """A format: what it is, in words; the suffix of its one file, "" if they are several; its writer."""

    about: str
    suffix: str
    files: Callable[[ProblemSet], Files]


EXPORTS: dict[str, Export] = {}
"""By the name of the format, as ``--format`` takes it."""
