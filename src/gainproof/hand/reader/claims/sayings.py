"""Conditions that words say and no formula: “neglecting R_o”, “for large A”, “if all resistors are equal”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.expression import Sym
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.reader.claims.roles import with_names
from gainproof.hand.work import OTHER_VALUES, Condition, Span

LONGEST = 400
"""Characters of a sentence that are searched."""
_NAME = r"(?P<name>\\?[A-Za-zα-ωΑ-Ω]+(?:_\{?\w{1,8}\}?|[₀-₉ₐ-ₜ]+|\d+)?)(?!\w)"
_LARGE = (
    r"(?:(?:very|sufficiently|extremely|arbitrarily|infinitely)\s+)?(?:large|high|big|great|infinite|huge)\b"
)
_SMALL = r"(?:(?:very|sufficiently|extremely|negligibly)\s+)?(?:small|low|tiny|negligible)\b"
_FEW = r"(?:[a-z-]+\s+){0,3}?"
_REST = r"\s+(?P<name>(?:[^\s,.;:]+\s+){0,3}[^\s,.;:]+)"
"""A few words, among them the name."""
_AS = (
    r"\b(?:taking|making|letting|let|take|make|assume|suppose|with|for|if|when|where|once|provided|assuming|"
    r"while|because|since|as|and)\s+(?:that\s+)?"
)
_IS = r"\s+(?:is\s+|were\s+|was\s+|to\s+be\s+|be\s+|being\s+|becomes\s+|gets\s+)?"
_OF = r"\b(?:for|with|of|at|given|assuming|and)\s+(?:an?\s+|the\s+)?"
_BEGIN = r"(?:\A\s*|[.;:,]\s+|\n\s*|[(\[]\s*)(?:(?:and|with|for)\s+)?"
_STOP = r"(?=\s*(?:enough\s*)?(?:[:,;.)\]]|\Z|=>|⇒))"
_ACTS = r"\s+(?:is|are|acts\s+as|being|becomes|as)\s+"
_GROWS = (
    r"(?:grows|increases|rises|dominat(?:es|ing|e)|(?:is\s+)?dominant|"
    r"(?:go(?:es)?|tends?|going|tending|approach\w*)\s+(?:to\s+|towards\s+)?(?:infinity|∞|\\infty))\b"
)
_FALLS = (
    r"(?:vanish(?:es|ing)?|shrinks|"
    r"(?:go(?:es)?|tends?|going|tending|approach\w*)\s+(?:to\s+|towards\s+)?(?:zero|0))\b"
)
_LEFT = r"(?:neglect|ignor|disregard|dropp|omitt|remov|negligib|left\s+out|taken\s+out)\w*"
_KIND = (
    r"(?:(?:load|source|output|input|feedback|emitter|collector|base|drain|bypass|resist(?:or|ance)|"
    r"capacit(?:or|ance))\s+){0,2}"
)
_OPEN = r"(?:(?:is|are|left|being|an|replaced\s+by\s+an?)\s+){0,2}open(?:[\s-]*circuit\w*)?\b(?![\s-]*loop)"
_SHORT = r"(?:(?:is|are|being|replaced\s+by\s+a)\s+){0,2}short(?:[\s-]*circuit\w*|ed)?\b"
_ENDS = (
    (re.compile(_AS + _FEW + _NAME + _IS + _LARGE, re.IGNORECASE), "oo"),
    (re.compile(_OF + _LARGE + _REST, re.IGNORECASE), "oo"),
    (re.compile(_AS + _FEW + _NAME + _IS + _SMALL, re.IGNORECASE), "0"),
    (re.compile(_OF + _SMALL + _REST, re.IGNORECASE), "0"),
    (re.compile(_AS + _FEW + _NAME + r"\s+(?:is|was|were)\s+(?:zero|0|absent|missing)\b", re.I), "0"),
    (re.compile(r"\b(?:first|second|lowest|leading)[\s-]+order\s+(?:in|of)" + _REST, re.IGNORECASE), "0"),
    (re.compile(_BEGIN + _LARGE + _REST, re.IGNORECASE), "oo"),
    (re.compile(_BEGIN + _SMALL + _REST, re.IGNORECASE), "0"),
    (re.compile(_BEGIN + _NAME + _IS + _LARGE + _STOP, re.IGNORECASE), "oo"),
    (re.compile(_BEGIN + _NAME + _IS + _SMALL + _STOP, re.IGNORECASE), "0"),
    (re.compile(f"(?:{_AS}|{_BEGIN}){_NAME}\\s+{_GROWS}", re.IGNORECASE), "oo"),
    (re.compile(f"(?:{_AS}|{_BEGIN}){_NAME}\\s+{_FALLS}", re.IGNORECASE), "0"),
    (re.compile(f"(?:{_AS}|{_BEGIN}){_NAME}\\s+{_OPEN}", re.IGNORECASE), "open"),
    (re.compile(f"(?:{_AS}|{_BEGIN}){_NAME}\\s+{_SHORT}", re.IGNORECASE), "short"),
    (re.compile(f"(?:{_AS}|{_BEGIN}){_NAME}\\s+(?:is\\s+|being\\s+)?{_LEFT}", re.IGNORECASE), ""),
    (re.compile(rf"\bwithout\s+(?:the\s+|an?\s+)?{_KIND}{_NAME}", re.IGNORECASE), ""),
    (re.compile(r"\b(?:dropping|leaving\s+out|omitting|removing)" + _REST, re.IGNORECASE), ""),
    (re.compile(_NAME + _ACTS + r"(?:open\b|an\s+open)", re.IGNORECASE), "open"),
    (re.compile(_NAME + _ACTS + r"(?:an?\s+)?short", re.IGNORECASE), "short"),
    (re.compile(r"\b(?:neglect|ignor|disregard|omit)\w*" + _REST, re.IGNORECASE), ""),
    (
        re.compile(
            _NAME + r"\s+(?:is|can\s+be|may\s+be|being)\s+(?:neglect|ignor|negligib|disregard)\w+", re.I
        ),
        "",
    ),
)
_LIKE = ("open", "short")
"""What a part is like that is at an end."""
_OTHERWISE = re.compile(
    r"%\s*(?:too\s+)?(?:high|low|large|small|off|mismatch|error|change|toleranc|more|less)|\bmismatch|\btoleranc|"
    r"\bworst|\bdrift|\bdoubl(?:ed|ing)|\bhalv(?:ed|ing)|\btwice as (?:large|big|high)",
    re.IGNORECASE,
)
"""Words about parts with other values than the netlist's."""
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_KINDS = {"resist": "R", "capacit": "C"}
_ALIKE = r"(?:equal|identical|the\s+same)"
_EQUAL = (
    re.compile(
        r"\ball\s+(?:of\s+)?(?:the\s+)?(?:(?P<count>[a-z]+)\s+)?(?P<kind>resist|capacit)\w+\s+"
        rf"(?:are\s+|being\s+|have\s+|is\s+)?(?:chosen\s+|made\s+|taken\s+)?{_ALIKE}(?:\s+to\s+{_NAME})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:(?P<count>[a-z]+)\s+)?{_ALIKE}\s+(?P<kind>resist|capacit)\w+(?:\s+{_NAME})?", re.IGNORECASE
    ),
)


