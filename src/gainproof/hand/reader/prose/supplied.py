"""Currents that words tie to a source: “the current drawn from V1”, “the current from V_s into the circuit”.

What a source supplies leaves it at its end that is not grounded.  So the words say which way round the name
is counted, too, but for “the current of the source”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Sym, neg
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.prose.introducing import ADJECTIVE, ALONE, CALLED, CURRENT, IS

_NAME = r"\b[vVuUeE](?:_\{[^{}\s]{1,8}\}|_?[A-Za-z0-9]{1,6})(?![\w{}])"
_NETWORK = (
    r"(?:circuit|network|input|amplifier|stage|converter|bridge|ladder|filter|divider|attenuator|tank|whole)\b"
    r"(?!\s+(?:of|terminal|pin|node))"
)
_INTO = (
    rf"\s+(?:in)?to\s+(?:(?:the|this|our)\s+(?:[a-z]+\s+)?{_NETWORK}|(?:node\s+)?(?P<node>\w{{1,6}})(?!\w))"
)
_ELSEWHERE = (
    r"(?!\w)(?!\s*,?\s*(?:that\s+)?(?:(?:flow|runn?)\w*\s+)?"
    r"(?:(?:through|via|across|(?:in)?to|towards?|at)\b|by\s+[RCLZ]))"
)
"""Not behind a source of which a current is told that need not be its whole current."""
_FLOWS = r"(?:drawn|supplied|delivered|taken|provided|sourced|flow\w*|com\w+)"
_GIVES = r"(?:delivers|supplies|provides|gives|sends|drives|sources|must\s+(?:deliver|supply|provide))"


def _source(group: str) -> str:
    """The pattern of a source, by words or by its name, which is `group`, or `group`_alone."""
    words = r"the\s+(?:[a-z]+\s+){0,2}?(?:source|generator)\b"
    return rf"(?:{words}(?:\s+(?P<{group}>{_NAME}))?|(?:the\s+)?(?P<{group}_alone>{_NAME}))"


_SAID = (
    rf"(?:(?:(?:(?:that\s+|which\s+)?(?:is\s+)?{_FLOWS}\s+)?(?:from|by|out\s+of)\s+{_source('from')}"
    rf"|(?:that\s+|which\s+)?{_source('giver')}\s+{_GIVES})(?:{_INTO}|{_ELSEWHERE})"
    rf"|(?P<of>of)\s+{_source('owner')}{_ELSEWHERE}"
    rf"|(?P<input>(?:that\s+)?(?:flow\w*\s+|runs?\s+|going\s+)?into\s+the\s+{_NETWORK}))"
)
_NAMES = tuple(f"{group}{alone}" for group in ("from", "giver", "owner") for alone in ("", "_alone"))
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"{CURRENT}{IS}{ADJECTIVE}current,?\s+{_SAID}",
        rf"\bcurrent\s+{CURRENT},?\s+\(?{_SAID}",
        rf"\b[Cc]urrent\s+{_SAID}{CALLED}{CURRENT}{ALONE}",
        rf"{_source('giver')}\s+{_GIVES}\s+(?:a|the)\s+current\s+{CURRENT}"
        rf"(?:{_INTO}|{_ELSEWHERE})",
    )
)
_TEST = re.compile(
    r"\btest\b|\binject|\b(?:source|input)s?\s+(?:is\s+|are\s+)?(?:off|dead|short\w*|zero)", re.I
)
"""Words of a circuit that another source drives."""
_NEAR = 200


def supplied(text: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Expr, bool]]:
    """Each name of a current that a source supplies, what it is, and if the words say which way it goes."""
    for pattern in _PATTERNS:
        for m in pattern.finditer(text):
            said = m.groupdict()
            if said.get("input") and _TEST.search(text, max(0, m.start() - _NEAR), m.end()):
                continue
            told = next((said[n] or "" for n in _NAMES if said.get(n)), "")
            source = _found(told, circuit, symbols)
            if source is None or (m["node"] and not _at(m["node"], source, circuit)):
                continue
            current = circuit.current(source.name)
            directed = not said.get("of")
            out = current if source.nodes[0] == GROUND else neg(current)
            yield m["name"].replace("\\", ""), out if directed else current, directed


def _found(name: str, circuit: Circuit, symbols: Symbols) -> Element | None:
    """The source of this name, or that holds the voltage of this name; without a name, the only one."""
    sources = [e for e in circuit.sources() if e.kind == "V" and "." not in e.name]
    if not name:
        return sources[0] if len(sources) == 1 else None
    found = symbols.find(name)
    symbol = found.expr if found is not None else None
    if not isinstance(symbol, Sym):
        return None
    own = held_by(symbol.name, circuit) or symbol.name
    return next((e for e in sources if e.value == Sym(own)), None)


def _at(node: str, source: Element, circuit: Circuit) -> bool:
    """Is the source at this node?"""
    try:
        return circuit.node(node) in source.nodes
    except GainproofError:
        return False
