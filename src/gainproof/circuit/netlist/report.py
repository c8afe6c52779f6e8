"""What is found wrong, or worth a word, while a netlist is read."""

from __future__ import annotations

from collections.abc import Iterable

from gainproof.errors import Place, Problem


class Report:
    """Problems and remarks of one reading, each told once.

    `incomplete` is set when an element had to be left out, so that faults of the structure that may
    only be a consequence are not told.
    """

    def __init__(self) -> None:
        self._problems: dict[Problem, None] = {}
        self._remarks: dict[Problem, None] = {}
        self.incomplete = False

    def problem(self, place: Place, what: str, expected: str = "", mend: str = "") -> None:
        """Note a fault that makes the netlist unreadable."""
        self._problems[Problem(place, what, expected, mend)] = None

    def remark(self, place: Place, what: str, mend: str = "") -> None:
        """Note something that was skipped or that a person may have meant otherwise."""
        self._remarks[Problem(place, what, "", mend)] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The faults, in the order in which they were found."""
        return tuple(self._problems)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The remarks, in the order of their places."""
        return tuple(sorted(self._remarks, key=lambda r: r.place)) if self._remarks else ()


def alike(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt word, `did you mean …?`, or all the words there are."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(word.lower(), [n.lower() for n in names], 1, 0.6)
    if near:
        return f"did you mean {next(n for n in names if n.lower() == near[0])}?"
    return f"there is {', '.join(names[:12])}" if names else ""
