"""Names of a Thévenin or Norton equivalent: “let V_th be the open-circuit voltage with R_5 taken out”.

What they are is a quantity of the circuit without the part that its sentence takes out, or that sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gainproof.circuit.circuit import Circuit, Element
from gainproof.derivation import Quantity
from gainproof.errors import GainproofError
from gainproof.hand.lexicon.symbols import Symbols, key
from gainproof.hand.reader.prose.explaining import in_plain_words
from gainproof.hand.work import Elsewhere

_BELOW = r"(?:_(?:\{[^{}\s]{1,8}\}|\\?[A-Za-z0-9]{1,8})|[a-z]{1,3})?"
_IS = r"\s*,?\s*(?:be|is|denotes?|for|as|represents|being|stands\s+for|:?=)?\s*"
_THEVENIN = r"(?:[Tt]h[eé]venin(?:\s+equivalent)?|[Ee]quivalent|[Ss]ource|[Ii]nternal|[Nn]orton)\s+"
_RESISTANCE = r"(?:resistance|impedance)"
_BOTH = (
    r"(?![\w{}])\s*,?\s*(?:be|are|denote|for|as|:?=)?\s*(?:the\s+)?[Tt]h[eé]venin(?:\s+equivalent)?\s+"
    rf"voltage\s+and\s+(?:the\s+)?{_RESISTANCE}"
)
_HEADS = r"\s+(?:seen|between|across|at|into|looking)\b[^.;:=]{0,60}[:,]\s+"
"""Words between what it is and its name: “resistance between a and b (R5 still out): R_th = …”."""
_NAMED = (
    rf"(?P<name>\b[VvUuE]{_BELOW})(?=\s+and\s+[RZ]{_BELOW}{_BOTH})",
    rf"\b[VvUuE]{_BELOW}\s+and\s+(?P<name>[RZ]{_BELOW}){_BOTH}",
    rf"(?P<name>\b[VvUuE]{_BELOW})(?![\w{{}}]){_IS}(?:the\s+|a\s+)?"
    r"(?:open[\s-]circuit|[Tt]h[eé]venin(?:\s+equivalent)?)\s+voltage",
    rf"(?P<name>\b[RZ]{_BELOW})(?![\w{{}}]){_IS}(?:the\s+|a\s+)?(?:{_THEVENIN})?{_RESISTANCE}"
    r"(?=[^.;]*\b(?:seen|terminals|between)\b)",
    rf"\b(?:open[\s-]circuit|[Tt]h[eé]venin)\s+voltage\s*,?\s+(?P<name>\b[VvUuE]{_BELOW})(?![\w{{}}])",
    rf"\b[Tt]h[eé]venin\s+{_RESISTANCE}\s*,?\s+(?P<name>\b[RZ]{_BELOW})(?![\w{{}}])",
    rf"\b(?:open[\s-]circuit|[Tt]h[eé]venin)\s+voltage{_HEADS}(?P<name>\b[VvUuE]{_BELOW})(?=\s*[:=])",
    rf"\bsees?\b(?:\([^()]{{0,60}}\)|[^.;:=()]){{0,60}}?\b(?i:{_RESISTANCE})\s+(?:of\s+)?(?P<name>[RZ]{_BELOW})(?=\s*=)",
    rf"\b[A-Z]\w{{0,4}}\s+sees\s+(?P<name>[RZ]{_BELOW})(?=\s*=)",
    rf"\b(?i:{_RESISTANCE})\s+(?:that\s+is\s+)?seen\s+by\b[^.;:=]{{0,40}}?\s(?P<name>[RZ]{_BELOW})(?=\s*=)",
    rf"\b(?i:{_RESISTANCE}){_HEADS}(?P<name>\b[RZ]{_BELOW})(?=\s*[:=])",
)
_PATTERNS = tuple(re.compile(p) for p in _NAMED)
_PART = r"(?P<part>[A-Z][A-Za-z]{0,3}(?:_(?:\{[^{}\s]{1,8}\}|[A-Za-z0-9]{1,8})|\d{1,2})?)(?![\w{}])"
_THE = r"(?:the\s+)?(?:[a-z]+\s+){0,2}?"
_DESCRIBED = "both|load|meter|bridge|detector|resistors?|capacitors?|branch|feedback|parts?"
_KIND = rf"(?:the\s+)?(?:(?:{_DESCRIBED})\s+){{0,2}}"
_ALONE = r"(?!\s*(?:,|and|or)\s+(?:R|C|L|Z)_?\{?\w)"
_STILL = r"(?:(?:is|are|being|still|now|first|has\s+been|left|set|put|temporarily)\s+)*"
_STOP = r"(?=[ \t]*(?:[:,;.)\n]|\Z|=>|->|→|⇒|\\(?:to|[Rr]ight)))"
_OUT = (
    rf"\s+{_STILL}(?:(?:taken|pulled|left|cut|lifted|moved|switched)\s+(?:out|away|off|aside)|removed|"
    r"disconnected|absent|lifted|detached|unplugged|omitted|deleted|gone|"
    r"not\s+(?:there|connected|present|fitted|in\s+place)|(?:replaced\s+by\s+)?an\s+open(?:\s+circuit)?|"
    rf"(?:out|away|off)(?:\s+of\s+(?:the\s+)?(?:circuit|network|bridge|picture)|\s+for\s+now|{_STOP})|"
    rf"open(?:[\s-]circuit(?:ed)?)?{_STOP})"
)
_TAKE = r"(?:[Tt]ak(?:e|ing)|[Ll]eav(?:e|ing)|[Pp]ull(?:ing)?|[Cc]ut(?:ting)?|[Ll]ift(?:ing)?)"
_WHAT = r"(?!\s+(?:terms?|currents?|factors?|voltages?|noise)\b)"
"""A term of the part that is left out is not the part."""


def _taken_out(part: str, alone: str) -> tuple[re.Pattern[str], ...]:
    """Words that take such parts out, with what may not stand behind a single one."""
    behind = part + alone + _WHAT
    return tuple(
        re.compile(p)
        for p in (
            rf"{part}{_OUT}\b",
            rf"\b(?:[Ww]ithout|[Rr]emov(?:e|ing)|[Dd]isconnect(?:ing)?|{_TAKE}\s+(?:out|away|off))\s+{_THE}{behind}",
            r"\b(?:[Nn]o|[Ii]gnor(?:e|ing)|[Ff]orget(?:ting)?\s+about|[Dd]elet(?:e|ing)|[Oo]pen(?:ing)?|[Dd]etach(?:ing)?|"
            rf"[Uu]nplug(?:ging)?|[Oo]mit(?:ting)?|[Ll]ift(?:ing)?|[Dd]isregard(?:ing)?)\s+{_KIND}{behind}",
            rf"\b{_TAKE}\s+{_KIND}{part}\s+(?:out|away|off)\b",
        )
    )


_TAKEN_OUT = _taken_out(_PART, _ALONE)
"""Words that take a part out; with them in its sentence, a name is a quantity of what is left."""
_NAME = re.compile(r"[A-Z][A-Za-z]{0,3}(?:_(?:\{[^{}\s]{1,8}\}|[A-Za-z0-9]{1,8})|\d{1,2})?(?![\w{}])")
_AND = r"(?:\s*(?:,\s*and\b|,|and\b|&)\s*(?:the\s+)?"
_SEVERAL = _taken_out(rf"(?<![\w\\]){_PART}(?P<more>{_AND}{_NAME.pattern}){{0,5}})", "")
_NOT = re.compile(r"\b(?:not|never|cannot|nor|than)\s+(?:\w+\s+){0,2}\Z")
_NEAR = 30
"""Characters before the words that may deny them."""
_WITHOUT = (
    *_TAKEN_OUT,
    *(
        re.compile(p)
        for p in (
            rf"\b(?:seen|felt|faced)\s+(?:by|from|looking\s+out\s+of)\s+{_THE}{_PART}{_ALONE}",
            rf"(?<![\w.]){_PART}\s+sees\b",
            rf"\bterminals\s+of\s+{_THE}{_PART}{_ALONE}",
        )
    ),
)
_USUAL = re.compile(r"\b(?:[VvUuE]_?\{?(?:th|Th|TH|oc|OC)|[RZ]_?\{?(?:th|Th|TH))\}?(?!\w)")
"""Names that are used for nothing else."""
_BETWEEN = re.compile(
    r"\b(?:between|across)\s+(?:the\s+)?(?:nodes?\s+|terminals?\s+)?(?P<plus>\w{1,6})\s+and\s+(?P<minus>\w{1,6})\b"
)
_END = re.compile(r"(?<!i\.e)(?<!e\.g)(?<!resp)[.;]\s+(?=[A-Z\\{(#*-])|[.;]\s*\Z|\s#+\s")
_MOST = 6
"""Names of one document."""


def at_terminals(source: str, symbols: Symbols) -> dict[str, Elsewhere]:
    """The names that words tie to the terminals of a part that is taken out; none that has two meanings."""
    circuit = symbols.circuit
    if circuit is None:
        return {}
    found: dict[str, Elsewhere] = {}
    twice: set[str] = set()
    text = in_plain_words(source)
    sentences = _END.split(text)
    for sentence in (*sentences, *_far_from_it(text, sentences, symbols)):
        for name, told in _told(sentence, circuit, symbols):
            if symbols.known(name) is not None or len(found) >= _MOST:
                continue
            other = next((n for n in found if key(n) == key(name)), name)
            if found.setdefault(other, told) != told:
                twice.add(other)
    return {n: x for n, x in found.items() if n not in twice}


def _far_from_it(text: str, sentences: Sequence[str], symbols: Symbols) -> Iterator[str]:
    """Sentences that name a voltage or a resistance alone, each with the words for the document's one part.

    A name that is used for nothing else, V_oc, needs no words of its own.
    """
    words = {x.name: m[0] for p in _WITHOUT for m in p.finditer(text) for x in _part(m["part"], symbols)}
    if len(words) != 1:
        return
    (part,) = words.values()
    yield from (f"{s}, {part}" for s in sentences if not any(p.search(s) for p in _WITHOUT))
    explained = {m["name"] for p in _PATTERNS for m in p.finditer(text)}
    usual = dict.fromkeys(m[0] for m in _USUAL.finditer(text) if m[0] not in explained)
    voltage = (n for n in usual if n[0] in "VvUuE")
    yield from (f"{n} is the open-circuit voltage, {part}" for n in voltage)
    yield from (f"{n} is the resistance seen, {part}" for n in usual if n[0] in "RZ")


def _told(sentence: str, circuit: Circuit, symbols: Symbols) -> Iterator[tuple[str, Elsewhere]]:
    named = {m["name"]: m for pattern in _PATTERNS for m in pattern.finditer(sentence)}
    parts = {
        x.name: x
        for pattern in _WITHOUT
        for m in pattern.finditer(sentence)
        for x in _part(m["part"], symbols)
    }
    if not named or len(parts) != 1:
        return
    (part,) = parts.values()
    ends = part.nodes[0], part.nodes[1]
    between = _BETWEEN.search(sentence)
    if between is not None:
        try:
            said = circuit.node(between["plus"]), circuit.node(between["minus"])
        except GainproofError:
            said = ends
        if set(said) != set(ends):
            return
        ends = said
    for name in named:
        kind = "response" if name[0] in "VvUuE" else "impedance"
        yield name.replace("\\", ""), Elsewhere(Quantity(kind, ends), part.name)


def out_of_circuit(source: str, symbols: Symbols) -> Iterator[tuple[int, int, Element]]:
    """Where words take a part out of the circuit, from … to, and which one."""
    text = source.replace("$", " ")
    for pattern in _SEVERAL:
        for m in pattern.finditer(text):
            if not _NOT.search(text, max(0, m.start() - _NEAR), m.start()):
                names = (m["part"], *_NAME.findall(m["more"]))
                yield from ((m.start(), m.end(), x) for n in names for x in _part(n, symbols))


def _part(name: str, symbols: Symbols) -> list[Element]:
    """The two-terminal part of this name; none, if there is no such one."""
    part = symbols.find(name)
    elements = symbols.circuit.elements if symbols.circuit is not None else ()
    found = [e for e in elements if part is not None and e.value == part.expr and e.kind in "RLC"]
    return found if len(found) == 1 else []
