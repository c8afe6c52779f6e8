"""Which sources are on, by the words of a stage: “V1 alone:”, “the contribution of V_2”, “all sources off”.

A stage goes on over several lines, up to a heading, to words about another source, and to words that bring
the sources back: “adding”, “together”, “in general”.
"""

from __future__ import annotations

import re

from gainproof.circuit.elements.kind import value
from gainproof.expression import ZERO, Sym
from gainproof.hand.lexicon.held import held_by
from gainproof.hand.lexicon.symbols import Symbols
from gainproof.hand.work import ALONE, QUIET, Condition, Span

LONGEST = 300
"""Characters of a sentence that are searched."""
_NAME = r"\$?(?P<name>\\?[A-Za-z]+(?:_(?:\{[\w,+-]{1,8}\}|\\?[A-Za-z0-9]+)|\d+)?)\$?(?![\w{])"
_MORE = r"(?!\s*(?:,\s*|and\s+|or\s+|,\s*and\s+)\$?[viVIE]_?\d)"
"""And no list of sources behind it."""
_THE = r"(?:the\s+)?(?:(?:input|signal|offset|bias|source|voltage|current|generator)s?\s+){0,2}"
_ALONE = (
    re.compile(
        _NAME
        + r"\s+(?:acts?\s+|acting\s+|is\s+|being\s+|applied\s+|on\s+)?(?:alone|on\s+its\s+own|by\s+itself)\b"
    ),
    re.compile(r"\b[Oo]nly\s+" + _THE + _NAME + _MORE),
    re.compile(_NAME + r"\s+only\b"),
    re.compile(
        r"(?i:\b(?:due|owing|in\s+response)\s+to|\b(?:because|contribution|effect|part|share)\s+of|"
        r"\b(?:contributed|caused|produced)\s+by|\bcontribution\s+from|\bresponse\s+to)\s+"
        + _THE
        + _NAME
        + _MORE
    ),
    re.compile(r"(?i:\bwith)\s+" + _THE + _NAME + r"\s+(?:alone|only|as\s+the\s+only)\b"),
)
_LABEL = (
    re.compile(r"(?:^|[|\n(*;-])\s*" + _NAME + r"[*_]{0,2}\s*[:|]\s*$"),
    re.compile(r"(?i:(?:^|[|\n(*;,-])\s*(?:from|by|for)\s+)" + _THE + _NAME + r"[*_]{0,2}\s*[:|,]\s*$"),
)
"""Before a formula, in a work that speaks of one source after the other."""
_QUANTITY = {
    "offset": re.compile(r"\b[Oo]ffset(?:\s+voltage)?\s+(?:alone|only|by\s+itself|on\s+its\s+own)\b")
}
_NONE = re.compile(
    r"\b(?:all|both|every|each)\s+(?:of\s+)?(?:the\s+)?(?:other\s+)?(?:independent\s+)?sources?\s+"
    r"(?:are\s+|is\s+|being\s+|were\s+)?(?:(?:switched|turned)\s+)?(?:off|zero|dead|deactivated|suppressed|killed|set\s+to\s+zero)\b|"
    r"\b(?:kill|deactivat|suppress|switch\w*\s+off|turn\w*\s+off)\w*\s+(?:all\s+|both\s+|every\s+)?(?:the\s+)?"
    r"(?:independent\s+)?sources?\b",
    re.IGNORECASE,
)
_OFF = (
    re.compile(
        r"(?i:\b(?:ground|short|kill|switch|turn|suppress|deactivat|zero)(?:ing|s|ed)?(?:\s+off|\s+out)?)\s+"
        + _THE
        + _NAME
    ),
    re.compile(
        _NAME + r"\s+(?:is\s+|being\s+)?(?:grounded|shorted|off|dead|suppressed|"
        r"deactivated|(?:switched|turned)\s+off|"
        r"set\s+to\s+(?:zero|0))\b"
    ),
)
_QUIET = re.compile(
    r"\b(?:set|put|take|mak|ground|short|tie)\w*\s+(?:the\s+|both\s+|all\s+)*(?:input|signal)s?(?:\s+(?:signal|voltage|source)s?)?"
    r"\s+(?:to\s+|at\s+|equal\s+to\s+)?(?:zero|0\b|ground)|\b(?:ground|short)\w*\s+(?:the\s+|both\s+)?inputs?\b|"
    r"\b(?:input|signal)s?(?:\s+(?:signal|voltage|source)s?)?\s+(?:is\s+|are\s+|being\s+)?(?:set\s+to\s+zero|zero|grounded|shorted)\b",
    re.IGNORECASE,
)
SUPERPOSING = re.compile(
    r"superpos|one\s+(?:source\s+)?at\s+a\s+time|each\s+source|one\s+source|\balone\b|contribution|separately",
    re.IGNORECASE,
)
"""Words of a work that speaks of one source after the other."""
BACK = re.compile(
    r"\b(?:together|adding|add(?:s|ed)?\s+up|summing|sum\s+of|the\s+sum|total|superpos(?:ing|ition\s+(?:gives|yields))|"
    r"both\s+sources|all\s+sources\s+on|(?:on|in|back)\s+again|in\s+general|restor\w+|overall|combined|altogether|back\s+in\s+place)\b",
    re.IGNORECASE,
)
"""Words that bring every source back."""


def stage_in(words: str, symbols: Symbols, span: Span, superposing: bool) -> Condition | None:
    """Which source acts alone, or that none does, by the last words that say so; None if they say nothing.

    `superposing` says that the work takes its sources one at a time, where a source's name before a colon
    says which one.
    """
    circuit = symbols.circuit
    words = words[-LONGEST:]
    if circuit is None or not words.strip():
        return None
    found: list[tuple[int, Condition]] = []
    for pattern in (*_ALONE, *(_LABEL if superposing else ())):
        for m in pattern.finditer(words):
            source = _source(m["name"], symbols)
            if source:
                found.append((m.start(), Condition(source, ALONE, span, Sym(source))))
    for pattern in _OFF:
        for m in pattern.finditer(words):
            source = _source(m["name"], symbols)
            if source:
                found.append((m.start(), Condition(source, "=", span, Sym(source), ZERO)))
    found += [(m.start(), Condition("", ALONE, span)) for m in _NONE.finditer(words)]
    offsets = [
        n
        for n in _sources(symbols)
        if circuit.parameters[n].ideal == "0" and circuit.parameters[n].unit == "V"
    ]
    if len(offsets) == 1:
        found += [
            (m.start(), Condition(offsets[0], ALONE, span, Sym(offsets[0])))
            for m in _QUANTITY["offset"].finditer(words)
        ]
    return max(found, key=lambda x: x[0])[1] if found else None


def quiet_in(words: str, symbols: Symbols, span: Span) -> Condition | None:
    """That there is no signal, if the words say so of a circuit with offsets or bias currents."""
    circuit = symbols.circuit
    ideal = circuit is not None and any(circuit.parameters[n].ideal for n in _sources(symbols))
    return Condition("", QUIET, span) if ideal and _QUIET.search(words[-LONGEST:]) else None


def _source(name: str, symbols: Symbols) -> str:
    """The symbol of the source that a word names, or of the one that holds the node that it names."""
    found = symbols.find(name)
    circuit = symbols.circuit
    if found is None or circuit is None or not isinstance(found.expr, Sym):
        return ""
    name = found.expr.name
    return name if name in _sources(symbols) else held_by(name, circuit)


def _sources(symbols: Symbols) -> list[str]:
    circuit = symbols.circuit
    values = (value(e) for e in circuit.sources()) if circuit is not None else ()
    return [v.name for v in values if isinstance(v, Sym)]
