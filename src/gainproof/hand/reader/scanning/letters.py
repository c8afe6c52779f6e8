"""Letters that stand for Latin ones, and letters that only look so."""

from __future__ import annotations

import re
import unicodedata

from gainproof.hand.reader.scanning import plain

_LOOK_ALIKE = re.compile(f"[{''.join(plain.LOOK_ALIKES)}]")
_RUN = re.compile(r"[^\W_]+(?:_\{?[^\W_]+\}?)*")
_MIXED = re.compile(r"[A-Za-z0-9]")


def in_plain_letters(source: str) -> tuple[str, list[int]]:
    """The text with every letter that stands for a Latin one replaced by it, and where Cyrillic ones were.

    Mathematical and full-width letters (𝑅, Ｒ) are those letters; a Cyrillic or Greek letter that looks like
    a Latin one is taken for it beside Latin letters.
    """
    strange = {c for c in set(source) if "\U0001d400" <= c <= "\U0001d7ff" or "\uff01" <= c <= "\uff5e"}
    table = {ord(c): n for c in strange if len(n := unicodedata.normalize("NFKC", c)) == 1}
    source = source.translate(table) if table else source
    if source.isascii() or not _LOOK_ALIKE.search(source):
        return source, []
    places: list[int] = []

    def latin(m: re.Match[str]) -> str:
        if not _MIXED.search(m[0]):
            return m[0]
        places.extend(m.start() + k for k, c in enumerate(m[0]) if c in plain.LOOK_ALIKES)
        return "".join(plain.LOOK_ALIKES.get(c, c) for c in m[0])

    return _RUN.sub(latin, source), places
