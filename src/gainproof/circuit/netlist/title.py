"""Whether the first line of a netlist is its title.

In SPICE it always is.  Yet many a netlist begins with an element, and it would be a silent error to lose
it.  So the first line is an element if it has the shape of one and all its nodes occur in the other
elements of the circuit; a title may begin with an R or a V, but it hardly speaks of nodes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report

_NUMBERED = re.compile(r"[A-Za-z]\d+\Z", re.ASCII).match
_GROUND = ("0", "gnd")
_KINDS = frozenset({"opamp", "vcvs", "vccs"})  # words that may stand between the nodes of an E or G


def title_of(lines: list[Line], report: Report) -> str | None:
    """The first line as a title; None if it is an element of the circuit, or a control line."""
    first = lines[0]
    if first.text.lstrip()[0] in ".*":
        return None
    words = _bare(first)
    if len(words) > 2:
        others = list(_elements(lines[1:]))
        known = {*_GROUND, *(n for line in others for n in _nodes(_bare(line)))}
        if _is_element(words, known, others):
            report.remark(
                first.place(),
                f"the first line is read as the element {words[0]}; SPICE takes the first line for a title",
                "put a title or a * before it",
            )
            return None
    else:
        known = set()
    if len(words) > 1 and (_NUMBERED(words[0]) or known.issuperset(w.lower() for w in words[1:3])):
        report.remark(
            first.place(),
            "the first line is taken for the title, as in SPICE",
            "if it is an element, put a title before it",
        )
    return first.text.strip()


def _is_element(words: list[str], known: set[str], others: list[Line]) -> bool:
    """Whether `words` have the shape of a linear element whose nodes are all `known`."""
    letter = words[0][0].upper()
    if letter == "K":
        return {w.lower() for w in words[1:3]} <= {line.words[0].lower() for line in others}
    nodes = _nodes(words)
    if letter in "RCLVI":
        shaped = True
    elif letter in "EG":
        shaped = len(nodes) == 4
    elif letter in "FH":
        shaped = len(words) > 3 and words[3][0] in "vV"
    elif letter in "WPO":
        shaped = len(words) == 3
    else:
        shaped = letter == "X"
    return shaped and known.issuperset(nodes)


def _elements(lines: Iterable[Line]) -> Iterable[Line]:
    """The lines that are elements of the circuit itself, not of a subcircuit."""
    depth = 0
    for line in lines:
        head = line.text.lstrip()[0]
        if head == ".":
            word = line.words[0].lower()
            depth += (word in (".subckt", ".macro")) - (word in (".ends", ".eom"))
        elif head != "*" and depth <= 0:
            yield line


def _bare(line: Line) -> list[str]:
    return line.words if line.plain else [w for w in line.words if w not in ("(", ")", ",")]


def _nodes(words: list[str]) -> list[str]:
    """The nodes of an element's words, in lower case."""
    letter = words[0][0].upper() if words else ""
    if letter == "K":
        return []
    if letter == "X":
        end = words.index("=") - 1 if "=" in words else len(words)
        found = [w for w in words[1:end] if w.lower() != "params:"][:-1]
    elif letter in ("E", "G"):
        found = [*words[1:3], *(words[4:6] if words[3:4] and words[3].lower() in _KINDS else words[3:5])]
    else:
        found = words[1:3]
    return [n.lower() for n in found]
