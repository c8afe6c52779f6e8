"""Currents that words tie to an op-amp: “the op-amp has to deliver i_o”, “the output current of X1, i_x”.

It is what leaves the node of the output for everything else there.  “To deliver” says that it is counted out
of the op-amp; “the output current” says no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gainproof.circuit.circuit import Circuit, Instance
from gainproof.circuit.equations import leaving
from gainproof.expression import Expr, add, neg
from gainproof.hand.reader.prose.introducing import ALONE, CALLED, CURRENT, IS

_WORDS = r"(?:[Oo]p-?\s?amps?|[Oo]perational\s+amplifier)"
_NAME = r"(?P<amp>\b(?:[XUx]|OA)\d\w{0,2}(?!\w))"
_WHICH = rf"(?:(?:[Tt]he\s+|[Aa]n?\s+)?(?:ideal\s+|perfect\s+|real\s+)?{_WORDS}(?:\s+{_NAME})?"
_AMP = (
    r"(?:(?:[Tt]he\s+)?output\s+(?:pin\s+)?of\s+)?"
    rf"{_WHICH}|{_NAME.replace('amp>', 'bare>')})(?:['’]s\s+output)?"
)
_MUST = r"\s+(?:(?:itself|then|now|thus)\s+)?(?:(?:has\s+to|must|needs?\s+to|should|can|will|would)\s+)?"
_GIVES = r"(?:delivers?|suppl(?:y|ies)|provides?|sources?|gives?|push(?:es)?)"
_CURRENT = (
    r"(?:\s+out)?(?:\s+(?:a|the))?(?:\s+(?:total|whole|full|output))?(?:\s+current(?:\s+of)?)?\s*[:,]?\s+"
)
_ELSEWHERE = r"(?!\s*(?:,\s*)?(?:that\s+)?(?:flow\w*\s+)?(?:through|via|across|(?:in)?to|towards?|for)\b)"
_FROM = (
    rf"(?:(?:that\s+|which\s+)?{_AMP}{_MUST}{_GIVES}"
    r"|(?:that\s+|which\s+)?"
    r"(?:(?:is\s+|comes?\s+)?(?:delivered|supplied|provided|sourced|given|flowing|coming)\s+)?"
    rf"(?:by|from|out\s+of)\s+{_AMP.replace('amp>', 'from>').replace('bare>', 'alone>')}(?:\s+output)?)"
)
_OUTPUT = (
    rf"(?:{_AMP}\s+output\s+current|{_AMP.replace('amp>', 'of>').replace('bare>', 'own>')}\s+current"
    rf"|output\s+current\s+of\s+{_AMP.replace('amp>', 'from>').replace('bare>', 'alone>')})"
)
_SO = rf"(?:{CALLED}|\s*:\s*|\s+)"
_DIRECTED = tuple(
    re.compile(p)
    for p in (
        rf"{_AMP}{_MUST}{_GIVES}{_CURRENT}{CURRENT}{_ELSEWHERE}",
        rf"\b(?:[Cc]urrent|[Ww]hat)\s+{_FROM}{_SO}{CURRENT}{ALONE}{_ELSEWHERE}",
        rf"{CURRENT}{IS}(?:the\s+)?(?:total\s+)?current\s+{_FROM}{_ELSEWHERE}",
        rf"\bcurrent\s+{CURRENT},?\s+{_FROM}{_ELSEWHERE}",
    )
)
_EITHER_WAY = tuple(
    re.compile(p)
    for p in (
        rf"{_OUTPUT}{_SO}{CURRENT}{ALONE}{_ELSEWHERE}",
        rf"{CURRENT}{IS}(?:the\s+)?{_OUTPUT}{_ELSEWHERE}",
    )
)
_OF_LOAD = re.compile(r"[iI]_?\{?(?:[Ll]|[Ll]oad|R)")
"""A current that a load takes, by its name."""
_GROUPS = ("amp", "bare", "from", "alone", "of", "own")


def delivered(text: str, circuit: Circuit) -> Iterator[tuple[str, Expr, bool]]:
    """Each name of a current out of an op-amp, what it is, and if the words say which way it goes."""
    if all(i.role != "opamp" for i in circuit.instances):
        return
    for directed, patterns in ((True, _DIRECTED), (False, _EITHER_WAY)):
        for m in (m for p in patterns for m in p.finditer(text)):
            said = m.groupdict()
            amp = _found(next((said[g] for g in _GROUPS if said.get(g)), ""), circuit)
            if amp is not None and not _OF_LOAD.match(m["name"]):
                yield m["name"].replace("\\", ""), _out_of(amp, circuit), directed


def _found(name: str, circuit: Circuit) -> Instance | None:
    """The op-amp of this name; without a name, the only one."""
    amps = [i for i in circuit.instances if i.role == "opamp"]
    named = [i for i in amps if not name or i.name.lower() == name.lower()]
    return named[0] if len(named) == 1 else None


def _out_of(amp: Instance, circuit: Circuit) -> Expr:
    """The sum of the currents that leave the node of its output through other elements."""
    there = leaving(circuit, (circuit.node(amp.pins["out"]),))
    outside = [(circuit.current(e.name), out) for e, out in there if e.part_of != amp.name]
    return add(*(i if out else neg(i) for i, out in outside))
