"""Whether the first line of a netlist is its title."""

from __future__ import annotations

import re

from gainproof.circuit.netlist.lines import Line
from gainproof.circuit.netlist.report import Report

_NAMED = re.compile(r"[A-Za-z]+\d\w*\Z", re.ASCII).match
_LETTERS = frozenset("rclviegfhkxwdqmjbtsaupo")


def title_of(lines: list[Line], report: Report) -> str | None:
    """The first line as a title; None if it is an element of the circuit.

    In SPICE the first line is always the title.  Yet many a netlist begins with an element, and it would
    be a silent error to lose it.  It is taken for one if it joins nodes that occur in other lines.
    """
    first = lines[0]
    head = first.text.lstrip()[0]
    if head in ".*":
        return None
    words = first.words
    ends = [w.lower() for w in words[1:3]]
    if head.lower() in _LETTERS and ends:
        if first.words[0][0] in "kK":
            known = {line.words[0].lower() for line in lines[1:]}
        else:
            known = {"0", "gnd"}
            for line in lines[1:]:
                known.update([w.lower() for w in line.words[1 : 5 if line.words[0][0] in "eEgGxX" else 3]])
        joins = [w in known for w in ends]
        if (all(joins) and len(joins) == 2) or (
            any(joins) and (_NAMED(words[0]) or (len(words[0]) <= 3 and len(words) <= 5))
        ):
            report.remark(
                first.place(),
                f"the first line is read as the element {words[0]}; SPICE takes the first line for a title",
                "put a title or a * before it",
            )
            return None
        if re.match(r"[A-Za-z]\d+\Z", words[0]) and len(words) > 2:
            report.remark(first.place(), "the first line is taken for the title, as in SPICE")
    return first.text.strip()
