"""What can go wrong, said so that the reader can mend it.

A *problem* is one fault at one place: what was found, what was expected, how to mend it.  An
`InputError` carries every problem of one pass, so that nobody mends a file one error at a time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a text: file name, line and column, both counted from 1."""

    file: str = "<netlist>"
    line: int = 0
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `what` was found, `expected` what, and how to `mend` it."""

    place: Place
    what: str
    expected: str = ""
    mend: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.what}"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.mend:
            text += f"; {self.mend}"
        return text


class GainproofError(Exception):
    """Everything that gainproof refuses to do, with a sentence for its user."""


class InputError(GainproofError):
    """The input has problems; all of them are in `problems`, in the order of their places."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.place))
        super().__init__("\n".join(map(str, self.problems)))


class TooLarge(GainproofError):
    """The expanded result would not fit; said before memory is spent."""


class Singular(GainproofError):
    """The equations have no unique solution; `where` names nodes and elements involved."""

    def __init__(self, message: str, where: tuple[str, ...] = ()) -> None:
        self.where = where
        super().__init__(message)
