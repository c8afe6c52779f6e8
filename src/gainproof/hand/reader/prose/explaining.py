"""Names that words alone define: “let i_b be the current through R_π”, “the voltage across R2, v_2”.

The words are searched in the whole document, for a name may be explained behind the line that uses it.  A
name that the circuit has, and one that is explained in two ways, keeps its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gainproof.circuit.circuit import Circuit
from gainproof.errors import GainproofError
from gainproof.expression import Expr, Quot, Sym, neg
from gainproof.hand.lexicon.greek import spelled_out
from gainproof.hand.lexicon.symbols import Symbols, key
from gainproof.hand.reader.prose.delivered import delivered
from gainproof.hand.reader.prose.introducing import (
    ADJECTIVE,
    ALONE,
    BELOW,
    CALLED,
    CURRENT,
    IS,
    PLACE,
    PLACE_AT_START,
    VOLTAGE,
)
from gainproof.hand.reader.prose.listing import named_in_lists
from gainproof.hand.reader.prose.places import branch, part_named, place
from gainproof.hand.reader.prose.supplied import supplied
from gainproof.hand.reader.tokens import words_of
from gainproof.hand.reader.words import STOPS

_SPACE = re.compile(r"\$|\\[][()]|\\[,;:! ]|\\(?:emph|textit|textbf)\b|\{(?=\$)|(?<=\$)\}|[ \t\r\n~]+")
_PART = (
    r"(?:the\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?P<part>(?:\\?[A-Z][A-Za-z]{0,3}|r(?:pi|[a-z]|(?=_|\d)))(?:_(?:\{[^{}\s]{1,8}\}|\\?[A-Za-z0-9]{1,8})|\d{1,2})?)"
)
_AFTER = (
    r"(?![\w{}])(?!\s*(?:\\parallel|\\\||\|\||∥|//|[+*/]|in\s+parallel|in\s+series|"
    r"(?:and|or)\s+(?:(?:in|through)\s+(?:the\s+)?(?:[a-z]+\W){0,3})?[RCLZ]))"
)
_THROUGH = (
    r"(?:,\s+i\.?\s?e\.?,?\s+the\s+current)?,?\s+\(?(?:that\s+|which\s+)?(?:(?:flow|runn?|pass|go)\w*\s+)?"
    r"(?:from\s+(?:the\s+[a-z]+|\w{1,6}(?:\s+to\s+\w{1,6})?)\s+)?(?:through|in|of)\s+"
)
_WAY = (
    r"(?:,?\s+\(?(?:(?:counted|reckoned|taken|flowing|running|directed|positive)\s+)?"
    r"from\s+(?:node\s+)?(\w{1,6})\s+(?:to|towards?|into)\s+(?:node\s+)?(\w{1,6})(?!\w)\)?)"
)
_TURN = re.compile(_WAY)
_ASIDE = (
    r"(?:\s*\([^()]{0,50}\)|,\s+(?:flow|runn|direct|count|point|positive|taken|going|from)[^.;:=,]{0,60},)?"
)
"""Words behind a part that say which way its current is counted, or that which nobody can tell."""
_LIKE_IT = r"(?:the\s+|an?\s+)?(?:that|one|same)\s+(?:through|in)\s+"
_ACROSS = r"(?:\s+drop)?\s+(?:across|over|on)\s+"
_DROP = r"(?:voltage(?:\s+drop)?|(?:potential\s+)?drop)\s+(?:across|over|on)\s+"
_SIGNAL = r"[vViI](?:_\{[^{}\s]{1,8}\}|_?[A-Za-z0-9]{1,8})"
_RATIO = (
    rf"(?:\\[dt]?frac\s*\{{(?P<above>{_SIGNAL})\}}\s*\{{(?P<below>{_SIGNAL})\}}"
    rf"|(?P<over>{_SIGNAL})\s*/\s*(?P<under>{_SIGNAL}))(?!\w)"
)
_GAIN = r"(?P<name>\b[A-Z](?:_\{[^{}\s]{1,8}\}|_?[A-Za-z0-9]{1,4})?)(?![\w{}])(?:\(s\))?"
_CALL = r"\b(?:[Cc]all|[Nn]ame|[Ll]abel|[Tt]erm|[Dd]enote|[Aa]ssign|[Ii]ntroduce)\s+"
_BRANCH = r"(?P<branch>[Bb]ase)\s+current"

_ONCE = r"(?!\s+(?:too|also|again|as\s+well)\b)"
_NO_TERM = r"(?<![=+*/(−-]\s)(?<![=+*/(−-])"
_FROM_TO = (
    r"from\s+(?:node\s+)?(?P<start>\w{1,6})\s+(?:to|towards?|into)\s+(?:node\s+)?(?P<stop>\w{1,6})(?!\w)"
)
_PATTERNS = tuple(
    re.compile(p)
    for p in (
        rf"{CURRENT}{IS}{ADJECTIVE}current{_THROUGH}{_PART}{_AFTER}",
        rf"\b[Cc]urrent\s+{CURRENT}{_THROUGH}{_PART}{_AFTER}",
        rf"{CURRENT}{IS}{_LIKE_IT}{_PART}{_AFTER}",
        rf"\b[Cc]urrent{_THROUGH}{_PART}{_WAY}?{_ASIDE}{CALLED}{CURRENT}{ALONE}",
        rf"\b[Cc]urrent{_THROUGH}{_PART}{_WAY}?\s*(?P<headed>:)\s+{CURRENT}{ALONE}",
        rf"{_GAIN}{IS}{ADJECTIVE}(?:gain|transfer\s+function|ratio)\s+(?:of\s+)?{_RATIO}(?!\s*[+*/(−-])",
        rf"{_FROM_TO}\s+(?:flows|runs|goes|passes)\s+(?:the\s+|a\s+)?(?:current\s+)?{CURRENT}",
        rf"\bcurrent\s+(?:that\s+|which\s+)?(?:flow\w*\s+)?{_FROM_TO}{CALLED}{CURRENT}{ALONE}",
        rf"{CURRENT}\s+(?:be\s+|is\s+|denotes?\s+)?(?:(?:the\s+)?current\s+)?(?:that\s+)?(?:(?:flow|runn?|go)\w*\s+)?{_FROM_TO}",
        rf"{VOLTAGE}{IS}{ADJECTIVE}{_DROP}{_PART}{_AFTER}",
        rf"\b[Vv]oltage\s+{VOLTAGE}{_ACROSS}{_PART}{_AFTER}",
        rf"\b{_DROP}{_PART}{CALLED}{VOLTAGE}{ALONE}",
        rf"{VOLTAGE}{IS}{ADJECTIVE}(?:node\s+)?(?:voltage|potential)\s+(?:at|of|on)\s+{PLACE}",
        rf"(?<!test )(?<!\ba )\b(?:voltage|potential)\s+{VOLTAGE}\s+(?:at|of|on)\s+"
        rf"(?:{PLACE}|(?P<bare>[A-Za-z0-9]{{1,6}})(?=\s*[:,;.]))",
        rf"\b(?:voltage|potential)\s+(?:at|of|on)\s+{PLACE}{CALLED}{VOLTAGE}{ALONE}",
    )
)
_LOOSE = tuple(
    re.compile(p)
    for p in (
        rf"\bcurrent\s+{CURRENT}\s+(?:enters|leaves|to)\s+{_PART}{_AFTER}",
        rf"{_NO_TERM}{CURRENT}\s+(?:\((?:flowing\s+)?(?:through|in)|(?:flows|runs|goes|passes)\s+(?:through|in))\s+{_PART}{_AFTER}",
        rf"{_CALL}the\s+current{_THROUGH}{_PART}\s*,?\s+{CURRENT}{ALONE}{_ONCE}",
        rf"{_CALL}(?:the\s+|a\s+)?current\s+{CURRENT}\s+to\s+{_PART}{_AFTER}",
        rf"\b[Tt]hrough\s+{_PART}\s+(?:there\s+)?(?:flows|runs|goes|passes)\s+(?:the\s+|a\s+)?(?:current\s+)?{CURRENT}{ALONE}{_ONCE}",
        rf"(?<![\w.]){_PART}\s+carries\s+(?:the\s+|a\s+)?(?:current\s+)?{CURRENT}{ALONE}{_ONCE}",
        rf"(?<![\w.]){_PART}(?:'s|’s)\s+current,?\s+(?:is\s+)?{CURRENT}{ALONE}{_ONCE}",
        rf"{_NO_TERM}{VOLTAGE}\s+(?:appears\s+|falls\s+|drops\s+|is\s+measured\s+)?(?:across|over)\s+{_PART}{_AFTER}",
        rf"{_CALL}the\s+{_DROP}{_PART}\s*,?\s+{VOLTAGE}{ALONE}{_ONCE}",
        rf"{VOLTAGE}{IS}{ADJECTIVE}voltage\s+from\s+{PLACE}\s+to\s+ground",
        rf"{_CALL}the\s+(?:voltage|potential)\s+(?:at|of|on)\s+{PLACE}\s*,?\s+(?:with\s+)?{VOLTAGE}{ALONE}{_ONCE}",
        rf"\b(?:[Ww]rit(?:e|ing)|[Uu]s(?:e|ing))\s+{VOLTAGE}\s+for\s+{PLACE}",
        rf"\b[Aa]t\s+{PLACE},?\s+(?:we\s+have\s+)?the\s+(?:voltage|potential)\s+(?:is\s+)?{VOLTAGE}{ALONE}{_ONCE}",
        rf"(?:{PLACE_AT_START})\s+(?:is|sits|be|stands)\s+at\s+(?:the\s+(?:voltage|potential)\s+)?{VOLTAGE}{ALONE}{_ONCE}",
        rf"(?:{PLACE_AT_START})\s+(?:has|have)\s+(?:the\s+)?(?:voltage|potential)\s+{VOLTAGE}{ALONE}{_ONCE}",
        rf"\b[Ff]or\s+{PLACE}\s+(?:I|we)\s+(?:use|write)\s+(?:the\s+(?:letter|symbol|name)\s+)?{VOLTAGE}{ALONE}{_ONCE}",
        rf"{VOLTAGE}\s*(?:,\s*measured\s+from|is\s+(?:what\s+)?(?:one\s+measures|measured)\s+at)\s+{PLACE}",
        rf"{CURRENT}{IS}(?:the\s+|a\s+)?{_BRANCH}",
        rf"\b{_BRANCH}\s*,?\s+(?:is\s+)?{CURRENT}{ALONE}(?!\.\s?e\.)",
    )
)
"""Words that may bring in a name: what they seem to say is forgotten if the lines say otherwise."""
_BULLET = re.compile(r"\n[ \t]*(?:[*+•-]|\\item)[ \t]+")
"""The mark of an item of a list, which is no product."""
_APPOSED = re.compile(rf",\s+[vViIuU]{BELOW}\Z")
_TAKEN = re.compile(
    rf"(?<!\w)[vViIuU]{BELOW}\s*,?\s*(?:to\s+be|be|is|denotes?|for|as|:?=|:|—|–)\s*"
    r"(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}\Z"
)
"""“v_n is the voltage at the inverting input, v_o …”: the phrase belongs to the name before it."""
_PLACES = ("node", "bare", "pin", "joined", "lead", "end")
_FIXED = ("start", *_PLACES)
"""Groups by which a current has a direction, and a voltage is one to ground."""
_CLOSE = 40
_TEST = re.compile(r"\b(?:test|appl\w+|inject\w*|drive\w*|driving)\b")
"""Words of a source that a writer puts there himself."""
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
    found = names_in_words(source, symbols)
    return found.meant, found.directed


@dataclass(frozen=True, slots=True)
class Names:
    """What words say of names; of the `directed` which way they are counted, of the `loose` less firmly."""

    meant: dict[str, Expr]
    directed: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()


def names_in_words(source: str, symbols: Symbols) -> Names:
    """The names that words explain; what is said loosely does not count beside what is said plainly."""
    circuit = symbols.circuit
    if circuit is None:
        return Names({})
    text = in_plain_words(_BULLET.sub("\n; ", source))
    plain, directed, twice = _collected(_explained(text, circuit, symbols), {}, symbols)
    more, turned, again = _collected(_said_loosely(text, circuit, symbols), {**plain, **twice}, symbols)
    found = {n: x for n, x in (plain | more).items() if n not in twice and n not in again}
    return Names(found, frozenset((directed | turned) & found.keys()), frozenset(more.keys() & found.keys()))


def _collected(
    said: Iterator[tuple[str, Expr, bool]], before: Mapping[str, Expr], symbols: Symbols
) -> tuple[dict[str, Expr], set[str], dict[str, Expr]]:
    """The names that are said and were not before, those with a direction, and those said in two ways."""
    found: dict[str, Expr] = {}
    twice: dict[str, Expr] = {}
    directed: set[str] = set()
    for name, expr, way in said:
        if name.lower() in _NO_NAMES or symbols.known(name) is not None or len(found) > _MOST:
            continue
        if any(key(n) == key(name) for n in before):
            continue
        other = next((n for n in found if key(n) == key(name)), name)
        if found.setdefault(other, expr) != expr:
            twice[other] = expr
        if way:
            directed.add(other)
    return found, directed, twice


def in_plain_words(source: str) -> str:
    """The document in plain letters, without dollars, wide spaces, emphasis; a row goes on with the next."""
    return spelled_out(_SPACE.sub(lambda m: "" if m[0] == "$" else " ", source))


def _explained(text: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Expr, bool]]:
    """Each name, what it is, and if the words say which way round it is counted."""
    yield from supplied(text, circuit, symbols)
    yield from delivered(text, circuit)
    yield from _found(_PATTERNS, text, circuit, symbols)


def _said_loosely(text: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Expr, bool]]:
    for name, meaning in named_in_lists(text, circuit, symbols):
        yield name, meaning, False
    yield from _found(_LOOSE, text, circuit, symbols)


def _found(
    patterns: Iterable[re.Pattern[str]], text: str, circuit: Circuit, symbols: Symbols
) -> Iterator[tuple[str, Expr, bool]]:
    for pattern in patterns:
        for m in pattern.finditer(text):
            said = m.groupdict()
            if said.get("lead") and _TEST.search(text, max(0, m.start() - _CLOSE), m.end()):
                continue
            if _APPOSED.search(m[0]) and _TAKEN.search(text, max(0, m.start() - _CLOSE), m.start()):
                continue
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
            current = isinstance(expr, Sym) and expr.name in circuit.currents
            turned = (
                _turned(expr, way[1], way[2], circuit) if way and isinstance(expr, Sym) and current else None
            )
            yield (
                m["name"].replace("\\", ""),
                turned or expr,
                turned is not None or any(said.get(g) for g in _FIXED),
            )


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
    if said.get("branch"):
        return branch((said["branch"] or "").lower(), circuit)
    if any(said.get(group) for group in _PLACES):
        node = place(said, circuit, symbols)
        return circuit.voltage(node) if node else None
    return quantity_of_part(said.get("part") or "", current, circuit, symbols)


def quantity_of_part(spelling: str, current: bool, circuit: Circuit, symbols: Symbols) -> Expr | None:
    """The current through a part, or the voltage across it; None if no part, or more than one, is meant."""
    part = part_named(spelling, circuit, symbols)
    if part is None:
        return None
    a, b = part.nodes
    return circuit.current(part.name) if current else circuit.voltage(a) - circuit.voltage(b)