_BIASES = re.compile(
    rf"\b(?:{_ALIKE}|matched|same)\s+(?:input\s+)?(?:bias\s+)?currents\b|"
    rf"\bcurrents\s+(?:\S+\s+and\s+\S+\s+)?(?:are\s+|being\s+|is\s+)?(?:{_ALIKE}|matched)\b",
    re.IGNORECASE,
)

_TEXT = re.compile(r"\\(?:text|textrm|textit|mbox|mathrm)\s*(?=\{)")
_INDEX = re.compile(r"(_\{\w{1,8}\})|[{}]")
_SPACE = re.compile(r"\\(?:qquad|quad|[,;:!> ])|[~&\s]+")


def in_plain_words(formula: str) -> str:
    r"""The words of a formula, ``\quad \text{for large } \beta``, as they stand in a sentence."""
    return _SPACE.sub(" ", _INDEX.sub(r"\1", _TEXT.sub(" ", formula))).strip(" ,;.")


def conditions_in(words: str, symbols: Symbols, span: Span) -> list[Condition]:
    """What the words before a formula say of parts; `span` is the place that stands for theirs."""
    circuit = symbols.circuit
    if circuit is None:
        return []
    words = with_names(words[-LONGEST:].replace("$", ""), circuit)
    out = []
    for pattern, to in _ENDS:
        for m in pattern.finditer(words):
            part = next((p for word in m["name"].split() if (p := _part(word.strip("()[]"), symbols))), None)
            if part is not None:
                end = _shown(part.name, to, circuit) if to in _LIKE else to or _gone(part.name, circuit)
                out += [Condition(part.name, end, span, part)] if end else []
    out += _equal_biases(words, circuit, span)
    if _OTHERWISE.search(words):
        out.append(Condition("", OTHER_VALUES, span))
    return [*out, *_equal(words, circuit, symbols, span)]


