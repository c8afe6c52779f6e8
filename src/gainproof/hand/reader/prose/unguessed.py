"""Names of voltages at places that nobody would guess from them: v_m, “the voltage in the middle”."""

from __future__ import annotations

import re

from gainproof.hand.reader.prose.explaining import in_plain_words
from gainproof.hand.reader.prose.introducing import ADJECTIVE, ALONE, CALLED, IS, VOLTAGE

_SPOT = (
    r"(?:the\s+)?(?:\w+\s+){0,2}?"
    r"(?:middle|centre|center|midpoint|tap|junction|joint|emitter|collector|base|drain|gate)\b"
)
_ELSEWHERE = tuple(
    re.compile(p)
    for p in (
        rf"{VOLTAGE}{IS}{ADJECTIVE}(?:voltage|potential)\s+(?:at|of|in)\s+{_SPOT}",
        rf"\b(?:voltage|potential)\s+(?:at|of|in)\s+{_SPOT}[^.;:=]{{0,20}}?{CALLED}{VOLTAGE}{ALONE}",
        rf"\b[Ww]rit(?:e|ing)\s+{VOLTAGE}\s+for\s+{_SPOT}",
    )
)


def said_elsewhere(source: str) -> set[str]:
    """Names of voltages at places that nobody would guess from them: v_m, “the voltage in the middle”."""
    return {m["name"] for p in _ELSEWHERE for m in p.finditer(in_plain_words(source))}
