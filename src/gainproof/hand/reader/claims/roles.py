"""What parts are called by what they are for: “without a load”, “for a stiff source”, “large loop gain”.

The words are put as if the part were named: “neglecting RL”, “neglecting Rs”, “large Ao”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gainproof.circuit.circuit import GROUND, Circuit, Element
from gainproof.expression import Sym
from gainproof.ideals import imperfections

_LOAD = re.compile(r"[RZCG]_?L(?:oad)?|R_?load", re.IGNORECASE)
_SOURCE = re.compile(r"[RZ]_?(?:s|src|source|sig|signal|gen|g|i?n?t)", re.IGNORECASE)


def _loads(circuit: Circuit) -> Iterator[str]:
    """What is called a load."""
    for e in circuit.elements:
        if isinstance(e.value, Sym) and e.kind in "RC" and _LOAD.fullmatch(e.name):
            yield e.value.name


def _of_sources(circuit: Circuit) -> Iterator[str]:
    """The resistors in series with a source and with nothing else, or those that are called a source's."""
    for e in circuit.elements:
        if e.kind != "R" or not isinstance(e.value, Sym) or not _SOURCE.fullmatch(e.name):
            continue
        if any(_in_series(e, v, circuit) for v in circuit.sources() if v.kind == "V"):
            yield e.value.name


def _in_series(e: Element, source: Element, circuit: Circuit) -> bool:
    joint = set(e.nodes[:2]) & set(source.nodes[:2]) - {GROUND}
    return any(sum(n in x.nodes for x in circuit.elements) == 2 for n in joint)


def _transconductances(circuit: Circuit) -> Iterator[str]:
    names = {e.value.name for e in circuit.elements if e.kind == "G" and isinstance(e.value, Sym)}
    yield from names if len(names) == 1 else ()


def _gains(circuit: Circuit) -> Iterator[str]:
    ends = imperfections(circuit)
    names = [n for n in ends if ends[n] == "oo" and circuit.parameters[n].unit == "1"]
    yield from names if len(names) == 1 else ()


_OPEN = r"(?:open(?:[\s-]circuit(?:ed)?)?)"
ROLES: tuple[tuple[re.Pattern[str], Callable[[Circuit], Iterator[str]], str], ...] = (
    (
        re.compile(
            rf"\b(?:no[\s-]load|unloaded|light(?:ly)?\s+load(?:ed|ing)?|{_OPEN}\s+output|"
            rf"output\s+(?:is\s+|left\s+|being\s+)*{_OPEN}\b|"
            r"(?:without|neglect\w*|ignor\w*|disregard\w*)\s+(?:any\s+|an?\s+|the\s+|its\s+)?(?:\w+\s+)?load(?:ing)?\b"
            r"(?!\s+resist)|load\s+(?:is|being|can\s+be)\s+(?:negligible|neglected|ignored|removed))",
            re.IGNORECASE,
        ),
        _loads,
        "neglecting {}",
    ),
    (
        re.compile(
            r"\b(?:stiff|ideal|perfect)\s+(?:voltage\s+|signal\s+|input\s+)?(?:source|drive)\b|"
            r"\b(?:zero|no|negligible|without(?:\s+any)?|neglecting\s+the|ignoring\s+the|small)\s+"
            r"(?:source|generator|signal)\s+(?:resist|imped)ance|"
            r"\bsource\s+(?:without|of\s+no|with\s+no|of\s+zero)\s+(?:\w+\s+)?(?:resist|imped)ance",
            re.IGNORECASE,
        ),
        _of_sources,
        "neglecting {}",
    ),
    (re.compile(r"\bload\s+(?:resist\w+|imped\w+)", re.IGNORECASE), _loads, "{}"),
    (re.compile(r"\bsource\s+(?:resist\w+|imped\w+)", re.IGNORECASE), _of_sources, "{}"),
    (re.compile(r"\btransconductance", re.IGNORECASE), _transconductances, "{}"),
    (
        re.compile(
            r"\b(?:open-?\s?)?loop[\s-]+gain|\bgain\s+of\s+the\s+(?:op(?:erational)?[\s-]?amp\w*|amplifier)|"
            r"\bop-?\s?amp\s+gain",
            re.IGNORECASE,
        ),
        _gains,
        "{}",
    ),
)


def with_names(words: str, circuit: Circuit) -> str:
    """The words with the names of parts in the place of what they are called."""
    for pattern, parts, told in ROLES:
        if pattern.search(words):
            names = list(parts(circuit))
            if len(names) == 1:
                words = pattern.sub(told.format(names[0]), words)
    return words