def _part(name: str, symbols: Symbols) -> Sym | None:
    """The part that a word means, or the name that formulas before it use."""
    circuit, found = symbols.circuit, symbols.find(name)
    part = found.expr if found is not None else symbols.met(name)
    if circuit is None or not isinstance(part, Sym):
        return None
    if part.name != name and sum(part in e.value.walk() for e in circuit.elements if e.value is not None) > 1:
        return None  # R2 = R, as another is: what goes for R2 does not go for R
    known = part.name in circuit.parameters or symbols.is_own(part.name) or found is None
    return part if known else None


def _shown(name: str, like: str, circuit: Circuit) -> str:
    """Where a resistor, a capacitor or an inductor goes that is open, or a short; "" for all else."""
    kind = next((e.kind for e in circuit.elements if e.value == Sym(name)), "")
    open_ = {"R": "oo", "C": "0", "L": "oo"}
    return open_.get(kind, "") if like == "open" else {"R": "0", "C": "oo", "L": "0"}.get(kind, "")


def _gone(name: str, circuit: Circuit) -> str:
    """Where a part goes that is neglected: a resistor beside something else vanishes as it grows.

    A part with a limit of its own goes there; a resistor to ground, or across another element, grows, and all
    else becomes small.
    """
    part = circuit.parameters.get(name)
    if part is not None and part.ideal:
        return part.ideal
    of = next((e for e in circuit.elements if e.value == Sym(name)), None)
    if of is None or of.kind != "R":
        return "0"
    ends = set(of.nodes[:2])
    across = any(e is not of and ends <= set(e.nodes[:2]) for e in circuit.elements)
    return "oo" if across or GROUND in ends else "0"


def _equal(words: str, circuit: Circuit, symbols: Symbols, span: Span) -> Iterator[Condition]:
    """All resistors set equal, and to a new name if the words say one."""
    for m in (m for pattern in _EQUAL for m in pattern.finditer(words)):
        kind = _KINDS[m["kind"].lower()]
        first, *others = [*_of_kind(circuit, kind), None]
        count = _COUNT.get((m["count"] or "").lower(), len(others))
        if first is None or count != len(others) or first.value is None:
            continue
        for e in others:
            if e is not None and e.value is not None:
                yield Condition("", "=", span, e.value, first.value)
        if m["name"] and symbols.find(m["name"]) is None:
            yield Condition("", "=", span, first.value, symbols.named(m["name"]))
        return


def _equal_biases(words: str, circuit: Circuit, span: Span) -> Iterator[Condition]:
    """The two bias currents of an amplifier set equal: “for equal bias currents”."""
    if _BIASES.search(words):
        biases = [n for n, p in circuit.parameters.items() if p.unit == "A" and p.ideal == "0"]
        if len(biases) == 2:
            yield Condition("", "=", span, Sym(biases[0]), Sym(biases[1]))


def _of_kind(circuit: Circuit, kind: str) -> list[Element]:
    return [e for e in circuit.elements if e.kind == kind and not e.part_of and isinstance(e.value, Sym)]
