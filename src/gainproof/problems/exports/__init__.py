"""A set of problems in the formats of other programs: one file a format, one line of the table.

A writer makes the files of a set in memory and writes nothing: their names, relative to where the set goes,
and their bytes.  A format whose files are one goes to the file that the user names; of several, to the
folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gainproof.problems.exports import csv_table, moodle, notebook, prairielearn, qti
from gainproof.problems.nouns import ProblemSet

Files = Mapping[str, bytes]
"""What is to be written: by path relative to the target, in order."""


class Export(NamedTuple):
    """A format: what it is, in words; the suffix of its one file, "" if they are several; its writer."""

    about: str
    suffix: str
    files: Callable[[ProblemSet], Files]


EXPORTS: dict[str, Export] = {
    "moodle": Export("Moodle XML, for the question bank", ".xml", moodle.files),
    "qti": Export("a QTI 2.1 package", ".zip", qti.files),
    "notebook": Export("a Jupyter notebook that checks answers, and one with the key", "", notebook.files),
    "prairielearn": Export("PrairieLearn questions, a folder each", "", prairielearn.files),
    "csv": Export("a table with the key", ".csv", csv_table.files),
}
"""By the name of the format, as ``--format`` takes it."""
