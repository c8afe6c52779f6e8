"""The netlist as it is written: elements, parameters, subcircuits inside one another, what is asked.

Nothing is worked out here.  A `Sheet` is the top level, or the body of one ``.subckt``; it is filled
by `gainproof.circuit.netlist.writer`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report


@dataclass(frozen=True, slots=True)
class Definition:
    """A parameter as it is written: its `name`, the text of its value, and where."""

    name: str
    text: str
    line: Line
    word: int


@dataclass(frozen=True, slots=True)
class Note:
    """What a library says of a parameter: ``*: Ao "open-loop gain" unit 1 ideal oo``."""

    about: str = ""
    unit: str = ""
    ideal: str = ""


@dataclass(slots=True)
class Sheet:
    """One level of the netlist; at the top level `line` is None and there are no pins."""

    name: str = ""
    line: Line | None = None
    pins: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)
    defaults: dict[str, Definition] = field(default_factory=dict)
    params: dict[str, Definition] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    role: str = ""
    roles: tuple[str, ...] = ()
    models: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    asks: list[Line] = field(default_factory=list)
    title: str = ""
    _names: dict[str, str] | None = None

    @property
    def element_names(self) -> dict[str, str]:
        """The names of the sheet's own elements, by their lower case."""
        if self._names is None:
            self._names = {line.words[0].lower(): line.words[0] for line in self.lines}
        return self._names


def pairs(line: Line, start: int, report: Report) -> tuple[int, list[Definition]]:
    """The ``name=value`` pairs of a line from word `start` on, and the number of the first pair's name.

    A value may be several words long (``a = 2*b + 1``); it is then taken for an expression.
    """
    words = line.words
    signs = [i for i in range(start, len(words)) if words[i] == "="]
    if not signs:
        return len(words), []
    found: list[Definition] = []
    for k, sign in enumerate(signs):
        end = signs[k + 1] - 1 if k + 1 < len(signs) else len(words)
        name = words[sign - 1] if sign > start else ""
        value = list(words[sign + 1 : max(end, sign + 1)])
        if not re.match(r"[A-Za-z_]\w*\Z", name, re.ASCII):
            report.problem(
                line.place(max(sign - 1, 0)), f"{name or '='!r} is not the name of a parameter", "name=value"
            )
        elif not value:
            report.problem(line.place(sign - 1), f"the parameter {name} has no value", f"{name}=value")
        else:
            while len(value) > 1 and value[-1] == ",":
                value.pop()
            text = value[0] if len(value) == 1 else f"{{{line_text(line, sign + 1, sign + len(value))}}}"
            found.append(Definition(name, text, line, sign + 1))
    return max(signs[0] - 1, start), found


def line_text(line: Line, first: int, last: int) -> str:
    """The text of a line from word `first` to word `last`, both included."""
    return line.text[line.offset(first) : line.offset(last) + len(line.words[last])]
