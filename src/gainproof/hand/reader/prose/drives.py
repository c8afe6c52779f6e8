"""Names of a test source: “apply a test voltage v_t at the output”, “let i_x be the current into the drain”.

Nothing in the netlist has these names, for the source is only thought of.  What they are is found when the
lines that hold them are judged; here is found which names they are, and at which node, if the words say one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gainproof.circuit.circuit import GROUND
from gainproof.errors import GainproofError
from gainproof.hand.lexicon.symbols import Symbols, key
from gainproof.hand.reader.prose.explaining import in_plain_words
from gainproof.hand.reader.prose.introducing import ENDS
from gainproof.hand.reader.words import PARAGRAPH_END

_NAME = r"(?P<name>\b[iIvVuUeE](?:_(?:\{[^{}\s]{1,8}\}|\\?[A-Za-z0-9]{1,8})|[a-z]|\d)?)(?![\w{}])"
_WHAT = r"(?:test\s+|ac\s+|signal\s+|fictitious\s+)*(?:current|voltage)(?:\s+source)?"
_CONTEXT = re.compile(
    r"\btest[\s-]+(?:current|voltage|source|signal|generator|[iv]_?\w\b)|"
    r"\boutput\s+(?:resistance|impedance)|\blooking\b|\binject|"
    r"\b(?:push|feed|forc|send)\w*\s+\$?i_|\breplac\w+\s+(?:[\w$]+\s+)?by\s+an?\s+(?:current|voltage)\s+source|"
    r"\bseen\s+(?:at|from|into|by)|\bsee\s+looking|th[eé]venin|norton|\bR_?\{?out|\bZ_?\{?out|\bdrive\s+the\s+(?:output|drain|collector|emitter|source)",
    re.IGNORECASE,
)
_PATTERNS = (
    re.compile(_NAME + r"\s*:?=\s*(?:the\s+|a\s+)?test\s+(?:current|voltage)\b"),
    re.compile(rf"\btest[\s-]+(?:(?:current|voltage|source|signal)(?:\s+source)?,?\s+(?:of\s+)?)?{_NAME}"),
    re.compile(
        r"(?i:\b(?:appl|inject|forc|connect|feed|push|send|attach|put)\w*\s+[^.;=]{0,40}?\b"
        + _WHAT
        + r")\s+"
        + _NAME
    ),
    re.compile(r"(?i:\breplac\w*)\s+[^.;=]{0,30}?\b(?:an?|the)\s+" + _WHAT + r"\s+(?:of\s+)?" + _NAME),
    re.compile(
        _NAME + r"\s+(?:be|is|denotes?|for)\s+(?:the|a)\s+(?:resulting\s+|test\s+|total\s+|injected\s+)*"
        r"(?:current|voltage)\s+(?:that\s+)?(?:flow\w*\s+|runs?\s+|drawn\s+|injected\s+|applied\s+)?(?:into|in|at|from|out|there)\b"
    ),
    re.compile(
        r"\b"
        + _WHAT
        + r"\s+"
        + _NAME
        + r"\s*,?\s+(?:is\s+|be\s+|that\s+)?"
        + r"(?:injected|applied|forced|fed|pushed|sent|goes|enters|flow\w*|drives?|drawn|into|at)\b"
    ),
    re.compile(
        r"(?i:\btest[\s-]+(?:source|generator|voltage)\s+(?:must\s+|has\s+to\s+|then\s+)?"
        r"(?:deliver|suppl|provid|forc|driv|push|inject|giv|send)\w*)\s+(?:(?:a|the)\s+)?(?:current\s+)?"
        + _NAME
    ),
    re.compile(r"(?i:\b(?:inject|push|forc|feed|send|driv)\w*)\s+" + _NAME + r"\s+(?:in)?to\b"),
    re.compile(
        r"(?i:\b(?:driv|inject|appl|forc)\w*)\s+[^.;=]{0,30}?\b(?:(?:with|by)\s+)?(?:an?\s+|the\s+)?(?:"
        + _WHAT
        + r"\s+)?"
        + _NAME
    ),
    re.compile(
        r"\b(?:current|voltage)\s+"
        + _NAME
        + r"\s+(?:must|has\s+to|that|which|it|the\s+test|supplied|delivered|drawn|needed)"
    ),
)
_ITS = re.compile(
    r"(?<!base )(?<!collector )(?<!gate )(?<!control )(?<!controlling )(?<!feedback )"
    r"\b(?:current|voltage)\s+(?:there\s+)?(?:is\s+|of\s+|becomes\s+)?"
    + _NAME
    + r"|"
    + _NAME.replace("<name>", "<second>")
    + r"\s+(?:be|is)\s+the\s+(?:current|voltage)"
)
"""The other quantity of a test source, behind the one that was named; no “base current i_b”."""
_THERE = re.compile(r"voltage\s+there\b")
_CURRENT = r"([iI](?:_(?:\{{[^{{}}\s]{{1,8}}\}}|[A-Za-z0-9])|[a-z])?)(?![\w{{}}])"
_OVER = (
    r"(?<!\w){0}\}}?\s*/\s*"
    + _CURRENT
    + r"|frac\{{{0}\}}?\}}\{{"
    + _CURRENT.replace(r"(?![\w{{}}])", "")
    + r"\}}"
)
"""The test voltage over a current, which is the test current."""
_FAR = 150
_VOLTAGE = r"\b[vVuUeE](?:_\{[^{}\s]{1,8}\}|_?\\?[A-Za-z0-9]{1,6})(?![\w{}])"
_DIFFERENCE = re.compile(
    rf"(?P<name>{_VOLTAGE})\s*:?=\s*(?P<plus>{_VOLTAGE})\s*[-−]\s*(?P<minus>{_VOLTAGE})(?!\s*[-+*/(−])"
)
_DRIVER = re.compile(_NAME + r"\s+(?:(?:now|directly|then|also|alone)\s+)?\Z")
"""Who drives, before the verb."""
_NODE = re.compile(r"\b(?:node|pin|terminal)\s+(?P<node>[A-Za-z0-9]{1,6})\b")
_AT = re.compile(
    r"\b(?:at|into)\s+(?P<node>[A-Za-z][A-Za-z0-9]{0,5}|\d{1,3}(?=\s*[,.;:)]))\b(?!(?<=\s[aA])\s+[a-z])"
)
"""A node without the word; “at a point” and “at 1 kHz” are about none."""
_OUTPUT = re.compile(r"\boutput\b", re.IGNORECASE)
_NEAR = 70
"""Characters around the name in which its node is looked for."""
_OF_TEST = re.compile(
    r"\btest[\s-]+(?:current|voltage|source|generator)|\binject|\breplac\w+[^.;=]{0,30}\b(?:current|voltage)\s+source\b",
    re.IGNORECASE,
)
_USUAL = re.compile(r"(?<![\w\\])[iv]_(?:\{(?:t|x|test|T|X)\}|t|x|T|X)(?![\w{}])")
"""Names that few give to anything else, where words speak of a test source."""
_PART = r"(?P<part>(?<![\w\\])[RCLZ]_?(?:\{\w{1,6}\}|\w{0,6}))(?!\w)"
_IN_PLACE_OF = re.compile(
    rf"(?:\b(?:[Rr]eplac\w*|[Ii]nstead\s+of|[Ii]n\s+place\s+of|[Rr]emov\w*|[Ww]ithout)\s+(?:the\s+)?(?:load\s+)?{_PART}|"
    rf"{_PART.replace('<part>', '<gone>')}\s+(?:is\s+)?(?:replaced|removed|taken\s+out|disconnected|out\b))"
)
"""The part in the place of which the source is."""
_NO_NAMES = frozenset(("i", "I", "e", "E", "in", "is", "it", "if", "ve", "vs", "V", "v", "u"))
_MOST = 4


def names_of_tests(source: str, symbols: Symbols) -> dict[str, str]:
    """The names of test sources, each with its node, or "" where the words say none."""
    circuit = symbols.circuit
    if circuit is None or not _CONTEXT.search(source):
        return {}
    text = in_plain_words(PARAGRAPH_END.sub("\n.\n", source))
    found: dict[str, str] = {}
    named = [
        m for p in _PATTERNS for m in p.finditer(text) if not _driven_by_itself(text[: m.start()], symbols)
    ]
    ends = [m.end() for m in named]
    named += [m for end in ends for m in [_ITS.search(text, end, end + _FAR)] if m is not None]
    for m in named:
        name = next(x for x in m.groups() if x).replace("\\", "")
        if name in _NO_NAMES or symbols.known(name) is not None or len(found) >= _MOST:
            continue
        if _is_difference(name, text, symbols):
            continue
        if _THERE.match(m[0]) and not any(n[0] in "iI" for n in found):
            continue  # the voltage at a source of the netlist
        known = next((n for n in found if key(n) == key(name)), name)
        around = text[max(0, m.start() - _NEAR) : m.end() + _NEAR]
        found[known] = found.get(known) or _node(around, symbols)
    if all(symbols.known(x) is None for m in named for x in m.groups() if x):  # no source of the netlist
        found |= _usual_ones(text, found, symbols)
    for name in [n for n in found if n[0] not in "iI"]:
        for m in re.finditer(_OVER.format(re.escape(name).replace("_", r"_\{?")), text):
            current = next(x for x in m.groups() if x)
            if symbols.known(current) is None and current not in _NO_NAMES:
                found.setdefault(current, found[name])
    return found


def _usual_ones(text: str, found: Mapping[str, str], symbols: Symbols) -> dict[str, str]:
    """The names i_t, v_x, where words speak of a test source, and of which they say nothing else."""
    circuit = symbols.circuit
    named = {key(n) for n in found}
    out: dict[str, str] = {}
    for m in _USUAL.finditer(text) if circuit is not None and _OF_TEST.search(text) else ():
        if symbols.find(m[0]) is not None or key(m[0]) in named or any(n[0] == m[0][0] for n in found):
            continue
        around = text[max(0, m.start() - _NEAR) : m.end() + _NEAR]
        out.setdefault(m[0], next((n for n in found.values() if n), _node(around, symbols)))
    return out if len(out) <= _MOST else {}


def _is_difference(name: str, text: str, symbols: Symbols) -> bool:
    """Does the writer say that it is the difference of two voltages of the circuit, v_d = v_p - v_n?"""
    said = [m for m in _DIFFERENCE.finditer(text) if key(m["name"]) == key(name)]
    return any(all(symbols.known(m[k]) is not None for k in ("plus", "minus")) for m in said)


def _driven_by_itself(before: str, symbols: Symbols) -> bool:
    """Is what drives a source of the netlist, “V_1 drives the base”?"""
    m = _DRIVER.search(before)
    found = symbols.known(m["name"]) if m is not None else None
    sources = symbols.circuit.sources() if symbols.circuit is not None else ()
    return found is not None and any(found == e.value for e in sources)


def _node_of_part(words: str, symbols: Symbols) -> str:
    """The node of the part that is taken out, of which the other end is grounded; "" if there is none."""
    for m in _IN_PLACE_OF.finditer(words):
        found = symbols.find(m["part"] or m["gone"])
        for e in symbols.circuit.elements if found is not None and symbols.circuit is not None else ():
            if found is not None and e.value == found.expr and e.kind in "RLC" and GROUND in e.nodes:
                return next((n for n in e.nodes if n != GROUND), "")
    return ""


def _node(words: str, symbols: Symbols) -> str:
    circuit = symbols.circuit
    if circuit is None:
        return ""
    for m in (*_NODE.finditer(words), *_AT.finditer(words)):
        try:
            return circuit.node(m["node"])
        except GainproofError:
            continue
    lower = {n.lower(): n for n in circuit.nodes}
    for word, letter in ENDS.items():
        if letter in lower and re.search(rf"\b(?:the|at|into)\s+{word}\b", words, re.IGNORECASE):
            return lower[letter]
    if node := _node_of_part(words, symbols):
        return node
    if _OUTPUT.search(words):
        return next((lower[n] for n in ("out", "o", "vo", "vout", "output") if n in lower), "")
    return ""
