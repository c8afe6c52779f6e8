"""Several names at once: “let i1, i2 and i3 be the currents in R1, R2 and R3”.

The first name is that of the first part, and so on; lists of different lengths say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Expr
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.prose.introducing import ADJECTIVE, BELOW, SOME_PART
from gainproof.hand.reader.prose.places import part_named

_AND = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+)"
_NODE = r"(?!and\b)[A-Za-z0-9]{1,6}(?!\w)"


def _list(item: str) -> str:
    return rf"{item}(?:{_AND}{item})+"


_I, _V = rf"[iI]{BELOW}(?![\w{{}}])", rf"[vVuU]{BELOW}(?![\w{{}}])"
_ARE = r"\s*,?\s*(?:to\s+be|be|are|denote|for|as|:|=)?\s*"
_CALLED = r"\s*,?\s*(?:are\s+(?:called|denoted\s+by)|are|be|by|as|:)?\s+"
_HOW = r"currents\s+(?:(?:that|which)\s+flow\s+|flowing\s+)?(?:through|in|of)\s+(?:the\s+\w+\s+)?"
_DROPS = r"(?:voltages|voltage\s+drops|drops)\s+(?:across|over|on)\s+(?:the\s+\w+\s+)?"
_AT = r"(?:voltages|potentials|node\s+voltages)\s+(?:at|of)\s+(?:the\s+)?(?:nodes?\s+)?"
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"(?P<names>\b{_list(_I)}){_ARE}{ADJECTIVE}{_HOW}(?P<parts>{_list(SOME_PART)})",
        rf"{_HOW}(?P<parts>{_list(SOME_PART)}){_CALLED}(?P<names>{_list(_I)})",
        rf"(?P<names>\b{_list(_V)}){_ARE}{ADJECTIVE}{_DROPS}(?P<parts>{_list(SOME_PART)})",
        rf"{_DROPS}(?P<parts>{_list(SOME_PART)}){_CALLED}(?P<names>{_list(_V)})",
        rf"(?P<names>\b{_list(_V)}){_ARE}{ADJECTIVE}{_AT}(?P<nodes>{_list(_NODE)})",
        rf"{_AT}(?P<nodes>{_list(_NODE)}){_CALLED}(?P<names>{_list(_V)})",
    )
)
_NEXT = re.compile(
    rf"(?<![=+*/(−-]\s)(?<![=+*/(−-])(?P<name>\b{_I})\s+(?:flows\s+)?(?:through|in)\s+(?P<part>{SOME_PART})(?=\s*[,.;:]|\s+and\s+[iI](?![nfst]\b))"
)
"""“I1 flows in R1, I2 in R2 and I3 in R3”."""
_FLOWS = re.compile(r"\b(?:currents?|flows?)\b")
_NEAR = 80
_ITEM = {"parts": re.compile(SOME_PART), "nodes": re.compile(_NODE)}
_NAME = re.compile(rf"\b[iIvVuU]{BELOW}(?![\w{{}}])")


def named_in_lists(text: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Expr]]:
    """Each name of such a list, with the current or the voltage that it stands for."""
    for pattern in _PATTERNS:
        for m in pattern.finditer(text):
            group = "parts" if "parts" in pattern.groupindex else "nodes"
            names = [n[0] for n in _NAME.finditer(m["names"])]
            items = [n[0] for n in _ITEM[group].finditer(m[group])]
            if len(names) == len(items):
                for name, item in zip(names, items, strict=True):
                    meaning = _meaning(name, item, group, circuit, symbols)
                    if meaning is not None:
                        yield name, meaning
    for m in _NEXT.finditer(text):
        if _FLOWS.search(text, max(0, m.start() - _NEAR), m.end()):
            meaning = _meaning(m["name"], m["part"], "parts", circuit, symbols)
            if meaning is not None:
                yield m["name"], meaning


def _meaning(name: str, item: str, group: str, circuit: Circuit, symbols: Symbols) -> Expr | None:
    if group == "nodes":
        try:
            return circuit.voltage(circuit.node(item))
        except GainproofError:
            return None
    part = part_named(item, circuit, symbols)
    if part is None:
        return None
    a, b = part.nodes
    return circuit.current(part.name) if name[0] in "iI" else circuit.voltage(a) - circuit.voltage(b)
