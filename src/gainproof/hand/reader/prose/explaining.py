"""Names that words alone define: “let i_b be the current through R_π”, “the voltage across R2, v_2”.

The words are searched in the whole document, for a name may be explained behind the line that uses it.  A
name that the circuit has, and one that is explained in two ways, keeps its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Quot, Sym, neg
from gainproof.hand.lexicon.symbols import Symbols, key
from gainproof.hand.reader.prose.delivered import delivered
from gainproof.hand.reader.prose.introducing import ADJECTIVE, ALONE, CALLED, CURRENT, IS, VOLTAGE
from gainproof.hand.reader.prose.supplied import supplied
from gainproof.hand.reader.tokens import words_of
from gainproof.hand.reader.words import STOPS

_SPACE = re.compile(r"\$|\\[,;:! ]|\\(?:emph|textit|textbf)\b|\{(?=\$)|(?<=\$)\}|[ \t\r\n~]+")
_PART = (
    r"(?:the\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?P<part>(?:\\?[A-Z][A-Za-z]{0,3}|r(?:pi|[a-z]|(?=_|\d)))(?:_(?:\{[^{}\s]{1,8}\}|\\?[A-Za-z0-9]{1,8})|\d{1,2})?)"
)
_AFTER = r"(?![\w{}])(?!\s*(?:\\parallel|\\\||\|\||∥|//|[+*/]|in\s+parallel|in\s+series|and\s+[RCLZ]))"
_THROUGH = (
    r"(?:,\s+i\.?\s?e\.?,?\s+the\s+current)?,?\s+\(?(?:that\s+|which\s+)?(?:flow\w*\s+|run\w*\s+)?"
    r"(?:from\s+(?:the\s+[a-z]+|\w{1,6}(?:\s+to\s+\w{1,6})?)\s+)?(?:through|in)\s+"
)
_WAY = (
    r"(?:,?\s+\(?(?:(?:counted|reckoned|taken|flowing|running|directed|positive)\s+)?"
    r"from\s+(?:node\s+)?(\w{1,6})\s+(?:to|towards?|into)\s+(?:node\s+)?(\w{1,6})(?!\w)\)?)"
)
_TURN = re.compile(_WAY)
_LIKE_IT = r"(?:the\s+|an?\s+)?(?:that|one|same)\s+(?:through|in)\s+"
_ACROSS = r"(?:\s+drop)?\s+(?:across|over)\s+"
_PIN = r"(?:the\s+)?(?P<pin>non-?inverting|inverting|output)\s+(?:input|terminal|node|pin)"
_NODE = (
    r"(?:(?:the\s+)?(?:node|point|junction)\s+(?P<node>[A-Za-z0-9]{1,6})(?!\w)"
    r"|the\s+(?P<end>drain|collector|emitter|gate|base|source)(?!\w)(?!\s+(?:of|resist|side)))"
)
ENDS = {"drain": "d", "collector": "c", "emitter": "e", "source": "s", "gate": "g", "base": "b"}
"""Terminals of a transistor, and the letter of the node where one is."""
_SIGNAL = r"[vViI](?:_\{[^{}\s]{1,8}\}|_?[A-Za-z0-9]{1,8})"
_RATIO = (
    rf"(?:\\[dt]?frac\s*\{{(?P<above>{_SIGNAL})\}}\s*\{{(?P<below>{_SIGNAL})\}}"
    rf"|(?P<over>{_SIGNAL})\s*/\s*(?P<under>{_SIGNAL}))(?!\w)"
)
_GAIN = r"(?P<name>\b[A-Z](?:_\{[^{}\s]{1,8}\}|_?[A-Za-z0-9]{1,4})?)(?![\w{}])(?:\(s\))?"

_FROM_TO = (
    r"from\s+(?:node\s+)?(?P<start>\w{1,6})\s+(?:to|towards?|into)\s+(?:node\s+)?(?P<stop>\w{1,6})(?!\w)"
)
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"{CURRENT}{IS}{ADJECTIVE}current{_THROUGH}{_PART}{_AFTER}",
        rf"\bcurrent\s+{CURRENT}{_THROUGH}{_PART}{_AFTER}",
        rf"{CURRENT}{IS}{_LIKE_IT}{_PART}{_AFTER}",
        rf"\b[Cc]urrent{_THROUGH}{_PART}{_WAY}?{CALLED}{CURRENT}{ALONE}",
        rf"\b[Cc]urrent{_THROUGH}{_PART}{_WAY}?\s*(?P<headed>:)\s+{CURRENT}{ALONE}",
        rf"{_GAIN}{IS}{ADJECTIVE}(?:gain|transfer\s+function|ratio)\s+(?:of\s+)?{_RATIO}(?!\s*[+*/(−-])",
        rf"{_FROM_TO}\s+(?:flows|runs|goes|passes)\s+(?:the\s+|a\s+)?(?:current\s+)?{CURRENT}",
        rf"\bcurrent\s+(?:that\s+|which\s+)?(?:flow\w*\s+)?{_FROM_TO}{CALLED}{CURRENT}{ALONE}",
        rf"{CURRENT}\s+(?:be\s+|is\s+)?(?:(?:the\s+)?current\s+)?(?:that\s+)?(?:flow\w*\s+)?{_FROM_TO}",
        rf"{VOLTAGE}{IS}{ADJECTIVE}voltage{_ACROSS}{_PART}{_AFTER}",
        rf"\bvoltage\s+{VOLTAGE}{_ACROSS}{_PART}{_AFTER}",
        rf"\bvoltage{_ACROSS}{_PART}{CALLED}{VOLTAGE}{ALONE}",
        rf"{VOLTAGE}{IS}{ADJECTIVE}(?:voltage|potential)\s+(?:at|of)\s+(?:{_PIN}|{_NODE})",
        rf"(?<!test )(?<!\ba )\b(?:voltage|potential)\s+{VOLTAGE}\s+(?:at|of)\s+(?:{_PIN}|{_NODE})",
        rf"\b(?:voltage|potential)\s+(?:at|of)\s+(?:{_PIN}|{_NODE}){CALLED}{VOLTAGE}{ALONE}",
    )
)
_TERM = re.compile(r"[+=−-]\s*(?:the\s+)?\Z")
"""What stands before a term of a sum in words: “test current = current in the chain + current in R_o:”."""
_NO_NAMES = (STOPS - {"i"}) | words_of("is in it if us up vs un")
_CHANGED = re.compile(r"\b(?:remov|disconnect|without|taken?\s+(?:out|away))", re.IGNORECASE)
"""Words of a circuit that is another one; before a heading, it may be about that."""
_NEAR = 200
_MOST = 60
"""Names of one document."""


def meant(source: str, symbols: Symbols) -> dict[str, Expr]:
    """The names that the words of a document explain: spelling -> a voltage or a current of the circuit."""
    return meant_with_ways(source, symbols)[0]


def meant_with_ways(source: str, symbols: Symbols) -> tuple[dict[str, Expr], frozenset[str]]:
    """The names that words explain, and the currents of which they say from which node to which they flow."""
    circuit = symbols.circuit
    if circuit is None:
        return {}, frozenset()
    text = in_plain_words(source)
    found: dict[str, Expr] = {}
    twice: set[str] = set()
    directed: set[str] = set()
    for name, expr, way in _explained(text, circuit, symbols):
        if name.lower() in _NO_NAMES or symbols.known(name) is not None or len(found) > _MOST:
            continue
        other = next((n for n in found if key(n) == key(name)), name)
        if found.setdefault(other, expr) != expr:
            twice.add(other)
        if way:
            directed.add(other)
    found = {n: x for n, x in found.items() if n not in twice}
    return found, frozenset(directed & found.keys())


def in_plain_words(source: str) -> str:
    """The document without dollars, wide spaces and emphasis, each row going on with the next."""
    return _SPACE.sub(lambda m: "" if m[0] in ("$",) else " ", source)


def _explained(text: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Expr, bool]]:
    """Each name, what it is, and if the words say which way round it is counted."""
    yield from supplied(text, circuit, symbols)
    yield from delivered(text, circuit)
    for pattern in _PATTERNS:
        for m in pattern.finditer(text):
            said = m.groupdict()
            if said.get("headed") and (
                _CHANGED.search(text, max(0, m.start() - _NEAR), m.end()) or _TERM.search(text, 0, m.start())
            ):
                continue
            try:
                expr = _meaning(said, m["name"][0] in "iI", circuit, symbols)
            except (GainproofError, KeyError):
                continue
            if expr is None:
                continue
            way = _TURN.search(m[0]) or _TURN.match(text, m.end())
            turned = _turned(expr, way[1], way[2], circuit) if way and isinstance(expr, Sym) else None
            yield m["name"].replace("\\", ""), turned or expr, turned is not None or bool(said.get("start"))


def _turned(current: Sym, start: str, stop: str, circuit: Circuit) -> Expr | None:
    """The current of a part from one of its nodes to the other; None if these are others."""
    nodes = circuit.element(circuit.currents[current.name]).nodes
    try:
        way = circuit.node(start), circuit.node(stop)
    except GainproofError:
        return None
    return current if way == nodes else neg(current) if way == nodes[::-1] else None


def _between(start: str, stop: str, circuit: Circuit) -> Expr | None:
    """The current from one node to another; None if no part joins them, or more than one."""
    way = circuit.node(start), circuit.node(stop)
    found = [e for e in circuit.elements if len(e.nodes) == 2 and set(e.nodes) == set(way) and not e.part_of]
    if len(found) != 1 or way[0] == way[1]:
        return None
    current = circuit.current(found[0].name)
    return current if found[0].nodes == way else neg(current)


def _meaning(said: dict[str, str | None], current: bool, circuit: Circuit, symbols: Symbols) -> Expr | None:
    above, below = said.get("above") or said.get("over"), said.get("below") or said.get("under")
    if above and below:
        sides = [symbols.find(x) for x in (above, below)]
        return Quot(*(x.expr for x in sides if x is not None)) if None not in sides else None
    start, stop = said.get("start"), said.get("stop")
    if start and stop:
        return _between(start, stop, circuit)
    if said.get("node"):
        return circuit.voltage(circuit.node(said["node"] or ""))
    if said.get("end"):
        return circuit.voltage(circuit.node(ENDS[said["end"] or ""]))
    if said.get("pin"):
        opamps = [i for i in circuit.instances if i.role == "opamp"]
        if len(opamps) != 1:
            return None
        word = (said["pin"] or "").lower()
        pin = "out" if word == "output" else "in-" if word == "inverting" else "in+"
        return circuit.voltage(circuit.node(opamps[0].pins[pin]))
    return quantity_of_part(said.get("part") or "", current, circuit, symbols)


def quantity_of_part(spelling: str, current: bool, circuit: Circuit, symbols: Symbols) -> Expr | None:
    """The current through a part, or the voltage across it; None if no part, or more than one, is meant."""
    part = symbols.find(spelling)
    found = [e for e in circuit.elements if part is not None and e.value == part.expr]
    if len(found) != 1 or len(found[0].nodes) != 2:
        return None
    a, b = found[0].nodes
    return circuit.current(found[0].name) if current else circuit.voltage(a) - circuit.voltage(b)
