"""Where words say that a resistance is seen: “R_x, the resistance between a and b”, “the source sees”.

tied(symbol, claim, state) -> Tie | None

The words are those of the claim's own sentence, and those that bring in its name elsewhere in the work.
What they speak of is worked out in the circuit; where they name a node at which several branches meet, any of
these may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from gainproof.circuit.circuit import GROUND, Circuit
from gainproof.errors import GainproofError
from gainproof.expression import ZERO, Quot, Sym, add, neg
from gainproof.hand.asking.state import State
from gainproof.hand.lexicon.symbols import Symbols, key, symbol_table
from gainproof.hand.names.seen import Seen, at_inputs, at_node, at_outputs, seen_by_parts, seen_by_sources
from gainproof.hand.reader.prose.explaining import in_plain_words
from gainproof.hand.reader.prose.introducing import PLACE, SOME_PART
from gainproof.hand.reader.prose.places import part_named, place
from gainproof.hand.reader.prose.terminals import out_of_circuit
from gainproof.hand.truth.worlds import TEST
from gainproof.hand.work import Claim

IMPEDANCE = re.compile(r"[RZrz](?:_?\w{1,8})?'?")
_NOUN = r"(?:[Rr]esistance|[Ii]mpedance)"
_SEES = (
    r"(?:that\s+|which\s+)?(?:the\s+)?(?:[a-z]+\s+){0,2}?"
    rf"(?P<sees>{SOME_PART})\s+(?:sees|faces|is\s+facing)\b"
)
_SEEN_BY = rf"\b(?:seen|faced|felt)\s+by\s+(?:the\s+)?(?:[a-z]+\s+){{0,2}}?(?P<by>{SOME_PART})"
_BETWEEN = (
    r"\b(?:between|across)\s+(?:the\s+)?(?:nodes?\s+|terminals?\s+|points?\s+)?"
    r"(?P<plus>[A-Za-z0-9]{1,6})\s+and\s+(?:node\s+)?(?P<minus>[A-Za-z0-9]{1,6})(?!\w)"
)
_AT = (
    r"\b(?:(?:[Ll]ooking|looks?|[Ss]een)(?:\s+(?:back|looking|up|down|from|the|to\s+the\s+(?:right|left)))*"
    r"|[Ss]een|measured)\s+"
    r"(?:in)?(?:to|at|from|in\s+at|out\s+of)\s+"
    rf"{PLACE}"
)
_INTO = rf"\b{_NOUN}\s+(?:in)?(?:to|at|of)\s+{PLACE}"
_SOURCE = re.compile(
    r"\b(?:seen\s+by\s+the\s+(?:\w+\s+)?source|(?:that\s+|which\s+)?the\s+(?:\w+\s+)?source\s+sees|"
    rf"presents?\s+to\s+the\s+source|(?:total|equivalent)\s+{_NOUN}\s+of\s+the\s+(?:whole\s+)?(?:network|circuit|ladder)|"
    rf"[Ii]nput\s+{_NOUN})"
)
_OUTPUT = re.compile(rf"\b[Oo]utput\s+{_NOUN}")
_THEVENIN = re.compile(rf"\b[Tt]h(?:[eé]|\\'e)venin(?:\s+equivalent)?\s+{_NOUN}")
_PLACED = tuple(re.compile(p) for p in (_SEES, _SEEN_BY, _BETWEEN, _AT, _INTO))
_TALK = re.compile(rf"\b{_NOUN}|\bsees?\b|\bseen\b|\b[Ll]ook(?:s|ing)?\s+(?:back\s+)?(?:in)?to\b")
_OTHER = re.compile(
    r"\b(?:negative|differential|common[\s-]mode|each|either|half|incremental|dynamic|emitter\s+resistance|"
    r"dc|static|feedback|open[\s-]loop|without\s+feedback|contact|per\s+|thermal|magnitude|minimum|maximum)\b",
    re.IGNORECASE,
)
"""Words of resistances that are none of the circuit's between two nodes."""
_END = re.compile(r"(?<!i\.e)(?<!e\.g)(?<!resp)[.;!?](?=\s+[A-Z\\{(#*-]|\s*\Z)")
_CLAUSE = 160
"""Characters of a sentence before the claim, or behind it, that are heard."""
_USUAL = re.compile(r"[RZrz]_?(?:in|i|s|out|o|th|TH|Th|T|eq|EQ|N|tot|total|source|x|ab)(?:prime)*")
"""Names that are likely to stand for what is seen at an end of the circuit, and not for a part of it."""
_FEW = 4
"""Words that say nothing of a resistance, so that those of the sentence before are about it."""
MOST_OUT = 2
"""Parts that words take out of the circuit."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What words may speak of; if they are `firm`, it is one of these and nothing else.

    Nothing is neglected without a word where it is `exact`: in a circuit of passive parts, at a place named.
    """

    seen: tuple[Seen, ...]
    firm: bool
    exact: bool


