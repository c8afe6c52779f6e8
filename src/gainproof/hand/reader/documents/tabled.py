"""Values of parts that stand in a table: a cell with the part, and beside it one with its value and unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.expression import Num, Sym
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.places import Places
from gainproof.hand.reader.scanning.numbers import number
from gainproof.hand.reader.tokens import NotRead
from gainproof.hand.work import Condition

LONGEST_ROW = 300
_CELL = re.compile(r"[^|&\n]+")
_NAME = re.compile(r"[\s$`*]*(?P<name>\\?[A-Za-z]+(?:_\{?\w{1,8}\}?|\d+)?)[\s$`*]*")
_VALUE = re.compile(r"[\s$]*(?P<value>\d)")
_REST = re.compile(r"[\s$\\]*(?:\\hline\s*)?")
_UNIT = re.compile(r"[A-Za-zΩµ\\]")
Given = tuple[Condition, int, int]
"""A value that is given, and from where to where it stands."""


def values_in_tables(source: str, at: int, symbols: Symbols, places: Places) -> Iterator[Given]:
    """The values that rows of tables behind `at` give to parts."""
    while at < len(source):
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        row = source[at:end] if end - at <= LONGEST_ROW else ""
        cells = [m.span() for m in _CELL.finditer(row)] if "|" in row or "&" in row else []
        for (a, b), (c, d), after in zip(cells, cells[1:], [*cells[2:], (0, 0)], strict=False):
            found = _given(source, (at + a, at + b), (at + c, at + d), symbols, places)
            if found is not None and not _VALUE.match(row, *after):  # a row of several values gives none
                yield found
        at = end + 1


def _given(
    source: str, name: tuple[int, int], value: tuple[int, int], symbols: Symbols, places: Places
) -> Given | None:
    m, v = _NAME.fullmatch(source, *name), _VALUE.match(source, *value)
    circuit = symbols.circuit
    if m is None or v is None or circuit is None:
        return None
    part = symbols.known(re.sub(r"[{}\\]", "", m["name"]))
    if not isinstance(part, Sym) or part.name not in circuit.parameters:
        return None
    try:
        token = number(source, v.start("value"), value[1], lambda word: False)
    except NotRead:
        return None
    unit = _UNIT.search(source, v.start("value"), token.end) is not None
    if not unit or not _REST.fullmatch(source, token.end, value[1]):
        return None
    begin, end = m.start("name"), token.end
    return Condition(part.name, "=", places.span(begin, end), part, Num(token.value)), begin, end
