"""Bare controlled sources that are op-amps by their names, and the imperfections beside them.

Nothing in ``E1 out 0 p n Ao`` says that it is an op-amp; a reader knows it by its gain's name.  So
do we: then its gain is ideally infinite.  A resistor across its inputs that is called like an input
resistance is ideally infinite too.  A resistor that alone is connected to its output is its output
resistance, ideally zero, if it is called like one or leads to the node that the netlist asks about; else
it may be part of the feedback.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from gainproof.circuit.circuit import GROUND, Element
from gainproof.circuit.netlist.symbols import Book, Entry
from gainproof.expression import ZERO, Expr, Neg, Sym

LEAST_GAIN = 1000

_GAIN = re.compile(r"A_?(?:v?ol?|0|d)?_?\d*(?:_\w+)?\Z", re.I).match
_NAME = re.compile(r"E_?(?:opamp|oa|op)(?![a-z])", re.I).match
_INPUT = re.compile(r"R_?(?:i|id|in|ind|d|diff|idiff)_?\d*(?:_\w+)?\Z", re.I).match
_OUTPUT = re.compile(r"R_?(?:o|out|0)_?\d*(?:_\w+)?\Z", re.I).match


def recognise(elements: list[Element], book: Book, asked: set[str]) -> dict[str, dict[str, Expr]]:
    """Give the symbols of op-amps' imperfections their ideals; `asked` are the nodes of the ``.tf`` lines.

    Returns, for each op-amp by its name, the values of its Ao, Ri and Ro, as far as it has them.
    """
    found: dict[str, dict[str, Expr]] = {}
    amps = [e for e in elements if e.kind == "E" and e.nodes[1] == GROUND and _is_opamp(e, book)]
    if not amps:
        return found
    at: dict[str, list[Element]] = {}
    for e in elements:
        for n in e.nodes:
            at.setdefault(n, []).append(e)
    for amp in amps:
        own = found[amp.name] = {"Ao": _declare(book, amp, "oo", "open-loop gain")}
        out, _, p, n = amp.nodes
        for r in at[p]:
            if r.kind == "R" and set(r.nodes) == {p, n} and _called(r, book, _INPUT):
                own["Ri"] = _declare(book, r, "oo", "input resistance")
        beside = [e for e in at[out] if e is not amp]
        if len(beside) == 1 and beside[0].kind == "R" and out not in (p, n):
            r = beside[0]
            far = r.nodes[1] if r.nodes[0] == out else r.nodes[0]
            if far != GROUND and (far in asked or _called(r, book, _OUTPUT)):
                own["Ro"] = _declare(book, r, "0", "output resistance")
    return found


def _is_opamp(e: Element, book: Book) -> bool:
    entry = _entry(e, book)
    if entry is None or entry.declared:
        return False
    if _GAIN(entry.spelled) or _NAME(e.name.rpartition(".")[2]):
        return True
    return entry.value is not None and abs(entry.value) >= LEAST_GAIN


def _called(e: Element, book: Book, like: Callable[[str], object]) -> bool:
    entry = _entry(e, book)
    names = [e.name.rpartition(".")[2], *([entry.spelled] if entry else [])]
    return any(like(n) for n in names)


def _entry(e: Element, book: Book) -> Entry | None:
    """What is known of the symbol that is the element's value, but for a sign."""
    x = e.value
    if x.__class__ is Neg:
        x = x.args[0]
    return book.entry(x) if isinstance(x, Sym) else None


def _declare(book: Book, e: Element, ideal: str, about: str) -> Expr:
    """Make it known, and return the symbol; the value itself if that is none."""
    entry = _entry(e, book)
    if entry is not None and not entry.ideal:
        entry.ideal, entry.about = ideal, about
    return entry.sym if entry is not None else e.value if e.value is not None else ZERO