def tied(symbol: str, claim: Claim, state: State) -> Tie | None:
    """The impedances of which the words about a name may speak; None where they speak of none."""
    if not IMPEDANCE.fullmatch(symbol) or not _TALK.search(state.work.source):
        return None
    words = [w for w in _words(symbol, claim, state) if _TALK.search(w)]
    if not words or any(_OTHER.search(w) for w in words):
        return None
    parts = {e.kind for e in state.oracle.circuit.elements}
    exact = parts <= set("RLCVI")
    table = symbol_table(state.oracle.circuit)
    out = _taken_out(" ".join(words), table)
    for said in words:
        found = list(_placed(symbol, said, table, out, state))
        if found:
            return Tie(tuple(found), firm=True, exact=exact)
    if not _USUAL.fullmatch(symbol):
        return None
    whole = " ".join(words)
    found = []
    if _OUTPUT.search(whole) or _THEVENIN.search(whole):
        found = [x for n in state.oracle.circuit.nodes for x in at_node(n, state, out)] if out else []
        found = found or list(at_outputs(state))
    elif _SOURCE.search(whole) and not symbol.lower().replace("_", "").endswith("out"):
        found = list(at_inputs(state))
    return Tie(tuple(found), firm=len(state.oracle.circuit.sources()) == 1, exact=False) if found else None


def _words(symbol: str, claim: Claim, state: State) -> Iterator[str]:
    """The claim's sentence before it, what stands right behind it, and what brings in the name elsewhere."""
    source = state.work.source
    _, stop = state.place_of(claim)
    before = in_plain_words(state.words_between(claim)[-2 * _CLAUSE :])
    *others, last = [x for x in _END.split(before) if x.strip()] or [""]
    yield _own(last[-_CLAUSE:], symbol)
    if others and not _TALK.search(last) and len(last.split()) <= _FEW:
        yield _own(others[-1][-_CLAUSE:], symbol)
    behind = in_plain_words(source[stop : stop + _CLAUSE].split("\n\n")[0])
    behind = _END.split(behind)[0]
    if re.match(r"\s*[,(%]|\s*(?:is|where|as|for)\b", behind):
        yield _own(re.split(r"[=≈]", behind)[0], symbol)
    text = in_plain_words(source)
    bare, primes = re.fullmatch(r"(.*?)((?:prime)*)", key(symbol)).groups()  # type: ignore[union-attr]
    spelled = r"_?\{?".join(re.escape(c) for c in bare) + r"\}?" + "'" * (len(primes) // 5) + r"(?![\w{'])"
    brings = re.compile(
        rf"(?<![\w\\]){spelled}\s*,?\s*(?:be|is|denotes?|for|as|being|=|:|—|–|,)\s*(?:the\s+|what\s+)(?P<said>[^.;:=≈]{{0,{_CLAUSE}}})"
    )
    yield from (m["said"] for m in brings.finditer(text))


def _own(words: str, symbol: str) -> str:
    """The words, if no other resistance is named in them that may be the one they speak of."""
    others = re.compile(rf"(?:{_NOUN})\s+(?P<name>[RZrz]_?\{{?\w{{1,6}}\}}?)(?!\w)")
    if any(key(m["name"]) != key(symbol) for m in others.finditer(words)):
        return ""
    return words


def _taken_out(words: str, table: Symbols) -> tuple[str, ...]:
    """The parts without which the words see."""
    return tuple(dict.fromkeys(x.name for _, _, x in out_of_circuit(words, table)))[:MOST_OUT]


def _placed(symbol: str, said: str, table: Symbols, out: tuple[str, ...], state: State) -> Iterator[Seen]:
    """What is seen where the words say it."""
    c = state.oracle.circuit
    for pattern in _PLACED:
        m = pattern.search(said)
        if m is None:
            continue
        groups = m.groupdict()
        with suppress(GainproofError, KeyError):
            by = groups.get("sees") or groups.get("by")
            if by:
                yield from _by(by, table, state)
            elif groups.get("plus"):
                plus, minus = c.node(groups["plus"]), c.node(groups["minus"])
                yield from _between(plus, minus, state, out)
            else:
                node = place(groups, c, table)
                yield from at_node(node, state, out) if node else ()
        return
    if _USUAL.fullmatch(symbol) and _SOURCE.search(said) and "input" not in said and len(c.sources()) == 1:
        yield from seen_by_sources(state, likely=True)


def _by(name: str, table: Symbols, state: State) -> Iterator[Seen]:
    part = part_named(name, state.oracle.circuit, table)
    if part is not None and part.kind in "RLC":
        yield from seen_by_parts(state, part.name)
    elif part is not None and part.kind in "VI":
        yield from seen_by_sources(state, likely=True, name=part.name)


def _between(a: str, b: str, state: State, out: tuple[str, ...]) -> Iterator[Seen]:
    """The impedances between two nodes, with or without what joins them there."""
    if GROUND in (a, b):
        yield from at_node(a if b == GROUND else b, state, out)
        return
    oracle = state.oracle
    c: Circuit = oracle.circuit
    joining = [e.name for e in c.elements if set(e.nodes[:2]) == {a, b} and e.kind in "RLC" and not e.part_of]
    away = [n for n in out if n not in joining]
    for size in range(len(joining), -1, -1):
        for some in combinations(joining, size):
            with suppress(GainproofError):
                alone = c
                for name in (*away, *some):
                    alone = alone.opened(name)
                alone = alone.off(*(x.name for x in c.sources()))
                there = oracle.beside(alone.with_test_source(a, b, name=TEST))
                across = add(c.voltage(a), neg(c.voltage(b)))
                if across != ZERO:
                    yield Seen(
                        Quot(across, Sym(TEST)), f"what is seen between {a} and {b}", there, likely=True
                    )
